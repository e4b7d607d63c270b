"""What was found wrong in posts, one line each, and how many in all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from blogcli.errors import Finding
from blogcli.terminal.console import Console, is_terminal
from blogcli.terminal.text import cells, lines_of_words, one_line, visible

_HANGING = 2  # cells before the lines that follow the first


def show(console: Console, findings: Sequence[Finding]) -> None:
    """Tell each finding on standard error, and the sum last; nothing where there are none."""
    told: set[str] = set()
    for finding in findings:
        console.note(labelled(console, finding.severity, one_line(str(finding))))
        # Which package has a character nobody guesses.
        needed = console.manner.verbose or (finding.rule == "glyph" and finding.hint not in told)
        if finding.hint and needed:
            told.add(finding.hint)
            console.note(labelled(console, "hint", visible(finding.hint)))
    counts = Counter(finding.severity for finding in findings)
    if len(findings) > 1:
        console.note(", ".join(counted(counts[kind], kind) for kind in sorted(counts)), "count")


def labelled(console: Console, label: str, text: str) -> str:
    """Give `error: …` for standard error: on a terminal its lines break between words."""
    lines = f"{label}: {text}".splitlines()
    if is_terminal(console.err):
        broken = [lines_of_words(line, console.width - _HANGING) for line in lines]
        lines = [
            " " * (_HANGING if place else 0) + line
            for whole, parts in zip(lines, broken, strict=True)
            for place, line in enumerate(parts if cells(whole) > console.width else [whole])
        ]
    lead = console.paint(f"{label}:", label, console.err)
    return "\n".join(lines).replace(f"{label}:", lead, 1)


def counted(number: int, noun: str, plural: str = "") -> str:
    """Give a number with its noun: `1 post`, `2 posts`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
