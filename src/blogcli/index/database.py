"""One SQLite file that holds what is derived from a blog's posts; it may be deleted at any time.

Every page carries a checksum (SQLite's checksum layer, which apsw brings), so that no damage gives
a wrong answer: it raises `DamagedIndex`, and the file is emptied and filled anew. Where the cache
can't be written, the index lives in memory, and `Database.warning` says why.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import apsw

from blogcli.errors import IndexFault
from blogcli.index.connection import (
    PAGE,
    be_patient,
    close,
    closed_on_failure,
    connect,
    connect_read_only,
    has_shape,
    reserved,
)
from blogcli.index.faults import DamagedIndex, translated
from blogcli.index.location import index_path
from blogcli.index.repair import empty, make_private, repairing
from blogcli.index.schema import APPLICATION_ID, SCHEMA_VERSION, create_tables

CACHE_KB = 65_536
PATIENCE = 4
"""Attempts to lock while the holder writes nothing, before it is held to be stuck."""


class Database:
    """The index of one blog, open.

    `connection` changes when the index is renewed or moves into memory: ask for it each time.
    Errors that SQLite raises on it are turned into `IndexFault` by `faults.translated`.
    """

    def __init__(
        self, connection: apsw.Connection, path: Path | None, *, writable: bool, warning: str = ""
    ) -> None:
        self.connection = connection
        self.path = path
        """The file, or None where the index lives in memory."""
        self.writable = writable
        self.warning = warning
        """Why nothing is kept, for the user to know; empty where all is well."""
        self._generation = _generation(connection)

    def close(self) -> None:
        """Let go of the file; only `connection`'s owner may call it, once all reading is done."""
        close(self.connection)

    @contextlib.contextmanager
    def writing(self, *, patient: bool = True) -> Iterator[None]:
        """Hold the index alone for one transaction: all of it is kept, or nothing.

        Args:
            patient: Wait while another process is at work; else give up at once.

        Raises:
            BusyIndex: Another process holds it and has stopped writing.
            IndexFault: It can't be written; nothing was.
        """
        with translated():
            self._begin(patient=patient)
            try:
                yield
            except BaseException:
                with contextlib.suppress(apsw.Error):
                    self.connection.execute("ROLLBACK")
                raise
            self._commit()

    def data_version(self) -> int:
        """Give a number that changes when another process has written."""
        with translated():
            return int(str(self.connection.pragma("data_version")))

    def widen(self) -> None:
        """Keep more pages in memory while much is written: else each is written many times."""
        with contextlib.suppress(apsw.Error):
            self.connection.pragma("cache_size", -CACHE_KB)

    def tidy(self) -> None:
        """Move what was written from the log into the file: every later opening reads the log."""
        # Readers may hinder it; then the next writer does it.
        with contextlib.suppress(apsw.Error):
            self.connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)

    def merge_words(self) -> None:
        """Merge what many batches left of the full text: a search looks into each piece.

        10,000 posts are left in 22 pieces; to merge them takes 0.4 of 20 s, and a word that stands
        in all posts is then ranked in 7 instead of 12 ms.
        """
        # Another writer may hinder it; then searches are slower, and right.
        with contextlib.suppress(apsw.Error):
            self.connection.execute("INSERT INTO words(words) VALUES ('optimize')")

    def written_ns(self) -> int:
        """Give when the file was last written, in Unix nanoseconds; 0 in memory."""
        written = 0
        for suffix in ("", "-wal") if self.path is not None else ():
            with contextlib.suppress(OSError):
                written = max(written, Path(f"{self.path}{suffix}").stat().st_mtime_ns)
        return written

    def renew(self) -> None:
        """Empty a damaged index, unless another process has done so meanwhile; else use memory."""
        if self.path is None or not self.writable:
            self.forget(self.warning or "the index is damaged and can't be written")
            return
        self.close()
        try:
            renewed = _open_file(self.path, self._generation)
        except (IndexFault, OSError) as error:
            self.forget(_why(self.path, error))
            return
        self._take(renewed)

    def keep_in_memory(self, reason: str) -> None:
        """Go on with a copy in memory, where the file can't be written."""
        memory = _in_memory(reason)
        try:
            with translated(), memory.connection.backup("main", self.connection, "main") as copy:
                copy.step()
            _check(memory.connection)
        except IndexFault:
            memory = _in_memory(reason)
        self.close()
        self._take(memory)

    def forget(self, reason: str) -> None:
        """Go on with an empty index in memory."""
        self.close()
        self._take(_in_memory(reason))

    def _take(self, other: Database) -> None:
        self.connection = other.connection
        self.path = other.path
        self.writable = other.writable
        self.warning = other.warning
        self._generation = other._generation

    def _begin(self, *, patient: bool) -> None:
        seen = -1
        stalls = 0 if patient else PATIENCE
        be_patient(self.connection, patient=patient)
        try:
            while not self._has_begun(last_try=stalls >= PATIENCE):
                version = self.data_version()
                stalls = stalls + 1 if version == seen else 0
                seen = version
        finally:
            be_patient(self.connection, patient=True)

    def _has_begun(self, *, last_try: bool) -> bool:
        try:
            # Deferred transactions fail at their first write whatever the timeout.
            self.connection.execute("BEGIN IMMEDIATE")
        except apsw.BusyError:
            if last_try:
                raise
            return False
        return True

    def _commit(self) -> None:
        try:
            self.connection.execute("COMMIT")
        except apsw.Error:
            with contextlib.suppress(apsw.Error):
                self.connection.execute("ROLLBACK")
            raise


