"""Connections to SQLite, with a checksum on every page where this build of apsw can."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import apsw

PAGE = 4096
"""Bytes a page."""
BUSY_MS = 2500
"""How long one attempt to lock waits."""

_READ = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
_WRITE = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE


def connect(name: str) -> apsw.Connection:
    """Open a file, or `:memory:`, for writing."""
    return _tuned(name, _WRITE)


def connect_read_only(path: Path) -> apsw.Connection:
    """Open a file that is not to be written, even in a folder that can't be."""
    # Slow to import, and hardly ever needed.
    from urllib.parse import quote

    plain = f"file:{quote(str(path))}?mode=ro"
    left_over = Path(f"{path}-wal")
    if left_over.exists() and left_over.stat().st_size:
        return _tuned(plain, _READ)
    try:
        connection = _tuned(plain, _READ)
        with closed_on_failure(connection):
            connection.pragma("user_version")
    except (apsw.CantOpenError, apsw.ReadOnlyError):
        # Where the log can't be created, only a promise that nobody writes opens the file.
        return _tuned(plain + "&immutable=1", _READ)
    return connection


def _tuned(name: str, flags: int) -> apsw.Connection:
    connection = apsw.Connection(name, flags, vfs=_vfs() or None)
    with closed_on_failure(connection):
        be_patient(connection, patient=True)
        connection.pragma("synchronous", "normal")
        connection.pragma("temp_store", "memory")
        connection.register_fts5_tokenizer("blog", _on_demand)
    return connection


@contextlib.contextmanager
def closed_on_failure(connection: apsw.Connection) -> Iterator[None]:
    """Let go of the file where the block fails: a repair needs it alone."""
    try:
        yield
    except BaseException:
        close(connection)
        raise


def close(connection: apsw.Connection) -> None:
    """Let go of the file, whatever the connection has met."""
    with contextlib.suppress(apsw.Error):
        connection.close(True)  # noqa: FBT003 - apsw's signature


_checksums: list[str] = []


class _Recorder:
    """Stands for a connection, and keeps what is registered on it."""

    def register_fts5_tokenizer(self, name: str, factory: apsw.FTS5TokenizerFactory) -> None:
        del name
        self.factory = factory


def _on_demand(connection: apsw.Connection, arguments: list[str]) -> apsw.Tokenizer:
    """Load the tokenizer when a statement first names the words: most commands never do."""
    from blogcli.index import words

    recorder = _Recorder()
    words.register(recorder)  # type: ignore[arg-type]  # all that it asks of a connection
    return recorder.factory(connection, arguments)


def be_patient(connection: apsw.Connection, *, patient: bool) -> None:
    """Say whether to wait for other processes to let go of a lock."""
    connection.set_busy_timeout(BUSY_MS if patient else 0)


def has_shape(connection: apsw.Connection) -> bool:
    """Tell whether a file's pages are as we make them, with room for a checksum."""
    return connection.reserve_bytes() == reserved() and connection.pragma("page_size") == PAGE


def reserved() -> int:
    """Give the bytes a page that are set aside: eight, exactly, for the checksum."""
    return 8 if _vfs() else 0


def _vfs() -> str:
    if not _checksums:
        _checksums.append(_load_checksums())
    return _checksums[0]


def _load_checksums() -> str:
    # What apsw.sqlite_extra does, without the 10 ms that its imports cost.
    folder = Path(apsw.__file__).with_name("sqlite_extra_binaries")
    for suffix in (".so", ".dylib", ".dll"):
        library = folder / f"cksumvfs{suffix}"
        if library.exists():
            loader = apsw.Connection(":memory:")
            try:
                loader.enable_load_extension(True)  # noqa: FBT003 - apsw's signature
                loader.load_extension(str(library))
            except (apsw.Error, AttributeError):
                return ""
            finally:
                loader.close()
            return "cksmvfs"
    return ""
