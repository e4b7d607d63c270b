"""Plain text, and what is counted and found in it."""

from __future__ import annotations

import pytest

from blogcli.markdown.lines import visible
from blogcli.markdown.parse import parse
from blogcli.markdown.text import (
    excerpt,
    outline,
    title_of,
    to_text,
    word_count,
)

BODY = """# Ääkköset *tässä*

Rivi yksi ==merkki==
rivi kaksi [hej]{lang=sv} `==koodi==`

| a | b |
|---|---|
| c | d |

> [!TIP] Otsake
> vinkki $x$

<div>
raw <b>html</b>
&auml; <!-- ei
näy -->
loppu
</div>

```
koodi
```

{{< fig >}} ![alt
teksti](a.png)
"""


def test_text_has_every_word_and_blank_lines_between_blocks() -> None:
    assert to_text(parse(BODY)) == (
        "Ääkköset tässä\n\nRivi yksi merkki rivi kaksi hej ==koodi==\n\na\tb\nc\td\n\n"
        "Otsake\n\nvinkki x\n\nraw html ä loppu\n\nkoodi\n\n{{< fig >}} alt teksti"
    )


def test_items_take_a_line_each() -> None:
    assert to_text(parse("- a\n- b\n  - c\n\nd\n***\ne")) == "a\nb\nc\n\nd\n\ne"


def test_text_by_line() -> None:
    assert visible(BODY) == [
        (1, "Ääkköset tässä"),
        (3, "Rivi yksi merkki"),
        (4, "rivi kaksi hej ==koodi=="),
        (6, "a b"),
        (8, "c d"),
        (10, "Otsake"),
        (11, "vinkki x"),
        (14, "raw html"),
        (15, "ä"),
        (17, "loppu"),
        (21, "koodi"),
        (24, "{{< fig >}} alt"),
        (25, "teksti"),
    ]


@pytest.mark.parametrize(
    ("markdown", "title"),
    [
        ("text\n\n## \n\n# A *b* `c`", "A b c"),
        ("<h1>A <b>b</b></h1>\n\nc", "A b"),
        ("yksi kaksi", "yksi kaksi"),
        ("sana " * 40, ("sana " * 12).strip() + "…"),
        ("", ""),
        ("![kuva](a.png)", "kuva"),
    ],
)
def test_title(markdown: str, title: str) -> None:
    assert title_of(parse(markdown)) == title


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("yksi, kaksi -- kolme!", 3),
        ("it's a well-known e-mail/web 3,14 C++ --", 6),
        ("हिन्दी में", 2),
        ("你好，世界 hello", 5),
        ("日本語のテキスト", 8),
        ("한국어 텍스트", 2),
        ("--- *** ___", 0),
    ],
)
def test_words_are_counted_and_characters_in_chinese_and_japanese(text: str, count: int) -> None:
    assert word_count(text) == count


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("yksi  kaksi\nkolme", 40, "yksi kaksi kolme"),
        ("yksi kaksi kolme", 11, "yksi kaksi…"),
        ("yksi kaksi kolme", 10, "yksi…"),
        ("yksi, kaksi", 7, "yksi…"),
        ("pitkäsana", 5, "pitk…"),
        ("字字字字字", 3, "字字…"),
        ("a\u0301" * 9, 4, "a\u0301…"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
    ],
)
def test_excerpts_end_with_a_word(text: str, limit: int, short: str) -> None:
    assert excerpt(text, limit) == short
    assert len(short) <= limit


def test_outline() -> None:
    assert outline(parse("# A *b*\n\n### C {#d}", "fi")) == [(1, "A b", "a-b"), (3, "C", "d")]
