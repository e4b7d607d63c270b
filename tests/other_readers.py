"""What others see in a post and in what was made of it: a parser's links, another's words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

WITHIN_WORDS = frozenset(
    ("a", "abbr", "b", "code", "del", "em", "i", "kbd", "mark", "s", "small", "span", "strong", "u")
)
# Marks of ours that markdown-it-py takes for text.
OURS = re.compile(
    r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]|\{lang=[\w-]+\}|\{\{.*?\}\}", re.DOTALL
)
# Tags of Hugo that stand for a picture or a film, and are shown as such.
SHOWN_TAG = re.compile(r"\{\{[<%]\s*(?:figure|youtube|vimeo|gist)\s.*?[>%]\}\}", re.DOTALL)


class Page(HTMLParser):
    """Links, ids and words of one page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.words: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect what links and what is linked to."""
        for name, value in attrs:
            if name in {"href", "src"} and value is not None and tag != "base":
                self.links.append(value)
            if value and (name == "id" or (name == "name" and tag == "a")):
                self.ids.add(value)
            if name in {"alt", "title"} and value:
                self.words.append(f" {value} ")
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        """Part words where a block ends."""
        self._part(tag)

    def handle_data(self, data: str) -> None:
        """Collect the words."""
        self.words.append(data)

    @property
    def text(self) -> str:
        """All words of the page, also those of alternative texts."""
        return "".join(self.words)

    def _part(self, tag: str) -> None:
        if tag not in WITHIN_WORDS:
            self.words.append(" ")


def words_of(body: str) -> Counter[str]:
    """Count the words of a body as markdown-it-py reads it: text and code, no HTML, no formulas."""
    reader = MarkdownIt("gfm-like", {"linkify": False}).use(footnote_plugin).use(deflist_plugin)
    reader.use(dollarmath_plugin, allow_digits=False, double_inline=True)
    found: Counter[str] = Counter()
    for token in reader.parse(SHOWN_TAG.sub(" ", body.replace("\0", ""))):
        if token.type in {"fence", "code_block"}:
            found.update(split(token.content))
        text = "".join(spoken(child) for child in token.children or ())
        found.update(split(OURS.sub(" ", text)))
    return found


def spoken(token: Token) -> str:
    """Give the words of a token within a line; a space for what parts words."""
    if token.type in {"text", "code_inline"}:
        return token.content
    if token.type == "html_inline":
        name = re.match(r"</?(\w+)", token.content)
        return "" if name and name[1].lower() in WITHIN_WORDS else " "
    return "" if token.type.endswith(("_open", "_close")) else " "


def split(text: str) -> Iterator[str]:
    """Give the words of a text, whatever stands between them."""
    yield from re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).casefold())
