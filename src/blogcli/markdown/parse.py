"""Markdown text → events: one parse that feeds every medium."""

from __future__ import annotations

from blogcli.markdown import (
    attributes,
    autolinks,
    callouts,
    formulas,
    headings,
    nesting,
    source,
    spans,
)
from blogcli.markdown.events import Event
from blogcli.markdown.prepared import translated
from blogcli.markdown.survey import ADDRESS, LIST, SPAN, Survey, survey

__all__ = ["Event", "parse", "parse_plain"]


def parse(text: str, lang: str = "") -> list[Event]:
    """Read Markdown with all our extensions into events; no text is ever refused.

    `lang` (BCP 47) decides how letters become heading ids. No quote, list or emphasis lies deeper
    than `nesting.DEEPEST`.
    """
    text = source.clean(text)
    tagged = source.has_tags(text)
    if tagged or source.has_admonitions(text) or source.has_wikilinks(text):
        text = translated(text).text
    events = _read(text)
    found = survey(events, text)
    if found.faulty:
        body = source.Source(text.encode())
        source.mend(body)
        events = _read(body.text)
        found = survey(events, text)
    if "$$" in text:
        events = formulas.settle(formulas.gather(events))
    if tagged:
        _hide_silent_tags(events)
    if found.texts or callouts.may_hold(text):
        events = _inlines(events, text, found)
    if found.deepest > nesting.DEEPEST:
        events = nesting.flatten(events)
    headings.identify(events, lang)
    if "](#" in text or "]: #" in text:
        headings.resolve(events, lang)
    return events


def parse_plain(text: str) -> list[Event]:
    """Read strict CommonMark 0.31.2, with every extension off."""
    return list(source.PLAIN.events(source.clean(text)))  # type: ignore[arg-type]


def _read(text: str) -> list[Event]:
    return list(source.FULL.events(text))  # type: ignore[arg-type]


def _inlines(events: list[Event], text: str, found: Survey) -> list[Event]:
    """Add what the text of a post holds: attribute lists, callouts, marks, spans, addresses."""
    read = events
    if found.holds(LIST) and attributes.may_hold(text):
        events = attributes.apply(events)
    if callouts.may_hold(text):
        events = callouts.recognise(events)
    if found.holds(SPAN):
        events = spans.pair(events)
    if found.holds(ADDRESS):
        if events is not read:
            found = survey(events, text)
        events = autolinks.apply(events, found.positions(ADDRESS), anchored=found.anchored)
    return events


def _hide_silent_tags(events: list[Event]) -> None:
    """Show code as its generator would: `raw` tags are for the generator only."""
    from blogcli.markdown import generators

    in_code = False
    for position, event in enumerate(events):
        if not isinstance(event, dict):
            continue
        if isinstance(tag := event.get("Start"), dict) and "CodeBlock" in tag:
            in_code = True
        elif event.get("End") == "CodeBlock":
            in_code = False
        elif in_code and "Text" in event:
            events[position] = {"Text": generators.in_code(event["Text"])}
        elif "Code" in event:
            events[position] = {"Code": generators.in_code(event["Code"])}
