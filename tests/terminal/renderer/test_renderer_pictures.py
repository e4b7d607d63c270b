"""The page of every construct and the README's pictures look as when they were last looked at.

Where a change is meant: `scripts/pictures`, then look at what git says has changed.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import pictures


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home without settings."""
    return tmp_path / "home"


def test_every_construct_looks_as_it_was_approved(home: Path) -> None:
    for name, picture in pictures.pages(pictures.CONSTRUCTS, home).items():
        assert picture == (pictures.PAGES / name).read_text("utf-8"), name


def test_the_pictures_of_the_readme_are_what_the_commands_show(home: Path, tmp_path: Path) -> None:
    blog = tmp_path / "blog"
    blog.mkdir()
    drawn = pictures.pictures(pictures.copy_blog(blog), home)
    assert {path.name for path in pictures.FOLDER.iterdir()} == set(drawn)
    readme = (pictures.PROJECT / "README.md").read_text("utf-8")
    for name, picture in drawn.items():
        assert picture == (pictures.FOLDER / name).read_text("utf-8"), name
        assert f"docs/pictures/{name}" in readme


@pytest.mark.parametrize("folder", [pictures.FOLDER, pictures.PAGES])
def test_pictures_ask_no_host_for_anything(folder: Path) -> None:
    for path in folder.glob("*.svg"):
        picture = re.sub(r"<text[^>]*>[^<]*</text>", "", path.read_text("utf-8"))
        addresses = set(re.findall(r"https?://[^\s\"')]+|url\((?!#)|@import|href", picture))
        assert addresses == {"http://www.w3.org/2000/svg"}, path
        assert path.stat().st_size < 100_000
