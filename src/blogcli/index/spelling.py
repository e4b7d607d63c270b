"""How unlike one word is to very many others, fast."""

from __future__ import annotations


class Spelling:
    """One word, ready to be compared."""

    def __init__(self, word: str) -> None:
        self._length = len(word)
        self._letters = frozenset(word)
        self._places = {
            letter: sum(1 << place for place, other in enumerate(word) if other == letter)
            for letter in self._letters
        }

    def possible(self, other: str, limit: int) -> bool:
        """Say whether the letters alone allow a distance of at most `limit`."""
        # Each slip changes two letters of the set at most.
        return len(self._letters.symmetric_difference(other)) <= 2 * limit

    def distance(self, other: str) -> int:
        """Count letters inserted, left out, exchanged or swapped with their neighbour.

        The optimal string alignment distance, a column at a time in the bits of integers
        (Hyyrö, A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances, 2003).
        """
        if not self._length:
            return len(other)
        mask = (1 << self._length) - 1
        last = 1 << (self._length - 1)
        more, less, here, before = mask, 0, 0, 0
        distance = self._length
        for letter in other:
            places = self._places.get(letter, 0)
            swapped = ((~here & places) << 1) & before
            here = (((places & more) + more) ^ more) | places | less | swapped
            up = less | ~(here | more)
            down = here & more
            if up & last:
                distance += 1
            elif down & last:
                distance -= 1
            up = (up << 1) | 1
            more = ((down << 1) | ~(here | up)) & mask
            less = up & here & mask
            before = places
        return distance
