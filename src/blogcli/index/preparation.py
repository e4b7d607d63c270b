"""Dictionaries for the languages that a blog's posts turn out to be in.

Preparing one takes seconds, and only words need it. So posts are indexed without those that are not
ready yet, their languages are noted as pending, and the first question for words completes them.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import apsw

from blogcli.index import schema
from blogcli.index.database import Database

if TYPE_CHECKING:
    from blogcli.index.dictionaries import Progress

_PENDING = "pending"


def pending(connection: apsw.Connection) -> list[str]:
    """Name the languages whose words were analysed without their dictionary."""
    found = connection.execute("SELECT value FROM meta WHERE key = ?", (_PENDING,)).get
    return list(json.loads(str(found))) if found else []


def note(connection: apsw.Connection, languages: Iterable[str]) -> None:
    """Remember that words of these languages, too, wait for their dictionary."""
    schema.put_meta(connection, _PENDING, json.dumps(sorted({*pending(connection), *languages})))


def complete(db: Database, folder: Path, progress: Progress | None) -> None:
    """Prepare the dictionaries that words wait for, and analyse these words again.

    Words of a language whose dictionary can't be put anywhere go on waiting, and are still found
    by their stems.

    Raises:
        IndexFault: The index can't be written.
    """
    from blogcli.index import dictionaries, words

    waiting = pending(db.connection)
    with contextlib.suppress(OSError):
        dictionaries.ensure(waiting, folder, progress)
    # Where `folder` can't be written they are loaded from another.
    ready = {lang for lang in waiting if dictionaries.load(lang, folder) is not None}
    if not ready:
        return
    with db.writing():
        # Another process may have done it, or may have brought in more.
        left = pending(db.connection)
        writer = words.Writer(db.connection)
        for lang in ready.intersection(left):
            writer.analyse_again(lang, folder)
        rest = [lang for lang in left if lang not in ready]
        schema.put_meta(db.connection, _PENDING, json.dumps(rest))
    db.tidy()
