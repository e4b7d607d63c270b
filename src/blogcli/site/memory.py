"""What an export remembers for the next one: what each file was made of, and how it lies there.

It is kept in the user's cache, not beside the site, since it is trusted. Without it, or with one
that is damaged, all is made anew. What an edit of words leaves as it is lies in a file of its own:
an export that finds nothing changed doesn't read it, and one after such an edit doesn't write it.
"""

from __future__ import annotations

import contextlib
import marshal
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b, sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from blogcli.errors import Finding, OutputError
from blogcli.files import write_atomic
from blogcli.site.stamps import Stamp

if TYPE_CHECKING:
    from blogcli.index.digests import Digests

Places: TypeAlias = dict[str, tuple[bytes, bytes, bytes]]
"""By path the `Digests` of posts; and, of those shown, what `placing` gives."""

_VERSION = 5
_SUM = 32
"""Bytes of SHA-256, for which processors have instructions; 10,000 posts are 10 MB to sum up."""
_SUFFIX = ".lasting"


class Notes(NamedTuple):
    """What came to light when a post's text was made into HTML."""

    source: bytes
    """What it was made of."""
    links: bytes
    """A sum over where its links lead."""
    targets: tuple[str, ...] = ()
    """Its links and pictures as written, but for those that leave the site."""
    probes: tuple[str, ...] = ()
    """Paths in the blog at which it was looked for files."""
    anchors: tuple[str, ...] = ()
    """Paths of posts whose headings it links to."""
    findings: tuple[tuple[object, ...], ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    """Places on the site, and the files that are copied there for it."""
    renditions: tuple[tuple[str, str, str, int], ...] = ()
    """The copies of its pictures, as `Rendition` has them."""

    @property
    def by_name(self) -> bool:
        """It links to a note or file by its bare name, which may mean another one now."""
        return any(target.startswith("[[") for target in self.targets)

    def told(self) -> list[Finding]:
        """Give the findings."""
        return [Finding(*one) for one in self.findings]  # type: ignore[arg-type]  # as they were told


class Copy(NamedTuple):
    """A file that was copied: from where, and how both looked."""

    source: str
    before: Stamp
    after: Stamp


class Lasting(NamedTuple):
    """What stays the same while posts change in their words alone."""

    layout: bytes = b""
    """The sources, as `pack` made them plain; empty where they are not known."""
    related: dict[str, tuple[str, ...]] = {}  # noqa: RUF012 - never changed
    related_for: bytes = b""
    """What the related posts were worked out for."""


class Shelved:
    """What lasts, read when somebody asks for it; `path` is its file, which has this `sum`."""

    def __init__(self, path: Path, sum_: bytes) -> None:
        self.sum = sum_
        self._path = path

    @cached_property
    def value(self) -> Lasting:
        """What lasts; empty where it can't be read."""
        try:
            values = _read(self._path, self.sum)
            return Lasting(*values)
        except (ValueError, TypeError, EOFError):
            return Lasting()


@dataclass(slots=True)
class Memory:
    """All that is remembered of one export to one folder."""

    basis: bytes = b""
    """A sum over all but posts, files beside them, and time; empty where something failed."""
    posts: Places = field(default_factory=dict)
    context: str = ""
    """Of the index, for which `posts` hold."""
    since: float | None = None
    until: float | None = None
    """Between which moments the same posts are shown, in Unix seconds."""
    world: bytes = b""
    """A sum over where all links can lead."""
    pieces: dict[str, tuple[bytes, Stamp]] = field(default_factory=dict)
    copies: dict[str, Copy] = field(default_factory=dict)
    notes: dict[str, Notes] = field(default_factory=dict)
    probes: dict[str, Stamp] = field(default_factory=dict)
    folders: dict[str, int] = field(default_factory=dict)
    findings: tuple[tuple[object, ...], ...] = ()
    next_due: str = ""
    shelved: Lasting | Shelved = Lasting()  # noqa: RUF009 - never changed

    @property
    def lasting(self) -> Lasting:
        """What stays the same while posts change in their words alone."""
        return self.shelved if isinstance(self.shelved, Lasting) else self.shelved.value

    def changes(self, digests: Mapping[str, Digests]) -> frozenset[str] | None:
        """Name the posts that are other than remembered; None where there are others."""
        if self.posts.keys() != digests.keys():
            return None
        return frozenset(path for path, sums in digests.items() if self.posts[path][:2] != sums)


def place_of(cache: Path | None, output: Path) -> Path | None:
    """Name the file that holds the memory of an output folder."""
    if cache is None:
        return None
    name = os.path.realpath(output).encode("utf-8", "surrogateescape")
    return cache / "sites" / f"{blake2b(name, digest_size=16).hexdigest()}.memory"


def recall(path: Path | None) -> Memory:
    """Read a memory; one that can't be read, or is of another version, is empty."""
    try:
        version, *values, lasting = _read(path)
        if path is None or version != _VERSION:
            return Memory()
        values.append(Shelved(path.with_suffix(_SUFFIX), lasting))
        memory = Memory(*values)
        memory.notes = {post: Notes(*one) for post, one in memory.notes.items()}
        memory.copies = {file: Copy(*one) for file, one in memory.copies.items()}
    except (ValueError, TypeError, EOFError, AttributeError):
        return Memory()
    return memory


def remember(path: Path | None, memory: Memory) -> None:
    """Keep a memory; where it can't be written, the next export just takes longer."""
    if path is None:
        return
    shelved = memory.shelved
    values = {name: getattr(memory, name) for name in memory.__dataclass_fields__}
    del values["shelved"]
    for name in ("notes", "copies"):
        # All that marshal writes are plain tuples.
        values[name] = {key: tuple(one) for key, one in values[name].items()}
    with contextlib.suppress(OSError, OutputError):
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(shelved, Lasting):
            sum_ = _write(path.with_suffix(_SUFFIX), tuple(shelved))
        else:
            sum_ = shelved.sum
        _write(path, (_VERSION, *values.values(), sum_))


def _read(path: Path | None, sum_: bytes = b"") -> tuple[Any, ...]:
    """Read what `_write` wrote; a `ValueError` says that it is damaged, or of another sum."""
    try:
        data = memoryview(path.read_bytes() if path is not None else b"")
    except OSError as error:
        raise ValueError from error
    found = sha256(data[_SUM:]).digest()
    if found != data[:_SUM] or sum_ not in {b"", found}:
        raise ValueError
    values: tuple[Any, ...] = marshal.loads(data[_SUM:])  # noqa: S302 - our own, and its sum is right
    return values


def _write(path: Path, values: tuple[Any, ...]) -> bytes:
    """Write plain values; give their sum."""
    data = marshal.dumps(values, 2)
    found = sha256(data).digest()
    write_atomic(path, found + data)
    return found
