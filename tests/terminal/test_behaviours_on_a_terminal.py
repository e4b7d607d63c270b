"""The manners of the program on a real pseudo-terminal, numbered as in test_behaviours.py."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pexpect
import pyte
import pytest

from blogcli.terminal.text import cells
from terminals import leave
from transcripts import NOW

COLOUR = re.compile(rb"\x1b\[[0-9;]*[345][0-9;]*m")


@dataclass
class Screen:
    """A terminal in which a command runs."""

    folder: Path
    columns: int = 80
    rows: int = 24
    env: dict[str, str] = field(default_factory=dict)
    raw: bytes = b""
    code: int | None = None

    def start(self, line: str) -> pexpect.spawn[bytes]:
        """Type a line, and let it run."""
        env = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
        env |= {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "TERM": "xterm-256color",
            "PAGER": "",
            "SOURCE_DATE_EPOCH": NOW,
            **self.env,
        }
        return pexpect.spawn(
            "/bin/sh",
            ["-c", line],
            dimensions=(self.rows, self.columns),
            env=env,
            cwd=str(self.folder),
            timeout=30,
            use_poll=True,  # select(2) knows no more than 1,024 files
        )

    def run(self, line: str) -> list[str]:
        """Run a line to its end, and give what then stands on the screen."""
        return self.finish(self.start(line))

    def finish(self, child: pexpect.spawn[bytes]) -> list[str]:
        """Wait for the end, and give what then stands on the screen."""
        self.raw += (child.before or b"") + (child.after if isinstance(child.after, bytes) else b"")
        child.expect(pexpect.EOF)
        self.raw += child.before or b""
        self.code = leave(child)
        screen = pyte.Screen(self.columns, self.rows)
        pyte.ByteStream(screen).feed(self.raw)
        return [line.rstrip() for line in screen.display if line.strip()]


@pytest.fixture
def screen(small: Path) -> Callable[..., Screen]:
    """Make terminals in the small blog."""

    def make(columns: int = 80, rows: int = 24, **env: str) -> Screen:
        return Screen(small, columns, rows, env)

    return make


def test_a_person_gets_a_table_with_its_count(screen: Callable[..., Screen]) -> None:
    assert screen().run("blog list") == [
        "Date        Title                     Status     Lang  Not in  Tags",
        "2027-01-01  Later                     scheduled  en    fi, sv",
        "4 days ago  Uutisia Helsingistä       published  fi    en      kaupunki",
        "4 days ago  Nyheter från Helsingfors  published  sv    en      stad",
        "2026-05-04  Python tips               published  en    fi, sv  python, tips",
        "2026-04-01  Python tales              published  en    fi, sv  python, diary",
        "2026-03-01  An idea                   draft      en    fi, sv",
        "2025-06-01  Summer sale               expired    en    fi, sv  static site, C++",
        "7 posts (1 draft, 1 scheduled, 1 expired)",
    ]


def test_a_search_marks_what_matched(screen: Callable[..., Screen]) -> None:
    terminal = screen()
    assert terminal.run("blog search kaupunki") == [
        "Uutisia Helsingistä",
        "  posts/uutiset/index.fi.md:7  4 days ago  #kaupunki",
        "  Helsingin kaupungin uutiset kootaan tänne. Yhteistyö jatkuu.",
        "1 post",
    ]
    assert re.search(rb"\x1b\[1;38;5;\d+mkaupungin\x1b\[0m", terminal.raw)


def test_03_counts_are_no_data(screen: Callable[..., Screen]) -> None:
    assert screen().run("blog list is:draft 2>/dev/null")[-1].startswith("2026-03-01")
    assert screen().run("blog list is:draft >/dev/null") == ["1 post (1 draft)"]


def test_10_no_color_on_a_terminal(screen: Callable[..., Screen]) -> None:
    coloured = screen()
    coloured.run("blog list")
    assert COLOUR.search(coloured.raw)
    empty = screen(NO_COLOR="")
    empty.run("blog list")
    assert COLOUR.search(empty.raw)
    plain = screen(NO_COLOR="1")
    plain.run("blog list")
    assert not COLOUR.search(plain.raw)
    assert b"\x1b[1m" in plain.raw


@pytest.mark.parametrize(
    ("line", "env"),
    [
        ("blog list --color never", {}),
        ("blog list", {"TERM": "dumb"}),
        ("blog list 2>&1 | cat", {}),
    ],
)
def test_12_no_escape_where_none_is_wanted(
    screen: Callable[..., Screen], line: str, env: dict[str, str]
) -> None:
    terminal = screen(**env)
    terminal.run(line)
    assert b"\x1b" not in terminal.raw


def test_13_links_are_links_on_a_terminal_that_has_them(
    screen: Callable[..., Screen], small: Path
) -> None:
    (small / "posts/link.md").write_text("---\ntitle: Link\n---\n\n[here](https://e.org/a)\n")
    rich = screen()
    rich.run("blog show link")
    assert b"\x1b]8;" in rich.raw
    dumb = screen(TERM="dumb")
    assert any("https://e.org/a" in line for line in dumb.run("blog show link"))
    assert b"\x1b" not in dumb.raw


@pytest.mark.parametrize("columns", [20, 30, 80, 300])
@pytest.mark.parametrize(
    "line",
    [
        "blog list",
        "blog list --group-by tag",
        "blog search kirjoitus OR large",
        "blog show cjk",
        "blog stats",
    ],
)
def test_14_no_line_is_wider_than_the_terminal(
    screen: Callable[..., Screen], small: Path, columns: int, line: str
) -> None:
    (small / "posts/cjk.md").write_text(
        f"---\ntitle: {'日本語のブログ' * 8}\ntags: [{'タグ' * 9}]\n---\n\n"
        f"{'この記事は長い。' * 30} large\n"
    )
    # With $COLUMNS the program believes in a width; the terminal itself is wide enough for all.
    terminal = screen(columns=1000, rows=200, COLUMNS=str(columns))
    shown = terminal.run(line)
    assert shown
    assert max(map(cells, shown)) <= columns
    assert terminal.code == 0


def test_22_an_interrupt_at_a_prompt_ends_with_130(
    screen: Callable[..., Screen], tmp_path: Path
) -> None:
    terminal = screen(PATH=str(_only_blog(tmp_path)), EDITOR="true")
    child = terminal.start("exec blog edit")
    child.expect("Which one")
    child.sendintr()
    terminal.finish(child)
    assert terminal.code == 130
    assert b"Traceback" not in terminal.raw


def test_a_question_names_the_posts_that_it_is_about(screen: Callable[..., Screen]) -> None:
    terminal = screen()
    child = terminal.start("blog delete idea")
    child.expect("Delete 1 post")
    child.sendline("n")
    assert terminal.finish(child) == [
        "posts/idea.md",
        "Delete 1 post? [y/N] n",
        "nothing is changed",
    ]


def _only_blog(tmp_path: Path) -> Path:
    """Make a folder of programs with `blog` and nothing else: no fzf."""
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "blog").symlink_to(Path(sys.executable).with_name("blog"))
    (tools / "true").symlink_to("/bin/true")
    return tools


def test_26_without_fzf_one_is_chosen_by_its_number(
    screen: Callable[..., Screen], tmp_path: Path
) -> None:
    terminal = screen(PATH=str(_only_blog(tmp_path)))
    child = terminal.start("blog search large --pick")
    child.expect("Which one")
    child.sendline("9")
    child.expect("Which one")
    child.sendline("2")
    shown = terminal.finish(child)
    assert terminal.code == 0
    assert any("The profiler tells more than you think." in line for line in shown)


def test_26_with_fzf_one_is_chosen_there(screen: Callable[..., Screen], tmp_path: Path) -> None:
    tools = _only_blog(tmp_path)
    (tools / "fzf").write_text(
        '#!/bin/sh\nIFS= read -r first; IFS= read -r second\necho "$second"\n'
    )
    (tools / "fzf").chmod(0o755)
    shown = screen(PATH=f"{tools}:/bin").run("blog search large --pick")
    assert any("The profiler tells more than you think." in line for line in shown)
    (tools / "fzf").write_text("#!/bin/sh\nexit 130\n")
    left = screen(PATH=f"{tools}:/bin")
    assert left.run("blog search large --pick") == []
    assert left.code == 0


def test_26_no_input_asks_nothing_even_on_a_terminal(screen: Callable[..., Screen]) -> None:
    terminal = screen(EDITOR="true")
    assert terminal.run("blog edit --no-input")[0].startswith("error: cannot ask")
    assert terminal.code == 2


def test_27_new_opens_the_editor_on_a_terminal(
    screen: Callable[..., Screen], small: Path, tmp_path: Path
) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho "Typed." >> "$1"\n')
    editor.chmod(0o755)
    assert screen(VISUAL=str(editor)).run("blog new Typed")[0] == "posts/typed.md"
    assert "Typed.\n" in (small / "posts/typed.md").read_text()
    screen(VISUAL=str(editor)).run("blog new Quiet --no-edit")
    assert "Typed." not in (small / "posts/quiet.md").read_text()
    failing = screen(VISUAL="false")
    failing.run("blog new Kept")
    assert failing.code == 1
    assert (small / "posts/kept.md").exists()


PAGERS = [
    ({"BLOG_PAGER": "sed s/^/ours:/", "PAGER": "sed s/^/theirs:/"}, "ours:"),
    ({"PAGER": "sed s/^/theirs:/"}, "theirs:"),
    ({"BLOG_PAGER": "", "PAGER": "sed s/^/theirs:/"}, ""),
    ({"PAGER": ""}, ""),
    ({"PAGER": "no-such-pager"}, ""),
    ({"PAGER": "false"}, ""),
    ({"PAGER": "'unclosed"}, ""),
]


def test_new_with_a_text_opens_no_editor_unless_asked(
    screen: Callable[..., Screen], tmp_path: Path
) -> None:
    (tmp_path / "text.md").write_text("Text.")
    terminal = screen(EDITOR="echo edited")
    lines = terminal.run(f"blog new Written --body-file {tmp_path}/text.md")
    assert lines == ["posts/written.md"]
    lines = screen(EDITOR="echo edited").run(
        f"blog new Other --edit --body-file {tmp_path}/text.md"
    )
    assert lines[1].startswith("edited ")


@pytest.mark.parametrize(("env", "mark"), PAGERS)
def test_28_long_output_goes_through_the_pager(
    screen: Callable[..., Screen], env: dict[str, str], mark: str
) -> None:
    shown = screen(rows=6, **env).run("blog show python-tips 2>&1")
    assert shown[-1] == f"{mark}Wall clock first."


def test_28_the_pager_may_be_configured(screen: Callable[..., Screen], tmp_path: Path) -> None:
    (tmp_path / "blog").mkdir()
    (tmp_path / "blog/config.toml").write_text('pager = "sed s/^/mine:/"\n')
    terminal = screen(rows=6, XDG_CONFIG_HOME=str(tmp_path), PAGER="sed s/^/theirs:/")
    assert terminal.run("blog show python-tips")[-1] == "mine:Wall clock first."


def test_28_no_pager_for_what_fits_is_piped_or_is_not_to_be_paged(
    screen: Callable[..., Screen],
) -> None:
    for rows, line in (
        (40, "blog show python-tips"),
        (6, "blog show python-tips --no-pager"),
        (6, "blog show python-tips | cat"),
    ):
        assert screen(rows=rows, PAGER="sed s/^/x:/").run(line)[-1] == "Wall clock first."
    shown = screen(rows=40, PAGER="sed s/^/x:/").run("blog show python-tips --pager")
    assert shown[-1] == "x:Wall clock first."


def test_the_terminal_is_asked_for_its_background_only_where_colours_are(
    screen: Callable[..., Screen],
) -> None:
    for answer, colour in (
        (b"\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?62c", b"38;5;117"),
        (b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62c", b"38;5;25"),
    ):
        terminal = screen()
        child = terminal.start("blog search kaupunki")
        # Typed ahead, so that a busy machine makes no answer late.
        child.delaybeforesend = None
        child.send(answer)
        terminal.finish(child)
        assert b"\x1b]11;?\x1b\\\x1b[c" in terminal.raw
        assert colour in terminal.raw
    for line in ("blog list --json", "blog list | cat", "blog list --color never"):
        terminal = screen()
        terminal.run(line)
        assert b"\x1b]11" not in terminal.raw
    for env in ({"NO_COLOR": "1"}, {"FORCE_COLOR": "0"}, {"TERM": "dumb"}):
        terminal = screen(**env)
        terminal.run("blog list && blog show python-tips && blog search python")
        assert b"\x1b]11" not in terminal.raw


def test_a_terminal_that_says_nothing_is_not_waited_for(screen: Callable[..., Screen]) -> None:
    began = time.monotonic()
    terminal = screen()
    terminal.run("blog list")
    assert b"\x1b]11;?" in terminal.raw
    assert time.monotonic() - began < 5


def test_a_bar_is_shown_for_what_takes_long_and_leaves_no_trace(
    screen: Callable[..., Screen], small: Path
) -> None:
    script = (
        "from blogcli.terminal.console import Console\n"
        "from blogcli.terminal.progress import bar\n"
        "import time\n"
        "with bar(Console(), 'Reading') as shown:\n"
        "    for done in range(8):\n"
        "        shown(done, 8); time.sleep(0.12)\n"
        "print('done')\n"
    )
    (small / "slow.py").write_text(script)
    terminal = screen()
    assert terminal.run(f"{sys.executable} slow.py") == ["done"]
    assert b"of 8" in terminal.raw
    assert "█".encode() in terminal.raw
    piped = screen()
    assert piped.run(f"{sys.executable} slow.py 2>&1 | cat")[-1] != "done"


@pytest.mark.parametrize("line", ["blog list --limit 1", "blog show nothing", "blog lst"])
def test_28_a_configuration_that_is_wrong_is_told_of_in_its_place(
    screen: Callable[..., Screen], tmp_path: Path, line: str
) -> None:
    (tmp_path / "blog").mkdir()
    (tmp_path / "blog/config.toml").write_text('colour = "never"\n')
    terminal = screen(columns=200, XDG_CONFIG_HOME=str(tmp_path))
    shown = "\n".join(terminal.run(line))
    assert "config.toml: colour: unknown key; did you mean color?" in shown
    assert 'File "' not in shown
    assert terminal.code
