"""The language of a text that names none, by its script, else by its most frequent words."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter

LEAST_WORDS = 20
"""Fewer words than these say too little."""

_LOOKED_AT = 1500
"""Code points of a post that are looked at."""
_LEAST_LETTERS = 40
_LEAST_SHARE = 0.08
_LEAST_LEAD = 3
_LEAD = 1.15
_OTHER_SCRIPT = r"[\u0370-\u1cff\u2d00-\u2dff\u3040-\ud7ff\uf900-\ufaff]"

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

# Function words; one that several languages share counts for each of them.
_WORDS = {
    "en": "the of and to in is that it for was with as on be are this have from or by not you at an"
    " we can which but they he she my your has if will there what so",
    "fi": "ja on ei se että oli ovat myös kun kuin tai mutta joka jotka niin hän tämä sen ole olla"
    " ovat jos vain nyt mitä siitä sitä minä olen jo vielä voi sekä tässä kanssa",
    "sv": "och att det är som en på för med av den till ett inte om har de vi jag så var men från"
    " kan när man eller också hur ska mycket",
    "nb": "og det er som en på for med av til et ikke om har de vi jeg så var men fra kan når man"
    " eller også hvordan skal etter hva meg deg ble noe den å",
    "da": "og det er som en på for med af til et ikke om har de vi jeg så var men fra kan når man"
    " eller også hvordan skal efter hvad mig dig blev noget den at",
    "de": "der die das und ist nicht ich ein eine zu mit von auf für es den dem sich auch als wie"
    " im werden wird sind oder aber wir noch nur bei nach des",
    "nl": "de het een en van is dat niet ik te met voor op zijn er ook aan als maar om bij wordt"
    " naar dit deze heeft kan nog wel uit we",
    "fr": "le la les de des et est un une que qui dans pour pas sur avec il je ne ce du au en vous"
    " nous plus par sont cette mais comme se",
    "es": "el la los las de y que en un una es por con para no se del al lo como más pero su este"
    " esta está son muy también hay cuando",
    "pt": "o a os as de e que em um uma é por com para não se do da no na dos das ao mas como mais"
    " você eu isso está são muito também foi",
    "ca": "el la els les de i que en un una és per amb no es del al dels més però com aquest"
    " aquesta són també hi ha quan",
    "it": "il la i le gli di e che in un una è per con non si del della nel lo come più ma questo"
    " questa sono anche al dei da ho",
    "ro": "și de la în cu că este un o pe nu pentru din care mai sunt să se am a fost sau ca dar"
    " foarte acest",
    "et": "ja on ei et see oli ka kui ning ma oma aga mis siis seda või nii veel mida kes olen"
    " saab selle välja",
    "pl": "i w na z się nie to jest że do jak o a po co dla są od tym tak ale czy przez może tego"
    " było jego już",
    "cs": "a se v na je že to s z do o pro jsem ale i jak by si jako tak které po jsou jen když"
    " nebo bylo už který",
    "sk": "a sa v na je že to s z do o pre som ale aj ako by si tak ktoré po sú len keď alebo bolo"
    " už ktorý",
    "hu": "a az és hogy nem egy is de ez van meg csak már ha mint volt vagy el még azt ezt nagyon"
    " kell amit",
    "tr": "ve bir bu için ile da de çok daha ne gibi olarak ama olan var kadar sonra değil en her"
    " ben mi o",
    "id": "yang dan di ini itu dengan untuk dari ke tidak pada adalah saya juga akan ada bisa atau"
    " dalam kita karena sudah",
    "vi": "là và của có không được người cho một các trong với này những để khi đã cũng tôi từ như"
    " thì",
}  # fmt: skip


def _by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for lang, words in _WORDS.items():
        for word in dict.fromkeys(words.split()):
            found[word] = (*found.get(word, ()), lang)
    return found


_LANGUAGES = _by_word()


# Languages of a script of their own; those that are written in several are in none of them.
_WRITTEN = {
    "el": "el", "hy": "hy", "he": "he", "yi": "he", "ka": "ka", "th": "th", "lo": "lo", "my": "my",
    "km": "km", "ja": "ja", "zh": "han", "ko": "ko", "ta": "ta", "te": "te", "kn": "kn", "ml": "ml",
    "si": "si", "gu": "gu", "or": "or", "hi": "devanagari", "mr": "devanagari", "ne": "devanagari",
    "bn": "bengali", "ar": "arabic", "fa": "arabic", "ur": "arabic", "ckb": "arabic",
    "ps": "arabic", "ug": "arabic", "ru": "cyrillic", "uk": "cyrillic", "be": "cyrillic",
    "bg": "cyrillic", "mk": "cyrillic",
}  # fmt: skip
_WRITTEN |= dict.fromkeys([*_WORDS, "is", "nn", "lt", "lv", "sl", "hr", "eu", "gl", "ga"], "latin")


def written_apart(lang: str, other: str) -> bool:
    """Say whether two languages (BCP 47) have no letters in common; False where that isn't sure."""
    if any(len(part) == 4 and part.isalpha() for tag in (lang, other) for part in tag.split("-")):  # noqa: PLR2004 - a script's code
        return False
    scripts = [_WRITTEN.get(tag.partition("-")[0], "") for tag in (lang, other)]
    return all(scripts) and scripts[0] != scripts[1]


def guess(body: str) -> str | None:
    """Give the BCP 47 tag of the language that a Markdown body is in, None where it isn't clear."""
    # The cut comes first: what a post costs doesn't depend on its length.
    text = body[:_LOOKED_AT]
    for fence in ("```", "~~~"):
        if fence in text:
            text = " ".join(text.split(fence)[::2])
    if not text.isascii():
        others = "".join(re.findall(_OTHER_SCRIPT, text))
        if len(others) >= _LEAST_LETTERS and len(others) * 3 > len(text):
            return _by_script(others[:600])
    return _by_words(text.lower().split())


def _by_words(words: list[str]) -> str | None:
    if len(words) < LEAST_WORDS:
        return None
    hits = Counter(filter(None, map(_LANGUAGES.get, words)))
    scores: Counter[str] = Counter()
    for languages, count in hits.items():
        for lang in languages:
            scores[lang] += count
    (best, most), (_, second) = [*scores.most_common(2), ("", 0), ("", 0)][:2]
    clear = most - second >= _LEAST_LEAD and most >= second * _LEAD
    return best if clear and most >= len(words) * _LEAST_SHARE else None


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
