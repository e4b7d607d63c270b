"""What came to light when the texts of posts were made into HTML, and what they bring along."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from blogcli.errors import Finding
from blogcli.site.spool import Spool
from blogcli.site.table import Table, dumped


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

    @property
    def brought(self) -> Brought | None:
        """What the text brings along; None where that is nothing, as of most."""
        found = Brought(
            *(self.probes, self.anchors, self.findings, self.files, self.renditions), self.by_name
        )
        return found if any(found) else None


class Brought(NamedTuple):
    """What a text brings along for the whole site; the fields are those of `Notes`."""

    probes: tuple[str, ...]
    anchors: tuple[str, ...]
    findings: tuple[tuple[object, ...], ...]
    files: tuple[tuple[str, str], ...]
    renditions: tuple[tuple[str, str, str, int], ...]
    by_name: bool


class NoteBook:
    """The notes of all texts: those of this export, and those of `before` that hold still."""

    def __init__(self) -> None:
        self.before = Table()
        self.brought: dict[str, Brought] = {}
        self._new: dict[str, bytes] = {}
        self._taken: dict[str, int] = {}
        self._spool = Spool()
        self._held: set[str] = set()

    def get(self, path: str) -> Notes | None:
        """Give the notes of a post's text, if it was made or holds still."""
        data = self._dumped(path)
        return None if data is None else Notes(*marshal.loads(data))  # noqa: S302 - our own

    def _dumped(self, path: str) -> bytes | None:
        if path in self._new:
            return self._new[path]
        if path in self._taken:
            return self._spool[self._taken[path]]
        return self.before.dumped(path) if path in self._held else None

    def __contains__(self, path: str) -> bool:
        return path in self._new or path in self._taken or path in self._held

    def earlier(self, path: str) -> Notes | None:
        """Give the notes of before, whether they hold or not."""
        found = self.before.get(path)
        return None if found is None else Notes(*found)

    def hold(self, path: str, brought: Brought | None) -> None:
        """Take the notes of before, which hold still."""
        self._held.add(path)
        self._bring(path, brought)

    def hold_all(self, brought: Mapping[str, Brought]) -> None:
        """Take all notes of before, and what came with them."""
        self._held = set(self.before)
        self.brought = dict(brought)

    def put(self, path: str, notes: Notes) -> None:
        """Note down what came to light now."""
        self._new[path] = dumped(tuple(notes))
        self._bring(path, notes.brought)

    def take(self, path: str, data: bytes | None, brought: Brought | None) -> None:
        """Take over what `handed` gave in another process."""
        if data is None:
            self._held.add(path)
        else:
            self._taken[path] = self._spool.append(data)
        self._bring(path, brought)

    def handed(self, path: str) -> tuple[bytes | None, Brought | None] | None:
        """Give up what is noted of a text: its notes, if they are not those of before."""
        if path not in self:
            return None
        self._held.discard(path)
        self._taken.pop(path, None)
        return self._new.pop(path, None), self.brought.pop(path, None)

    def drop(self, path: str) -> None:
        """Forget a text, which is made anew."""
        self.handed(path)

    def told(self) -> Iterator[Finding]:
        """Give all findings."""
        for one in self.brought.values():
            yield from (Finding(*found) for found in one.findings)  # type: ignore[arg-type]  # as they were told

    def table(self) -> Table:
        """Give all notes."""
        taken = {path: self._spool[number] for path, number in self._taken.items()}
        new = {**taken, **self._new}
        if all(path in self for path in self.before):
            return self.before.with_new(new)
        held = ((path, data) for path, data in self.before.dumped_pairs() if path in self._held)
        return Table.of_dumped({**dict(held), **new}.items())

    def _bring(self, path: str, brought: Brought | None) -> None:
        if brought is not None:
            self.brought[path] = brought
        else:
            self.brought.pop(path, None)
