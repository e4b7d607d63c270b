"""Fixes change what they name and nothing else, and are undone as any change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli.checks.complaint import Replacement
from blogcli.checks.fixing import mending, replaced
from checks.conftest import MakeBlog, found

HEADER = '---\ntitle: A\ndate: "4 May 2026"  # the day\ntags: [Tips]\nlang: en\n---\n\n'


def test_fixes_touch_only_their_places(make_blog: MakeBlog) -> None:
    body = "[www.e.org/](www.e.org/ \"t\") <a href='www.e.org/'>x</a>, [m](a@b.fi)\n\nwww.e.org/\n"
    data = (HEADER + body).replace("\n", "\r\n").encode()
    others = {f"posts/{name}.md": HEADER.replace("Tips", "tips") for name in "bc"}
    blog = make_blog({"posts/a.md": data, **others})
    plan = mending(blog, found(blog, select=("odd-date", "broken-link", "similar-tags")))
    step = next(step for step in plan.steps if step.path == "posts/a.md")
    assert step.old == data
    assert step.new == data.replace(b'"4 May 2026"', b'"2026-05-04"').replace(
        b"[Tips]", b"[tips]"
    ).replace(b"](www", b"](https://www").replace(b"='www", b"='https://www").replace(
        b"](a@b", b"](mailto:a@b"
    )


def test_what_is_mended_is_not_found_again(make_blog: MakeBlog) -> None:
    text = HEADER + "[x](www.e.org/)\n"
    blog = make_blog({"posts/a.md": text, "posts/b.md": text.replace("Tips", "tips")})
    plan = mending(blog, found(blog))
    again = make_blog({step.path: step.new for step in plan.steps if step.new is not None})
    assert [one for one in found(again).findings if one.fix] == []


@pytest.mark.parametrize(
    ("line", "new"),
    [
        ("[a](t) [b](t)", "[a](N) [b](t)"),
        ("[t](t)", "[t](N)"),
        ("[a](<t>)", "[a](<N>)"),
        ("[a]: t", "[a]: N"),
        ('<a href="t">', '<a href="N">'),
        ("[a](tt)", "[a](tt)"),
        ("t", "t"),
    ],
)
def test_a_target_is_replaced_where_a_target_stands(line: str, new: str) -> None:
    assert replaced(line.encode(), Replacement(1, 1, "t", "N")) == new.encode()


@given(st.binary(max_size=60), st.integers(1, 9), st.integers(1, 9))
def test_replacing_never_fails(data: bytes, line: int, column: int) -> None:
    assert replaced(data, Replacement(line, column, "zz", "y")) == data or b"zz" in data
