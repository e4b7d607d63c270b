"""Quotation marks by language: Unicode CLDR 48 (`delimiters`), where it differs from “ ” ‘ ’.

Ours: Dutch takes “ ” for `"` (CLDR has ‘ ’ for both), French “ ” for the inner ones, with narrow
spaces inside « », and Chinese and Japanese stay as typed: they are written without spaces, and
with marks of their own.
"""

from __future__ import annotations

from typing import NamedTuple


class Quotes(NamedTuple):
    """Outer marks (for `"`) and inner ones (for `'`)."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


_NARROW = "\u202f"
_DEFAULT = Quotes("“", "”", "‘", "’")
_FRENCH = Quotes(f"«{_NARROW}", f"{_NARROW}»", "“", "”")
_BY_MARKS = {
    ("”", "”", "’", "’"): "fi sv se smn sms he yi rn sn lag",
    ("„", "“", "‚", "‘"): "de cs sk sl hr et is mk nds dsb hsb lb ksh luy",
    ("„", "”", "‚", "’"): "ff agq",
    ("„", "”", "’", "’"): "sr",
    ("„", "”", "‘", "’"): "bs",
    ("„", "“", "„", "“"): "bg lt prg",
    ("„", "“", "«", "»"): "ka",
    ("„", "”", "«", "»"): "pl ro",
    ("„", "”", "»", "«"): "hu szl",
    ("«", "»", "„", "“"): "ru uk be ky sah tyv bua",
    ("«", "»", "“", "”"): "es it ca el eu ast br kk mg sc vec pt-PT pt-AO pt-MZ pt-CV lij ti",
    ("«", "»", "‘", "’"): "nb nn no rw ksf dua",
    ("«", "»", "‹", "›"): "fa am rm gsw de-CH de-LI fr-CH it-CH",
    ("«", "»", "«", "»"): "hy ht",
    ("»", "«", "›", "‹"): "ug",
    ("”", "“", "’", "‘"): "ar ur syr",
    ("“", "”", "’", "‘"): "uz",
    ("“", "”", "«", "»"): "eo",
}
_TABLE = {name: Quotes(*marks) for marks, names in _BY_MARKS.items() for name in names.split()}
_TABLE |= {"fr": _FRENCH, "oc": _FRENCH, "kab": _FRENCH}
_AS_TYPED = frozenset({"zh", "ja", "yue"})


def quotes_of(lang: str) -> Quotes | None:
    """Give the marks of a language (BCP 47); None where text stays as typed."""
    parts = lang.replace("_", "-").split("-")
    name = parts[0].lower()
    if name in _AS_TYPED:
        return None
    region = next((part.upper() for part in parts[1:] if len(part) == 2), "")  # noqa: PLR2004
    return _TABLE.get(f"{name}-{region}") or _TABLE.get(name) or _DEFAULT
