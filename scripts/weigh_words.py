"""Make src/blogcli/posts/weights.txt from sentences of many languages.

    scripts/weigh_words.py FOLDER > src/blogcli/posts/weights.txt

FOLDER has `fi.txt`, `sv.txt` and so on, one sentence a line. The weights in use were counted in the
Universal Dependencies treebanks (their development parts; of the parallel ones every first half)
and in the first half of each Universal Declaration of Human Rights.
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter
from pathlib import Path

WORDS, ENDINGS = 80, 60
"""The most frequent ones of each language."""
_LONGEST = 11
_LETTER = 0.002
"""Words of a thousand, over one, that have a letter beyond ASCII for it to count."""
_RARE = 2e-4
_WORD = re.compile(r"[^\W\d_]+")


def weight(share: float) -> int:
    """Give the weight, 0 to 9, of what makes up this share of all words."""
    return min(9, round(3 * math.log10(share / _RARE))) if share > _RARE else 0


def main(folder: Path) -> None:
    """Print a language a line: its words, -endings and *letters, each with its weight."""
    shares: dict[str, dict[str, float]] = {}
    for path in sorted(folder.glob("*.txt")):
        counts = Counter(_WORD.findall(path.read_text("utf-8").lower()))
        shares[path.stem] = {word: count / counts.total() for word, count in counts.items()}
    vocabulary = {
        word
        for found in shares.values()
        for word in sorted(found, key=lambda word: -found[word])[:WORDS]
        if len(word) <= _LONGEST
    }
    endings, letters = {}, {}
    for lang, found in shares.items():
        endings[lang], letters[lang] = Counter[str](), Counter[str]()
        for word, share in found.items():
            if len(word) > 3 and word not in vocabulary:
                endings[lang][word[-3:]] += share  # type: ignore[assignment]  # a float counts too
            for letter in set(word):
                if not letter.isascii():
                    letters[lang][letter] += share  # type: ignore[assignment]
    kept = {end for lang in endings for end, _ in endings[lang].most_common(ENDINGS)}
    for lang, found in shares.items():
        marked = {word: found.get(word, 0) for word in vocabulary}
        marked |= {f"-{ending}": endings[lang][ending] for ending in kept}
        marked |= {f"*{sign}": share for sign, share in letters[lang].items() if share > _LETTER}
        weights = {mark: weight(share) for mark, share in marked.items()}
        ordered = sorted(weights, key=lambda mark: (-weights[mark], mark))
        print(lang, *(f"{mark}{weights[mark]}" for mark in ordered if weights[mark]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
