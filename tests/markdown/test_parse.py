"""What our own passes make of Markdown, shown as HTML without the theme's additions."""

from __future__ import annotations

import pytest

from blogcli.markdown import nesting
from blogcli.markdown.events import tag_name
from blogcli.markdown.html import BARE, to_html
from blogcli.markdown.parse import parse, parse_plain
from blogcli.markdown.text import outline, to_text
from markdown_samples import assert_well_nested


def shown(markdown: str, lang: str = "") -> str:
    return to_html(parse(markdown, lang), BARE).strip().removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("US$100 and US$200", "US$100 and US$200"),
        ("from $5 to $6, or $7", "from $5 to $6, or $7"),
        ("$20*2*$30 is *much*", "$20<em>2</em>$30 is <em>much</em>"),
        ("a $ b $ c", "a $ b $ c"),
        ("a \\$b$ c", "a $b$ c"),
        ("US$1 US$2 US$3 US$4", "US$1 US$2 US$3 US$4"),
    ],
)
def test_dollars_are_no_maths_by_pandocs_rules(markdown: str, text: str) -> None:
    assert shown(markdown) == text


@pytest.mark.parametrize(
    ("markdown", "formula"),
    [
        ("the $n$th", {"InlineMath": "n"}),
        ("US$5 and $x_1$ too", {"InlineMath": "x_1"}),
        ("$$\na\n$$", {"DisplayMath": "\na\n"}),
        (
            "$$\nL = \\left\\\\{ a\n-b \\\\right.\n$$",
            {"DisplayMath": "\nL = \\left\\{ a\n-b \\right.\n"},
        ),
        ("*so $a*b*c$ is*", {"InlineMath": "a*b*c"}),
    ],
)
def test_maths_by_pandocs_rules(markdown: str, formula: dict[str, str]) -> None:
    assert formula in parse(markdown)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("see https://a.fi/x.", 'see <a href="https://a.fi/x">https://a.fi/x</a>.'),
        ("(www.a.fi/b_(c))", '(<a href="http://www.a.fi/b_(c)">www.a.fi/b_(c)</a>)'),
        (
            "https://a.fi/_posts/b_*c*",
            '<a href="https://a.fi/_posts/b_*c">https://a.fi/_posts/b_*c</a>*',
        ),
        ("https://a.fi/~x~y~z", '<a href="https://a.fi/~x~y~z">https://a.fi/~x~y~z</a>'),
        ("**https://a.fi**", '<strong><a href="https://a.fi">https://a.fi</a></strong>'),
        ('"http://a.fi"', '&quot;<a href="http://a.fi">http://a.fi</a>&quot;'),
        ("看http://a.cn/x。好", '看<a href="http://a.cn/x">http://a.cn/x</a>。好'),
        ("a.b@c.fi.", '<a href="mailto:a.b@c.fi">a.b@c.fi</a>.'),
        ("mailto:a@b.fi", '<a href="mailto:a@b.fi">mailto:a@b.fi</a>'),
        ("xhttp://a.fi", "xhttp://a.fi"),
        ("a@b a@b.c- x@y_z", "a@b a@b.c- x@y_z"),
        ("`http://a.fi`", "<code>http://a.fi</code>"),
        ("[http://a.fi](b)", '<a href="b">http://a.fi</a>'),
        ('<a href="b">http://a.fi</a>', '<a href="b">http://a.fi</a>'),
        ("http://a_b.fi_x http:// www. x", "http://a_b.fi_x http:// www. x"),
        (
            "http://a.fi/?a=1&amp;b=2",
            '<a href="http://a.fi/?a=1&amp;b=2">http://a.fi/?a=1&amp;b=2</a>',
        ),
        ("http://a.fi/x&copy;", '<a href="http://a.fi/x%C2%A9">http://a.fi/x©</a>'),
    ],
)
def test_bare_addresses_become_links(markdown: str, html: str) -> None:
    assert shown(markdown) == html.replace("&quot;", '"')


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("==a== b", "<mark>a</mark> b"),
        ("==a *b* `c`== d", "<mark>a <em>b</em> <code>c</code></mark> d"),
        ("*==a==* ==b==ssa", "<em><mark>a</mark></em> <mark>b</mark>ssa"),
        ("if x==1 and y==2", "if x==1 and y==2"),
        ("a == b == c", "a == b == c"),
        ("==a == b", "==a == b"),
        ("==a *b== c*", "==a <em>b== c</em>"),
        ("===a=== ====", "===a=== ===="),
        ("`==a==`", "<code>==a==</code>"),
        ("这是==重点==内容", "这是==重点==内容".replace("==重点==", "<mark>重点</mark>")),
    ],
)
def test_marks(markdown: str, html: str) -> None:
    assert shown(markdown) == html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("[hej *du*]{lang=sv} x", '<span lang="sv">hej <em>du</em></span> x'),
        ('[hej]{: lang="sv-FI" .x}', '<span lang="sv-FI">hej</span>'),
        ("[a [b] c]{lang=sv}", '<span lang="sv">a [b] c</span>'),
        ("[a]{.small} b", "a b"),
        ("[a]{lang=<b>}", "[a]{lang=<b>}"),
        ("==a [b==]{lang=sv}", "<mark>a [b</mark>]{lang=sv}"),
        ("*hej*{: lang=sv}", '<span lang="sv"><em>hej</em></span>'),
        ("[a](b){: target=_blank} c", '<a href="b">a</a> c'),
        ("![a](b){width=50%}", '<img src="b" alt="a">'),
        ("text\n{: .lead lang=sv}", '<span lang="sv">text</span>'),
        ("text\n\n{: .lead}", "text"),
        ("[a](b){: .x}{: .y} c", '<a href="b">a</a> c'),
        ("{:.lead.is-5 style='x: y'}\nIn *fact*", "In <em>fact</em>"),
        ("{:.lead}\n![](a.png){: .b}", '<img src="a.png" alt="">'),
        ("- TOC\n{:toc}\n\ntext", "text"),
        ('text\n{.lead style="top: 1em;"}', "text"),
        ("text\n{lang=sv}", '<span lang="sv">text</span>'),
        ("text\n{not a list}", "text\n{not a list}"),
        ("text {.x}", "text {.x}"),
        ("func main(){}", "func main(){}"),
        ("`a`{b} {c}", "<code>a</code>{b} {c}"),
    ],
)
def test_attribute_lists_mean_language_and_leave_the_text(markdown: str, html: str) -> None:
    assert shown(markdown).removesuffix("</p>\n").removeprefix("<p>") == html


