"""The language of a post, as authors and generators write it, to one spelling: BCP 47's.

Kept beyond the language itself is only what changes how it is written: the script where the
language has several, and the region where its spelling or punctuation differs (`pt-BR`, `en-GB`,
`zh-TW`). `fi-FI` and `sv-FI` are `fi` and `sv`: their words, hyphens and quotes are the same.
"""

from __future__ import annotations

import re
from functools import lru_cache

from blogcli.posts.language_codes import BY_NAME, LONG, REPLACED, SHORT, TWO_LETTERS

_TAG = (
    r"(?i)([a-z]{2,3})(?:[-_ ]([a-z]{4}))?(?:[-_ ]([a-z]{2}|[0-9]{3}))?"
    r"(?:[-_.@ ].*)?"
)
# Scripts that a tag needn't name (the IANA registry's Suppress-Script).
_USUAL_SCRIPTS = {
    "Latn": "af ca cs cy da de en eo es et eu fi fo fr ga gl hr hu id is it la lb lt lv mg ms mt nb"
    " nl nn no oc pl pt rm ro sk sl so sq sv sw tl tr vi az uz bs",
    "Cyrl": "be bg kk ky mk mn ru sr tg tt uk",
    "Arab": "ar fa ps ur",
    "Grek": "el",
    "Hebr": "he yi",
    "Jpan": "ja",
    "Kore": "ko",
    "Deva": "hi mr ne sa",
}
# Regions whose spelling, quotes or spaces differ from the language's own; en-US, pt-PT, de-DE and
# fr-FR are what the bare language means.
_SPELT_APART = {
    "en": frozenset(("AU", "CA", "GB", "IE", "IN", "NZ", "ZA")),
    "pt": frozenset(("BR",)),
    "fr": frozenset(("CA", "CH")),
    "de": frozenset(("CH", "LI")),
    "it": frozenset(("CH",)),
    "zh": frozenset(("CN", "HK", "MO", "SG", "TW")),
}


@lru_cache(maxsize=512)
def normalise(tag: str) -> str | None:
    """Give the BCP 47 tag of a language, or None where the text names none.

    Read are tags in any spelling (`fi`, `FI`, `fi_FI`, `fi-FI.UTF-8`), codes of three letters
    (`fin`), and names in English or the language itself (`Finnish`, `suomi`).
    """
    text = tag.strip()
    if name := BY_NAME.get(text.lower()):
        return name
    found = re.fullmatch(_TAG, text)
    if found is None:
        return None
    language = _language(found[1].lower())
    if language is None:
        return None
    if "-" in language:
        return language
    script = (found[2] or "").title()
    region = (found[3] or "").upper()
    if script and language not in _USUAL_SCRIPTS.get(script, "").split():
        language += f"-{script}"
    return language + _kept_region(found[1].lower(), language, region)


def is_code(text: str) -> bool:
    """Say whether a folder or file suffix is a language's code by its spelling (`fi`, `pt-br`)."""
    code = text.replace("_", "-").partition("-")[0].lower()
    return (
        (code in SHORT or code in LONG)
        and len(text) <= len("zh-Hant-TW")
        and normalise(text) is not None
    )


def _language(code: str) -> str | None:
    if code in SHORT or code in LONG:
        return code
    return TWO_LETTERS.get(code) or REPLACED.get(code)


def _kept_region(written: str, language: str, region: str) -> str:
    if written == "en" and region == "UK":
        region = "GB"
    return f"-{region}" if region in _SPELT_APART.get(language[:2], ()) else ""
