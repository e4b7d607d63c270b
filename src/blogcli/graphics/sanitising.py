"""SVG made harmless: shapes and words of the drawing stay, all that runs or fetches goes."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from blogcli.graphics.drawings import inspect_svg
from blogcli.graphics.reading import read

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_NAMES = """
a animate animateMotion animateTransform circle clipPath defs desc ellipse feBlend feColorMatrix
feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge
feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
filter g image line linearGradient marker mask mpath path pattern polygon polyline radialGradient
rect set stop style svg switch symbol text textPath title tspan use view
"""
_KEPT = frozenset(_NAMES.split())
_EMBEDDED = re.compile(r"\s*data:image/(?:png|jpe?g|gif|webp);base64,", re.IGNORECASE)
_URL = re.compile(r"url\(\s*[\"']?\s*(?!#)[^)]*\)", re.IGNORECASE)
_IMPORT = re.compile(r"@import[^;]*(?:;|$)", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_MOVING = frozenset({"animate", "animateMotion", "animateTransform", "set"})


class Drawing:
    """A drawing that was made harmless."""

    def __init__(self) -> None:
        self.parts: list[str] = ['<?xml version="1.0" encoding="utf-8"?>\n']
        self.size: tuple[float | None, float | None] = (None, None)
        self.moves = False

    @property
    def data(self) -> bytes:
        """The file."""
        return "".join(self.parts).encode("utf-8", "replace")


def sanitised(data: bytes) -> Drawing:
    """Write a drawing anew without scripts, event handlers, foreign elements and outside references.

    Raises:
        ValueError: It isn't well formed, is out of bounds, or declares entities.
    """  # noqa: E501 - one sentence
    sanitiser = _Sanitiser()
    drawing = sanitiser.clean(data)
    # What is left keeps to the bounds that PDF has too: depth, number of elements, pixels.
    drawing.size = inspect_svg(drawing.data)
    return drawing


class _Sanitiser:
    def __init__(self) -> None:
        self.drawing = Drawing()
        self.skipping = 0  # how deep within what is left out
        self.style = False
        self.depth = 0

    def clean(self, data: bytes) -> Drawing:
        read(data, self, namespaces=True)
        return self.drawing

    def instruction(self, target: str, data: str) -> None:
        """Leave out what only readers of XML do."""

    def start(self, full: str, attributes: dict[str, str]) -> None:
        space, _, name = full.rpartition(" ")
        self.depth += 1
        if self.depth == 1 and (name != "svg" or space not in {_SVG, ""}):
            message = "is not SVG"
            raise ValueError(message)
        if self.skipping or space not in {_SVG, ""} or name not in _KEPT or _reaches(attributes):
            self.skipping += 1
            return
        self.style = name == "style"
        self.drawing.moves |= name in _MOVING
        shown = [f"{key}={quoteattr(value)}" for key, value in _safe(attributes)]
        if self.depth == 1:
            shown = [f'xmlns="{_SVG}"', f'xmlns:xlink="{_XLINK}"', *shown]
        self.drawing.parts.append(f"<{' '.join((name, *shown))}>")

    def end(self, full: str) -> None:
        self.depth -= 1
        self.style = False
        if self.skipping:
            self.skipping -= 1
        else:
            self.drawing.parts.append(f"</{full.rpartition(' ')[2]}>")

    def text(self, text: str) -> None:
        if self.skipping:
            return
        if self.style:
            self.drawing.moves |= "animation" in text or "@keyframes" in text
            text = _URL.sub("none", _IMPORT.sub("", text))
        self.drawing.parts.append(escape(text))


def _reaches(attributes: dict[str, str]) -> bool:
    """Say whether an animation would change where something leads, which no filter sees."""
    return attributes.get("attributeName", "").rpartition(":")[2].lower() in {"href", "src"}


def _safe(attributes: dict[str, str]) -> list[tuple[str, str]]:
    kept: dict[str, str] = {}
    for full, value in attributes.items():
        space, _, name = full.rpartition(" ")
        if space == _XML and name in {"lang", "space"}:
            kept[f"xml:{name}"] = value
        elif name == "href" and space in {_XLINK, ""}:
            if value.lstrip().startswith("#") or _EMBEDDED.match(value):
                kept.setdefault("xlink:href", value)
        elif not space and _is_harmless(name, value):
            kept[name] = _URL.sub("none", value)
    return list(kept.items())


def _is_harmless(name: str, value: str) -> bool:
    if name == "id":
        return _NAME.fullmatch(value) is not None
    return bool(_NAME.fullmatch(name)) and name != "src" and not name.lower().startswith("on")
