"""The renderer's HTML as XHTML of an EPUB: well formed, with the meanings that readers know."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree as ET

MATHML = "http://www.w3.org/1998/Math/MathML"
STANDING = "chapter:"
"""Begins the address that stands for a chapter until all are made."""
TITLE_ID = "title"
"""Of a chapter's own heading."""

# What XML 1.0 can't hold (§2.2).
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_VOID = re.compile(r"<(br|hr|img|input)((?:\s[^<>]*)?)>")
_BOOLEAN = re.compile(r"\s(?:disabled|checked)(?=\s|$)")
_EMPTY = re.compile(r"<(?!br|hr|img)([a-z][a-z0-9]*)((?:\s[^<>]*?)?) />")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_NOTICES = frozenset({"important", "warning", "caution"})
_BOX = {True: "\u2611", False: "\u2610"}


class Heading(NamedTuple):
    """A heading within a chapter."""

    level: int
    id: str
    text: str


@dataclass(slots=True)
class Content:
    """The body of a chapter as a tree, on its way to a file."""

    body: ET.Element
    ids: dict[str, str] = field(default_factory=dict)
    """From the ids as a post's links name them to those of the file."""
    headings: list[Heading] = field(default_factory=list)
    math: bool = False


def legal(text: str) -> str:
    """Leave out what XML can't hold."""
    return _ILLEGAL.sub("", text)


def content_of(html: str, pictures: Collection[str]) -> Content:
    """Read what the renderer wrote; images that are none of `pictures` become links to them.

    Raises:
        ParseError: It isn't the renderer's HTML.
    """
    text = _VOID.sub(_closed, legal(html.replace("\f", " ")))
    content = Content(ET.fromstring(f"<div>{text}</div>"))  # noqa: S314 - our own writer's
    _Adapter(content, pictures).adapt()
    return content


def write(element: ET.Element) -> str:
    """Write a tree's inner XHTML; only void elements are written as empty."""
    parts = [_escaped(element.text or "")]
    parts += [ET.tostring(child, encoding="unicode") for child in element]
    return _EMPTY.sub(r"<\1\2></\1>", "".join(parts))


def _closed(found: re.Match[str]) -> str:
    attributes = _BOOLEAN.sub(lambda one: f'{one[0]}=""', found[2].rstrip("/ "))
    return f"<{found[1]}{attributes}/>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class _Adapter:
    """Walks a tree once, an element's parents before it."""

    def __init__(self, content: Content, pictures: Collection[str]) -> None:
        self.content = content
        self.pictures = pictures
        self.taken = {TITLE_ID}

    def adapt(self) -> None:
        for element, linked in list(_walk(self.content.body, linked=False)):
            self._name(element)
            if lang := element.get("lang"):
                element.set("xml:lang", lang)
            if element.tag == "p":
                _frame_formula(element)
            elif element.tag == "img":
                self._image(element, linked=linked)
            elif element.tag in _ADAPTERS:
                _ADAPTERS[element.tag](self, element)

    def _name(self, element: ET.Element) -> None:
        """Give an id that XML allows; headings also go into the table of contents."""
        written = element.get("id")
        if written is None:
            return
        plain = written.replace(":", "-")
        if not _NAME.fullmatch(plain) or plain in self.taken:
            plain = f"id-{len(self.content.ids) + 1}"
        self.taken.add(plain)
        self.content.ids[written] = plain
        element.set("id", plain)

    def heading(self, element: ET.Element) -> None:
        text = " ".join("".join(element.itertext()).split())
        if text and (name := element.get("id")):
            self.content.headings.append(Heading(int(element.tag[1]), name, text))

    def link(self, element: ET.Element) -> None:
        role = element.get("role", "")
        if role in {"doc-noteref", "doc-backlink"}:
            element.set("epub:type", role.removeprefix("doc-"))
        if any(text.strip() for text in element.itertext()):
            return
        images = [child for child in element.iter("img") if child.get("alt")]
        if images:
            return
        if next(element.iter("img"), None) is None:
            _unwrap(element)  # a link that says nothing can't be followed, nor heard
        else:
            element.set("aria-label", element.get("title") or _readable(element.get("href", "")))

    def _image(self, element: ET.Element, *, linked: bool) -> None:
        """Keep a picture that is in the book; in place of another stand its words."""
        source = element.get("src", "")
        if source in self.pictures:
            if not element.get("alt"):
                element.set("role", "presentation")
            return
        words = element.get("alt", "").strip() or _readable(source)
        tail = element.tail
        element.clear()
        element.tail = tail
        element.text = words
        element.tag = "span" if linked else "a"
        if not linked:
            element.set("href", source)

    def definitions(self, element: ET.Element) -> None:
        """Keep the words of a list that has meanings without terms, or the other way round."""
        names = "".join(child.tag[1] for child in element)
        if re.fullmatch(r"(?:t+d+)+", names):
            return
        element.tag = "div"
        for child in element:
            child.set("class", "term" if child.tag == "dt" else "meaning")
            child.tag = "div"

    def section(self, element: ET.Element) -> None:
        """Let each footnote open where it is named."""
        if element.get("class") != "footnotes":
            return
        element.attrib.pop("role", None)
        element.set("epub:type", "footnotes")
        notes = element.find("ol")
        if notes is None:
            return
        element[:] = list(notes)
        for number, note in enumerate(element, 1):
            note.tag = "aside"
            note.set("epub:type", "footnote")
            note.set("role", "doc-footnote")
            _number(note, number)

    def callout(self, element: ET.Element) -> None:
        names = element.get("class", "").split()
        if "callout" not in names:
            return
        if "tip" in names:
            element.set("role", "doc-tip")
            element.set("epub:type", "tip")
        elif not _NOTICES.isdisjoint(names):
            element.set("role", "doc-notice")
            element.set("epub:type", "notice")

    def code(self, element: ET.Element) -> None:
        """Readers turn pages, and don't scroll: lines of code are broken instead."""
        element.attrib.pop("tabindex", None)
        element.set("dir", "ltr")

    def box(self, element: ET.Element) -> None:
        """Write the box of a task as a sign: a book has no forms."""
        done, label = "checked" in element.attrib, element.get("aria-label", "")
        tail = element.tail
        element.clear()
        element.tail, element.tag, element.text = tail, "span", _BOX[done]
        element.attrib.update({"class": "box", "role": "img", "aria-label": label})

    def formula(self, element: ET.Element) -> None:
        self.content.math = True
        element.set("xmlns", MATHML)
        annotation = next(element.iter("annotation"), None)
        if annotation is not None and annotation.text:
            element.set("alttext", " ".join(annotation.text.split()))


