"""Raw HTML as events: the same words, well nested, with as much meaning as events have."""

from __future__ import annotations

import pytest

from blogcli.markdown.events import Event
from blogcli.markdown.html import BARE, to_html
from blogcli.markdown.parse import parse
from blogcli.markdown.reduce import reduce_html
from blogcli.markdown.text import outline, to_text
from markdown_samples import assert_well_nested


def reduced(markdown: str) -> str:
    events = reduce_html(parse(markdown))
    assert_well_nested(events)
    assert not any("Html" in event or "InlineHtml" in event for event in events)
    return to_html(events, BARE).replace("\n", "")


def test_without_html_the_events_are_the_same() -> None:
    events = parse("# a\n\n*b* `c`")
    assert reduce_html(events) is events


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("<b>a</b> <em>b</em> <s>c</s>", "<p><strong>a</strong> <em>b</em> <del>c</del></p>"),
        ("H<sub>2</sub>O x<sup>2</sup>", "<p>H<sub>2</sub>O x<sup>2</sup></p>"),
        ("<mark>a</mark> <u>b</u> <q>c</q>", '<p><mark>a</mark> b "c"</p>'),
        ("<kbd>Ctrl</kbd>+<code>a *b*</code>", "<p><code>Ctrl</code>+<code>a b</code></p>"),
        ("a<br>\nb", "<p>a<br>b</p>"),
        ("a<br>b<br/>c</br>", "<p>a<br>b<br>c</p>"),
        ('<a href="u" title="t">a *b*</a>', '<p><a href="u" title="t">a <em>b</em></a></p>'),
        ("<a name=x>a</a>", "<p>a</p>"),
        ("<a href=u>a <a href=v>b</a>", '<p><a href="u">a </a><a href="v">b</a></p>'),
        ("<a href=u>a [b](v)</a>", '<p><a href="u">a b</a></p>'),
        ("[a <a href=v>b</a>](u)", '<p><a href="u">a b</a></p>'),
        ('<img src="a.png" alt="b &amp; c">', '<p><img src="a.png" alt="b &amp; c"></p>'),
        ("![a <b>c</b>](d)", '<p><img src="d" alt="a c"></p>'),
        ("<code>a<br>b <img src=c alt=d> <code>e</code></code> f", "<p><code>a b d e</code> f</p>"),
        ("<code>a\nb", "<p><code>a b</code></p>"),
        ("[a <iframe src=b title=c>](d)", '<p><a href="d">a c</a></p>'),
        ("a <img alt=b>", "<p>a b</p>"),
        ("a<!-- b --> c <?d?>", "<p>a c</p>"),
        ("a <script>b</script> <style>c</style> d", "<p>a d</p>"),
        ("a <script>b", "<p>a b</p>"),
        ("List<string> or <your name>", "<p>List&lt;string&gt; or &lt;your name&gt;</p>"),
        ("<div><x-y>a</x-y> <o:p>b</o:p></div>", "<p>a b</p>"),
        ('<span lang="sv">a</span>', '<p><span lang="sv">a</span></p>'),
        ('<em lang="sv">a</em>', '<p><span lang="sv"><em>a</em></span></p>'),
        ("a</b> b</div>", "<p>a b</p>"),
        ("<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>は", "<p>漢(かん)字(じ)は</p>"),
        ("<ruby>漢<rt>かん字<rt>じ</ruby>は", "<p>漢(かん字)(じ)は</p>"),
        ("<ruby>東<rp>（</rp><rt>ひがし</rt><rp>）</rp></ruby>は", "<p>東（ひがし）は</p>"),
    ],
)  # fmt: skip
def test_inline_elements(markdown: str, html: str) -> None:
    assert reduced(markdown) == html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("a <b>b *c</b> d* e", "<p>a <strong>b <em>c</em></strong><em> d</em> e</p>"),
        ("*a <b>b* c</b>", "<p><em>a <strong>b</strong></em> c</p>"),
        ("<b>a <i>b</b> c</i>", "<p><strong>a <em>b</em></strong> c</p>"),
        ("| a <b>b | c</b> |\n|-|-|", "a <strong>b</strong></th><th>c</th>"),
    ],
)
def test_inline_tags_that_cross_markdowns_own(markdown: str, html: str) -> None:
    assert html in reduced(markdown)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("<p>a\n<p>b", "<p>a</p><p>b</p>"),
        ("<div>a <b>b\n\n*c*\n\n</b></div>", "<p>a <strong>b </strong></p><p><em>c</em></p>"),
        ("<b>\n\na\n\nb\n\n</b>\n\nc", "<p><strong>a</strong></p><p><strong>b</strong></p><p>c</p>"),  # noqa: E501
        ("<b>\n\na</b> b\n\nc", "<p><strong>a</strong> b</p><p>c</p>"),
        ("<center>a</center>b", "<p>a</p><p>b</p>"),
        ('<h2 id="x">a</h2>', '<h2 id="x">a</h2>'),
        ("<ul><li>a<li>b<ol start=3><li>c</ol></ul>", '<ul><li>a</li><li>b<ol start="3"><li>c</li></ol></li></ul>'),  # noqa: E501
        ("<li>a</li>\n\n- b", "<ul><li>a</li></ul><ul><li>b</li></ul>"),
        ("<ul>\n\na\n\n</ul>", "<ul><li><p>a</p></li></ul>"),
        ("<dl><dt>a<dd>b<dd>c</dl>", "<dl><dt>a</dt><dd>b</dd><dd>c</dd></dl>"),
        ("<blockquote>a\n\n*b*\n</blockquote>", "<blockquote><p>a</p><p><em>b</em></p></blockquote>"),  # noqa: E501
        ("<dd>a</dd>\n<p>b", "<dl><dd>a</dd></dl><p>b</p>"),
        ("<dl>a<p>b</dl>", "<dl><dd>a<br>b</dd></dl>"),
        ("<table>\n<tr>a<hr>b</table>", "<table><thead><tr><th>a<br>b</th></tr></thead></table>"),
        ("<table></table>a", "<p>a</p>"),
        ("| a<hr>b |\n|-|", "<table><thead><tr><th>a<br>b</th></tr></thead></table>"),
        ("<td>a<pre>b\nc</pre>d", "<table><thead><tr><th>a<br><code>b</code><br><code>c</code><br>d</th></tr></thead></table>"),  # noqa: E501
        ("a <code>\n***\nb", "<p>a</p><hr><p>b</p>"),
        ("<pre>\n\n</pre>a", "<p>a</p>"),
        ("<hr>\na", "<hr><p>a</p>"),
        ("<details><summary>a</summary>b</details>", "<p><strong>a</strong></p><p>b</p>"),
        ("<figure><img src=a><figcaption>b</figcaption></figure>", '<p><img src="a" alt=""></p><p>b</p>'),  # noqa: E501
        ("a <div>b</div> c", "<p>a</p><p>b</p><p>c</p>"),
        ("- a <div>b</div> c", "<ul><li>a<br>b<br>c</li></ul>"),
        ("## a <div>b</div> c", '<h2 id="a-b-c">a<br>b<br>c</h2>'),
        ('<p lang="sv">a</p>b', '<p><span lang="sv">a</span></p><p>b</p>'),
        ('<div lang="sv">\n\na\n\n> b\n\n</div>\n\nc', '<p><span lang="sv">a</span></p><blockquote><p><span lang="sv">b</span></p></blockquote><p>c</p>'),  # noqa: E501
        ("<iframe src=u title=t></iframe>", '<p><a href="u">t</a></p>'),
        ("<video controls><source src=u>old</video>", '<p><a href="u">u</a> old</p>'),
        ("<div>\n<script>\n\na\n\n</script>\n</div>\n\nb", "<p>b</p>"),
    ],
)  # fmt: skip
def test_blocks(markdown: str, html: str) -> None:
    assert reduced(markdown) == html


