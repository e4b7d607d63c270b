"""`blog init`: a blog where there was none, and one beside another generator's configuration."""

from __future__ import annotations

import tomllib
from pathlib import Path

from transcripts import Cli, tree


def test_a_new_blog_has_a_configuration_and_a_first_draft(empty: Path) -> None:
    cli = Cli(empty)
    cli.check("""
        $ blog init --title 'My diary' --lang fi --lang en --timezone Europe/Helsinki
        blog.toml
        posts/a-first-post.md
        2> next: blog edit opens the draft; blog new 'A title' begins another post
        $ blog list --template '{slug} {status} {lang} {date:%Y-%m-%dT%H:%M%z}'
        a-first-post draft fi 2026-11-24T14:00+0200
        $ blog init
        2> error: blog.toml exists already
        2> hint: blog list shows what is in this blog
        [exit 1]
    """)
    assert tomllib.loads((empty / "blog.toml").read_text()) == {
        "title": "My diary",
        "languages": ["fi", "en"],
        "timezone": "Europe/Helsinki",
    }


def test_it_can_be_made_in_another_folder(empty: Path) -> None:
    cli = Cli(empty)
    cli.check("""
        $ blog init diary
        diary/blog.toml
        diary/posts/a-first-post.md
        2> next: cd diary
        2> blog edit opens the draft; blog new 'A title' begins another post
        $ blog --blog other init -q
        other/blog.toml
        other/posts/a-first-post.md
    """)
    assert tomllib.loads((empty / "diary/blog.toml").read_text())["title"] == "diary"


def test_language_and_zone_come_from_the_environment(empty: Path) -> None:
    Cli(empty)("init", LANG="sv_FI.UTF-8", TZ="Europe/Mariehamn")
    config = tomllib.loads((empty / "blog.toml").read_text())
    assert config["languages"] == ["sv"]
    assert config["timezone"] == "Europe/Mariehamn"


def test_another_generators_blog_gets_what_its_configuration_says(empty: Path) -> None:
    (empty / "content/posts").mkdir(parents=True)
    (empty / "content/posts/a.md").write_text("---\ntitle: A\ndate: 2020-01-01\n---\nText.\n")
    (empty / "hugo.toml").write_text(
        'title = "Gophers"\nbaseURL = "https://go.example/"\n'
        'defaultContentLanguage = "fi"\ntimeZone = "Europe/Helsinki"\n'
    )
    before = tree(empty)
    cli = Cli(empty)
    made = cli("init")
    assert made.out == "blog.toml\n"
    assert "next: blog list shows the posts" in made.err
    assert tomllib.loads((empty / "blog.toml").read_text()) == {
        "title": "Gophers",
        "base_url": "https://go.example/",
        "languages": ["fi"],
        "timezone": "Europe/Helsinki",
    }
    after = tree(empty)
    assert {path: after[path] for path in before} == before
    assert cli("list", "--template", "{title}").out == "A\n"


def test_a_dry_run_writes_nothing(empty: Path) -> None:
    result = Cli(empty)("init", "--title", "A", "--dry-run")
    assert result.out == "blog.toml\nposts/a-first-post.md\n"
    assert 'title = "A"' in result.err
    assert tree(empty) == {}


def test_values_that_could_not_be_read_again_are_refused(empty: Path) -> None:
    Cli(empty).check("""
        $ blog init --timezone Europe/Helsingi
        2> error: timezone: "Europe/Helsingi" is not an IANA time zone such as Europe/Helsinki; did you mean Europe/Helsinki?
        [exit 2]
        $ blog init --base-url example.org
        2> error: base_url: must be an address such as "https://example.org/", not "example.org"
        [exit 2]
        $ blog init --lang 'finnish?'
        2> error: languages[0]: must be a BCP 47 language tag such as "fi" or "pt-BR", not "finnish?"
        [exit 2]
    """)  # noqa: E501 - the errors are that long
    assert tree(empty) == {}


def test_a_blog_that_names_no_language_gets_those_of_its_posts(empty: Path) -> None:
    (empty / "_posts").mkdir()
    for day, lang in enumerate(("eng", *["fin"] * 24, "swe", "swe"), 1):
        text = f"---\nlayout: post\ntitle: A\nlanguage: {lang}\n---\nText.\n"
        (empty / f"_posts/2020-01-{day:02}-a.md").write_text(text, "utf-8")
    assert Cli(empty)("init").out == "blog.toml\n"
    languages = tomllib.loads((empty / "blog.toml").read_text("utf-8"))["languages"]
    assert languages == ["fi", "sv"], "one post in English is no language of the blog"


def test_posts_keep_their_languages_when_a_blog_is_given_a_configuration(empty: Path) -> None:
    finnish = (
        "Ohjelma on nyt valmis. Se toimii kaikissa koneissa, joita kokeilin, vaikka asennus vaatii"
        " hiukan kärsivällisyyttä. Kirjoitan ensi viikolla lisää siitä, mitä seuraavaksi tapahtuu."
    )
    english = (
        "The program is ready now. It works on all machines that I tried, though setting it up"
        " takes some patience. Next week I will write more about what comes next."
    )
    (empty / "posts").mkdir()
    for name, text in (("a", finnish), ("b", english), ("c", finnish)):
        (empty / f"posts/{name}.md").write_text(f"---\ntitle: {name}\n---\n{text}\n", "utf-8")
    cli = Cli(empty)
    before = cli("list", "--fields", "slug,lang", "--sort", "slug").out
    cli("init")
    assert cli("list", "--fields", "slug,lang", "--sort", "slug").out == before
    assert before.split() == ["a", "fi", "b", "en", "c", "fi"]
    cli.fed(english.encode(), "new", "Vieras", "--lang", "fi", "--body-file", "-", "--no-edit")
    assert cli("show", "vieras", "--meta").out.count("lang: fi") == 1


def test_a_folder_of_markdown_files_keeps_them(empty: Path) -> None:
    """A first post in posts/ would make that the place of all posts, and hide those there."""
    (empty / "2020").mkdir()
    (empty / "2020/two.md").write_text("---\ntitle: Two\ndate: 2020-02-02\n---\nHello.\n")
    (empty / "README.md").write_text("# Notes\n")
    Cli(empty).check("""
        $ blog init
        blog.toml
        2> next: blog list shows the posts; blog check finds what may be wrong in them
        $ blog list --paths
        2020/two.md
    """)


def test_files_without_front_matter_are_no_blog(empty: Path) -> None:
    (empty / "README.md").write_text("# A program\n")
    (empty / "docs").mkdir()
    (empty / "docs/use.md").write_text("# Use\n")
    assert Cli(empty)("init").out == "blog.toml\nposts/a-first-post.md\n"


def test_a_neighbour_of_jekylls_is_not_the_blog_of_this_folder(empty: Path) -> None:
    (empty / "theirs/_posts").mkdir(parents=True)
    (empty / "theirs/_posts/2020-01-01-a.md").write_text("---\ntitle: A\n---\nA.\n")
    (empty / "mine").mkdir()
    result = Cli(empty / "mine")("list")
    assert result.code == 1
    assert result.err.startswith("error: there is no blog in ")
    assert Cli(empty)("list", "--paths").out == "theirs/_posts/2020-01-01-a.md\n"
