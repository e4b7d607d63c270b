"""The child process that makes PDFs for `workers`: it may hang or die without harm to anyone."""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import signal
import sys
from pathlib import Path
from typing import BinaryIO

from blogcli.errors import BlogError, OutputError
from blogcli.pdf.compile import TemplateWrong
from blogcli.pdf.document import Workshop
from blogcli.pdf.job import Answer, House, Job, Task

MEMORY = 3_000_000_000
"""Bytes of memory that one process may take: a monster ends itself, not the machine."""
BOOK_MEMORY = 3_500_000_000
"""The same, for a book."""
RETIRED_AT = 700_000_000
"""Bytes after which a process is replaced between two posts."""


def serve() -> None:
    """Answer jobs from standard input on standard output until it ends."""
    # An interrupt reaches the whole group of processes: the parent kills us at once.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _end_with_parent()
    _limit_memory()
    outgoing = _private_output()
    if not _is_waiting():
        warm()
    with contextlib.suppress(EOFError, BrokenPipeError):
        house: House
        folder: Path
        house, folder = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our parent
        workshop = Workshop(house, folder)
        while _memory() < RETIRED_AT:
            job: Task = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our parent
            _put(outgoing, answer(workshop, job))


def warm() -> None:
    """Load while there is no work what the first post would have to wait for."""
    from datetime import UTC, datetime

    from blogcli.blog.dates import in_words
    from blogcli.pdf.compile import FOLDER, Typesetter

    in_words(datetime(2000, 1, 1, tzinfo=UTC), "en")
    Typesetter(FOLDER).warm()


def _is_waiting() -> bool:
    """Tell whether there is work already; say so where that can't be told."""
    try:
        return bool(select.select([sys.stdin], [], [], 0)[0])
    except (OSError, ValueError):
        return True  # Windows can't look into pipes


def answer(workshop: Workshop, job: Task) -> Answer:
    """Make one PDF, or say why there is none."""
    try:
        if isinstance(job, Job):
            return workshop.make(job)
        _limit_memory(BOOK_MEMORY)
        return workshop.make_book(job)
    except TemplateWrong as error:
        return OutputError(error.reason, hint=error.hint)
    except BlogError as error:
        return error
    except MemoryError:
        return OutputError(f"{job.name}: too large for the memory of one PDF")
    except Exception as error:  # noqa: BLE001 - one post must not end the work on all others
        reason = f"{job.name}: can't be made into a PDF: {type(error).__name__}: {error}"
        return OutputError(reason, hint="please report this, with the post")


def _put(outgoing: BinaryIO, message: Answer) -> None:
    pickle.dump(message, outgoing, pickle.HIGHEST_PROTOCOL)
    outgoing.flush()


def _private_output() -> BinaryIO:
    """Keep standard output to ourselves: nothing that an engine prints may mix with the answers."""
    own = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return os.fdopen(own, "wb")


def _end_with_parent() -> None:
    """On Linux, die with the parent even in the middle of a post (prctl(2), PR_SET_PDEATHSIG)."""
    if sys.platform != "linux":
        return  # there the end of standard input is noticed, between two posts
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def _limit_memory(most: int = MEMORY) -> None:
    try:
        import resource
    except ImportError:
        return  # Windows
    with contextlib.suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _memory() -> int:
    """Give the memory that this process holds, in bytes; 0 where that isn't told."""
    with contextlib.suppress(OSError):
        # ru_maxrss would begin with what the parent held, however little is ours (getrusage(2)).
        pages = int(Path("/proc/self/statm").read_bytes().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