def test_callouts_have_kinds_and_titles() -> None:
    events = parse("> [!tip]- Muista *tämä*\n> teksti\n\n> [!NOTE]\n> a\n\n> [!foo]\n> b")
    assert events[:3] == [
        {"Start": {"BlockQuote": "Tip"}},
        {"Start": "Paragraph"},
        {"Start": "Strong"},
    ]
    assert_well_nested(events)
    html = to_html(events)
    assert '<p class="callout-title">Muista <em>tämä</em></p>\n<p>teksti</p>' in html
    assert '<p class="callout-title">Note</p>\n<p>a</p>' in html
    assert "<blockquote>\n<p>[!foo]\nb</p>" in html


def test_a_callout_that_begins_with_strong_words_has_no_title_of_its_own() -> None:
    html = to_html(parse("> [!NOTE]\n> **a** b"))
    assert '<p class="callout-title">Note</p>\n<p><strong>a</strong> b</p>' in html


def test_a_callout_of_another_name_is_called_by_it() -> None:
    assert '<div class="callout caution" role="note">\n<p class="callout-title">Danger</p>' in (
        to_html(parse("> [!danger]\n> a"))
    )


@pytest.mark.parametrize(
    ("markdown", "lang", "ids"),
    [
        ("# Äiti söi jäätelöä", "fi", ["aiti-soi-jaateloa"]),
        ("# Größe über Äpfel", "de", ["groesse-ueber-aepfel"]),
        ("# Blåbærgrød", "da", ["blaabaergroed"]),
        ("# Привет, мир!", "ru", ["privet-mir"]),
        ("# 你好", "zh", ["nihao"]),
        ("# a\n# a\n# a", "en", ["a", "a-2", "a-3"]),
        ("# a-2\n# a\n# a", "en", ["a-2", "a", "a-3"]),
        ("# a\n# b {#a}", "en", ["a-2", "a"]),
        ("# It’s `code` & *more*", "en", ["its-code-more"]),
        ("# \n# !", "en", ["section", "section-2"]),
        ("# x {#fn:1}", "en", ["h-fn:1"]),
        ("# x\n{: #own }", "en", ["own"]),
        ("# " + "pitkä " * 40, "fi", ["pitka-" * 12 + "pitka"]),
    ],
)
def test_headings_have_ids(markdown: str, lang: str, ids: list[str]) -> None:
    assert [name for _, _, name in outline(parse(markdown, lang))] == ids


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("> q\n{.b}", "q"),
        ("- a\n- b\n{.l #id}", "a\nb"),
        ("---\n{.rule}\n\nx", "x"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n{.table .wide}", "a\tb\n1\t2"),
        ("| a |\n|---|\n| {.x} y |", "a\n{.x} y"),
    ],
)
def test_lists_below_blocks_are_no_text(markdown: str, text: str) -> None:
    assert to_text(parse(markdown)).strip("─-* \n") == text


