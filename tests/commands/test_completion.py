"""Completion: the right words, in the three shells as they are, and never a sound."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from blogcli.commands import outline, outlining
from blogcli.commands.completion import split
from transcripts import Cli

NAMES = ["init", "new", "edit", "list", "show", "search", "stats"]
NAMES += ["publish", "unpublish", "rename", "set", "unset", "tag", "delete", "undo", "log"]
NAMES += ["export", "config"]


@pytest.fixture
def indexed(cli: Cli) -> Cli:
    """The small blog, its index filled by an earlier command."""
    assert cli("list").code == 0
    return cli


def words(cli: Cli, line: str, shell: str = "fish", **env: str) -> list[str]:
    """Give the words that complete a line, without their descriptions."""
    result = cli(_BLOG_COMPLETE=shell, _BLOG_LINE=line, **env)
    assert (result.code, result.err) == (0, "")
    _, *found = result.out.splitlines() or [""]
    return [word.partition("\t")[0] for word in found]


def test_the_outline_of_the_commands_is_up_to_date() -> None:
    """To renew: python -m blogcli.commands.outlining > src/blogcli/commands/outline.json"""
    assert json.loads(json.dumps(outlining.make())) == outline.load()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("blog ", NAMES),
        ("blog s", ["show", "search", "stats", "set"]),
        ("blog publish la", ["later"]),
        ("blog rename pyth", ["python-tales", "python-tips"]),
        ("blog rename later x", []),
        ("blog tag m", ["merge"]),
        ("blog tag rename st", ["stad", "static site"]),
        ("blog tag add tips idea pyth", ["python", "python-tales", "python-tips"]),
        ("blog set pyth", ["python-tales", "python-tips"]),
        ("blog set idea tit", ["title="]),
        ("blog unset idea tit", ["title"]),
        ("blog delete --query tag:ti", ["tag:tips"]),
        ("blog list --fo", ["--format"]),
        ("blog list --format js", ["json", "jsonl"]),
        ("blog list --format=js", ["--format=json", "--format=jsonl"]),
        ("blog --color a", ["auto", "always"]),
        ("blog list --color n", ["never"]),
        ("blog --install", ["--install-completion"]),
        ("blog list --install", []),
        ("blog show python", ["python-tales", "python-tips"]),
        ("blog show later pyth", ["python-tales", "python-tips"]),
        ("blog show -- idea", ["idea"]),
        ("blog show @", ["@last"]),
        ("blog show uutiset@", ["uutiset@en", "uutiset@fi", "uutiset@sv"]),
        ("blog edit later pyth", []),
        ("blog list ta", ["tag:"]),
        ("blog list tag:py", ["tag:python"]),
        ("blog list large -tag:ti", ["-tag:tips"]),
        ("blog search tag:tips,st", ["tag:tips,stad", "tag:tips,static site"]),
        ("blog list -t py", ["python"]),
        ("blog list is:d", ["is:draft"]),
        ("blog list --status s", ["scheduled"]),
        ("blog list --lang s", ["sv"]),
        ("blog list lang:f", ["lang:fi"]),
        ("blog list has:cov", ["has:cover"]),
        ("blog list cov", ["cover:"]),
        ("blog list author:A", ["author:Ann"]),
        ("blog list query:", ["query:stale"]),
        ("blog list date:last", ["date:last-month", "date:last-year"]),
        ("blog list --sort up", ["updated"]),
        ("blog list --fields slug,ti", ["slug,title"]),
        ("blog list --group-by t", ["tag"]),
        ("blog stats tag:py", ["tag:python"]),
        ("blog config ", ["path"]),
        ("blog export --to p", ["pdf"]),
        ("blog export --query tag:py", ["tag:python"]),
        ("blog new X --author A", ["Ann"]),
        ("blog new X --translate idea", ["idea"]),
        ("blog nosuch x", []),
        ("EDITOR=vi blog ed", ["edit"]),
        ("/usr/bin/blog ed", ["edit"]),
    ],
)  # fmt: skip
def test_what_may_stand_at_the_cursor_is_offered(
    indexed: Cli, line: str, expected: list[str]
) -> None:
    found = words(indexed, line)
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(
    ("line", "directive"),
    [
        ("blog new X --body-file ", "files"),
        ("blog --blog ", "folders"),
        ("blog show posts/", "files"),
    ],
)
def test_files_are_left_to_the_shell(indexed: Cli, line: str, directive: str) -> None:
    out = indexed(_BLOG_COMPLETE="bash", _BLOG_LINE=line).out
    assert out == f"{directive}\n"


def test_bash_gets_words_without_what_it_holds_to_be_a_word_of_its_own(indexed: Cli) -> None:
    breaks = " \t\n\"'><=;|&(:"
    assert words(indexed, "blog list tag:py", "bash", _BLOG_BREAKS=breaks) == ["python"]
    assert words(indexed, "blog list --format=js", "bash", _BLOG_BREAKS=breaks) == ["json", "jsonl"]
    assert words(indexed, "blog list tag:stat", "bash", _BLOG_BREAKS=breaks) == ["static\\ site"]
    assert words(indexed, "blog list 'tag:stat", "bash", _BLOG_BREAKS=breaks) == ["tag:static site"]
    assert words(indexed, "blog list tag:py", "bash", _BLOG_BREAKS="=") == ["tag:python"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("blog ", (["blog"], "", False)),
        ("blog li", (["blog"], "li", False)),
        (
            'blog list \'a b\' c\\ d "e\\" f" g',
            (["blog", "list", "a b", "c d", 'e" f'], "g", False),
        ),
        ("blog list 'a b", (["blog", "list"], "a b", True)),
        ('blog list "a', (["blog", "list"], "a", True)),
        ("blog list a'b c'd", (["blog", "list"], "ab cd", False)),
        ("A=1 B= blog x", (["blog"], "x", False)),
        ("blog x\\", (["blog"], "x\\", False)),
        ("", ([], "", False)),
    ],
)
def test_a_line_is_split_as_a_shell_does(line: str, expected: object) -> None:
    assert split(line) == expected


def test_whatever_is_wrong_completion_is_silent(indexed: Cli, small: Path, empty: Path) -> None:
    assert words(Cli(empty), "blog show p") == []
    (small / "blog.toml").write_text("title = \n")
    assert words(indexed, "blog list is:d") == ["is:draft"]
    assert words(indexed, "blog list query:") == []
    shutil.rmtree(small / "posts")
    assert words(indexed, "blog --blog nowhere show p") == []
    cache = Path(os.environ["XDG_CACHE_HOME"]) / "blog"
    for file in cache.glob("*.sqlite*"):
        file.write_bytes(b"no database")
    assert words(indexed, "blog show p") == []


def test_completion_does_not_look_at_the_files(indexed: Cli, small: Path) -> None:
    shutil.rmtree(small / "posts")
    (small / "posts").mkdir()
    assert words(indexed, "blog show id") == ["idea"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_shown_for_each_shell(cli: Cli, shell: str) -> None:
    shown = cli("--show-completion", shell)
    assert (shown.code, shown.err) == (0, "")
    assert f"_BLOG_COMPLETE={shell}" in shown.out.replace(
        "_BLOG_COMPLETE fish", "_BLOG_COMPLETE=fish"
    )
    assert cli("--show-completion", SHELL=f"/bin/{shell}").out == shown.out


def test_a_shell_without_a_script_is_refused(cli: Cli) -> None:
    cli.check("""
        $ blog --show-completion tcsh
        2> error: there is no completion for 'tcsh'
        2> hint: name one: bash, zsh or fish
        [exit 2]
        $ SHELL= blog --install-completion
        2> error: which shell?
        2> hint: name one: bash, zsh or fish
        [exit 2]
    """)


def test_installing_adds_one_line_once_and_keeps_the_rest(cli: Cli) -> None:
    home = Path(os.environ["HOME"])
    (home / ".bashrc").write_bytes(b"alias ll='ls -l'")
    for _ in range(2):
        assert cli("--install-completion", "bash").code == 0
    script = home / "data/blog/completion.bash"
    assert (home / ".bashrc").read_text() == (
        f"alias ll='ls -l'\n. '{script}'  # completion of blog\n"
    )
    assert script.read_text() == cli("--show-completion", "bash").out
    assert cli("--install-completion", "fish").code == 0
    assert (home / "config/fish/completions/blog.fish").is_file()


def _bash(line: str, folder: Path, tmp_path: Path) -> list[str]:
    """Complete a line in a real bash, as readline would call the function."""
    script = Cli(folder)("--show-completion", "bash").out
    program = tmp_path / "ask.bash"
    program.write_text(
        script
        + """
COMP_WORDBREAKS=$' \\t\\n"\\'><=;|&(:'
COMP_LINE=$1
COMP_POINT=${#COMP_LINE}
_blog_complete blog
printf '%s\\n' "${COMPREPLY[@]}"
"""
    )
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "--norc", str(program), line],
        cwd=folder, env=env, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout.split("\n")[:-1]


@pytest.mark.usefixtures("indexed")
def test_bash_completes_a_tag_behind_its_colon(small: Path, tmp_path: Path) -> None:
    assert _bash("blog list tag:py", small, tmp_path) == ["python"]
    assert _bash("blog show pyth", small, tmp_path) == ["python-tales", "python-tips"]
    assert _bash("blog list tag:stat", small, tmp_path) == ["static\\ site"]
