"""Texts to try Markdown on: built of all that has a meaning to some generator, in hostile orders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from blogcli.markdown.events import Event, tag_name
from hypothesis import strategies as st

FRAGMENTS = (
    *"*_~`=[](){}<>!#-+>|:\\\"'$&^.@/0aä字\n \t",
    *("**", "~~", "==", "```\n", "~~~ go\n", "$$", "--", "---\n", "...", "\n\n", "    ", "> ", "- "),
    *("1. ", "# ", "## H {#x .y}\n", "[^1]", "[^1]: n\n", "- [ ] ", "- [x] ", "| a | b |\n|-|:-:|\n"),
    *("> [!NOTE]\n", "> [!tip]- T *x*\n", "Term\n: Def\n", "{: .c lang=sv}", "{:toc}", "{width=5}"),
    *("]{lang=sv}", "{{< x y=\"z\" >}}", "{% raw %}", "{% endraw %}", "{% highlight go %}\n"),
    *("{% endhighlight %}\n", "{{ site.url }}/a", "![a](b.png \"t\")", "[a](b)", "[x](#h)", "[r]: u\n"),
    *("http://a.fi/_b_", "www.a.fi", "a@b.fi", "<http://a.fi>", "&auml;", "&#0;", "&lt;", "\\*"),
    *("<div>", "</div>\n\n", "\n\n<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<br>", "<hr>\n"),
    *("<a href=u>", "</a>", "<img src=a alt=b>", "<ul>", "<li>", "</li>", "</ul>", "<table>", "<tr>"),
    *("<td colspan=3>", "<th>", "</td>", "</tr>", "</table>", "<pre>", "</pre>", "<code>", "</code>"),
    *("<!--", "-->", "<script>", "</script>", "<style>", "</style>\n", "<h2 id=x>", "</h2>", "<dl><dt>"),
    *("<dd>", "</dl>", "<span lang=\"sv\">", "</span>", "<blockquote>\n", "</blockquote>", "<details>"),
    *("<summary>", "</summary>", "<svg><title>", "</svg>", "<string>", "<q>", "<x-y>", "<a \"", "<video>"),
    *("\\frac{a}{b}", "$x_1$", "US$5", "\u00a0", "\u202f", "\x00", "\x01", "\ufeff", "\u200d", "🍄", "\r"),
)  # fmt: skip

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
