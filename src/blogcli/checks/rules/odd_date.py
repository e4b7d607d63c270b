"""`odd-date`: a date that other programs may read in another way, or no one at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from blogcli.checks.complaint import Complaint, Fix
from blogcli.checks.rule import Rule
from blogcli.checks.world import Opened
from blogcli.posts.editing import Set
from blogcli.posts.fields import DATE_KEYS, EXPIRY_KEYS, UPDATED_KEYS
from blogcli.posts.header_writing import Raw
from blogcli.posts.values import as_text

_REGULAR = re.compile(
    r"\d{4}([-/.])\d{1,2}\1\d{1,2}"
    r"(?:[Tt ] *\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?"
    r" ?(?:Z|(?:UTC)?[-+]\d\d?:?\d\d|[A-Z]{2,5}|\[[\w/]+\])?)?",
    re.ASCII,
)
_ENGLISH = re.compile(
    r"(?:[A-Za-z]{3,9},? )?[A-Za-z]{3,9} \d{1,2},? \d{4}|\d{1,2} [A-Za-z]{3,9} \d{4}"
)
# RFC 2822, chapter 3.3, which every generator reads as feeds have it; a zone leaves no doubt.
_MAIL = re.compile(
    r"[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)? (?:[-+]\d{4}|GMT|UTC?)",
    re.ASCII,
)
# Generators that hand dates to JavaScript's own reader, and whose templates write English words.
_OF_JAVASCRIPT = frozenset(("astro", "eleventy"))
_EARLIEST = 1970
_FAR = timedelta(days=365 * 50)


def _look(opened: Opened) -> Iterator[Complaint]:
    post = opened.post
    for names, moment in (
        (DATE_KEYS, post.date),
        (UPDATED_KEYS, post.updated),
        (EXPIRY_KEYS, post.expires),
    ):
        key = opened.fields.date_key(names)
        if key is None or moment is None:
            continue
        text = as_text(opened.values[key])
        read = f"{moment:%Y-%m-%d}"
        if names is DATE_KEYS and not _EARLIEST <= moment.year <= (opened.world.now + _FAR).year:
            yield opened.at_key((key,), f"{key}: is the year {moment.year} meant?")
        elif text and not _is_regular(text, opened.world.blog.dialect.name):
            whole = moment.time() == moment.time().min
            written = read if whole else moment.isoformat()
            fix = Fix(f"write {key}: {written}", (Set((key,), Raw(written)),))
            message = f"{key}: {text!r} is read as {read}: others may read it otherwise"
            yield opened.at_key((key,), message, hint=f"write {written}", fix=fix)


def _is_regular(text: str, generator: str) -> bool:
    if _REGULAR.fullmatch(text) or _MAIL.fullmatch(text):
        return True
    return generator in _OF_JAVASCRIPT and bool(_ENGLISH.fullmatch(text))


RULE = Rule(
    "odd-date", "warning", "A date is not written year first, or in a year that can't be.", _look
)
