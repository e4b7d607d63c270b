"""The README and the pages of `docs/` are true: each command prints what they say."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from command_pages import FOLDER, pages
from readme import PAGES, PROJECT, SETUP, Reader, steps, tour_environment

README = PROJECT / "README.md"
PROGRAMS = ("jq", "fzf", "git")
"""Programs that examples call and that a machine may lack; `make verify` sees to them."""


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    """Give somebody in a copy of the blog of this project."""
    clone = tmp_path / "blog"
    for name in ("posts", "pages", "static"):
        if (PROJECT / name).is_dir():
            shutil.copytree(PROJECT / name, clone / name)
    shutil.copy(PROJECT / "blog.toml", clone)
    search = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return Reader(clone, tour_environment(os.environ) | {"PATH": search})


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_every_command_prints_what_the_page_says(page: Path, reader: Reader) -> None:
    tour = [step for step in steps(page.read_text("utf-8")) if not step.command.startswith(SETUP)]
    words = {word for step in tour for word in step.command.split()}
    if missing := [name for name in PROGRAMS if name in words and not shutil.which(name)]:
        pytest.skip(f"this page calls {missing[0]}, which is not installed")
    wrong = [difference for step in tour if (difference := reader.follow(step))]
    assert not wrong, "\n".join(wrong)
    if page == README:
        assert len(tour) > 8
        assert list(reader.folder.parent.rglob("*.pdf"))


def test_the_code_of_the_page_for_programmers_runs(reader: Reader, tmp_path: Path) -> None:
    page = (PROJECT / "docs" / "library.md").read_text("utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert len(blocks) > 2
    subprocess.run(
        [sys.executable, "-c", "\n".join(blocks)],
        cwd=reader.folder,
        env=reader.env | {"HOME": str(tmp_path)},
        check=True,
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_the_pages_of_commands_say_what_help_says() -> None:
    written = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.md")}
    assert written == pages(), "python tests/command_pages.py writes them"


def test_every_answer_to_a_threat_has_its_test() -> None:
    named = re.findall(r"`(tests/[^`]+)`", (PROJECT / "SECURITY.md").read_text("utf-8"))
    assert len(named) > 20
    for name in named:
        path, _, function = name.partition("::")
        assert f"def {function}(" in (PROJECT / path).read_text("utf-8"), name
