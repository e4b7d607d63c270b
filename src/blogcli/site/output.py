"""The output folder: files that appear whole, are ours by a manifest, and touch nothing else."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import time
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from pathlib import Path
from typing import Self

from blogcli.errors import BlogError, OutputError
from blogcli.files import SITE_KEEPING as _KEEPING
from blogcli.files import is_site, take_lock
from blogcli.site import disk
from blogcli.site.manifest import Manifest
from blogcli.site.stamps import GONE, Stamp

_FATAL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
_PATIENCE = 50
_NEAR = 2000
"""Folders that a process which makes pages knows of."""


class OutputFolder:
    """A folder in which only files of the manifest are ever replaced or removed.

    Use it as a context: it holds the folder against a second export, and on the way out removes
    what is no longer made, unless an exception passes.

    Args:
        path: The folder, which need not exist.
        pretend: Only find out what would be written and removed.
        anew: Write every file, also one that has the same bytes.

    Raises:
        OutputError: The folder has files but no manifest, another export holds it for longer than
            five seconds, or it can't be written.
    """

    def __init__(self, path: Path, *, pretend: bool = False, anew: bool = False) -> None:
        self.path = path
        self._pretend = pretend
        self._anew = anew
        self.written: list[str] = []
        self.removed: list[str] = []
        self.unchanged = 0
        self._keeping = path / _KEEPING
        self._part = ""
        self._root = ""
        self._manifest = Manifest(self._keeping)
        self._old: set[str] = set()
        self._new: set[str] = set()
        self._planned: set[str] = set()
        self._hashes = array("q")
        self._folders: set[str] = set()
        self._lock: int | None = None

    def __enter__(self) -> Self:
        with disk.explained(self.path):
            self._refuse_strangers()
            self._root = os.path.realpath(self.path)
            self._part = f"{self._root}/{_KEEPING}/file.part"
            if not self._pretend:
                self._keeping.mkdir(parents=True, exist_ok=True)
                self._hold()
            self._old = self._manifest.read()
            for left in () if self._pretend else self._keeping.glob("*.part"):
                left.unlink()
        return self

    @property
    def is_new(self) -> bool:
        """Whether no file in it is ours."""
        return not self._old

    def clock_ns(self) -> int:
        """Give the moment, in Unix nanoseconds, by the clock that stamps the files here."""
        if self._pretend:
            return 0
        with disk.explained(self.path):
            Path(self._part).write_bytes(b"")
            found = os.stat(self._part).st_mtime_ns  # noqa: PTH116 - of a text
            os.unlink(self._part)  # noqa: PTH108 - of a text
        return found

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                with disk.explained(self.path):
                    self._remove_the_gone()
                    if not self._pretend:
                        self._manifest.write(self._new)
        finally:
            self._release()

    def announce(self, paths: list[str]) -> None:
        """Name files before they are written, so that a killed export knows what is its own."""
        free = {path for path in paths if path not in self._old and not self._taken(path)}
        if not free:
            return
        self._planned |= free
        self._hashes = array("q", sorted(map(hash, self._planned)))
        if not self._pretend:
            with disk.explained(self.path):
                self._manifest.write(self._old | self._planned)

    def put(self, relative: str, data: bytes) -> Stamp:
        """Write one file, unless it has these bytes already; give its stamp.

        Raises:
            OutputError: Something that isn't ours is in the way, or the file can't be written.
        """
        target = self._target(relative)
        with disk.explained(target):
            if self._is_old(relative) and not self._anew and disk.holds(target, data):
                self.unchanged += 1
                return self.stamp(relative)
            self.written.append(relative)
            if self._pretend:
                return GONE
            found = disk.written(self._part, (data,))
            os.replace(self._part, target)  # noqa: PTH105 - many small files
        return disk.stamp(found)

    def put_apart(self, relative: str, parts: Iterable[bytes]) -> Stamp | None:
        """Write a new file from a copy of this process, and give its stamp.

        None where anything is not as it usually is: then `put` has to see to it.
        """
        if self._pretend or relative in self._old or not self._is_planned(relative):
            return None
        target = f"{self._root}/{relative}"
        part = f"{self._root}/{_KEEPING}/{os.getpid()}.part"
        try:
            if not self._is_folder_apart(relative.rpartition("/")[0]) or self._taken(relative):
                return None
            found = disk.written(part, parts)
            os.replace(part, target)  # noqa: PTH105 - many small files
        except OSError:
            return None
        return disk.stamp(found)

    def _is_planned(self, relative: str) -> bool:
        # To look into the set itself would copy the memory in which its names are.
        at = bisect_left(self._hashes, wanted := hash(relative))
        return at < len(self._hashes) and self._hashes[at] == wanted

    def adopt(self, relative: str) -> None:
        """Take over what `put_apart` wrote."""
        self._new.add(relative)
        self.written.append(relative)

    def copy(self, relative: str, source: Path) -> Stamp:
        """Copy one file, unless it is there already with the same bytes; give its stamp.

        Raises:
            OutputError: As for `put`; also when the source can't be read.
        """
        target = self._target(relative)
        with disk.explained(target):
            if self._is_old(relative) and not self._anew and disk.same(source, Path(target)):
                self.unchanged += 1
                return self.stamp(relative)
            self.written.append(relative)
            if self._pretend:
                return GONE
            shutil.copyfile(source, self._part)
            os.replace(self._part, target)  # noqa: PTH105 - many small files
        return self.stamp(relative)

    def has(self, relative: str, stamp: Stamp) -> bool:
        """Say whether a file is ours and still has its stamp, and so may be left as it is."""
        return not self._anew and relative in self._old and self.stamp(relative) == stamp

    def leave(self, relative: str) -> None:
        """Leave a file as it is."""
        self._new.add(relative)
        self.unchanged += 1

    def leave_all(self, files: Iterable[str]) -> None:
        """Leave files as they are which `holds` has just said to be as they were."""
        kept = set(files)
        self._new |= kept
        self.unchanged += len(kept)

    def holds(self, stamps: Iterable[tuple[str, Stamp]]) -> bool:
        """Say whether the manifest names these files alone, and all of them are as they were."""
        named = dict(stamps)
        if self._anew or named.keys() != self._old:
            return False
        # As `stamp` does, without a call for each of many files.
        root, look, regular = f"{self._root}/", os.lstat, stat.S_ISREG
        try:
            for relative, stamp in named.items():
                found = look(root + relative)
                size, changed, inode, _ = stamp
                if (found.st_mtime_ns, found.st_size, found.st_ino) != (changed, size, inode):
                    return False
                if not regular(found.st_mode):
                    return False
        except OSError:
            return False
        return True

    def stamp(self, relative: str) -> Stamp:
        """Stamp one of the files, links not followed."""
        try:
            found = os.lstat(f"{self._root}/{relative}")
        except OSError:
            return GONE
        return disk.stamp(found) if stat.S_ISREG(found.st_mode) else GONE

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
        if not relative or self._pretend or relative in self._folders:
            return
        self._make_folder(relative.rpartition("/")[0])
        folder = f"{self._root}/{relative}"
        with disk.explained(folder):
            if relative in self._old and relative not in self._new and not os.path.isdir(folder):  # noqa: PTH112
                self._remove(relative)
            try:
                os.mkdir(folder)  # noqa: PTH102 - many folders
            except FileExistsError:
                if not stat.S_ISDIR(os.lstat(folder).st_mode):
                    self._refuse_link(relative)
        self._folders.add(relative)

    def _is_folder_apart(self, relative: str) -> bool:
        """Make a folder, and those above it; say no where something else is there."""
        if not relative or relative in self._folders:
            return True
        if not self._is_folder_apart(relative.rpartition("/")[0]):
            return False
        folder = f"{self._root}/{relative}"
        try:
            os.mkdir(folder)  # noqa: PTH102 - many folders
        except FileExistsError:
            if not stat.S_ISDIR(os.lstat(folder).st_mode):
                return False
        if len(self._folders) >= _NEAR:
            self._folders.clear()
        self._folders.add(relative)
        return True

    def _refuse_link(self, relative: str) -> None:
        folder = self.path / relative
        what = "a link out of the output folder" if folder.is_symlink() else "no folder"
        message = f"{folder} is {what}"
        raise OutputError(message, hint="put a real folder in its place")

    def _refuse_strangers(self) -> None:
        if not self.path.exists() or is_site(self.path):
            return
        if not self.path.is_dir():
            message = f"{self.path} is not a folder"
            raise OutputError(message, hint="name a folder for the site")
        if any(name != _KEEPING for name in os.listdir(self.path)):  # noqa: PTH208 - names only
            message = f"{self.path} is not empty, and no export made what is in it"
            raise OutputError(message, hint="name an empty or a new folder with -o")

    def _hold(self) -> None:
        self._lock = disk.lockable(self._keeping)
        for _ in range(_PATIENCE):
            if take_lock(self._lock):
                return
            time.sleep(0.1)
        self._release()
        message = f"another export is writing to {self.path}"
        raise OutputError(message, hint="wait until it is done")

    def _release(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _remove_the_gone(self) -> None:
        for relative in sorted((self._old | self._planned) - self._new):
            self._remove(relative)

    def _remove(self, relative: str) -> None:
        path = self.path / relative
        if self._contains(path) and not (path.is_dir() and not path.is_symlink()):
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                self._unlink(path)
                self.removed.append(relative)
        self._old.discard(relative)
        if self._pretend:
            return
        self._prune(relative.rpartition("/")[0])

    def _unlink(self, path: Path) -> None:
        if self._pretend:
            path.lstat()
        else:
            path.unlink()

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
