"""Dictionaries for the languages that a blog's posts turn out to be in."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable, Sequence

import apsw

from blogcli.errors import PostError
from blogcli.index import schema
from blogcli.index.glance import unready
from blogcli.index.parsing import Job, SyncSource
from blogcli.posts.reading import read

_SAMPLE = 40
_SMALL = 100_000  # bytes


def before(
    source: SyncSource,
    languages: Iterable[str],
    jobs: Sequence[Job],
    progress: Callable[[int, int], None] | None,
) -> None:
    """Prepare the dictionaries of the languages that are known and of those in a sample."""
    sample = _sample(source, jobs)
    _ensure(source, {*languages, *sample}, progress)


def after(
    source: SyncSource,
    connection: apsw.Connection,
    progress: Callable[[int, int], None] | None,
) -> frozenset[str]:
    """Prepare the dictionaries that no sample told of; give the files to be read again for it."""
    wanting = unready(_languages(connection), source.dictionaries_dir)
    if not wanting:
        return frozenset()
    _ensure(source, wanting, progress)
    still = unready(wanting, source.dictionaries_dir)
    ready = json.dumps([lang for lang in wanting if lang not in still])
    found = connection.execute(
        "SELECT path FROM file WHERE lang IN (SELECT value FROM json_each(?))", (ready,)
    )
    return frozenset(str(path) for (path,) in found)


def note(source: SyncSource, connection: apsw.Connection) -> None:
    """Remember the posts' languages, and which of them were read without their dictionary."""
    languages = _languages(connection)
    schema.put_meta(connection, "languages", json.dumps(languages))
    without = unready(languages, source.dictionaries_dir)
    schema.put_meta(connection, "unready", json.dumps(without))


def _languages(connection: apsw.Connection) -> list[str]:
    found = connection.execute("SELECT DISTINCT lang FROM file WHERE lang IS NOT NULL")
    return sorted(str(lang) for (lang,) in found)


def _sample(source: SyncSource, jobs: Sequence[Job]) -> set[str]:
    """Give the languages of some of these posts, evenly chosen."""
    small = [job.entry for job in jobs if job.entry.size <= _SMALL]
    languages = set()
    for entry in small[:: max(1, len(small) // _SAMPLE)]:
        with contextlib.suppress(PostError):
            post, _ = read(source.root, entry.path, source.context._replace(kind=entry.kind))
            languages.add(post.lang)
    return languages


def _ensure(
    source: SyncSource, languages: Iterable[str], progress: Callable[[int, int], None] | None
) -> None:
    from blogcli.index import dictionaries

    def report(_code: str, done: int, total: int) -> None:
        if progress is not None:
            progress(done, total)

    codes = sorted({_code(lang) for lang in languages})
    # Without a dictionary words are still found by their stems.
    with contextlib.suppress(OSError):
        dictionaries.ensure(codes, source.dictionaries_dir, report)


def _code(lang: str) -> str:
    return lang.partition("-")[0]
