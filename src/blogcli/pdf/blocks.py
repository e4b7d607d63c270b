"""What stands between paragraphs: how runs of inline nodes and finished blocks become a page."""

from __future__ import annotations

from typing import Any

from blogcli.pdf.inline import BLOCK_KINDS, Node, Nodes, is_blank, merged

WIDE_CODE = 60
"""Columns that fit the measure; longer lines may reach into the margins."""
WIDEST_CODE = 80
"""Columns that fit between the margins' outer parts; longer lines wrap."""
MANY_COLUMNS = 6
MANY_PARTS = 1_000
LONG_PARAGRAPH = 20_000
"""Characters, beyond which the optimal line breaks of a paragraph take seconds."""
SEAM: dict[str, Any] = {"k": "seam"}
"""Stands where a container was left out, so that its neighbours stay paragraphs of their own."""


def widen(blocks: Nodes) -> None:
    """Let tables of many columns, and code, of the outermost level reach into the margins.

    All code gets one width: the measure, or as much more as one needs. `wide` is the share of the
    room in the margins, from 0 to 1.
    """
    for node in blocks:
        if isinstance(node, dict) and node["k"] == "table" and len(node["align"]) >= MANY_COLUMNS:
            node["wide"] = 1
    listings = [node for node in blocks if isinstance(node, dict) and node["k"] == "listing"]
    longest = max((len(line) for node in listings for line in node["text"].split("\n")), default=0)
    wide = (min(longest, WIDEST_CODE) - WIDE_CODE) / (WIDEST_CODE - WIDE_CODE)
    if wide > 0:
        for node in listings:
            node["wide"] = round(wide, 2)


def paragraphs(children: Nodes) -> Nodes:
    """Make paragraphs of inline nodes, split where something between them stands on its own."""
    blocks: Nodes = []
    run: Nodes = []
    for child in children:
        if isinstance(child, dict) and (child["k"] in BLOCK_KINDS or child.get("block")):
            blocks += _paragraph(run)
            run = []
            if child is not SEAM:
                blocks.append(child)
        else:
            run.append(child)
    return blocks + _paragraph(run)


def _paragraph(children: Nodes) -> Nodes:
    content = merged(children, trim=True)
    if is_blank(content):
        return []
    if len(content) == 1 and (figure := _figure(content[0])) is not None:
        return [figure]
    node: dict[str, Any] = {"k": "par", "c": content}
    letters = sum(len(part) for part in content if isinstance(part, str))
    if letters > LONG_PARAGRAPH or len(content) > MANY_PARTS:
        node["long"] = True
    return [node]


def _figure(only: Node) -> Node | None:
    """Make a figure of an image that is all there is in its paragraph, linked or not."""
    inner = only
    if isinstance(only, dict) and only["k"] == "link" and len(only["c"]) == 1:
        inner = only["c"][0]
    if isinstance(inner, str) or inner["k"] != "image":
        return None
    figure: dict[str, Any] = {"k": "figure", "image": only}
    if title := inner.pop("title", ""):
        figure["caption"] = title
    return figure


def callout(kind: str, blocks: Nodes) -> Node:
    """Make a callout; a first paragraph of one bold phrase is its title."""
    first = blocks[0]
    node: dict[str, Any] = {"k": "callout", "kind": kind, "c": blocks}
    if isinstance(first, dict) and first["k"] == "par" and len(blocks) > 1:
        (phrase, *rest) = first["c"]
        if isinstance(phrase, dict) and phrase["k"] == "strong" and not rest:
            return node | {"title": phrase["c"], "c": blocks[1:]}
    return node
