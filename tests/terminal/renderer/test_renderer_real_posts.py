"""No word of a real post is lost on the terminal, whatever its width."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from rich.cells import cell_len
from rich.console import Console

from blogcli.posts.front_matter import split
from blogcli.terminal.renderer import Lines, Look, body_lines
from extent import part
from other_readers import SHOWN_TAG

WIDTHS = (20, 40, 80, 100, 300)
BLOGS = ("as-kilta", "gopheracademy", "scientific-python")
OUR_OWN = Path(__file__).parents[3] / "posts"
CONSTRUCTS = Path(__file__).parents[2] / "samples" / "constructs"


class _Words(HTMLParser):
    """The visible text of an independent renderer's HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in ("script", "style")
        self.parts.append(" ")
        if tag == "img":
            self.parts.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style")
        self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


# Syntax of our dialect and of other generators that the independent renderer takes for words.
NOT_WORDS = re.compile(r"\[!\w+\]|(?<=\])\{[^}\n]*\}|(?<=\]\()\{\{[^}\n]*\}\}(?=\))")


def words_of(body: str) -> set[str]:
    renderer = (
        MarkdownIt("gfm-like", {"linkify": False})
        .use(footnote_plugin)
        .use(deflist_plugin)
        .use(dollarmath_plugin, allow_digits=False, double_inline=True)
    )
    parser = _Words()
    parser.feed(renderer.render(NOT_WORDS.sub("", SHOWN_TAG.sub(" ", body))))
    return set(re.findall(r"\w{2,}", "".join(parser.parts)))


def bodies(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(folder.rglob("*.md")):
        yield path, split(path.read_bytes()).body


def squeezed(text: str) -> str:
    """Without what wrapping and nesting add."""
    return re.sub(r"[\s▌│•]+", "", text)


def lines_of(body: str, width: int) -> str:
    stream = io.StringIO()
    # Rich crops at the console's width: a wider one shows what the renderer itself would lose.
    console = Console(file=stream, width=10_000, markup=False, highlight=False)
    console.print(Lines(body_lines(body, "en", Look(width=width))), end="")
    return stream.getvalue()


def check(posts: Iterable[tuple[Path, str]], width: int) -> None:
    lost: list[str] = []
    for path, body in posts:
        text = lines_of(body, width)
        plain = squeezed(text)
        lost += [f"{path.name}: {word}" for word in words_of(body) if word not in plain]
        wide = [line for line in text.splitlines() if cell_len(line) > width]
        assert not wide, f"{path.name}: {wide[0]}"
        assert "\x1b" not in text
    assert lost == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("blog", BLOGS)
def test_no_word_of_a_real_blog_is_lost(blog: str, width: int, corpora: Path) -> None:
    first = WIDTHS.index(width) % part(8)  # each width has others
    check(islice(bodies(corpora / blog), first, None, part(8)), width)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("folder", [OUR_OWN, CONSTRUCTS])
def test_no_word_of_our_own_posts_is_lost(folder: Path, width: int) -> None:
    check(bodies(folder), width)
