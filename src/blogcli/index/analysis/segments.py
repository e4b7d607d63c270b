"""Where the words of a text begin and end, and what each is to be found by.

A refinement of Unicode's word boundaries (UAX #29) for what people search in blogs: `C++`, `C#`,
`#tag`, `node.js`, `e-mail`, `EU:n`. Scripts that put no space between words go by characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from blogcli.index.analysis import letters

LONGEST = 64
"""Code points of a form that count: what is longer is no word."""

_PARTS = 5
"""Words of more parts (paths, domains) are found by their parts only."""

# One letter for each kind of character, so that patterns are short:
# l letter or mark, d digit, i ignored inside words, g of a script without spaces, j hyphen,
# n point and the like, a apostrophe, c colon, h hash, p plus, s symbol, - anything else.
_KNOWN = dict.fromkeys(map(ord, "-\u2010\u2011"), "j")
_KNOWN |= dict.fromkeys(map(ord, "._&·"), "n")
_KNOWN |= dict.fromkeys(map(ord, "'\u2019\u02bc\uff07"), "a")
_KNOWN |= dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF), "i")
_KNOWN |= dict.fromkeys((*range(0xFE00, 0xFE10), *range(0x1F3FB, 0x1F400)), "-")
_KNOWN |= {ord(":"): "c", ord("#"): "h", 0xFF03: "h", ord("+"): "p"}

_WITHOUT_SPACES = (
    (0xE00, 0xEFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1100, 0x11FF),  # Hangul jamo
    (0x1780, 0x17FF), (0x19E0, 0x19FF),  # Khmer
    (0x1950, 0x19DF), (0x1A20, 0x1AAF),  # Tai Le, New Tai Lue, Tai Tham
    (0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3031, 0x3035), (0x3041, 0x31FF), (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF), (0xA000, 0xA48F), (0xA960, 0xA97F), (0xA9E0, 0xA9FF), (0xAA60, 0xAADF),
    (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0xFF66, 0xFF9F), (0xFFA0, 0xFFDC),
    (0x1AFF0, 0x1B2FF), (0x20000, 0x3FFFF),
)  # fmt: skip
_SYMBOLS = (
    (0x2190, 0x21FF), (0x2300, 0x23FF), (0x25A0, 0x27BF), (0x2B00, 0x2BFF), (0x1F000, 0x1FAFF),
)  # fmt: skip

_COLON_ENDING = (
    r"i?(?:n|ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi|n[aä]|t?[aä]|t|h[aeiouyäö]n|seen|den|tten)"
    r"|[aeiouyäö]{1,2}n|n?s|en|et|ar|er|arna|erna|ns?s[aä]|mme|nne"
)
"""What Finnish and Swedish write after a colon: `EU:n`, `USA:ssa`, `tv:n`, `EU:s`."""

_PIECE = (
    r"(?P<hash>(?<![ldighp])h)?(?P<word>[ldi]+(?:[jna][ldi]+)*)"
    r"(?:c(?P<ending>l{1,6})(?![ldijnac])|(?P<mark>pp(?![lghp])|h(?![ldghp])))?"
    r"|(?P<grams>g[gi]*)|(?P<symbol>s)"
)


class Position(NamedTuple):
    """One place in a text's row of words; places are in code points of the text."""

    start: int
    ends: tuple[int, ...]
    """Where each of the forms ends: a compound as a whole ends later than its first part."""
    forms: tuple[str, ...]
    """What stands there: first the letters themselves, then what else they are found by."""


def is_gram(form: str) -> bool:
    """Say whether a form belongs to a script without spaces, whose keys are characters."""
    return bool(form) and form[0].translate(_KINDS) == "g"


def is_word(form: str) -> bool:
    """Say whether a form is made of letters alone, of a script with spaces."""
    return (form.isascii() and form.isalpha()) or set(form.translate(_KINDS)) <= {"l", "a"}


def positions(raw: str, lang: str) -> Iterator[Position]:
    """Go through the words of what stands between two spaces."""
    return _split(raw, letters.primary(lang))


def finder(beginnings: Iterable[str]) -> Callable[[str], Iterator[re.Match[str]]]:
    """Give what finds, in text of single spaces, the raw words in which a form may begin so.

    What it passes over are plain words of other beginnings (lower case), one position each.
    """
    wanted = "|".join(_in_any_case(beginning) for beginning in sorted(beginnings)) or "[^\\s\\S]"
    passed = f"{_BEFORE_PLAIN}(?!{wanted}){_PLAIN_LETTERS}{_AFTER_PLAIN}(?![^ ])"
    return re.compile(f"(?<![^ ])(?!{passed})[^ ]+").finditer


