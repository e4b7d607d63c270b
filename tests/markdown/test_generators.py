"""Tags of other generators: what has a meaning gets it, the rest is shown and reported."""

from __future__ import annotations

import pytest

from blogcli.markdown.generators import Tag, tags
from blogcli.markdown.html import BARE, to_html
from blogcli.markdown.lines import visible
from blogcli.markdown.links import references
from blogcli.markdown.parse import parse
from blogcli.markdown.text import to_text


@pytest.mark.parametrize(
    "text",
    [
        '{{< panel src="a_b_c.png" title="*x*" >}}',
        "{{<notice w7Ft2ymGmfc>}}",
        "{{% notice %}}",
        "{% include a_b_.html x='~y~' %}",
        "{{ page.title | upcase }}",
        "a {{ site.url }} b",
    ],
)
def test_other_tags_are_shown_letter_by_letter(text: str) -> None:
    assert to_text(parse(text)) == text


@pytest.mark.parametrize(
    ("markdown", "target"),
    [
        ("![a]({{ site.baseurl }}/a_b.png)", "/a_b.png"),
        ("[a]({{site.url}}{{site.baseurl}}/x)", "/x"),
        ('[a]({{ "/x y" | relative_url }})', "/x%20y"),
        ("[a]({{ site.url }})", "/"),
        ("[a]({% link _posts/2020-01-01-a.md %})", "/_posts/2020-01-01-a.md"),
        ("[a]({% post_url 2020-01-01-a %})", "2020-01-01-a.md"),
        ('[a]({{< ref "b.md" >}})', "b.md"),
        ("[a]({{% relref b.md#c %}})", "b.md#c"),
        ("[a]: {{ site.baseurl }}/x\n\n[a]", "/x"),
        ('<img src="{{ site.baseurl }}/x.png">', "/x.png"),
    ],
)
def test_targets_get_their_meaning(markdown: str, target: str) -> None:
    assert f'"{target}"' in to_html(parse(markdown), BARE)


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("{% highlight ruby linenos %}", "{% endhighlight %}"),
        ('{{< highlight ruby "linenos=table" >}}', "{{< /highlight >}}"),
        ("{% codeblock lang:ruby %}", "{% endcodeblock %}"),
        ("{% codeblock *A* title lang:ruby mark:1,2 %}", "{% endcodeblock %}"),
    ],
)
def test_highlight_is_a_code_block(opening: str, closing: str) -> None:
    events = parse(f"a\n\n{opening}\ndef *a*\n\n```\n{closing}\n\nb")
    assert {"Start": {"CodeBlock": {"Fenced": "ruby"}}} in events
    assert {"Text": "def *a*\n\n```\n"} in events
    assert to_text(events).endswith("\n\nb")


def test_what_is_said_of_a_block_of_code_stands_before_it() -> None:
    markdown = (
        "a\n{% codeblock One *way* lang:ruby https://e.org/a.rb a_b.rb mark:1,2 %}\nx\n"
        "{% endcodeblock %}\n\n{% codeblock %}\n{{ y }}\n{% endcodeblock %}\n[b](c)\n"
    )
    assert to_html(parse(markdown), BARE) == (
        '<p>a</p>\n<p>One *way* <a href="https://e.org/a.rb">a_b.rb</a></p>\n'
        '<pre><code class="language-ruby">x\n</code></pre>\n'
        "<pre><code>{{ y }}\n</code></pre>\n"
        '<p><a href="c">b</a></p>\n'
    )
    assert not tags(markdown)
    assert [(one.target, one.line) for one in references(markdown)][1:] == [("c", 9)]


