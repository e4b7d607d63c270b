"""Kills, starves and feeds odd input to the program for a long time; writes down what came of it.

    make soak                 half an hour
    make soak MINUTES=120

Each round has new seeds: first the faults (`tests/faults`, each verb killed 50 times over 500
posts in the first round), then every property test. A round that fails is printed with its seeds.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

PROJECT = Path(__file__).parents[1]
RESULTS = PROJECT / "benchmarks" / "RESULTS.md"
HEADING = "\n## Soak\n"
LONG = {"BLOG_SOAK_POSTS": "500", "BLOG_SOAK_KILLS": "50"}


def main() -> int:
    """Go on until the time is up; 1 where anything failed."""
    until = time.monotonic() + 60 * float(os.environ.get("MINUTES") or 30)
    started = datetime.now(UTC)
    counts: Counter[str] = Counter()
    while not counts["rounds"] or time.monotonic() < until:
        seed = random.randrange(1_000_000)
        print(f"round {counts['rounds'] + 1}, seed {seed}", flush=True)
        more = {} if counts["rounds"] else LONG
        counts += _pytest(seed, more, "tests/faults")
        counts += _pytest(seed, {}, *_properties())
        counts["rounds"] += 1
    minutes = (datetime.now(UTC) - started).total_seconds() / 60
    text = (
        f"{started:%Y-%m-%d}, {minutes:.0f} minutes, {counts['rounds']} rounds with new seeds: "
        f"{counts['tests']:,} tests of faults and properties, {counts['killed']:,} processes "
        f"killed (SIGKILL), {counts['ended']:,} that had ended before, "
        f"{counts['inputs']:,} inputs made by Hypothesis. Failures: {counts['failed']}.\n"
    )
    print(text)
    old = RESULTS.read_text("utf-8").partition(HEADING)[0] if RESULTS.exists() else "# Measured\n"
    RESULTS.write_text(f"{old.rstrip()}\n{HEADING}\n{text}", "utf-8")
    return int(counts["failed"] > 0)


def _properties() -> list[str]:
    """Name every file that has a property test."""
    paths = sorted((PROJECT / "tests").rglob("test_*.py"))
    return [str(path) for path in paths if "@given" in path.read_text("utf-8")]


def _pytest(seed: int, more: dict[str, str], *paths: str) -> Counter[str]:
    with tempfile.NamedTemporaryFile("r", suffix=".log") as log:
        line = [sys.executable, "-m", "pytest", "-q", "-n", "auto", f"--hypothesis-seed={seed}"]
        env = {**os.environ, "BLOG_FAULT_SEED": str(seed), "BLOG_FAULT_LOG": log.name, **more}
        done = subprocess.run(
            [*line, "--hypothesis-show-statistics", "-p", "no:cacheprovider", *paths],
            cwd=PROJECT,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        kills = Counter(log.read().split())
    found = _summary(done.stdout)
    if done.returncode:
        print(done.stdout[-20_000:], done.stderr[-5_000:], flush=True)
    inputs = sum(map(int, re.findall(r"(\d+) passing examples", done.stdout)))
    failed = found.get("failed", 0) + found.get("error", 0) or int(done.returncode != 0)
    return kills + Counter(tests=found.get("passed", 0), failed=failed, inputs=inputs)


def _summary(printed: str) -> dict[str, int]:
    last = printed.rstrip().rpartition("\n")[2]
    return {name: int(number) for number, name in re.findall(r"(\d+) (passed|failed|error)", last)}


if __name__ == "__main__":
    sys.exit(main())
