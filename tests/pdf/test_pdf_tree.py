from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blogcli.markdown.parse import parse
from blogcli.markdown.reduce import reduce_html
from blogcli.pdf.inline import plain
from blogcli.pdf.references import Tree
from blogcli.pdf.tree import MAX_BLOCK_DEPTH, Sources, build


def _picture(target: str, alt: str) -> dict[str, Any]:
    return {"k": "image", "src": target, "alt": alt}


def _sources(title: str = "") -> Sources:
    return Sources(
        link=lambda target: target or None,
        picture=_picture,
        formula=lambda latex, displayed: {
            "k": "formula",
            "block": displayed,
            "alt": latex,
            "math": {},
        },
        title=title,
    )


def tree_of(body: str, title: str = "") -> Tree:
    return build(reduce_html(parse(body)), _sources(title))


def blocks_of(body: str) -> list[Any]:
    return tree_of(body).blocks


def nodes_in(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "k" in value:
            yield value
        for inner in value.values():
            yield from nodes_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes_in(inner)


def depth_of(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max((depth_of(inner) for inner in value.values()), default=0)
    if isinstance(value, list):
        return 1 + max((depth_of(inner) for inner in value), default=0)
    return 0


@pytest.mark.parametrize(
    ("body", "levels"),
    [
        ("# a\n\n## b\n\n# c", [1, 2, 1]),
        ("## a\n\n### b\n\n## c", [1, 2, 1]),
        ("### a\n\n## b\n\n#### c", [1, 1, 2]),
        ("# a\n\n##### b\n\n### c", [1, 2, 2]),
        ("# a\n\n#\n\n## b", [1, 2]),
    ],
)
def test_headings_begin_at_one_and_never_skip(body: str, levels: list[int]) -> None:
    assert [block["level"] for block in blocks_of(body)] == levels


@given(st.lists(st.integers(1, 6)))
def test_no_order_of_headings_skips_a_level(source: list[int]) -> None:
    body = "\n\n".join(f"{'#' * level} heading" for level in source)

    levels = [block["level"] for block in blocks_of(body)]

    assert all(level <= before + 1 for before, level in pairwise([0, *levels]))


def test_a_first_heading_that_repeats_the_title_is_left_out() -> None:
    tree = tree_of("# The Title\n\n## Part\n\nWords", "The title")

    assert [block["k"] for block in nodes_in(tree.blocks)] == ["heading", "par"]
    assert [node["level"] for node in nodes_in(tree.blocks) if node["k"] == "heading"] == [1]


def test_a_later_heading_may_repeat_the_title() -> None:
    assert len(tree_of("Words\n\n# The title", "The title").blocks) == 2


def test_a_list_keeps_its_start_its_tightness_and_its_tasks() -> None:
    (tight,) = blocks_of("3. three\n4. four")
    (tasks,) = blocks_of("- [x] done\n- [ ] open\n- plain")
    (loose,) = blocks_of("- one\n\n- two")

    assert (tight["start"], tight["tight"]) == (3, True)
    assert tasks["tasks"] == [True, False, None]
    assert loose["tight"] is False


def test_an_image_alone_is_a_figure_and_its_title_the_caption() -> None:
    (figure,) = blocks_of('![the sea](sea.png "North shore")')
    (linked,) = blocks_of("[![the sea](sea.png)](https://example.org)")
    (inline,) = blocks_of("See ![the sea](sea.png) here")

    assert (figure["k"], figure["caption"]) == ("figure", "North shore")
    assert (linked["k"], linked["image"]["k"]) == ("figure", "link")
    assert inline["k"] == "par"


def test_a_displayed_formula_divides_its_paragraph() -> None:
    (division,) = blocks_of("before\n$$x$$\nafter")

    assert [node["k"] for node in division["c"]] == ["par", "formula", "par"]


def test_a_table_has_head_alignment_and_rows_of_one_width() -> None:
    (table,) = blocks_of("| a | b |\n|:--|--:|\n| 1 |\n| 2 | 3 |")

    assert table["align"] == ["left", "right"]
    assert table["head"] == [["a"], ["b"]]
    assert table["rows"] == [[["1"], []], [["2"], ["3"]]]


def test_an_empty_table_head_is_none() -> None:
    (table,) = blocks_of("| | |\n|---|---|\n| 1 | 2 |")

    assert table["head"] == []


def test_notes_are_numbered_in_the_order_of_their_marks() -> None:
    tree = tree_of("One[^b] two[^a] again[^b].\n\n[^a]: first\n[^b]: second")

    marks = [(node["n"], node["first"]) for node in nodes_in(tree.blocks) if node["k"] == "note"]
    assert marks == [(0, True), (1, True), (0, False)]
    assert [plain(note[0]["c"]) for note in tree.notes] == ["second", "first"]  # type: ignore[index]


def test_a_note_that_nothing_refers_to_is_set_at_the_end() -> None:
    tree = tree_of("Words.\n\n[^lonely]: Nobody calls me.")

    assert [plain(b["c"]) for b in tree.blocks if b["k"] == "par"] == [  # type: ignore[index]
        "Words.",
        "[lonely]",
        "Nobody calls me.",
    ]


def test_a_note_about_itself_does_not_go_round_for_ever() -> None:
    tree = tree_of("Words[^a].\n\n[^a]: See [^a] and [^b].\n[^b]: See [^a].")

    assert len(tree.notes) == 2
    assert "[^a]" in plain(tree.notes[0][0]["c"])  # type: ignore[index]


def test_headings_in_notes_are_bold_words() -> None:
    tree = tree_of("Words[^a].\n\n[^a]:\n    # Big\n\n    small")

    assert all(node["k"] != "heading" for node in nodes_in(tree.notes))


def test_headings_in_notes_are_no_places_and_no_levels() -> None:
    tree = tree_of("# Big\n\n[there](#small)[^a]\n\n[^a]:\n    ## Small\n\n#### Deep")

    assert [node["level"] for node in nodes_in(tree.blocks) if node["k"] == "heading"] == [1, 2]
    assert not [node for node in nodes_in(tree.blocks) if node["k"] == "link"]


def test_a_head_with_a_note_is_not_repeated() -> None:
    (bare, noted) = blocks_of("|a|b|\n|-|-|\n|c|d|\n\n|a|*b[^n]*|\n|-|-|\n|c|d|\n\n[^n]: Note.")

    assert (bare["repeats"], noted["repeats"]) == (True, False)


def test_a_link_to_no_heading_is_only_its_words() -> None:
    (_, paragraph) = blocks_of("# Here\n\n[good](#here) and [bad](#there)")

    assert [node["k"] for node in nodes_in(paragraph) if node["k"] != "par"] == ["link", "span"]


def test_a_callout_may_have_a_title() -> None:
    (titled,) = blocks_of("> [!TIP] Mind the *step*\n> It is wet.")
    (plain_one,) = blocks_of("> [!TIP]\n> It is wet.")

    assert (titled["kind"], plain(titled["title"])) == ("tip", "Mind the step")
    assert [plain(block["c"]) for block in titled["c"]] == ["It is wet."]
    assert "title" not in plain_one


def test_code_keeps_its_text_to_the_letter() -> None:
    (listing,) = blocks_of("````text\n```\n\ta = 1  \n\n````")

    assert listing["text"] == "```\n\ta = 1  \n"[:-1].rstrip("\n")
    assert "lines" not in listing


def test_large_code_is_not_coloured() -> None:
    (listing,) = blocks_of("```python\n" + "x = 1\n" * 5000 + "```")

    assert "lines" not in listing


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
def test_deep_nesting_is_flattened_and_keeps_all_words(mark: str) -> None:
    body = "\n".join(
        " " * (len(mark) * level if mark != "> " else 0)
        + (mark * (level + 1) if mark == "> " else mark)
        + f"word{level}\n"
        for level in range(40)
    )

    blocks = blocks_of(body)

    kinds = {"quote", "list"}
    nested = max_nesting(blocks, kinds)
    assert nested <= MAX_BLOCK_DEPTH
    text = json.dumps(blocks)
    assert all(f"word{level}" in text for level in range(40))


def max_nesting(value: object, kinds: set[str]) -> int:
    if isinstance(value, dict):
        own = 1 if value.get("k") in kinds else 0
        return own + max((max_nesting(inner, kinds) for inner in value.values()), default=0)
    if isinstance(value, list):
        return max((max_nesting(inner, kinds) for inner in value), default=0)
    return 0


def test_emphasis_in_emphasis_is_flattened() -> None:
    body = "".join("*a **b " for _ in range(60)) + "".join("** *" for _ in range(60))

    assert depth_of(blocks_of(body)) < 60


PIECES = st.sampled_from(
    ["> ", "- ", "1. ", "- [ ] ", "# ", "## ", "*", "**", "`", "```", "~~", "$", "$$", "|", "[^1]",
     "[^1]: ", "[a](b)", "![a](b)", "<b>", "</b>", "<ul><li>", "</ul>", "<span lang=fi>", "</span>",
     "\n", "\n\n", "    ", "word ", ": ", "---\n", "==", "<table><tr><td>", "&amp;", "\\", "😀"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_every_body_becomes_a_tree_of_known_kinds_that_json_can_hold(body: str) -> None:
    tree = tree_of(body)

    known = {
        "par", "heading", "note", "link", "image", "figure", "list", "definitions", "listing",
        "code", "table", "callout", "quote", "division", "rule", "span", "emph", "strong", "strike",
        "super", "sub", "mark", "formula", "br", "wbr",
    }  # fmt: skip
    assert {node["k"] for node in nodes_in([tree.blocks, tree.notes])} <= known
    assert depth_of([tree.blocks, tree.notes]) < 120