def open_index(
    cache_dir: Path | None, root: Path, *, posts: Path | None = None, read_only: bool = False
) -> Database:
    """Open the index of the blog at `root`, making or renewing its file where that is needed.

    Never fails: what can't be opened is replaced by an index in memory, with `Database.warning`.

    Args:
        cache_dir: The folder for indexes (see `location.cache_folder`); None keeps nothing.
        root: The blog's folder.
        posts: The folder of posts that takes the place of the blog's own, if any.
        read_only: Take the file as it is, and nothing where there is none: for completion.
    """
    if cache_dir is None:
        return _in_memory("there is no home folder to keep the index in")
    path = index_path(cache_dir, root, posts)
    try:
        return _open_as_it_is(path) if read_only else _open_or_make(path)
    except (IndexFault, OSError, ValueError) as error:
        return _in_memory("" if read_only else _why(path, error))


def _why(path: Path, error: Exception) -> str:
    if isinstance(error, OSError):
        reason = error.strerror or str(error)
    elif isinstance(error, IndexFault):
        reason = error.reason.removeprefix("the index: ")
    else:
        reason = str(error)
    return f"the index can't be kept in {path.parent}: {reason}"


def _open_or_make(path: Path) -> Database:
    try:
        make_private(path)
    except OSError:
        if not path.exists():
            raise
    # A cache that others filled, on a read-only disk perhaps, is still worth reading.
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return _open_as_it_is(path)
    return _open_file(path, None)


def _open_as_it_is(path: Path) -> Database:
    with translated():
        connection = connect_read_only(path)
        with closed_on_failure(connection):
            _check(connection)
            return Database(connection, path, writable=False)


def _open_file(path: Path, damaged: str | None) -> Database:
    """Open the file for writing; `damaged` is the generation that turned out to be no good."""
    with contextlib.suppress(DamagedIndex):
        return _open_checked(path, damaged)
    with repairing(path.parent):
        # Whoever repaired it while this process waited must not be robbed of the result.
        with contextlib.suppress(DamagedIndex):
            return _open_checked(path, damaged)
        empty(path)
        return _open_checked(path, None)


def _open_checked(path: Path, damaged: str | None) -> Database:
    with translated():
        connection = connect(str(path))
        with closed_on_failure(connection):
            _create_if_empty(connection)
            _check(connection, damaged)
            _log_ahead(connection)
            return Database(connection, path, writable=True)


def _create_if_empty(connection: apsw.Connection) -> None:
    if connection.pragma("application_id") or connection.pragma("page_count"):
        return
    connection.reserve_bytes(reserve=reserved())
    connection.execute("BEGIN EXCLUSIVE")
    try:
        if not connection.pragma("user_version"):
            create_tables(connection)
        connection.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(apsw.Error):
            connection.execute("ROLLBACK")
        raise


def _check(connection: apsw.Connection, damaged: str | None = None) -> None:
    """Refuse a file that isn't ours, is of another version, or is the one known to be damaged."""
    signature = (connection.pragma("application_id"), connection.pragma("user_version"))
    if signature != (APPLICATION_ID, SCHEMA_VERSION):
        message = "the index was written by another version"
        raise DamagedIndex(message)
    if not has_shape(connection):
        message = "the index has other pages"
        raise DamagedIndex(message)
    if connection.filename and Path(connection.filename).stat().st_size % PAGE:
        # SQLite reads a page that was cut off as if it ended in zeros, and checks no sum.
        message = "the index was cut off"
        raise DamagedIndex(message)
    if damaged is not None and _generation(connection) == damaged:
        message = "the index is damaged"
        raise DamagedIndex(message)


def _log_ahead(connection: apsw.Connection) -> None:
    """Let others read while this process writes."""
    if connection.pragma("journal_mode") != "wal":
        # Another process may be reading this moment: the next command tries again.
        with contextlib.suppress(apsw.BusyError):
            connection.pragma("journal_mode", "wal")


def _generation(connection: apsw.Connection) -> str:
    row = connection.execute("SELECT value FROM meta WHERE key = 'generation'").get
    return str(row)


def _in_memory(reason: str) -> Database:
    with translated():
        connection = connect(":memory:")
        connection.reserve_bytes(reserve=reserved())
        create_tables(connection)
        return Database(connection, None, writable=True, warning=reason)
