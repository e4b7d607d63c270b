"""A post as plain text: every word of it, and no marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.blog.lines import title_text
from blogcli.markdown.parse import parse
from blogcli.markdown.reduce import reduce_html
from blogcli.markdown.text import to_text
from blogcli.posts.post import Post

if TYPE_CHECKING:
    from blogcli.blog import Blog


def post_text(blog: Blog, post: Post) -> str:
    """Write title, byline and text of a post, blocks parted by blank lines.

    Raises:
        PostError: The post can't be read.
    """
    from blogcli.blog.dates import in_words

    text = to_text(reduce_html(parse(blog.body(post), post.lang))).strip()
    about = [", ".join(post.authors), in_words(post.date, post.lang) if post.date else ""]
    byline = " · ".join(part for part in about if part)
    first, _, rest = text.partition("\n\n")
    title = title_text(post)
    if first in {title, post.title}:
        text = rest
    return "\n\n".join(block for block in (title, byline, text) if block) + "\n"
