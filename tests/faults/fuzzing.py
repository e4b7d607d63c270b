"""What must hold of any bytes: read or refused with a place, and never half obeyed or half lost.

Each target takes bytes, so that Hypothesis (in every run of the tests) and Atheris, which follows
the branches that an input takes (`scripts/fuzz.py`), can try the same. What they raise is a fault.
"""

# ruff: noqa: PT017 - read or refused, either is right

from __future__ import annotations

import atexit
import contextlib
import functools
import io
import json
import tempfile
import tomllib
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from typing import Literal, get_args
from xml.etree import ElementTree as ET

from rich.console import Console

from blogcli import config
from blogcli.config import PdfConfig
from blogcli.epub.xhtml import content_of, settle, write
from blogcli.errors import ConfigError, OutputError, PostError, QueryError
from blogcli.markdown.html import HtmlOptions, to_html
from blogcli.markdown.parse import parse
from blogcli.markdown.reduce import reduce_html
from blogcli.markdown.text import excerpt, title_of, to_text, word_count
from blogcli.pdf.document import Workshop
from blogcli.pdf.job import House, Job
from blogcli.pdf.setting import setting_of
from blogcli.posts import reading
from blogcli.posts.context import ReadContext
from blogcli.posts.dialects import Dialect, Name
from blogcli.posts.editing import Place, Set, edit
from blogcli.posts.post import Post
from blogcli.query import explain
from blogcli.query import parse as parse_query
from blogcli.terminal.renderer import Lines, Look, body_lines

TITLE = 'It\'s "new": #1'
LANGUAGES = ("", "fi", "sv", "en", "fr", "he", "ja")
GENERATORS: tuple[Name, ...] = get_args(Name)
_POLICIES: tuple[Literal["allow", "sanitise", "escape"], ...] = ("allow", "sanitise", "escape")


def front_matter(data: bytes) -> None:
    """Read a post as some generator does, and give it another title: its body stays."""
    name = GENERATORS[data[0] % len(GENERATORS)] if data else "plain"
    dialect = Dialect(name, "")
    context = ReadContext(dialect, "en", ("en", "fi"), UTC)
    data = data[1:]
    try:
        found = reading.examine(Path("/nowhere"), "posts/a.md", data, context)
    except PostError as error:
        assert error.line is None or 1 <= error.line <= data.count(b"\n") + data.count(b"\r") + 1
        assert str(error)
        return
    json.dumps(found.post.to_json())
    try:
        changed = edit(data, (Set(("title",), TITLE),), Place("posts/a.md", dialect))
    except PostError as error:
        assert str(error)
        return
    again = reading.examine(Path("/nowhere"), "posts/a.md", changed, context)
    assert again.post.title == TITLE
    assert again.body.lstrip("\r\n") == found.body.lstrip("\r\n")


def query(data: bytes) -> None:
    """Read a question, or say where it is wrong."""
    text = data.decode("utf-8", "surrogateescape")  # as the arguments of a command are
    try:
        assert explain(parse_query(text, keys=("layout", "weight"), saved={"self": "query:self"}))
    except QueryError as error:
        assert error.reason
        assert 0 <= error.position <= len(error.query)


def configuration(data: bytes) -> None:
    """Read `blog.toml`; what is understood is written so that it is understood again."""
    try:
        found = config.parse(data)
    except ConfigError as error:
        assert error.problems
        return
    written = config.render(found)
    tomllib.loads(written)
    assert config.parse(written.encode()) == found


def markdown(data: bytes) -> None:
    """Make HTML, text, a terminal's lines and a chapter of an EPUB of it; words are never lost."""
    lang = LANGUAGES[data[0] % len(LANGUAGES)] if data else ""
    body = data[1:].decode("utf-8", "replace")
    events = parse(body, lang)
    for policy in _POLICIES:
        html = to_html(events, HtmlOptions(lang=lang, raw_html=policy, highlight=True))
        assert "\x1b" not in html
    text = to_text(events)
    assert word_count(text) <= len(text)
    title_of(events)
    excerpt(text, 200)
    _chapter(body, lang)
    stream = io.StringIO()
    console = Console(file=stream, width=1_000, markup=False, highlight=False)
    console.print(Lines(body_lines(body, lang or "en", Look(width=40))), end="")
    assert not set(stream.getvalue()) & set("\x1b\x07\x08\x00")


def _chapter(body: str, lang: str) -> None:
    reduced = reduce_html(parse(body, lang))
    content = content_of(to_html(reduced, HtmlOptions(lang=lang, first_heading=2)), ())
    settle(content, {})
    ET.fromstring(f'<body xmlns:epub="e">{write(content.body)}</body>')


def pdf(data: bytes) -> None:
    """Set it on paper, or say why not."""
    lang = LANGUAGES[data[0] % len(LANGUAGES)] if data else ""
    body = data[1:].decode("utf-8", "replace")
    post = Post(path="posts/p.md", slug="p", lang=lang or "en", title="A title")
    try:
        sheet = _workshop().make(Job(post, body))
    except OutputError as error:
        assert error.hint
    else:
        assert sheet.pdf.startswith(b"%PDF-")


@functools.cache
def _workshop() -> Workshop:
    ends = contextlib.ExitStack()
    atexit.register(ends.close)
    folder = Path(ends.enter_context(tempfile.TemporaryDirectory()))
    for name in ("blog", "shop"):
        (folder / name).mkdir()
    return Workshop(House(root=folder / "blog", setting=setting_of(PdfConfig())), folder / "shop")


TARGETS: dict[str, Callable[[bytes], None]] = {
    "front matter": front_matter,
    "query": query,
    "configuration": configuration,
    "Markdown": markdown,
    "PDF": pdf,
}
