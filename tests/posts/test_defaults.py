"""What Jekyll's configuration and Eleventy's files of data say about many posts at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from transcripts import Cli


def _blog(root: Path, files: dict[str, str]) -> Cli:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return Cli(root)


def _listed(cli: Cli) -> dict[str, dict[str, object]]:
    result = cli("list", "--json")
    assert result.code == 0
    return {post["path"]: post for post in json.loads(result.out)}


ELEVENTY = {
    ".eleventy.js": "module.exports = function () {};",
    "blog/blog.json": '{"tags": ["posts", "diary"], "author": "Ann", "lang": "fi", "layout": "p"}',
    "blog/a.md": "---\ntitle: A\ntags: sea\n---\nText.\n",
    "blog/b.md": "---\ntitle: B\nauthor: Bo\n---\nText.\n",
    "blog/c.md": "No header.\n",
    "blog/b.11tydata.json": '{"date": "2020-01-02", "draft": true}',
    "blog/old/old.json": '{"lang": "sv"}',
    "blog/old/old.11tydata.js": 'export default {\n  author: "Old one",\n};\n',
    "blog/old/d.md": "---\ntitle: D\n---\nText.\n",
    "blog/old/index.json": '{"title": "No index here"}',
}


def test_files_of_data_are_defaults_and_nearer_ones_win(empty: Path) -> None:
    posts = _listed(_blog(empty, ELEVENTY))
    assert {
        path: (post["authors"], post["lang"], post["tags"]) for path, post in posts.items()
    } == {
        "blog/a.md": (["Ann"], "fi", ["diary", "sea"]),
        "blog/b.md": (["Bo"], "fi", ["diary"]),
        "blog/c.md": (["Ann"], "fi", ["diary"]),
        "blog/old/d.md": (["Old one"], "sv", ["diary"]),
    }
    assert (posts["blog/b.md"]["status"], posts["blog/a.md"]["status"]) == ("draft", "published")
    assert str(posts["blog/b.md"]["date"]).startswith("2020-01-02")
    assert posts["blog/a.md"]["extra"] == {"layout": "p"}


def test_a_change_in_a_file_of_data_is_seen(empty: Path) -> None:
    cli = _blog(empty, ELEVENTY)
    assert _listed(cli)["blog/a.md"]["authors"] == ["Ann"]
    (empty / "blog/blog.json").write_text('{"author": "Somebody else"}')
    assert _listed(cli)["blog/a.md"]["authors"] == ["Somebody else"]
    (empty / "blog/a.json").write_text('{"author": "Its own"}')
    assert _listed(cli)["blog/a.md"]["authors"] == ["Its own"]
    (empty / "blog/a.json").unlink()
    assert _listed(cli)["blog/a.md"]["authors"] == ["Somebody else"]


def test_a_file_of_data_that_cannot_be_read_is_told_of_once(empty: Path) -> None:
    cli = _blog(empty, {**ELEVENTY, "blog/blog.json": "{,}"})
    told = cli("list").err
    assert told.count("warning: blog/blog.json:1:2:") == 1
    assert len(_listed(cli)) == 3, "without data, c.md is no post"


INDEX_DATA = {
    "eleventy.config.js": """export default (config) => {
  config.setDataFileBaseName("index");
  config.addDataExtension("yml, yaml", (contents) => yaml.load(contents));
};""",
    "blog/index.yml": "author: Ann\ntags: [sea]\n",
    "blog/blog.json": '{"author": "Nobody: another name is set"}',
    "blog/a.md": "---\ntitle: A\n---\nText.\n",
    "blog/old/index.11tydata.json": '{"author": "Old one"}',
    "blog/old/b.md": "---\ntitle: B\n---\nText.\n",
    "blog/old/b.yaml": "lang: sv\n",
}


def test_files_of_data_may_have_another_name_and_be_yaml(empty: Path) -> None:
    cli = _blog(empty, INDEX_DATA)
    posts = _listed(cli)
    assert {path: (post["authors"], post["tags"]) for path, post in posts.items()} == {
        "blog/a.md": (["Ann"], ["sea"]),
        "blog/old/b.md": (["Old one"], ["sea"]),
    }
    assert posts["blog/old/b.md"]["lang"] == "sv"
    (empty / "blog/index.yml").write_text("author: Bo\n")
    assert _listed(cli)["blog/a.md"]["authors"] == ["Bo"], "a change is seen"
    (empty / "blog/index.yml").write_text("author: [\n")
    assert "warning: blog/index.yml:" in cli("list").err


JEKYLL = {
    "_config.yml": """
title: J
defaults:
  - scope: {path: "", type: posts}
    values: {author: Ann, lang: fi, layout: post}
  - scope: {path: _posts/old}
    values: {author: Old one}
  - scope: {path: "", type: pages}
    values: {author: Page one}
  - scope: {path: "", type: drafts}
    values: {tags: [unfinished]}
collections:
  recipes: {output: true}
  staff: {output: false}
""",
    "_posts/2020-01-01-a.md": "---\ntitle: A\n---\nText.\n",
    "_posts/2020-01-02-b.md": "---\ntitle: B\nauthor: Bo\n---\nText.\n",
    "_posts/old/2019-01-01-c.md": "---\ntitle: C\n---\nText.\n",
    "_posts/2020-01-03-none.md": "No header.\n",
    "_drafts/idea.md": "Just an idea about the sea.\n",
    "_recipes/soup.md": "---\ntitle: Soup\n---\nText.\n",
    "_staff/ann.md": "---\ntitle: Ann\n---\nText.\n",
    "about.md": "---\ntitle: About\n---\nText.\n",
}


def test_defaults_of_jekyll_go_by_path_and_type(empty: Path) -> None:
    posts = _listed(_blog(empty, JEKYLL))
    assert {
        path: (post["authors"], post["lang"], post["tags"]) for path, post in posts.items()
    } == {
        "_posts/2020-01-01-a.md": (["Ann"], "fi", []),
        "_posts/2020-01-02-b.md": (["Bo"], "fi", []),
        "_posts/old/2019-01-01-c.md": (["Old one"], "fi", []),
        "_drafts/idea.md": (["Ann"], "fi", ["unfinished"]),
    }


@pytest.mark.parametrize("command", [("list",), ("search", "idea"), ("show", "idea")])
def test_a_draft_needs_no_front_matter(empty: Path, command: tuple[str, ...]) -> None:
    cli = _blog(empty, JEKYLL)
    found = json.loads(cli(*command, "--json").out)
    drafts = [post for post in (found if isinstance(found, list) else [found])
              if post["path"] == "_drafts/idea.md"]  # fmt: skip
    assert [post["status"] for post in drafts] == ["draft"]


def test_a_collection_with_output_holds_pages(empty: Path) -> None:
    cli = _blog(empty, JEKYLL)
    assert cli("show", "soup", "--meta").code == 0
    assert cli("show", "about", "--meta").out.splitlines().count("authors: Page one") == 1
    assert cli("show", "_staff/ann.md").code == 3, "data of templates, never shown"


def test_changed_defaults_are_seen(empty: Path) -> None:
    cli = _blog(empty, JEKYLL)
    _listed(cli)
    (empty / "_config.yml").write_text(JEKYLL["_config.yml"].replace("Ann", "Somebody"))
    assert _listed(cli)["_posts/2020-01-01-a.md"]["authors"] == ["Somebody"]
