"""What the index holds of each post, in a few bytes: for those who keep what they made of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from blogcli.index.database import Database
from blogcli.index.faults import translated
from blogcli.index.schema import all_meta

_FILES = "SELECT post.path, file.digest FROM post JOIN file USING(path)"
_SAID = (
    "SELECT post.path, data FROM json_each(?) AS wanted CROSS JOIN post ON post.path = wanted.value"
)


class Digests(NamedTuple):
    """Two sums over one post or page."""

    said: bytes
    """Of all that the index says of it: title, dates, tags, summary…"""
    file: bytes
    """Of the bytes of its file."""


def digests(db: Database, known: Mapping[str, Sequence[bytes]] | None = None) -> dict[str, Digests]:
    """Sum up every post and page, by path.

    `known` begin with what was given for an index of the same `context`: then what is said of a
    post follows from the bytes of its file.
    """
    known = known or {}
    found: dict[str, Digests] = {}
    others: dict[str, bytes] = {}
    with translated():
        for path, digest in db.connection.execute(_FILES):
            before = known.get(path)
            if before is not None and digest == before[1]:
                found[path] = Digests(before[0], digest)
            else:
                others[path] = digest if isinstance(digest, bytes) else b""
        for path, data in db.connection.execute(_SAID, (json.dumps([*others]),)):
            said = blake2b(str(data).encode("utf-8", "surrogatepass"), digest_size=16).digest()
            found[path] = Digests(said, others[path])
    return found


def context(db: Database) -> str:
    """Sum up all that the index depends on but the files of posts."""
    with translated():
        return str(all_meta(db.connection).get("context"))
