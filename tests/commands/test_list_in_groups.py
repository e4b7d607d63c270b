"""`blog list --group-by`: which groups, in which order, in every form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from blogcli.terminal.text import cells
from transcripts import Cli


def groups(cli: Cli, *argv: str) -> dict[str | None, list[str]]:
    """Give the slugs of each group, in order."""
    found = json.loads(cli("list", *argv, "--json", "--fields", "slug").out)
    assert all(group["count"] == len(group["posts"]) for group in found)
    return {group["group"]: [post["slug"] for post in group["posts"]] for group in found}


def test_a_person_gets_a_line_a_group(cli: Cli) -> None:
    cli.check("""
        $ blog list --group-by year lang:en --format table
        Date        Title         Status     Not in  Tags              Slug

        2027  1 post
        2027-01-01  Later         scheduled  fi, sv                    later

        2026  3 posts
        2026-05-04  Python tips   published  fi, sv  python, tips      python-tips
        2026-04-01  Python tales  published  fi, sv  python, diary     python-tales
        2026-03-01  An idea       draft      fi, sv                    idea

        2025  1 post
        2025-06-01  Summer sale   expired    fi, sv  static site, C++  over
        2> 5 posts (1 draft, 1 scheduled, 1 expired)
        $ blog list --group-by status -t python -t tips --format table
        Date        Title        Not in  Tags          Slug

        published  1 post
        2026-05-04  Python tips  fi, sv  python, tips  python-tips
        2> 1 post
    """)


def test_each_group_has_its_own_order(cli: Cli, small: Path) -> None:
    assert list(groups(cli, "--group-by", "year")) == ["2027", "2026", "2025"]
    assert list(groups(cli, "--group-by", "year", "--reverse")) == ["2025", "2026", "2027"]
    assert list(groups(cli, "--group-by", "year", "--sort", "date+")) == ["2025", "2026", "2027"]
    assert list(groups(cli, "--group-by", "year", "--sort", "title")) == ["2027", "2026", "2025"]
    statuses = ["draft", "scheduled", "published", "expired"]
    assert list(groups(cli, "--group-by", "status")) == statuses
    assert list(groups(cli, "--group-by", "status", "--reverse")) == statuses[::-1]
    assert list(groups(cli, "--group-by", "lang")) == ["en", "fi", "sv"]
    (small / "posts/undated.md").write_text("---\ntitle: Undated\n---\nWords.\n", "utf-8")
    assert list(groups(cli, "--group-by", "year"))[-1] is None
    assert list(groups(cli, "--group-by", "year", "--reverse"))[-1] is None


def test_a_post_is_in_the_group_of_each_of_its_tags(cli: Cli, small: Path) -> None:
    (small / "posts/loud.md").write_text("---\ntags: [PYTHON, Python]\n---\nLoud.\n", "utf-8")
    found = groups(cli, "--group-by", "tag", "--sort", "title")
    assert list(found)[:2] == ["python", "C++"]
    assert found["python"] == ["loud", "python-tales", "python-tips"]
    assert found["tips"] == ["python-tips"]
    assert found[None] == ["idea", "later"]


def test_a_limit_is_of_posts_not_of_groups(cli: Cli) -> None:
    found = groups(cli, "--group-by", "lang", "--limit", "3", "--sort", "title")
    assert sum(len(slugs) for slugs in found.values()) == 3
    assert groups(cli, "--group-by", "tag", "tag:nothing") == {}


def test_lines_for_programs_begin_with_the_group(cli: Cli) -> None:
    cli.check("""
        $ blog list --group-by tag -t python --format csv --fields group,slug
        group,slug
        python,python-tips
        python,python-tales
        diary,python-tales
        tips,python-tips
        $ blog list --group-by lang lang:fi --template '{group}: {title}'
        fi: Uutisia Helsingistä
        $ blog list --group-by year is:expired --format jsonl --fields slug
        {"group": "2025", "count": 1, "posts": [{"slug": "over"}]}
    """)
    first = cli("list", "--group-by", "status", "is:draft").out
    assert first.startswith("draft\t2026-03-01T")


def test_a_post_in_two_groups_has_no_place_among_paths(cli: Cli) -> None:
    cli.check("""
        $ blog list --group-by tag --paths
        2> error: --group-by does not go with --paths and -0
        [exit 2]
        $ blog list --fields group
        2> error: unknown field 'group'
        2> hint: fields: slug path title date updated expires status tags categories lang translations authors series summary word_count reading_minutes aliases url extra
        [exit 2]
    """)  # noqa: E501 - as it is printed


@pytest.mark.parametrize("columns", [20, 30, 40, 80, 300])
def test_groups_fit_the_terminal(cli: Cli, small: Path, columns: int) -> None:
    long = "a very long tag of a person who likes to say all in one"
    (small / "posts/long.md").write_text(f"---\ntags: ['{long}']\n---\nText.\n", "utf-8")
    result = cli("list", "--group-by", "tag", "--format", "table", COLUMNS=str(columns))
    assert max(map(cells, result.out.splitlines())) <= columns
