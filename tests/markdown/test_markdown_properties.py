"""Whatever the text: nothing raises, all is well nested, the same in gives the same out."""

from __future__ import annotations

import copy
import re
import time
from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings

from blogcli.markdown.generators import tags
from blogcli.markdown.html import BARE, HtmlOptions, to_html
from blogcli.markdown.lines import visible
from blogcli.markdown.links import references
from blogcli.markdown.parse import parse, parse_plain
from blogcli.markdown.punctuation import punctuate
from blogcli.markdown.reduce import reduce_html
from blogcli.markdown.text import (
    excerpt,
    outline,
    title_of,
    to_text,
    word_count,
)
from markdown_samples import assert_well_nested, languages, texts

_SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_POLICIES: tuple[Literal["allow", "sanitise", "escape"], ...] = ("allow", "sanitise", "escape")


@_SLOW
@given(texts, languages)
def test_events_are_well_nested_through_every_pass(text: str, lang: str) -> None:
    assert_well_nested(parse_plain(text))
    events = parse(text, lang)
    before = copy.deepcopy(events)
    assert_well_nested(events)
    assert_well_nested(punctuate(events, lang))
    reduced = reduce_html(events)
    assert_well_nested(reduced)
    assert not any("Html" in event or "InlineHtml" in event for event in reduced)
    assert events == before


@_SLOW
@given(texts, languages)
def test_html_is_the_same_each_time_and_ids_differ(text: str, lang: str) -> None:
    to_html(parse(text, lang), BARE)
    for policy in _POLICIES:
        options = HtmlOptions(
            lang=lang, raw_html=policy, first_heading=2, id_prefix="p-", lazy=True
        )
        html = to_html(parse(text, lang), options)
        assert html == to_html(parse(text, lang), options)
    ids = re.findall(r'<[^>]* id="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    assert not re.search(r"<(script|b|div|svg)\b(?! class=)", html), "raw HTML was to be text"


@_SLOW
@given(texts)
def test_headings_never_skip_a_level(text: str) -> None:
    html = to_html(parse(text), HtmlOptions(raw_html="escape", first_heading=2))
    levels = [1, *map(int, re.findall(r"<h(\d)", html))]
    assert all(after <= before + 1 for before, after in pairwise(levels))


@_SLOW
@given(texts)
def test_text_functions_take_anything(text: str) -> None:
    events = parse(text)
    words = to_text(events)
    assert word_count(words) <= len(words)
    assert len(excerpt(words, 20)) <= 20
    title_of(events), outline(events), tags(text)
    lines = len(re.split(r"\r\n|\r|\n", text))
    assert all(1 <= number <= lines for number, _ in visible(text))
    assert all(1 <= found.line <= lines and found.column >= 1 for found in references(text))


N = 60_000
_NOTES = "".join(f"[^{i}]" for i in range(3000)) + "\n\n"
_NOTES += "".join(f"[^{i}]: [^{i + 1}]\n" for i in range(3000))


@pytest.mark.parametrize(
    "text",
    [
        ">" * N,
        "- " * (N // 2) + "x",
        "*a **b " * (N // 7),
        "$a$1 " * (N // 5),
        "http://a.fi/" + "_b_/" * (N // 4),
        "http://a.fi/_b_ " * (N // 16),
        "http://a.fi/" + "&a;" * (N // 3),
        "a" * N + "@" + "a@" * 100,
        "==a " * (N // 4),
        "]{lang=sv}" * (N // 10),
        '<a "' * (N // 4),
        '<a ">" ' * (N // 7),
        "<div>" + "<script>\n\n" * (N // 10),
        "<table><tr>" + "<td>" * (N // 8) + "</tr>" + "<tr><td>" * (N // 16),
        "x<b><i></b>" * (N // 11),
        "\"'a" * (N // 3),
        "# a\n" * (N // 4),
        "{% highlight go %}\n" * (N // 19),
        "{% comment %}" * (N // 13),
        "{{" * (N // 2),
        ":::note\n" * (N // 8),
        "!!! note\n    a\n" * (N // 15),
        _NOTES,
    ],
    ids=lambda text: repr(text[:16]),
)  # fmt: skip
def test_hostile_texts_take_time_in_proportion(text: str) -> None:
    started = time.process_time()
    events = parse(text)
    to_html(events, HtmlOptions(lang="fr", raw_html="sanitise", first_heading=2))
    to_text(events)
    visible(text)
    references(text)
    tags(text)
    assert time.process_time() - started < 10
