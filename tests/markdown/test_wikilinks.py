"""Links between notes, as Obsidian and wikis write them, are links."""

from __future__ import annotations

import pytest

from blogcli.markdown.html import BARE, to_html
from blogcli.markdown.links import references
from blogcli.markdown.parse import parse
from blogcli.markdown.wikilinks import divide


@pytest.mark.parametrize(
    ("markdown", "kind", "target", "text"),
    [
        ("[[My note]]", "link", "[[My note]]", "My note"),
        ("[[notes/My note.md]]", "link", "[[notes/My note.md]]", "My note"),
        ("[[My note|that *one*]]", "link", "[[My note]]", "that one"),
        ("[[My note#Part 2]]", "link", "[[My note#Part 2]]", "My note > Part 2"),
        ("[[#Part 2]]", "link", "[[#Part 2]]", "Part 2"),
        ("[[My note#^a1b2]]", "link", "[[My note]]", "My note"),
        ("[[snake_case_name]]", "link", "[[snake_case_name]]", "snake_case_name"),
        ("![[a b.PNG|300]]", "image", "[[a b.PNG]]", ""),
        ("![[a b.png|A boat|300x200]]", "image", "[[a b.png]]", "A boat"),
        ("![[a b.png | A boat | 300]]", "image", "[[a b.png]]", "A boat"),
        ("[[My note | that]]", "link", "[[My note]]", "that"),
        ("![[My note]]", "link", "[[My note]]", "My note"),
        ("| a |\n|---|\n| [[My note\\|that]] |", "link", "[[My note]]", "that"),
        ("在[[笔记]]里", "link", "[[笔记]]", "笔记"),
        ("dell'[[Isola]].", "link", "[[Isola]]", "Isola"),
    ],
)
def test_links_and_pictures(markdown: str, kind: str, target: str, text: str) -> None:
    (found,) = references(markdown)
    assert (found.kind, found.target, found.text) == (kind, target, text)
    assert "[[" not in to_html(parse(markdown), BARE).replace("%5B", "[").replace('="[[', "")


def test_places_are_the_authors() -> None:
    found = references("Ä [[One|1]] and\n[[Two]] ![[three.png]]\n")
    assert [(one.target, one.line, one.column) for one in found] == [
        ("[[One]]", 1, 3),
        ("[[Two]]", 2, 1),
        ("[[three.png]]", 2, 9),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "if [[ -f file ]]; then", "if [[here || there]]; then",
        "frame[[key]] and x[[1]]", "see [[1]]", "[[nodiscard]] int",
        "its [[Prototype]]",
        "[[gnu::hot]]", "a [[[deep]]] b", "[[one, two], [three]]", "the [[i]]-th", "[[]]",
        "https://e.org/[[name]]/",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_link_stays_text(text: str) -> None:
    assert not [one for one in references(text) if one.target.startswith("[[")]
    shown = to_html(parse(text), BARE)
    assert text.count("[[") == shown.replace("%5B", "[").partition(">https")[0].count("[[")


@pytest.mark.parametrize(
    "markdown", ["`[[One two]]`", "```\n[[One two]]\n```", "$[[One two]]$", "\\[[One two]]",
                 '<p title="[[One two]]">', "[a](<b [[One two]]>)", "[[[One two]](x.md)"]
)  # fmt: skip
def test_code_formulas_markup_and_other_links_are_left_alone(markdown: str) -> None:
    assert not [one for one in references(markdown) if one.target == "[[One two]]"]


def test_brackets_around_a_link_of_markdown_are_brackets() -> None:
    text = "[[The source]] and [[2]](b.md)\n\n[the source]: a.md\n"
    assert [one.target for one in references(text)] == ["a.md", "b.md"]


def test_a_table_of_contents_is_no_text() -> None:
    assert to_html(parse("[[toc]]\n\nText.\n\n[[_TOC_]]\n"), BARE) == "<p>Text.</p>\n"


def test_a_target_is_divided() -> None:
    assert divide("[[My note#Part#Two]]") == ("My note", "Two")
    assert divide("[[#Two]]") == ("", "Two")
    assert divide("[My note]") is None


def test_many_bars_take_no_time() -> None:
    text = "[[a b" + "\\|" * 5_000
    assert not references(text)
