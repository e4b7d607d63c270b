"""Where a body points, and from which line and column."""

from __future__ import annotations

import pytest

from blogcli.markdown.links import Reference, references


def test_links_and_images_with_their_places() -> None:
    body = (
        'äö [x *y*](a.md#b "t") ![alt](k.png)\n'
        "$5 to $6 and https://a.fi/_b_ then [z](c)\n\n"
        "> <a\n> href='d'>raw **w**</a>\n\n"
        "<div>\nä<img alt=q src=e.png>\n</div>\n\n"
        "[ref] `[no](x)` a@b.fi\n\n"
        "    [no](x)\n\n"
        "[ref]: f 'title'\n\n"
        "<c@d.fi> <img src=g.png alt=' '>\n"
    )
    assert references(body) == [
        Reference("link", "a.md#b", "x y", 1, 4),
        Reference("image", "k.png", "alt", 1, 24),
        Reference("link", "https://a.fi/_b", "https://a.fi/_b", 2, 14),
        Reference("link", "c", "z", 2, 36),
        Reference("link", "d", "raw w", 4, 3),
        Reference("image", "e.png", "q", 8, 2),
        Reference("link", "f", "ref", 11, 1),
        Reference("link", "mailto:a@b.fi", "a@b.fi", 11, 17),
        Reference("link", "mailto:c@d.fi", "c@d.fi", 17, 1),
        Reference("image", "g.png", "", 17, 10, silent=True),
    ]


def test_an_image_in_a_link_is_both() -> None:
    assert references("[![a](b)](c)") == [
        Reference("link", "c", "a", 1, 1),
        Reference("image", "b", "a", 1, 2),
    ]


@pytest.mark.parametrize(
    ("body", "target", "column"),
    [
        ("a [x]({{ site.baseurl }}/y) [z](w)", "/y", 3),
        ('{{< fig src="_a_" >}} [z](w)', "w", 23),
    ],
)
def test_columns_are_the_authors_where_tags_stand_before(
    body: str, target: str, column: int
) -> None:
    first = references(body)[0]
    assert (first.target, first.column) == (target, column)


def test_an_open_anchor_ends_with_the_body() -> None:
    assert references("<a href=x>a\n\nb") == [Reference("link", "x", "ab", 1, 1)]
