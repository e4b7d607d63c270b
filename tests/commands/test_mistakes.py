"""What people type wrongly, and where that leads them: each answer names what to type instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogcli.terminal.console import Console
from transcripts import Cli


def test_what_is_missing_is_named_with_the_whole_call(cli: Cli) -> None:
    cli.check("""
        $ blog show
        2> error: POST is missing: path, slug, title; - for standard input
        2> hint: write blog show POST...; see blog show --help
        [exit 2]
        $ blog rename idea
        2> error: SLUG is missing: its new slug
        2> hint: write blog rename POST SLUG; see blog rename --help
        [exit 2]
        $ blog tag
        2> error: ACTION is missing: add, remove, rename, merge or list
        2> hint: write blog tag ACTION [TAG|POST]...; see blog tag --help
        [exit 2]
        $ blog list --tag
        2> error: option '--tag' requires an argument
        2> hint: see blog list --help
        [exit 2]
        $ blog undo idea
        2> error: one word too many: idea
        2> hint: see blog undo --help
        [exit 2]
    """)


def test_a_wrong_word_brings_the_nearest_right_one(cli: Cli) -> None:
    cli.check("""
        $ blog tag ad sea idea
        2> error: invalid value for 'ACTION': 'ad' is not one of 'add', 'remove', 'rename', 'merge', 'list'
        2> hint: did you mean add? see blog tag --help
        [exit 2]
        $ blog list --format jsno
        2> error: invalid value for '--format': 'jsno' is not one of 'table', 'tsv', 'csv', 'json', 'jsonl'
        2> hint: did you mean json? see blog list --help
        [exit 2]
        $ blog export --jobs -1
        2> error: invalid value for '-j' / '--jobs': -1 is below 0
        2> hint: see blog export --help
        [exit 2]
        $ blog list --limit some
        2> error: invalid value for '--limit': 'some' is not a whole number
        2> hint: see blog list --help
        [exit 2]
    """)  # noqa: E501 - as it is printed


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("rm", "did you mean 'delete'?"),
        ("ls", "did you mean 'list'?"),
        ("tags", "did you mean 'tag list'?"),
        ("help", "blog --help, or blog COMMAND --help"),
        ("version", "blog --version says it"),
        ("completion", "blog --install-completion sets it up"),
        ("preview", "blog export makes the site; python3 -m http.server -d public shows it"),
        ("xyzzy", "blog --help lists the commands"),
    ],
)
def test_words_of_other_programs_lead_to_ours(cli: Cli, word: str, hint: str) -> None:
    result = cli(word)
    assert result.code == 2
    assert result.err == f"error: there is no command {word!r}\nhint: {hint}\n"


def test_an_option_of_another_command_leads_to_the_one_here(cli: Cli) -> None:
    cli.check("""
        $ blog export --format pdf
        2> error: no such option: --format
        2> hint: did you mean --to? see blog export --help
        [exit 2]
    """)


def test_a_post_before_its_tag_is_told_apart(cli: Cli) -> None:
    cli.check("""
        $ blog tag add idea sea
        2> error: no post goes by the name 'sea'
        2> hint: the tag comes first: blog tag add TAG[,TAG] POST...
        [exit 3]
    """)


def test_a_key_that_is_nearly_another_is_doubted(cli: Cli) -> None:
    cli.check("""
        $ blog set idea sumary=Short
        posts/idea.md
        2> sumary is a key that no post had; did you mean summary?
        2> 1 post changed; blog undo takes it back
        $ blog set later sumary=Long
        posts/later.md
        2> 1 post changed; blog undo takes it back
        $ blog set later weather=rain
        posts/later.md
        2> 1 post changed; blog undo takes it back
    """)


def test_a_weekday_to_publish_on_is_the_coming_one(cli: Cli, small: Path) -> None:
    """It is a Tuesday: the Friday before would publish at once, and unasked."""
    cli.check("""
        $ blog publish idea --at friday
        posts/idea.md
        2> posts/idea.md comes out on 2026-11-27 00:00
        2> 1 post changed; blog undo takes it back
    """)
    assert "date: 2026-11-27T00:00:00" in (small / "posts/idea.md").read_text()


def test_tags_of_a_new_post_may_stand_with_commas(cli: Cli, small: Path) -> None:
    assert cli("new", "Sails", "--tag", "sea, wind", "--tag", "sea").code == 0
    assert "tags: [sea, wind]\n" in (small / "posts/sails.md").read_text()


def test_a_file_without_front_matter_is_told_of(cli: Cli, small: Path) -> None:
    (small / "posts/plain.md").write_text("# Just Markdown\n\nNo header here.\n")
    assert "note: posts/plain.md has no front matter, and is no post\n" in cli("list").err
    for name in ("plain", "posts/plain.md"):
        result = cli("show", name)
        assert result.code == 3
        assert result.err.endswith(
            "hint: posts/plain.md is in no list: blog why posts/plain.md says why\n"
        )
    assert "it has no front matter: begin it with ---" in cli("why", "posts/plain.md").out


@pytest.mark.parametrize("program", [".obsidian", ".foam", ".zk"])
def test_among_notes_a_file_without_front_matter_is_one(
    cli: Cli, small: Path, program: str
) -> None:
    (small / "posts/plain.md").write_text("# Just Markdown\n\nNo header here.\n")
    assert "plain" not in cli("list", "--template", "{slug}").out.split()
    (small / program).mkdir()
    listed = cli("list", "--template", "{slug}")
    assert "plain" in listed.out.split()
    assert "no front matter" not in listed.err


def test_help_fits_a_narrow_terminal(cli: Cli) -> None:
    for argv in (("--help",), ("export", "--help")):
        lines = cli(*argv, COLUMNS="40").out.partition("Examples:")[0].splitlines()
        assert max(map(len, lines)) < 40


def test_what_is_told_of_a_post_breaks_between_words_on_a_terminal(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli("set", "idea", "summary=Some words").code == 0
    monkeypatch.setattr(Console, "on_terminal", property(lambda _: True))
    cli.check("""
        $ COLUMNS=34 blog log
        2026-11-24 14:00  set idea
                          'summary=Some
                          words' (1 file)
        $ COLUMNS=40 blog why idea
        An idea  draft
        because       draft: true makes it a
                      draft (posts/idea.md:4)
        file          posts/idea.md
        address       https://small.example/idea/
        last export   no site was made here yet
    """)
