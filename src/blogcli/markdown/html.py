"""Events → HTML: one walk, a method for every kind of event."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape as _escape
from typing import Any, TypeAlias

from blogcli.markdown import footnotes, raw_html, targets
from blogcli.markdown.attributes import is_tag
from blogcli.markdown.characters import allowed
from blogcli.markdown.events import Event, inside, plain_text
from blogcli.markdown.headings import is_empty, levels
from blogcli.markdown.highlight import highlight, language_of
from blogcli.markdown.html_options import BARE, HtmlOptions, Picture, Words
from blogcli.markdown.html_shapes import callout_title, has_tasks, is_picture, lone_image
from blogcli.markdown.html_tables import ENDS, Table, framed
from blogcli.markdown.math import FormulaError, to_mathml

__all__ = ["BARE", "HtmlOptions", "Picture", "Words", "to_html"]

_PAIRS = {
    "Paragraph": ("", "</p>\n"),  # its start is a method, for figures
    "Item": ("<li>", "</li>\n"),
    "Emphasis": ("<em>", "</em>"),
    "Strong": ("<strong>", "</strong>"),
    "Strikethrough": ("<del>", "</del>"),
    "Mark": ("<mark>", "</mark>"),
    "Subscript": ("<sub>", "</sub>"),
    "Superscript": ("<sup>", "</sup>"),
    "DefinitionList": ("<dl>\n", "</dl>\n"),
    "DefinitionListTitle": ("<dt>", "</dt>\n"),
    "DefinitionListDefinition": ("<dd>", "</dd>\n"),
    "MetadataBlock": ("", ""),
}
_ATTRIBUTES = frozenset({"lang", "dir", "title"})


def to_html(events: Sequence[Event], options: HtmlOptions | None = None) -> str:
    """Write events as HTML; valid HTML 5 for all that came from Markdown itself."""
    options = options or HtmlOptions()
    if options.lang and not options.bare:
        from blogcli.markdown.punctuation import punctuate

        events = punctuate(list(events), options.lang)
    written = _Writer(events, options).run()
    return written if options.bare else allowed(written)


def escape(text: str) -> str:
    """Write text between tags."""
    return _escape(text, quote=False)


_BREAKS = {"SoftBreak": "\n", "HardBreak": "<br>\n", "Rule": "<hr>\n"}
_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"})


class _Writer:
    def __init__(self, events: Sequence[Event], options: HtmlOptions) -> None:
        self.events = events
        self.options = options
        self.out: list[str] = []
        self.outer: list[list[str]] = []  # where we wrote before the footnote that is open
        self.raw = raw_html.handler(options, events)
        self.watched = options.raw_html == "sanitise"
        self.resume = 0  # events before this position are written already
        self.notes: dict[str, footnotes.Footnote] = {}
        self.ends: list[str] = []  # what ends the elements whose end depends on their start
        self.table = Table((), bare=True)
        first = options.first_heading
        self.levels = iter(levels(events, first) if first else ())

    def run(self) -> str:
        self.walk(0, len(self.events))
        self.out.append(self.raw.finish())
        if self.notes:
            self.out += [footnotes.section(self.notes, self.options), self.raw.finish()]
        return "".join(self.out)

    def walk(self, first: int, stop: int) -> None:
        """Write the events from `first` up to `stop`."""
        events = self.events
        for position in range(first, stop):
            if position < self.resume:
                continue
            event = events[position]
            if type(event) is not dict:
                self.out.append(_BREAKS[str(event)])
            elif "Text" in event:
                text = event["Text"]
                if "&" in text or "<" in text or ">" in text:
                    text = _escape(text, quote=False)
                self.out.append(text)
            elif "Start" in event:
                self._start(event["Start"], position)
            elif "End" in event:
                self._end(event["End"])
            else:
                ((kind, value),) = event.items()
                _LEAVES[kind](self, value)

    def _start(self, tag: Any, position: int) -> None:  # noqa: ANN401 - pyromark's own shapes
        if type(tag) is str:
            name, data = tag, None
        else:
            ((name, data),) = tag.items()
        if self.watched:
            self.raw.opened(name)
        if name in _STARTS:
            _STARTS[name](self, data, position)
        else:
            self.out.append(_PAIRS[name][0])

    def _end(self, tag: Any) -> None:  # noqa: ANN401 - pyromark's own shapes
        name = tag if type(tag) is str else next(iter(tag))
        if self.watched:
            self.out.append(self.raw.closed())
        if name in _PAIRS:
            self.out.append(_PAIRS[name][1])
        elif name == "FootnoteDefinition":
            self.out = self.outer.pop()
        elif name in ENDS:
            self.out.append(ENDS[name](self.table))
        else:
            self.out.append(self.ends.pop())

    def _skip(self, position: int) -> list[Event]:
        """Give what the element at `position` holds, and go on behind it."""
        held = list(inside(self.events, position))
        self.resume = position + len(held) + 2
        if self.watched:
            self.raw.closed()
        return held

    def _line(self) -> None:
        """Begin a new line for a block that stands behind words."""
        if self.out and not self.out[-1].endswith("\n"):
            self.out.append("\n")

    # Blocks

    def heading(self, data: dict[str, Any], position: int) -> None:
        level = next(self.levels, 0) or int(data["level"][1]) + self.options.heading_offset
        level = min(max(level, 1), 6)
        if not self.options.bare and is_empty(self.events, position):
            self._skip(position)  # it would be announced, and say nothing
            return
        attributes = ""
        if data["id"]:
            attributes = f' id="{_escape(self.options.id_prefix + data["id"])}"'
        if classes := " ".join(data["classes"]):
            attributes += f' class="{_escape(classes)}"'
        for name, value in data["attrs"]:
            if name in _ATTRIBUTES and (name != "lang" or is_tag(value or "")):
                attributes += f' {name}="{_escape(value or "")}"'
        self.out.append(f"<h{level}{attributes}>")
        self.ends.append(f"</h{level}>\n")

    def quote(self, kind: str | None, position: int) -> None:
        self._line()
        if kind is None or self.options.bare:
            self.out.append("<blockquote>\n")
            self.ends.append("</blockquote>\n")
            return
        name = kind.lower()
        self.out.append(f'<div class="callout {name}" role="note">\n<p class="callout-title">')
        self.ends.append("</div>\n")
        if (end := callout_title(self.events, position)) > 0:
            self.walk(position + 3, end)
            self.resume = end + 2
        else:
            words = self.options.words
            word = escape(str(getattr(words, name)))
            self.out.append(f"<span{words.mark}>{word}</span>" if words.lang else word)
        self.out.append("</p>\n")

    def start_list(self, first: int | None, position: int) -> None:
        self._line()
        name = "ul" if first is None else "ol"
        tasks = not self.options.bare and has_tasks(self.events, position)
        start = f' start="{first}"' if first not in (None, 1) else ""
        self.out.append(f"<{name}{start}" + (' class="tasks">\n' if tasks else ">\n"))
        self.ends.append(f"</{name}>\n")

    def code_block(self, kind: Any, position: int) -> None:  # noqa: ANN401 - pyromark's own shapes
        code = plain_text(self._skip(position))
        info = kind["Fenced"] if type(kind) is dict else ""
        language = info.split()[0] if info.split() else ""
        if not self.options.bare:
            language = language_of(info)
        marked = highlight(code, language) if self.options.highlight else None
        self._line()
        self.out.append(f"<pre{self._pre(marked)}><code")
        self.out.append(f' class="language-{_escape(language)}">' if language else ">")
        self.out.append(f"{escape(code) if marked is None else marked}</code></pre>\n")

    def _pre(self, marked: str | None) -> str:
        if self.options.bare:
            return ""
        # Keys scroll only what can have the focus.
        return ' tabindex="0"' if marked is None else ' class="highlight" tabindex="0"'

    def html_block(self, _: None, position: int) -> None:
        held = self._skip(position)
        source = "".join(piece["Html"] for piece in held if "Html" in piece)  # type: ignore[index]  # a dict: it has the key
        block, options = self.raw.block(source), self.options
        self.out.append(block if options.bare else framed(block, options.words, options.lang))

    def _numbered(self) -> dict[str, footnotes.Footnote]:
        if not self.notes:
            self.notes = footnotes.numbered(self.events)
        return self.notes

    def note(self, label: str, _: int) -> None:
        self.outer.append(self.out)
        note = self._numbered().get(label)
        self.out = note.content if note else []

    def paragraph(self, _: None, position: int) -> None:
        """Begin a paragraph; an image alone is marked, and one with a title a captioned figure."""
        following = self.events[position + 1] if position + 1 < len(self.events) else ""
        if type(following) is not dict or "Start" not in following or self.options.bare:
            self.out.append("<p>")
            return
        found = lone_image(self.events, position)
        if found is None or not found[0]["title"]:
            alone = is_picture(self.events, position)
            self.out.append('<p class="picture">' if alone else "<p>")
            return
        data, end = found
        alt = plain_text(self._skip(position))
        self.resume = end
        caption = escape(data["title"])
        image = self._img(data["dest_url"], "", alt)
        self.out.append(f"<figure>\n{image}\n<figcaption>{caption}</figcaption>\n</figure>\n")

    # Tables

    def start_table(self, alignments: tuple[str, ...], position: int) -> None:
        self._line()
        self.table = Table(alignments, bare=self.options.bare)
        self.table.find_row_names(self.events, position)
        self.out.append(self.table.start(self.options.words, self.options.lang))

    def row(self, _: None, __: int) -> None:
        self.out.append(self.table.row())

    def head(self, _: None, __: int) -> None:
        self.out.append(self.table.head())

    def cell(self, _: None, position: int) -> None:
        text = "" if self.options.bare else plain_text(inside(self.events, position))
        self.out.append(self.table.cell(text))

    # Within lines

    def link(self, data: dict[str, str], _: int) -> None:
        target: str | None = data["dest_url"]
        if data["link_type"] == "Email":
            target = f"mailto:{target}"
        else:
            target = self._target(data["dest_url"])
        if target is None:
            self.ends.append("")
            return
        more = f' title="{_escape(data["title"])}"' if data["title"] else ""
        if data["link_type"] == "Autolink" and not self.options.bare:
            more = ' class="url"'  # its words say where it leads
        self.out.append(f'<a href="{targets.escape(target)}"{more}>')
        self.ends.append("</a>")

    def _target(self, target: str) -> str | None:
        shown = raw_html.link_target(target, self.options)
        if shown is None or self.options.bare:
            return shown
        if (mended := targets.mended(shown)) is None and self.options.problem is not None:
            self.options.problem("link", f"not an address: {target}", target)
        return mended

    def image(self, data: dict[str, str], position: int) -> None:
        alt = plain_text(self._skip(position))
        self.out.append(self._img(data["dest_url"], data["title"], alt))

    def _img(self, source: str, title: str, alt: str) -> str:
        options = self.options
        picture = (options.image(source) if options.image else None) or Picture(src=source)
        if options.raw_html != "allow" and not targets.is_safe(source):
            return escape(alt)
        target = picture.src if options.bare else targets.mended(picture.src)
        if not target and not options.bare:
            return escape(alt)
        attributes = {"alt": alt, **raw_html.picture_attributes(picture), "src": ""}
        if title:
            attributes["title"] = title
        if options.lazy:
            attributes |= {"loading": "lazy", "decoding": "async"}
        del attributes["src"]
        shown = "".join(f' {name}="{_escape(value)}"' for name, value in attributes.items())
        return f'<img src="{targets.escape(target or "")}"{shown}>'

    def span(self, data: dict[str, str], _: int) -> None:
        name = _escape(data["lang"])
        side = ' dir="rtl"' if name.partition("-")[0].lower() in _RIGHT_TO_LEFT else ""
        self.out.append(f'<span lang="{name}"{side}>')
        self.ends.append("</span>")

    def code(self, text: str) -> None:
        """Write code within a line."""
        self.out.append(f"<code>{escape(text)}</code>")

    def inline_math(self, tex: str) -> None:
        """Write a formula within a line."""
        self._math(tex, display=False)

    def display_math(self, tex: str) -> None:
        """Write a formula on lines of its own."""
        self._math(tex, display=True)

    def _math(self, tex: str, *, display: bool) -> None:
        try:
            self.out.append(to_mathml(tex, display=display))
        except FormulaError as error:
            self.out.append(f'<code class="math">{escape(tex.strip())}</code>')
            if self.options.problem is not None:
                self.options.problem("math", f"{error.reason}: {tex.strip()[:60]}", tex)

    def html(self, source: str) -> None:
        """Write raw HTML that stands outside a block."""
        self.out.append(self.raw.block(source))

    def inline_html(self, source: str) -> None:
        """Write one raw tag within a line."""
        self.out.append(self.raw.inline(source))

    def note_reference(self, label: str) -> None:
        """Write a reference to a footnote."""
        if note := self._numbered().get(label):
            self.out.append(footnotes.reference(note, self.options))
        else:
            self.out.append(escape(f"[^{label}]"))

    def task(self, done: bool) -> None:  # noqa: FBT001 - pyromark's own shape
        """Write the box of a task."""
        words = self.options.words
        label = (
            ""
            if self.options.bare
            else ' aria-label="' + _escape(words.done if done else words.to_do) + f'"{words.mark}'
        )
        checked = " checked" if done else ""
        self.out.append(f'<input type="checkbox" disabled{checked}{label}> ')


_Start: TypeAlias = Callable[[_Writer, Any, int], None]
_LEAVES: dict[str, Callable[[_Writer, Any], None]] = {
    "Code": _Writer.code,
    "InlineMath": _Writer.inline_math,
    "DisplayMath": _Writer.display_math,
    "Html": _Writer.html,
    "InlineHtml": _Writer.inline_html,
    "FootnoteReference": _Writer.note_reference,
    "TaskListMarker": _Writer.task,
}
_STARTS: dict[str, _Start] = {
    "Paragraph": _Writer.paragraph,
    "Heading": _Writer.heading,
    "BlockQuote": _Writer.quote,
    "List": _Writer.start_list,
    "CodeBlock": _Writer.code_block,
    "HtmlBlock": _Writer.html_block,
    "FootnoteDefinition": _Writer.note,
    "Table": _Writer.start_table,
    "TableHead": _Writer.head,
    "TableRow": _Writer.row,
    "TableCell": _Writer.cell,
    "Link": _Writer.link,
    "Image": _Writer.image,
    "Span": _Writer.span,
}
