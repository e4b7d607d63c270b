"""The manners of the program, numbered: those that need no terminal.

The others are in tests/terminal/test_behaviours_on_a_terminal.py; those of one command alone are
in its own file, and named here.
"""

from __future__ import annotations

import gc
import json
import os
import shlex
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from transcripts import Cli, tree

ESCAPE = "\x1b"
PROGRAM = [sys.executable, "-m", "blogcli"]


def test_01_exit_codes_tell_what_happened(cli: Cli) -> None:
    assert cli("list").code == 0
    assert cli("new", "Later").code == 1
    assert cli("list", "--no-such-option").code == 2
    assert cli("list", "titel:x").code == 2
    assert cli("show", "nothing").code == 3
    assert cli("show", "python").code == 3
    # 130 on an interrupt: test_new_command.py, and test_22 on a terminal.


def test_02_an_empty_result_is_no_failure_unless_asked(cli: Cli) -> None:
    for command in ("list", "search"):
        assert cli(command, "nothingatall").code == 0
        assert cli(command, "nothingatall", "--fail-on-empty").code == 4


def test_03_data_and_nothing_else_goes_to_standard_output(cli: Cli, small: Path) -> None:
    (small / "posts/broken.md").write_text("---\ntitle: [\n---\n")
    listed = cli("list", "--template", "{slug}")
    assert len(listed.out.split()) == 7
    assert "broken.md" in listed.err
    assert cli("list", "nothingatall").out == ""
    assert cli("show", "nothing").out == ""


def test_04_json_parses_whatever_is_warned_of(cli: Cli, small: Path) -> None:
    (small / "posts/broken.md").write_text("---\ntitle: [\n---\n")
    for command in (("list",), ("search", "large"), ("show", "later")):
        result = cli(*command, "--json", "--verbose", "--color", "always")
        assert json.loads(result.out)
        # What names its posts is not asked about others.
        assert ("broken.md" in result.err) == (command[0] != "show")


# 5 and 6, the contract of JSON and its fields: test_list_command.py.
# 7, lines of JSON, templates, NUL: test_list_command.py.


@pytest.mark.parametrize(
    "command",
    [
        ("list",),
        ("list", "--format", "table"),
        ("list", "--format", "csv"),
        ("list", "--json"),
        ("list", "--template", "{title}"),
        ("search", "evil"),
        ("search", "evil", "--format", "table"),
        ("show", "evil"),
        ("show", "evil", "--meta"),
        ("show", "evil", "--toc"),
        ("show", "evil", "--json"),
    ],
)
def test_08_what_is_piped_has_no_escape_even_from_a_post(
    cli: Cli, small: Path, command: tuple[str, ...]
) -> None:
    evil = '"\\e[31mevil\\e]0;title\\a \\u009b2J \\u202E"'
    (small / "posts/evil.md").write_text(
        f"---\ntitle: {evil}\ntags: [{evil}]\nsummary: {evil}\nx: {evil}\n---\n\n"
        f"# An {ESCAPE}[31m evil heading\n\nThe {ESCAPE}[31m evil \x9b2J text\x07.\n"
    )
    result = cli(*command)
    assert result.code == 0
    assert "evil" in result.out
    for sign in (ESCAPE, "\x07", "\x9b", "\u202e"):
        assert sign not in result.out
    long = cli("list", "slug:evil").out
    assert all(not line.endswith(" ") for line in long.splitlines())


def test_08_nothing_is_cut_or_padded_for_programs(cli: Cli, small: Path) -> None:
    title = "Pitkä otsikko " * 30
    (small / "posts/long.md").write_text(f"---\ntitle: {title}\n---\n\n{'word ' * 200}\n")
    assert title.strip() in cli("list", "slug:long", COLUMNS="20").out
    assert ("word " * 200).strip() in cli("show", "long", COLUMNS="20").out.splitlines()


