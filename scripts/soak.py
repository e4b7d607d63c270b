"""Kills, starves and feeds odd input to the program for a long time; writes down what came of it.

    make soak                     half an hour
    make soak MINUTES=120
    make soak SEED=42             the same seeds again

Rounds follow each other until the time is up, each with a seed of its own: the faults
(`tests/faults`, with more posts, kills and inputs than in every run), every property test, and
each target of `tests/faults/fuzzing.py` under Atheris where that is installed. What a failing part
printed is kept in build/soak. Figures go to benchmarks/soak.json and benchmarks/SOAK.md.
"""

from __future__ import annotations

import importlib.util
import json
import os
import platform
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
RESULTS = PROJECT / "benchmarks"
KEPT = PROJECT / "build" / "soak"
LONG = {
    "BLOG_TESTS": "whole",
    "BLOG_SOAK_POSTS": "300",
    "BLOG_SOAK_KILLS": "20",
    "BLOG_SOAK_INPUTS": "10",
}
"""More posts, kills and inputs than in every run of the tests."""
TARGETS = ("front matter", "query", "configuration", "Markdown", "PDF")
ATHERIS = importlib.util.find_spec("atheris") is not None
SECONDS = 40
"""Of each target of Atheris, in each round."""
HUNG = 30 * 60
"""Seconds after which a part is taken to hang; that is a failure."""
ROWS = {
    "killed": "commands killed (SIGKILL) at a random moment",
    "ended": "commands that had ended before their kill",
    "full-or-read-only": "commands on a disk that was full, nearly full or read-only",
    "refused": "… of which were refused, and changed nothing",
    "faults": "tests of faults passed",
    "properties": "tests of properties passed",
    "hypothesis": "inputs made by Hypothesis",
    **{target: f"inputs made by Atheris: {target}" for target in TARGETS},
    "failures": "**failures**",
}


def main() -> int:
    """Go on until the time is up; 1 where anything failed."""
    minutes = float(os.environ.get("MINUTES") or 30)
    seed = int(os.environ.get("SEED") or random.randrange(1_000_000))
    seeds = random.Random(seed)
    started, until = time.monotonic(), time.monotonic() + 60 * minutes
    counts: Counter[str] = Counter()
    while not counts["rounds"] or time.monotonic() < until:
        one = seeds.randrange(1, 1_000_000)
        print(f"round {counts['rounds'] + 1}, seed {one}", flush=True)
        counts += _faults(one)
        counts += _properties(one)
        for target in TARGETS if ATHERIS else ():
            counts += _fuzz(target, one)
        counts["rounds"] += 1
        print(dict(counts), flush=True)
    _write(counts, seed, (time.monotonic() - started) / 60)
    return int(counts["failures"] > 0)


def _faults(seed: int) -> Counter[str]:
    with tempfile.NamedTemporaryFile("r", suffix=".log") as log:
        found = _pytest("faults", seed, {"BLOG_FAULT_LOG": log.name, **LONG}, "tests/faults")
        return found + Counter(log.read().split())


def _properties(seed: int) -> Counter[str]:
    """Run every property test that is not one of the faults."""
    paths = sorted((PROJECT / "tests").rglob("test_*.py"))
    chosen = [one for one in paths if one.parent.name != "faults" and "@given" in one.read_text()]
    return _pytest("properties", seed, {}, *map(str, chosen))


def _pytest(name: str, seed: int, more: dict[str, str], *paths: str) -> Counter[str]:
    line = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "--hypothesis-show-statistics"]
    line += [f"--hypothesis-seed={seed}", f"--randomly-seed={seed}", *paths]
    code, printed = _run(line, {"BLOG_FAULT_SEED": str(seed), **more})
    last = printed.rstrip().rpartition("\n")[2]
    told = {word: int(number) for number, word in re.findall(r"(\d+) (passed|failed|error)", last)}
    failures = told.get("failed", 0) + told.get("error", 0) or int(code != 0)
    if failures:
        _keep(f"{name}-{seed}", printed)
    inputs = sum(map(int, re.findall(r"(\d+) passing", printed)))
    return Counter({name: told.get("passed", 0), "failures": failures, "hypothesis": inputs})


def _fuzz(target: str, seed: int) -> Counter[str]:
    script = str(PROJECT / "scripts" / "fuzz.py")
    line = [sys.executable, script, target, "--seconds", str(SECONDS), "--seed", str(seed)]
    code, printed = _run(line, {})
    inputs = re.search(r"number_of_executed_units: (\d+)", printed)
    if code:
        _keep(f"{target.replace(' ', '-')}-{seed}", printed)
    return Counter({target: int(inputs[1]) if inputs else 0, "failures": int(code != 0)})


def _run(line: list[str], more: dict[str, str]) -> tuple[int, str]:
    """Run a part, both of its streams in one; a part that hangs fails."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        with subprocess.Popen(
            line,
            cwd=PROJECT,
            env={**os.environ, **more},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        ) as process:
            try:
                code = process.wait(HUNG)
            except subprocess.TimeoutExpired:
                process.kill()
                code = -1
        output.seek(0)
        return code, output.read()


def _keep(name: str, printed: str) -> None:
    """Keep what a failing part printed, and say where."""
    KEPT.mkdir(parents=True, exist_ok=True)
    path = KEPT / f"{name}.log"
    path.write_text(printed, "utf-8")
    print(f"failed: {path}", flush=True)
    print(printed[-3_000:], flush=True)


def _write(counts: Counter[str], seed: int, minutes: float) -> None:
    """Write the figures down, for programs and for people."""
    figures = {name: counts[name] for name in ROWS if ATHERIS or name not in TARGETS}
    record = {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "minutes": round(minutes, 1),
        "seed": seed,
        "rounds": counts["rounds"],
        "system": f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors",
        "python": platform.python_version(),
        "atheris": ATHERIS,
        **figures,
    }
    (RESULTS / "soak.json").write_text(json.dumps(record, indent=2) + "\n", "utf-8")
    rows = "".join(f"| {ROWS[name]} | {number:,} |\n" for name, number in figures.items())
    text = (
        f"# Soak\n\n`make soak`, {record['date']}: {minutes:.0f} minutes, "
        f"{counts['rounds']} × all of it, seed {seed}, {record['system']}, "
        f"Python {record['python']}. "
        f"{'' if ATHERIS else 'Atheris was not installed. '}"
        "The same figures for programs are in `soak.json`.\n\n| what | times |\n|---|---:|\n" + rows
    )
    (RESULTS / "SOAK.md").write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    sys.exit(main())
