"""Tags of other generators in a body: Liquid (Jekyll) and shortcodes (Hugo, Zola).

Only what has a plain Markdown meaning is translated: code blocks, quotations, `raw` and `comment`,
the targets of links, and what `known_tags` knows. All else is shown letter by letter, and `tags`
finds it for a warning.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from blogcli.markdown import admonitions, known_tags
from blogcli.markdown.regions import Regions, code_and_markup, inside
from blogcli.markdown.source import (
    Edit,
    Places,
    Source,
    clean,
    has_admonitions,
    has_tags,
)

_LONGEST = 4_000  # bytes: what is longer is no tag, but text with braces

_HIGHLIGHT = re.compile(
    rb"^(?P<indent>[ \t]*)(?:\{%-?|\{\{[<%])[ \t]*highlight[ \t]+(?P<lang>[\w+#.-]+)[^\n{}]*"
    rb"(?:-?%\}|[>%]\}\})[ \t]*(?:\{%-?[ \t]*raw[ \t]*-?%\}[ \t]*)?\n",
    re.MULTILINE,
)
_END_HIGHLIGHT = re.compile(
    rb"^[ \t]*(?:\{%-?[ \t]*endraw[ \t]*-?%\}[ \t]*)?"
    rb"(?:\{%-?[ \t]*endhighlight[ \t]*-?%\}|\{\{[<%][ \t]*/[ \t]*highlight[ \t]*[>%]\}\})"
    rb"[ \t]*$",
    re.MULTILINE,
)
# Hexo's and Octopress's own: `[title] [lang:language] [url] [link text] [options]`.
_CODEBLOCK = re.compile(
    rb"^(?P<indent>[ \t]*)\{%-?[ \t]*codeblock\b(?P<said>[^\n{}]*?)-?%\}[ \t]*\n", re.MULTILINE
)
_END_CODEBLOCK = re.compile(rb"^[ \t]*\{%-?[ \t]*endcodeblock[ \t]*-?%\}[ \t]*$", re.MULTILINE)
_CODE_LANGUAGE = re.compile(rb"\blang:([\w+#.-]+)")
_CODE_OPTION = re.compile(rb"(?<!\S)[a-z_]+:(?!//)\S+")
_CODE_TITLE = re.compile(
    rb"(?P<title>.*?)(?:(?<!\S)(?P<url>https?://[^\s<>()]+)(?P<text>.*))?", re.DOTALL
)
# Likewise: `[author[, source]] [url] [link text]`.
_QUOTE = re.compile(
    rb"^\{%-?[ \t]*(?P<name>blockquote|quote)\b(?P<said>[^\n{}]*?)-?%\}[ \t]*\n", re.MULTILINE
)
_END_QUOTE = re.compile(rb"^\{%-?[ \t]*end(?:blockquote|quote)[ \t]*-?%\}[ \t]*$", re.MULTILINE)
_REFERENCE = re.compile(
    rb"""\{\{[<%]\s*(?:rel)?ref\s+(?:"([^"\n]+)"|'([^'\n]+)'|([^\s"'<>{}]+))\s*[>%]\}\}"""
)
_FILTERED = re.compile(rb"""\{\{-?\s*(?:"([^"\n]+)"|'([^'\n]+)')\s*\|\s*[a-z_]*url\b[^{}\n]*\}\}""")
_SITE = re.compile(rb"\{\{-?\s*site\.(?:baseurl|url|base_url)\s*(?:\|[^{}\n]*)?-?\}\}")
_LINK = re.compile(rb"\{%-?\s*link\s+([^\s{}%]+)\s*-?%\}")
_POST_URL = re.compile(rb"\{%-?\s*post_url\s+([^\s{}%]+)\s*-?%\}")
_RAW = re.compile(rb"\{%-?\s*raw\s*-?%\}")
_END_RAW = re.compile(rb"\{%-?\s*endraw\s*-?%\}")
_SILENT = re.compile(rb"\{%-?\s*(?:end)?raw\s*-?%\}")
_COMMENT = re.compile(rb"\{%-?\s*comment\s*-?%\}")
_COMMENT_END = re.compile(rb"\{%-?\s*endcomment\s*-?%\}")
_LITERAL = re.compile(rb"<(/?)(?:script|style|pre|code|textarea|title)\b", re.IGNORECASE)
_NAME = re.compile(rb"\{[{%][<%]?-?\s*(?P<name>/?\s*[\w.-]+)?")
_SIGNIFICANT = re.compile(rb"[\\`*_\[\]<>~$!&#|{}]")
_BEFORE_TARGET = (b"](", b"<", b'="', b"='", b"}", b": ")
_WITHIN = (b"](", b"<", b'="', b"='")
_SITE_BEFORE = {b"/": b"", b"{": b"", b")": b"/", b'"': b"/"}
_HUGO_ESCAPE = re.compile(r"(\{\{[<%])\s*/\*(.*?)\*/\s*([>%]\}\})")
_SILENT_LINE = re.compile(r"^[ \t]*\{%-?[ \t]*(?:end)?raw[ \t]*-?%\}[ \t]*(?:\n|\Z)", re.MULTILINE)
_SILENT_WORD = re.compile(r"\{%-?[ \t]*(?:end)?raw[ \t]*-?%\}")


