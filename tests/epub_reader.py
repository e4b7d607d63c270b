"""A reader of EPUB that sees what a reading system sees."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias
from xml.etree import ElementTree as ET

from blogcli.blog.book import Bound

EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NAMES = {
    "x": "http://www.w3.org/1999/xhtml",
    "m": "http://www.w3.org/1998/Math/MathML",
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}


@dataclass
class Opened:
    """An EPUB, read."""

    bound: Bound
    files: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with zipfile.ZipFile(io.BytesIO(self.bound.data)) as archive:
            assert archive.testzip() is None
            self.files = {name: archive.read(name) for name in archive.namelist()}

    def page(self, name: str) -> ET.Element:
        """Parse a file of the book."""
        return ET.fromstring(self.files[f"EPUB/{name}"])

    def chapter(self, number: int = 1) -> ET.Element:
        """Parse a chapter."""
        names = sorted(name for name in self.files if name.startswith("EPUB/text/"))
        return ET.fromstring(self.files[names[number - 1]])

    @property
    def package(self) -> ET.Element:
        """The package document."""
        return self.page("package.opf")

    def meta(self, name: str) -> list[str]:
        """Give all values of a property, in order."""
        found = self.package.iterfind(".//o:meta", NAMES)
        return [one.text or "" for one in found if one.get("property") == name]

    def links(self, number: int = 1) -> dict[str, str]:
        """Give where the words of a chapter lead."""
        found = self.chapter(number).iterfind(".//x:a", NAMES)
        return {"".join(one.itertext()): one.get("href", "") for one in found}

    def rules(self) -> list[str]:
        """Name what was found, with its line."""
        return [f"{one.rule} {one.path}:{one.line}" for one in self.bound.findings]

    def dangling(self) -> list[str]:
        """Name the references that lead to nothing in the book."""
        missing = []
        for name, data in self.files.items():
            if not name.endswith(".xhtml"):
                continue
            for one in ET.fromstring(data).iter():
                for key in ("href", "src"):
                    target = one.get(key, "")
                    if target and ":" not in target and not self._has(name, target):
                        missing.append(f"{name}: {target}")
        return missing

    def _has(self, name: str, target: str) -> bool:
        path, _, fragment = target.partition("#")
        file = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
        if file not in self.files:
            return False
        ids = [one.get("id") for one in ET.fromstring(self.files[file]).iter()] if fragment else []
        return not fragment or ids.count(fragment) == 1


Bind: TypeAlias = Callable[..., Opened]
"""Binds posts, given by name."""
