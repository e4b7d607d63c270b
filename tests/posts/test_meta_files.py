"""Nikola's posts of two files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from transcripts import Cli, tree

META = ".. title: Snow\n.. slug: first-snow\n.. date: 2023-11-20 18:30\n.. tags: snow, hills\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "blog"
    (root / "posts").mkdir(parents=True)
    (root / "conf.py").write_text(
        'BLOG_TITLE = "x"\nDEFAULT_LANG = "en"\nTRANSLATIONS = {"en": "", "fi": "./fi"}\n'
    )
    (root / "posts/snow.md").write_text("It snowed.\n")
    (root / "posts/snow.meta").write_text(META)
    return root


def posts(root: Path, *more: str) -> dict[str, dict[str, object]]:
    done = Cli(root)("list", "--json", *more)
    return {post["path"]: post for post in json.loads(done.out)}


def test_what_stands_beside_a_text_makes_it_a_post(root: Path) -> None:
    (post,) = posts(root).values()

    assert (post["title"], post["slug"]) == ("Snow", "first-snow")
    assert post["tags"] == ["snow", "hills"]
    assert str(post["date"]).startswith("2023-11-20T18:30")


def test_a_translation_has_what_its_own_file_leaves_out(root: Path) -> None:
    (root / "posts/snow.fi.md").write_text("Satoi lunta.\n")
    (root / "posts/snow.fi.meta").write_text(".. title: Lumi\n.. slug: lumi\n")

    found = posts(root)["posts/snow.fi.md"]

    assert (found["title"], found["lang"], found["tags"]) == ("Lumi", "fi", ["snow", "hills"])


@pytest.mark.parametrize("text", ["---\ntitle: Snow\n---\n", '+++\ntitle = "Snow"\n+++\n'])
def test_it_may_be_yaml_or_toml(root: Path, text: str) -> None:
    (root / "posts/snow.meta").write_text(text)

    assert posts(root)["posts/snow.md"]["title"] == "Snow"


def test_a_change_of_it_is_seen(root: Path) -> None:
    assert posts(root)
    (root / "posts/snow.meta").write_text(META.replace("Snow", "More snow"))

    assert posts(root)["posts/snow.md"]["title"] == "More snow"


def test_one_that_cannot_be_read_is_named_and_its_post_left_out(root: Path) -> None:
    (root / "posts/snow.meta").write_text("---\ntitle: [\n---\n")

    done = Cli(root)("list", "--paths")

    assert done.out == ""
    assert "posts/snow.meta:2:9: " in done.err


@pytest.mark.parametrize(
    "verb", [("set", "first-snow", "title=Ice"), ("tag", "add", "ice", "first-snow"),
             ("unpublish", "first-snow"), ("rename", "first-snow", "ice")],
)  # fmt: skip
def test_verbs_leave_it_to_its_author(root: Path, verb: tuple[str, ...]) -> None:
    before = tree(root)

    done = Cli(root)(*verb, "--yes")

    assert done.code == 1
    assert "stands in posts/snow.meta, which blog does not change" in done.err
    assert tree(root) == before


def test_it_is_deleted_with_the_last_post_that_reads_it(root: Path) -> None:
    (root / "posts/snow.fi.md").write_text("Satoi lunta.\n")
    (root / "posts/snow.fi.meta").write_text(".. title: Lumi\n.. slug: lumi\n")
    before, cli = tree(root), Cli(root)

    assert cli("delete", "first-snow", "--yes").code == 0
    left = {path for path in tree(root) if path.startswith("posts/")}
    assert left == {"posts/snow.fi.md", "posts/snow.fi.meta", "posts/snow.meta"}
    assert cli("delete", "lumi", "--yes").code == 0
    assert not {path for path in tree(root) if path.startswith("posts/")}

    assert (cli("undo").code, cli("undo").code) == (0, 0)
    assert tree(root) == before
