"""Links by addresses of the blog's own generator find their posts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from blogcli.posts.post import Post
from blogcli.site.habitual import by_last_segment, meant

DAY = datetime(2026, 3, 27, tzinfo=UTC)
POSTS = (
    Post("content/2026/03/27/uutinen/index.en.md", "news", "en", bundle=True, date=DAY),
    Post("content/cn/2015-10-02-hope.md", "hope", "zh", date=datetime(2015, 10, 2, tzinfo=UTC)),
    Post("_posts/2018-01-01-a.md", "a", "en", date=DAY, categories=("My diary",)),
    Post("_posts/x/a.md", "a", "fi", date=datetime(2018, 5, 1, tzinfo=UTC)),
    Post("_posts/lone.md", "lone", "en"),
)


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/en/2026/03/27/news/", POSTS[0].path),
        ("/2026/3/27/News.html", POSTS[0].path),
        ("/2026/03/27/uutinen/", POSTS[0].path),
        ("/cn/2015/10/hope/", POSTS[1].path),
        ("/my-diary/2026/03/27/a/", POSTS[2].path),
        ("/2018/05/a/", POSTS[3].path),
        ("/posts/lone", POSTS[4].path),
        # What doesn't fit the post is not its address.
        ("/2026/04/27/news/", ""),
        ("/sv/2026/03/27/news/", ""),
        ("/shop/lone", ""),
        ("/2026/lone", ""),
        ("/lone", ""),  # found before, by the site's own addresses, or not at all
        ("/posts/a/", ""),  # which of two?
        ("/2026/03/27/", ""),
        ("/", ""),
    ],
)
def test_every_segment_must_speak_for_the_post(address: str, path: str) -> None:
    post = meant(address, by_last_segment(POSTS))
    assert (post.path if post else "") == path
