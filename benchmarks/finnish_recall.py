"""How much of inflected Finnish a search finds, and how much of it by mistake.

Takes `finnish-forms.tsv` (form, dictionary form, part of speech; UD Finnish-TDT): every form
becomes a post of its own in a real index, and is looked for as a person would.

    python -m benchmarks.finnish_recall [path/to/finnish-forms.tsv]
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from statistics import mean

import apsw

from blogcli.index import words
from blogcli.posts.post import Post

Row = tuple[str, str]


@dataclass(frozen=True)
class Figures:
    """Parts of one."""

    from_dictionary_form: float
    """Forms that their dictionary form finds."""
    from_another_form: float
    """Other forms of the word that a form finds: ordered pairs, the mean over words."""
    ambiguous_keys: float
    """Keys of the index that stand for more than one dictionary form."""


def read(path: Path) -> list[Row]:
    """Read forms with their dictionary forms, in lower case as a search has them."""
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    columns = (line.split("\t") for line in lines)
    return [(form.lower(), lemma.lower()) for form, lemma, *_ in columns]


def measure(rows: list[Row], dictionaries: Path) -> Figures:
    """Index the forms, search for them, and count."""
    forms = sorted({form for form, _ in rows})
    connection = apsw.Connection(":memory:")
    words.create_tables(connection)
    writer = words.Writer(connection)
    with connection:
        for number, form in enumerate(forms):
            post = Post(path=f"{number}.md", slug=str(number), lang="fi")
            writer.write(number, words.prepare(post, form, dictionaries))
    lookup = words.Lookup(connection, dictionaries, ("fi",))
    asked = {word for row in rows for word in row}
    found = {word: {forms[number] for number in _find(connection, lookup, word)} for word in asked}
    return Figures(
        mean(form in found[lemma] for form, lemma in rows),
        mean(_pairs(rows, found)),
        mean(_ambiguity(connection, rows)),
    )


def _find(connection: apsw.Connection, lookup: words.Lookup, word: str) -> list[int]:
    match = lookup.term(word, "word")
    expression = match.expression if match else ""
    rows = connection.execute("SELECT rowid FROM words WHERE words MATCH ?", (expression,))
    return [int(str(rowid)) for (rowid,) in rows]


def _pairs(rows: list[Row], found: dict[str, set[str]]) -> Iterable[float]:
    by_lemma = defaultdict(set)
    for form, lemma in rows:
        by_lemma[lemma].add(form)
    for forms in by_lemma.values():
        if len(forms) > 1:
            yield mean(other in found[form] for form, other in permutations(forms, 2))


def _ambiguity(connection: apsw.Connection, rows: list[Row]) -> Iterable[bool]:
    """For each key, and each form as a key of its own, say whether it has several lemmas."""
    lemmas = defaultdict(set)
    for form, lemma in rows:
        lemmas[f"fi={form}"].add(lemma)
    behind: dict[str, set[str]] = defaultdict(set, lemmas)
    for key, token in connection.execute("SELECT key, token FROM form_key"):
        behind[str(key)] |= lemmas[str(token)]
    return (len(found) > 1 for found in behind.values())


def main() -> None:
    """Print the figures."""
    default = Path(os.environ.get("BLOG_DATA", ".")) / "finnish-forms.tsv"
    rows = read(Path(sys.argv[1]) if len(sys.argv) > 1 else default)
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(rows, Path(os.environ.get("BLOG_DICTIONARIES", folder)))
    print(f"word forms                                {len(rows):>7,}")
    print(f"found by their dictionary form            {figures.from_dictionary_form:>7.1%}")
    print(f"found by another form of the word         {figures.from_another_form:>7.1%}")
    print(f"keys that stand for more than one word    {figures.ambiguous_keys:>7.1%}")


if __name__ == "__main__":
    main()
