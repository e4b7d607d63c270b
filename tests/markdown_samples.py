"""Texts to try Markdown on: made of all that means something to some generator, in hostile orders."""  # noqa: E501 - one sentence

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from hypothesis import strategies as st

from blogcli.markdown.events import Event, tag_name

_MARKS = """
** ~~ == $$ -- ... > - [^1] | \\* {:.c} {:toc} {width=5} ]{lang=sv} [a](b) [x](#h) {%raw%}
{%endraw%} {{<x>}} {{site.url}}/a www.a.fi a@b.fi <http://a.fi> &auml; &#0; &lt; \\frac{a}{b}
$x_1$ US$5 http://a.fi/_b_
<div> </div> </p> <b> </b> <i> </i> <br> <a> </a> <ul> <li> </li> </ul> <table> <tr> <th>
</td> </tr> </table> <pre> </pre> <code> </code> <!-- --> <script> </script> <style> </h2> <dl><dt>
<dd> </dl> </span> </blockquote> <details> <summary> </summary> <svg><title> </svg> <string> <q>
<x-y> <a" <video> <p>
"""
_LINES = """
```
~~~ go
---
# H {#x .y}
1. a
- [ ] a
- [x] b
| a | b |
|-|:-:|
> [!NOTE]
> [!tip]- T *x*
!!! note "T"
    a
:::tip[T]
:::
: Def
[^1]: n
[r]: u
{% highlight go %}
{% endhighlight %}
{{< x y="z" >}}
![a](b.png "t")
{: .c lang=sv}
<a href=u>
<img src=a alt=b>
<td colspan=3>
<h2 id=x>
<span lang="sv">
<blockquote>
</style>
"""
FRAGMENTS = (
    *"*_~`=[](){}<>!#-+>|:\\\"'$&^.@/0aä字🍄\n \t\r\x00\x01\u00a0\u202f\ufeff\u200d",
    *("\n\n", "    ", "> ", "- "),
    *_MARKS.split(),
    *(f"{line}{end}" for line in _LINES.strip().split("\n") for end in ("", "\n")),
)

texts = st.lists(
    st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=6)), min_size=1, max_size=24
).map("".join)
languages = st.sampled_from(("", "fi", "sv", "en", "de", "fr", "he", "ja", "x-none"))


def bodies(corpora: Path) -> Iterator[tuple[str, str]]:
    """Give the name and body of every Markdown file of the real blogs."""
    for path in sorted(corpora.glob("*/**/*.md")):
        text = path.read_text(encoding="utf-8-sig").lstrip("\n")
        fence = re.match(r"(---|\+\+\+)[ \t]*\n.*?^\1[ \t]*$\n?", text, re.DOTALL | re.MULTILINE)
        yield str(path.relative_to(corpora)), text[fence.end() :] if fence else text


def assert_well_nested(events: list[Event]) -> None:
    """Check that every end closes what was opened last, and that all is closed."""
    open_tags: list[str] = []
    for event in events:
        if isinstance(event, dict) and "Start" in event:
            open_tags.append(tag_name(event["Start"]))
        elif isinstance(event, dict) and "End" in event:
            assert open_tags.pop() == tag_name(event["End"])
    assert open_tags == []
