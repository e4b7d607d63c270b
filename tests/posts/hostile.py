"""Run in a process of its own: reads hostile posts, and prints what came of each as JSON."""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from datetime import UTC
from pathlib import Path

from blogcli.errors import PostError
from blogcli.posts.context import ReadContext
from blogcli.posts.dialects import Dialect
from blogcli.posts.reading import read

ROOT = Path(sys.argv[1])
CONTEXT = ReadContext(Dialect("plain"), "en", ("en",), UTC)


def outcome(path: Path) -> dict[str, object]:
    start = time.process_time()
    try:
        post, body = read(ROOT, path.relative_to(ROOT).as_posix(), CONTEXT)
        came = f"read: {post.title[:20]} {len(body)}"
    except PostError as error:
        came = str(error)
    return {"came": came, "seconds": time.process_time() - start}


def _peak_memory() -> int:
    """The most memory that this process had, in kB; its ru_maxrss counts its parent's too."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = re.search(r"^VmHWM:\s*(\d+) kB", status.read_text("ascii"), re.MULTILINE)
    assert found
    return int(found[1])


def main() -> None:
    # Enough for the interpreter and one post; a bomb is killed instead of the machine.
    resource.setrlimit(resource.RLIMIT_AS, (1_000_000_000, 1_000_000_000))
    found = {path.stem: outcome(path) for path in sorted(ROOT.iterdir())}
    peak = _peak_memory()
    sys.stdout.write(json.dumps({"found": found, "kilobytes": peak}))


main()