def test_tags_of_quotations_are_quotations() -> None:
    markdown = (
        "a\n{% blockquote A. *Writer*, A Book https://e.org/b the book %}\nOne [l](m)\n\n```\n"
        "two\n```\n{% endblockquote %}\nb\n\n{% quote %}\nthree\n{% endquote %}\nc [n](o)\n"
    )
    assert to_html(parse(markdown), BARE) == (
        '<p>a</p>\n<blockquote>\n<p>One <a href="m">l</a></p>\n'
        "<pre><code>two\n</code></pre>\n"
        '<p>— A. *Writer*, A Book <a href="https://e.org/b">the book</a></p>\n</blockquote>\n'
        '<p>b</p>\n<blockquote>\n<p>three</p>\n</blockquote>\n<p>c <a href="o">n</a></p>\n'
    )
    assert not tags(markdown)
    assert [(one.target, one.line) for one in references(markdown) if one.target in "mo"] == [
        ("m", 3), ("o", 14),
    ]  # fmt: skip


def test_raw_and_comment_are_not_shown() -> None:
    markdown = "{% raw %}{{ x }}{% endraw %} a{% comment %} no\nno {% endcomment %} b"
    assert to_text(parse(markdown)) == "{{ x }} a b"


def test_raw_lines_leave_code() -> None:
    events = parse("```\n{% raw %}\n{{ x }}\n{% endraw %}\n```\n\n`{% raw %}{{ y }}{% endraw %}`")
    assert {"Text": "{{ x }}\n"} in events
    assert {"Code": "{{ y }}"} in events


def test_hugos_escaped_shortcodes_show_the_shortcode() -> None:
    assert to_text(parse("a {{</* fig */>}}\n\n    {{%/* x */%}}")) == "a {{< fig >}}\n\n{{% x %}}"


NOTE = '<div class="callout note" role="note">\n<p class="callout-title">{}</p>\n{}</div>'


@pytest.mark.parametrize(
    ("markdown", "title", "held"),
    [
        (
            '!!! note "T *x*"\n    a\n\n    - b\n',
            "T <em>x</em>",
            "<p>a</p>\n<ul>\n<li>b</li>\n</ul>\n",
        ),
        ("??? Note\n\ta", "Note", "<p>a</p>\n"),
        (":::note\na\n:::", "Note", "<p>a</p>\n"),
        ("::: note T t\na\n:::", "T t", "<p>a</p>\n"),
        (":::note[T]\n- a\n:::\n", "T", "<ul>\n<li>a</li>\n</ul>\n"),
        ('::: {.callout-note title="T"}\na\n:::', "T", "<p>a</p>\n"),
        (
            '{{< admonition note "T *x*" false >}}\na\n{{< /admonition >}}',
            "T <em>x</em>",
            "<p>a</p>\n",
        ),
        ("{{% notice info %}}\n\n- a\n\n{{% /notice %}}", "Info", "<ul>\n<li>a</li>\n</ul>\n"),
        ('{{< callout type="info" >}}\na\n{{< /callout >}}\n', "Info", "<p>a</p>\n"),
        ("{% note primary %}\na\n{% endnote %}", "Note", "<p>a</p>\n"),
        ("{% note info T t %}\na\n{% endnote %}", "T t", "<p>a</p>\n"),
        ('!!! box box-note "T"\n    a\n', "T", "<p>a</p>\n"),
        ('!!! own "T"\n    a\n', "T", "<p>a</p>\n"),
        (":::note T\na\n  :::\n", "T", "<p>a</p>\n"),
        (":::note\n~~~\n:::\n~~~\n:::", "Note", '<pre tabindex="0"><code>:::\n</code></pre>\n'),
    ],
)
def test_admonitions_are_callouts(markdown: str, title: str, held: str) -> None:
    assert to_html(parse(markdown)).strip() == NOTE.format(title, held)


@pytest.mark.parametrize(
    "text",
    [
        ":::foo\na\n:::",
        ":::note\na",
        "!!! foo\n",
        "!!! what a note\n",
        "```\n!!! note\n    a\n:::tip\n:::\n```",
    ],
)
def test_what_is_no_admonition_stays(text: str) -> None:
    assert "callout" not in to_html(parse(text))
    assert to_text(parse(text)).split() == text.replace("```", "").split()


