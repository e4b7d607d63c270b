"""The child process that reads files for `workers`."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import pickle
import signal
import sys
from pathlib import Path
from typing import IO, BinaryIO

from blogcli.index.extraction import perform, seconds_for
from blogcli.index.parsing import Job, Outcome
from blogcli.index.sharing import Shared

BROKEN = 2
"""The exit code where the worker itself failed."""


def serve() -> None:
    """Answer chunks of jobs from standard input on standard output until it ends."""
    # An interrupt reaches the whole group of processes: the parent decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with Path(os.devnull).open("w") as nowhere:
            _answer_all(sys.stdin.buffer, _private_output(), nowhere)
    except BaseException:  # noqa: BLE001 - nobody reads a traceback here, and 1 means hung
        os._exit(BROKEN)


def _answer_all(incoming: BinaryIO, outgoing: BinaryIO, nowhere: IO[str]) -> None:
    source, hidden_too = pickle.load(incoming)  # noqa: S301 - from our parent
    _put(outgoing, True)  # noqa: FBT003 - the sign of being ready
    shared = Shared()

    def answer(chunk: list[Job]) -> list[Outcome]:
        # The watchdog ends the process even while an engine holds the interpreter.
        faulthandler.dump_traceback_later(seconds_for(source, *chunk), exit=True, file=nowhere)
        try:
            outcomes = perform(source, chunk, hidden_too=hidden_too)
            return [shared.analysed(outcome) for outcome in outcomes]
        finally:
            faulthandler.cancel_dump_traceback_later()

    with contextlib.suppress(EOFError):
        while True:
            chunk, news = pickle.load(incoming)  # noqa: S301 - from our parent
            shared.learn(news)
            _put(outgoing, answer(chunk))


def _put(outgoing: BinaryIO, message: object) -> None:
    pickle.dump(message, outgoing, pickle.HIGHEST_PROTOCOL)
    outgoing.flush()


def _private_output() -> BinaryIO:
    """Keep standard output to ourselves: nothing that an engine prints may mix with the answers."""
    own = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return os.fdopen(own, "wb")
