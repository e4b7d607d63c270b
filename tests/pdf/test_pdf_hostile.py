"""Posts that mean harm: they come out as they are, or are refused; nothing they say is obeyed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from blogcli.config import PdfConfig
from blogcli.errors import OutputError
from blogcli.pdf.document import Workshop
from blogcli.pdf.job import House, Job, Sheet
from blogcli.pdf.setting import setting_of
from blogcli.posts.post import Post

Typeset = Callable[..., Sheet]
Read = Callable[[bytes], str]

TYPST = [
    '#read("/etc/passwd")',
    '#import "@preview/example:0.1.0": add',
    '#include "design.typ"',
    '#panic("stop")',
    "#{ while true {} }",
    "] #set page(width: 1pt) [",
    '") #panic() ("',
    '$ #read("x") $',
    "*bold* _emph_ `raw` @ref <label> // comment /* block */ = Heading",
    "\\u{1F600} \\ ~ -- --- '\"",
    '#eval("1 + 1") #sys.inputs',
]


@pytest.mark.parametrize("code", TYPST)
def test_typst_in_a_field_is_only_text(typeset: Typeset, text_of: Read, code: str) -> None:
    sheet = typeset("Words.", title=code, tags=(code,), authors=(code,), summary=code)

    shown = squeezed(text_of(sheet.pdf))
    assert shown.count(squeezed(code)) == 3


@pytest.mark.parametrize("code", TYPST)
def test_typst_in_code_and_alternatives_is_only_text(
    typeset: Typeset, text_of: Read, alternatives_of: Read, blog_folder: Path, code: str
) -> None:
    (blog_folder / "posts" / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'
    )
    fence = "`" * 20
    alt = re.sub(r"([\\\[\]`*_<>$@~'\"-])", r"\\\1", code)

    sheet = typeset(f"{fence}text\n{code}\n{fence}\n\n![{alt}](a.svg)\n\n`` {code} ``")

    assert squeezed(text_of(sheet.pdf)).count(squeezed(code)) == 2
    assert squeezed(code) in squeezed(alternatives_of(sheet.pdf))
    assert sheet.standards == ("ua-1", "a-2a")


SIGNS = st.text(st.sampled_from(list("#$*_`@<>[](){}\\/=+-~'\";:,.!?&|^% \nabc12äö")), max_size=60)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    house = House(root=tmp_path_factory.mktemp("blog"), setting=setting_of(PdfConfig()))
    return Workshop(house, tmp_path_factory.mktemp("workshop"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SIGNS)
@example("#")
@example("\\\\")
@example('"#panic()"')
def test_no_sign_in_code_is_obeyed_or_lost(shop: Workshop, text: str) -> None:
    fence = "~" * 61
    post = Post(path="p.md", slug="p", lang="en", title=text.strip() or "t")

    sheet = shop.make(Job(post, f"{fence}\n{text}\n{fence}\n"))

    assert sheet.standards == ("ua-1", "a-2a")
    assert sheet.findings == ()


@pytest.mark.parametrize(
    "address",
    [
        'https://example.org/"',
        "https://example.org/#a'b",
        "https://example.org/a)b(",
        "https://example.org/\\",
        "https://e.org/<x>",
        "https://[",
        "http://\u202eexample.org",
        'mailto:a@b?subject="x"',
    ],
)
def test_odd_addresses(typeset: Typeset, address: str) -> None:
    for body in (f"[words](<{address}>)", f"<a href='{address}'>words</a>", f"<{address}>"):
        assert typeset(body).standards == ("ua-1", "a-2a")


@pytest.mark.parametrize(
    "body",
    [
        "> " * 500 + "deep",
        "\n".join("  " * level + "- deep" for level in range(200)),
        "*a **b " * 2000,
        "<div>" * 3000 + "deep",
        "<b><i>" * 1000 + "deep" + "</i></b>" * 1000,
        "[![a](b)](c)" * 500,
        "[^a]\n\n[^a]: [^b]\n[^b]: [^a] deep",
        "| a " * 200 + "|\n" + "|---" * 200 + "|\n" + "| b " * 200 + "|",
        "$" + "{" * 500 + "x" + "}" * 500 + "$",
        "$$" + r"\sqrt{" * 500 + "x" + "}" * 500 + "$$",
        "a" + "\u0301" * 2000,
        "\u202e\u2066" * 500 + "deep",
        "\x00\x01\x02\x1b[31m\u2028\ufeff\ufffe",
        "\ud800 lone surrogate",
        "# \n\n###### \n\n#\u00a0",
        "&#0; &#xD800; &#x10FFFF;",
    ],
    ids=range(16),
)
def test_what_breaks_engines_is_set(typeset: Typeset, body: str) -> None:
    assert typeset(body).standards == ("ua-1", "a-2a")


def test_a_post_of_more_than_five_megabytes_is_refused(typeset: Typeset) -> None:
    with pytest.raises(OutputError, match=r"^posts/shore\.md: larger than 5 MB"):
        typeset("x" * 5_000_001)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("x" * 200_000, "x" * 50),
        ("```\n" + "y" * 200_000 + "\n```", "y" * 25),
        ("word " * 30_000, "word word"),
        ("```python\n" + "def f(): return 1\n" * 2_000 + "```", "def f(): return 1"),
        ("| a | b |\n|---|---|\n" + "| one | two |\n" * 1_500, "one"),
    ],
    ids=["word", "code", "paragraph", "lines", "table"],
)
def test_large_parts_are_set(typeset: Typeset, text_of: Read, body: str, words: str) -> None:
    assert words in text_of(typeset(body).pdf).replace("\u200b", "").replace("\n", "")


def squeezed(text: str) -> str:
    """Leave out spaces, and undo what typography did to quotes and dashes."""
    text = text.replace("—", "---").replace("–", "--")
    return re.sub(r"\s", "", re.sub("[“”]", '"', re.sub("[‘’]", "'", text)))
