from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from blogcli.pdf.document import Workshop
from blogcli.pdf.job import House, Job, Sheet
from blogcli.posts.post import Post

Typeset = Callable[..., Sheet]
Read = Callable[[bytes], str]

EVERYTHING = """\
Words with *emphasis*, **weight**, ~~struck~~, `code`, ==marked==, H<sub>2</sub>O, x<sup>2</sup>,
a [link](https://example.org/a?b="c"#d), [part two](#part-two), <kbd>Ctrl</kbd> and a note[^n].

## Part one

- one
  - nested
    1. numbered
- [x] done
- [ ] open

> Quoted words.
>
> > Quoted twice.

> [!WARNING]
> Mind the step.

Term
: What it means.

### Part two

| Left | Right |
|:-----|------:|
| cell | 12 |

```python
def function():
    return "string"  # comment
```

Formula $E = mc^2$ and

$$\\int_0^1 \\frac{x}{\\sqrt{2}}\\,dx = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$$

![The sea at dusk](sea.png "North shore")

---

The end, <span lang="fi">loppu</span>.

[^n]: A note with `code`.

    Its second paragraph.
"""


WORDS = (
    "emphasis", "marked", "nested", "☑", "Quoted twice.", "Warning", "Mind the step.", "cell",
    "What it means.", 'return "string"', "North shore", "loppu", "A note", "Its second paragraph.",
)  # fmt: skip


@pytest.fixture
def sea(blog_folder: Path) -> Path:
    path = blog_folder / "posts" / "sea.png"
    Image.new("RGB", (300, 200), "navy").save(path)
    return path


def opened(sheet: Sheet) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(sheet.pdf))


def tags_of(pdf: pikepdf.Pdf) -> set[str]:
    found: set[str] = set()

    def walk(node: Any) -> None:  # noqa: ANN401 - whatever a PDF holds
        if isinstance(node, pikepdf.Array):
            for kid in node:
                walk(kid)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.add(str(node["/S"]))
            if "/K" in node:
                walk(node["/K"])

    walk(pdf.Root.StructTreeRoot)
    return found


@pytest.mark.usefixtures("sea")
def test_everything_is_set_and_meets_both_standards(typeset: Typeset, text_of: Read) -> None:
    sheet = typeset(EVERYTHING)

    assert sheet.findings == ()
    assert sheet.standards == ("ua-1", "a-2a")
    text = text_of(sheet.pdf)
    for words in WORDS:
        assert words in text


@pytest.mark.usefixtures("sea")
def test_each_construct_has_its_tag(typeset: Typeset, alternatives_of: Read) -> None:
    with opened(sheet := typeset(EVERYTHING)) as pdf:
        tags = tags_of(pdf)

    assert {
        "/Document", "/Title", "/H1", "/H2", "/P", "/L", "/LI", "/Lbl", "/LBody", "/BlockQuote",
        "/Table", "/TR", "/TH", "/TD", "/Code", "/Formula", "/Figure", "/Link", "/Note", "/Em",
        "/Strong", "/Caption",
    } <= tags  # fmt: skip
    assert "The sea at dusk" in alternatives_of(sheet.pdf)
    assert "E = mc^2" in alternatives_of(sheet.pdf)


@pytest.mark.parametrize(
    "lang", ["fi", "fi-FI", "en-us", "zh-Hant", "fi_FI", "finnish", "", "-", "x"]
)
@pytest.mark.parametrize("markup", ['<span lang="{}">loppu</span>', '<div lang="{}">loppu</div>'])
def test_the_language_of_a_part_is_written_in_many_ways(
    typeset: Typeset, text_of: Read, lang: str, markup: str
) -> None:
    sheet = typeset(f"The end, {markup.format(lang)}.")

    assert sheet.findings == ()
    assert "loppu" in text_of(sheet.pdf)


def test_metadata_language_outline_and_fonts(typeset: Typeset) -> None:
    sheet = typeset(
        "# One\n\n## Two\n\n# Three",
        title="Näin se käy",
        lang="fi-FI",
        authors=("Anna", "Bo"),
        tags=("meri", "ranta"),
        summary="Lyhyesti.",
        date=datetime(2026, 9, 1, 9, 30, tzinfo=UTC),
    )

    with opened(sheet) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Näin se käy"
        assert str(pdf.docinfo["/Author"]) == "Anna, Bo"
        assert str(pdf.docinfo["/Keywords"]) == "meri, ranta"
        assert str(pdf.docinfo["/Subject"]) == "Lyhyesti."
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20260901093000")
        assert str(pdf.Root.Lang) == "fi-FI"
        assert bool(pdf.Root.MarkInfo.Marked)
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["One", "Three"]
            assert [item.title for item in outline.root[0].children] == ["Two"]
        for font in pdf.pages[0].Resources.Font.values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


