"""What an export remembers for the next one: what each file was made of, and how it lies there.

It is kept in the user's cache, not beside the site, since it is trusted. Without it, or with one
that is damaged, all is made anew. What an edit of words leaves as it is lies in a file of its own:
an export that finds nothing changed doesn't read it, and one after such an edit doesn't write it.
"""

from __future__ import annotations

import contextlib
import marshal
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b, sha256
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from blogcli.errors import OutputError
from blogcli.files import write_atomic
from blogcli.index.digests import AllDigests
from blogcli.site.notes import Brought, Notes
from blogcli.site.stamps import SUM, Stamp
from blogcli.site.table import Table, dumped

_VERSION = 6
_LENGTH = 8
"""Bytes that tell how long what follows them is."""
_SUM = 32
"""Bytes of SHA-256, for which processors have instructions; 10,000 posts are 7 MB to sum up."""
_SUFFIX = ".lasting"


class Copy(NamedTuple):
    """A file that was copied: from where, and how both looked."""

    source: str
    before: Stamp
    after: Stamp


class Places(NamedTuple):
    """What an export knew of each post."""

    sums: AllDigests = AllDigests()
    placings: bytes = b""
    """What `placing` gives of each that is shown, in the order of `sums`; zeros of the others."""

    def placing(self, path: str) -> bytes:
        """Give the sum that decides where a post is shown; empty where it is not."""
        at = self.sums.place(path)
        found = b"" if at is None else self.placings[at * SUM : (at + 1) * SUM]
        return found if found.strip(b"\0") else b""


class Related(NamedTuple):
    """Which posts are related, in the order of the layout's paths."""

    numbers: bytes = b""
    """As `Relations` has them."""
    about: bytes = b""
    """A sum over what they were worked out for."""


Layout: TypeAlias = tuple[Any, ...]
"""The sources, as `pack` made them plain; empty where they are not known."""


class Shelved:
    """A layout that is read when somebody asks for it; `path` is its file, which has this `sum`."""

    def __init__(self, path: Path, sum_: bytes) -> None:
        self.sum = sum_
        self._path = path

    @cached_property
    def layout(self) -> Layout:
        """The layout; empty where it can't be read."""
        try:
            return tuple(_read(self._path, self.sum))
        except (ValueError, TypeError, EOFError):
            return ()


@dataclass(slots=True)
class Memory:
    """All that is remembered of one export to one folder."""

    basis: bytes = b""
    """A sum over all but posts, files beside them, and time; empty where something failed."""
    posts: Places = Places()  # noqa: RUF009 - never changed
    context: str = ""
    """Of the index, for which `posts` hold."""
    since: float | None = None
    until: float | None = None
    """Between which moments the same posts are shown, in Unix seconds."""
    world: bytes = b""
    """A sum over where all links can lead."""
    pieces: Table = field(default_factory=Table)
    """Of each file that was made, its key and its stamp."""
    copies: Table = field(default_factory=Table)
    """Of each file that was copied, what `Copy` has."""
    notes: Table = field(default_factory=Table)
    """Of each post, by path, what `Notes` has."""
    brought: dict[str, Brought] = field(default_factory=dict)
    """What came with the texts of those posts that bring something."""
    probes: dict[str, Stamp] = field(default_factory=dict)
    folders: dict[str, int] = field(default_factory=dict)
    findings: tuple[tuple[object, ...], ...] = ()
    next_due: str = ""
    related: Related = Related()  # noqa: RUF009 - never changed
    shelved: Layout | Shelved = ()

    @property
    def layout(self) -> Layout:
        """What stays the same while posts change in their words alone."""
        return self.shelved.layout if isinstance(self.shelved, Shelved) else self.shelved

    def forget_files(self) -> None:
        """Forget what was made, as the site is gone: all is to be made anew."""
        self.basis, self.brought = b"", {}
        self.pieces, self.copies, self.notes = Table(), Table(), Table()

    def note(self, path: str) -> Notes | None:
        """Give what is known of a post's text."""
        found = self.notes.get(path)
        return None if found is None else Notes(*found)


def place_of(cache: Path | None, output: Path) -> Path | None:
    """Name the file that holds the memory of an output folder."""
    if cache is None:
        return None
    name = os.path.realpath(output).encode("utf-8", "surrogateescape")
    return cache / "sites" / f"{blake2b(name, digest_size=16).hexdigest()}.memory"


def recall(path: Path | None) -> Memory:
    """Read a memory; one that can't be read, or is of another version, is empty."""
    try:
        version, *values, sum_ = _read(path)
        if path is None or version != _VERSION:
            return Memory()
        return _restored(values, Shelved(path.with_suffix(_SUFFIX), sum_))
    except (ValueError, TypeError, EOFError, AttributeError):
        return Memory()


def remember(path: Path | None, memory: Memory) -> None:
    """Keep a memory; where it can't be written, the next export just takes longer."""
    if path is None:
        return
    shelved = memory.shelved
    with contextlib.suppress(OSError, OutputError):
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(shelved, Shelved):
            sum_ = shelved.sum
        else:
            sum_ = _write(path.with_suffix(_SUFFIX), shelved)
        _write(path, chain((_VERSION,), _plain(memory), (sum_,)))


def _plain(memory: Memory) -> Iterator[object]:
    """Give the values as `marshal` takes them, but for what is shelved."""
    for name in memory.__dataclass_fields__:
        value = getattr(memory, name)
        if isinstance(value, Places):
            yield (list(value.sums.paths), value.sums.data, value.placings)
        elif isinstance(value, Table):
            yield value.packed()
        elif isinstance(value, Related):
            yield tuple(value)
        elif name == "brought":
            yield {path: tuple(one) for path, one in memory.brought.items()}
        elif name != "shelved":
            yield value


def _restored(values: list[Any], shelved: Shelved) -> Memory:
    memory = Memory(*[*values, shelved])
    paths, data, placings = values[1]
    memory.posts = Places(AllDigests(paths, data), placings)
    memory.related = Related(*memory.related)
    for name in ("pieces", "copies", "notes"):
        setattr(memory, name, Table(getattr(memory, name)))
    memory.brought = {path: Brought(*one) for path, one in memory.brought.items()}
    return memory


def _read(path: Path | None, sum_: bytes = b"") -> list[Any]:
    """Read what `_write` wrote; a `ValueError` says that it is damaged, or of another sum."""
    try:
        data = memoryview(path.read_bytes() if path is not None else b"")
    except OSError as error:
        raise ValueError from error
    data, told = data[:-_SUM], data[-_SUM:]
    found = sha256(data).digest()
    if found != told or sum_ not in {b"", found}:
        raise ValueError
    values: list[Any] = []
    while data:
        end = _LENGTH + int.from_bytes(data[:_LENGTH])
        values.append(marshal.loads(data[_LENGTH:end]))  # noqa: S302 - our own, and its sum is right
        data = data[end:]
    return values


def _write(path: Path, values: Iterable[object]) -> bytes:
    """Write plain values, each with its length before it; give their sum, which comes last."""
    found = sha256()

    def parts() -> Iterator[bytes]:
        for value in values:
            data = dumped(value)
            for part in (len(data).to_bytes(_LENGTH), data):
                found.update(part)
                yield part
        yield found.digest()

    write_atomic(path, parts())
    return found.digest()
