"""`blog stats`: numbers from the index, as a picture for a person and as lines for programs."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from blogcli.terminal.text import cells
from transcripts import Cli

TAIL = "---\nOne two three.\n"


def add(small: Path, name: str, *lines: str) -> None:
    """Write a post of three words."""
    text = "".join(f"{line}\n" for line in lines)
    (small / f"posts/{name}.md").write_text(f"---\n{text}{TAIL}", "utf-8")


def numbers(cli: Cli, *argv: str) -> dict[str, Any]:
    """Give what --json says."""
    result = cli("stats", *argv, "--json")
    assert result.code == 0, result.err
    found: dict[str, Any] = json.loads(result.out)
    return found


def test_a_person_gets_a_picture(cli: Cli) -> None:
    cli.check("""
        $ blog stats --format table
        7 posts  52 words
        1 draft  1 scheduled  4 published  1 expired

        Posts a month  2 at most
               J   F   M   A   M   J   J   A   S   O   N   D
        2027  ▄▄▄                                               1
        2026   ·   ·  ▄▄▄ ▄▄▄ ▄▄▄  ·   ·   ·   ·   ·  ▇▇▇       5
        2025   ·   ·   ·   ·   ·  ▄▄▄  ·   ·   ·   ·   ·   ·    1

        Words a year
        2027  ━━━━╸ 3
        2026  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 46
        2025  ━━━━╸ 3

        Tags
        python       ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 2
        C++          ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╸ 1
        diary        ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╸ 1
        kaupunki     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╸ 1
        stad         ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╸ 1
        static site  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╸ 1
        tips         ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╸ 1

        Languages
        en  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 5
        fi  ━━━━━━━━━━━━━━━ 1
        sv  ━━━━━━━━━━━━━━━ 1

        Drafts by age
        1 week    0
        1 month   0
        3 months  0
        1 year    ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 1
        older     0
        undated   0
    """)


def test_programs_get_a_line_a_number(cli: Cli) -> None:
    assert cli("stats", "is:published").out.splitlines()[:7] == [
        "total\t\t4\t44",
        "status\tdraft\t0\t0",
        "status\tscheduled\t0\t0",
        "status\tpublished\t4\t44",
        "status\texpired\t0\t0",
        "year\t2026\t4\t44",
        "month\t2026-04\t1\t7",
    ]
    cli.check("""
        $ blog stats -t tips --format csv
        what,name,posts,words
        total,,1,25
        status,draft,0,0
        status,scheduled,0,0
        status,published,1,25
        status,expired,0,0
        year,2026,1,25
        month,2026-05,1,25
        undated,,0,0
        tag,python,1,25
        tag,tips,1,25
        untagged,,0,0
        lang,en,1,25
        draft,week,0,0
        draft,month,0,0
        draft,quarter,0,0
        draft,year,0,0
        draft,older,0,0
        draft,undated,0,0
    """)
    first = cli("stats", "--format", "jsonl").out.splitlines()[0]
    assert json.loads(first) == {"what": "total", "name": "", "posts": 7, "words": 52}


def test_the_keys_of_json_are_a_contract(cli: Cli, small: Path) -> None:
    """Keys may be added, and what is here stays."""
    add(small, "bare")
    cli.check("""
        $ blog stats lang:en is:draft OR missing:date --json
        {"as_of": "2026-11-24T14:00:00+02:00", "posts": 2, "words": 5, "statuses": [{"status": "draft", "posts": 1, "words": 2}, {"status": "scheduled", "posts": 0, "words": 0}, {"status": "published", "posts": 1, "words": 3}, {"status": "expired", "posts": 0, "words": 0}], "years": [{"year": "2026", "posts": 1, "words": 2}], "months": [{"month": "2026-03", "posts": 1, "words": 2}], "tags": [], "languages": [{"lang": "en", "posts": 2, "words": 5}], "drafts": [{"age": "week", "posts": 0, "words": 0}, {"age": "month", "posts": 0, "words": 0}, {"age": "quarter", "posts": 0, "words": 0}, {"age": "year", "posts": 1, "words": 2}, {"age": "older", "posts": 0, "words": 0}, {"age": "undated", "posts": 0, "words": 0}], "undated": {"posts": 1, "words": 3}, "untagged": {"posts": 2, "words": 5}}
    """)  # noqa: E501 - as it is printed


@pytest.mark.parametrize(
    "query", [(), ("is:published",), ("python",), ("date:2026.. limit:3",), ("tag:nothing",)]
)
def test_the_numbers_are_those_of_the_posts_listed(
    cli: Cli, small: Path, query: tuple[str, ...]
) -> None:
    add(small, "bare")
    add(small, "loud", "tags: [PYTHON, Python, tips]", "date: 2026-05-04")
    listed = json.loads(cli("list", *query, "--json").out)
    found = numbers(cli, *query)
    zone = ZoneInfo("Europe/Helsinki")
    months: Counter[str] = Counter()
    tags: Counter[str] = Counter()
    for post in listed:
        if post["date"]:
            months[f"{datetime.fromisoformat(post['date']).astimezone(zone):%Y-%m}"] += 1
        tags.update({tag.lower() for tag in post["tags"]})
    assert found["posts"] == len(listed)
    assert found["words"] == sum(post["word_count"] for post in listed)
    assert {one["month"]: one["posts"] for one in found["months"]} == months
    assert {one["tag"].lower(): one["posts"] for one in found["tags"]} == tags
    for name, key in (("statuses", "status"), ("languages", "lang")):
        amounts = {one[key]: one["posts"] for one in found[name] if one["posts"]}
        assert amounts == Counter(post[key] for post in listed)
    assert found["undated"]["posts"] == sum(not post["date"] for post in listed)
    assert found["untagged"]["posts"] == sum(not post["tags"] for post in listed)
    assert sum(one["posts"] for one in found["drafts"]) == sum(
        post["status"] == "draft" for post in listed
    )


def test_months_are_those_of_the_blog(cli: Cli, small: Path) -> None:
    """One minute before midnight in London is the next year in Helsinki."""
    add(small, "late", "date: 2024-12-31T23:59:00Z")
    assert numbers(cli, "slug:late")["months"] == [{"month": "2025-01", "posts": 1, "words": 3}]
    assert numbers(cli, "date:2025-01")["posts"] == 1


def test_what_is_out_depends_on_the_day(cli: Cli) -> None:
    def scheduled(*argv: str) -> int:
        statuses = {one["status"]: one["posts"] for one in numbers(cli, *argv)["statuses"]}
        return int(statuses["scheduled"])

    assert scheduled() == 1
    assert scheduled("--as-of", "2027-06-01") == 0
    assert scheduled("--as-of", "2025-01-01") == 6


def test_drafts_have_an_age(cli: Cli, small: Path) -> None:
    for name, date in (
        ("week", "2026-11-20"),
        ("tomorrow", "2026-11-25"),
        ("month", "2026-11-01"),
        ("quarter", "2026-09-01"),
        ("older", "2020-01-01"),
    ):
        add(small, name, "draft: true", f"date: {date}")
    add(small, "fresh", "draft: true", "date: 2020-01-01", "lastmod: 2026-11-24")
    add(small, "undated", "draft: true")
    ages = {one["age"]: one["posts"] for one in numbers(cli)["drafts"]}
    assert ages == {"week": 3, "month": 1, "quarter": 1, "year": 1, "older": 1, "undated": 1}


def test_nothing_is_no_failure_unless_asked(cli: Cli) -> None:
    cli.check("""
        $ blog stats tag:nothing --format table
        0 posts  0 words
        $ blog stats tag:nothing --fail-on-empty --format table
        0 posts  0 words
        2> error: nothing matched
        [exit 4]
        $ blog stats lang:fi --explain
        lang is "fi"
        $ blog stats --json --format csv
        2> error: --json and --format csv contradict each other
        [exit 2]
    """)


@pytest.mark.parametrize("term", ["xterm", "dumb"])
@pytest.mark.parametrize("columns", [20, 30, 40, 57, 80, 100, 300])
def test_it_fits_every_width(cli: Cli, small: Path, columns: int, term: str) -> None:
    for number in range(30):
        add(small, f"many-{number}", f"tags: ['a {'long ' * number} tag', 日本語のタグ]")
    add(small, "early", "date: 0990-05-04")
    result = cli("stats", "--format", "table", COLUMNS=str(columns), TERM=term)
    assert result.code == 0
    assert max(map(cells, result.out.splitlines())) <= columns
    assert "\x1b" not in result.out
    assert all(line == line.rstrip() for line in result.out.splitlines())


def test_a_plain_terminal_gets_plain_signs_and_numbers(cli: Cli) -> None:
    cli.check("""
        $ TERM=dumb COLUMNS=40 blog stats lang:en --format table
        5 posts  40 words
        1 draft  1 scheduled  2 published
        1 expired

        Posts a month  1 at most
              J F M A M J J A S O N D
        2027  1                         1
        2026  . . 1 1 1 . . . . . .     3
        2025  . . . . . 1 . . . . . .   1

        Words a year
        2027  === 3
        2026  =============================== 34
        2025  === 3

        Tags
        python       ========================= 2
        C++          ============ 1
        diary        ============ 1
        static site  ============ 1
        tips         ============ 1

        Drafts by age
        1 week    0
        1 month   0
        3 months  0
        1 year    ============================ 1
        older     0
        undated   0
    """)


def test_colours_are_by_meaning(cli: Cli) -> None:
    drawn = cli("stats", "--format", "table", "--color", "always").out
    assert "\x1b[38;5;117m━━━" in drawn or "\x1b[38;2;135;215;255m━━━" in drawn
    plain = re.sub(r"\x1b\[[0-9;]*m", "", drawn)
    assert plain == cli("stats", "--format", "table", "--color", "never").out