def test_title_block_and_running_heads(
    typeset: Typeset, lines_of: Callable[[bytes], list[str]]
) -> None:
    sheet = typeset("word " * 3000, authors=("Anna",), tags=("sea", "air"))

    assert lines_of(sheet.pdf)[:4] == [
        "September 1, 2026",
        "A walk along the shore",
        "Anna",
        "sea  ·  air",
    ]


def test_numbers_are_in_the_digits_of_the_language(typeset: Typeset, text_of: Read) -> None:
    sheet = typeset("1. Ek[^a]\n2. Do\n\n[^a]: Words.", lang="fa", date=None)

    assert sheet.standards == ("ua-1", "a-2a")
    assert {"۱", "۲"} <= set(text_of(sheet.pdf))
    assert not set("12") & set(text_of(sheet.pdf))


def test_same_input_same_bytes(typeset: Typeset) -> None:
    assert typeset(EVERYTHING).pdf == typeset(EVERYTHING).pdf


def test_a_post_without_date_or_title_or_words(typeset: Typeset) -> None:
    sheet = typeset("", date=None, title="")

    assert sheet.standards == ("ua-1", "a-2a")
    with opened(sheet) as pdf:
        assert str(pdf.docinfo["/Title"]) == "shore"


def test_links_are_live(typeset: Typeset) -> None:
    sheet = typeset("[web](https://example.org/a) [here](#there) [gone](/x)\n\n# There")

    with opened(sheet) as pdf:
        links = [a for page in pdf.pages for a in page.get("/Annots", [])]
        addresses = [str(a.A.URI) for a in links if "/A" in a and "/URI" in a.A]
        assert addresses == ["https://example.org/a"]
        assert len(links) == 2


def test_an_image_without_alternative_text_costs_the_standards(typeset: Typeset, sea: Path) -> None:
    sheet = typeset(f"Words.\n\n![]({sea.name})", body_line=4)

    assert sheet.standards == ("a-2u",)
    lost, reason = "PDF/UA-1 and PDF/A-2a", "an image has no alternative text"
    assert [str(finding) for finding in sheet.findings] == [
        "posts/shore.md:6: the image sea.png has no alternative text",
        f"posts/shore.md: the PDF does not claim {lost}: {reason}",
    ]


@pytest.mark.parametrize(
    ("asked", "without_text"),
    [("ua-1", ""), ("ua-1 a-3a", "a-3u"), ("a-2b", "a-2b"), ("", "")],
)
def test_files_claim_what_they_are_asked_to(
    house: House, sea: Path, tmp_path: Path, asked: str, without_text: str
) -> None:
    workshop = Workshop(replace(house, standards=tuple(asked.split())), tmp_path)
    post = Post(path="posts/a.md", slug="a", lang="en", title="A")

    for alt, standards in (("The sea", asked), ("", without_text)):
        sheet = workshop.make(Job(post, f"![{alt}]({sea.name})"))
        with opened(sheet) as pdf, pdf.open_metadata() as meta:
            claims = [f"ua-{meta['pdfuaid:part']}"] if "pdfuaid:part" in meta else []
            if "pdfaid:part" in meta:
                claims.append(f"a-{meta['pdfaid:part']}{meta['pdfaid:conformance'].lower()}")
        assert claims == list(sheet.standards) == standards.split()


@pytest.mark.parametrize(
    ("body", "decorative"),
    [
        ("![](sea.png)", ["sea.png"]),
        ("![](../posts/sea.png)", "sea.png"),
        ('<img src="sea.png" alt="">', None),
    ],
    ids=["listed", "by its file", "in HTML"],
)
@pytest.mark.usefixtures("sea")
def test_a_decorative_image_costs_nothing(typeset: Typeset, body: str, decorative: object) -> None:
    sheet = typeset(body, extra={"decorative": decorative})

    assert sheet.standards == ("ua-1", "a-2a")
    assert sheet.findings == ()


@pytest.mark.parametrize(
    ("body", "rule", "shown"),
    [
        ("![The sea](nowhere.png)", "missing-image", "[The sea]"),
        ("![](folder/nowhere.png)", "missing-image", "[nowhere.png]"),
        ("![The sea](https://example.org/sea.png)", "remote-image", "[The sea]"),
        ("![The sea](../../secret.png)", "bad-image", "[The sea]"),
        (r"$\nosuch{x}$", "math", r"$\nosuch{x}$"),
        ("private \ue0b0 letter", "glyph", "private � letter"),
        ("cuneiform 𒀀 sign", "glyph", "cuneiform � sign"),
    ],
)
def test_what_cannot_be_shown_is_named_and_its_words_stay(
    typeset: Typeset, text_of: Read, body: str, rule: str, shown: str
) -> None:
    sheet = typeset(f"One.\n\n{body}\n", body_line=10)

    assert [(f.rule, f.path, f.line) for f in sheet.findings] == [(rule, "posts/shore.md", 12)]
    assert shown in text_of(sheet.pdf)
    assert sheet.standards == ("ua-1", "a-2a")


