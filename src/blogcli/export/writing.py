"""The writing of what was made, never over what somebody else made.

Not every format can hold a mark of its maker, so what was written where is remembered by its sum:
a file that a person has changed since is that person's.
"""

from __future__ import annotations

import contextlib
import os
import shlex
from dataclasses import dataclass
from pathlib import Path

from blogcli.errors import OutputError
from blogcli.files import write_atomic, write_new
from blogcli.index.hashing import digest

_FOLDER = "exports"


@dataclass(frozen=True, slots=True)
class Memory:
    """Knows which files this program wrote; `state` is None where nothing can be remembered."""

    state: Path | None

    def is_ours(self, path: Path) -> bool:
        """Say whether a file is still as this program left it."""
        with contextlib.suppress(OSError):
            return digest(path.read_bytes()).hex() in self.sums(path)
        return False

    def sums(self, path: Path) -> list[str]:
        """Give the sums of what was last written there, the newest first; none: never."""
        with contextlib.suppress(OSError, ValueError):
            return self._note(path).read_text("ascii").split() if self.state else []
        return []

    def note(self, path: Path, data: bytes) -> None:
        """Remember what is about to be written, and what it replaces: a kill may leave either."""
        if self.state is None:
            return
        new = digest(data).hex()
        sums = [new, *(one for one in self.sums(path) if one != new)][:2]
        # Where nothing can be kept, the file is merely not replaced the next time.
        with contextlib.suppress(OSError, OutputError):
            note = self._note(path)
            note.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomic(note, "\n".join((*sums, "")).encode())

    def _note(self, path: Path) -> Path:
        assert self.state is not None  # noqa: S101 - the callers looked
        name = digest(os.fsencode(os.path.realpath(path))).hex()
        return self.state / _FOLDER / name


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes outputs; `named` says that the person named the very file, which is then replaced."""

    memory: Memory
    named: bool

    def write(self, path: Path, data: bytes) -> None:
        """Write one output whole.

        Raises:
            OutputError: A file is there that this program didn't make, or it can't be written.
        """
        if self.named or self.memory.is_ours(path):
            self.memory.note(path, data)
            write_atomic(path, data)
            return
        if _holds(path, data):
            return
        if os.path.lexists(path):
            raise self._foreign(path)
        self.memory.note(path, data)
        try:
            write_new(path, data)
        except FileExistsError:
            raise self._foreign(path) from None

    def _foreign(self, path: Path) -> OutputError:
        name = os.path.relpath(path)
        if path.is_dir():
            return OutputError(f"{name} is a folder", hint="choose another place with -o")
        reason = "changed since blog made it" if self.memory.sums(path) else "not made by blog"
        return OutputError(f"{name}: {reason}", hint=f"name it with -o {shlex.quote(name)}")


def _holds(path: Path, data: bytes) -> bool:
    with contextlib.suppress(OSError):
        return path.stat().st_size == len(data) and path.read_bytes() == data
    return False
