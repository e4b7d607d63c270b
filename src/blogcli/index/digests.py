"""What the index holds of each post, in a few bytes: for those who keep what they made of it."""

from __future__ import annotations

from hashlib import blake2b
from typing import NamedTuple

from blogcli.index.database import Database
from blogcli.index.faults import translated


class Digests(NamedTuple):
    """Two sums over one post or page."""

    said: bytes
    """Of all that the index says of it: title, dates, tags, summary…"""
    file: bytes
    """Of the bytes of its file."""


def digests(db: Database) -> dict[str, Digests]:
    """Sum up every post and page, by path."""
    sql = "SELECT post.path, post.data, file.digest FROM post JOIN file USING(path)"
    with translated():
        return {
            str(path): Digests(
                blake2b(str(data).encode("utf-8", "surrogatepass"), digest_size=16).digest(),
                digest if isinstance(digest, bytes) else b"",
            )
            for path, data, digest in db.connection.execute(sql)
        }
