"""Posts that nobody here wrote: every word of each is in its PDF, in reading order.

`scripts/verify_pdf.py` does the same for all of them; here it is one in ten.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from blogcli.blog import Blog
from blogcli.errors import BlogError
from blogcli.markdown.parse import parse
from blogcli.markdown.reduce import reduce_html
from blogcli.markdown.text import to_text
from blogcli.pdf import PdfOptions
from blogcli.pdf.document import Workshop
from blogcli.pdf.job import Job
from blogcli.pdf.making import house_of
from blogcli.posts.post import Post
from blogcli.posts.store import find_files
from pdf_words import first_missing, flowing

EVERY = 10
WORD = re.compile(r"\w+")


def posts_of(blog: Blog) -> Iterator[tuple[Post, str]]:
    entries = sorted(find_files(blog.root, blog.config, blog.dialect), key=lambda entry: entry.path)
    for entry in entries[::EVERY]:
        try:
            yield blog.read(entry.path)
        except BlogError:
            continue


@pytest.mark.parametrize("name", ["as-kilta", "gopheracademy", "scientific-python"])
def test_every_word_is_there_in_order(
    corpora: Path, tmp_path: Path, name: str, text_of: Callable[[bytes], str]
) -> None:
    blog = Blog.open(corpora / name, env={})
    workshop = Workshop(house_of(blog, PdfOptions()), tmp_path)
    wrong = {}
    count = 0
    for post, body in posts_of(blog):
        sheet = workshop.make(Job(post, body))
        text = re.sub(r"[\s\u200b]", "", text_of(sheet.pdf)).casefold()
        events = flowing(reduce_html(parse(body, post.lang)))
        if missing := first_missing(WORD.findall(to_text(events).casefold()), text):
            wrong[post.path] = missing
        unexplained = {f.rule for f in sheet.findings} == {"pdf-standard"}
        if unexplained:
            wrong[post.path] = str(sheet.findings[0])
        count += 1

    assert wrong == {}
    assert count >= 5
