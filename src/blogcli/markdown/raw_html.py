"""Raw HTML on its way into a page: as it is, made harmless, or as text."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence

from blogcli.markdown import markup, targets
from blogcli.markdown.events import Event
from blogcli.markdown.html_options import HtmlOptions, Picture

_INLINE_NAMES = """
a abbr audio b bdi bdo br cite code del dfn em i img ins kbd mark picture q rp rt ruby s samp
small source span strong sub sup time u var video wbr
"""
_BLOCK_NAMES = """
blockquote caption col colgroup dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li
ol p pre summary table tbody td tfoot th thead tr ul
"""
_INLINE = frozenset(_INLINE_NAMES.split())
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_ATTRIBUTES = {
    "": {"lang", "dir", "title"},
    "a": {"href", "hreflang"},
    "audio": {"src", "controls", "loop"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "source": {"src", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "video": {"src", "controls", "loop", "width", "height", "poster"},
}
_TARGETS = frozenset({"href", "src", "poster"})


_NO_TAG = re.compile(r"<(?=[A-Za-z/!?])")

_AROUND = frozenset({"article", "body", "div", "html", "main"})
"""What a text stands in: no end of its own may close it."""
_RUNNING_ON = """
a b big button code em font i nobr object s select small strike strong table template tt u
"""
_RUN_ON = frozenset(_RUNNING_ON.split())
"""What goes on behind the element that it stands in, until it is closed."""
_SWALLOWING = "iframe noembed noframes plaintext script style textarea title xmp"
_SWALLOW = frozenset(_SWALLOWING.split())
"""What makes all that follows its own text, until it is closed."""


class Raw:
    """Raw HTML as it is, but with the page's own links and images, and unknown tags as text.

    What is cut off spoils its own text at most, and nothing else of the page.
    """

    def __init__(self, options: HtmlOptions, events: Sequence[Event] = ()) -> None:
        self.options = options
        self.events = events
        self.leads = options.link is not None or options.image is not None or options.id_prefix
        self.open: dict[str, int] = {}
        self.ended: dict[str, int] = {}
        self.ends: dict[str, int] | None = None

    def inline(self, source: str) -> str:
        """Write one tag within a line."""
        return self.block(source)

    def block(self, source: str) -> str:
        """Write a block of raw HTML."""
        if self.options.bare:
            return source
        written = "".join(self._token(token) for token in markup.scan(source))
        _count_ends(source, self.ended)
        return written

    def opened(self, name: str) -> None:
        """Learn that an element of Markdown's own begins."""

    def closed(self) -> str:
        """Learn that it ends; give what must be closed within."""
        return ""

    def finish(self) -> str:
        """Give what is still to be closed."""
        left = [name for name in self.open if name in _RUN_ON]
        return "".join(f"</{name}>" * self.open[name] for name in reversed(left))

    def _token(self, token: markup.Token) -> str:
        name = token.name
        if token.kind in {"open", "close"} and not markup.is_tag(name):
            return html.escape(token.source, quote=False)
        if token.kind == "text":
            # What never ends would hide all that follows.
            return _NO_TAG.sub("&lt;", token.source)
        if token.kind == "close":
            return token.source if self._ends(name) else ""
        return self._open(token) if token.kind == "open" else token.source

    def _open(self, token: markup.Token) -> str:
        name = token.name
        if name in _SWALLOW and not self._will_end(name):
            return html.escape(token.source, quote=False)
        if name not in markup.VOID:
            self.open[name] = self.open.get(name, 0) + 1
        if self.leads and (name in {"a", "img"} or self.options.asset is not None):
            return _led(token, self.options)
        return token.source

    def _ends(self, name: str) -> bool:
        """Note the end of an element; say no where it would be that of one around the text."""
        if self.open.get(name):
            self.open[name] -= 1
            return True
        return name not in _AROUND

    def _will_end(self, name: str) -> bool:
        if self.ends is None:
            self.ends = {}
            for event in self.events:
                if isinstance(event, dict):
                    _count_ends(event.get("Html") or event.get("InlineHtml") or "", self.ends)
        return self.ends.get(name, 0) > self.ended.get(name, 0)


_END = re.compile(f"</({'|'.join(_SWALLOWING.split())})", re.IGNORECASE)


def _count_ends(source: str, found: dict[str, int]) -> None:
    """Count the ends in raw HTML of elements that swallow what follows."""
    if "</" in source:
        for name in map(str.lower, _END.findall(source)):
            found[name] = found.get(name, 0) + 1


class Escaped(Raw):
    """Raw HTML as the text that it is."""

    def inline(self, source: str) -> str:
        """Write one tag as text."""
        return html.escape(source, quote=False)

    def block(self, source: str) -> str:
        """Write a block as a paragraph."""
        return f"<p>{html.escape(source.rstrip(), quote=False)}</p>\n"


