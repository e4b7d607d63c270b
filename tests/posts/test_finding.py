"""Which files are looked at, and which never."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from blogcli.config import Config, PostsConfig
from blogcli.errors import PostError
from blogcli.posts import opening
from blogcli.posts.dialects import Dialect
from blogcli.posts.finding import find_files
from blogcli.posts.opening import read_bytes


def _paths(root: Path, dialect: Dialect | None = None) -> list[str]:
    found = find_files(root, Config(), dialect or Dialect("plain"))
    assert len({entry.path for entry in found}) == len(found)
    return sorted(entry.path for entry in found)


def _write(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("---\ntitle: x\n---\n")


def test_markdown_of_any_suffix_and_nothing_else(tmp_path: Path) -> None:
    _write(
        tmp_path,
        "posts/a.md", "posts/b.markdown", "posts/c.MD", "posts/d/e.mkd", "posts/f.mdx",
        "posts/g.txt", "posts/.h.md", "posts/.git/i.md", "posts/md", "posts/j.md~", "posts/.md",
    )  # fmt: skip

    assert _paths(tmp_path) == [
        "posts/a.md", "posts/b.markdown", "posts/c.MD", "posts/d/e.mkd", "posts/f.mdx",
    ]  # fmt: skip


def test_an_entry_has_what_tells_a_change(tmp_path: Path) -> None:
    _write(tmp_path, "posts/ä.md", "pages/b.md")
    entries = {entry.path: entry for entry in find_files(tmp_path, Config(), Dialect("plain"))}
    status = (tmp_path / "posts/ä.md").stat()

    assert entries["posts/ä.md"] == (
        "posts/ä.md", "post", status.st_size, status.st_mtime_ns, status.st_ino,
    )  # fmt: skip
    assert entries["pages/b.md"].kind == "page"


def test_beside_the_index_of_a_bundle_only_its_languages_are_posts(tmp_path: Path) -> None:
    _write(
        tmp_path,
        "content/posts/a/index.md", "content/posts/a/index.sv.md", "content/posts/a/notes.md",
        "content/posts/a/more/b.md", "content/posts/_index.md", "content/posts/index.md",
    )  # fmt: skip

    assert _paths(tmp_path, Dialect("hugo")) == [
        "content/posts/_index.md", "content/posts/a/index.md", "content/posts/a/index.sv.md",
        "content/posts/index.md",
    ]  # fmt: skip


def test_a_bundle_that_is_a_section_as_well_has_posts_below_it(tmp_path: Path) -> None:
    _write(
        tmp_path,
        "content/posts/a/index.md", "content/posts/a/_index.md", "content/posts/a/more/index.md",
    )  # fmt: skip

    assert _paths(tmp_path, Dialect("zola")) == [
        "content/posts/a/index.md", "content/posts/a/more/index.md",
    ]  # fmt: skip


def test_a_folder_of_markdown_files_is_a_blog(tmp_path: Path) -> None:
    _write(tmp_path, "a.md", "b/c.md", "node_modules/d.md", "pages/e.md", "public/f.md")

    assert _paths(tmp_path) == ["a.md", "b/c.md", "pages/e.md"]


def test_what_tells_of_the_folder_is_no_post(tmp_path: Path) -> None:
    for name in ("README.md", "CLAUDE.md", "Contributing.markdown", "readme.fi.md", "day.md"):
        (tmp_path / name).write_text("x")
    (tmp_path / "trips").mkdir()
    (tmp_path / "trips" / "readme.md").write_text("x")
    assert _paths(tmp_path) == ["day.md", "trips/readme.md"]


def test_links_are_followed_inside_the_blog_only(tmp_path: Path) -> None:
    root, outside = tmp_path / "blog", tmp_path / "outside"
    _write(root, "posts/a.md", "texts/b.md")
    _write(outside, "secret.md", "folder/secret.md")
    (root / "posts/inside.md").symlink_to("../texts/b.md")
    (root / "posts/linked").symlink_to("../texts")
    (root / "posts/out.md").symlink_to(outside / "secret.md")
    (root / "posts/out").symlink_to(outside)
    (root / "posts/circle").symlink_to(".")
    (root / "posts/up").symlink_to("..")
    (root / "posts/nowhere.md").symlink_to("gone.md")
    (root / "posts/self.md").symlink_to("self.md")
    (root / "posts/self").symlink_to("self")
    (root / "posts/again").symlink_to("../texts")
    (root / "posts/text").symlink_to("a.md")

    found = _paths(root)
    linked = next(path for path in found if path.endswith("/b.md"))
    assert set(found) == {
        "posts/a.md", "posts/inside.md", linked, "posts/nowhere.md", "posts/out.md",
        "posts/self.md",
    }  # fmt: skip
    assert read_bytes(root, "posts/inside.md") == read_bytes(root, linked)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("posts/out.md", "a link out of the blog"),
        ("posts/out/secret.md", "a link out of the blog"),
        ("../outside/secret.md", "this leaves the blog"),
        ("posts/../../outside/secret.md", "this leaves the blog"),
        ("/etc/hostname", "this leaves the blog"),
        ("posts/a\0.md", "this leaves the blog"),
        ("posts/nowhere.md", "no such file"),
        ("posts/self.md", "the link leads in a circle"),
        ("posts", "this is no regular file"),
        ("posts/pipe.md", "this is no regular file"),
        ("posts/large.md", "larger than 20,000,000 bytes"),
    ],
)
def test_what_can_not_be_read_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, reason: str
) -> None:
    root, outside = tmp_path / "blog", tmp_path / "outside"
    _write(root, "posts/a.md")
    _write(outside, "secret.md")
    (root / "posts/out.md").symlink_to(outside / "secret.md")
    (root / "posts/out").symlink_to(outside)
    (root / "posts/nowhere.md").symlink_to("gone.md")
    (root / "posts/self.md").symlink_to("self.md")
    os.mkfifo(root / "posts/pipe.md")
    with (root / "posts/large.md").open("wb") as stream:
        stream.truncate(20_000_001)

    with pytest.raises(PostError) as caught:
        read_bytes(root, path)
    assert reason in caught.value.reason

    # As on systems that don't say where an open file lies.
    monkeypatch.setattr(opening, "_OPEN_FILES", "/nowhere")
    with pytest.raises(PostError) as caught:
        read_bytes(root, path)
    assert reason in caught.value.reason


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that fails to read")
def test_a_file_that_fails_to_read_says_why() -> None:
    with pytest.raises(PostError, match="input/output error"):
        read_bytes(Path("/proc/self"), "mem")


def test_a_blog_behind_a_link_is_read(tmp_path: Path) -> None:
    _write(tmp_path / "real", "posts/a.md")
    (tmp_path / "link").symlink_to("real")

    assert read_bytes(tmp_path / "link", "posts/a.md").startswith(b"---")


def test_folders_that_overlap_give_each_file_once(tmp_path: Path) -> None:
    _write(tmp_path, "posts/a.md", "posts/b/c.md")
    config = Config(posts=PostsConfig(folders=("posts/b", "posts", "gone")))

    found = [entry.path for entry in find_files(tmp_path, config, Dialect("plain"))]

    assert sorted(found) == ["posts/a.md", "posts/b/c.md"]


def test_pipes_are_no_posts(tmp_path: Path) -> None:
    _write(tmp_path, "posts/a.md")
    os.mkfifo(tmp_path / "posts/pipe.md")

    assert _paths(tmp_path) == ["posts/a.md"]
