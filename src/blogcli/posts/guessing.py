"""The language of a text that names none, by its script, else by its words and their endings."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from functools import lru_cache
from pathlib import Path

LEAST_WORDS = 12
"""Fewer words than these say too little."""

_LOOKED_AT = 1500
"""Code points of a post that are looked at."""
_WORDS = 60
_LEAST_LETTERS = 40
# Weight: in all, ahead of the next language, and both by the word. Measured on sentences of 30
# languages: a lower lead is right more often, and wrong more often than one in a thousand.
_LEAST_WEIGHT = 1.8
_LEAST_LEAD = 6
_LEAD = 0.3
_MOST_TIMES = 4
_BEYOND_LATIN = r"[^\x00-\u036f]"
"""Holds all of the next, which is only compiled where it may be found."""
_OTHER_SCRIPT = r"[\u0370-\u1cff\u2d00-\u2dff\u3040-\ud7ff\uf900-\ufaff]"

_EAST_ASIAN = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
_LATIN_WORD = r"[A-Za-z]+"
_LETTERS_A_WORD = 3

# Blocks of Unicode, as their first and last code point, whose letters tell the language alone.
_SCRIPTS = {
    "el": (0x370, 0x3FF), "cyrillic": (0x400, 0x52F), "hy": (0x530, 0x58F), "he": (0x590, 0x5FF),
    "arabic": (0x600, 0x77F), "devanagari": (0x900, 0x97F), "bengali": (0x980, 0x9FF),
    "pa": (0xA00, 0xA7F), "gu": (0xA80, 0xAFF), "or": (0xB00, 0xB7F), "ta": (0xB80, 0xBFF),
    "te": (0xC00, 0xC7F), "kn": (0xC80, 0xCFF), "ml": (0xD00, 0xD7F), "si": (0xD80, 0xDFF),
    "th": (0xE00, 0xE7F), "lo": (0xE80, 0xEFF), "my": (0x1000, 0x109F), "ka": (0x10A0, 0x10FF),
    "km": (0x1780, 0x17FF), "kana": (0x3040, 0x30FF), "han": (0x3400, 0x9FFF),
    "ko": (0xAC00, 0xD7A3),
}  # fmt: skip
_STARTS = [first for first, _ in _SCRIPTS.values()]
_RANGES = [(script, last) for script, (_, last) in _SCRIPTS.items()]

_MARKUP = (
    r"(?s)```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|`[^`\n]+`|<[^<>]*>|\{[{%].*?[}%]\}|\]\([^)\n]*\)"
    r"|\b(?:https?://|www\.)\S+"
)
_WORD = r"[^\W\d_]+"
_QUOTED = r"(?m)^[ ]{0,3}>.*"
_ENDING = 3


@lru_cache(maxsize=1)
def _weights() -> dict[str, tuple[tuple[str, int], ...]]:
    """Read what `scripts/weigh_words.py` made: words, -endings and *letters, with their weights."""
    found: dict[str, list[tuple[str, int]]] = {}
    text = Path(__file__).with_name("weights.txt").read_text("utf-8")
    for line in text.splitlines():
        lang, *marks = line.split(" ")
        for mark in marks:
            found.setdefault(mark[:-1], []).append((lang, int(mark[-1])))
    return {mark: tuple(pairs) for mark, pairs in found.items()}


# Languages of a script of their own; those that are written in several are in none of them.
_WRITTEN = {
    "el": "el", "hy": "hy", "he": "he", "yi": "he", "ka": "ka", "th": "th", "lo": "lo", "my": "my",
    "km": "km", "ja": "ja", "zh": "han", "ko": "ko", "ta": "ta", "te": "te", "kn": "kn", "ml": "ml",
    "si": "si", "gu": "gu", "or": "or", "hi": "devanagari", "mr": "devanagari", "ne": "devanagari",
    "bn": "bengali", "ar": "arabic", "fa": "arabic", "ur": "arabic", "ckb": "arabic",
    "ps": "arabic", "ug": "arabic", "ru": "cyrillic", "uk": "cyrillic", "be": "cyrillic",
    "bg": "cyrillic", "mk": "cyrillic",
}  # fmt: skip
_LATIN = (
    "af ca cs cy da de en eo es et eu fi fo fr ga gl hr hu id is it la lt lv nb nl nn no pl pt ro"
    " sk sl sv sw tr vi"
)
_WRITTEN |= dict.fromkeys(_LATIN.split(), "latin")


def _written_apart(lang: str, other: str) -> bool:
    """Say whether two languages (BCP 47) have no letters in common; False where that isn't sure."""
    if any(len(part) == 4 and part.isalpha() for tag in (lang, other) for part in tag.split("-")):  # noqa: PLR2004 - a script's code
        return False
    scripts = [_WRITTEN.get(tag.partition("-")[0], "") for tag in (lang, other)]
    return all(scripts) and scripts[0] != scripts[1]


