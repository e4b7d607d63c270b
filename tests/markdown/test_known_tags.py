"""Generators' tags for pictures, films and links are these."""

from __future__ import annotations

import time

import pytest

from blogcli.markdown.generators import tags
from blogcli.markdown.html import BARE, to_html
from blogcli.markdown.links import references
from blogcli.markdown.parse import parse


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        (
            '{{< figure src="a b.png" alt="An *alt*" caption="Say \\"x\\"" >}}',
            '<p><img src="a%20b.png" alt="An *alt*" title="Say &quot;x&quot;"></p>',
        ),
        (
            '{{< figure\n  src="/x.png"\n  link="https://e.org/" >}}',
            '<p><a href="https://e.org/"><img src="/x.png" alt=""></a></p>',
        ),
        ("{{% figure src=x.png %}}", '<p><img src="x.png" alt=""></p>'),
        ('{{< youtube id="abc-1" autoplay="true" >}}', "https://www.youtube.com/watch?v=abc-1"),
        ("{{< youtube abc_1 >}}", "https://www.youtube.com/watch?v=abc_1"),
        ('{{ youtube(id="q1") }}', "https://www.youtube.com/watch?v=q1"),
        ('{% youtube "https://youtu.be/x" %}', "https://youtu.be/x"),
        ("{{< vimeo 12 >}}", "https://vimeo.com/12"),
        ("{{< gist one 12ab >}}", "https://gist.github.com/one/12ab"),
        ("{% gist one/12ab a.rb %}", "https://gist.github.com/one/12ab"),
        (
            '{% asset_img full one.png 100 20 "A title" "Alt" %}',
            '<p><img src="one.png" alt="Alt"></p>',
        ),
        ("{% img /images/x.png %}", '<p><img src="/images/x.png" alt=""></p>'),
        (
            '{% image "./a b.png", "A pier", "100vw" %}',
            '<p><img src="./a%20b.png" alt="A pier"></p>',
        ),
        ('{% image "a.png", "Say \\"x\\"" %}', '<p><img src="a.png" alt="Say &quot;x&quot;"></p>'),
        ("{% image /a.jpg width:3px %}", '<p><img src="/a.jpg" alt=""></p>'),
        ("{% figure x.png %}", '<p><img src="x.png" alt=""></p>'),
        (
            '{% include parts/figure.html class="x" image_path="/a.png" alt="A" caption="C" %}',
            '<p><img src="/a.png" alt="A" title="C"></p>',
        ),
        ('{% responsive_image path: a.webp alt: "A" %}', '<p><img src="a.webp" alt="A"></p>'),
        ('{% include youtube.html id="q1" %}', "https://www.youtube.com/watch?v=q1"),
        (
            '{{< img align="left" src="/x.JPG?v=1" alt="A pier" >}}',
            '<p><img src="/x.JPG?v=1" alt="A pier"></p>',
        ),
        ('{{< post-image "x.svg" "A pier" >}}', '<p><img src="x.svg" alt="A pier"></p>'),
        ('{{ image(src="x.png", alt="A pier") }}', '<p><img src="x.png" alt="A pier"></p>'),
        (
            '{{< html5video src="https://e.org/v/a.mp4?v=1" poster="a.png" >}}',
            '<p><a href="https://e.org/v/a.mp4?v=1">a.mp4</a></p>',
        ),
        ("{% audio sea.mp3 %}", '<p><a href="sea.mp3">sea.mp3</a></p>'),
        ('{{< tweet user="one" id="12" >}}', "https://x.com/one/status/12"),
        ("{{< tweet 12>}}", "https://x.com/i/status/12"),
        ("{% twitter https://twitter.com/one/status/12 %}", "https://twitter.com/one/status/12"),
        ("{{< instagram aB-1 >}}", "https://www.instagram.com/p/aB-1/"),
        ('{% post_link a-post "Read *this*" %}', '<p><a href="/posts/a-post">Read *this*</a></p>'),
        ("{% post_link a-post %}", '<p><a href="/posts/a-post">a-post</a></p>'),
    ],
)
def test_what_is_shown(markdown: str, html: str) -> None:
    if html.startswith("https:"):
        html = f'<p><a href="{html}">{html}</a></p>'
    assert to_html(parse(markdown), BARE).replace("\n", "") == html
    assert not tags(markdown)


@pytest.mark.parametrize(
    "markdown",
    [
        "{{< figure >}}",
        '{{< figure src="<x>.png" >}}',
        "{{< youtube >}}",
        '{{< youtube "<script>" >}}',
        "{% asset_img class %}",
        "{% figure %}",
        "{% image photo.file, 'A pier' %}",
        '{% include figure.html src="{{ page.cover }}" %}',
        '{% include imagine.html words="a.txt" %}',
        '{{< image-gallery dir="pier" >}}',
        "{{< tweet >}}",
        "{{< video loop >}}",
        "{{ figure }}",
        "<pre>\n{{< figure src=x.png >}}\n</pre>",
        "<div>\n<!-- {{< figure src=x.png >}}\n-->\n</div>",
        '<div class="{{< figure src=x.png >}}">\n</div>',
    ],
)
def test_what_says_too_little_is_told(markdown: str) -> None:
    assert len(tags(markdown)) == 1
    assert "<img" not in to_html(parse(markdown), BARE)


def test_tags_between_those_of_html_are_html() -> None:
    markdown = (
        "<figure>\n  {% image 'a b.png', 'A \"<pier>\"' %}\n  <figcaption>A pier</figcaption>\n"
        "  {{< youtube abc >}}\n</figure>"
    )
    assert to_html(parse(markdown), BARE) == (
        '<figure>\n  <img src="a b.png" alt="A &quot;&lt;pier&gt;&quot;">\n'
        "  <figcaption>A pier</figcaption>\n"
        '  <a href="https://www.youtube.com/watch?v=abc">https://www.youtube.com/watch?v=abc</a>\n'
        "</figure>"
    )
    assert not tags(markdown)
    assert [(one.target, one.line) for one in references(markdown)] == [
        ("a b.png", 2), ("https://www.youtube.com/watch?v=abc", 4),
    ]  # fmt: skip


def test_long_names_take_no_time() -> None:
    started = time.monotonic()
    tags("<div>\n" + "{{< youtube a >}} <i>\n" * 10_000 + "</div>\n")
    for name in ("img" * 1_300, "a/" * 1_900, "- " * 1_900):
        tags(f"{{{{< {name} }}}}\n{{% include {name} %}}\n" * 300)
    assert time.monotonic() - started < 5


def test_pictures_in_tags_have_their_places() -> None:
    body = 'one\n\nä {{< figure\n  src="a.png" >}} {% asset_img b.png %}\n\n![c](c.png)'
    found = [(one.target, one.line, one.column) for one in references(body)]
    assert found == [("a.png", 3, 3), ("b.png", 4, 19), ("c.png", 6, 1)]
