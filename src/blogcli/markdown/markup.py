"""Raw HTML → tokens, in one pass whatever the input; and which names HTML knows."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

_NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_TO_QUOTE = re.compile(r"""[^>"']*""")
_UNREAD = {name: re.compile(rf"</{name}\b[^<>]*>", re.IGNORECASE) for name in ("script", "style")}


class Token(NamedTuple):
    """A piece of raw HTML; `source` is what it was made of, from `start` on."""

    kind: Literal["text", "open", "close", "hidden"]
    name: str
    source: str
    start: int

    def attributes(self) -> dict[str, str]:
        """Read the attributes of a tag: names in lower case, the first of a name counts."""
        found: dict[str, str] = {}
        for name, *values in _ATTRIBUTE.findall(self.source[1 + len(self.name) :]):
            value = next((value for value in values if value), "")
            found.setdefault(name.lower(), html.unescape(value))
        return found


def scan(source: str) -> Iterator[Token]:
    """Cut raw HTML into text, tags and what is hidden (comments, declarations, scripts, styles).

    A tag that never ends is text; the body of a script belongs to its tag, if it ends.
    """
    scanner = _Scanner(source)
    done = position = 0
    while (position := source.find("<", position)) >= 0:
        end = scanner.end_of(position)
        if end < 0:
            position += 1
            continue
        if position > done:
            yield Token("text", "", source[done:position], done)
        token = scanner.token(position, end)
        done = position = token.start + len(token.source)
        yield token
    if done < len(source):
        yield Token("text", "", source[done:], done)


class _Scanner:
    """Finds the ends of tags; remembers what it sought in vain, so that no text is read twice."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.missing: set[str] = set()
        self.plain = False  # quotes don't balance: a tag ends at the first `>`

    def token(self, start: int, end: int) -> Token:
        """Say what stands between `start` and `end`; a script takes its body along."""
        source = self.source
        found = _NAME.match(source, start)
        if found is None:
            return Token("hidden", "", source[start:end], start)
        name = found[1].lower()
        if source[start + 1] == "/":
            return Token("close", name, source[start:end], start)
        if name in _UNREAD and name not in self.missing:
            if close := _UNREAD[name].search(source, end):
                return Token("hidden", name, source[start : close.end()], start)
            self.missing.add(name)
        return Token("open", name, source[start:end], start)

    def end_of(self, start: int) -> int:
        """Give the offset behind the tag, comment or declaration at `start`; -1 if there is none."""  # noqa: E501 - one sentence
        source = self.source
        second = source[start + 1 : start + 2]
        if source.startswith("<!--", start):
            if source.startswith(("<!-->", "<!--->"), start):
                return source.index(">", start) + 1
            return self._after("-->", start + 4)
        if second in {"!", "?"}:
            return self._after(">", start + 2)
        if not _NAME.match(source, start):
            return -1
        return self._end_of_tag(start)

    def _end_of_tag(self, start: int) -> int:
        source, position = self.source, start + 2
        while not self.plain:
            found = _TO_QUOTE.match(source, position)
            position = found.end() if found else position
            if position >= len(source):
                self.plain = True
            elif source[position] == ">":
                return position + 1
            else:
                closed = self._after(source[position], position + 1)
                position = closed if closed >= 0 else position + 1
        return self._after(">", start)

    def _after(self, end: str, start: int) -> int:
        if end in self.missing:
            return -1
        found = self.source.find(end, start)
        if found < 0:
            self.missing.add(end)
            return -1
        return found + len(end)


_VOID = "area base br col embed hr img input link meta param source track wbr"
VOID = frozenset(_VOID.split())
_HTML = """
a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink
blockquote body br button canvas caption center cite code col colgroup data datalist dd del
details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame
frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li
link main map mark marquee math menu meta meter nav nobr noframes noscript object ol optgroup
option output p param picture plaintext pre progress q rb rp rt rtc ruby s samp script search
section select slot small source span strike strong style sub summary sup svg table tbody td
template textarea tfoot th thead time title tr track tt u ul var video wbr xmp
"""
_SVG = """
animate animatemotion animatetransform circle clippath defs desc ellipse feblend fecolormatrix
fecomposite fedropshadow feflood fegaussianblur feimage femerge femergenode feoffset filter
foreignobject g image line lineargradient marker mask metadata mpath path pattern polygon polyline
radialgradient rect set stop switch symbol text textpath tspan use view
"""
_MATHML = """
annotation annotation-xml maction merror mfrac mi mmultiscripts mn mo mover mpadded mphantom
mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder
munderover semantics
"""
KNOWN = frozenset((_HTML + _SVG + _MATHML).split())


def is_tag(name: str) -> bool:
    """Say whether a name is an element's: HTML's, SVG's, MathML's, a custom or a prefixed one.

    `<string>` in a text about types is none: its author meant the words.
    """
    return name in KNOWN or "-" in name or ":" in name
