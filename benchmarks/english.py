"""English words with their endings, and the words that more words are made of."""

from __future__ import annotations

from benchmarks.wordlists import section

NOUNS = section("english", "nouns")
ADJECTIVES = section("english", "adjectives")
VERBS = section("english", "verbs")
SMALL = section("english", "small")
PREFIXES = ("", "", "", "", "over", "under", "re", "un", "inter", "sub", "pre", "out")


def noun_forms(stem: str) -> list[str]:
    """Give singular, plural and possessive, the likeliest first."""
    if stem.endswith("y") and stem[-2] not in "aeou":
        plural = stem[:-1] + "ies"
    else:
        plural = stem + ("es" if stem.endswith(("s", "x", "ch", "sh")) else "s")
    return [stem, plural, f"{stem}'s", f"{stem}less", f"{stem}like"]


def verb_forms(stem: str) -> list[str]:
    """Give the regular forms of a verb; irregular ones would change nothing that is measured."""
    body = stem.removesuffix("e")
    doubled = stem.endswith("y") and stem[-2] not in "aeou"
    past = stem[:-1] + "ied" if doubled else body + "ed"
    return [stem, f"{stem}s", past, body + "ing", body + "er", body + "ers", body + "able"]


def adjective_forms(stem: str) -> list[str]:
    """Give the degrees, the adverb and the noun."""
    body = stem.removesuffix("e")
    return [stem, f"{stem}ly", body + "er", body + "est", f"{stem}ness"]
