"""The steps of a change: each can be made, taken back, and asked whether it is made."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from blogcli.errors import OutputError
from blogcli.files import inside, sync_folder, write_atomic, write_new

Kind: TypeAlias = Literal["write", "move", "folder"]
State: TypeAlias = Literal["before", "after", "foreign"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step; paths are relative to the blog.

    `write` turns a file of `old` bytes into one of `new`; None is no file. `move` takes a file or
    folder from `path` to `to`. `folder` makes an empty folder where `old` is None, else removes it.
    """

    kind: Kind
    path: str
    old: bytes | None = None
    new: bytes | None = None
    to: str = ""
    mode: int | None = None
    """Permissions of a file that is made anew or taken away."""

    @property
    def turned(self) -> Step:
        """The step that takes this one back."""
        if self.kind == "move":
            return Step("move", self.to, to=self.path)
        return Step(self.kind, self.path, old=self.new, new=self.old, mode=self.mode)

    def state(self, root: Path) -> State:
        """Say whether the step is still to be made, is made, or what is there is something else.

        Raises:
            OutputError: The file can't be read, or the path leads out of the blog.
        """
        if self.kind == "move":
            here, there = _exists(root, self.path), _exists(root, self.to)
            if here == there:
                return "foreign"
            return "before" if here else "after"
        found = content(root, self.path, folder=self.kind == "folder")
        if found == self.old:
            return "before"
        return "after" if found == self.new else "foreign"

    def make(self, root: Path) -> None:
        """Make the step, which must not be made yet.

        Raises:
            OutputError: It can't be made; the file is as it was.
        """
        target = _target(root, self.path)
        try:
            if self.kind == "move":
                _move(target, _target(root, self.to))
            elif self.kind == "folder":
                _make_folder(target, there=self.new is not None)
            else:
                self._write(target)
        except FileExistsError as error:
            message = f"{self.to or self.path} exists already"
            raise OutputError(message) from error
        except OSError as error:
            message = f"{self.path}: {error.strerror or error}"
            raise OutputError(message) from error

    def _write(self, target: Path) -> None:
        if self.new is None:
            target.unlink()
        elif self.old is not None:
            write_atomic(target, self.new)
        else:
            write_new(target, self.new)
            if self.mode is not None:
                target.chmod(self.mode)


def edit(path: str, old: bytes, new: bytes) -> Step:
    """Change the content of a file."""
    return Step("write", path, old=old, new=new)


def move(path: str, to: str) -> Step:
    """Move a file or a folder to where nothing is."""
    return Step("move", path, to=to)


def make_folder(path: str) -> Step:
    """Make an empty folder."""
    return Step("folder", path, new=b"")


def delete(root: Path, path: str) -> list[Step]:
    """Take away a file, or a folder with all that is in it.

    Raises:
        OutputError: Something in it can't be read, or is neither file nor folder.
    """
    target = _target(root, path)
    if not target.is_dir() or target.is_symlink():
        return [_deletion(root, path)]
    steps = []
    for name in sorted(os.listdir(target)):  # noqa: PTH208 - names, not paths
        steps += delete(root, f"{path}/{name}")
    return [*steps, Step("folder", path, old=b"")]


def _deletion(root: Path, path: str) -> Step:
    target = _target(root, path)
    if target.is_symlink():
        message = f"{path} is a link, which can't be brought back"
        raise OutputError(message, hint="remove it by hand")
    data = content(root, path, folder=False)
    if data is None:
        message = f"{path} is gone"
        raise OutputError(message)
    return Step("write", path, old=data, mode=stat.S_IMODE(target.stat().st_mode))


def _target(root: Path, path: str) -> Path:
    """Join a path of the journal; the last part may be a link to a file of the blog."""
    above, _, name = path.rpartition("/")
    return inside(root, above or ".") / name


def _exists(root: Path, path: str) -> bool:
    return os.path.lexists(_target(root, path))


def content(root: Path, path: str, *, folder: bool) -> bytes | None:
    """Give what is at a path: bytes of a file, none of a folder, None where nothing is."""
    target = _target(root, path)
    try:
        if folder:
            return b"" if target.is_dir() else None
        return target.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        message = f"{path}: {error.strerror or error}"
        raise OutputError(message) from error


def _move(source: Path, target: Path) -> None:
    if os.path.lexists(target):
        raise FileExistsError
    source.rename(target)
    for folder in {source.parent, target.parent}:
        sync_folder(folder)


def _make_folder(target: Path, *, there: bool) -> None:
    """Make a folder, or remove it where nothing else is in it."""
    if there:
        target.mkdir(parents=True, exist_ok=True)
    else:
        with contextlib.suppress(OSError):
            target.rmdir()
    sync_folder(target.parent)


def leftovers(root: Path, step: Step) -> list[Path]:
    """Find the temporary files that a kill left beside a file while it was written."""
    target = _target(root, step.path)
    pattern = re.compile(rf"\.{re.escape(target.name[:40])}\.[a-z0-9_]{{8}}")
    try:
        names = os.listdir(target.parent)  # noqa: PTH208 - names, not paths
    except OSError:
        return []
    return [target.parent / name for name in names if pattern.fullmatch(name)]


def paths_after(steps: Iterable[Step]) -> tuple[str, ...]:
    """Give the files that steps change, each once, where they are when all are made."""
    found: dict[str, None] = {}
    for step in steps:
        if step.kind == "move":
            found = dict.fromkeys(_moved(path, step) for path in found)
        if step.kind != "folder":
            found[step.to or step.path] = None
    return tuple(found)


def _moved(path: str, step: Step) -> str:
    if path == step.path or path.startswith(f"{step.path}/"):
        return step.to + path[len(step.path) :]
    return path
