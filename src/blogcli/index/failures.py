"""The files that could not be read, as the index remembers them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from blogcli.errors import PostError

if TYPE_CHECKING:
    import apsw


def error_json(error: PostError) -> str:
    """Give an error as it is kept in table `file`."""
    return json.dumps(_values(error))


def error_from_json(text: str) -> PostError:
    """Restore what `error_json` gave."""
    return _error(json.loads(text))


def doubts_json(errors: Iterable[PostError]) -> str:
    """Give what a file says in vain as it is kept in table `file`."""
    return json.dumps([_values(error) for error in errors])


def doubts(connection: apsw.Connection) -> tuple[PostError, ...]:
    """Give what front matter says in vain, by path; of files that are to be found."""
    rows = connection.execute(
        "SELECT doubts FROM file WHERE doubts IS NOT NULL"
        " AND EXISTS (SELECT 1 FROM post WHERE post.path = file.path) ORDER BY path"
    )
    # What is wrong with one file of data is found with each of its posts.
    found = dict.fromkeys(tuple(values) for (text,) in rows for values in json.loads(str(text)))
    return tuple(map(_error, found))


def _values(error: PostError) -> tuple[object, ...]:
    return (error.path, error.reason, error.line, error.column, error.source_line, error.hint)


def _error(values: Sequence[Any]) -> PostError:
    path, reason, line, column, source_line, hint = values
    return PostError(path, reason, line=line, column=column, source_line=source_line, hint=hint)


def unreadable(connection: apsw.Connection) -> tuple[PostError, ...]:
    """Give the files that could not be read, by path."""
    rows = connection.execute("SELECT error FROM file WHERE error IS NOT NULL ORDER BY path")
    return tuple(error_from_json(str(text)) for (text,) in rows)
