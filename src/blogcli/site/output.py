"""The output folder: files that appear whole, are ours by a manifest, and touch nothing else."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from blogcli.errors import BlogError, OutputError

_KEEPING = ".blog-export"
_MANIFEST = "manifest.json"
_VERSION = 1
_FATAL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
_PATIENCE = 50
_CHUNK = 1 << 20


class OutputFolder:
    """A folder in which only files of the manifest are ever replaced or removed.

    Use it as a context: it holds the folder against a second export, and on the way out removes
    what is no longer made, unless an exception passes.

    Raises:
        OutputError: The folder has files but no manifest, another export holds it for longer than
            five seconds, or it can't be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.written: list[str] = []
        self.removed: list[str] = []
        self.unchanged = 0
        self._keeping = path / _KEEPING
        self._part = ""
        self._root = ""
        self._old: set[str] = set()
        self._new: set[str] = set()
        self._planned: set[str] = set()
        self._folders: set[str] = set()
        self._lock: int | None = None

    def __enter__(self) -> Self:
        with _explained(self.path):
            self._refuse_strangers()
            self._keeping.mkdir(parents=True, exist_ok=True)
            self._root = os.path.realpath(self.path)
            self._part = f"{self._root}/{_KEEPING}/file.part"
            self._hold()
            self._old = self._read_manifest()
            for left in self._keeping.glob("*.part"):
                left.unlink()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                with _explained(self.path):
                    self._remove_the_gone()
                    self._write_manifest(self._new)
        finally:
            self._release()

    def announce(self, paths: list[str]) -> None:
        """Name files before they are written, so that a killed export knows what is its own."""
        free = {path for path in paths if path not in self._old and not self._taken(path)}
        self._planned |= free
        if free:
            with _explained(self.path):
                self._write_manifest(self._old | self._planned)

    def put(self, relative: str, data: bytes) -> None:
        """Write one file, unless it has these bytes already.

        Raises:
            OutputError: Something that isn't ours is in the way, or the file can't be written.
        """
        target = self._target(relative)
        with _explained(target):
            if self._is_old(relative) and _holds(target, data):
                self.unchanged += 1
                return
            with open(self._part, "wb", buffering=0) as stream:  # noqa: PTH123 - many small files
                stream.write(data)
            os.replace(self._part, target)  # noqa: PTH105 - many small files
            self.written.append(relative)

    def copy(self, relative: str, source: Path) -> None:
        """Copy one file, unless it is there already with the same bytes.

        Raises:
            OutputError: As for `put`; also when the source can't be read.
        """
        target = self._target(relative)
        with _explained(target):
            if self._is_old(relative) and _same(source, Path(target)):
                self.unchanged += 1
                return
            shutil.copyfile(source, self._part)
            os.replace(self._part, target)  # noqa: PTH105 - many small files
            self.written.append(relative)

    def keep(self, relative: str) -> None:
        """Leave a file of an earlier export as it is, though it could not be made this time."""
        if relative in self._old:
            self._new.add(relative)

    def _target(self, relative: str) -> str:
        self._make_folder(relative.rpartition("/")[0])
        target = f"{self._root}/{relative}"
        if self._is_old(relative) or self._taken(relative):
            self._make_way(relative, target)
        elif relative not in self._planned:
            self.announce([relative])
        self._new.add(relative)
        return target

    def _make_way(self, relative: str, target: str) -> None:
        """Clear a folder of ours where a file is to be; refuse to touch what is not ours."""
        if os.path.isdir(target) and not os.path.islink(target):  # noqa: PTH112, PTH114 - many files
            for file in sorted(self._old - self._new):
                if file.startswith(f"{relative}/"):
                    self._remove(file)
        if self._is_old(relative) or relative in self._planned:
            return
        if self._taken(relative):
            message = f"{self.path / relative} is in the way: it was not made by an export"
            raise OutputError(message, hint="move it away, or choose another output folder")
        self.announce([relative])

    def _is_old(self, relative: str) -> bool:
        return relative in self._old

    def _taken(self, relative: str) -> bool:
        return os.path.lexists(f"{self._root}/{relative}")

    def _make_folder(self, relative: str) -> None:
        if not relative or relative in self._folders:
            return
        self._make_folder(relative.rpartition("/")[0])
        folder = f"{self._root}/{relative}"
        with _explained(folder):
            if relative in self._old and relative not in self._new and not os.path.isdir(folder):  # noqa: PTH112
                self._remove(relative)
            try:
                os.mkdir(folder)  # noqa: PTH102 - many folders
            except FileExistsError:
                if not stat.S_ISDIR(os.lstat(folder).st_mode):
                    self._refuse_link(relative)
        self._folders.add(relative)

    def _refuse_link(self, relative: str) -> None:
        folder = self.path / relative
        what = "a link out of the output folder" if folder.is_symlink() else "no folder"
        message = f"{folder} is {what}"
        raise OutputError(message, hint="put a real folder in its place")

    def _refuse_strangers(self) -> None:
        if not self.path.exists() or (self._keeping / _MANIFEST).is_file():
            return
        if not self.path.is_dir():
            message = f"{self.path} is not a folder"
            raise OutputError(message, hint="name a folder for the site")
        if any(name != _KEEPING for name in os.listdir(self.path)):  # noqa: PTH208 - names only
            message = f"{self.path} is not empty, and no export made what is in it"
            raise OutputError(message, hint="name an empty or a new folder with -o")

    def _hold(self) -> None:
        try:
            import fcntl
        except ImportError:  # no such locks on Windows
            return
        self._lock = os.open(self._keeping, os.O_RDONLY)
        for _ in range(_PATIENCE):
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(0.1)
            else:
                return
        self._release()
        message = f"another export is writing to {self.path}"
        raise OutputError(message, hint="wait until it is done")

    def _release(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _read_manifest(self) -> set[str]:
        path = self._keeping / _MANIFEST
        try:
            files = json.loads(path.read_bytes())["files"]
            return {name for name in files if _harmless(name)}
        except FileNotFoundError:
            return set()
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            message = f"{path} is damaged, so nobody knows which files here are ours"
            raise OutputError(message, hint="delete the output folder and export anew") from error

    def _write_manifest(self, files: set[str]) -> None:
        data = json.dumps({"version": _VERSION, "files": sorted(files)}, ensure_ascii=False)
        path = self._keeping / _MANIFEST
        encoded = data.replace('", "', '",\n"').encode("utf-8", "surrogateescape") + b"\n"
        if _holds(path, encoded):
            return
        part = self._keeping / "manifest.part"
        with part.open("wb") as stream:
            stream.write(encoded)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)

    def _remove_the_gone(self) -> None:
        for relative in sorted((self._old | self._planned) - self._new):
            self._remove(relative)

    def _remove(self, relative: str) -> None:
        path = self.path / relative
        if self._contains(path) and not (path.is_dir() and not path.is_symlink()):
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                path.unlink()
                self.removed.append(relative)
        self._old.discard(relative)
        self._prune(relative.rpartition("/")[0])

    def _contains(self, path: Path) -> bool:
        parent = os.path.realpath(path.parent)
        return parent == self._root or parent.startswith(self._root + os.sep)

    def _prune(self, relative: str) -> None:
        while relative:
            try:
                (self.path / relative).rmdir()
            except OSError:
                return
            self._folders.discard(relative)
            relative = relative.rpartition("/")[0]


