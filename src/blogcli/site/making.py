"""The making of pieces: here, or in processes of their own where there are many."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from blogcli.errors import BlogError, OutputError
from blogcli.site.memory import Notes
from blogcli.site.pieces import Piece
from blogcli.site.stamps import Stamp
from blogcli.site.texts import Text, Texts

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

FEW = 200
"""Pieces that are made in this process: to start others takes as long as to make these."""
MOST = 8
BLOCK = 24
"""Pieces in a row that one process makes: posts beside each other are shown on each other's pages,
and the feeds of a list are beside each other, with the same texts."""
_LOST = "the process that made it was killed"


Put: TypeAlias = Callable[[str, bytes], Stamp | None]
"""Writes a file in another process and gives its stamp; None leaves it to the caller."""


class Made(NamedTuple):
    """What came of one piece: its bytes, or the stamp of its file where that is written already."""

    piece: Piece
    data: bytes | None = None
    error: BlogError | None = None
    stamp: Stamp | None = None


class _Answer(NamedTuple):
    """The same, on its way from another process."""

    number: int
    data: bytes | None
    error: BlogError | None
    notes: Notes | None
    text: Text | None
    stamp: Stamp | None


def make_all(
    pieces: Sequence[Piece], texts: Texts, jobs: int = 0, few: int = FEW, put: Put | None = None
) -> Iterator[Made]:
    """Make pieces in any order; one that fails has an error, and stops no other.

    Args:
        pieces: What to make.
        texts: What learns of the texts that were made.
        jobs: Processes; 0 is as many as there are processors.
        few: So many pieces are made here, unless `jobs` says otherwise.
        put: Writes what another process has made, there.
    """
    count = min(jobs or processors(), len(pieces))
    if count < 2 or (not jobs and len(pieces) <= few) or not _may_fork():  # noqa: PLR2004 - others
        for piece in pieces:
            yield _made(piece)
        return
    crew = _Crew(pieces, texts, put)
    try:
        yield from crew.work(count)
    finally:
        crew.dismiss()


def processors() -> int:
    """Count the processors that this process may use, at most `MOST`."""
    if hasattr(os, "sched_getaffinity"):
        return min(MOST, len(os.sched_getaffinity(0)))
    return min(MOST, os.cpu_count() or 1)


def _may_fork() -> bool:
    # A copy of a process with several threads may hang; elsewhere than on Linux, with one too.
    return sys.platform == "linux" and threading.active_count() == 1


def _made(piece: Piece) -> Made:
    try:
        return Made(piece, data=piece.make())
    except BlogError as error:
        return Made(piece, error=error)
    except Exception as error:  # noqa: BLE001 - a post that breaks us must not stop the others
        name = piece.post.path if piece.post else piece.file
        reason = f"{name}: can't be made into a page ({type(error).__name__}: {error})"
        return Made(piece, error=OutputError(reason))


class _Crew:
    """Copies of this process, each with every n-th block of pieces to make."""

    def __init__(self, pieces: Sequence[Piece], texts: Texts, put: Put | None) -> None:
        self._pieces = pieces
        self._texts = texts
        self._put = put
        self._shares: dict[Connection, list[int]] = {}
        self._children: dict[Connection, int] = {}

    def work(self, count: int) -> Iterator[Made]:
        from multiprocessing.connection import wait

        numbers = range(len(self._pieces))
        size = min(BLOCK, -(-len(numbers) // count))
        blocks = [numbers[start : start + size] for start in numbers[::size]]
        gc.freeze()
        for first in range(count):
            self._hire([*chain.from_iterable(blocks[first::count])])
        gc.unfreeze()
        while self._shares:
            for one in wait(list(self._shares)):
                yield from self._hear(one)  # type: ignore[arg-type]  # what we wait for

    def dismiss(self) -> None:
        import signal

        for connection, child in self._children.items():
            connection.close()
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        self._children.clear()

    def _hire(self, share: list[int]) -> None:
        from multiprocessing.connection import Pipe

        ours, theirs = Pipe(duplex=False)
        child = os.fork()
        if not child:
            # Whatever happens, this copy must never go on with what the caller was doing.
            try:
                # Without these it learns from the next answer that nobody listens any more.
                for one in (ours, *self._children):
                    one.close()
                self._serve(theirs, share)
            finally:
                os._exit(0)
        theirs.close()
        self._children[ours] = child
        self._shares[ours] = share[::-1]

    def _serve(self, answers: Connection, share: list[int]) -> None:
        # What is made here is sent away or kept, and ends with this process.
        gc.disable()
        for number in share:
            piece = self._pieces[number]
            made = self._written(_made(piece))
            path = piece.post.path if piece.post else ""
            notes, text = self._texts.notes.pop(path, None), self._texts.kept.pop(path, None)
            answers.send(_Answer(number, made.data, made.error, notes, text, made.stamp))

    def _written(self, made: Made) -> Made:
        stamp = (
            self._put(made.piece.file, made.data) if self._put and made.data is not None else None
        )
        return made if stamp is None else Made(made.piece, stamp=stamp)

    def _hear(self, connection: Connection) -> Iterator[Made]:
        share = self._shares[connection]
        try:
            answer: _Answer = connection.recv()
        except (EOFError, OSError):
            del self._shares[connection]
            yield from self._after(share)
            return
        share.pop()
        piece = self._pieces[answer.number]
        if piece.post is not None and answer.notes is not None:
            self._texts.notes[piece.post.path] = answer.notes
            if answer.text is not None:
                self._texts.kept[piece.post.path] = answer.text
        if not share:
            del self._shares[connection]
        yield Made(piece, answer.data, answer.error, answer.stamp)

    def _after(self, share: list[int]) -> Iterator[Made]:
        """Give up what a process died of, and make here what it left."""
        *left, suspect = share
        piece = self._pieces[suspect]
        name = piece.post.path if piece.post else piece.file
        yield Made(piece, error=OutputError(f"{name}: {_LOST}"))
        for number in reversed(left):
            yield _made(self._pieces[number])
