"""What MDX adds to Markdown, taken out of a text: https://mdxjs.com/docs/what-is-mdx/.

Programs at the head of a block, comments, and the tags around what components hold mean nothing to
a reader; nor does indentation, but in lists. What a component without contents shows only a program
knows: its tag stays as it is. Every line stays where it is.
"""

from __future__ import annotations

import re

_FENCE = re.compile(r"([ \t]*)(`{3,}|~{3,})")
_PROGRAM = re.compile(r"(?:import|export)\b[\s{*\"']")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]")
_ATTRIBUTES = (
    r"(?:\s(?:[^<>{}\"'/]++|/(?!>)|\"[^\"]{0,999}\"|'[^']{0,999}'"
    r"|\{(?:[^{}]|\{[^{}]{0,999}\}){0,999}\}){0,200})?"
)
# Elements that only hold others; on lines of their own, MDX reads Markdown between their tags.
_HOLDERS = "(?:div|section|article|aside|center)"
_PART = re.compile(
    r"(?P<code>(?P<ticks>`{1,3})[^\n]*?(?P=ticks))"
    r"|(?P<comment>\{/\*)|\{(?:\"\s*\"|'\s*')\}"
    rf"|(?m:^)[ \t]*(?:</{_HOLDERS}\s*>|<{_HOLDERS}{_ATTRIBUTES}>)(?m:[ \t]*$)"
    r"|</[A-Z][\w.]{0,80}\s*>"
    rf"|<[A-Z][\w.]{{0,80}}{_ATTRIBUTES}(?P<alone>/)?>",
    re.DOTALL,
)


def of(path: str, body: str) -> str:
    """Give the Markdown of a post's text, whatever kind of file it is."""
    return plain(body) if path.lower().endswith(".mdx") else body


def plain(body: str) -> str:
    """Give the Markdown in a text."""
    return _Reader().read(body.split("\n"))


_COMMENT_END = "*/}"


class _Reader:
    def __init__(self) -> None:
        self.out: list[str] = []
        self.texts: list[str] = []  # lines outside code, to be read together
        self.fence = ""
        self.indent = 0  # of the block of code
        self.program = self.listed = False
        self.blank = True

    def read(self, lines: list[str]) -> str:
        for line in lines:
            if self._is_code(line):
                self.out.append(line[self.indent :] if line[: self.indent].isspace() else line)
            else:
                self.texts.append("" if self._is_program(line) else line)
        self._flush()
        return "\n".join(self.out)

    def _is_code(self, line: str) -> bool:
        if self.fence:
            text = line.strip()
            if text.startswith(self.fence) and not text.strip(self.fence[0]):
                self.fence = ""
            return True
        if found := _FENCE.match(line):
            self._flush()
            self.indent = 0 if self.listed else len(found[1])
            self.fence, self.blank, self.program = found[2], True, False
        return bool(found)

    def _is_program(self, line: str) -> bool:
        before, self.blank = self.blank, not line.strip()
        if self.blank:
            self.program = False
        elif before and _PROGRAM.match(line):
            self.program = True
        return self.program

    def _flush(self) -> None:
        if self.texts:
            read = _without_parts("\n".join(self.texts)).split("\n")
            self.out += map(self._without_indent, read)
            self.texts.clear()

    def _without_indent(self, line: str) -> str:
        if _ITEM.match(line):
            self.listed = True
        elif line[:1].strip():
            self.listed = False
        return line if self.listed else line.lstrip(" \t")


def _without_parts(text: str) -> str:
    """Take out comments and tags, but for those of components that hold nothing."""
    kept: list[str] = []
    done = at = 0
    while found := _PART.search(text, at):
        at = found.end()
        if found["code"] or found["alone"]:
            continue
        if found["comment"]:
            end = text.find(_COMMENT_END, at)
            if end < 0:
                break  # nor is any later one closed; looking for each would take very long
            at = end + len(_COMMENT_END)
        kept += text[done : found.start()], "\n" * text.count("\n", found.start(), at)
        done = at
    return "".join(kept) + _PART.sub(_kept, text[done:])


def _kept(found: re.Match[str]) -> str:
    if found["code"] or found["alone"] or found["comment"]:
        return found[0]
    return "\n" * found[0].count("\n")
