"""`blog edit`: the right file in the right editor, and nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from transcripts import Cli, tree


@pytest.fixture
def editor(tmp_path: Path) -> Path:
    """An editor that writes its arguments beside itself, and a word into the file."""
    script = tmp_path / "my editor"
    script.write_text(
        '#!/bin/sh\necho "$@" > "$(dirname "$0")/arguments"\n'
        'for last; do :; done\nprintf "Edited.\\n" >> "$last"\n'
    )
    script.chmod(0o755)
    return script


def test_the_editor_gets_the_file(cli: Cli, small: Path, editor: Path) -> None:
    result = cli("edit", "later", EDITOR=f"'{editor}' --wait -n")
    assert (result.code, result.out, result.err) == (0, "", "")
    arguments = (editor.parent / "arguments").read_text()
    assert arguments == f"--wait -n {small / 'posts/later.md'}\n"
    assert "Edited." in cli("show", "later").out


@pytest.mark.parametrize(
    "name", ["a;touch x", "$(touch x)", "`touch x`", "a|b>x", "-c touch x", "a'b\"c"]
)
def test_no_name_of_a_file_is_obeyed(cli: Cli, small: Path, editor: Path, name: str) -> None:
    post = small / "posts" / f"{name}.md"
    post.write_text("---\ntitle: Odd\n---\n")
    result = cli("edit", "Odd", EDITOR=f"'{editor}'")
    assert (result.code, result.err) == (0, "")
    assert (editor.parent / "arguments").read_text() == f"{post}\n"
    assert post.read_text().endswith("Edited.\n")
    assert not (small / "x").exists()


@pytest.mark.parametrize(
    ("env", "chosen"),
    [
        ({"BLOG_EDITOR": "true", "VISUAL": "false", "EDITOR": "false"}, 0),
        ({"VISUAL": "true", "EDITOR": "false"}, 0),
        ({"EDITOR": "true"}, 0),
        ({"BLOG_EDITOR": "", "VISUAL": "", "EDITOR": "true"}, 0),
        ({"BLOG_EDITOR": " ", "VISUAL": "\t", "EDITOR": "true"}, 0),
        ({"BLOG_EDITOR": "false", "EDITOR": "true"}, 1),
    ],
)
def test_our_own_variable_goes_before_the_common_ones(
    cli: Cli, env: dict[str, str], chosen: int
) -> None:
    assert cli("edit", "later", **env).code == chosen


def test_the_editor_may_be_configured(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    config = Path(cli.folder.parent / "config" / "blog" / "config.toml")
    config.parent.mkdir(parents=True)
    config.write_text('editor = "true"\n')
    monkeypatch.setenv("XDG_CONFIG_HOME", str(cli.folder.parent / "config"))
    assert cli("edit", "later").code == 0
    config.write_text('editor = "false"\n')
    assert cli("edit", "later").code == 1


def test_only_exact_names_are_opened(cli: Cli) -> None:
    cli.check("""
        $ EDITOR=true blog edit python
        2> error: no post goes by the name 'python'
        2> hint: did you mean python-tales, python-tips?
        [exit 3]
        $ EDITOR=true blog edit 'Python tips'
        $ EDITOR=true blog edit @last
        $ EDITOR=true blog edit uutiset@sv
    """)


def test_an_editor_that_fails_leaves_the_file_as_it_is(cli: Cli, small: Path) -> None:
    before = tree(small)
    failed = cli("edit", "later", EDITOR="false")
    assert failed.code == 1
    assert (
        failed.err == "error: the editor false ended with 1; posts/later.md stays as it left it\n"
    )
    missing = cli("edit", "later", EDITOR="no-such-editor")
    assert missing.code == 1
    assert missing.err == (
        "error: the editor no-such-editor can't be started: No such file or directory\n"
        "hint: name another one: BLOG_EDITOR=nano\n"
    )
    assert tree(small) == before


def test_an_editor_that_is_no_command_is_a_wrong_call(cli: Cli) -> None:
    cli.check("""
        $ EDITOR="'vi" blog edit later
        2> error: $EDITOR: "'vi" is no command: no closing quotation
        2> hint: a quote is opened and never closed
        [exit 2]
        $ VISUAL="''" blog edit later
        2> error: $VISUAL: "''" is no command
        2> hint: name an editor: BLOG_EDITOR=nano
        [exit 2]
    """)


@pytest.mark.parametrize("code", [0, 1])
def test_a_file_that_the_editor_removed_is_not_said_to_be_kept(
    cli: Cli, small: Path, tmp_path: Path, code: int
) -> None:
    script = tmp_path / "remove"
    script.write_text(f'#!/bin/sh\nrm "$1"\nexit {code}\n')
    script.chmod(0o755)
    result = cli("edit", "later", EDITOR=str(script))
    assert result.code == 1
    assert "gone" in result.err
    assert "kept" not in result.err
    assert "stays" not in result.err
    assert not (small / "posts/later.md").exists()


def test_a_new_draft_that_the_editor_removed_is_not_said_to_be_kept(
    cli: Cli, tmp_path: Path
) -> None:
    script = tmp_path / "remove"
    script.write_text('#!/bin/sh\nrm "$1"\nexit 1\n')
    script.chmod(0o755)
    result = cli("new", "Gone at once", "--edit", EDITOR=str(script))
    assert (result.code, "kept" in result.err, "gone" in result.err) == (1, False, True)


def test_only_what_is_named_is_told_of(cli: Cli, small: Path) -> None:
    (small / "posts/2020-01-05-later-on.md").write_text("---\ntitle: [a\n---\nText\n")
    (small / "posts/pyth.md").write_text("---\ntitle: [b\n---\nText\n")
    assert cli("edit", "later", EDITOR="true").err == ""
    assert cli("show", "later", "--meta").err == ""
    assert cli("new", "Some words", "--no-edit").err == ""
    assert cli("export", "later", "--to", "text", "-o", "-").err == ""
    asked = cli("show", "later-on")
    assert (asked.code, asked.out) == (1, "")
    assert asked.err.startswith("error: posts/2020-01-05-later-on.md:")
    beginning = cli("show", "pyth")
    assert beginning.err.startswith("error: posts/pyth.md:"), "not python-tips"
    everything = cli("list")
    assert everything.err.count("warning:") == 2


def test_a_file_that_no_longer_reads_is_told_of_with_its_line_and_kept(
    cli: Cli, small: Path, tmp_path: Path
) -> None:
    script = tmp_path / "break"
    script.write_text('#!/bin/sh\nprintf -- "---\\ntitle: [a\\n---\\nMy words.\\n" > "$1"\n')
    script.chmod(0o755)
    result = cli("edit", "later", EDITOR=str(script))
    assert result.code == 1
    assert result.err.startswith("error: posts/later.md:")
    assert result.err.endswith("the file is kept as you left it: posts/later.md\n")
    assert "My words." in (small / "posts/later.md").read_text()


@pytest.mark.parametrize("name", ["broken", "posts/broken.md"])
def test_a_post_that_cannot_be_read_can_be_opened_to_mend_it(
    cli: Cli, small: Path, editor: Path, name: str
) -> None:
    (small / "posts/broken.md").write_text("---\ntitle: [a\n---\nText\n")
    result = cli("edit", name, EDITOR=f"'{editor}'")
    assert str(small / "posts/broken.md") in (editor.parent / "arguments").read_text()
    assert result.code == 1  # it still doesn't read


def test_without_a_name_and_a_terminal_there_is_nobody_to_choose(cli: Cli) -> None:
    cli.check("""
        $ EDITOR=true blog edit
        2> error: cannot ask which post here
        2> hint: name the post: blog edit SLUG
        [exit 2]
    """)
