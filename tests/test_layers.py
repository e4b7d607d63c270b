"""Imports go downward, and start-up loads little."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = (
    "rich", "yaml", "frontmatter", "pydantic", "PIL", "babel", "pygments", "simplemma", "typst",
    "latex2mathml", "minijinja", "fontTools", "markdown_it", "click",
)  # fmt: skip
COMPLETE = {"_BLOG_COMPLETE": "bash", "_BLOG_LINE": "blog list tag:py"}


def loaded(small: Path, *argv: str, **env: str) -> set[str]:
    """Run the program in a process of its own, and give the names of all that it imported."""
    code = (
        "import sys\n"
        "from blogcli.app import run\n"
        f"assert run({list(argv)!r}) == 0\n"
        "sys.stderr.write('\\n'.join(sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=small,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.partition(".")[0] for name in done.stderr.splitlines()}


def test_imports_go_downward() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("argv", "env"),
    [
        (("--version",), {}),
        (("--help",), {}),
        (("list", "--help"), {}),
        (("list", "--json"), {}),
        (("list", "--json", "--limit", "20"), {}),
        (("list", "is:draft", "-tag:x", "--paths"), {}),
        (("list",), {}),
        (("list", "--group-by", "tag", "--json"), {}),
        (("stats", "--json"), {}),
        (("stats", "--format", "table"), {}),
        ((), COMPLETE),
    ],
)
def test_what_must_be_instant_loads_no_engine(
    small: Path, argv: tuple[str, ...], env: dict[str, str]
) -> None:
    loaded(small, "list")  # fills the index: reading posts needs their engines
    names = loaded(small, *argv, **env)
    assert names.isdisjoint(HEAVY)
    assert "apsw" not in names or argv[-1:] != ("--help",)


def test_completion_loads_not_even_the_parser_of_options(small: Path) -> None:
    assert "typer" not in loaded(small, **COMPLETE)


def test_the_package_itself_loads_nothing() -> None:
    code = "import sys, blogcli; sys.exit(bool({'typer', 'apsw', 'rich'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_facade_is_usable_as_a_library(small: Path) -> None:
    from datetime import UTC, datetime

    import blogcli

    now = datetime(2026, 11, 24, tzinfo=UTC)
    posts = blogcli.Blog.open(small).posts("tag:python", now=now)
    assert [post.slug for post in posts] == ["python-tips", "python-tales"]
    for package in (blogcli, blogcli.blog):
        with pytest.raises(AttributeError, match="no attribute 'nothing'"):
            package.nothing  # noqa: B018 - it is looked up


def test_the_name_of_the_configuration_is_the_same_everywhere() -> None:
    from blogcli import config
    from blogcli.blog import places

    assert places.CONFIG_FILE == config.FILE_NAME
