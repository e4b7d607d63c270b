"""The making of pieces: here, or in processes of their own where there are many."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from blogcli.errors import BlogError, OutputError
from blogcli.site.apart import may_fork
from blogcli.site.notes import Brought
from blogcli.site.pieces import Piece, Plan
from blogcli.site.stamps import Stamp
from blogcli.site.texts import Text, Texts

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

FEW = 200
"""Pieces that are made in this process: to start others takes as long as to make these."""
MOST = 8
_LOST = "the process that made it was killed"


class Made(NamedTuple):
    """What came of one piece: its bytes, or the stamp of its file where that is written already."""

    file: str
    key: bytes = b""
    data: bytes | None = None
    error: BlogError | None = None
    stamp: Stamp | None = None
    same: bool = False
    """The file of before stays as it is."""


class _Answer(NamedTuple):
    """The same, on its way from another process, with what is known of the post's text."""

    made: Made
    path: str = ""
    notes: tuple[bytes | None, Brought | None] | None = None
    text: Text | None = None


Work: TypeAlias = Callable[[Piece, bool], Made]
"""Makes a piece, unless it is made; the second value says whether in another process."""


def make_all(
    plans: Sequence[Plan], texts: Texts, work: Work, jobs: int = 0, few: int = FEW
) -> Iterator[Made]:
    """Make pieces in any order; one that fails has an error, and stops no other.

    Args:
        plans: What to make.
        texts: What learns of the texts that were made.
        work: Makes one.
        jobs: Processes; 0 is as many as there are processors.
        few: So many pieces are made here, unless `jobs` says otherwise.
    """
    count = min(jobs or processors(), len(plans))
    total = sum(len(plan.files) for plan in plans)
    if count <= 1 or (not jobs and total <= few) or not may_fork():
        for plan in plans:
            for piece in plan.pieces():
                yield _made(piece, work, apart=False)
        return
    if total > FEW:  # what the first few load is there in all copies
        for piece in plans[0].pieces():
            yield _made(piece, work, apart=False)
        plans = plans[1:]
    crew = _Crew(plans, texts, work)
    try:
        yield from crew.work(count)
    finally:
        crew.dismiss()


def processors() -> int:
    """Count the processors that this process may use, at most `MOST`."""
    if hasattr(os, "sched_getaffinity"):
        return min(MOST, len(os.sched_getaffinity(0)))
    return min(MOST, os.cpu_count() or 1)


def _made(piece: Piece, work: Work, *, apart: bool) -> Made:
    try:
        return work(piece, apart)
    except BlogError as error:
        return Made(piece.file, error=error)
    except Exception as error:  # noqa: BLE001 - a post that breaks us must not stop the others
        name = piece.post.path if piece.post else piece.file
        reason = f"{name}: can't be made into a page ({type(error).__name__}: {error})"
        return Made(piece.file, error=OutputError(reason))


class _Crew:
    """Copies of this process, each with every n-th plan to carry out."""

    def __init__(self, plans: Sequence[Plan], texts: Texts, work: Work) -> None:
        self._plans = plans
        self._texts = texts
        self._work = work
        self._shares: dict[Connection, _Share] = {}
        self._children: dict[Connection, int] = {}

    def work(self, count: int) -> Iterator[Made]:
        from multiprocessing.connection import wait

        gc.freeze()
        for first in range(count):
            self._hire(_Share(self._plans[first::count]))
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

    def _hire(self, share: _Share) -> None:
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
        self._shares[ours] = share

    def _serve(self, answers: Connection, share: _Share) -> None:
        # What is made here is sent away or kept, and ends with this process.
        gc.disable()
        for piece in share.pieces():
            made = _made(piece, self._work, apart=True)
            if piece.post is None:
                answers.send(_Answer(made))
            else:
                path = piece.post.path
                handed, text = self._texts.notes.handed(path), self._texts.kept.pop(path, None)
                answers.send(_Answer(made, path, handed, text))

    def _hear(self, connection: Connection) -> Iterator[Made]:
        share = self._shares[connection]
        try:
            answer: _Answer = connection.recv()
        except (EOFError, OSError):
            del self._shares[connection]
            if not share.is_done:
                yield from self._after(share)
            return
        file = share.advance()
        if answer.notes is not None:
            path = self._texts.known_as(answer.path)
            self._texts.notes.take(path, *answer.notes)
            if answer.text is not None:
                self._texts.put_aside(path, answer.text)
        # Of each name there is one text here already; that of the answer would be another.
        yield answer.made._replace(file=file)

    def _after(self, share: _Share) -> Iterator[Made]:
        """Give up what a process died of, and make here what it left."""
        left = share.pieces()
        suspect = next(left)
        name = suspect.post.path if suspect.post else suspect.file
        yield Made(suspect.file, error=OutputError(f"{name}: {_LOST}"))
        for piece in left:
            yield _made(piece, self._work, apart=False)


class _Share:
    """The plans of one process."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        self._plans = plans
        self.answered = 0
        """Pieces of which it is known what became of them."""
        self._files = (file for plan in plans for file in plan.files)

    @property
    def is_done(self) -> bool:
        """Whether that holds of all."""
        return self.answered == sum(len(plan.files) for plan in self._plans)

    def advance(self) -> str:
        """Note that it is known of one more, and give its file."""
        self.answered += 1
        return next(self._files)

    def pieces(self) -> Iterator[Piece]:
        """Give those of which it is not known."""
        skipped = self.answered
        for plan in self._plans:
            if skipped >= len(plan.files):
                skipped -= len(plan.files)
            else:
                yield from islice(plan.pieces(), skipped, None)
                skipped = 0