def _in_any_case(form: str) -> str:
    """Give a pattern; only letters of one length in both cases are in plain words."""
    return "".join(f"[{re.escape(letter + letter.upper())}]" for letter in form)


def readings(text: str, lang: str) -> list[list[tuple[str, ...]]]:
    """Give the rows of forms by which a text is to be looked for: any of them will do.

    The first has a position for each part, the second, if any, has compounds as they are written
    together (`e-mail`: *e mail*, *email*).
    """
    lang = letters.primary(lang)
    pieces = [piece for raw in text.split() for piece in _pieces(raw, lang)]
    apart: list[tuple[str, ...]] = []
    together: list[tuple[str, ...]] = []
    for piece in pieces:
        apart += piece.apart
        together += piece.together
    if len(apart) > 1 and is_gram(apart[-1][0]) and len(apart[-2][0]) > 1 and is_gram(apart[-2][0]):
        # The pair before holds the last character already.
        del apart[-1], together[-1]
    return [reading for reading in (apart, together if together != apart else []) if reading]


def _split(raw: str, lang: str) -> Iterator[Position]:
    plain = _PLAIN(raw)
    if plain is not None:
        form = plain[1]
        yield Position(plain.start(1), (plain.end(1),), (letters.lower(form, lang)[:LONGEST],))
        return
    for piece in _pieces(raw, lang):
        yield from piece.told


class _Piece(NamedTuple):
    """What hangs together: as a text tells it, and the two ways to ask for it."""

    told: list[Position]
    apart: list[tuple[str, ...]]
    together: list[tuple[str, ...]]


def _pieces(raw: str, lang: str) -> Iterator[_Piece]:
    for match in re.finditer(_PIECE, raw.translate(_KINDS)):
        if match["word"]:
            word = _Word(raw, match, lang)
            if word.parts:
                yield word.piece()
        elif match["grams"]:
            yield from _grams(raw, match.start(), match.end())
        else:
            symbol = raw[match.start()]
            place = Position(match.start(), (match.end(),), (symbol,))
            yield _Piece([place], [(symbol,)], [(symbol,)])


class _Word:
    """One word, or several that hyphens and points hold together."""

    def __init__(self, raw: str, match: re.Match[str], lang: str) -> None:
        self._raw = raw
        self._match = match
        self._lang = lang
        self.parts = self._forms(match.span("word"))
        """For each part its forms, each with where it ends; the first is what stands there."""
        self._starts = [start for start, _ in self.parts]
        self._asked: list[tuple[str, ...]] = [(pairs[0][0],) for _, pairs in self.parts]
        self._together = ""

    def piece(self) -> _Piece:
        if len(self.parts) > 1:
            self._join()
        if self._match["hash"]:
            self._tag()
        elif self._match["mark"]:
            self._mark()
        elif self._match["ending"]:
            self._end()
        told = [
            Position(start, tuple(end for _, end in pairs), tuple(form for form, _ in pairs))
            for start, (_, pairs) in zip(self._starts, self.parts, strict=True)
        ]
        return _Piece(told, self._asked, [(self._together,)] if self._together else self._asked)

    def _forms(self, span: tuple[int, int]) -> list[tuple[int, list[tuple[str, int]]]]:
        kinds = self._match.string[slice(*span)]
        places = (
            (span[0] + part.start(), span[0] + part.end()) for part in re.finditer("[ldi]+", kinds)
        )
        forms = ((start, end, _form(self._raw[start:end], self._lang)) for start, end in places)
        return [(start, [(form, end)]) for start, end, form in forms if form]

    def _join(self) -> None:
        """Write compounds together, and what lies between their hyphens (*node.js-palvelin*).

        Hyphens and points fall, apostrophes stay; figures alone (dates) and long paths don't join.
        """
        start, end = self._match.span("word")
        kinds = self._match["word"]
        groups = [
            (start + group.start(), start + group.end()) for group in re.finditer("[^j]+", kinds)
        ]
        for group in dict.fromkeys((*groups, (start, end))):
            inside = [number for number, at in enumerate(self._starts) if group[0] <= at < group[1]]
            forms = [self._asked[number][0] for number in inside]
            if 1 < len(forms) <= _PARTS and not all(map(str.isnumeric, forms)):
                whole = self._whole(*group)
                self.parts[inside[0]][1].append((whole, self.parts[inside[-1]][1][0][1]))
                self._together = whole if len(inside) == len(self.parts) else ""

    def _whole(self, start: int, end: int) -> str:
        pieces = re.split("['\u2019\u02bc\uff07]", self._raw[start:end])
        joined = ("".join(_form(part, self._lang) for part in re.split(_JOINER, p)) for p in pieces)
        return "'".join(joined)[:LONGEST]

    def _tag(self) -> None:
        """`#tag`: found with the sign and without, asked for with it.

        The other parts of `#smart-city` are asked for too, or what follows would not be next to it.
        """
        sign = "#" + (self._together or self._asked[0][0])
        self.parts[0][1].append((sign, self.parts[-1][1][0][1]))
        self._starts[0] -= 1
        self._asked[0] = (sign,)
        self._together = sign if self._together else ""

    def _mark(self) -> None:
        """`C++`, `C#`: *Notepad* finds *Notepad++*, but *C* not *C++*."""
        pairs = self.parts[-1][1]
        base = pairs[0][0]
        sign = base + ("++" if self._match["mark"] == "pp" else "#")
        kept = [pair for pair in pairs if len(pair[0]) > 1]
        pairs[:] = [(sign, self._match.end("mark")), *kept]
        self._asked[-1], self._together = (sign,), ""

    def _end(self) -> None:
        """`EU:n`: the ending belongs to the word if it is one, and is a word after it if not."""
        place = self._forms(self._match.span("ending"))
        if not place:
            return
        ending, end = place[0][1][0]
        if self._raw[place[0][0] : end].islower() and re.fullmatch(_COLON_ENDING, ending):
            pairs = self.parts[-1][1]
            sign = f"{pairs[0][0]}:{ending}"
            self._asked[-1] = (sign, pairs[0][0])
            pairs.insert(0, (sign, end))
            # At the same place, or the next word would not follow in a phrase.
            pairs.append((ending, end))
        else:
            self._asked.append((ending,))
            self._together = ""
            self.parts += place
            self._starts.append(place[0][0])


