"""`blog check`: transcripts, exit codes, forms for programs, and what a hook does with it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from transcripts import Cli, tree

BAD = """---
title: Bad
date: "4 May 2026"
tags: [Python]
---

A [link](nothing.md) to [the web](www.example.org/x).

## One

#### Three
"""


@pytest.fixture
def bad(small: Path) -> Path:
    file = small / "posts/bad.md"
    file.write_text(BAD)
    return file


@pytest.mark.usefixtures("bad")
def test_findings_are_lines_for_programs_and_a_sum_for_people(cli: Cli) -> None:
    cli.check("""
        $ blog check
        posts/bad.md:3:7: warning: date: '4 May 2026' is read as 2026-05-04: others may read it otherwise [odd-date]
        posts/bad.md:4:7: info: the tag 'Python' is much like 'python', which 2 posts have [similar-tags]
        posts/bad.md:7:3: error: nothing.md leads nowhere [broken-link]
        posts/bad.md:7:25: error: www.example.org/x leads nowhere: https:// is missing [broken-link]
        posts/bad.md:11:1: info: a heading of level 4 follows one of level 2 [heading-skip]
        2> 9 posts: 2 errors, 1 warning, 2 infos; --fix mends 3
        [exit 1]
        $ blog check python-tips later
        2> 2 posts: nothing to complain of
        $ blog check bad --select odd-date
        posts/bad.md:3:7: warning: date: '4 May 2026' is read as 2026-05-04: others may read it otherwise [odd-date]
        2> 1 post: 1 warning; --fix mends 1
        $ blog check bad --select odd-date --strict --quiet
        posts/bad.md:3:7: error: date: '4 May 2026' is read as 2026-05-04: others may read it otherwise [odd-date]
        [exit 1]
        $ blog check --query tag:tips
        2> 1 post: nothing to complain of
        $ blog check --ignore broken-link,odd-date --ignore heading-skip
        posts/bad.md:4:7: info: the tag 'Python' is much like 'python', which 2 posts have [similar-tags]
        2> 9 posts: 1 info; --fix mends 1
    """)  # noqa: E501 - as it is printed


def test_a_wrong_call_is_told_with_what_was_meant(cli: Cli, small: Path) -> None:
    cli.check("""
        $ blog check --select missing-altt
        2> error: --select: there is no rule 'missing-altt'; did you mean missing-alt?
        2> hint: blog check --rules lists them
        [exit 2]
        $ blog check posts/nowhere.md
        2> error: no post goes by the name 'posts/nowhere.md'
        2> hint: blog list shows all posts; blog search finds them by their words
        [exit 3]
    """)
    (small / "blog.toml").write_text('[check]\nmissing-altt = "off"\nodd-date = "loud"\n')
    assert "check.odd-date: must be error, warning, info or off" in cli("check").err
    (small / "blog.toml").write_text('[posts]\nfolders = ["posts", "post"]\n')
    assert "there is no folder 'post'" in cli("check").err
    (small / "blog.toml").write_text('[check]\nmissing-altt = "off"\n')
    cli.check("""
        $ blog check
        2> error: blog.toml: check.missing-altt: there is no rule 'missing-altt'; did you mean missing-alt?
        [exit 1]
    """)  # noqa: E501 - as it is printed


@pytest.mark.usefixtures("bad")
def test_the_configuration_says_how_bad_a_rule_is(cli: Cli, small: Path) -> None:
    with (small / "blog.toml").open("a") as file:
        file.write('[check]\nbroken-link = "info"\nodd-date = "off"\nheading-skip = "error"\n')
    found = json.loads(cli("check", "bad", "--json").out)
    assert [(one["rule"], one["severity"]) for one in found] == [
        ("similar-tags", "info"),
        ("broken-link", "info"),
        ("broken-link", "info"),
        ("heading-skip", "error"),
    ]


@pytest.mark.usefixtures("bad")
def test_json_keeps_its_contract(cli: Cli) -> None:
    expected = {
        "rule": "broken-link",
        "severity": "error",
        "path": "posts/bad.md",
        "line": 7,
        "column": 25,
        "message": "www.example.org/x leads nowhere: https:// is missing",
        "hint": None,
        "fix": "write https://www.example.org/x",
    }
    result = cli("check", "--json")
    assert result.code == 1
    assert result.err == ""
    assert list(json.loads(result.out)[3]) == list(expected)
    assert json.loads(result.out)[3] == expected
    lines = cli("check", "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == json.loads(result.out)
    assert cli("check", "python-tips", "--json").out == "[]\n"
    assert cli("check", "--json", "--format", "github").code == 2


def test_annotations_are_escaped_and_seen_from_the_checkout(cli: Cli, small: Path) -> None:
    (small / "posts/a,b.md").write_text("---\ntitle: A\n---\n\n[100%](x:%.md) [y](50%.md)\n")
    lines = cli("check", "a,b", "--format", "github", GITHUB_WORKSPACE=str(small.parent)).out
    assert lines.splitlines()[-1] == (
        "::error file=small/posts/a%2Cb.md,line=5,col=16,title=broken-link::50%25.md leads nowhere"
    )


def test_a_malformed_post_does_not_stop_the_others(cli: Cli, small: Path, bad: Path) -> None:
    (small / "posts/worse.md").write_text("---\ntitle: [\n---\n")
    (small / "posts/latin.md").write_bytes(b"---\ntitle: \xe4\n---\n")
    result = cli("check", "--select", "front-matter", "--select", "broken-link")
    assert [line.partition(": ")[0] for line in result.out.splitlines()] == [
        "posts/bad.md:7:3",
        "posts/bad.md:7:25",
        "posts/latin.md:2:8",
        "posts/worse.md:2:9",
    ]
    assert cli("check", "posts/worse.md").code == 1
    assert cli("check", "worse").code == 1
    bad.unlink()


def test_a_hook_hands_over_what_was_changed(
    small: Path, bad: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(small.parent))  # beyond it nobody looks for a blog
    (small / "README.md").write_text("No post.")
    argv = [sys.executable, "-m", "blogcli", "check"]
    files = ["posts/bad.md", "posts/python-tips.md", "README.md", "blog.toml"]
    done = subprocess.run([*argv, *files], cwd=small, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "posts/bad.md:7:3: error" in done.stdout
    assert "note: README.md is no post, and is passed over" in done.stderr
    assert "2 posts: " in done.stderr
    bad.write_text(BAD.replace("nothing.md", "python-tips.md").replace("www.", "https://www."))
    done = subprocess.run([*argv, *files], cwd=small, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    whole = subprocess.run(
        [*argv, "small/posts"], cwd=small.parent, capture_output=True, text=True, check=False
    )
    assert "there is no blog" in whole.stderr
    folder = [*argv, "--blog", "small", "small/posts"]
    whole = subprocess.run(folder, cwd=small.parent, capture_output=True, text=True, check=False)
    assert "8 posts: " in whole.stderr


def test_fixes_are_shown_made_and_taken_back(cli: Cli, small: Path, bad: Path) -> None:
    before = tree(small)
    shown = cli("check", "-n")
    assert shown.code == 1
    changed = [line for line in shown.out.splitlines() if line[0] in "+-"]
    assert changed[2:6] == [
        '-date: "4 May 2026"',
        "-tags: [Python]",
        '+date: "2026-05-04"',
        "+tags: [python]",
    ]
    assert tree(small) == before
    made = cli("check", "--fix")
    assert made.code == 1  # nothing.md is still nowhere
    assert "posts/bad.md:7:3: error" in made.out
    assert made.err.splitlines()[-1] == (
        "9 posts: 1 error, 1 info; 1 post mended, blog undo takes it back"
    )
    assert "(https://www.example.org/x)" in bad.read_text()
    assert "check --fix" in cli("log").out
    assert cli("undo").code == 0
    assert tree(small) == before


def test_many_fixes_ask_first(cli: Cli, small: Path) -> None:
    for name in ("x", "y"):
        (small / f"posts/{name}.md").write_text(BAD.replace("Bad", name))
    before = tree(small)
    refused = cli("check", "--fix", "--select", "odd-date")
    assert refused.code == 2
    assert "--yes does it without asking" in refused.err
    assert tree(small) == before
    assert cli("check", "--fix", "--yes", "--select", "odd-date").code == 0
    assert 'date: "2026-05-04"' in (small / "posts/y.md").read_text()


def test_the_rules_are_listed_with_how_bad_they_are_here(cli: Cli, small: Path) -> None:
    from blogcli.checks.names import NAMES

    with (small / "blog.toml").open("a") as file:
        file.write('[check]\nmissing-summary = "error"\n')
    lines = cli("check", "--rules").out.splitlines()
    assert [line.split()[0] for line in lines] == list(NAMES)
    assert "missing-summary      error    A post has no summary of its own." in lines
    (small / "blog.toml").unlink()
    nowhere = Cli(small.parent.parent)
    assert len(nowhere("check", "--rules").out.splitlines()) == len(NAMES)


def test_the_page_about_rules_is_up_to_date() -> None:
    from blogcli.checks.registry import rules

    page = (Path(__file__).parents[2] / "docs/check.md").read_text("utf-8")
    told = re.findall(r"^\| `([a-z-]+)` \| (\w+) \|", page, re.MULTILINE)
    assert told == [(rule.name, rule.level) for rule in rules().values()]


def test_rules_are_given_to_programs(cli: Cli) -> None:
    import json

    rules = json.loads(cli("check", "--rules", "--format", "json").out)
    assert list(rules[0]) == ["rule", "severity", "meaning"]
    assert {"rule": "front-matter", "severity": "error"}.items() <= rules[0].items()
