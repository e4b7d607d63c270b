"""What Jekyll fills in from a post's header stands in its text."""

from __future__ import annotations

import time

import pytest

from blogcli.posts.liquid import fill
from blogcli.posts.post import Post

POST = Post(
    path="_posts/2026-01-02-a-trip.md", slug="a-trip", lang="en", title="A *trip*",
    authors=("Ann",), extra={"cover": "sea.png", "stars": 5, "list": ["x"], "deep": "{{ page.x }}"},
)  # fmt: skip


@pytest.mark.parametrize(
    ("body", "filled"),
    [
        ("# {{ page.title }}\n", "# A *trip*\n"),
        ("![](/i/{{page.slug}}/{{- page.cover -}})", "![](/i/a-trip/sea.png)"),
        ("{{ page.title | escape }}: {{ page.stars }} by {{ page.author }}", "A *trip*: 5 by Ann"),
        ("{{ page.gone }} {{ page.list }} {{ page.deep }}", None),
        ("{{ page.title | upcase }} {{ page.title.size }} {{ site.title }}", None),
        ("`{{ page.title }}`\n\n```\n{{ page.title }}\n```\n", None),
        ("~~~ liquid\n{{ page.title }}\n", None),
        ("{% raw %}{{ page.title }}{% endraw %} {{ page.slug }}",
         "{% raw %}{{ page.title }}{% endraw %} a-trip"),
        ("{% highlight html %}\n{{ page.title }}\n{% endhighlight %}", None),
    ],
)  # fmt: skip
def test_what_is_filled_in(body: str, filled: str | None) -> None:
    assert fill(body, POST, "jekyll") == (body if filled is None else filled)
    assert fill(body, POST, "hugo") == body


def test_tags_that_never_end_take_no_time() -> None:
    started = time.monotonic()
    fill("{% raw {{ page.title" * 50_000, POST, "jekyll")
    fill("```\n{{ page.title ` " * 50_000, POST, "jekyll")
    assert time.monotonic() - started < 5