def _form(raw: str, lang: str) -> str:
    form = letters.lower(raw, lang)
    if not form.isalnum():
        # What is ignored, and what NFKC brings in (some ligatures hold spaces).
        form = "".join(c for c in form if c.translate(_KINDS) in "ldg")
    return form[:LONGEST]


def _grams(raw: str, start: int, end: int) -> Iterator[_Piece]:
    run = raw[start:end]
    composed = unicodedata.normalize("NFKC", run)
    kept = [(c, i) for i, c in enumerate(composed) if c.translate(_KINDS) == "g"]
    if not kept:
        return
    # Where composing moved characters, each stands for the whole run.
    moved = len(composed) != len(run)
    places = [(start, end) if moved else (start + at, start + at + 1) for _, at in kept]
    characters = [character for character, _ in kept]
    told = [
        Position(place[0], (place[1], after[1]), (character, character + following))
        for place, after, character, following in zip(
            places, places[1:], characters, characters[1:], strict=False
        )
    ]
    told.append(Position(places[-1][0], (places[-1][1],), (characters[-1],)))
    asked: list[tuple[str, ...]] = [(place.forms[-1],) for place in told]
    yield _Piece(told, asked, asked)


class _Kinds(dict[int, str]):
    """The kind of each character, worked out when it first comes."""

    def __missing__(self, code: int) -> str:
        kind = self[code] = _kind(code)
        return kind


def _kind(code: int) -> str:
    category = unicodedata.category(chr(code))
    if category[0] in "LMN" and _within(code, _WITHOUT_SPACES):
        return "g"
    if category[0] in "LM":
        return "l"
    if category[0] == "N":
        return "d"
    return "s" if category[0] == "S" and _within(code, _SYMBOLS) else "-"


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return code >= ranges[0][0] and any(first <= code <= last for first, last in ranges)


_KINDS = _Kinds(_KNOWN)
# Most of most texts: composed Latin letters and figures between marks that never join words.
_BEFORE_PLAIN = '[("\u201c\u201d\u00ab\u00bb]*'
_PLAIN_LETTERS = "[0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u012f\u0160\u0161\u017d\u017e]+"
_AFTER_PLAIN = '[.,;:!?)"\u201c\u201d\u00ab\u00bb\u2026]*'
_PLAIN = re.compile(f"{_BEFORE_PLAIN}({_PLAIN_LETTERS}){_AFTER_PLAIN}").fullmatch
_JOINER = "[-._&·\u2010\u2011]"