def test_containers_that_say_nothing_to_a_reader_are_not_seen() -> None:
    assert to_html(parse("::: v-pre\n*a*\n:::\n\n:::code-group\n\nb\n\n:::")) == (
        "<p><em>a</em></p>\n<p>b</p>\n"
    )


def test_tags_of_callouts_are_told_where_they_are_none() -> None:
    body = "{{< notice note >}}\na {{< b >}}\n{{< /notice >}}\n\n{{< hint odd >}}\n{{< /hint >}}"
    assert [(tag.name, tag.line, tag.column) for tag in tags(body)] == [
        ("b", 2, 3), ("hint", 5, 1), ("/hint", 6, 1),
    ]  # fmt: skip


def test_admonitions_keep_lines_and_columns() -> None:
    body = '!!! note "T"\n    a [b](c)\n\n:::tip\n[d](e)\n:::\n\n[f](g)'
    found = [(place.target, place.line, place.column) for place in references(body)]
    assert found == [("c", 2, 7), ("e", 5, 1), ("g", 8, 1)]
    assert visible(body) == [(1, "T"), (2, "a b"), (5, "d"), (8, "f")]


def test_code_is_left_alone() -> None:
    markdown = "`{{ site.url }}/x` ![a](b)\n\n```\n[a]({{ site.baseurl }}/x)\n```"
    assert to_text(parse(markdown)) == "{{ site.url }}/x a\n\n[a]({{ site.baseurl }}/x)"


def test_tags_within_raw_html_are_left_alone() -> None:
    html = '<div title="{{ a_b }}">\n{{ c_*d* }}\n</div>'
    assert to_html(parse(html), BARE) == html


def test_tags_are_reported_with_their_places() -> None:
    markdown = (
        "ä {{< fig src=x >}} `{{< code >}}`\n"
        "{% highlight go %}\n{{< in_code >}}\n{% endhighlight %}\n\n"
        "[a]({{ site.url }}/x) {% raw %}\n{% include x %} {{ {{< /fig >}}\n"
    )
    assert tags(markdown) == [
        Tag("fig", "{{< fig src=x >}}", 1, 3),
        Tag("include", "{% include x %}", 7, 1),
        Tag("", "{{ {{< /fig >}}", 7, 17),
    ]


@pytest.mark.parametrize(
    ("generator", "told"),
    [
        ("", ["{{ a }}", "{% b %}", "{{< c >}}", "{{% d %}}", "{{ e(f=1) }}", "{% end %}"]),
        ("jekyll", ["{{ a }}", "{% b %}", "{{< c >}}", "{{% d %}}", "{{ e(f=1) }}", "{% end %}"]),
        ("hugo", ["{{< c >}}", "{{% d %}}"]),
        ("zola", ["{{ e(f=1) }}", "{% end %}"]),
        ("nikola", ["{{% d %}}"]),
        ("pelican", ["{% b %}", "{% end %}"]),
        ("astro", []),
    ],
)
def test_what_the_own_generator_shows_as_text_is_not_told(generator: str, told: list[str]) -> None:
    markdown = "{{ a }} {% b %} {{< c >}} {{% d %}} {{ e(f=1) }} {% end %}"
    assert [tag.text for tag in tags(markdown, generator)] == told


def test_what_is_raw_to_liquid_is_not_told() -> None:
    markdown = "{% raw %}{{ a }} {% b %}{% endraw %} {{ c }} {%- raw -%} {{ d }}"
    assert [tag.text for tag in tags(markdown)] == ["{{ c }}", "{{ d }}"]
    assert to_text(parse(markdown)) == "{{ a }} {% b %} {{ c }}  {{ d }}"


def test_raw_code_within_highlight_is_code() -> None:
    markdown = (
        "{% highlight html %}{% raw %}\n<a b='{{ c }}'>\n{% if d %}\n"
        "{% endraw %}{% endhighlight %}\n\nAfter\n"
    )
    assert to_text(parse(markdown)) == "<a b='{{ c }}'>\n{% if d %}\n\nAfter"
    assert not tags(markdown)