class Sanitised(Raw):
    """Raw HTML of known elements and attributes, well nested with Markdown's own."""

    def __init__(self, options: HtmlOptions, events: Sequence[Event]) -> None:
        super().__init__(options, events)
        self.stack: list[tuple[str, bool]] = []  # name, and whether it is Markdown's own
        self.lines = 0  # how many elements are open in which only words may stand

    def opened(self, name: str) -> None:
        """Learn that an element of Markdown's own begins."""
        self.stack.append((name, True))
        self.lines += name in _LEAVES

    def closed(self) -> str:
        """Learn that it ends; give the ends of raw elements within."""
        ends = []
        while self.stack:
            name, ours = self.stack.pop()
            if ours:
                self.lines -= name in _LEAVES
                break
            ends.append(f"</{name}>")
        return "".join(ends)

    def finish(self) -> str:
        """Give the ends of all raw elements that are open."""
        ends = "".join(f"</{name}>" for name, ours in reversed(self.stack) if not ours)
        self.stack.clear()
        return ends

    def _token(self, token: markup.Token) -> str:
        if token.kind == "text":
            return html.escape(html.unescape(token.source), quote=False)
        if token.kind == "hidden":
            return ""
        if not markup.is_tag(token.name):
            return html.escape(token.source, quote=False)
        if token.name not in _INLINE and (token.name not in _BLOCKS or self.lines):
            return " " if token.name in _BLOCKS else ""
        return self._close(token.name) if token.kind == "close" else self._open(token)

    def _open(self, token: markup.Token) -> str:
        name = token.name
        if name == "a" and any(other in {"a", "Link"} for other, _ in self.stack):
            return ""
        if name not in markup.VOID:
            self.stack.append((name, False))
        allowed = _ATTRIBUTES[""] | _ATTRIBUTES.get(name, set())
        shown = {
            key: value
            for key, value in token.attributes().items()
            if key in allowed and (key not in _TARGETS or targets.is_safe(value))
        }
        changed = _with_targets(name, shown, self.options)
        if _is_unshown(name, shown, changed):
            return html.escape(shown.get("alt", ""), quote=False)
        return _tag(name, changed)

    def _close(self, name: str) -> str:
        if name in markup.VOID:
            return ""
        ends: list[str] = []
        for position in range(len(self.stack) - 1, -1, -1):
            other, ours = self.stack[position]
            if ours:
                return ""
            ends.append(f"</{other}>")
            if other == name:
                del self.stack[position:]
                return "".join(ends)
        return ""


_LEAVES = frozenset({"Paragraph", "Heading", "TableCell", "DefinitionListTitle"})


def handler(options: HtmlOptions, events: Sequence[Event]) -> Raw:
    """Give what treats the raw HTML among events as the options say."""
    kinds: dict[str, Callable[[HtmlOptions, Sequence[Event]], Raw]] = {
        "allow": Raw,
        "sanitise": Sanitised,
        "escape": Escaped,
    }
    return kinds[options.raw_html](options, events)


def _led(token: markup.Token, options: HtmlOptions) -> str:
    """Write a tag with the targets that the page has for it; one that needs none, as it is."""
    attributes = token.attributes()
    changed = _with_targets(token.name, attributes, options)
    if _is_unshown(token.name, attributes, changed):
        return html.escape(attributes.get("alt", ""), quote=False)
    return token.source if changed == attributes else _tag(token.name, changed)


def _is_unshown(name: str, written: dict[str, str], shown: dict[str, str]) -> bool:
    """Say whether a picture has lost its source: its words stand for it."""
    return name == "img" and bool(written.get("src")) and "src" not in shown


def _with_targets(name: str, attributes: dict[str, str], options: HtmlOptions) -> dict[str, str]:
    if name == "a" and "href" in attributes:
        target = link_target(attributes["href"], options)
        others = {key: value for key, value in attributes.items() if key != "href"}
        return others if target is None else {**attributes, "href": target}
    if name == "img" and attributes.get("src"):
        picture = options.image(attributes["src"]) if options.image else None
        return (
            attributes if picture is None else {**picture_attributes(picture), **_own(attributes)}
        )
    if options.asset is not None and name not in {"a", "area", "img"}:
        shown = {key: _asset(key, value, options) for key, value in attributes.items()}
        return {key: value for key, value in shown.items() if value is not None}
    return attributes


_FETCHED = frozenset({"src", "poster", "data", "href", "background"})


def _asset(name: str, value: str, options: HtmlOptions) -> str | None:
    """Give the value to show of an attribute; None where it would fetch what is not to be had."""
    if name == "srcset" or (name == "style" and "url(" in value.lower()):
        return None
    if name in _FETCHED and value and options.asset is not None:
        return options.asset(value)
    return value


def _own(attributes: dict[str, str]) -> dict[str, str]:
    """Give the attributes of an image that its author decides, also against the file's own."""
    return {
        key: value for key, value in attributes.items() if key not in {"src", "srcset", "sizes"}
    }


def picture_attributes(picture: Picture) -> dict[str, str]:
    """Give the attributes of an image whose file is known."""
    found = {
        "src": picture.src,
        "width": picture.width,
        "height": picture.height,
        "srcset": picture.srcset,
        "sizes": picture.sizes,
    }
    return {key: str(value) for key, value in found.items() if value}


def link_target(target: str, options: HtmlOptions) -> str | None:
    """Give the target to show for one as written; None where there is to be no link."""
    if options.raw_html != "allow" and not targets.is_safe(target):
        return None
    if target[:1] == "#" and len(target) > 1 and options.id_prefix:
        return f"#{options.id_prefix}{target[1:]}"
    return options.link(target) if options.link else target


_SAFE_NAME = re.compile(r"[a-z][a-z0-9:_.-]*")


def _tag(name: str, attributes: dict[str, str]) -> str:
    shown = "".join(
        f' {key}="{html.escape(value)}"'
        for key, value in attributes.items()
        if _SAFE_NAME.fullmatch(key)
    )
    return f"<{name}{shown}>"
