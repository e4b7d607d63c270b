"""What a post is to scripts."""

from __future__ import annotations

import pytest

from blogcli.blog import reading_minutes
from blogcli.posts.post import Post


@pytest.mark.parametrize(
    ("words", "lang", "minutes"),
    [
        (0, "fi", 0),
        (1, "fi", 1),
        (200, "fi", 1),
        (201, "fi", 2),
        (1000, "ko", 5),
        (1000, "zh-Hant", 2),
        (1001, "ja", 3),
    ],
)
def test_reading_time_knows_that_chinese_and_japanese_are_counted_by_character(
    words: int, lang: str, minutes: int
) -> None:
    post = Post(path="posts/a.md", slug="a", title="A", lang=lang, word_count=words)
    assert reading_minutes(post) == minutes
