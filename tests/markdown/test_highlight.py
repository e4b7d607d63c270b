"""Code with Pygments' classes, or plain where that is wiser."""

from __future__ import annotations

import html
import re
import time

import pytest

from blogcli.markdown.highlight import highlight, language_of


def test_code_keeps_every_character() -> None:
    code = '\n\ndef f(x):\n\treturn "<&>"  # ä\n\n'
    marked = highlight(code, "python")
    assert marked is not None
    assert '<span class="k">def</span>' in marked
    assert html.unescape(re.sub("<.*?>", "", marked)) == code


@pytest.mark.parametrize(
    ("info", "language"),
    [
        ("go", "go"),
        ("go {linenos=true}", "go"),
        ("Python title='x'", "python"),
        ("{.haskell .numberLines}", "haskell"),
        ("{r, echo=FALSE}", "r"),
        ("js:app.js", "js"),
        ("c++", "c++"),
        ("", ""),
        ("{}", ""),
        ("title=x", ""),
    ],
)
def test_the_language_of_a_fence(info: str, language: str) -> None:
    assert language_of(info) == language


@pytest.mark.parametrize("language", ["", "text", "no-such-language"])
def test_what_is_no_language_stays_plain(language: str) -> None:
    assert highlight("a = 1", language) is None


@pytest.mark.parametrize("language", ["golang", "yml", "jsonc", "sh", "c#"])
def test_languages_by_their_other_names(language: str) -> None:
    assert highlight("a = 1", language) is not None


def test_huge_code_stays_plain() -> None:
    assert highlight("a = 1\n" * 20_000, "python") is None
    assert highlight("a" * 20_000, "python") is None
    started = time.perf_counter()
    assert highlight("a = 1\n" * 16_000, "python") is not None
    assert time.perf_counter() - started < 20