_ADAPTERS = {
    **dict.fromkeys(_HEADINGS, _Adapter.heading),
    "a": _Adapter.link,
    "dl": _Adapter.definitions,
    "section": _Adapter.section,
    "div": _Adapter.callout,
    "pre": _Adapter.code,
    "input": _Adapter.box,
    "math": _Adapter.formula,
}


def _walk(element: ET.Element, *, linked: bool) -> Iterator[tuple[ET.Element, bool]]:
    """Give all elements below, and whether each is within a link; none lies deep."""
    for child in element:
        yield child, linked
        yield from _walk(child, linked=linked or child.tag == "a")


def settle(content: Content, others: Mapping[str, tuple[str, Content]]) -> None:
    """Write the links to other places of the book, once all ids are known.

    `others` holds file name and content by the address that stands for a chapter until now. A link
    to a place that isn't there leads to the chapter; within the same one, its words alone stay.
    """
    for link in content.body.iter("a"):
        address, mark, fragment = link.get("href", "").partition("#")
        if address.startswith(STANDING) and address not in others:
            _unwrap(link)  # its chapter could not be made
        if address and address not in others:
            continue
        name, target = others.get(address, ("", content))
        name = "" if target is content else name
        place = target.ids.get(unquote(fragment), "") if mark else ""
        if place or target is not content:
            link.set("href", f"{name}#{place}" if place else name)
        else:
            _unwrap(link)


def _number(note: ET.Element, number: int) -> None:
    """Put the number of a note before its words."""
    label = ET.Element("span", {"class": "note-number"})
    label.text, label.tail = str(number), " "
    first = note[0] if len(note) else None
    place = (
        first if first is not None and first.tag == "p" and not (note.text or "").strip() else note
    )
    label.tail += place.text or ""
    place.text = ""
    place.insert(0, label)


def _frame_formula(paragraph: ET.Element) -> None:
    """Let a formula that stands alone scroll, by keys too, where it is wider than the page."""
    alone = len(paragraph) == 1 and not (paragraph.text or "").strip()
    if alone and paragraph[0].get("display") == "block" and not (paragraph[0].tail or "").strip():
        paragraph.tag = "div"
        paragraph.attrib.update({"class": "formula", "tabindex": "0"})


def _unwrap(element: ET.Element) -> None:
    tail = element.tail
    text = element.text
    element.attrib.clear()
    element.tag, element.text, element.tail = "span", text, tail


def _readable(address: str) -> str:
    """Name what an address leads to."""
    bare = unquote(address.partition("?")[0].partition("#")[0]).rstrip("/")
    return legal(bare.rpartition("/")[2] or bare or address) or "–"