def guess_apart(body: str, lang: str) -> str | None:
    """Give the language of a body that is in other letters than `lang`, None where it isn't."""
    start = body[:_LOOKED_AT]
    latin = _WRITTEN.get(lang.partition("-")[0]) == "latin"
    if latin and not (re.search(_BEYOND_LATIN, start) and re.search(_OTHER_SCRIPT, start)):
        return None
    found = guess(body)
    return found if found and _written_apart(found, lang) else None


def guess(body: str) -> str | None:
    """Give the BCP 47 tag of the language that a Markdown body is in, None where it isn't clear."""
    # The cut comes first: what a post costs doesn't depend on its length.
    text = re.sub(_MARKUP, " ", _unquoted(body[:_LOOKED_AT]))
    if not text.isascii():
        others = "".join(re.findall(_OTHER_SCRIPT, text))
        mixed = _is_mixed(text, others)
        if len(others) >= _LEAST_LETTERS and (mixed or len(others) * 3 > len(text)):
            return _by_script(others[:600])
        if mixed:
            return None
    return _by_words(re.findall(_WORD, text[: _LOOKED_AT // 2].lower())[:_WORDS])


def _unquoted(text: str) -> str:
    """Leave out what others said, often in their own language, where the author says enough."""
    if not (text.startswith(">") or "\n>" in text):
        return text
    own = re.sub(_QUOTED, "", text)
    return own if len(re.findall(_WORD, own)) >= LEAST_WORDS else text


def _is_mixed(text: str, others: str) -> bool:
    """Say whether Latin words stand in a text of East Asia: a letter of it says as much as most."""
    letters = len(re.findall(_EAST_ASIAN, others))
    return bool(letters) and letters * _LETTERS_A_WORD >= len(re.findall(_LATIN_WORD, text))


def _by_words(words: list[str]) -> str | None:
    if len(words) < LEAST_WORDS:
        return None
    scores: dict[str, int] = {}
    for word, count in Counter(words).items():
        # One word said again and again tells little more.
        times = min(count, _MOST_TIMES)
        for lang, weight in _weights_of(word):
            scores[lang] = scores.get(lang, 0) + times * weight
    ordered = sorted(scores, key=scores.__getitem__, reverse=True)
    most, second = ([scores[lang] for lang in ordered[:2]] + [0, 0])[:2]
    clear = most - second >= max(_LEAST_LEAD, _LEAD * len(words))
    return ordered[0] if clear and most >= len(words) * _LEAST_WEIGHT else None


@lru_cache(maxsize=20_000)
def _weights_of(word: str) -> tuple[tuple[str, int], ...]:
    """Give the languages that a word speaks for, by itself or its ending, and by its letters."""
    weights = _weights()
    known = weights.get(word)
    if known is None and len(word) > _ENDING:
        known = weights.get(f"-{word[-_ENDING:]}")
    found = Counter(dict(known or ()))
    for letter in set(word) if not word.isascii() else ():
        found.update(dict(weights.get(f"*{letter}", ())))
    return tuple(found.items())


def _by_script(letters: str) -> str | None:
    counts: Counter[str] = Counter()
    for letter, count in Counter(letters).items():
        script, last = _RANGES[bisect(_STARTS, ord(letter)) - 1]
        if ord(letter) <= last:
            counts[script] += count
    if counts["kana"] * 10 > counts["han"] + counts["kana"]:
        counts["ja"] = counts.pop("han", 0) + counts.pop("kana")
    ((script, most),) = counts.most_common(1) or [("", 0)]
    if most * 10 < len(letters) * 7:
        return None
    if script in _BY_LETTERS:
        return _by_letters(script, letters.lower())
    return "zh" if script == "han" else script or None


# The first letters of which the text has some decide; a script's last answer needs none.
_BY_LETTERS: dict[str, tuple[tuple[str, str | None], ...]] = {
    "cyrillic": (
        ("әғқңөұүһӣӯҷҳ", None), ("ў", "be"), ("ґєї", "uk"), ("ђћ", "sr"), ("ѓќѕ", "mk"),
        ("ыэё", "ru"), ("ъ", "bg"),
    ),
    "arabic": (("ٹڈڑے", "ur"), ("ڕڵۆێەۇې", None), ("پچژگیک", "fa"), ("ةيكىأإ", "ar")),
    "devanagari": (("ळ", None), ("", "hi")),
    "bengali": (("ৰৱ", None), ("", "bn")),
}  # fmt: skip


def _by_letters(script: str, letters: str) -> str | None:
    for signs, lang in _BY_LETTERS[script]:
        # A name or a quotation has a few of another language.
        if not signs or sum(map(letters.count, signs)) * 150 >= len(letters):
            return lang
    return None
