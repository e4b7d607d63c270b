"""Hostile files end in a clear error, within a second and 200 MB."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest


def _yaml(header: str) -> bytes:
    return f"---\ntitle: x\n{header}\n---\nbody\n".encode()


def _toml(header: str) -> bytes:
    return f"+++\n{header}\n+++\nbody\n".encode()


def _ladder(rung: str, first: str) -> str:
    """Nine levels, each of nine times the one above."""
    names = "abcdefghij"
    lines = [f"{names[0]}: &{names[0]} {first}"]
    for above, name in pairwise(names):
        lines.append(f"{name}: &{name} {rung.replace('@', ','.join([f'*{above}'] * 9))}")
    return "\n".join(lines)


MANY = "more than 50,000 values"
DEEP = "nested more than 100 levels deep"
LARGE = "the front matter is larger than 1,000,000 bytes"
CASES: dict[str, tuple[bytes, str]] = {
    "alias-bomb": (_yaml(_ladder("[@]", "[x]")), MANY),
    "merge-bomb": (_yaml(_ladder("{<<: [@], y: 1}", "{x: 1}")), MANY),
    "deep-list": (_yaml("a:\n" + "- " * 30_000), DEEP),
    "deep-flow": (_yaml("a: " + "[" * 400_000), DEEP),
    "deep-map": (_yaml("a: " + "{a: " * 100_000), DEEP),
    "deep-keys": (_yaml("? " * 100_000), "a key must be plain text"),
    "self-alias": (_yaml("a: &a [*a]"), "&a holds itself"),
    "ten-megabytes": (_yaml("a: " + "x" * 10_000_000), LARGE),
    "ten-megabytes-quoted": (_yaml('a: "' + "x \\n" * 2_500_000 + '"'), LARGE),
    "many-keys": (_yaml("\n".join(f"k{n}: v" for n in range(80_000))), MANY),
    "same-keys": (_yaml("{" + "a," * 400_000 + "}"), "could not find expected ':'"),
    "nul": (_yaml("a: b\0c"), "a NUL byte: this is no text"),
    "nul-escaped": (_yaml('a: "b\\0c"'), "a NUL character"),
    "control": (_yaml("a: b\x07c"), "U+0007: control characters are not allowed"),
    "slug": (_yaml("slug: ../../../etc/passwd"), "slug: '../../../etc/passwd' leads out"),
    "date": (_yaml("date: 9999999-99-99"), "date: '9999999-99-99' is no date"),
    "date-long": (_yaml("date: " + "9" * 900_000), "is no date"),
    "date-begin": (_yaml("date: 0001-06-01T00:00:00+12:00"), "the year 1 is out of range"),
    "tags": (_yaml("tags: [" + ",".join(map(str, range(10_000))) + "]"), "10,000 entries"),
    "unending": (b"---\n" + b"a: b\n" * 2_000_000, "never ends"),
    "fences": (b"---\n" * 1_000_000, "read: "),
    "blank": (b" \n" * 4_000_000 + b"---", "read: "),
    "no-utf8": (b"---\na: " + b"\xff" * 1_000_000 + b"\n---\n", "byte 0xff is no UTF-8"),
    "utf16": ("---\ntitle: x\n---\n".encode("utf-16"), "UTF-16"),
    "toml-dots": (_toml(".".join("a" * 400_000) + " = 1"), "a key of more than 100 parts"),
    "toml-table": (_toml("[" + ".".join("a" * 400_000) + "]"), "a key of more than 100 parts"),
    "toml-deep": (_toml("a = " + "[" * 400_000), DEEP),
    "toml-inline": (_toml("a = " + "{a=" * 200_000), DEEP),
    "toml-tables": (_toml("\n".join(f"[a{n}]" for n in range(60_000))), MANY),
    "toml-number": (_toml("a = 0x" + "f" * 900_000), "a number of more than 18 digits"),
    "toml-digits": (_toml("a = " + "9" * 900_000), "a number of thousands of digits"),
    "toml-date": (_toml("date = 2017-02-30"), "Invalid date or datetime"),
    "json-deep": (b'{"a":' + b"[" * 900_000, DEEP),
    "json-deep-whole": (b'{"a":' + b"[" * 5000 + b"]" * 5000 + b"}", DEEP),
    "json-surrogate": (b'{"a": "\\ud800"}', "half of a surrogate pair"),
    "json-large": (b'{"a": "' + b"x" * 9_000_000 + b'"}', LARGE),
    "pelican": (b"Title: x\n" + b"    more\n" * 100_000 + b"\nbody", "read: x"),
    "hexo": (b"title: x\n" + b"  \n" * 500_000 + b"---\n", LARGE),
    "script": (b"---js\n" + b"const a = [" * 80_000 + b"\n---\n", "read: "),
    "script-escapes": (b'---js\nconst a = "' + b"\\" * 900_000 + b"\n---\n", "read: "),
    "nikola": (b"<!--\n.. title: x\n" + b".. k: v\n" * 100_000 + b"-->\n", "read: x"),
    "titles": (_yaml("titles: " + "a " * 400_000), "read: x"),
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    root = tmp_path_factory.mktemp("hostile")
    for name, (data, _reason) in CASES.items():
        (root / f"{name}.md").write_bytes(data)
    (root / "link.md").symlink_to("/etc/hostname")
    script = Path(__file__).with_name("hostile.py")
    done = subprocess.run(
        [sys.executable, script, root], capture_output=True, text=True, check=True, timeout=120
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", [*CASES, "link"])
def test_each_ends_in_a_clear_error_within_a_second(
    outcomes: dict[str, dict[str, dict[str, object]]], name: str
) -> None:
    found = outcomes["found"][name]
    reason = CASES[name][1] if name in CASES else "this is a link out of the blog"

    assert reason in str(found["came"])
    assert float(str(found["seconds"])) < 1
    if not reason.startswith("read: "):
        assert str(found["came"]).startswith(f"{name}.md:")


def test_all_stay_within_200_megabytes(outcomes: dict[str, int]) -> None:
    assert outcomes["kilobytes"] < 200_000
