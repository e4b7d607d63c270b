"""One post → one PDF: its tree, its pictures, its fonts, and what had to be left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from blogcli.blog.lines import summary_text, title_text
from blogcli.errors import Finding, OutputError
from blogcli.graphics.fonts import (
    FontChoice,
    choose,
    glyph_name,
    helpful_package,
    script_of,
    shelve,
)
from blogcli.markdown.events import Event
from blogcli.markdown.parse import parse
from blogcli.markdown.places import Places
from blogcli.markdown.punctuation import punctuate
from blogcli.markdown.reduce import reduce_html
from blogcli.pdf.addresses import Addresses
from blogcli.pdf.compile import Compiled, Typesetter, TypesettingFailed
from blogcli.pdf.inline import REPLACEMENT, clean, private
from blogcli.pdf.job import House, Job, Sheet
from blogcli.pdf.languages import is_right_to_left, typst_language
from blogcli.pdf.setting import Setting
from blogcli.pdf.tree import Sources, build
from blogcli.pdf.words import callout_words, date_in_words, status_word

if TYPE_CHECKING:
    from blogcli.pdf.images import Gallery

Fonts: TypeAlias = tuple[Path, ...]

MAX_BODY = 5_000_000
_WITHOUT_ALT = ("a-2u",)
_RUNNING_TITLE = 70
_FEW = 3
_UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_MOST_RETRIES = 20
_IMAGE_FOLDER = "images"
_MARKS = "•–·☐☑[]0123456789."


class Workshop:
    """Makes PDFs one after the other, keeping its compilers warm.

    `folder` is its own, and empty; whoever made it removes it.
    """

    def __init__(self, house: House, folder: Path) -> None:
        self._house = house
        self._folder = folder
        self._typesetters: dict[Fonts, Typesetter] = {}

    def make(self, job: Job) -> Sheet:
        """Make one PDF.

        Raises:
            OutputError: The post is too large, or can't be set.
            ConfigError: The configured font is not on this machine.
        """
        size = len(job.body.encode("utf-8", "replace"))
        if size > MAX_BODY:
            message = (
                f"{job.post.path}: larger than {MAX_BODY // 1_000_000} MB, too large for a PDF"
            )
            raise OutputError(message)
        stage = self._folder / _IMAGE_FOLDER
        stage.mkdir(exist_ok=True)
        for image in stage.iterdir():
            image.unlink()
        try:
            return _Draft(self._house, job, stage, self._typesetter).finish()
        except TypesettingFailed as error:
            message = f"{job.post.path}: {error.reason}"
            raise OutputError(message, hint=error.hint) from error

    def _typesetter(self, files: Fonts) -> Typesetter:
        """Keep a compiler for each choice of fonts, which sees these font files and no others."""
        if files not in self._typesetters:
            shelf = self._folder / f"fonts-{len(self._typesetters)}"
            shelve(files, shelf)
            self._typesetters[files] = Typesetter(self._folder, (shelf,) if files else ())
        return self._typesetters[files]


class _Draft:
    """One post on its way: grown again when a character turns out to have no shape."""

    def __init__(
        self, house: House, job: Job, stage: Path, typesetter: Callable[[Fonts], Typesetter]
    ) -> None:
        self.house = house
        self.job = job
        self.typesetter = typesetter
        self.stage = stage
        self.addresses = Addresses(house.base_url, job.post, house.addresses)
        self.lang = job.post.lang
        self.replace: dict[int, str] = {}
        self.unshown: dict[str, None] = {}
        self.findings: list[Finding] = []
        self.places = Places(job.body, job.post.body_line)
        self.events = _events(job)

    @cached_property
    def gallery(self) -> Gallery:
        """The images of the post; most posts have none, and Pillow is large."""
        from blogcli.pdf.images import Gallery

        house = self.house
        return Gallery(house.root, self.job.post.path, house.static_folders, self.stage)

    def finish(self) -> Sheet:
        data = self._grow()
        choice = choose(self.characters, self.lang, self.house.font)
        if choice.missing:
            self._give_up(choice.missing)
            data = self._grow()
        compiled = self._compile(data, choice)
        self._report_private()
        self._report_glyphs()
        self._report_standards(compiled)
        return Sheet(compiled.pdf, compiled.standards, tuple(self.findings))

    def _give_up(self, characters: Iterable[str]) -> None:
        for character in sorted(characters):
            self.unshown[character] = None
            self.replace[ord(character)] = REPLACEMENT

    def _compile(self, data: dict[str, Any], choice: FontChoice) -> Compiled:
        typesetter = self.typesetter(choice.files)
        for _ in range(_MOST_RETRIES):
            data["fonts"] = {"text": choice.text, "mono": choice.mono}
            try:
                compiled: Compiled = typesetter.compile(data, self.job.post.date, self._claimable())
            except TypesettingFailed as error:
                if "image" not in error.reason or self.gallery.thorough:
                    raise
                self.gallery.forget()
            else:
                unshown = {c for reason in compiled.reasons for c in _unshown(reason)}
                if not unshown - self.unshown.keys():
                    return compiled
                self._give_up(unshown)
            data = self._grow()
        message = "has too many characters that can't be shown"
        raise TypesettingFailed(message)

    def _claimable(self) -> tuple[str, ...]:
        wanted = self.house.standards
        if not self.without_alt:
            return wanted
        return _WITHOUT_ALT if "a-2a" in wanted else tuple(s for s in wanted if s != "ua-1")

    # Growing

    def _grow(self) -> dict[str, Any]:
        post = self.job.post
        self.findings.clear()
        self.places.rewind()
        self.without_alt = False
        title = self._clean(_typeset(title_text(post), self.lang)) or self._clean(post.slug) or "–"
        tree = build(
            self.events,
            Sources(
                link=self.addresses.resolve,
                picture=self._picture,
                formula=self._formula,
                replace=self.replace,
                title=title,
                coloured=self.job.coloured,
            ),
        )
        lang, region = typst_language(self.lang)
        setting = self.house.setting
        data: dict[str, Any] = {
            "title": title,
            "running": title if len(title) <= _RUNNING_TITLE else f"{title[:_RUNNING_TITLE]}…",
            "blog": self._clean(self.house.title),
            "byline": self._clean(", ".join(post.authors)),
            "date": self._clean(self._dated()),
            "tags": [tag for tag in map(self._clean, post.tags) if tag],
            "authors": [clean(author, {}) for author in post.authors],
            "keywords": [clean(tag, {}) for tag in post.tags],
            "summary": clean(summary_text(post), {}),
            "lang": lang,
            "region": region,
            "rtl": is_right_to_left(lang),
            "words": callout_words(self.lang),
            "blocks": tree.blocks,
            "notes": tree.notes,
            "size": setting.size,
            "paper": {"width": setting.width, "height": setting.height},
            "margin": {"top": setting.top, "bottom": setting.bottom, "side": setting.side},
            "bleed": setting.bleed,
        }
        shown = (data["title"], data["blog"], data["byline"], data["date"], *data["tags"])
        callouts = data["words"].values()
        self.characters = tree.characters.union(_MARKS, *shown, *callouts, self.formula_signs)
        return data

    def _dated(self) -> str:
        """Give the date in words, and what keeps the post from being out."""
        date = self.job.post.date
        words = date_in_words(date.date(), self.lang) if date else ""
        return " · ".join(filter(None, (status_word(self.job.status, self.lang), words)))

    formula_signs: set[str] = set()  # noqa: RUF012 - replaced for each draft

    def _clean(self, text: str) -> str:
        return " ".join(clean(text, self.replace).split())

    def _formula(self, latex: str, displayed: bool) -> dict[str, Any] | None:  # noqa: FBT001 - a callback
        from blogcli.pdf import equations

        try:
            node = equations.to_math(latex)
        except equations.UnknownMath as error:
            self._find("math", f"a formula can't be set ({error}); its source is shown", latex)
            return None
        self.formula_signs = self.formula_signs | equations.characters(node)
        alt = " ".join(clean(latex, {}).split())
        return {"k": "formula", "block": displayed, "alt": alt, "math": node}

    def _picture(self, target: str, alt: str) -> dict[str, Any]:
        alt = clean(alt, {})
        try:
            picture = self.gallery.picture(target)
        except OutputError as error:
            return self._absent(target, alt, error)
        decorative = self._is_decorative(target)
        if not alt and not decorative:
            self.without_alt = True
            self._find("missing-alt", f"the image {_short(target)} has no alternative text", target)
        return {
            "k": "image",
            "src": f"/{_IMAGE_FOLDER}/{picture.name}",
            "alt": alt,
            "decorative": decorative,
            "width": _width(picture.width, picture.height, self.house.setting),
        }

    def _absent(self, target: str, alt: str, error: OutputError) -> dict[str, Any]:
        from blogcli.graphics.rasters import ImageMissing, ImageRemote

        rule = "missing-image"
        if isinstance(error, ImageRemote):
            rule = "remote-image"
        elif not isinstance(error, ImageMissing):
            rule = "bad-image"
        self._find(rule, f"the image {_short(target)} {error.reason}; its text is shown", target)
        name = self._clean(target.partition("?")[0].rpartition("/")[2])[:80] or "image"
        node: dict[str, Any] = {"k": "absent", "alt": self._clean(alt), "name": name}
        if isinstance(error, ImageRemote) and (address := self.addresses.resolve(target)):
            node["to"] = address
        return node

    def _is_decorative(self, target: str) -> bool:
        listed = self.job.post.extra.get("decorative")
        return isinstance(listed, list) and target in listed

    # Reporting

    def _find(self, rule: str, message: str, needle: str = "", *, hint: str = "") -> None:
        line = self.places.line(needle) if needle else None
        self.findings.append(Finding(rule, self.job.post.path, message, line=line, hint=hint))

    def _report_private(self) -> None:
        for character in dict.fromkeys(private().findall(self.job.body)):
            message = (
                f"{glyph_name(character)} is a private character, which PDF can't hold; � is shown"
            )
            self._find("glyph", message, character)

    def _report_glyphs(self) -> None:
        by_script: dict[str, list[str]] = {}
        for character in self.unshown:
            by_script.setdefault(script_of(character), []).append(character)
        for characters in by_script.values():
            first = min(characters, key=self._place_of)
            hint = f"{helpful_package(first)} has such a font"
            message = f"no font here shows {self._named(characters)}; � is shown"
            self._find("glyph", message, first, hint=hint)

    def _place_of(self, character: str) -> int:
        return self.job.body.find(character) % MAX_BODY

    def _named(self, characters: list[str]) -> str:
        """Name the first few characters of a script, with how often they come."""
        names = []
        for character in characters[:_FEW]:
            count = self.job.body.count(character)
            names.append(glyph_name(character) + (f" ({count} times)" if count > 1 else ""))
        more = len(characters) - len(names)
        return ", ".join(names) + (f" and {more} more of its script" if more else "")

    def _report_standards(self, compiled: Compiled) -> None:
        lost = [s for s in self.house.standards if s not in compiled.standards]
        if not lost:
            return
        names = " and ".join(_STANDARD_NAMES.get(s, s) for s in lost)
        reason = "an image has no alternative text" if self.without_alt else ""
        reason = reason or "; ".join(dict.fromkeys(compiled.reasons)) or "its content forbids it"
        self._find("pdf-standard", f"the PDF does not claim {names}: {reason}")


_STANDARD_NAMES = {"ua-1": "PDF/UA-1", "a-2a": "PDF/A-2a", "a-2u": "PDF/A-2u"}


def _events(job: Job) -> list[Event]:
    events = reduce_html(parse(job.body, job.post.lang))
    return punctuate(events, job.post.lang)


def _typeset(text: str, lang: str) -> str:
    """Set the quotes and dashes of a line as its language does."""
    return "".join(e["Text"] for e in punctuate([{"Text": text}], lang) if isinstance(e, dict))


def _unshown(reason: str) -> str:
    found = _UNSHOWN.search(reason)
    return found[1] if found else ""


def _width(width: float | None, height: float | None, setting: Setting) -> float:
    """Fit a picture to the page without enlarging it; unknown sizes fill the measure."""
    widest = setting.text_width
    if width is None:
        return widest
    if height:
        widest = min(widest, width * setting.text_height * 0.85 / height)
    return max(1.0, min(width, widest))


def _short(target: str) -> str:
    return target if len(target) <= 80 else f"{target[:77]}…"  # noqa: PLR2004 - a line's length
