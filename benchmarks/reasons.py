"""Why a budget is broken and stands all the same: what a profile showed, by the budget's name."""

from __future__ import annotations

from benchmarks.budgets import Verdict

REASONS = {
    "search, inflected word, 10,000 posts": (
        "Six tenths are Python's start and imports, of which Typer's are the largest part."
    ),
    "search, rare word, 100,000 posts": (
        "A list of 20 posts takes four fifths as long: what costs is the look at 100,000 files, "
        "which two processes share."
    ),
    "first index, 10,000 posts": (
        "Hugo's list reads front matter alone; the first index also divides every text into "
        "words, finds their dictionary forms and writes them. The profile is flat: dictionary "
        "forms, SQLite's full text, parsing."
    ),
    "site, fresh, 10,000 posts": (
        "Ours takes a third more of the processors: 1.6 ms a post, with three feeds of each tag, "
        "an archive, related posts and structured data, where Hugo's plain theme has an RSS feed. "
        "Samples show templates (14 %), Markdown to HTML (18 %, of which colours of code 5 %), "
        "parsing (11 %), files (8 %), reading posts (6 %), feeds (4 %), and a long tail; two "
        "processes share all but a tenth, in which posts are read and the site is put together."
    ),
    "one PDF": (
        "Bare Typst with the same document and no tool around it takes 4 × `python -c pass`. The "
        "rest is Python's imports in two processes at once: the command with a look at the blog's "
        "files in one, Markdown and the fonts in the other, which must be one that can be killed."
    ),
    "100 PDFs, beside Pandoc with Typst": (
        "Of 27 ms of processor a post, 16 are Typst's own: half of these break paragraphs into "
        "lines, where Finnish hyphenation is a third of everything; a quarter writes the file. "
        "Tags, PDF/A, running heads and page numbers are under a tenth together. 3 ms are our "
        "tree, 4 finding and writing, 4 the start of three processes. Pandoc with Typst kept warm "
        "takes 65 ms, so that two jobs can't be ten times faster."
    ),
    "100 PDFs, beside WeasyPrint": (
        "Typst alone takes more than a tenth of WeasyPrint's time, which does not hyphenate "
        "Finnish; two jobs share it."
    ),
}


def reasons(verdicts: list[Verdict]) -> str:
    """Give a list of the broken budgets, each with its reason where one is known."""
    rows = (f"- {one.job}: {one.measured}, budget {one.budget}. {REASONS.get(one.job, '')}".rstrip()
            for one in verdicts if one.holds is False)  # fmt: skip
    return "\n".join(rows)
