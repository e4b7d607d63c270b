"""`blog why`: what decides a post's status, and what belongs to it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from transcripts import Cli


def test_each_status_names_the_line_that_says_so(cli: Cli) -> None:
    cli.check("""
        $ blog why idea
        An idea  draft
        because       draft: true makes it a draft (posts/idea.md:4)
        file          posts/idea.md
        address       https://small.example/idea/
        last export   no site was made here yet
        $ blog why later
        Later  scheduled
        because       waits for 2027-01-01 09:00 +0200, as date says (posts/later.md:3)
        file          posts/later.md
        address       https://small.example/later/
        last export   no site was made here yet
    """)


@pytest.mark.parametrize(
    ("header", "path", "reason"),
    [
        ("draft: yes", "posts/x.md", "draft: yes makes it a draft"),
        ("published: false", "posts/x.md", "published: false makes it a draft"),
        ("status: draft", "posts/x.md", "status: draft makes it a draft"),
        ("lang: en", "posts/_drafts/x.md", "it lies in _drafts"),
        ("expires: 2026-01-01", "posts/x.md", "expired on 2026-01-01 00:00 +0200, as expires says"),
        ("lang: en", "posts/2030-01-01-x.md", "waits for 2030-01-01 00:00 +0200, as the file's"),
        ("published: true", "posts/2030-01-01-x.md", "waits for 2030-01-01 00:00 +0200, as the f"),
        ("lang: en", "posts/x.md", "no key calls it a draft"),
    ],
)
def test_whatever_decides_is_named(
    cli: Cli, small: Path, header: str, path: str, reason: str
) -> None:
    (small / path).parent.mkdir(exist_ok=True)
    (small / path).write_text(f"---\ntitle: X\n{header}\n---\n\nWords.\n")
    first = json.loads(cli("why", path, "--json").out)["reasons"][0]
    assert first["text"].startswith(reason)
    assert first["line"] in (3, None)


def test_what_is_in_no_list_is_not_called_published(cli: Cli, small: Path) -> None:
    (small / "posts/loose.md").write_text("Words alone.\n")
    (small / "posts/alone.md").write_text("---\ntitle: Alone\nunlisted: true\n---\n\nWords.\n")
    cli.check("""
        $ blog why posts/loose.md
        Words alone.  no post
        because       it has no front matter: begin it with ---, title: … and --- to make it one
        file          posts/loose.md
        address       none: it is not on the site
        last export   no site was made here yet
    """)
    assert cli("why", "posts/alone.md").out.startswith("Alone  unlisted\n")
    assert json.loads(cli("why", "posts/alone.md", "--json").out)["listed"] is False


def test_links_in_and_out_translations_and_aliases(cli: Cli, small: Path) -> None:
    (small / "posts/hub.md").write_text(
        "---\ntitle: Hub\ndate: 2026-05-01\naliases: [/old-hub/]\n---\n\n"
        "[tips](python-tips.md), [again](/python-tips/), [out](https://e.org/)\n"
    )
    (small / "posts/spoke.md").write_text(
        "---\ntitle: Spoke\ndate: 2026-05-01\n---\n\nSee\n[old](/old-hub/#x).\n"
    )
    told = json.loads(cli("why", "hub", "--json").out)
    assert told["aliases"] == ["/old-hub/"]
    assert told["links_out"] == [
        {"path": "posts/python-tips.md", "title": "Python tips", "line": 7}
    ]
    assert told["links_in"] == [{"path": "posts/spoke.md", "title": "Spoke", "line": 7}]
    told = json.loads(cli("why", "uutiset@fi", "--json").out)
    assert told["translations"] == {"sv": "posts/uutiset/index.sv.md"}


def test_the_last_export_is_told(cli: Cli, small: Path) -> None:
    assert cli("export").code == 0
    lines = cli("why", "python-tips").out.splitlines()
    assert lines[-1] == "last export   public/python-tips/index.html"
    assert cli("why", "idea").out.endswith("last export   the site in public is without it\n")
    assert cli("publish", "idea").code == 0
    assert cli("why", "idea").out.endswith(" is without it; blog export adds it\n")
    with (small / "posts/python-tips.md").open("a") as file:
        file.write("\nMore.\n")
    last = cli("why", "python-tips").out.splitlines()[-1]
    assert last == "last export   public/python-tips/index.html, and the post was changed since"


def test_a_post_that_cannot_be_read_says_why_itself(cli: Cli, small: Path) -> None:
    (small / "posts/broken.md").write_text("---\ntitle: [\n---\n")
    result = cli("why", "posts/broken.md")
    assert result.code == 1
    assert "posts/broken.md:2:9" in result.err
    assert cli("why", "nothing").code == 3


def test_what_is_in_no_list_is_told_by_its_file(cli: Cli, small: Path) -> None:
    (small / "posts/secret.md").write_text("---\ntitle: Secret\nunlisted: true\n---\n\nWords.\n")
    reasons = json.loads(cli("why", "posts/secret.md", "--json").out)["reasons"]
    assert reasons[0] == {"text": "unlisted keeps it out of lists", "line": 3}
    (small / "README.md").write_text("No post.")
    cli.check("""
        $ blog why README.md
        2> error: no post goes by the name 'README.md'
        2> hint: posts are Markdown files in posts, pages
        [exit 3]
    """)