def test_a_missing_glyph_is_named_with_the_package_that_has_it(typeset: Typeset) -> None:
    (finding,) = typeset("𒀀 and 𒀀").findings

    assert finding.message == "no font here shows U+12000 cuneiform sign a (2 times); � is shown"
    assert finding.hint == "the Debian package fonts-noto-core has such a font"


def test_the_title_that_readers_list_has_all_its_letters(typeset: Typeset) -> None:
    sheet = typeset("Words.", title="Kävely 東京 \U0010fffd")
    with opened(sheet) as pdf, pdf.open_metadata() as meta:
        assert str(pdf.docinfo["/Title"]).startswith("Kävely 東京")
        assert str(meta["dc:title"]).startswith("Kävely 東京")
        assert meta["pdfuaid:part"] == "1"


def test_a_damaged_image_does_not_cost_the_post(typeset: Typeset, sea: Path, text_of: Read) -> None:
    sea.write_bytes(sea.read_bytes()[:-40])

    sheet = typeset(f"Before.\n\n![The sea]({sea.name})\n\nAfter.")

    assert [finding.rule for finding in sheet.findings] == ["bad-image"]
    assert "After." in text_of(sheet.pdf)


def test_a_picture_fits_the_page(typeset: Typeset, blog_folder: Path) -> None:
    Image.new("L", (200, 6000)).save(blog_folder / "posts" / "tall.png")

    with opened(typeset("![A tower](tall.png)")) as pdf:
        assert len(pdf.pages) <= 2


@pytest.mark.parametrize("target", ["#here", "#nowhere", "https://e.org/", "mailto:"])
def test_a_picture_that_links_is_shown_wherever_the_link_leads(
    typeset: Typeset, sea: Path, target: str, alternatives_of: Read
) -> None:
    sheet = typeset(f"# Here\n\n[![The sea]({sea.name})]({target})")

    assert sheet.standards == ("ua-1", "a-2a")
    assert "The sea" in alternatives_of(sheet.pdf)


def test_a_link_to_a_heading_in_a_note_is_only_its_words(typeset: Typeset, text_of: Read) -> None:
    sheet = typeset("[There](#small).[^a]\n\n[^a]: Words.\n\n    # Small")

    assert "There" in text_of(sheet.pdf)


def test_a_table_repeats_its_head_on_the_next_page(
    typeset: Typeset, lines_of: Callable[[bytes], list[str]]
) -> None:
    rows = "\n".join(f"| row {number} | {number} |" for number in range(120))

    sheet = typeset(f"| Heading | Number |\n|---|--:|\n{rows}")

    with opened(sheet) as pdf:
        assert len(pdf.pages) > 2
        second = pdf.pages[1].Contents.read_bytes()
    # The repeated head is an artifact: a reader hears it once.
    assert b"/Artifact" in second
    assert sum("Heading" in line for line in lines_of(sheet.pdf)) == 1


def test_long_lines_of_code_wrap_and_stay_on_the_page(
    typeset: Typeset, lines_of: Callable[[bytes], list[str]]
) -> None:
    sheet = typeset("```\n" + "word " * 60 + "\n" + "x" * 400 + "\n```")

    assert max(len(line) for line in lines_of(sheet.pdf)) < 90


def test_coloured_code_breaks_within_long_words(
    typeset: Typeset, text_of: Read, lines_of: Callable[[bytes], list[str]]
) -> None:
    code = (
        "consumer = messages.NewConsumer(callbacks,configuration.Brokers,configuration.Topics"
        ",configuration.GroupIdentifier,configuration.Patience)"
    )

    sheet = typeset(f"```go\n{code}\n```")

    assert max(len(line) for line in lines_of(sheet.pdf)) < 82
    assert code in text_of(sheet.pdf).replace("\n", "")


@pytest.mark.parametrize(
    "body",
    ["x" * 300 + "\n", "a." * 200 + "\n", "short\n" * 50 + "y" * 70 + "\n", "z" * 3000 + "\n"],
    ids=["letters", "signs", "one long line", "endless"],
)
@pytest.mark.parametrize("lang", ["", "go"])
def test_many_long_words_of_code(typeset: Typeset, text_of: Read, body: str, lang: str) -> None:
    sheet = typeset(f"```{lang}\n{body * 40}```")

    shown = text_of(sheet.pdf).replace("\u200b", "").replace("\n", "")
    assert (body * 40).replace("\n", "") in shown


@pytest.mark.parametrize(
    "lang", ["ar", "fi", "fi-FI", "en-GB", "pt-BR", "zh-Hant", "und", "klingon", "", '"]#panic()']
)
def test_any_language_will_do(typeset: Typeset, lang: str) -> None:
    assert typeset("Words.", lang=lang).standards == ("ua-1", "a-2a")
