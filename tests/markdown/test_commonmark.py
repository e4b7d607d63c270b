"""CommonMark's and GFM's own examples, as their specifications print them.

`$COMMONMARK_SPEC` names the `spec.txt` of npm's `commonmark-spec`, or it lies among the validators;
`$GFM_SPEC` that of cmark-gfm, or `scripts/gfm_spec` has fetched it.
"""

from __future__ import annotations

import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from blogcli.markdown.html import BARE, to_html
from blogcli.markdown.parse import parse, parse_plain


def _found(variable: str, *places: str) -> Path | None:
    """Look for a specification where the environment says, else in these places of the project."""
    project = Path(__file__).parents[2]
    named = os.environ.get(variable)  # read before tests get a clean environment
    paths = [Path(named)] if named else [project / place for place in places]
    return next((path for path in paths if path.is_file()), None)


_SPECIFICATIONS = {
    "COMMONMARK_SPEC": _found(
        "COMMONMARK_SPEC", "scripts/validators/node_modules/commonmark-spec/spec.txt"
    ),
    "GFM_SPEC": _found("GFM_SPEC", "build/gfm/spec.txt"),
}
_FENCE = "`" * 32
_EXAMPLE = re.compile(
    rf"^{_FENCE} example ?(?P<kinds>[\w ]*)\n(?P<source>.*?)^\.\n(?P<html>.*?)^{_FENCE}$",
    re.MULTILINE | re.DOTALL,
)
_NAMES = """
article aside blockquote body button canvas caption col colgroup dd div dl dt embed fieldset
figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr iframe li map object ol output p
pre progress script section style table tbody td textarea tfoot th thead tr ul video
"""
_BLOCKS = frozenset(_NAMES.split())


class _Normal(HTMLParser):
    """HTML without what makes no difference: order of attributes, white space around blocks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._edge(tag)
        self.pre += tag == "pre"
        shown = sorted((name, _spelled(name, value or "")) for name, value in attrs)
        self.out.append(f"<{tag} {shown}>" if shown else f"<{tag}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.pre -= tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        self._edge(tag)
        self.pre -= tag == "pre"
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self.pre:
            data = re.sub(r"\s+", " ", data)
            if self.out and re.fullmatch(r"</?(\w+).*>", self.out[-1]):
                name = re.match(r"</?(\w+)", self.out[-1])
                if name and name[1] in _BLOCKS | {"br"}:
                    data = data.lstrip(" ")
        if data:
            self.out.append(data.replace("<", "&lt;"))

    def handle_comment(self, data: str) -> None:
        self.out.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.out.append(f"<!{decl}>")

    def unknown_decl(self, data: str) -> None:
        self.out.append(f"<![{data}]>")

    def handle_pi(self, data: str) -> None:
        self.out.append(f"<?{data}>")

    def _edge(self, tag: str) -> None:
        if tag in _BLOCKS and self.out and not self.pre and not self.out[-1].startswith("<"):
            self.out[-1] = self.out[-1].rstrip(" ")


def _spelled(name: str, value: str) -> str:
    # GFM aligns by an attribute that HTML 5 dropped.
    return value.removeprefix("text-align: ") if name == "style" else value


def _normal(html: str) -> str:
    html = html.replace(" align=", " style=")
    parser = _Normal()
    parser.feed(html)
    parser.close()
    return "".join(parser.out).strip()


def _examples(variable: str, wanted: str = "") -> list[tuple[int, str, str, str]]:
    path = _SPECIFICATIONS[variable]
    if path is None:
        pytest.skip(f"${variable} is not set: the specification is not here")
    text = path.read_text(encoding="utf-8")
    found = []
    for number, match in enumerate(_EXAMPLE.finditer(text), 1):
        kinds = match["kinds"].strip()
        if not wanted or kinds in wanted.split():
            source, html = (match[name].replace("→", "\t") for name in ("source", "html"))
            found.append((number, kinds, source, html))
    return found


def test_every_commonmark_example_passes() -> None:
    examples = _examples("COMMONMARK_SPEC")
    failed = [
        number
        for number, _, source, html in examples
        if _normal(to_html(parse_plain(source), BARE)) != _normal(html)
    ]
    assert len(examples) == 652
    assert failed == []


def test_the_examples_of_gfm_extensions_pass() -> None:
    examples = _examples("GFM_SPEC", "table strikethrough autolink disabled tasklist")
    failed = [
        (number, kinds)
        for number, kinds, source, html in examples
        if _normal(_without_ids(to_html(parse(source), BARE))) != _normal(html)
    ]
    assert len(examples) == 23
    assert failed == []


def _without_ids(html: str) -> str:
    return re.sub(r'(<h[1-6]) id="[^"]*"', r"\1", html)
