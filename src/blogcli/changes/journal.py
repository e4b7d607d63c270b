"""The journal of a blog's changes: in the user's state folder, one file a change.

A file is a line of JSON, then the bytes of its steps, old before new, one after the other. The file
`pending` is a change that was begun and is not known to be at its end.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from blogcli.changes.pending import PENDING, journal_folder
from blogcli.changes.steps import Step, paths_after
from blogcli.errors import OutputError
from blogcli.files import write_atomic

MOST_CHANGES = 100
MOST_BYTES = 256_000_000
"""What is older than that is forgotten, save the last change."""
_SUFFIX = ".change"


@dataclass(frozen=True, slots=True)
class Change:
    """What was done at once, by one command."""

    number: int
    time: datetime
    command: str
    """As it was typed, without `blog`."""
    steps: tuple[Step, ...] = ()
    undoes: int | None = None
    """The number of the change that this one took back."""
    left: tuple[str, ...] = ()
    """Files that something else had changed meanwhile, and which were left as they were."""

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that were changed, by their new paths, each once."""
        return paths_after(self.steps)


@dataclass(frozen=True, slots=True)
class Journal:
    """The journal of one blog; `folder` need not be there yet."""

    folder: Path

    @property
    def pending(self) -> Path:
        """The change that is being made."""
        return self.folder / PENDING

    def begin(self, change: Change) -> None:
        """Write a change down, so that it lasts, before its first step.

        Raises:
            OutputError: It can't be written.
        """
        make_private(self.folder)
        write_atomic(self.pending, _encoded(change))

    def commit(self, number: int) -> None:
        """Make the pending change the last one of the history, and forget the oldest."""
        self.pending.replace(self._file(number))
        self._forget()

    def abandon(self) -> None:
        """Forget the pending change: all is as it was before."""
        self.pending.unlink()

    def begun(self) -> Change | None:
        """Give the pending change, if there is one.

        Raises:
            OutputError: The journal can't be read.
        """
        try:
            return _decoded(self.pending.read_bytes(), str(self.pending))
        except FileNotFoundError:
            return None
        except OSError as error:
            message = f"{self.pending}: {error.strerror or error}"
            raise OutputError(message) from error

    def history(self) -> Iterator[Change]:
        """Give the changes, the last first, without the bytes of their steps."""
        for number in reversed(self._numbers()):
            with contextlib.suppress(OSError), self._file(number).open("rb") as stream:
                yield _without_bytes(stream.readline(), str(self._file(number)))

    def read(self, number: int) -> Change:
        """Give one change, whole.

        Raises:
            OutputError: It can't be read.
        """
        file = self._file(number)
        try:
            return _decoded(file.read_bytes(), str(file))
        except OSError as error:
            message = f"{file}: {error.strerror or error}"
            raise OutputError(message) from error

    def next_number(self) -> int:
        """Give the number of the next change."""
        return max(self._numbers(), default=0) + 1

    def _file(self, number: int) -> Path:
        return self.folder / f"{number:06}{_SUFFIX}"

    def _numbers(self) -> list[int]:
        try:
            names = os.listdir(self.folder)  # noqa: PTH208 - names, not paths
        except OSError:
            return []
        stems = (name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX))
        return sorted(int(stem) for stem in stems if stem.isdecimal())

    def _forget(self) -> None:
        total = 0
        for place, number in enumerate(reversed(self._numbers())):
            with contextlib.suppress(OSError):
                total += self._file(number).stat().st_size
                if place and (place >= MOST_CHANGES or total > MOST_BYTES):
                    self._file(number).unlink()


def journal_of(state: Path | None, root: Path) -> Journal:
    """Give the journal of the blog at `root`.

    Raises:
        OutputError: The person has no folder for it.
    """
    if state is None:
        message = "there is no place to write the journal of changes"
        raise OutputError(message, hint="set HOME or XDG_STATE_HOME to a folder")
    return Journal(journal_folder(state, root))


def make_private(folder: Path) -> None:
    """Make a folder that only its person may look into: it holds what was deleted.

    Raises:
        OutputError: It can't be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        message = f"{folder}: {error.strerror or error}"
        raise OutputError(message, hint="changes are written down there first") from error


def _encoded(change: Change) -> bytes:
    steps: list[dict[str, object]] = []
    parts: list[bytes] = []
    for step in change.steps:
        steps.append(
            {
                "kind": step.kind,
                "path": step.path,
                "old": None if step.old is None else len(step.old),
                "new": None if step.new is None else len(step.new),
                "to": step.to,
                "mode": step.mode,
            }
        )
        parts += [step.old or b"", step.new or b""]
    head = {
        "number": change.number,
        "time": change.time.isoformat(),
        "command": change.command,
        "undoes": change.undoes,
        "left": change.left,
        "steps": steps,
    }
    return b"".join([json.dumps(head).encode(), b"\n", *parts])


def _decoded(data: bytes, place: str) -> Change:
    line, _, payload = data.partition(b"\n")
    try:
        head = json.loads(line)
        steps = tuple(_steps(head["steps"], payload))
        return _change(head, steps)
    except (ValueError, KeyError, TypeError) as error:
        message = f"{place}: the journal is damaged"
        raise OutputError(message, hint="the posts are as they are; delete that file") from error


def _without_bytes(line: bytes, place: str) -> Change:
    try:
        head = json.loads(line)
        steps = (Step(item["kind"], item["path"], to=item["to"]) for item in head["steps"])
        return _change(head, tuple(steps))
    except (ValueError, KeyError, TypeError) as error:
        message = f"{place}: the journal is damaged"
        raise OutputError(message, hint="delete that file") from error


def _change(head: Mapping[str, Any], steps: Sequence[Step]) -> Change:
    return Change(
        number=head["number"],
        time=datetime.fromisoformat(head["time"]),
        command=head["command"],
        steps=tuple(steps),
        undoes=head["undoes"],
        left=tuple(head["left"]),
    )


def _steps(items: Iterable[Mapping[str, Any]], payload: bytes) -> Iterator[Step]:
    at = 0
    for item in items:
        contents: list[bytes | None] = []
        for name in ("old", "new"):
            size = item[name]
            contents.append(None if size is None else payload[at : at + size])
            at += size or 0
        if at > len(payload):
            raise ValueError
        old, new = contents
        yield Step(item["kind"], item["path"], old, new, item["to"], item["mode"])
