"""Tries one target of `tests/faults/fuzzing.py` with Atheris, which follows the branches taken.

    pip install atheris
    python scripts/fuzz.py "front matter" --seconds 60

Atheris is no dependency: it has wheels for Linux and few versions of Python only. What is found is
kept in build/fuzz/TARGET, and tried first the next time. An input that fails is written to
build/fuzz/crash-…; give its path instead of `--seconds` to try it alone.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parents[1]
KEPT = PROJECT / "build" / "fuzz"
LONGEST = 4_000
"""Bytes of an input: longer ones are the business of the tests that measure time."""


def _seeds(target: str) -> Iterator[bytes]:
    """Begin with what people write: the samples' posts and configurations, the page of queries."""
    samples = PROJECT / "tests" / "samples"
    if target == "query":
        page = (PROJECT / "docs" / "queries.md").read_text("utf-8")
        yield from (found.encode() for found in re.findall(r"`([^`\n]+)`", page))
    elif target == "configuration":
        yield from (path.read_bytes() for path in samples.rglob("*.toml"))
        yield (
            (PROJECT / "docs" / "configuration.md")
            .read_bytes()
            .split(b"```toml\n")[1]
            .split(b"```")[0]
        )
    else:
        posts = [path.read_bytes() for path in sorted(samples.rglob("*.md"))]
        yield from (bytes([number % 256]) + post for number, post in enumerate(posts))


def main() -> None:
    """Read the command line and hand over to Atheris, which ends the process itself."""
    options = argparse.ArgumentParser()
    options.add_argument("target")
    options.add_argument("input", nargs="?", type=Path)
    options.add_argument("--seconds", type=int, default=60)
    options.add_argument("--seed", type=int, default=0)
    chosen = options.parse_args()
    import atheris

    sys.path.insert(0, str(PROJECT / "tests"))
    followed = ["blogcli", "tomllib", "yaml"]
    with atheris.instrument_imports(include=followed, enable_loader_override=False):
        from faults import fuzzing

    target = fuzzing.TARGETS[chosen.target]
    corpus = KEPT / chosen.target.replace(" ", "-")
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(_seeds(chosen.target)):
        (corpus / f"seed-{number}").write_bytes(seed[:LONGEST])
    line = [sys.argv[0], f"-max_len={LONGEST}", f"-artifact_prefix={KEPT}/", "-timeout=60"]
    line += [f"-seed={chosen.seed}"] if chosen.seed else []
    if chosen.input:
        line.append(str(chosen.input))
    else:
        line += [f"-max_total_time={chosen.seconds}", "-print_final_stats=1", str(corpus)]
    atheris.Setup(line, target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
