"""The files that could not be read, as the index remembers them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from blogcli.errors import PostError

if TYPE_CHECKING:
    import apsw


def error_json(error: PostError) -> str:
    """Give an error as it is kept in table `file`."""
    values = (error.path, error.reason, error.line, error.column, error.source_line, error.hint)
    return json.dumps(values)


def error_from_json(text: str) -> PostError:
    """Restore what `error_json` gave."""
    path, reason, line, column, source_line, hint = json.loads(text)
    return PostError(path, reason, line=line, column=column, source_line=source_line, hint=hint)


def unreadable(connection: apsw.Connection) -> tuple[PostError, ...]:
    """Give the files that could not be read, by path."""
    rows = connection.execute("SELECT error FROM file WHERE error IS NOT NULL ORDER BY path")
    return tuple(error_from_json(str(text)) for (text,) in rows)