def is_fatal(error: BlogError) -> bool:
    """Say whether every other file will fail in the same way: the disk is full or read-only."""
    cause = error.__cause__
    return isinstance(cause, OSError) and cause.errno in _FATAL


def _harmless(name: object) -> bool:
    """Say whether a manifest's entry is a plain path below the folder."""
    if not isinstance(name, str) or "\0" in name or "\\" in name:
        return False
    return all(part not in {"", ".", ".."} for part in name.split("/"))


def _holds(path: str | Path, data: bytes) -> bool:
    try:
        with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 - many small files
            if os.fstat(stream.fileno()).st_size != len(data):
                return False
            return stream.readall() == data
    except FileNotFoundError:
        return False


def _same(one: Path, other: Path) -> bool:
    try:
        with one.open("rb") as left, other.open("rb") as right:
            if os.fstat(left.fileno()).st_size != os.fstat(right.fileno()).st_size:
                return False
            while chunk := left.read(_CHUNK):
                if chunk != right.read(_CHUNK):
                    return False
            return True
    except FileNotFoundError:
        return False


@contextlib.contextmanager
def _explained(path: str | Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        place = error.filename if error.filename and error.errno != errno.ENOENT else path
        message = f"{place}: {error.strerror or error}"
        raise OutputError(message, hint=_hint(error)) from error


def _hint(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "check the permissions of the folder"
    return "free some space" if error.errno in {errno.ENOSPC, errno.EDQUOT} else ""
