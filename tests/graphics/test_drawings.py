from __future__ import annotations

import base64
import io

import pytest
from PIL import Image

from blogcli.graphics.drawings import inspect_svg, looks_like_svg


def svg(inside: str = "", attributes: str = 'width="100" height="50"', before: str = "") -> bytes:
    return (
        f'{before}<svg xmlns="http://www.w3.org/2000/svg" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink" {attributes}>{inside}</svg>'
    ).encode()


def embedded(size: tuple[int, int], kind: str = "PNG") -> str:
    buffer = io.BytesIO()
    Image.new("1", size).save(buffer, kind)
    return f"data:image/{kind.lower()};base64,{base64.b64encode(buffer.getvalue()).decode()}"


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="100" height="50"', (75, 37.5)),
        ('width="72pt" height="1in"', (72, 72)),
        ('viewBox="0 0 200 100"', (150, 75)),
        ('viewBox="0,0,200,100" width="100%"', (150, 75)),
        ('viewBox="0 0 200 100" width="40"', (30, 15)),
        ('viewBox="0 0 200 100" height="40"', (60, 30)),
        ('viewBox="0 0 0 0"', (None, None)),
        ('viewBox="a b c d" width="wide"', (None, None)),
    ],
)
def test_a_drawing_says_how_large_it_is(
    attributes: str, size: tuple[float | None, float | None]
) -> None:
    assert inspect_svg(svg(attributes=attributes)) == size


def test_a_harmless_drawing_may_refer_to_itself() -> None:
    inside = (
        '<style>.a{fill:url(#g)}</style><linearGradient id="g"/><g id="b"/>'
        '<use xlink:href="#b"/><rect fill="url(#g)"/><a href="https://example.org"><text>x</text></a>'
        f'<image href="{embedded((4, 4))}"/>'
    )

    assert inspect_svg(svg(inside)) == (75, 37.5)


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="http://example.org/a.png"/>',
        '<image xlink:href="/etc/passwd"/>',
        '<image xlink:href="file:///etc/passwd"/>',
        '<image href="../../secret.png"/>',
        '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
        '<use href="other.svg#a"/>',
        '<rect fill="url(http://example.org/a.svg#g)"/>',
        "<rect style=\"fill: url('http://example.org/a')\"/>",
        '<style>@import "http://example.org/a.css";</style>',
        "<style><![CDATA[.a{background:url( http://example.org/a )}]]></style>",
        '<feImage xlink:href="http://example.org/a.png"/>',
        '<script src="http://example.org/a.js"/>',
    ],
)
def test_references_to_anything_outside_are_refused(inside: str) -> None:
    with pytest.raises(ValueError, match="refers to files outside itself"):
        inspect_svg(svg(inside))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (svg(before='<!DOCTYPE svg [<!ENTITY a "aaaa">]>', inside="&a;"), "entities"),
        (svg(before='<!DOCTYPE svg [<!ENTITY a SYSTEM "/etc/passwd">]>'), "entities"),
        (svg(before='<?xml-stylesheet href="http://example.org/a.css"?>'), "style sheet"),
        (svg("<g>" * 300 + "</g>" * 300), "deeply nested"),
        (svg('<use href="#a"/>' * 3000), "too many"),
        (svg("<g>"), "well-formed"),
        (b"<html><svg></svg></html>", "not SVG"),
        (svg(f'<image href="{embedded((20_000, 20_000))}"/>'), "too many pixels"),
        (svg('<image href="data:image/png;base64,AAAA"/>'), "damaged"),
        (b"<svg>" + b" " * 11_000_000 + b"</svg>", "larger"),
    ],
)
def test_what_could_do_harm_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        inspect_svg(data)


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (svg(), True),
        (b"\xef\xbb\xbf" + svg(), True),
        (b'<?xml version="1.0"?>\n<!-- by hand -->\n' + svg(), True),
        (b"<!DOCTYPE html><svg>", False),
        (b"\x89PNG <svg>", False),
        (b"", False),
    ],
)
def test_a_drawing_is_known_by_its_first_bytes(data: bytes, answer: bool) -> None:
    assert looks_like_svg(data) is answer
