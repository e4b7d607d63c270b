"""How each language writes its own letters in plain ASCII; what is not named here anyascii knows.

Sources: Nordic and German letters as in ICAO Doc 9303-3, chapter 6, except that Finnish, Swedish
and Estonian drop their marks, as their domain names and newspapers do (`helsingin-sanomat`,
`jarvenpaa`); Ukrainian by the Cabinet's table of 2010, Bulgarian by the Transliteration Act of
2009, Serbian and Macedonian by their Latin alphabets, Belarusian by the 2007 instruction, Greek by
ELOT 743 (ISO 843), Catalan `l·l` as in its domain names.
"""

from __future__ import annotations

import re

_NORDIC = {"æ": "ae", "ø": "oe", "å": "aa"}
_SERBIAN = {
    "ђ": "dj", "ж": "z", "љ": "lj", "њ": "nj", "ћ": "c", "ц": "c", "ч": "c", "џ": "dz", "ш": "s",
    "х": "h", "đ": "dj", "ј": "j",
}  # fmt: skip

LETTERS: dict[str, dict[str, str]] = {
    "fi": {"å": "a", "ä": "a", "ö": "o"},
    "sv": {"å": "a", "ä": "a", "ö": "o"},
    "et": {"ä": "a", "ö": "o", "ü": "u", "õ": "o"},
    "de": {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"},
    "gsw": {"ä": "ae", "ö": "oe", "ü": "ue"},
    "da": _NORDIC,
    "no": _NORDIC,
    "nb": _NORDIC,
    "nn": _NORDIC,
    "fo": {"æ": "ae", "ø": "o", "ð": "d"},
    "is": {"æ": "ae", "ö": "o", "þ": "th", "ð": "d"},
    "ca": {"l·l": "ll"},
    "tr": {"ı": "i", "i̇": "i"},
    "az": {"ı": "i", "i̇": "i", "ə": "e"},
    "hr": {"đ": "dj"},
    "bs": {"đ": "dj"},
    "sr": _SERBIAN,
    "mk": {**_SERBIAN, "ѓ": "gj", "ќ": "kj", "ѕ": "dz", "ж": "zh", "ч": "ch", "ш": "sh"},
    "ru": {"ё": "e"},
    "uk": {
        "зг": "zgh", "г": "h", "ґ": "g", "и": "y", "і": "i", "ї": "i", "є": "ie", "й": "i",
        "ю": "iu", "я": "ia", "х": "kh", "щ": "shch", "ь": "", "ʼ": "", "’": "", "'": "",
    },
    "bg": {"щ": "sht", "ъ": "a", "х": "h", "ь": "y", "ц": "ts"},
    "be": {"г": "h", "ў": "u", "і": "i", "ы": "y", "х": "kh"},
    "el": {
        "ου": "ou", "ού": "ou", "γγ": "ng", "γξ": "nx", "γχ": "nch", "υ": "y", "ύ": "y", "η": "i",
        "ή": "i", "ω": "o", "ώ": "o", "χ": "ch", "ξ": "x", "ψ": "ps",
    },
}  # fmt: skip

# At the beginning of a word Ukrainian has the long forms, and Greek `μπ` is one sound; `αυ` and
# `ευ` are av, ev before vowels and voiced consonants, else af, ef.
PATTERNS: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "uk": tuple(
        (re.compile(rf"\b{letter}"), latin)
        for letter, latin in (("є", "ye"), ("ї", "yi"), ("й", "y"), ("ю", "yu"), ("я", "ya"))
    ),
    "bg": ((re.compile(r"ия\b"), "ia"),),
    "el": (
        (re.compile(r"\bμπ"), "b"),
        (re.compile(r"([αεη])[υύ](?=[αάεέηήιίοόυύωώβγδζλμνρ])"), r"\1v"),
        (re.compile(r"([αεη])[υύ]"), r"\1f"),
    ),
}


def romanise(text: str, lang: str) -> str:
    """Write lower-case text with the language's own rules; other letters stay for anyascii."""
    for pattern, latin in PATTERNS.get(lang, ()):
        text = pattern.sub(latin, text)
    letters = LETTERS.get(lang)
    if letters is None:
        return text
    return _pattern(lang).sub(lambda found: letters[found[0]], text)


def _pattern(lang: str) -> re.Pattern[str]:
    longest_first = sorted(LETTERS[lang], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))
