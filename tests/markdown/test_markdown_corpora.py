"""Real blogs: no word is lost on the way, as markdown-it-py reads them, an independent renderer."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from blogcli.markdown.generators import tags
from blogcli.markdown.html import HtmlOptions, to_html
from blogcli.markdown.lines import visible
from blogcli.markdown.links import references
from blogcli.markdown.parse import parse
from blogcli.markdown.reduce import reduce_html
from blogcli.markdown.text import to_text
from markdown_samples import assert_well_nested, bodies

# What the independent renderer reads otherwise, by reason.
EXCEPTIONS = {
    "as-kilta/_posts/2018-11-04-liukuhihna.md": "an image whose target is a Liquid expression",
    **dict.fromkeys(
        (
            "scientific-python/content/posts/networkx/aTSP/entropy-distribution-setup/index.md",
            "scientific-python/content/posts/networkx/aTSP/networkx-function-stubs/index.md",
        ),
        "a formula whose braces don't balance before its Markdown escapes are read",
    ),
    "scientific-python/content/posts/scientific-python/cookie/dev-summit-1-development-guide/"
    "index.md": "a shortcode that is a picture",
}
_NAMES = "a abbr b code del em font i ins kbd mark s small span strong sub sup u"
_INLINE = frozenset(_NAMES.split())
_WORD = re.compile(r"\w+")


class _Words(HTMLParser):
    """The visible words of HTML, alternative texts among them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in {"script", "style"}
        values = dict(attrs)
        if tag == "img":
            self.parts.append(f" {values.get('alt') or ''} ")
        elif tag not in _INLINE:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"script", "style"}
        if tag not in _INLINE:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)

    def count(self) -> Counter[str]:
        return Counter(_WORD.findall("".join(self.parts)))


def _without_extras(html: str) -> str:
    """Take away the signs of footnotes, and of formulas all but their source."""
    html = re.sub(r'<(sup|a)[^>]* class="footnote.*?</\1>', "", html)
    return re.sub(
        r"<math.*?<annotation[^>]*>(.*?)</annotation>.*?</math>", r"\1", html, flags=re.DOTALL
    )


@pytest.fixture
def independent() -> MarkdownIt:
    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    renderer.use(footnote_plugin).use(deflist_plugin)
    return renderer.use(dollarmath_plugin, allow_digits=False, allow_space=False)


def test_no_word_of_real_blogs_is_lost(corpora: Path, independent: MarkdownIt) -> None:
    lost: dict[str, list[str]] = {}
    seen = 0
    for name, body in bodies(corpora):
        seen += 1
        wanted = _Words(_without_extras(independent.render(body))).count()
        events = parse(body)
        reduced = reduce_html(events)
        assert_well_nested(reduced)
        texts = (
            Counter(_WORD.findall(to_text(reduced))),
            _Words(_without_extras(to_html(events))).count(),
        )
        if missing := [word for have in texts for word in wanted - have]:
            lost[name] = sorted(set(missing))
    assert seen > 400
    assert {name: words for name, words in lost.items() if name not in EXCEPTIONS} == {}
    assert set(EXCEPTIONS) - set(lost) == set(), "healed: take it from the exceptions"


def test_every_line_and_reference_of_real_blogs_has_its_place(corpora: Path) -> None:
    for name, body in bodies(corpora):
        lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for number, text in visible(body):
            word = _WORD.search(text)
            line = lines[number - 1]
            if word and not any(sign in line for sign in "&\\*_`<"):
                assert word.group() in line, (name, number)
        for found in references(body):
            line = lines[found.line - 1]
            assert 1 <= found.column <= len(line), (name, found)
            start = line[found.column - 1 :]
            assert start.startswith(("[", "!", "<", "{{<", found.text[:4])), (name, found)


def test_math_of_real_blogs_can_be_set(corpora: Path) -> None:
    found: list[tuple[str, str]] = []
    options = HtmlOptions(problem=lambda rule, message, _: found.append((rule, message)))
    for _, body in bodies(corpora):
        if "$" in body:
            to_html(parse(body), options)
    assert [message for rule, message in found if rule == "math"] == []


def test_shortcodes_of_real_blogs_are_reported(corpora: Path) -> None:
    names = Counter(tag.name for _, body in bodies(corpora) for tag in tags(body))
    assert names["yamlToTable"] == names["/yamlToTable"] == 2
    assert not {"youtube", "figure"} & set(names), "these are shown"