def test_09_a_reader_who_has_enough_ends_it_in_silence(small: Path) -> None:
    for number in range(2000):
        (small / f"posts/many-{number}.md").write_text(
            f"---\ntitle: N {number}\n---\n{'x ' * 50}\n"
        )
    done = subprocess.run(
        [
            "bash",
            "-c",
            'set -o pipefail; "$0" -m blogcli list --json | head -1; echo "${PIPESTATUS[0]}"',
            sys.executable,
        ],
        cwd=small,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "[\n0\n"
    assert done.stderr == ""


def coloured(cli: Cli, *options: str, **env: str) -> bool:
    return ESCAPE in cli("show", "python-tips", *options, **env).out


def test_10_no_color_counts_when_it_is_not_empty(cli: Cli) -> None:
    assert not coloured(cli, NO_COLOR="1", FORCE_COLOR="1")
    assert coloured(cli, NO_COLOR="", FORCE_COLOR="1")


def test_11_force_color_colours_pipes_unless_it_is_0(cli: Cli) -> None:
    assert not coloured(cli)
    assert coloured(cli, FORCE_COLOR="1")
    assert not coloured(cli, FORCE_COLOR="0")
    assert not coloured(cli, FORCE_COLOR="")


def test_12_the_option_goes_before_the_environment(cli: Cli) -> None:
    assert coloured(cli, "--color", "always", NO_COLOR="1", FORCE_COLOR="0", TERM="dumb")
    assert not coloured(cli, "--color", "never", FORCE_COLOR="1")
    assert coloured(cli, "--color", "auto", FORCE_COLOR="1")
    assert not coloured(cli, FORCE_COLOR="1", TERM="dumb")
    assert cli("show", "later", "--color", "sometimes").code == 2


def test_13_links_are_no_escapes_in_a_pipe(cli: Cli, small: Path) -> None:
    (small / "posts/link.md").write_text("---\ntitle: Link\n---\n\n[here](https://e.org/a)\n")
    out = cli("show", "link", "--color", "always").out
    assert "\x1b]8;" not in out
    assert "https://e.org/a" in out


# 15 and 16, the help and its examples: test_help.py.


def test_17_a_mistyped_command_brings_the_right_one(cli: Cli) -> None:
    cli.check("""
        $ blog lst
        2> error: there is no command 'lst'
        2> hint: did you mean 'list'?
        [exit 2]
        $ blog frobnicate
        2> error: there is no command 'frobnicate'
        2> hint: blog --help lists the commands
        [exit 2]
        $ blog list --lmit 3
        2> error: no such option: --lmit
        2> hint: did you mean --limit? see blog list --help
        [exit 2]
        $ blog --colour always list
        2> error: no such option: --colour
        2> hint: did you mean --color? see blog --help
        [exit 2]
    """)


def test_18_other_words_are_suggested_too(cli: Cli, small: Path) -> None:
    assert "did you mean python-tips" in cli("show", "pyton-tips").err
    assert "did you mean title" in cli("list", "--fields", "titel").err
    assert "did you mean 'title'" in cli("list", "titel:x").err
    assert "did you mean draft" in cli("list", "--status", "drafts").err
    (small / "blog.toml").write_text('titel = "A"\n')
    cli.check("""
        $ blog list
        2> error: blog.toml: titel: unknown key; did you mean title?
        [exit 1]
    """)


# 19, errors of front matter with line and caret: test_list_command.py.
# 20, errors of queries with a caret: test_search_command.py.


def test_21_no_traceback_without_debug(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        secret = "hunter2"  # noqa: F841 - a local that must not be shown
        message = "what nobody thought of"
        raise RuntimeError(message)

    monkeypatch.setattr("blogcli.blog.Blog.open", broken)
    plain = cli("list")
    assert plain.code == 1
    assert str(plain) == (
        "2> error: something went wrong inside blog (RuntimeError: what nobody thought of)\n"
        "2> hint: --debug shows where; please report it with that\n"
        "[exit 1]"
    )
    debugged = cli("list", "--debug")
    assert debugged.code == 1
    assert "Traceback" in debugged.err
    assert "hunter2" not in debugged.err.replace('secret = "hunter2"', "")


# 22, an interrupt leaves no partial file: test_new_command.py.


def test_23_a_write_that_fails_leaves_the_original(cli: Cli, small: Path) -> None:
    """What is there is never written over: see test_files.py for the writing itself."""
    before = tree(small)
    assert cli("new", "Later").code == 1
    assert cli("export", "later", "-o", "posts/later.md").code == 2
    assert cli("export", "later", "-o", "posts/later.html").code == 1
    assert cli("init").code == 1
    assert tree(small) == before


def test_24_a_dry_run_changes_nothing(cli: Cli, small: Path, empty: Path) -> None:
    before = tree(small)
    assert cli("new", "A good day", "-t", "diary", "-n", "--edit", EDITOR="false").code == 0
    assert cli("new", "A good day", "--bundle", "--dry-run").code == 0
    assert tree(small) == before
    assert Cli(empty)("init", "-n").code == 0
    assert tree(empty) == {}


def test_26_nobody_is_asked_without_a_terminal(cli: Cli) -> None:
    for command in (("edit",), ("search", "large", "--pick"), ("search", "large", "--edit")):
        for extra in ((), ("--no-input",)):
            result = cli(*command, *extra, EDITOR="true")
            assert result.code == 2
            assert "hint: " in result.err


# 27, the editor: test_edit_command.py. 28, the pager: on a terminal.


@pytest.fixture
def faroese(empty: Path) -> Cli:
    """A blog in a language without a dictionary: nothing has to be prepared for it."""
    (empty / "blog.toml").write_text('languages = ["fo"]\n')
    (empty / "posts").mkdir()
    (empty / "posts/tidindi.md").write_text("---\ntitle: Tíðindi\n---\nHetta er ein roynd.\n")
    return Cli(empty)


def test_29_folders_of_the_person_are_those_of_xdg(faroese: Cli, tmp_path: Path) -> None:
    cache = tmp_path / "elsewhere"
    assert faroese("list", XDG_CACHE_HOME=str(cache)).code == 0
    assert list((cache / "blog").glob("*.sqlite"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_29_a_cache_that_cannot_be_written_is_no_failure(faroese: Cli, tmp_path: Path) -> None:
    cache = tmp_path / "locked"
    cache.mkdir()
    cache.chmod(stat.S_IRUSR | stat.S_IXUSR)
    result = faroese("list", "--template", "{slug}", XDG_CACHE_HOME=str(cache))
    assert (result.code, result.out) == (0, "tidindi\n")
    assert result.err.startswith("warning: the index can't be kept in ")


def test_29_a_cache_that_is_no_folder_is_no_failure(faroese: Cli, tmp_path: Path) -> None:
    cache = tmp_path / "file"
    cache.write_text("")
    result = faroese("list", "--template", "{slug}", XDG_CACHE_HOME=str(cache))
    assert (result.code, result.out) == (0, "tidindi\n")
    assert result.err.startswith("warning: the index can't be kept in ")


# 30, completion: test_completion.py.


def test_global_options_stand_before_and_after_the_command(cli: Cli, small: Path) -> None:
    other = Cli(small.parent)
    for argv in (
        ("--blog", "small", "list", "-q", "--template", "{slug}"),
        ("list", "--blog", "small", "-q", "--template", "{slug}"),
        ("-q", "list", "--template", "{slug}", "--blog=small"),
    ):
        result = other(*argv)
        assert result.out.split()[0] == "later"
        assert result.err == ""
    assert cli("-V") == cli("list", "-V") == cli("list", "--version")
    assert cli("--version").out.startswith("blog ")


def test_the_blog_is_found_from_below_and_not_beyond_home(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = small / "static/images"
    deep.mkdir(parents=True)
    assert Cli(deep)("list", "--template", "{slug}").out.split()[0] == "later"
    monkeypatch.setenv("HOME", str(deep))
    lost = Cli(deep)("list")
    assert lost.code == 1
    assert lost.err == (
        f"error: there is no blog in {deep} or above\n"
        "hint: blog init makes one here; --blog DIR names one elsewhere, --posts DIR where posts"
        " are\n"
    )
    assert Cli(deep)("list", "--template", "{slug}", BLOG_DIR=str(small)).code == 0
    assert Cli(tmp_path)("list", "--blog", "nowhere").err.startswith("error: there is no folder")


def test_another_folder_of_posts_can_be_named(cli: Cli, small: Path) -> None:
    shutil.move(small / "posts", small / "writing")
    assert cli("list", "--template", "{slug}", "--posts", "writing").out.split()[0] == "later"
    outside = cli("list", "--posts", "..")
    assert outside.code == 1
    assert "is not inside the blog" in outside.err
    above = Cli(small.parent)("list", "--blog", small.name, "--posts", "writing")
    place = f"{small.name}/writing"
    assert f"hint: --posts is seen from where you are: --posts {place}\n" in above.err


def test_the_program_runs_as_a_module_and_as_a_command(small: Path) -> None:
    command = Path(sys.executable).with_name("blog")
    for program in (PROGRAM, [str(command)]):
        done = subprocess.run([*program, "-V"], cwd=small, capture_output=True, check=True)
        assert done.stdout.startswith(b"blog ")


def test_a_full_disk_is_told_of(small: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, "list", "--json"],
            cwd=small,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith(b"error: No space left on device")
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open files are not listed here")
def test_a_run_leaves_no_file_open(cli: Cli) -> None:
    commands = (("list",), ("show", "nothing"), ("list", "titel:x"), ("search", "large"))
    for command in commands:  # what is loaded once stays
        cli(*command)
    gc.collect()  # what earlier tests left open would be closed meanwhile
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - numbers, not paths
    for command in commands:
        cli(*command)
        cli(_BLOG_COMPLETE="fish", _BLOG_LINE="blog show p")
    gc.collect()
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208 - as above


def test_a_closed_standard_output_is_a_failure(small: Path) -> None:
    blog = f"{shlex.quote(sys.executable)} -c 'from blogcli.app import main; main()'"
    done = subprocess.run(
        ["/bin/sh", "-c", f"{blog} list >&-"],
        cwd=small,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "error: standard output is closed"