@pytest.mark.parametrize(
    ("markdown", "code"),
    [
        ('<pre><code class="language-go">a &lt;\n  b\n</code></pre>', ("go", "a <\n  b\n")),
        ("<pre>\na<br>b <b>c</b>\n\n</pre>", ("", "a\nb c\n")),
    ],
)
def test_preformatted_text_is_a_code_block(markdown: str, code: tuple[str, str]) -> None:
    language, text = code
    block: list[Event] = [
        {"Start": {"CodeBlock": {"Fenced": language}}},
        {"Text": text},
        {"End": "CodeBlock"},
    ]
    assert reduce_html(parse(markdown)) == block


def test_tables_get_a_head_and_rows_of_one_width() -> None:
    markdown = (
        "<table><caption>t</caption><thead><tr><th>a<th colspan=2>b</thead>"
        "<tr><td><p>c<p>d<td>e</table>"
    )
    assert reduced(markdown) == (
        "<p>t</p><table><thead><tr><th>a</th><th>b</th><th></th></tr></thead>"
        "<tbody><tr><td>c<br>d</td><td>e</td><td></td></tr></tbody></table>"
    )


def test_markdown_within_a_cell_of_html_keeps_its_words() -> None:
    markdown = "<table>\n<tr>\n<td>\n\n- a\n- b\n\n```\nc\n```\n\n</td>\n</tr>\n</table>\n\nd"
    assert to_text(reduce_html(parse(markdown))).split() == ["a", "b", "c", "d"]


def test_a_hostile_table_does_not_grow_without_bound() -> None:
    wide = "<table><tr>" + "<td>" * 5000 + "</tr>" + "<tr><td>x</td></tr>" * 5000 + "</table>"
    assert len(reduce_html(parse(wide))) < 200_000


def test_headings_of_html_do_not_take_ids_of_markdowns_own() -> None:
    events = parse('<h2 id="a">x</h2>\n\n# A\n\n<h3>A</h3>')
    assert [name for _, _, name in outline(reduce_html(events))] == ["x", "a", "a-2"]
    assert [name for _, _, name in outline(events)] == ["a"]


def test_no_words_are_glued_or_lost() -> None:
    markdown = "a<p>b<div>c<table><tr><td>d<td>e<tr><td>f</table>g<ul><li>h<li>i</ul>j<h1>k</h1>l"
    assert to_text(reduce_html(parse(f"<div>{markdown}"))).split() == list("abcdefghijkl")
