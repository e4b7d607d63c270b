from __future__ import annotations

import io
import re
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text
from rich.theme import Theme

from blogcli.terminal.renderer import Lines, Look, body_lines
from blogcli.terminal.renderer.palette import DARK

WIDTHS = (20, 40, 80, 100, 300)
EVERYTHING = """\
# Title *leaning*

Some **bold**, ~~gone~~, ==marked==, `code`, $x_i*y*z$, a [link](https://e.org/a) and a note[^n].

- one
  - two
    1. three
- [x] done
- [ ] open

1. loose

   more
2. item

> quoted
>
> > deeper

> [!WARNING]
> Careful.

| Name | Number |
|:-----|-------:|
| *a*  | 1      |
| b    | 22     |

Term
: What it means

```python
def f():
    return 1
```

![A red boat](boat.png)

---

Line<br>broken, <kbd>Ctrl</kbd>.

[^n]: The note.
"""


def shown(body: str, width: int | None = 80, lang: str = "en", **look: object) -> str:
    """What a reader of plain text sees."""
    stream = io.StringIO()
    console = Console(file=stream, width=10_000, markup=False, highlight=False)
    console.print(Lines(body_lines(body, lang, Look(width=width, **look))), end="")  # type: ignore[arg-type]
    return stream.getvalue()


@pytest.mark.parametrize(
    ("lang", "word"), [("fi", "Varoitus"), ("sv-FI", "Varning"), ("ja", "警告"), ("vi", "Warning")]
)
def test_a_callout_is_named_in_the_language_of_the_post(lang: str, word: str) -> None:
    assert shown("> [!WARNING]\n> x", lang=lang) == f"▌ {word}\n▌ x\n"


def test_every_construct_has_a_form_of_its_own_without_colour() -> None:
    assert (
        shown(EVERYTHING, 60)
        == """\
# Title leaning

Some bold, ~~gone~~, ==marked==, code, $x_i*y*z$, a link
<https://e.org/a> and a note[^n].

• one
  • two
    1. three
☑ done
☐ open

1. loose

   more

2. item

▌ quoted
▌
▌ ▌ deeper

▌ Warning
▌ Careful.

Name │ Number
─────┼───────
a    │      1
b    │     22

Term
    What it means

python
  def f():
      return 1

▣ A red boat <boat.png>

────────────────────────────────────────

Line
broken, Ctrl.

────────────────────────────────────────
[^n] The note.
"""
    )


def test_links_as_numbered_addresses_at_the_end() -> None:
    text = shown("See [one](https://a.org) and [two](https://b.org).", links="footnote")
    assert text == "See one[1] and two[2].\n\n[1] https://a.org\n[2] https://b.org\n"


def test_links_can_be_left_out() -> None:
    assert shown("See [one](https://a.org).", links="none") == "See one.\n"


def test_an_address_that_is_its_own_text_stands_once() -> None:
    assert shown("<https://a.org/b>") == "https://a.org/b\n"
    assert shown("See www.x.org, x.org and a@b.fi.") == "See www.x.org, x.org and a@b.fi.\n"
    assert shown("[x.org](http://x.org)") == "x.org <http://x.org>\n"
    assert shown("www.x.org", links="footnote") == "www.x.org\n"


def test_terminal_links_are_osc_8() -> None:
    stream = io.StringIO()
    console = Console(file=stream, width=80, force_terminal=True, color_system="truecolor")
    console.print(Lines(body_lines("[one](https://a.org)", "en", Look(links="hyperlink"))), end="")
    assert re.search(r"\x1b\]8;[^;]*;https://a\.org\x1b\\", stream.getvalue())
    assert "<https://a.org>" not in stream.getvalue()


def test_only_whole_addresses_are_links_of_a_terminal() -> None:
    written = coloured("[one](b.md) [two](#c) <a@b.fi> www.x.org")
    assert set(re.findall(r"\x1b]8;[^;]*;([^\x1b]+)\x1b", written)) == {
        "mailto:a@b.fi",
        "http://www.x.org",
    }
    assert "one" in written
    assert "<b.md>" in written


def coloured(body: str, colours: Literal["standard", "truecolor"] = "truecolor") -> str:
    """What a terminal of these colours gets."""
    # Rich keeps the codes of a style for the terminal that it wrote to first.
    Style.parse.cache_clear()
    Style._add.cache_clear()
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=80,
        force_terminal=True,
        color_system=colours,
        theme=Theme(DARK),
        markup=False,
        highlight=False,
    )
    console.print(Lines(body_lines(body, "en", Look(links="hyperlink"))), end="")
    return stream.getvalue()


