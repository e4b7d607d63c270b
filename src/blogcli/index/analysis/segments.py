"""Where the words of a text begin and end, and what each is to be found by.

A refinement of Unicode's word boundaries (UAX #29) for what people search in blogs: `C++`, `C#`,
`#tag`, `node.js`, `e-mail`, `EU:n`. Scripts that put no space between words go by characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from blogcli.index.analysis import letters

LONGEST = 64
"""Code points of a form that count: what is longer is no word."""

_PARTS = 5
"""Words of more parts (paths, domains) are found by their parts only."""

_KEPT = 200_000
_AROUND = ".,;:!?()[]{}<>\"'*/\\\u00ab\u00bb\u201c\u201d\u201e\u2018\u2019\u2026\u2013\u2014"

# One letter for each kind of character, so that patterns are short:
# l letter or mark, d digit, i ignored inside words, g of a script without spaces, j joiner,
# a apostrophe, c colon, h hash, p plus, s symbol, - anything else.
_KNOWN = dict.fromkeys(map(ord, "-._&·\u2010\u2011"), "j")
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
    r"(?P<hash>(?<![ldighp])h)?(?P<word>[ldi]+(?:[ja][ldi]+)*)"
    r"(?:c(?P<ending>l{1,6})(?![ldijac])|(?P<mark>pp(?![lghp])|h(?![ldghp])))?"
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


def row(text: str, lang: str) -> str:
    """Write the words of a text as positions separated by spaces, forms separated by `|`."""
    known = _rows(letters.primary(lang))
    return " ".join(filter(None, [known[raw] for raw in text.split()]))


def readings(text: str, lang: str) -> list[list[tuple[str, ...]]]:
    """Give the rows of forms by which a text is to be looked for: any of them will do.

    The first has a position for each part, the second, if any, has compounds as they are written
    together (`e-mail`: *e mail*, *email*).
    """
    lang = letters.primary(lang)
    pieces = [piece for raw in text.split() for piece in _pieces(raw, lang)]
    apart: list[tuple[str, ...]] = []
    together: list[tuple[str, ...]] = []
    for number, piece in enumerate(pieces):
        asked = piece.asked(last=number == len(pieces) - 1)
        apart += asked
        together += [(piece.whole,)] if piece.whole else asked
    return [reading for reading in (apart, together if together != apart else []) if reading]


class _Rows(dict[str, str]):
    """The rows of what stands between spaces, worked out once per process."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.fresh: list[str] = []
        """Forms that may have come for the first time since somebody emptied this."""
        self._lang = lang

    def __missing__(self, raw: str) -> str:
        # The bulk of any text: one word of plain letters, perhaps with a mark before or behind.
        core = raw.strip(_AROUND)
        if core.isascii() and core.isalnum():
            row = letters.lower(core, self._lang)[:LONGEST]
            self.fresh.append(row)
        else:
            found = [position.forms for position in _split(raw, self._lang)]
            row = " ".join("|".join(forms) for forms in found)
            self.fresh += [form for forms in found for form in forms]
        if len(raw) <= LONGEST:
            if len(self) > _KEPT:
                self.clear()
            self[raw] = row
        return row


def fresh_forms(lang: str) -> set[str]:
    """Take the forms that `row` met for the first time in this process, or again since long ago."""
    rows = _rows(letters.primary(lang))
    fresh = set(rows.fresh)
    rows.fresh.clear()
    return fresh


@lru_cache(maxsize=64)
def _rows(lang: str) -> _Rows:
    return _Rows(lang)


def _split(raw: str, lang: str) -> Iterator[Position]:
    for piece in _pieces(raw, lang):
        yield from piece.told()


@dataclass(frozen=True, slots=True)
class _Piece:
    """What hangs together without spaces: its parts with their places, and the whole, if any."""

    parts: tuple[Position, ...]
    whole: str = ""
    grams: bool = False
    sign: str = ""
    """The word with its `#` or `++`, or with the ending behind its colon."""
    ending: Position | None = None

    def told(self) -> Iterator[Position]:
        """Give the positions of a text that says this."""
        first, *others = self.parts
        pairs = [(first.forms[0], first.ends[0]), (self.whole, self.parts[-1].ends[0])]
        pairs += zip(first.forms[1:], first.ends[1:], strict=True)
        if self.sign.startswith("#"):
            pairs.append((self.sign, first.ends[0]))
        elif self.sign:
            # `C` is not what is found by `C++`, but *Notepad* is by *Notepad++*.
            kept = [pair for pair in pairs if len(pair[0]) > 1]
            pairs = [(self.sign, (self.ending or first).ends[0]), *kept]
        forms, ends = zip(*(pair for pair in pairs if pair[0]), strict=True)
        yield Position(first.start, ends, forms)
        yield from others
        if self.ending is not None:
            yield self.ending

    def asked(self, *, last: bool) -> list[tuple[str, ...]]:
        """Give the positions to look for when somebody asks for this."""
        if self.sign:
            return [(self.sign, self.parts[0].forms[0]) if self.ending else (self.sign,)]
        if not self.grams:
            return [part.forms for part in self.parts]
        # The pairs hold each character twice: a lone last one adds nothing, unless more follows.
        row: list[tuple[str, ...]] = [(part.forms[-1],) for part in self.parts]
        return row[:-1] if last and len(row) > 1 else row


