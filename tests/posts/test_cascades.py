"""What Hugo's sections and configuration cascade to the posts below."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from transcripts import Cli

SECTION = """---
title: Diary
cascade:
  - draft: true
    target: {path: /posts/secret/**}
  - author: Ann
    tags: [diary]
---
"""
HUGO = {
    "hugo.toml": "languageCode = 'en'\n[cascade]\nauthor = 'Everybody'\nseries = ['All']\n",
    "content/posts/_index.md": SECTION,
    "content/posts/a.md": "---\ntitle: A\n---\nText.\n",
    "content/posts/b/index.md": "---\ntitle: B\nauthor: Bo\ntags: [sea]\n---\nText.\n",
    "content/posts/secret/c.md": "---\ntitle: C\n---\nText.\n",
    "content/posts/old/_index.md": "+++\n[cascade]\nAuthor = 'Old one'\n+++\n",
    "content/posts/old/d.md": "---\ntitle: D\n---\nText.\n",
    "content/blog/e.md": "---\ntitle: E\n---\nText.\n",
}


def _listed(root: Path, files: dict[str, str]) -> dict[str, dict[str, object]]:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    result = Cli(root)("list", "--json")
    assert result.code == 0
    found = {post["path"]: post for post in json.loads(result.out)}
    return {path.removeprefix("content/").removesuffix(".md"): post for path, post in found.items()}


def test_a_post_says_most_then_its_nearest_section_then_the_configuration(empty: Path) -> None:
    posts = _listed(empty, HUGO)
    assert {path: (post["authors"], post["tags"]) for path, post in posts.items()} == {
        "posts/a": (["Ann"], ["diary"]),
        "posts/b/index": (["Bo"], ["sea"]),
        "posts/secret/c": (["Ann"], ["diary"]),
        "posts/old/d": (["Old one"], ["diary"]),
        "blog/e": (["Everybody"], []),
    }
    assert {path for path, post in posts.items() if post["status"] == "draft"} == {"posts/secret/c"}
    assert {post["series"] for post in posts.values()} == {"All"}


def test_a_change_in_a_section_is_seen(empty: Path) -> None:
    assert _listed(empty, HUGO)["posts/a"]["authors"] == ["Ann"]
    changed = {"content/posts/_index.md": "---\ncascade: {author: Bea}\n---\n"}
    assert _listed(empty, changed)["posts/a"]["authors"] == ["Bea"]
    (empty / "content/posts/_index.md").write_text("---\ntitle: Diary\n---\n")
    assert _listed(empty, {})["posts/a"]["authors"] == ["Everybody"]


@pytest.mark.parametrize(
    ("target", "fits"),
    [
        ("path: '{/posts/a,/posts/b}'", True),
        ("path: /posts/*", True),
        ("path: /posts", False),
        ("path: /*", False),
        ("path: '**'", True),
        ("kind: '{page,section}'", True),
        ("kind: section", False),
        ("lang: en", True),
        ("lang: fi", False),
        ("environment: production", True),
        ("environment: staging", False),
        ("sites: {matrix: {languages: fi}}", False),
    ],
)
def test_targets(empty: Path, target: str, *, fits: bool) -> None:
    section = f"---\ncascade:\n  draft: true\n  target:\n    {target}\n---\n"
    posts = _listed(empty, {**HUGO, "content/_index.md": section})
    assert posts["posts/a"]["status"] == ("draft" if fits else "published")


def test_each_language_has_sections_of_its_own(empty: Path) -> None:
    files = {
        "hugo.toml": "defaultContentLanguage = 'zh-cn'\n[languages.zh-cn]\n[languages.fi]\n",
        "content/_index.md": "---\ncascade: {series: [Main]}\n---\n",
        "content/posts/_index.zh-cn.md": "---\ncascade: {author: Zhang}\n---\n",
        "content/posts/_index.fi.md": "---\ncascade: {author: Aino}\n---\n",
        "content/posts/a.md": "---\ntitle: A\n---\nText.\n",
        "content/posts/a.fi.md": "---\ntitle: A\n---\nText.\n",
    }
    posts = _listed(empty, files)
    assert (posts["posts/a"]["authors"], posts["posts/a.fi"]["authors"]) == (["Zhang"], ["Aino"])
    assert (posts["posts/a"]["series"], posts["posts/a.fi"]["series"]) == ("Main", None)


@pytest.mark.parametrize("build", ["list: never", "render: never"])
def test_what_is_built_nowhere_is_in_no_list(empty: Path, build: str) -> None:
    section = f"---\ncascade:\n  build: {{{build}}}\n---\n"
    assert list(_listed(empty, {**HUGO, "content/posts/_index.md": section})) == ["blog/e"]


def test_a_section_that_cannot_be_read_is_told_of_once(empty: Path) -> None:
    _listed(empty, {**HUGO, "content/posts/_index.md": "---\ncascade: [\n---\n"})
    assert Cli(empty)("list").err.count("warning: content/posts/_index.md:") == 1
