"""`blog search`: what is found, how it is shown, and what is chosen from it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from blogcli.blog import Blog
from blogcli.posts.post import Post
from transcripts import Cli


def test_a_word_finds_its_other_forms_in_the_language_of_the_post(cli: Cli) -> None:
    cli.check("""
        $ blog search Helsinki kaupunki --template '{path}:{line}'
        posts/uutiset/index.fi.md:7
        $ blog search snakes --template '{slug}'
        python-tales
        $ blog search Tampere --template '{slug}'
    """)


def test_the_list_shows_title_place_and_passage(cli: Cli) -> None:
    cli.check("""
        $ blog search large --format table
        Python tales
          posts/python-tales.md:9  2026-04-01  #python #diary
          Once a large snake met a parser.

        Python tips
          posts/python-tips.md:10  2026-05-04  #python #tips
          Python tips Use generators for large files, and measure before you guess.
          Measure The profiler tells more than you think. By time Wall clock first.
        2> 2 posts
    """)


def test_matches_are_marked_where_colour_is_wanted(cli: Cli) -> None:
    out = cli("search", "parser", "--format", "table", "--color", "always").out
    assert "a \x1b[1;38;5;221mparser\x1b[0m." in out


def test_json_has_score_line_snippet_and_offsets_besides(cli: Cli) -> None:
    (hit,) = json.loads(cli("search", "parser", "--json").out)
    (post,) = json.loads(cli("list", "slug:python-tales", "--json").out)
    assert {key: hit[key] for key in post} == post
    assert hit.keys() - post.keys() == {"score", "line", "snippet", "matches"}
    assert isinstance(hit["score"], float)
    assert hit["line"] == 9
    marked = [hit["snippet"][begin:end] for begin, end in hit["matches"]]
    assert marked == ["parser"]


def test_what_is_found_can_be_narrowed_like_a_list(cli: Cli) -> None:
    cli.check("""
        $ blog search large -tag:tips --template '{slug}'
        python-tales
        $ blog search large --since 2026-05 --template '{slug}'
        python-tips
        $ blog search large --sort date+ --template '{slug}'
        python-tales
        python-tips
        $ blog search -t 'static site' --template '{slug}'
        over
        $ blog search 'large snake' --template '{slug}'
        python-tales
        $ blog search large --limit 1 --template '{slug}'
        python-tales
    """)


def test_nothing_found_brings_a_word_that_the_blog_has(cli: Cli) -> None:
    cli.check("""
        $ blog search gnerators
        2> did you mean generators?
        2> 0 posts
        $ blog search gnerators --fail-on-empty
        2> did you mean generators?
        2> error: nothing matched
        [exit 4]
    """)


def test_a_query_error_shows_the_query_with_a_caret(cli: Cli) -> None:
    cli.check("""
        $ blog search python 'titel:tips'
        2> error: there is no field 'titel': did you mean 'title'?
        2>   python titel:tips
        2>          ^^^^^
        2> hint: to search for the text itself, quote it: "titel:…"
        [exit 2]
    """)


def test_an_empty_search_is_wrong_usage(cli: Cli) -> None:
    cli.check("""
        $ blog search
        2> error: search for what?
        2> hint: blog list shows all posts
        [exit 2]
        $ blog search ' '
        2> error: search for what?
        2> hint: blog list shows all posts
        [exit 2]
    """)


def test_a_person_gets_the_best_twenty(cli: Cli, small: Path) -> None:
    for number in range(30):
        (small / f"posts/n{number}.md").write_text(f"---\ntitle: N{number}\n---\nWalrus.\n")
    shown = cli("search", "walrus", "--format", "table")
    assert shown.out.count("Walrus.") == 20
    assert shown.err == "20 posts of 30; --limit 30 shows all\n"
    assert len(json.loads(cli("search", "walrus", "--json").out)) == 30
    (small / "posts/broken.md").write_text("---\ntitle: [\n---\n")
    told = cli("search", "walrus", "--format", "table", COLUMNS="200").err.splitlines()
    assert told[-1] == "20 posts of 30; --limit 30 shows all; 1 file could not be read"


@pytest.mark.parametrize(
    ("options", "read"),
    [
        (("--json",), True),
        (("--json", "--fields", "slug,line"), True),
        (("--template", "{slug} {snippet}"), True),
        ((), True),
        (("--format", "table"), True),
        (("--json", "--fields", "slug,score"), False),
        (("--template", "{slug}"), False),
        (("--paths",), False),
        (("-0",), False),
    ],
)
def test_files_are_read_only_for_what_is_written(
    cli: Cli, options: tuple[str, ...], *, read: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli("list").code == 0
    seen: list[str] = []
    source = Blog.source

    def noted(blog: Blog, post: Post) -> bytes:
        seen.append(post.path)
        return source(blog, post)

    monkeypatch.setattr(Blog, "source", noted)
    assert "python-tips" in cli("search", "large", *options).out
    assert bool(seen) == read


def test_choosing_needs_somebody_to_choose(cli: Cli) -> None:
    cli.check("""
        $ blog search large --pick
        2> error: cannot ask which post here
        2> hint: leave out --pick and --edit
        [exit 2]
    """)


def test_nothing_to_choose_from_is_told_as_without_choosing(cli: Cli) -> None:
    cli.check("""
        $ blog search Tampere --pick
        2> 0 posts
        $ blog search gnerators --edit
        2> did you mean generators?
        2> 0 posts
        $ blog search Tampere --pick --fail-on-empty
        2> error: nothing matched
        [exit 4]
    """)


def test_a_word_with_a_hyphen_before_it_is_told_from_an_option(cli: Cli) -> None:
    cli.check("""
        $ blog search large -snake
        2> error: no such option: -s
        2> hint: to leave a word out, write NOT before it; see blog search --help
        [exit 2]
        $ blog search large NOT snake --template '{slug}'
        python-tips
        $ blog search --template '{slug}' -- large -snake
        python-tips
    """)


def test_only_words_need_a_dictionary(cli: Cli, small: Path) -> None:
    fresh = {"XDG_CACHE_HOME": str(small.parent / "fresh")}
    dictionaries = small.parent / "fresh" / "blog" / "dictionaries"
    for line in ("list", "list --json tag:python", "show later", "list title:/a/", "new Another"):
        assert cli(*line.split(), **fresh).code == 0
        assert not dictionaries.exists(), line
    # Preparing them takes seconds: those of the other tests will do.
    dictionaries.symlink_to(Path(os.environ["XDG_CACHE_HOME"], "blog", "dictionaries"))
    for command in ("search", "list"):
        found = cli(command, "Helsinki", "kaupunki", "--template", "{path}", **fresh)
        assert found.out == "posts/uutiset/index.fi.md\n"
