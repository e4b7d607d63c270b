"""`blog new`: drafts in the blog's own dialect, and nothing ever overwritten."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcripts import Cli, tree

SEED_TITLE = "Kansainvälinen yhteistyö korostuu Helsingin kehittämisessä"


def test_a_draft_is_written_and_its_path_printed(cli: Cli, small: Path) -> None:
    cli.check("""
        $ blog new A good day --tag diary
        posts/a-good-day.md
        $ blog list slug:a-good-day --template '{date:%Y-%m-%dT%H:%M%z} {status} {tags}'
        2026-11-24T14:00+0200 draft diary
    """)
    assert (small / "posts/a-good-day.md").read_text() == (
        "---\n"
        "title: A good day\n"
        "date: 2026-11-24T14:00:00+02:00\n"
        "tags: [diary]\n"
        "draft: true\n"
        "---\n\n"
    )


def test_options_say_what_the_post_says(cli: Cli) -> None:
    result = cli(
        "new", "Hyvää joulua!", "--lang", "fi", "-t", "joulu", "-t", "kiitos", "--author", "Aino",
        "--date", "2026-12-24T18:00", "--slug", "joulu", "--publish", "--bundle",
    )  # fmt: skip
    assert (result.code, result.out, result.err) == (0, "posts/joulu/index.md\n", "")
    shown = cli(
        "list", "slug:joulu", "--template",
        "{title}|{lang}|{tags}|{authors}|{date:%Y-%m-%d %H:%M %z}|{status}",
    )  # fmt: skip
    assert shown.out == "Hyvää joulua!|fi|joulu, kiitos|Aino|2026-12-24 18:00 +0200|scheduled\n"


def test_the_slug_is_right_for_its_language(cli: Cli) -> None:
    cli.check("""
        $ blog new 'Äiti söi jäätelöä' --lang fi -n -q
        posts/aiti-soi-jaateloa.md
        $ blog new 'Größe zählt' --lang de -n -q
        posts/groesse-zaehlt.md
        $ blog new '???' -n
        2> error: no slug can be made of '???'
        2> hint: --slug names one
        [exit 2]
    """)


def test_the_text_comes_from_a_file_or_standard_input(cli: Cli, small: Path) -> None:
    (small / "text.txt").write_bytes(b"\xef\xbb\xbfOne.\r\n\r\nTwo.\r\n")
    cli.check("""
        $ blog new One --body-file text.txt
        posts/one.md
        $ echo 'It went well.' | blog new News --body-file -
        posts/news.md
        $ blog new None --body-file nothing.txt
        2> error: --body-file: nothing.txt: No such file or directory
        [exit 2]
    """)
    assert (small / "posts/one.md").read_text().endswith("---\n\nOne.\n\nTwo.\n")
    assert "It went well.\n" in (small / "posts/news.md").read_text()
    (small / "text.txt").write_bytes(b"A\nB \xff\n")
    assert cli("new", "Latin", "--body-file", "text.txt").err == (
        "error: --body-file: text.txt:2: is not UTF-8\n"
    )


def test_a_second_post_of_a_name_is_refused_with_the_way_out(cli: Cli, small: Path) -> None:
    before = tree(small)
    cli.check("""
        $ blog new Later
        2> error: posts/later.md exists already
        2> hint: blog edit posts/later.md opens it; --slug gives the new one another name
        [exit 1]
        $ blog new Whatever --slug later
        2> error: posts/later.md exists already
        2> hint: blog edit posts/later.md opens it; --slug gives the new one another name
        [exit 1]
        $ blog new Later --bundle
        2> error: posts/later.md exists already
        2> hint: blog edit posts/later.md opens it; --slug gives the new one another name
        [exit 1]
    """)
    assert tree(small) == before


def test_a_translation_stands_beside_its_original(cli: Cli) -> None:
    cli.check("""
        $ blog new Senare --translate later --lang sv
        posts/later.sv.md
        $ blog list slug:later --template '{lang} {title} {translations}'
        en Later {"sv": "posts/later.sv.md"}
        sv Senare {"en": "posts/later.md"}
        $ blog new Again --translate later
        2> error: posts/later.md is in en itself
        2> hint: --lang says which language the translation is in
        [exit 2]
        $ blog new Igen --translate later --lang sv
        2> error: posts/later.sv.md exists already
        2> hint: blog edit posts/later.sv.md opens it; --slug gives the new one another name
        [exit 1]
        $ blog new X --translate nothing --lang sv
        2> error: no post goes by the name 'nothing'
        2> hint: blog list shows all posts; blog search finds them by their words
        [exit 3]
    """)


def test_wrong_values_are_refused(cli: Cli, small: Path) -> None:
    before = tree(small)
    cli.check("""
        $ blog new ' '
        2> error: the title is empty
        [exit 2]
        $ blog new X --lang klingonish
        2> error: --lang: 'klingonish' is not a language
        2> hint: languages are written as fi, sv or pt-BR
        [exit 2]
        $ blog new X --slug ../../etc/passwd
        2> error: --slug: '../../etc/passwd' can't be a slug
        2> hint: etc-passwd can
        [exit 2]
        $ blog new X --archetype nothing
        2> error: there is no archetype 'nothing'
        2> hint: it would lie in archetypes/nothing.md
        [exit 1]
    """)
    assert cli("new", "X", "--date", "yesternight").code == 2
    assert cli("new", "X", "--archetype", "../../etc/passwd").code == 1
    assert cli("new").code == 2
    assert tree(small) == before


def test_an_archetype_gives_the_beginning(cli: Cli, small: Path) -> None:
    (small / "archetypes").mkdir()
    (small / "archetypes/diary.md").write_text("---\nmood: good\n---\n\n## Morning\n")
    assert cli("new", "Monday", "--archetype", "diary").code == 0
    text = (small / "posts/monday.md").read_text()
    assert "mood: good" in text
    assert "title: Monday" in text
    assert "## Morning" in text


def test_a_dry_run_changes_nothing(cli: Cli, small: Path) -> None:
    before = tree(small)
    result = cli("new", "A good day", "--tag", "diary", "--dry-run")
    assert result.out == "posts/a-good-day.md\n"
    assert "title: A good day" in result.err
    assert cli("new", "A good day", "-n", "--edit", EDITOR="false").code == 0
    assert tree(small) == before


def test_the_editor_opens_the_draft_when_asked(cli: Cli, small: Path, tmp_path: Path) -> None:
    script = tmp_path / "write"
    script.write_text('#!/bin/sh\nprintf "Words.\\n" >> "$1"\n')
    script.chmod(0o755)
    result = cli("new", "A good day", "--edit", EDITOR=str(script))
    assert (result.code, result.out) == (0, "posts/a-good-day.md\n")
    assert (small / "posts/a-good-day.md").read_text().endswith("Words.\n")


def test_an_editor_that_fails_keeps_the_draft(cli: Cli, small: Path) -> None:
    result = cli("new", "A good day", "--edit", EDITOR="false")
    assert result.code == 1
    assert result.out == "posts/a-good-day.md\n"
    assert "title: A good day" in (small / "posts/a-good-day.md").read_text()


@pytest.mark.parametrize("corpus", ["as-kilta", "scientific-python", "gopheracademy"])
def test_a_draft_lies_among_the_posts_of_another_generator(
    corpora: Path, tmp_path: Path, corpus: str
) -> None:
    import shutil

    blog = tmp_path / corpus
    keep = {"as-kilta": "_posts", "scientific-python": "content", "gopheracademy": "content"}
    few = shutil.ignore_patterns("advent-201[5-9]")
    shutil.copytree(corpora / corpus / keep[corpus], blog / keep[corpus], ignore=few)
    result = Cli(blog)("new", "A good day", "-t", "diary")
    assert result.code == 0
    path = blog / result.out.strip()
    assert path.is_file()
    assert path.relative_to(blog).parts[0] == keep[corpus]
    listed = Cli(blog)("list", "slug:a-good-day", "--template", "{title}|{tags}|{status}|{path}")
    assert listed.out == f"A good day|diary|draft|{path.relative_to(blog)}\n"


def test_the_first_post_gets_its_slug(corpora: Path, seed: Path, tmp_path: Path) -> None:
    import shutil

    blog = tmp_path / "as-kilta"
    shutil.copytree(corpora / "as-kilta", blog)
    (text,) = seed.glob("*.txt")
    result = Cli(blog)("new", SEED_TITLE, "--lang", "fi", "--body-file", str(text))
    assert result.code == 0
    slug = "kansainvalinen-yhteistyo-korostuu-helsingin-kehittamisessa"
    assert slug in result.out
    first = Cli(blog)("search", "Helsinki kehittäminen", "--template", "{slug}").out.split()[0]
    assert first == slug
    for word in ("kaupunki", "kumppanuus", "pormestari"):
        assert slug in Cli(blog)("search", word, "--template", "{slug}").out
    assert slug not in Cli(blog)("search", "Tampere", "--template", "{slug}").out


titles = st.text(min_size=1, max_size=30).filter(lambda text: not text.startswith("-"))


@settings(max_examples=12, deadline=None)
@given(st.lists(titles, min_size=1, max_size=2), st.sampled_from(["", "fi", "de", "zh"]))
def test_nothing_is_ever_overwritten_or_written_outside(names: list[str], lang: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        outer = Path(name)
        blog = outer / "blog"
        (blog / "posts").mkdir(parents=True)
        (blog / "posts/a.md").write_text("---\ntitle: a\n---\nMine.\n")
        for title in [*names, *names]:
            before = tree(outer)
            options = ["--lang", lang] if lang else []
            result = Cli(blog)("new", *options, "--", title)
            after = tree(outer)
            assert {path: after.get(path) for path in before} == before
            made = [path for path in after.keys() - before.keys() if after[path] is not None]
            assert len(made) == (result.code == 0)
            assert all(path.startswith("blog/") for path in made)
            assert "Traceback" not in result.err
            assert "inside blog" not in result.err


def test_an_interrupt_in_the_editor_keeps_the_draft(small: Path, tmp_path: Path) -> None:
    """As from a terminal, the signal reaches the editor and the program alike."""
    script = tmp_path / "slow"
    script.write_text('#!/bin/sh\ntouch "$1.open"\nexec sleep 20\n')
    script.chmod(0o755)
    process = subprocess.Popen(
        [sys.executable, "-m", "blogcli", "new", "A good day", "--edit"],
        cwd=small,
        env={**os.environ, "EDITOR": str(script)},
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    draft = small / "posts/a-good-day.md"
    until = time.monotonic() + 20
    while not Path(f"{draft}.open").exists() and time.monotonic() < until:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert out.decode() == "posts/a-good-day.md\n"
    assert b"Traceback" not in err
    assert "title: A good day" in draft.read_text()
    assert [path.name for path in draft.parent.iterdir() if path.name.startswith(".")] == []


def test_a_draft_is_in_the_language_of_most_posts(empty: Path) -> None:
    (empty / "posts").mkdir()
    for name, lang in (("a", "fin"), ("b", "fin"), ("c", "eng")):
        text = f"---\ntitle: {name}\ndate: 2020-01-01\nlanguage: {lang}\n---\nText.\n"
        (empty / "posts" / f"{name}.md").write_text(text, "utf-8")
    cli = Cli(empty)
    assert cli("new", "Uusi juttu").code == 0
    assert cli("list", "slug:uusi-juttu", "--template", "{lang}").out == "fi\n"
    assert cli("new", "New", "--lang", "en").code == 0
    assert cli("list", "slug:new", "--template", "{lang}").out == "en\n"


@pytest.mark.parametrize(
    ("date", "written", "listed"),
    [
        ("2026-12-24T18:00", "date: 2026-12-24T18:00:00+02:00", "2026-12-24T18:00:00+02:00"),
        ("2026-12-24", "date: 2026-12-24", "2026-12-24T00:00:00+02:00"),
        ("tomorrow", "date: 2026-11-25", "2026-11-25T00:00:00+02:00"),
    ],
)
def test_a_time_that_was_asked_for_is_kept_in_a_blog_of_days(
    empty: Path, date: str, written: str, listed: str
) -> None:
    (empty / "posts").mkdir()
    (empty / "blog.toml").write_text('timezone = "Europe/Helsinki"\n')
    for number in range(3):
        (empty / f"posts/{number}.md").write_text("---\ntitle: A\ndate: 2020-01-01\n---\nText.\n")
    cli = Cli(empty)
    cli("new", "At six", "--date", date, "--no-edit")
    assert written in (empty / "posts/at-six.md").read_text("utf-8").splitlines()
    assert cli("list", "slug:at-six", "--fields", "date").out.split()[-1] == listed


def test_pelican_and_jekyll_write_the_time_in_their_own_form(empty: Path) -> None:
    for folder, head in (
        ("p", "Title: A\nDate: 2020-01-01\n\n"),
        ("j", "---\ndate: 2020-01-01\n---\n"),
    ):
        place = empty / folder / ("content" if folder == "p" else "_posts")
        place.mkdir(parents=True)
        (empty / folder / ("pelicanconf.py" if folder == "p" else "_config.yml")).write_text("")
        (place / "2020-01-01-a.md").write_text(f"{head}Text.\n")
    cli = Cli(empty)
    for folder in ("p", "j"):
        path = cli("new", "Six", "--date", "2026-12-24T18:00", "--no-edit", "--blog", folder).out
        assert "ate: 2026-12-24 18:00:00" in (empty / path.strip()).read_text(), path


@pytest.mark.parametrize(
    ("files", "path"),
    [
        ({"hugo.toml": "title = 'New'\n"}, "content/posts/hi.md"),
        ({"hugo.toml": "title = 'New'\n", "content/": ""}, "content/posts/hi.md"),
        ({"hugo.toml": "contentDir = 'texts'\n", "texts/": ""}, "texts/posts/hi.md"),
        (
            {"config.toml": 'base_url = "https://e.org"\ncompile_sass = true\n'},
            "content/posts/hi.md",
        ),
        ({"_config.yml": "title: New\n"}, "_posts/2026-11-24-hi.md"),
        ({"_config.yml": "title: New\n", "source/_posts/": ""}, "source/_posts/hi.md"),
        ({"pelicanconf.py": "SITENAME = 'New'\n"}, "content/hi.md"),
        ({"astro.config.mjs": "export default {}\n"}, "src/content/blog/hi.md"),
        ({"eleventy.config.js": "export default function () {}\n"}, "posts/hi.md"),
        ({"conf.py": "BLOG_TITLE = 'New'\n"}, "posts/hi.md"),
    ],
)
def test_the_first_post_of_a_generator_is_where_it_looks_for_posts(
    empty: Path, files: dict[str, str], path: str
) -> None:
    for name, text in files.items():
        if name.endswith("/"):
            (empty / name).mkdir(parents=True)
        else:
            (empty / name).write_text(text)
    cli = Cli(empty)
    assert cli("new", "Hi").out == f"{path}\n"
    assert cli("list", "--paths").out == f"{path}\n"
    assert cli("new", "Second").out == f"{path.replace('hi', 'second')}\n"
