"""Every command says how it is used, with examples that run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer import Context

from blogcli.commands.command import BlogCommand, global_parameters
from blogcli.commands.program import EXAMPLES, Commands, program
from blogcli.commands.table import COMMANDS
from transcripts import Cli, tree

NEEDS_SHELL = re.compile(r"[|<>&;$`*?~]|^(?!blog )|blog (edit|serve)")
"""Signs that a shell takes for its own, and commands that hand over to another program."""
BLOGS = Path(__file__).parent.parent / "samples" / "blogs"


def command(name: str) -> BlogCommand:
    group = program()
    assert isinstance(group, Commands)
    found = group.get_command(Context(group), name)
    assert isinstance(found, BlogCommand)
    return found


def examples() -> list[str]:
    """All examples of all commands, in the order of the help."""
    shown = [name for name, entry in COMMANDS.items() if not entry.hidden]
    every = [*EXAMPLES, *(line for name in shown for line in command(name).examples)]
    return list(dict.fromkeys(every))


def test_the_help_names_every_command(cli: Cli) -> None:
    result = cli("--help")
    assert (result.code, result.err) == (0, "")
    for name, entry in COMMANDS.items():
        assert (f"  {name} " in result.out) is not entry.hidden
        assert entry.hidden or entry.summary in result.out
    assert cli("-h") == result
    assert cli() == result


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_that_fits_and_two_examples(cli: Cli, name: str) -> None:
    result = cli(name, "--help")
    assert (result.code, result.err) == (0, "")
    assert max(map(len, result.out.splitlines())) < 80
    assert result.out.startswith(f"Usage: blog {name} ")
    assert len(command(name).examples) >= 2
    for example in command(name).examples:
        assert f"\n  {example}\n" in result.out
    assert cli(name, "-h").out == result.out


@pytest.mark.parametrize("name", [name for name, entry in COMMANDS.items() if not entry.hidden])
def test_the_summary_begins_as_the_help_of_the_command(name: str) -> None:
    help_ = command(name).help
    assert help_
    assert help_.split(".")[0].split()[0] == COMMANDS[name].summary.split()[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_help_and_a_name_of_its_own(name: str) -> None:
    parameters = command(name).params
    names = [parameter.name for parameter in parameters]
    assert len(names) == len(set(names)), "a global option has the name of an argument"
    flags = [flag for parameter in parameters for flag in parameter.opts]
    assert len(flags) == len(set(flags))
    for parameter in parameters:
        assert getattr(parameter, "help", None), parameter.name


def test_global_options_are_everywhere() -> None:
    common = {parameter.name for parameter in global_parameters()}
    assert common >= {"blog_folder", "posts_folder", "as_of", "color", "quiet", "no_input"}
    for name in COMMANDS:
        assert common <= {parameter.name for parameter in command(name).params}


@pytest.mark.parametrize("example", examples())
def test_every_example_runs(small: Path, tmp_path: Path, example: str) -> None:
    run_in(small, tmp_path, example)


VERBS = ("publish", "unpublish", "rename", "set", "unset", "tag", "delete", "undo", "log")


@pytest.mark.parametrize("generator", sorted(path.name for path in BLOGS.iterdir()))
@pytest.mark.parametrize("verb", VERBS)
def test_examples_of_verbs_run_in_any_blog_and_change_nothing(
    tmp_path: Path, generator: str, verb: str
) -> None:
    blog = Path(shutil.copytree(BLOGS / generator, tmp_path / generator))
    (blog / "src/posts/bread.md").unlink(missing_ok=True)  # its header is a program
    before = tree(blog)
    for number, example in enumerate(command(verb).examples):
        (tmp_path / str(number)).mkdir()
        run_in(blog, tmp_path / str(number), example)
    assert tree(blog) == before


@pytest.mark.parametrize("generator", ["astro", "jekyll", "pelican", "plain"])
@pytest.mark.parametrize("example", command("export").examples)
def test_examples_that_select_find_something_in_any_blog(
    tmp_path: Path, generator: str, example: str
) -> None:
    blog = Path(shutil.copytree(BLOGS / generator, tmp_path / generator))
    run_in(blog, tmp_path, example)


def run_in(folder: Path, tmp_path: Path, example: str) -> None:
    """Run an example: through a shell where it needs one, otherwise here, which is quicker."""
    if NEEDS_SHELL.search(example):
        run_in_shell(folder, tmp_path, example)
        return
    words = shlex.split(example)
    assert words[0] == "blog", example
    done = Cli(folder, {})(*words[1:], EDITOR="true", PATH=with_tools(tmp_path))
    assert done.code == 0, done.err
    assert "something went wrong" not in done.err


def with_tools(tmp_path: Path) -> str:
    """Give a search path on which there is an editor."""
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "code").write_text("#!/bin/sh\nexit 0\n")
    (tools / "code").chmod(0o755)
    return f"{tools}:{Path(sys.executable).parent}:{os.environ['PATH']}"


def run_in_shell(folder: Path, tmp_path: Path, example: str) -> None:
    done = subprocess.run(
        ["sh", "-c", example],
        cwd=folder,
        env={**os.environ, "PATH": with_tools(tmp_path), "EDITOR": "true"},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