def _pieces(raw: str, lang: str) -> Iterator[_Piece]:
    if raw.isascii() and raw.isalnum():
        yield _Piece((Position(0, (len(raw),), (letters.lower(raw, lang)[:LONGEST],)),))
        return
    for match in re.finditer(_PIECE, raw.translate(_KINDS)):
        if match["word"]:
            piece = _word(raw, match, lang)
        elif match["grams"]:
            piece = _grams(raw, match.start(), match.end())
        else:
            piece = _Piece((Position(match.start(), (match.end(),), (raw[match.start()],)),))
        if piece is not None:
            yield piece


def _word(raw: str, match: re.Match[str], lang: str) -> _Piece | None:
    start, end = match.span("word")
    parts = tuple(
        Position(start + part.start(), (start + part.end(),), (form,))
        for part in re.finditer("[ldi]+", match["word"])
        if (form := _form(raw[start + part.start() : start + part.end()], lang))
    )
    if not parts:
        return None
    if len(parts) > 1:
        return _Piece(parts, whole=_whole(raw[start:end], parts, lang))
    base = parts[0].forms[0]
    if match["hash"]:
        signed = (Position(match.start(), parts[0].ends, parts[0].forms),)
        return _Piece(signed, sign=f"#{base}")
    if match["mark"]:
        signed = (Position(start, (match.end("mark"),), parts[0].forms),)
        return _Piece(signed, sign=base + ("++" if match["mark"] == "pp" else "#"))
    return _with_ending(raw, match, parts, lang)


def _with_ending(raw: str, match: re.Match[str], parts: tuple[Position, ...], lang: str) -> _Piece:
    if not match["ending"]:
        return _Piece(parts)
    start, end = match.span("ending")
    ending = _form(raw[start:end], lang)
    if not ending:
        return _Piece(parts)
    place = Position(start, (end,), (ending,))
    if raw[start:end].islower() and re.fullmatch(_COLON_ENDING, ending):
        return _Piece(parts, sign=f"{parts[0].forms[0]}:{ending}", ending=place)
    return _Piece((*parts, place))


def _form(raw: str, lang: str) -> str:
    form = letters.lower(raw, lang)
    if not form.isalnum():
        # What is ignored, and what NFKC brings in (some ligatures hold spaces).
        form = "".join(c for c in form if c.translate(_KINDS) in "ldg")
    return form[:LONGEST]


def _whole(raw: str, parts: tuple[Position, ...], lang: str) -> str:
    """Write a compound together: hyphens fall, apostrophes stay; not for figures and paths."""
    if len(parts) > _PARTS or all(part.forms[0].isnumeric() for part in parts):
        return ""
    pieces = re.split("['\u2019\u02bc\uff07]", raw)
    whole = "'".join("".join(_form(part, lang) for part in re.split(_JOINER, p)) for p in pieces)
    return whole[:LONGEST]


def _grams(raw: str, start: int, end: int) -> _Piece | None:
    run = raw[start:end]
    composed = unicodedata.normalize("NFKC", run)
    kept = [(c, i) for i, c in enumerate(composed) if c.translate(_KINDS) == "g"]
    if not kept:
        return None
    # Where composing moved characters, each stands for the whole run.
    moved = len(composed) != len(run)
    places = [(start, end) if moved else (start + at, start + at + 1) for _, at in kept]
    characters = [character for character, _ in kept]
    row = [
        Position(place[0], (place[1], after[1]), (character, character + following))
        for place, after, character, following in zip(
            places, places[1:], characters, characters[1:], strict=False
        )
    ]
    row.append(Position(places[-1][0], (places[-1][1],), (characters[-1],)))
    return _Piece(tuple(row), grams=True)


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
_JOINER = "[-._&·\u2010\u2011]"
