"""The Finnish text that this project began with, among the posts of a real Finnish blog."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pikepdf
import pytest

from transcripts import NOW, Cli

TITLE = "Kansainvälinen yhteistyö korostuu Helsingin kehittämisessä"
SLUG = "kansainvalinen-yhteistyo-korostuu-helsingin-kehittamisessa"


@pytest.fixture(scope="module")
def made() -> list[Cli]:
    """The blog, once a test has made it: no test changes a post."""
    return []


@pytest.fixture
def guild(
    made: list[Cli], tmp_path_factory: pytest.TempPathFactory, corpora: Path, seed: Path
) -> Cli:
    """The blog of a Finnish guild, with the seed as a new post in it."""
    if not made:
        made.append(_with_the_seed(tmp_path_factory.mktemp("guild"), corpora, seed))
    return made[0]


def _with_the_seed(folder: Path, corpora: Path, seed: Path) -> Cli:
    blog = Path(shutil.copytree(corpora / "as-kilta", folder / "guild"))
    cache = folder / "cache"
    (cache / "blog").mkdir(parents=True, mode=0o700)
    ready = Path(os.environ["XDG_CACHE_HOME"]) / "blog/dictionaries"
    (cache / "blog/dictionaries").symlink_to(ready.resolve())
    cli = Cli(blog, {"SOURCE_DATE_EPOCH": NOW, "XDG_CACHE_HOME": str(cache)})
    text = seed / "kansainvalinen-yhteistyo.txt"
    done = cli("new", TITLE, "--lang", "fi", "--body-file", str(text), "--publish", "--no-edit")
    assert done.code == 0, done.err
    assert done.out == f"_posts/2026-11-24-{SLUG}.md\n"
    return cli


def found(guild: Cli, *words: str) -> list[str]:
    done = guild("search", *words, "--json")
    assert done.code == 0, done.err
    return [post["slug"] for post in json.loads(done.out)]


def test_its_words_are_the_files_words(guild: Cli, seed: Path) -> None:
    text = (seed / "kansainvalinen-yhteistyo.txt").read_text("utf-8")
    written = (guild.folder / f"_posts/2026-11-24-{SLUG}.md").read_text("utf-8")
    assert written.endswith(text.strip() + "\n")


def test_it_comes_first_for_its_own_subject(guild: Cli) -> None:
    assert found(guild, "Helsinki", "kehittäminen")[0] == SLUG


@pytest.mark.parametrize("word", ["kaupunki", "kumppanuus", "pormestari"])
def test_dictionary_forms_find_it(guild: Cli, word: str) -> None:
    assert SLUG in found(guild, word)


def test_what_it_does_not_speak_of_does_not_find_it(guild: Cli) -> None:
    assert SLUG not in found(guild, "Tampere")


def test_its_page_is_finnish(guild: Cli) -> None:
    assert guild("export", SLUG, "--to", "html", "-o", "post.html").code == 0
    assert '<html lang="fi">' in (guild.folder / "post.html").read_text("utf-8")


def test_its_pdf_is_finnish_and_tagged(guild: Cli) -> None:
    assert guild("export", SLUG, "--to", "pdf", "-o", "post.pdf").code == 0
    with pikepdf.open(guild.folder / "post.pdf") as pdf:
        assert str(pdf.Root.Lang) == "fi"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo["/Title"]) == TITLE
        assert pdf.Root.Metadata.read_bytes().count(b"pdfuaid:part")


def test_its_search_shows_the_words_where_they_stand(guild: Cli) -> None:
    done = guild("search", "pormestari", "--json")
    (hit,) = (post for post in json.loads(done.out) if post["slug"] == SLUG)
    marked = [hit["snippet"][start:end] for start, end in hit["matches"]]
    assert marked
    assert all(re.match("pormestar", word, re.IGNORECASE) for word in marked)
    lines = (guild.folder / hit["path"]).read_text("utf-8").splitlines()
    assert marked[0] in lines[hit["line"] - 1]
