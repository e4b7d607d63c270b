"""What was found wrong in posts, one line each, and how many in all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from blogcli.errors import Finding
from blogcli.terminal.console import Console
from blogcli.terminal.text import one_line, visible


def show(console: Console, findings: Sequence[Finding]) -> None:
    """Tell each finding on standard error, and the sum last; nothing where there are none."""
    told: set[str] = set()
    for finding in findings:
        label = console.paint(f"{finding.severity}:", finding.severity, console.err)
        console.note(f"{label} {one_line(str(finding))}")
        # Which package has a character nobody guesses.
        needed = console.manner.verbose or (finding.rule == "glyph" and finding.hint not in told)
        if finding.hint and needed:
            told.add(finding.hint)
            console.note(f"{console.paint('hint:', 'hint', console.err)} {visible(finding.hint)}")
    counts = Counter(finding.severity for finding in findings)
    if len(findings) > 1:
        console.note(", ".join(counted(counts[kind], kind) for kind in sorted(counts)), "count")


def counted(number: int, noun: str, plural: str = "") -> str:
    """Give a number with its noun: `1 post`, `2 posts`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
