"""The order of footnotes, and their section at the end."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, field

from blogcli.markdown.events import Event, tag_name
from blogcli.markdown.html_options import HtmlOptions


@dataclass(slots=True)
class Footnote:
    """A footnote: its number, how often it is referred to, and what it says."""

    number: int
    references: int = 0
    content: list[str] = field(default_factory=list)


def numbered(events: Sequence[Event]) -> dict[str, Footnote]:
    """Number footnotes as a reader meets them: those of the text, then those that only notes name.

    Notes that nothing refers to come last: no word is lost.
    """
    order, within = _named(events)
    found: dict[str, Footnote] = {}
    for first in [*order, *within]:
        waiting = [first]
        while waiting:
            label = waiting.pop(0)
            if label in within and label not in found:
                found[label] = Footnote(len(found) + 1)
                waiting += within[label]
    return found


def _named(events: Sequence[Event]) -> tuple[list[str], dict[str, list[str]]]:
    """List what the text refers to, and what each note refers to."""
    within: dict[str, list[str]] = {}
    order: list[str] = []
    open_notes: list[str] = []
    for event in events:
        if not isinstance(event, dict):
            continue
        if (label := event.get("FootnoteReference")) is not None:
            (within[open_notes[-1]] if open_notes else order).append(label)
        elif tag_name(tag := event.get("Start", "")) == "FootnoteDefinition":
            open_notes.append(tag["FootnoteDefinition"])
            within.setdefault(open_notes[-1], [])
        elif event.get("End") == "FootnoteDefinition" and open_notes:
            open_notes.pop()
    return order, within


def reference(note: Footnote, options: HtmlOptions) -> str:
    """Write a reference in the text."""
    note.references += 1
    number, prefix = note.number, options.id_prefix
    again = f"-{note.references}" if note.references > 1 else ""
    return (
        f'<sup class="footnote-ref"><a href="#{prefix}fn:{number}"'
        f' id="{prefix}fnref:{number}{again}" role="doc-noteref">{number}</a></sup>'
    )


def section(notes: dict[str, Footnote], options: HtmlOptions) -> str:
    """Write all notes, each with links back to where it was named."""
    words = options.words
    items: list[str] = []
    for note in sorted(notes.values(), key=lambda note: note.number):
        content = "".join(note.content).rstrip("\n")
        back = _back_links(note, options)
        end = "</p>" if content.endswith("</p>") else ""
        content = content.removesuffix(end) + back + end
        items.append(f'<li id="{options.id_prefix}fn:{note.number}">\n{content}\n</li>\n')
    label = html.escape(words.footnotes)
    own = f' lang="{html.escape(options.lang)}"' if words.lang and options.lang else ""
    return (
        f'<section class="footnotes" role="doc-endnotes" aria-label="{label}"{words.mark}>\n'
        f"<ol{own}>\n" + "".join(items) + "</ol>\n</section>\n"
    )


def _back_links(note: Footnote, options: HtmlOptions) -> str:
    links: list[str] = []
    for count in range(1, note.references + 1):
        again = f"-{count}" if count > 1 else ""
        several = note.references > 1
        mark = f"↩\ufe0e<sup>{count}</sup>" if several else "↩\ufe0e"
        # What is heard holds what is seen (WCAG 2.1, 2.5.3).
        which = f"{note.number}-{count}" if several else str(note.number)
        label = html.escape(f"{options.words.back} {which}")
        links.append(
            f' <a href="#{options.id_prefix}fnref:{note.number}{again}" class="footnote-back"'
            f' role="doc-backlink" aria-label="{label}"{options.words.mark}>{mark}</a>'
        )
    return "".join(links)
