"""The copies of pictures that a site has besides the originals, kept in the user's cache.

Each entry is named by the picture's content, so that it is right whatever the picture is called,
and has a sum of its own: one that is damaged is made anew. All may be deleted at any time.
"""

from __future__ import annotations

import contextlib
import marshal
import os
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from blogcli.errors import OutputError
from blogcli.files import read_regular, write_atomic
from blogcli.site import scaling
from blogcli.site.images import size_in
from blogcli.site.links import MEDIA
from blogcli.site.media import suffix
from blogcli.site.scaling import Copy, PictureFault

_FOLDER = "images"
_SUM = 16
_BIGGEST = 200_000_000
"""Bytes of a picture."""
MOST_KEPT = 1_000_000_000
"""Bytes of all entries together; of more, those that were used longest ago are removed."""


class Rendition(NamedTuple):
    """One copy on the site: its file, and the picture that it is made from."""

    file: str
    source: str
    key: str
    width: int


class Look(NamedTuple):
    """What is known of a picture: its copies, the narrowest first, or what is wrong with it."""

    renditions: tuple[Rendition, ...] = ()
    problem: str = ""
    size: tuple[int, int] | None = None
    """Width and height in CSS pixels; None where nobody looked, or nobody can say."""


class _Entry(NamedTuple):
    """What is kept of a picture: without it, Pillow would be loaded to say how large it is."""

    problem: str
    copies: tuple[Copy, ...]
    size: tuple[int, int] | None


@dataclass(slots=True)
class Renditions:
    """Makes copies of pictures; `cache` is this program's folder in the user's cache."""

    cache: Path | None = None
    _looks: dict[tuple[str, int, int], Look] = field(default_factory=dict)

    def of(self, source: Path) -> Look:
        """Give the copies of a picture; they are made now, unless they are known."""
        if suffix(source.name) not in scaling.SUFFIXES:
            return Look()
        try:
            found = os.stat(source)  # noqa: PTH116 - many pictures
        except OSError as error:
            return Look(problem=error.strerror or str(error))
        name = (str(source), found.st_size, found.st_mtime_ns)
        look = self._looks.get(name)
        if look is None:
            look = self._looks[name] = self._look(source)
        return look

    def data(self, one: Rendition) -> bytes:
        """Give the bytes of a copy.

        Raises:
            OutputError: The picture is not what it was when its copies were chosen.
        """
        entry = self._kept(one.key)
        if entry is None:
            with contextlib.suppress(OSError):
                data = read_regular(Path(one.source), _BIGGEST)
                entry = self._make(data, one.key) if _key(data) == one.key else None
        for width, data in entry.copies if entry else ():
            if width == one.width:
                return data
        message = f"{one.source} changed while the site was made"
        raise OutputError(message, hint="export again")

    def prune(self) -> None:
        """Remove what was used longest ago, where there is too much."""
        if self.cache is None:
            return
        entries = sorted(_entries(self.cache / _FOLDER))
        total = sum(size for _, size, _ in entries)
        for _, size, path in entries:
            if total <= MOST_KEPT:
                break
            with contextlib.suppress(OSError):
                os.unlink(path)  # noqa: PTH108 - of a text
                total -= size

    def _look(self, source: Path) -> Look:
        try:
            data = read_regular(source, _BIGGEST)
        except OSError as error:
            return Look(problem=error.strerror or str(error))
        key = _key(data)
        entry = self._kept(key) or self._make(data, key)
        renditions = tuple(
            Rendition(f"{MEDIA}/webp/{key}-{width}.webp", str(source), key, width)
            for width, _ in entry.copies
        )
        return Look(renditions, entry.problem, entry.size)

    def _make(self, data: bytes, key: str) -> _Entry:
        try:
            entry = _Entry("", scaling.copies(data), size_in(data))
        except PictureFault as fault:
            entry = _Entry(str(fault), (), size_in(data))
        self._keep(key, entry)
        return entry

    def _place(self, key: str) -> Path | None:
        return self.cache / _FOLDER / key[:2] / key if self.cache is not None else None

    def _kept(self, key: str) -> _Entry | None:
        path = self._place(key)
        try:
            data = path.read_bytes() if path is not None else b""
        except OSError:
            return None
        if path is None or blake2b(data[_SUM:], digest_size=_SUM).digest() != data[:_SUM]:
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        try:
            problem, made, size = marshal.loads(data[_SUM:])  # noqa: S302 - our own, and its sum is right
            return _Entry(str(problem), tuple(Copy(*one) for one in made), size)
        except (ValueError, TypeError, EOFError):
            return None

    def _keep(self, key: str, entry: _Entry) -> None:
        path = self._place(key)
        if path is None:
            return
        copies = tuple(tuple(one) for one in entry.copies)
        data = marshal.dumps((entry.problem, copies, entry.size), 2)  # type: ignore[arg-type]  # its type for this is private
        with contextlib.suppress(OSError, OutputError):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(path, blake2b(data, digest_size=_SUM).digest() + data)


def _key(data: bytes) -> str:
    found = blake2b(scaling.recipe().encode(), digest_size=10)
    found.update(data)
    return found.hexdigest()


def _entries(folder: Path) -> list[tuple[int, int, str]]:
    """List when each entry was used, its size and its path."""
    found = []
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)  # noqa: PTH118 - of texts
            with contextlib.suppress(OSError):
                status = os.stat(path)  # noqa: PTH116 - of a text
                found.append((status.st_mtime_ns, status.st_size, path))
    return found