# What a generator takes for a tag, where that isn't all in such braces; to Astro nothing is one.
_TAGS = {
    "hugo": re.compile(rb"\{\{[<%]"),
    "zola": re.compile(rb"\{[{%]\s*(?:[\w:]+\s*\(|end\b)"),
    "nikola": re.compile(rb"\{\{%"),
    "pelican": re.compile(rb"\{%"),
    "astro": re.compile(rb"(?!)"),
}
_ANY = re.compile(rb"\{")


class Tag(NamedTuple):
    """A tag of another generator that is shown as text; lines and columns count from 1."""

    name: str
    text: str
    line: int
    column: int


def tags(text: str, generator: str = "") -> list[Tag]:
    """List the tags of generators that this body would show as text, with their places.

    Where the blog's own generator is named, what that shows as text too is left out.
    """
    text = clean(text)
    if not has_tags(text):
        return []
    source = Source(text.encode())
    if has_admonitions(text):
        admonitions.translate(source)
    _highlights(source)
    known = _TAGS.get(generator, _ANY)
    places = Places(text.encode())
    found: list[Tag] = []
    for start, end in _told(source.data):
        if not known.match(source.data, start):
            continue
        shown = source.data[start:end].decode("utf-8", "replace")
        name = _NAME.match(source.data, start)
        word = name["name"].decode("utf-8", "replace") if name and name["name"] else ""
        offset = source.original(start)
        found.append(Tag(word, shown, places.line(offset), places.column(offset)))
    return found


def _told(data: bytes) -> Iterator[tuple[int, int]]:
    """Find the tags that mean nothing here, but those that `raw` says are text."""
    code, markup = code_and_markup(data)
    last_end = max((found.end() for found in _END_RAW.finditer(data)), default=0)
    raw = False
    for start, end in _spans(data):
        if inside(code, start):
            continue
        if raw or _RAW.fullmatch(data, start, end):
            raw = end < last_end and not _END_RAW.fullmatch(data, start, end)
        elif _meaning(data, start, end, markup) is None:
            yield start, end


def translate(source: Source) -> None:
    """Give the tags of other generators their Markdown meaning, or make them plain text."""
    _highlights(source)
    data = source.data
    code, markup = code_and_markup(data)
    edits: list[Edit] = []
    comment = -1
    last_end = max((found.end() for found in _COMMENT_END.finditer(data)), default=0)
    for start, end in _spans(data):
        if inside(code, start):
            continue
        if comment >= 0:
            if _COMMENT_END.fullmatch(data, start, end):
                edits.append((comment, end, b"\n" * data.count(b"\n", comment, end)))
                comment = -1
            continue
        if end < last_end and _COMMENT.fullmatch(data, start, end):
            comment = start
            continue
        meaning = _meaning(data, start, end, markup)
        if meaning is not None:
            edits.append((start, end, meaning))
        elif not inside(markup, start):
            shown = _SIGNIFICANT.sub(rb"\\\g<0>", _unescaped(data[start:end]))
            edits.append((start, end, shown))
    source.apply(edits)


def in_code(code: str) -> str:
    """Take from code what its generator would not show: `raw` lines, Hugo's `/* */` escapes."""
    if "raw" in code and "{%" in code:
        code = _SILENT_WORD.sub("", _SILENT_LINE.sub("", code))
    return _HUGO_ESCAPE.sub(r"\1\2\3", code) if "/*" in code else code


def _unescaped(tag: bytes) -> bytes:
    return in_code(tag.decode("utf-8", "replace")).encode() if b"/*" in tag else tag


def _spans(data: bytes) -> Iterator[tuple[int, int]]:
    """Find `{{ … }}` and `{% … %}` from left to right, each at most 4,000 bytes long."""
    closers = {b"{{": b"}}", b"{%": b"%}"}
    known = {b"}}": -1, b"%}": -1}
    missing: set[bytes] = set()
    position = 0
    for opening in re.finditer(rb"\{[{%]", data):
        start = opening.start()
        closer = closers[opening.group()]
        if start < position or closer in missing:
            continue
        if known[closer] < start + 2:
            known[closer] = data.find(closer, start + 2)
            if known[closer] < 0:
                missing.add(closer)
                continue
        end = known[closer] + 2
        if end - start <= _LONGEST:
            yield start, end
            position = end


