"""Every verb on every real post, done and undone: not a byte is other than before."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from extent import WHOLE, part
from transcripts import Cli, tree

SAMPLES = Path(__file__).parents[1] / "samples/blogs"
DIALECTS = sorted(path.name for path in SAMPLES.iterdir())
CORPORA = ("as-kilta", "gopheracademy", "scientific-python")
TOGETHER = [
    ("publish", "--at", "2026-11-01"),
    ("publish",),
    ("unpublish",),
    ("set", 'title=New: it\'s "so"', "draft=true"),
    ("set", "weight=7", "tags=[a, b c]"),
    ("unset", "title"),
    ("tag", "add", "a new one"),
    ("delete",),
]
EVERYTHING = "word_count:0.."
RENAMES = int(os.environ.get("BLOG_RENAMES", "40" if WHOLE else "4"))
"""Posts of each blog to rename; set it high to try all."""


def blog_of(name: str, folder: Path, request: pytest.FixtureRequest) -> Path:
    if name in DIALECTS:
        return Path(shutil.copytree(SAMPLES / name, folder / "blog"))
    corpora: Path = request.getfixturevalue("corpora")
    ignored = shutil.ignore_patterns("*.jpg", "*.jpeg", "*.png", "*.gif", "*.webp", ".git")
    root = Path(shutil.copytree(corpora / name, folder / "blog", ignore=ignored))
    files = sorted(root.rglob("*.md"))
    for file in set(files) - set(files[:: part(12)]):  # writing to the disk for good takes its time
        file.unlink()
    return root


@pytest.mark.parametrize("name", [*DIALECTS, *CORPORA])
def test_every_verb_on_every_post_done_and_undone(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    root = blog_of(name, tmp_path, request)
    cli = Cli(root)
    before = tree(root)
    posts = set(cli("list", EVERYTHING, "--paths").out.splitlines())
    for verb in TOGETHER:
        done = cli(*verb, "--query", EVERYTHING, "--yes")
        assert done.code == 0 or (done.code == 1 and name in ("eleventy", "hugo")), done
        assert done.out or (verb == ("publish",) and "is published already" in done.err), done
        if not done.out:
            continue
        after = tree(root)
        assert after != before
        listed = set(cli("list", "--paths").out.splitlines())
        if verb == ("delete",):
            assert listed.isdisjoint(done.out.splitlines())
        elif done.code == 0:
            assert listed >= posts or verb[0] == "publish"
        undone = cli("--blog", str(root), "undo")  # without a post, no blog is found here
        assert undone.code == 0, undone
        assert tree(root) == before, verb
    for tag in cli("tag", "list", "--format", "tsv").out.splitlines()[:3]:
        done = cli("tag", "rename", tag.partition("\t")[0], "Not, yet there", "--yes")
        if done.out:
            assert tag.partition("\t")[0] not in cli("tag", "list").out.split("\t")
            assert cli("undo").code == 0
            assert tree(root) == before, tag


@pytest.mark.parametrize("name", [*DIALECTS, *CORPORA])
def test_posts_renamed_and_named_back(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    root = blog_of(name, tmp_path, request)
    cli = Cli(root)
    before = tree(root)
    paths = cli("list", "--paths").out.splitlines()
    for path in paths[:: max(1, len(paths) // RENAMES)]:
        done = cli("rename", path, "a-name-of-its-own", "--yes")
        assert done.code == 0 or not done.out, done
        if done.out:
            found = cli("show", done.out.splitlines()[0], "--json").out
            assert '"slug": "a-name-of-its-own"' in found.replace('":"', '": "')
            assert len(cli("list", "--paths").out.splitlines()) == len(paths)
            assert cli("undo").code == 0
        assert tree(root) == before, path
