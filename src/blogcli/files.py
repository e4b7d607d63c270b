"""Files written whole or not at all, and paths that stay inside a folder."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from blogcli.errors import OutputError

SITE_KEEPING = ".blog-export"
"""The folder in which a site keeps what it knows about itself."""
SITE_MANIFEST = "manifest.json"


def write_atomic(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Replace the content of `path` in one step, keeping its mode and following no dangling link.

    The data goes to a temporary file in the same folder, is flushed to the disk and renamed over
    the target, so that a kill at any moment leaves the old file or the new one (POSIX rename(2)).

    Raises:
        OutputError: The folder can't be written, or the disk is full; the old file is untouched.
    """
    target = path.resolve() if path.is_symlink() else path
    parts = (data,) if isinstance(data, bytes) else data
    if is_special(target):
        _write_through(target, b"".join(parts))
        return
    with _temporary(target) as temporary:
        _fill(temporary, parts, _mode_of(target))
        temporary.replace(target)
    sync_folder(target.parent)


def write_new(path: Path, data: bytes) -> None:
    """Create `path` with this content, whole, never over a file that exists.

    Raises:
        FileExistsError: Something goes by that name already.
        OutputError: The folder can't be written, or the disk is full.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _temporary(path) as temporary:
        _fill(temporary, (data,), None)
        # link(2) fails where the name is taken, rename(2) would replace it.
        try:
            os.link(temporary, path)
        except FileExistsError:
            raise
        except OSError:
            _create_exclusively(path, data)
    sync_folder(path.parent)


def is_site(folder: Path) -> bool:
    """Say whether an export of ours made what is in a folder."""
    return (folder / SITE_KEEPING / SITE_MANIFEST).is_file()


def is_special(path: Path) -> bool:
    """Say whether there is something else than a file or a folder: a device, a pipe, a socket."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def read_regular(path: Path, most: int, *, whole: bool = True) -> bytes:
    """Read a file of at most `most` bytes, or so much of it, without ever waiting for a pipe.

    Raises:
        OSError: It can't be read, is no regular file, or is larger and wanted `whole`.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as stream:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "this is no regular file")
        if whole and status.st_size > most:
            raise OSError(errno.EFBIG, f"larger than {most:,} bytes")
        return stream.read(most)


def inside(folder: Path, relative: str) -> Path:
    """Join a path that a stranger named to `folder`, links resolved.

    Raises:
        OutputError: The path is absolute, has a NUL, or leaves the folder.
    """
    if "\0" in relative or Path(relative).is_absolute() or "\\" in relative:
        message = f"{relative!r} is not a path inside {folder.name or folder}"
        raise OutputError(message)
    root = folder.resolve()
    joined = (root / relative).resolve()
    if joined != root and root not in joined.parents:
        message = f"{relative!r} leaves {folder.name or folder}"
        raise OutputError(message)
    return joined


@contextlib.contextmanager
def _temporary(target: Path) -> Iterator[Path]:
    import tempfile  # it takes long to load, and most commands write nothing

    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
    except OSError as error:
        raise _explain(error, target) from error
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
    except FileExistsError:
        raise
    except OSError as error:
        raise _explain(error, target) from error
    finally:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()


def _fill(path: Path, parts: Iterable[bytes], mode: int | None) -> None:
    with path.open("wb") as stream:
        stream.writelines(parts)
        stream.flush()
        os.fsync(stream.fileno())
    if mode is None:
        umask = os.umask(0)
        os.umask(umask)
        mode = 0o666 & ~umask
    path.chmod(mode)


def _write_through(path: Path, data: bytes) -> None:
    """Write to a device or a pipe, which a rename would put a file in place of."""
    try:
        with path.open("wb") as stream:
            stream.write(data)
    except OSError as error:
        raise _explain(error, path) from error


def _mode_of(path: Path) -> int | None:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return None


def _create_exclusively(path: Path, data: bytes) -> None:
    """For file systems without hard links: exclusive, though not whole at once."""
    with path.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def take_lock(handle: int) -> bool:
    """Lock an open file until it is closed, without waiting; False where another holds it.

    Raises:
        OSError: The file system has no locks.
    """
    try:
        import fcntl
    except ImportError:
        return _take_lock_on_windows(handle)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _take_lock_on_windows(handle: int) -> bool:
    import msvcrt

    try:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]  # of Windows
    except PermissionError:
        return False
    return True


def sync_folder(folder: Path) -> None:
    """Make what was renamed in a folder last; Windows has no folder handles."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _explain(error: OSError, target: Path) -> OutputError:
    return OutputError(f"{target}: {error.strerror or error}", hint=_hint(error))


def _hint(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "check the permissions of the folder"
    return ""