@pytest.mark.parametrize(
    "target", ["aiti-soi", "äiti-söi", "%C3%A4iti-s%C3%B6i", "Äiti-söi", "iti-si"]
)
def test_links_to_headings_find_them_however_spelled(target: str) -> None:
    assert shown(f"[x](#{target})\n\n# Äiti söi", "fi").startswith('<a href="#aiti-soi">')


def test_links_to_headings_in_chinese_find_them_as_zola_spells_them() -> None:
    events = parse("[x](#zhong-wen-rust-yu-yan)\n\n# 中文 Rust 语言", "zh")
    ((_, _, name),) = outline(events)
    assert to_html(events, BARE).startswith(f'<p><a href="#{name}">')


def test_links_to_nothing_stay() -> None:
    assert shown("[x](#y)\n\n# a").startswith('<a href="#y">')


def test_nul_and_lone_surrogates_are_replaced() -> None:
    assert to_text(parse("a\0b \ud800")) == "a\ufffdb ?"
    assert to_text(parse_plain("a\0b")) == "a\ufffdb"


@pytest.mark.parametrize("markdown", [">" * 1000 + "x", "- " * 1000 + "x", "*a **b " * 500 + "x" + "** c*" * 500])  # fmt: skip  # noqa: E501
def test_nesting_is_bounded_and_no_word_is_lost(markdown: str) -> None:
    events = parse(markdown)
    assert_well_nested(events)
    depth = deepest = 0
    for event in events:
        if isinstance(event, dict):
            depth += ("Start" in event) - ("End" in event)
            deepest = max(deepest, depth)
    assert deepest <= nesting.DEEPEST + 2
    assert "x" in to_text(events)


@pytest.mark.parametrize("levels", ["> - ", "- > ", "> 1. *a* "])
def test_words_never_stand_directly_in_a_quote(levels: str) -> None:
    events = parse(levels * 60 + "x\n\n- y")
    assert_well_nested(events)
    open_tags: list[str] = []
    for event in events:
        if isinstance(event, dict) and "Start" in event:
            open_tags.append(tag_name(event["Start"]))
        elif isinstance(event, dict) and "End" in event:
            open_tags.pop()
        else:
            assert [tag for tag in open_tags if tag != "Emphasis"][-1] in {"Paragraph", "Item"}
    assert to_text(events).split()[-2:] == ["x", "y"]


def test_words_of_dropped_levels_stand_in_paragraphs() -> None:
    events = parse("- " * 100 + "*x*\n" + "  " * 100 + "- y")
    assert_well_nested(events)
    place = events.index({"Text": "x"})
    around = [tag_name(event["Start"]) for event in events[:place] if "Start" in event]  # type: ignore[index]
    assert around[-1] in {"Item", "Paragraph"}
    assert to_text(events).split() == ["x", "y"]
