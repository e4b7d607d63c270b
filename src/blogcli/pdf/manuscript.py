"""One post on its way into a PDF: its tree, its pictures, and what had to be left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blogcli.blog.dates import digits, in_words
from blogcli.blog.lines import shown_title
from blogcli.blog.words import callout_words, status_word
from blogcli.errors import Finding, OutputError
from blogcli.graphics.fonts import glyph_name, helpful_package, script_of
from blogcli.markdown.events import Event
from blogcli.markdown.parse import parse
from blogcli.markdown.places import Places
from blogcli.markdown.punctuation import punctuate
from blogcli.markdown.reduce import reduce_html, silent_pictures
from blogcli.pdf.inline import REPLACEMENT, clean, private
from blogcli.pdf.job import House, Job
from blogcli.pdf.languages import is_right_to_left, typst_language
from blogcli.pdf.references import Tree
from blogcli.pdf.setting import Setting
from blogcli.pdf.tree import Sources, build

if TYPE_CHECKING:
    from blogcli.pdf.images import Gallery

MAX_BODY = 5_000_000
_RUNNING_TITLE = 70
_FEW = 3
_SURELY_FITS = 40
"""Characters of LaTeX that no column of text is too narrow for."""
DIGITS = "0123456789"
_MARKS = f"•–·☐☑[]{DIGITS}."


class Manuscript:
    """A post that grows into data for the templates; again when a character has no shape.

    `stage` is the folder for its pictures, and `shelf` what templates call it. `link` turns targets
    into addresses, see `tree.Sources`.
    """

    def __init__(
        self,
        house: House,
        job: Job,
        stage: Path,
        shelf: str,
        link: Callable[[str], str | None],
    ) -> None:
        self.house = house
        self.job = job
        self.stage = stage
        self.shelf = shelf
        self.link = link
        self.lang = job.post.lang
        self.replace: dict[int, str] = {}
        self.unshown: dict[str, None] = {}
        self.findings: list[Finding] = []
        self.places = Places(job.body, job.post.body_line)
        self.events = _events(job)
        self.silent = silent_pictures(self.events)
        self.without_alt = False
        self.characters: set[str] = set()
        self.formula_signs: set[str] = set()
        self.drawn: set[str] = set()

    @cached_property
    def gallery(self) -> Gallery:
        """The images of the post; most posts have none, and Pillow is large."""
        from blogcli.pdf.images import Gallery

        house = self.house
        self.stage.mkdir(parents=True, exist_ok=True)
        return Gallery(house.root, self.job.post.path, house.static_folders, self.stage)

    @property
    def has_gallery(self) -> bool:
        """Whether an image was asked for."""
        return "gallery" in self.__dict__

    def give_up(self, characters: Iterable[str]) -> None:
        """Show a replacement for these characters from now on."""
        for character in sorted(characters):
            self.unshown[character] = None
            self.replace[ord(character)] = REPLACEMENT

    # Growing

    def grow(self) -> dict[str, Any]:
        """Make the data of the post; the findings begin anew."""
        post = self.job.post
        self.findings.clear()
        self.places.rewind()
        self.without_alt = False
        words = shown_title(post)
        title = self.clean(words) or self.clean(post.slug) or "–"
        tree = self._tree(title)
        lang, region = typst_language(self.lang)
        data: dict[str, Any] = {
            "title": title,
            "name": " ".join(clean(words, {}).split()) or title,
            "running": running_title(title),
            "byline": self.clean(", ".join(post.authors)),
            "date": self.clean(self._dated()),
            "tags": [tag for tag in map(self.clean, post.tags) if tag],
            "lang": lang,
            "region": region,
            "rtl": is_right_to_left(lang),
            "digits": self._digits(),
            "words": callout_words(self.lang),
            "blocks": tree.blocks,
            "notes": tree.notes,
        }
        shown = (data["digits"], data["title"], data["byline"], data["date"], *data["tags"])
        callouts = data["words"].values()
        self.characters = tree.characters.union(
            _MARKS, *shown, *callouts, self.formula_signs, self.drawn
        )
        return data

    def _digits(self) -> str:
        """Give what pages, notes and items are numbered with; European digits where no font has them."""  # noqa: E501 - one sentence
        own = digits(self.lang)
        return DIGITS if any(ord(digit) in self.replace for digit in own) else own

    def _tree(self, title: str) -> Tree:
        return build(
            self.events,
            Sources(
                link=self.link,
                picture=self._picture,
                formula=self._formula,
                replace=self.replace,
                title=title,
                coloured=self.job.coloured,
            ),
        )

    def _dated(self) -> str:
        """Give the date in words, and what keeps the post from being out."""
        date = self.job.post.date
        words = in_words(date, self.lang) if date else ""
        return " · ".join(filter(None, (status_word(self.job.status, self.lang), words)))

    def clean(self, text: str) -> str:
        """Leave out what can't be shown, and give one line."""
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
        # What is short fits, and to measure takes time.
        wide = displayed and len(alt) > _SURELY_FITS
        return {"k": "formula", "block": displayed, "wide": wide, "alt": alt, "math": node}

    def _picture(self, target: str, alt: str) -> dict[str, Any]:
        alt = clean(alt, {})
        try:
            picture = self.gallery.picture(target)
        except OutputError as error:
            return self._absent(target, alt, error)
        self.drawn |= picture.letters
        decorative = target in self.silent or self.job.post.decorates(target)
        if not alt and not decorative:
            self.without_alt = True
            self._find("missing-alt", f"the image {_short(target)} has no alternative text", target)
        return {
            "k": "image",
            "src": f"{self.shelf}/{picture.name}",
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
        name = self.clean(target.partition("?")[0].rpartition("/")[2])[:80] or "image"
        node: dict[str, Any] = {"k": "absent", "alt": self.clean(alt), "name": name}
        if isinstance(error, ImageRemote) and (address := self.link(target)):
            node["to"] = address
        return node

    # Reporting

    def _find(self, rule: str, message: str, needle: str = "", *, hint: str = "") -> None:
        line = self.places.line(needle) if needle else None
        path = self.job.post.path
        found = Finding(rule, path, message, line=line, hint=hint, subject=needle)
        self.findings.append(found)

    def report(self) -> None:
        """Find what was not shown, by character."""
        self._report_private()
        self._report_glyphs()

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
            only_drawn = self.drawn.issuperset(characters) and first not in self.job.body
            shown = "a picture lacks it" if only_drawn else "� is shown"
            message = f"no font here shows {self._named(characters)}; {shown}"
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


def running_title(title: str, longest: int = _RUNNING_TITLE) -> str:
    """Cut a title to what a running head holds, behind a word where there is one."""
    if len(title) <= longest:
        return title
    cut = title[:longest]
    return f"{cut.rpartition(' ')[0] or cut}…"


def _events(job: Job) -> list[Event]:
    events = reduce_html(parse(job.body, job.post.lang))
    return punctuate(events, job.post.lang)


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
