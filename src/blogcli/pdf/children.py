"""The child processes that make PDFs: started before there is work, killed when there is no more.

They are fed through pipes: `multiprocessing` would run the caller's main module again in each of
them. This module loads little, so that one can be started before the command itself is loaded.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import subprocess
import sys
from typing import IO, TypeAlias

Child: TypeAlias = "subprocess.Popen[bytes]"

_BOOT = "import sys; sys.path[:] = sys.argv[1:]; from blogcli.pdf.worker import serve; serve()"
_NOWHERE = "http://127.0.0.1:9"
_ready: list[Child] = []


def prepare(count: int = 1) -> None:
    """Start processes before there is work: they get ready while the posts are looked up."""
    if not _ready:
        atexit.register(_dismiss_unused)
    while len(_ready) < count:
        _ready.append(_spawn())


def hire(threads: int) -> Child:
    """Give a process that is ready, or start one."""
    return _ready.pop() if _ready and threads == 1 else _spawn(threads)


def end(child: Child) -> None:
    """Kill a process; safe where it has ended."""
    child.kill()
    child.wait()
    for stream in (child.stdin, child.stdout):
        with contextlib.suppress(OSError):
            pipe(stream).close()


def pipe(stream: IO[bytes] | None) -> IO[bytes]:
    """Give one of its two streams."""
    assert stream is not None  # noqa: S101 - both are pipes
    return stream


def _spawn(threads: int = 1) -> Child:
    # More threads in a child than it has work for would take turns with the other children.
    number = os.environ.get("RAYON_NUM_THREADS", str(threads))
    # Nothing is fetched: the engine would look for packages that a template names.
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), _NOWHERE)
    environment = os.environ | nowhere | {"RAYON_NUM_THREADS": number}
    return subprocess.Popen(  # noqa: S603 - this interpreter, on our own module
        [sys.executable, "-I", "-c", _BOOT, *sys.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _dismiss_unused() -> None:
    while _ready:
        end(_ready.pop())
