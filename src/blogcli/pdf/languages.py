"""BCP 47 tags → what Typst takes: a language and a region."""

from __future__ import annotations

import re

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_REGION = re.compile(r"[A-Z]{2}")
_SCRIPT_REGIONS = {("zh", "Hant"): "TW", ("zh", "Hans"): "CN"}
UNKNOWN = "und"
_RIGHT_TO_LEFT = frozenset(("ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"))
"""Languages that Typst, too, sets from right to left (Unicode CLDR)."""


def is_right_to_left(language: str) -> bool:
    """Tell which way a language is written."""
    return language in _RIGHT_TO_LEFT


def typst_language(tag: str) -> tuple[str, str | None]:
    """Split `fi-FI` into `fi` and `FI`; a script decides the region where none is given."""
    language, *rest = tag.replace("_", "-").split("-")
    language = language.lower()
    if not _LANGUAGE.fullmatch(language):
        return UNKNOWN, None
    for part in rest:
        if _REGION.fullmatch(part.upper()):
            return language, part.upper()
    for part in rest:
        if region := _SCRIPT_REGIONS.get((language, part.title())):
            return language, region
    return language, None
