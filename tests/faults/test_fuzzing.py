"""Bytes of every kind, made of what means something to somebody: see `fuzzing.py`.

A few in every run of the tests; `make soak` tries many, and follows branches with Atheris.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from faults import fuzzing
from markdown_samples import texts

TIMES = int(os.environ.get("BLOG_SOAK_INPUTS", "1"))
"""How many times more inputs than in every run of the tests."""
CHOICE = st.integers(0, 255).map(lambda number: bytes([number]))

_HEADER = """
---
+++
;;;
---js
<!--
-->
.. title: A
:title: B
Title: C
title: A
title = "A"
"title": "A",
{
}
[extra]
[[tags]]
date: 2024-01-02
date: 2024-13-41 25:61
date = 2024-01-02T03:04:05+02:00
draft: true
tags: [a, "b, c"]
tags:
  - a
  - &x b
  - *x
<<: *x
summary: |
summary: >-
  folded
? a
: b
!!python/object:os.system x
%YAML 1.1
aliases: ["/x/", /y]
lang: fi
slug: ä/../b
weight: .inf
a: b: c
a: {b: [c, {d: e}]}
const title = "x";
# comment
\ttabbed: yes
"""
_CONFIG = """
title = "A"
base_url = "https://example.org/blog/"
languages = ["fi", "sv"]
timezone = "Europe/Helsinki"
[posts]
folders = ["posts"]
new = "posts/{slug}.md"
[site]
permalink = "/:year/:slug/"
raw_html = "sanitise"
menu = [["A", "/a/"]]
[feeds]
limit = 20
[pdf]
paper = "a4"
margin = "2cm"
font = "x"
[queries]
stale = "is:draft"
[check]
off = ["x"]
[names]
x = '''y'''
a.b.c = 1979-05-27
x = [1, {y = 2}]
"""


def pieces(lines: str) -> st.SearchStrategy[bytes]:
    """Whole lines, parts of lines and anything at all, in any order."""
    line = st.sampled_from(lines.strip("\n").split("\n")).map(lambda text: f"{text}\n")
    part = line.flatmap(lambda text: st.integers(0, len(text)).map(lambda end: text[:end]))
    odd = st.text(max_size=5) | st.sampled_from(
        ["\r\n", "\r", "\ufeff", "\0", "\u2028", "\x85", "\t"]
    )
    known = st.lists(st.one_of(line, line, line, part, odd), max_size=16).map("".join)
    return known.map(str.encode) | st.lists(known.map(str.encode) | st.binary(max_size=4)).map(
        b"".join
    )


@st.composite
def headed(draw: st.DrawFn) -> bytes:
    """A file that looks like a post, more often than not."""
    fence = draw(st.sampled_from([b"---\n", b"+++\n", b"{\n", b"---\r\n", b"<!--\n", b""]))
    return draw(CHOICE) + fence + draw(pieces(_HEADER)) + fence + draw(st.binary(max_size=20))


def much(inputs: int) -> settings:
    return settings(
        max_examples=inputs * TIMES, deadline=None, suppress_health_check=list(HealthCheck)
    )


@much(150)
@given(headed())
def test_front_matter(data: bytes) -> None:
    fuzzing.front_matter(data)


@much(100)
@given(st.binary(max_size=40) | st.text('()"-=/,.:|~ ORaä1\\*', max_size=40).map(str.encode))
def test_queries(data: bytes) -> None:
    fuzzing.query(data)


@much(100)
@given(pieces(_CONFIG))
def test_configuration(data: bytes) -> None:
    fuzzing.configuration(data)


@much(60)
@given(CHOICE, texts)
def test_markdown_in_every_format(choice: bytes, text: str) -> None:
    fuzzing.markdown(choice + text.encode("utf-8", "replace"))


@much(15)
@given(CHOICE, texts)
def test_markdown_on_paper(choice: bytes, text: str) -> None:
    fuzzing.pdf(choice + text.encode("utf-8", "replace"))
