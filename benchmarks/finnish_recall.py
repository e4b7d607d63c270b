"""How much of inflected Finnish a search finds, and how much of it by mistake.

Takes `finnish-forms.tsv` (form, dictionary form, part of speech; UD Finnish-TDT): every form
becomes a post of its own in a real index, and is looked for as a person would. Beside it stand
Snowball's stemmer alone, and where it is installed, Voikko (`blogcli[voikko]`).

    python -m benchmarks.finnish_recall [path/to/finnish-forms.tsv]
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from statistics import mean
from unittest import mock

import apsw
import Stemmer

from blogcli.index import words
from blogcli.index.analysis import voikko
from blogcli.index.analysis.morphology import analyser
from blogcli.posts.post import Post

Row = tuple[str, str]

SNOWBALL, BLOG, WITH_VOIKKO = "Snowball's stemmer, which sites use", "`blog`", "`blog` with Voikko"


@dataclass(frozen=True)
class Figures:
    """Parts of one."""

    from_dictionary_form: float
    """Forms that their dictionary form finds."""
    from_another_form: float
    """Other forms of the word that a form finds: ordered pairs, the mean over words."""
    ambiguous_keys: float
    """Keys of the index that stand for more than one dictionary form, those aside by which parts
    find their compounds: they are there to stand for several."""
    ambiguous_with_parts: float
    """The same, with those."""


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
        mean(_ambiguity(rows, _keys(connection, dictionaries, parts=False))),
        mean(_ambiguity(rows, _keys(connection, dictionaries, parts=True))),
    )


def measure_snowball(rows: list[Row]) -> Figures:
    """Do the same with stems alone: what the searches of other generators do at best."""
    stemmer = Stemmer.Stemmer("finnish")
    stems = {word: stemmer.stemWord(word) for row in rows for word in row}
    alike = defaultdict(set)
    for form, _ in rows:
        alike[stems[form]].add(form)
    found = {word: alike[stem] for word, stem in stems.items()}
    ambiguous = mean(_ambiguity(rows, ((stems[form], form) for form, _ in rows)))
    from_lemma = mean(form in found[lemma] for form, lemma in rows)
    return Figures(from_lemma, mean(_pairs(rows, found)), ambiguous, ambiguous)


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


def _keys(
    connection: apsw.Connection, dictionaries: Path, *, parts: bool
) -> Iterator[tuple[str, str]]:
    """Give each key with the forms that it leads to."""
    finnish = analyser("fi", dictionaries)
    for key, token in connection.execute("SELECT key, token FROM form_key"):
        form = str(token).removeprefix("fi=")
        if parts or key not in finnish.part_keys(form) or key in finnish.keys(form).stems:
            yield str(key), form


def _ambiguity(rows: list[Row], keys: Iterable[tuple[str, str]]) -> Iterable[bool]:
    """For each key, and each form as a key of its own, say whether it has several lemmas."""
    lemmas = defaultdict(set)
    for form, lemma in rows:
        lemmas[form].add(lemma)
    behind: dict[str, set[str]] = {f"={form}": found for form, found in lemmas.items()}
    for key, form in keys:
        behind[key] = behind.get(key, set()) | lemmas[form]
    return (len(found) > 1 for found in behind.values())


@contextlib.contextmanager
def voikko_off() -> Iterator[None]:
    """Do without Voikko, installed or not."""
    with mock.patch.dict(sys.modules, {"libvoikko": None}):
        voikko.forget()
        yield
    voikko.forget()


def main() -> None:
    """Print the figures as a table."""
    default = Path(os.environ.get("BLOG_DATA", ".")) / "finnish-forms.tsv"
    rows = read(Path(sys.argv[1]) if len(sys.argv) > 1 else default)
    print(f"Of {len(rows):,} Finnish word forms:\n")
    print(
        "| | a dictionary form finds its forms | a form finds the others | keys of several words |"
    )
    print("| --- | --- | --- | --- |")
    print(row(SNOWBALL, measure_snowball(rows)))
    with tempfile.TemporaryDirectory() as folder:
        dictionaries = Path(os.environ.get("BLOG_DICTIONARIES", folder))
        with voikko_off():
            print(row(BLOG, measure(rows, dictionaries)))
        if voikko.available():
            figures = measure(rows, dictionaries)
            print(row(WITH_VOIKKO, figures))
            print(f"\nWith the keys of parts of compounds: {figures.ambiguous_with_parts:.1%}")


def row(name: str, figures: Figures) -> str:
    """Write figures as a row of the table that stands in the README."""
    parts = (figures.from_dictionary_form, figures.from_another_form, figures.ambiguous_keys)
    return f"| {name} | {' | '.join(f'{100 * part:.1f} %' for part in parts)} |"


if __name__ == "__main__":
    main()
