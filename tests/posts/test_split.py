"""A file is cut into header and body to the byte, and every byte is in one of the parts."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli.errors import PostError
from blogcli.posts.front_matter import load, split

_PIECES = st.sampled_from(
    [
        "---", "+++", ";;;", "...", "\n", "\r\n", "\r", " ", "\t", "\ufeff", "title: x", "a = 1",
        '{"a": 1}', "{", "}", '"a": "b"', "<!--", "-->", ".. title: x", "Title: x", "    more",
        "Date: 2024-01-01", "- item", "äö", "日本", "🎉", "\x0c", "\u2028", "---json", "# x", "[",
        "const a = 1;", "&a", "*a", "<<: *a", "|", ">", "%", "@",
    ]
)  # fmt: skip


def test_yaml() -> None:
    source = split(b"---\ntitle: A day\n---\n\nHello.\n")

    assert source.format == "yaml"
    assert source.header == "title: A day\n"
    assert (source.header_start, source.header_end, source.body_start) == (4, 17, 21)
    assert source.body == "\nHello.\n"
    assert (source.header_line, source.body_line) == (2, 4)
    assert not source.bom
    assert source.newline == "\n"


def test_offsets_are_bytes_of_the_file() -> None:
    data = "\ufeff---\r\ntitle: Äiti 🎉\r\n---\r\nJäätelö\r\n".encode()
    source = split(data)

    assert data[source.header_start : source.header_end] == "title: Äiti 🎉\r\n".encode()
    assert data[source.body_start :] == "Jäätelö\r\n".encode()
    assert source.header == "title: Äiti 🎉\n"
    assert source.body == "Jäätelö\n"
    assert source.bom
    assert source.newline == "\r\n"


def test_line_ends_are_those_of_most_lines() -> None:
    assert split(b"---\ntitle: x\n---\r\nbody\n").newline == "\n"
    assert split(b"---\r\ntitle: x\r\n---\nbody\r\n").newline == "\r\n"
    assert split(b"---\rtitle: x\r---\rbody").newline == "\r"


def test_offsets_on_the_first_line() -> None:
    source = split(b'{"a": 1}\r\n\r\nbody\r\n')

    assert (source.header_start, source.header_end, source.body_start) == (0, 8, 10)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("---\na: 1\n---\n", "yaml"),
        ("---  \na: 1\n---\t \nbody", "yaml"),
        ("\n \n---\na: 1\n---\n", "yaml"),
        (" +++\na = 1\n+++\n", "toml"),
        ("---\na: 1\n...\nbody", "yaml"),
        ("---\na: 1\n---", "yaml"),
        ("---\n---\n", "yaml"),
        ("----\na: 1\n----\nbody", "yaml"),
        ("+++\na = 1\n+++\n", "toml"),
        ("---toml\na = 1\n---\n", "toml"),
        ("---json\n{}\n---\n", "json"),
        ("---js\nconst a = 1;\n---\n", "js"),
        ('{"a": 1}\nbody', "json"),
        ('{\n  "a": {"b": "}"}\n}\n\nbody', "json"),
        (';;;\n"a": 1\n;;;\nbody', "json"),
        ('"a": 1,\n"b": 2\n;;;\nbody', "json"),
        ("title: x\ntags:\n- a\n---\nbody", "yaml"),
        ("Title: x\nDate: 2024-01-01\n\nbody", "pelican"),
        ("Title: x\n    more\n\nbody", "pelican"),
        ("<!--\n.. title: x\n-->\nbody", "nikola"),
        ("<!-- \n\n.. title: x\n.. date: y\n-->\nbody", "nikola"),
        (".. title: x\n.. date: y\n\nbody", "nikola"),
        ("", "none"),
        ("Hello.\n", "none"),
        ("# Heading\n\n---\n\ntext\n", "none"),
        ("Note: prose\n\nbody", "none"),
        ("Title: a heading\nwith a line below\n", "none"),
        ("A line\n---\nand more", "none"),
        ("----------\n\nA line across the page.\n", "none"),
        ("{% include a.html %}\n", "none"),
        ("{{< figure >}}\n", "none"),
        ("<!-- a comment -->\n", "none"),
        ("--- not a fence\n", "none"),
    ],
)
def test_each_kind_of_header_is_told_apart(text: str, kind: str) -> None:
    assert split(text.encode()).format == kind


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\na: 1\n---\n---\nrule above\n", "---\nrule above\n"),
        ("---\na: 1\n---\n\n\nbody\n", "\n\nbody\n"),
        ('{"a": 1} \n\nbody', "\nbody"),
        ("Title: x\n\nbody\n\nmore", "body\n\nmore"),
        ("<!--\n.. title: x\n-->\n\nbody", "\nbody"),
        ("Hello", "Hello"),
    ],
)
def test_the_body_is_kept_as_it_is(text: str, body: str) -> None:
    assert split(text.encode()).body == body


@pytest.mark.parametrize(
    ("data", "place", "reason"),
    [
        (b"---\ntitle: x\n", ":1:1", "the front matter that begins here never ends: no second ---"),
        (b"\n\n+++\ntitle = 1\n", ":3:1", "never ends: no second +++"),
        (b"<!--\n.. title: x\n", ":2:1", "never ends: no -->"),
        (b'{"a": 1,\n "b" 2}\n', ":2:6", "Expecting ':' delimiter"),
        (b"---\ntitle: \xe4iti\n---\n", ":2:8", "byte 0xe4 is no UTF-8"),
        ("---\ntitle: ä\nb: ".encode() + b"\xff\n---\n", ":3:4", "byte 0xff is no UTF-8"),
        (b"a\r\nb\x00c", ":2:2", "a NUL byte"),
        (b"---\na: b\x00c\n---\n", ":2:5", "a NUL byte"),
        (b"\xff\xfe-\x00-\x00", ":1:1", "UTF-16"),
        (b"---\na: " + b"x" * 1_000_001 + b"\n---\n", ":1:1", "larger than 1,000,000 bytes"),
    ],
)
def test_what_can_not_be_cut_is_named_with_its_place(data: bytes, place: str, reason: str) -> None:
    with pytest.raises(PostError) as caught:
        split(data, "posts/a.md")

    assert str(caught.value).startswith(f"posts/a.md{place}: ")
    assert reason in caught.value.reason


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_every_byte_is_in_one_part(text: str) -> None:
    data = text.encode()
    with contextlib.suppress(PostError):
        source = split(data)
        header = data[source.header_start : source.header_end]
        body = data[source.body_start :]

        assert 0 <= source.header_start <= source.header_end <= source.body_start <= len(data)
        fences = data[: source.header_start] + data[source.header_end : source.body_start]
        assert len(header) + len(fences) + len(body) == len(data)
        assert _lf(header) == source.header
        assert _lf(body) == source.body
        assert _lf(data[: source.body_start]).count("\n") + 1 == source.body_line
        assert _lf(data[: source.header_start]).count("\n") + 1 == source.header_line
        rest = fences.decode().strip("\ufeff \t\r\n-+;.<>!")
        assert rest in ("", "json", "js") or source.format == "none"


@given(st.one_of(st.binary(max_size=200), st.lists(_PIECES, max_size=40).map("".join)))
def test_nothing_but_a_post_error_comes_out_of_any_bytes(data: bytes | str) -> None:
    raw = data.encode() if isinstance(data, str) else data
    with contextlib.suppress(PostError):
        load(split(raw))


@given(st.binary(max_size=120), st.sampled_from([b"---", b"+++", b";;;", b"---js"]))
def test_any_bytes_between_fences(data: bytes, fence: bytes) -> None:
    with contextlib.suppress(PostError):
        load(split(fence + b"\n" + data + b"\n" + fence[:3] + b"\nbody"))


def _lf(data: bytes) -> str:
    return data.decode().replace("\r\n", "\n").replace("\r", "\n")