def test_a_sign_does_not_colour_the_words_behind_it() -> None:
    heading = coloured("#### Fourth")
    assert re.fullmatch(r"\x1b\[38;[\d;]+m#### \x1b\[0m\x1b\[1mFourth\x1b\[0m\n", heading)
    assert coloured("#### Fourth", "standard") == "\x1b[37m#### \x1b[0m\x1b[1mFourth\x1b[0m\n"
    assert coloured("#### Fourth") == heading
    assert coloured("a[^n]\n\n[^n]: The note.").splitlines()[-1].endswith("\x1b[0mThe note.")


def test_a_task_has_a_box_in_the_place_of_its_bullet() -> None:
    tasks = "- [x] done\n\n  and more\n- [ ] open\n\n1. [x] first\n"
    assert shown(tasks) == "☑ done\n\n  and more\n\n☐ open\n\n1. ☑ first\n"
    assert shown("- [x] done", ascii_only=True) == "[x] done\n"


def test_lines_keep_the_style_of_their_whole() -> None:
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=True, color_system="truecolor")
    console.print(Lines(iter([Text("Title", "bold")])), end="")
    assert stream.getvalue() == "\x1b[1mTitle\x1b[0m\n"


def test_a_narrow_table_becomes_records() -> None:
    table = (
        "| Name | Meaning | Place |\n|---|---|---|\n| first | a long one | here |\n| b | c | d |\n"
    )
    assert shown(table, 20) == (
        "Name: first\nMeaning: a long one\nPlace: here\n\nName: b\nMeaning: c\nPlace: d\n"
    )


def test_a_wide_table_wraps_inside_its_cells() -> None:
    table = "| K | V |\n|---|---|\n| key | " + "word " * 30 + "|\n"
    lines = shown(table, 40).splitlines()
    assert all(cell_len(line) <= 40 for line in lines)
    assert lines[2].startswith("key │ word word")
    assert lines[3].startswith("    │ word")


def test_escape_sequences_in_a_post_cannot_steer_the_terminal() -> None:
    hostile = (
        "a\x1b[31mred\x1b]0;title\x07 `\x1b[2J` [x](<https://e.org/\x1b]8;;evil>)\u202egnp.exe"
    )
    text = shown(hostile)
    assert not set("\x1b\x07\u202e") & set(text)
    assert "red" in text


def test_japanese_lines_do_not_begin_with_a_full_stop() -> None:
    text = shown("日本語の文章です。" * 10, 18)
    assert all(cell_len(line) <= 18 for line in text.splitlines())
    assert not any(line.startswith("。") for line in text.splitlines())


def test_families_of_emoji_are_not_torn_apart() -> None:
    family = "👩‍👩‍👧‍👦"
    lines = shown(family * 20, 20).split()
    assert all(set(re.findall("👩‍👩‍👧‍👦|.", line)) == {family} for line in lines)


def test_what_is_said_of_code_is_wrapped() -> None:
    lines = shown("~~~python title=a_long_name.py hl_lines=2\nx\n~~~\n", 20).split("\n")
    assert lines == ["python", "title=a_long_name.py", "hl_lines=2", "  x", ""]


def test_code_is_never_padded_or_joined() -> None:
    assert shown("```\na  b\n\n   c\n```\n", None) == "  a  b\n\n     c\n"


@pytest.mark.parametrize("width", [*WIDTHS, None])
@pytest.mark.parametrize("depth", [3, 30, 300])
def test_deep_nesting_keeps_the_words_and_the_width(depth: int, width: int | None) -> None:
    text = shown("> " * depth + "innermost words", width)
    assert {"innermost", "words"} <= set(text.split())
    assert width is None or all(cell_len(line) <= width for line in text.splitlines())


MARKDOWN = st.lists(
    st.sampled_from(
        ["# ", "> ", "- ", "1. ", "| a | b |\n|---|---|\n| ", "`", "```\n", "*", "**", "_", "~~",
         "==", "[^1]", "[^1]: ", "[a](b)", "![a](b)", "<br>", "<table><tr><td>", "</td>", "$$",
         "\n", "\n\n", "    ", "word ", "日本", "👩‍👩‍👧‍👦", "مرحبا ", ": ", "- [ ] ", "> [!NOTE]\n"]
    ) | st.text(max_size=12),
    max_size=30,
).map("".join)  # fmt: skip


@given(MARKDOWN, st.sampled_from(WIDTHS))
def test_any_text_is_shown_within_the_width(body: str, width: int) -> None:
    for line in shown(body, width).split("\n"):
        assert cell_len(line) <= width
        assert "\x1b" not in line


@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyzäöå", min_size=1), min_size=1))
def test_plain_words_survive_at_any_width(words: list[str]) -> None:
    text = " ".join(words)
    assert shown(text, 20).replace("\n", "").replace(" ", "") == "".join(words)