def _meaning(data: bytes, start: int, end: int, markup: Regions) -> bytes | None:
    """Say what a tag means in Markdown: nothing at all (`raw`), a target, a picture or link; or None."""  # noqa: E501 - one sentence
    if _SILENT.fullmatch(data, start, end):
        return b""
    target = _target(data, start, end)
    if target is not None or data[max(start - 2, 0) : start].endswith(_WITHIN):
        return target
    if not inside(markup, start):
        return known_tags.meaning(data[start:end])
    region = markup[bisect_right(markup, (start, len(data))) - 1][0]
    text = _is_text(data[max(region, start - _LONGEST) : start])
    return known_tags.meaning(data[start:end], in_markup=True) if text else None


def _is_text(before: bytes) -> bool:
    """Say whether what follows raw HTML is text: no tag, comment, program or code lasts there."""
    if before.rfind(b"<") > before.rfind(b">") or before.rfind(b"<!--") > before.rfind(b"-->"):
        return False
    open_ones = [not end for end in _LITERAL.findall(before)]
    return open_ones.count(True) <= open_ones.count(False)


def _target(data: bytes, start: int, end: int) -> bytes | None:
    before = data[max(start - 2, 0) : start]
    if not before.endswith(_BEFORE_TARGET):
        return None
    if _SITE.fullmatch(data, start, end):
        return _SITE_BEFORE.get(data[end : end + 1])
    for pattern, template in (
        (_REFERENCE, b"%b"),
        (_FILTERED, b"%b"),
        (_LINK, b"/%b"),
        (_POST_URL, b"%b.md"),
    ):
        if found := pattern.fullmatch(data, start, end):
            target = next(group for group in found.groups() if group)
            return (template % target).replace(b" ", b"%20")
    return None


def _highlights(source: Source) -> None:
    """Turn paired tags of code into fences, so that it is parsed as code, and those of quotes."""
    if b"highlight" in source.data:
        _fence(source, _HIGHLIGHT, _END_HIGHLIGHT)
    if b"endcodeblock" in source.data:
        _fence(source, _CODEBLOCK, _END_CODEBLOCK)
    if b"endblockquote" in source.data or b"endquote" in source.data:
        _quote(source)


def _fence(source: Source, opening: re.Pattern[bytes], closing: re.Pattern[bytes]) -> None:
    data = source.data
    code, _ = code_and_markup(data)
    edits: list[Edit] = []
    done = 0
    for found in opening.finditer(data):
        if found.start() < done or inside(code, found.end("indent")):
            continue
        end = closing.search(data, found.end())
        if end is None:
            break
        runs = re.findall(rb"`{3,}", data[found.end() : end.start()])
        fence = found["indent"] + b"`" * max([3, *(len(run) + 1 for run in runs)])
        edits.append((found.start(), found.end(), _opened(found, fence)))
        edits.append((end.start(), end.end(), fence))
        done = end.end()
    source.apply(edits)


def _quote(source: Source) -> None:
    """Turn paired tags of quotations into those of Markdown, with who said it in the last line."""
    data = source.data
    code, _ = code_and_markup(data)
    edits: list[Edit] = []
    done = 0
    for found in _QUOTE.finditer(data):
        if found.start() < done or inside(code, found.start()):
            continue
        end = _END_QUOTE.search(data, found.end())
        if end is None:
            break
        said = _said(found["said"])
        edits.append((found.start(), found.end(), b"\n"))
        inner = data[found.end() : end.start()]
        lines = (line.start() for line in re.finditer(rb"^", inner, re.MULTILINE))
        places = (found.end() + at for at in lines if found.end() + at < end.start())
        edits += [(at, at, b"> ") for at in places]
        edits.append((end.start(), end.end(), b">\n> \xe2\x80\x94 %b\n" % said if said else b""))
        done = end.end()
    source.apply(edits)


def _said(text: bytes) -> bytes:
    """Give the words of a tag and the link in them in Markdown."""
    parts = _CODE_TITLE.fullmatch(text)
    title, words = (_plain(parts[name] if parts else b"") for name in ("title", "text"))
    if parts and parts["url"]:
        title += b" [%b](%b)" % (words or b"link", parts["url"])
    return title.strip()


def _opened(found: re.Match[bytes], fence: bytes) -> bytes:
    """Give the line that opens a block of code, and before it what the tag says of the code."""
    groups = found.groupdict()
    if "lang" in groups:
        return fence + groups["lang"] + b"\n"
    said = groups["said"]
    language = _CODE_LANGUAGE.search(said)
    opened = fence + (language[1] if language else b"") + b"\n"
    title = _said(_CODE_OPTION.sub(b"", said))
    indent = groups["indent"]
    return b"\n%b%b\n\n%b" % (indent, title, opened) if title else opened


def _plain(text: bytes | None) -> bytes:
    return _SIGNIFICANT.sub(rb"\\\g<0>", b" ".join((text or b"").split()))
