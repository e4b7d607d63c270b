"""HTML that the theme gets: roles, labels, footnotes, raw HTML by three policies."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion

from blogcli.markdown.html import HtmlOptions, Picture, Words, to_html
from blogcli.markdown.parse import parse

EVERYTHING = r"""
# Otsikko "yksi" {#oma .luokka}

Kappale *korostus*, **vahva**, ~~yli~~, ==merkki==, `koodi`, [ruotsia]{lang=sv} ja
[linkki](b.md "title"), https://a.fi/x_y_z, posti@a.fi.\
Uusi rivi -- ja ... $x_1$ "lainaus".

![Kuva](a.png "Kuvateksti")

![Kuva](a.png) tekstissä

- [ ] tekemättä
- [x] tehty

1. yksi

   > lainaus
5. kaksi

| | a | b |
|-|:-:|--:|
| r | 1 | 2 |

Termi
: Selitys

> [!TIP] Otsake
> Vinkki[^1] ja taas[^1].

```go
func x() { "<a>" }
```

    sisennetty

$$
\frac{a}{b}
$$

Loppu[^muu].

[^1]: Alaviite.
[^muu]: - lista
[^orpo]: Ei viitettä.

---

### Syvä

<div class="x">raw <b>html</b></div>
"""


def test_a_page_with_everything(snapshot: SnapshotAssertion) -> None:
    options = HtmlOptions(
        lang="fi",
        first_heading=2,
        highlight=True,
        lazy=True,
        link=lambda target: f"/blogi/{target}" if target.endswith(".md") else target,
        image=lambda source: Picture(
            src=f"/k/{source}", width=3, height=2, srcset=f"/k/{source} 2x"
        ),
        words=Words(footnotes="Alaviitteet", back="Takaisin tekstiin", tip="Vinkki"),
    )
    assert to_html(parse(EVERYTHING, "fi"), options) == snapshot


def test_same_events_same_html_and_the_events_stay() -> None:
    events = parse(EVERYTHING, "fi")
    options = HtmlOptions(lang="fi", highlight=True, raw_html="sanitise")
    assert to_html(events, options) == to_html(parse(EVERYTHING, "fi"), options)
    assert events == parse(EVERYTHING, "fi")


def test_two_posts_on_one_page_share_no_id() -> None:
    events = parse(EVERYTHING + "\n[x](#oma)", "fi")
    pages = [to_html(events, HtmlOptions(id_prefix=prefix)) for prefix in ("p1-", "p2-")]
    ids = [set(re.findall(r' id="([^"]*)"', page)) for page in pages]
    assert ids[0]
    assert not ids[0] & ids[1]
    for page, names in zip(pages, ids, strict=True):
        assert set(re.findall(r'href="#([^"]*)"', page)) <= names


def test_footnotes_are_numbered_as_they_are_met_and_lead_back() -> None:
    html = to_html(parse("a[^b] c[^a] d[^b]\n\n[^d]: D\n[^a]: A[^c]\n[^b]: B\n[^c]: C"))
    items = re.findall(r'<li id="fn:(\d)">\n<p>(\w)', html)
    assert items == [("1", "B"), ("2", "A"), ("3", "C"), ("4", "D")]
    for reference in ("fnref:1", "fnref:1-2", "fnref:2", "fnref:3"):
        assert html.count(f'id="{reference}"') == html.count(f'href="#{reference}"') == 1
    assert "fnref:4" not in html


def test_headings_begin_where_told_and_skip_no_level() -> None:
    events = parse("### a\n# b\n#### c\n##\n##### d\n##### d\n## e\n")
    levels = re.findall(r"<h(\d)", to_html(events, HtmlOptions(first_heading=2)))
    assert levels == ["2", "2", "3", "4", "4", "3"]
    levels = re.findall(r"<h(\d)", to_html(events, HtmlOptions(heading_offset=2)))
    assert levels == ["5", "3", "6", "6", "6", "4"]


def test_links_that_have_no_target_leave_their_words() -> None:
    html = to_html(
        parse("[a *b*](c) [d](e)"), HtmlOptions(link=lambda target: None if target == "c" else "f")
    )
    assert html == '<p>a <em>b</em> <a href="f">d</a></p>\n'


def test_addresses_that_no_browser_reads_are_words_and_reported() -> None:
    found: list[tuple[str, str]] = []
    options = HtmlOptions(problem=lambda rule, message, _: found.append((rule, message)))
    html = to_html(
        parse(
            "[a](http:/a.fi) [b](http://b:port/) [c](http://c.fi]x) [d](http://d\ufffd.fi) [e](//e) [f](http://bank.fi@f.fi)"
        ),
        options,
    )
    assert html == '<p><a href="http://a.fi">a</a> b c d <a href="//e">e</a> f</p>\n'
    assert found == [
        ("link", "not an address: http://b:port/"),
        ("link", "not an address: http://c.fi]x"),
        ("link", "not an address: http://d\ufffd.fi"),
        ("link", "not an address: http://bank.fi@f.fi"),
    ]


def test_formulas_that_cannot_be_set_show_their_source_and_are_reported() -> None:
    found: list[tuple[str, str]] = []
    options = HtmlOptions(problem=lambda rule, message, _: found.append((rule, message)))
    assert to_html(parse(r"$\foo{<b>}$"), options) == (
        '<p><code class="math">\\foo{&lt;b&gt;}</code></p>\n'
    )
    assert found == [("math", r"unknown command \foo: \foo{<b>}")]


def test_control_characters_never_reach_the_page() -> None:
    assert to_html(parse("a&#1;b\x0bc&#xFFFE;d")) == "<p>abcd</p>\n"


def test_raw_html_as_it_is_but_with_the_pages_targets() -> None:
    options = HtmlOptions(
        link=lambda target: f"/x/{target}",
        image=lambda source: Picture(src=f"/i/{source}", width=4, height=3),
    )
    markdown = '<a class=k href="a">b</a> <img width="50%" src=c alt="d"> <i title=\'"\'>e</i> <T>'
    assert to_html(parse(markdown), options) == (
        '<p><a class="k" href="/x/a">b</a> '
        '<img src="/i/c" width="50%" height="3" alt="d"> <i title=\'"\'>e</i> &lt;T&gt;</p>\n'
    )


def test_what_never_ends_does_not_hide_the_page() -> None:
    html = to_html(parse('<div>\n<!-- a\n\nb\n\n<p title="c\n\nd'))
    assert html == '<div>\n&lt;!-- a\n<p>b</p>\n&lt;p title="c\n<p>d</p>\n'


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("<b>a\n\nb</b> c", "<p><b>a</p>\n<p>b</b> c</p>\n"),
        ("<i>a <b>b</i> c\n\nd", "<p><i>a <b>b</i> c</p>\n<p>d</p>\n</b>"),
        ("<table><tr><td>a\n\nb", "<table><tr><td>a\n<p>b</p>\n</table>"),
        ("<div>\n\na", "<div>\n<p>a</p>\n"),
        ("a</b></div></article> b</p>", "<p>a</b> b</p></p>\n"),
        ("<div>\n\na\n\n</div>\n</div>", "<div>\n<p>a</p>\n</div>\n"),
    ],
)
def test_raw_html_that_is_cut_off_stays_within_its_text(markdown: str, html: str) -> None:
    assert to_html(parse(markdown)) == html


def test_raw_html_that_is_cut_off_stays_before_the_notes_and_in_them() -> None:
    html = to_html(parse("<b>a[^1]\n\n[^1]: <a href='x'>b"))
    assert html.index("</b>") < html.index("<section")
    assert html.endswith("</section>\n</a></b>")


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("The <title> and\n\n<script> end", "<p>The &lt;title&gt; and</p>\n&lt;script&gt; end"),
        ("a <script>b</script> c <script>d", "<p>a <script>b</script> c &lt;script&gt;d</p>\n"),
        ("a <iframe src=x></iframe>", "<p>a <iframe src=x></iframe></p>\n"),
    ],
)
def test_an_element_that_would_swallow_the_rest_is_its_words(markdown: str, html: str) -> None:
    assert to_html(parse(markdown)) == html


def test_an_address_in_the_text_is_told_from_other_links() -> None:
    link = '<a href="https://a.fi" class="url">https://a.fi</a>'
    assert to_html(parse("https://a.fi <https://a.fi>")) == f"<p>{link} {link}</p>\n"
    assert "url" not in to_html(parse("[a](https://a.fi) a@a.fi"))


def test_targets_are_encoded() -> None:
    assert (
        to_html(parse("[a](<b%c d'ä%20[>)"))
        == '<p><a href="b%25c%20d&#x27;%C3%A4%20%5B">a</a></p>\n'
    )


def test_raw_html_as_text() -> None:
    html = to_html(parse("a <b>c</b>\n\n<div>\nd</div>"), HtmlOptions(raw_html="escape"))
    assert html == "<p>a &lt;b&gt;c&lt;/b&gt;</p>\n<p>&lt;div&gt;\nd&lt;/div&gt;</p>\n"


SANITISE = HtmlOptions(raw_html="sanitise")


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ('<b onclick="x">a</b>', "<p><b>a</b></p>\n"),
        ("<script>alert(1)</script>a", "a"),
        ("a <script>b", "<p>a b</p>\n"),
        ('<img src="x" onerror=alert(1) alt=a>', '<img src="x" alt="a">'),
        ('<a href="java\nscript:x">a</a>', "<p><a>a</a></p>\n"),
        ('<a href="&#106;avascript:x">a</a>', "<p><a>a</a></p>\n"),
        ("[a](javascript:x) ![b](data:text/html,x)", "<p>a b</p>\n"),
        ('a <img src="javascript:x" alt=b>', '<p>a <img alt="b"></p>\n'),
        ("<i>a *b</i> c*", "<p><i>a <em>b c</em></i></p>\n"),
        ('<a href="https://a.fi">a</a>', '<p><a href="https://a.fi">a</a></p>\n'),
        ("a</p></div></main>b", "<p>a  b</p>\n"),
        ("*a <i>b* c</i>", "<p><em>a <i>b</i></em> c</p>\n"),
        ("<div>\n\n*a*", "<div>\n<p><em>a</em></p>\n</div>"),
        ("a <div>b</div>", "<p>a  b </p>\n"),
        ("<p style='position:fixed' id=x class=y lang=fi>a</p>", '<p lang="fi">a</p>'),
        ("<svg><style>x</style><a xlink:href='javascript:x'>a</a></svg>", "<p>x<a>a</a></p>\n"),
        ("<iframe src=a></iframe><object data=b></object><form><input>c", "c"),
        ("<math><mtext><style><img src=x onerror=y>", '<p><img src="x"></p>\n'),
        ("<b><i>a</b>b</i>", "<p><b><i>a</i></b>b</p>\n"),
        ("<!-- a --><?b?>", ""),
        ("<div><noscript><i title='</noscript><img src=x>'>", '<div><i title="&lt;/noscript&gt;&lt;img src=x&gt;"></i></div>'),  # noqa: E501
        ("<a href=x>a <a href=y>b</a></a>", '<p><a href="x">a b</a></p>\n'),
        ("<textarea></p><b>", "<b></b>"),
    ],
)  # fmt: skip
def test_sanitised_html_can_do_no_harm_and_leaves_the_words(markdown: str, html: str) -> None:
    assert to_html(parse(markdown), SANITISE).strip() == html.strip()


def test_an_image_without_a_source_is_its_words() -> None:
    assert to_html(parse("![a]()")) == "<p>a</p>\n"


@pytest.mark.parametrize(
    ("markdown", "alone"),
    [
        ("![a](b.png)", True),
        ("[![a *c*](b.png)](d)", True),
        ("Say ![a](b.png) so", False),
        ("![a](b.png) so", False),
        ("![a](b.png) ![a](b.png)", False),
        ("[![a](b.png) e](d)", False),
        ("[![a](b.png)](d), e", False),
        ("[e](d)", False),
    ],
)
def test_a_picture_alone_is_told_from_one_amid_words(markdown: str, alone: bool) -> None:
    html = to_html(parse(markdown))
    assert html.startswith('<p class="picture"><' if alone else "<p>")
    assert 'class="picture"' not in to_html(parse(markdown), HtmlOptions(bare=True))


def test_the_first_column_names_the_rows_where_its_head_is_empty() -> None:
    html = to_html(parse("| | a |\n|-|-|\n| b | c |"))
    assert '<td></td>\n<th scope="col">a</th>' in html
    assert '<th scope="row">b</th>\n<td>c</td>' in html


def test_right_to_left_spans_say_so() -> None:
    assert to_html(parse("[שלום]{lang=he}")) == '<p><span lang="he" dir="rtl">שלום</span></p>\n'


def test_options_are_values() -> None:
    assert replace(HtmlOptions(), lang="fi") == HtmlOptions(lang="fi")


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("1 234,5", '<td class="number">'),
        ("−3.5 %", '<td class="number">'),
        ("2026-11-24", '<td class="number">'),
        ("€1,200", '<td class="number">'),
        ("217.8 km²", '<td class="number">'),
        ("१२३", '<td class="number">'),
        ("3 little pigs", "<td>"),
        ("version 2", "<td>"),
        ("a", "<td>"),
        ("It is the capital and **lies by** the sea.", '<td class="long">'),
    ],
)
def test_cells_of_numbers_and_of_running_text_are_told_apart(cell: str, shown: str) -> None:
    assert shown in to_html(parse(f"| a |\n|---|\n| {cell} |\n"), HtmlOptions())


FRAME = '<div class="table" role="group" tabindex="0" aria-label="Table">\n'


def test_a_table_of_raw_html_scrolls_too() -> None:
    inner = "<tr><td><table><tr><td>1</td></tr></table></td></tr>"

    shown = to_html(parse(f"<div>\n<table border>{inner}</table>\n</div>\n"), HtmlOptions())

    assert shown == f"<div>\n{FRAME}<table border>{inner}</table>\n</div>\n</div>\n"


def test_a_table_of_raw_html_says_that_it_is_in_another_language_than_its_frame() -> None:
    options = HtmlOptions(lang="ja", words=Words(lang="en"))

    shown = to_html(parse("<TABLE><tr><td>1</TABLE>\n"), options)

    assert '<div class="table" role="group" tabindex="0" aria-label="Table" lang="en">' in shown
    assert '<table lang="ja"><tr>' in shown


@pytest.mark.parametrize(
    "source",
    [
        "<table><tr><td>open\n",
        "</table><table>\n",
        '<table align="right"><tr><td>1</table>\n',
        '<script>"<table></table>"</script>\n',
        "<!-- <table></table> -->\n",
        "<tablet></tablet>\n",
    ],
)
def test_what_is_no_whole_table_of_its_own_gets_no_frame(source: str) -> None:
    assert "role=" not in to_html(parse(source), HtmlOptions())
