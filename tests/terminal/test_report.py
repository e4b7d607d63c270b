"""What a check found, as it stands on a terminal."""

from __future__ import annotations

import io
import re
from pathlib import Path

from blogcli.errors import Finding
from blogcli.terminal.console import Console
from blogcli.terminal.report import summary, write


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_findings_stand_below_their_file(tmp_path: Path) -> None:
    found = (
        Finding("a-rule", "posts/a.md", "a message", 7, 3, "error", "do this", "A [link](x.md)"),
        Finding("a-rule", "posts/a.md", "far away", 9, 201, "info", "", "x" * 200 + "漢字" * 100),
        Finding("a-rule", "posts/b.md", "of the whole \x1b[31m file"),
    )
    out = Terminal()
    env = {"COLUMNS": "40", "NO_COLOR": "1", "PAGER": ""}
    write(Console(out=out, env=env), found, "text", tmp_path)
    lines = out.getvalue().splitlines()
    assert [re.sub("\x1b[^m]*m", "", line) for line in lines] == [
        "posts/a.md",
        "     7:3  error    a message  a-rule",
        "          A [link](x.md)",
        "            ^",
        "          hint: do this",
        "   9:201  info     far away  a-rule",
        "          …xxxxxxxxxx漢字漢字漢字漢字漢…",
        "                     ^",
        "",
        "posts/b.md",
        "          warning  of the whole ␛[31m",
        "                   file  a-rule",
    ]


def test_the_sum_names_each_kind_once() -> None:
    one = Finding("a", "a.md", "m", severity="info")
    assert summary((), 1) == "1 post: nothing to complain of"
    assert summary((one, one._replace(severity="error")), 1200) == "1,200 posts: 1 error, 1 info"
    assert summary((one, one), 2, 3) == (
        "2 posts: 2 infos; 3 posts mended, blog undo takes it back"
    )
