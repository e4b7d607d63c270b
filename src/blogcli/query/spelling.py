"""How unlike two words are, for "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable

_SHORT = 4
_LEAST = 3


def tolerance(word: str) -> int:
    """Say how many slips of the finger a word of this length may hold."""
    if len(word) < _LEAST:
        return 0
    return 1 if len(word) <= _SHORT else 2


def distance(one: str, other: str, limit: int) -> int:
    """Count letters inserted, left out, exchanged or swapped; above `limit` only "more".

    Optimal string alignment, a restricted Damerau-Levenshtein distance.
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for index, letter in enumerate(one, 1):
        before, last, row = row, before, [index] * (len(other) + 1)
        for column, wanted in enumerate(other, 1):
            cost = before[column - 1] + (letter != wanted)
            cost = min(cost, before[column] + 1, row[column - 1] + 1)
            if _swapped(one, other, index, column):
                cost = min(cost, last[column - 2] + 1)
            row[column] = cost
        if min(row) > limit:
            return limit + 1
    return row[-1]


def _swapped(one: str, other: str, index: int, column: int) -> bool:
    return (
        index > 1
        and column > 1
        and one[index - 1] == other[column - 2]
        and one[index - 2] == other[column - 1]
    )


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """Name the candidate that was most likely meant, or None where none is close."""
    return next(iter(near(word, candidates, 1)), None)


def near(word: str, candidates: Iterable[str], most: int) -> list[str]:
    """Name up to `most` candidates that may have been meant, the likeliest first."""
    limit = tolerance(word)
    ranked = ((distance(word, candidate, limit), candidate) for candidate in candidates)
    return [candidate for _, candidate in sorted(pair for pair in ranked if 0 < pair[0] <= limit)][
        :most
    ]
