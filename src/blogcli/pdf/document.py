"""Posts → one PDF: data for the templates, a choice of fonts, and what the file can claim."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

from blogcli.blog.lines import summary_text
from blogcli.errors import Finding, OutputError
from blogcli.graphics.fonts import FontChoice, choose, shelve
from blogcli.pdf.addresses import Addresses
from blogcli.pdf.chapters import Chapters
from blogcli.pdf.compile import Compiled, Typesetter, TypesettingFailed, lay_out, without_tags
from blogcli.pdf.inline import clean
from blogcli.pdf.job import BookJob, House, Job, Sheet
from blogcli.pdf.manuscript import MAX_BODY, Manuscript
from blogcli.pdf.theme import FOLDER

Fonts: TypeAlias = tuple[Path, ...]

_UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_ATTEMPT = re.compile(r"^PDF/[\w.-]+(?:, PDF/[\w.-]+)* error: ")
_MOST_RETRIES = 20
_MOST_DECODED = 1_000_000_000
"""Bytes of the pixels of all images: the engine holds them, and more, at once."""
_FINEST = 200 / 72
"""Pixels to a point of the images of a document that has too many."""
_IMAGES = "images"


class Workshop:
    """Makes PDFs one after the other, keeping its compilers warm.

    `folder` is its own, and empty; whoever made it removes it.
    """

    def __init__(self, house: House, folder: Path) -> None:
        self._house = house
        self._folder = folder
        self._typesetters: dict[Fonts, Typesetter] = {}
        lay_out(folder)

    def make(self, job: Job) -> Sheet:
        """Make the PDF of one post.

        Raises:
            OutputError: The post is too large, or can't be set.
            ConfigError: The configured font is not on this machine.
        """
        _refuse_large(job)
        addresses = Addresses(self._house.base_url, job.post, self._house.addresses)
        script = Manuscript(self._house, job, self._stage(), f"/{_IMAGES}", link=addresses.resolve)
        try:
            return _Draft(self._house, script, self._typesetter).finish()
        except TypesettingFailed as error:
            message = f"{job.post.path}: {error.reason}"
            raise OutputError(message, hint=error.hint) from error

    def make_book(self, job: BookJob) -> Sheet:
        """Make the PDF of a book; it is not made without one of its chapters.

        Raises:
            OutputError: A chapter is too large, or it can't be set.
            ConfigError: The configured font is not on this machine.
        """
        for chapter in job.chapters:
            _refuse_large(chapter)
        chapters = Chapters(self._house, job, self._stage(), f"/{_IMAGES}")
        try:
            return _BookDraft(self._house, chapters, self._typesetter).finish()
        except TypesettingFailed as error:
            message = f"{job.name}: {error.reason}"
            raise OutputError(message, hint=error.hint) from error

    def _stage(self) -> Path:
        """Give a place for pictures, where none is left; to make a folder costs time."""
        stage = self._folder / _IMAGES
        for left in stage.iterdir() if stage.is_dir() else ():
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        return stage

    def _typesetter(self, files: Fonts) -> Typesetter:
        """Keep a compiler for each choice of fonts, which sees these font files and no others."""
        if files not in self._typesetters:
            shelf = self._folder / f"fonts-{len(self._typesetters)}"
            shelve(files, shelf)
            self._typesetters[files] = Typesetter(
                self._folder,
                (shelf,) if files else (),
                self._house.templates,
                f"{self._house.theme}/{FOLDER}",
            )
        return self._typesetters[files]


def _refuse_large(job: Job) -> None:
    if len(job.body.encode("utf-8", "replace")) > MAX_BODY:
        message = f"{job.post.path}: larger than {MAX_BODY // 1_000_000} MB, too large for a PDF"
        raise OutputError(message)


class _Draft:
    """One post on its way: grown again when a character turns out to have no shape."""

    template = "post.typ"

    def __init__(
        self, house: House, script: Manuscript, typesetter: Callable[[Fonts], Typesetter]
    ) -> None:
        self.house = house
        self.scripts: Sequence[Manuscript] = (script,)
        self.typesetter = typesetter
        self.fonts: Fonts = ()

    def finish(self) -> Sheet:
        data = self._grow()
        compiled = self._compile(self._grow() if self._spare_memory() else data)
        findings: list[Finding] = []
        for script in self.scripts:
            script.report()
            findings += script.findings
        findings += self._lost_standards(compiled)
        return Sheet(compiled.pdf, compiled.standards, tuple(findings), self._coloured)

    @property
    def _coloured(self) -> bool:
        return all(script.job.coloured for script in self.scripts)

    @property
    def _date(self) -> datetime | None:
        return self.scripts[0].job.post.date

    def _compile(self, data: dict[str, Any]) -> Compiled:
        for _ in range(_MOST_RETRIES):
            typesetter = self.typesetter(self.fonts)
            try:
                compiled = typesetter.compile(self.template, data, self._date, self._claimable())
            except TypesettingFailed as error:
                if not self._more_care(error):
                    raise
            else:
                unshown = {c for reason in compiled.reasons for c in _unshown(reason)}
                if not self._give_up(unshown):
                    return compiled
            data = self._grow()
        message = "has too many characters that can't be shown"
        raise TypesettingFailed(message)

    def _more_care(self, error: TypesettingFailed) -> bool:
        """Decode and write all images anew, after one of them turned out to be damaged."""
        galleries = [script.gallery for script in self.scripts if script.has_gallery]
        hasty = [gallery for gallery in galleries if not gallery.thorough]
        if "image" not in error.reason:
            return False
        for gallery in hasty:
            gallery.forget()
        return bool(hasty)

    def _spare_memory(self) -> bool:
        """Have images no finer than paper can show, where all together would take too much."""
        galleries = [script.gallery for script in self.scripts if script.has_gallery]
        if sum(gallery.decoded for gallery in galleries) <= _MOST_DECODED:
            return False
        setting = self.house.setting
        most = (round(setting.text_width * _FINEST), round(setting.text_height * _FINEST))
        for gallery in galleries:
            gallery.reduce(most)
        return True

    def _give_up(self, characters: set[str]) -> bool:
        """Show a replacement where these stand; say whether that changes anything."""
        changed = False
        for script in self.scripts:
            new = (characters & script.characters) - script.unshown.keys()
            if len(self.scripts) == 1:
                new = characters - script.unshown.keys()
            script.give_up(new)
            changed = changed or bool(new)
        return changed

    def _claimable(self) -> tuple[str, ...]:
        wanted = self.house.standards
        if not any(script.without_alt for script in self.scripts):
            return wanted
        return without_tags(wanted)

    # Growing

    def _grow(self) -> dict[str, Any]:
        (script,) = self.scripts
        post = script.job.post
        chapter, choice = self._grown(script)
        self.fonts = choice.files
        return {
            **_page(self.house),
            **chapter,
            "blog": script.clean(self.house.title),
            "authors": [clean(author, {}) for author in post.authors],
            "keywords": [clean(tag, {}) for tag in post.tags],
            "summary": clean(summary_text(post), {}),
        }

    def _grown(self, script: Manuscript) -> tuple[dict[str, Any], FontChoice]:
        """Grow a post, with fonts for it; what no font shows is given up."""
        data = script.grow()
        characters = script.characters | set(self.house.title)
        choice = choose(characters, script.lang, self.house.font)
        if choice.missing - script.unshown.keys():
            script.give_up(choice.missing)
            data = script.grow()
        data["fonts"] = {"text": choice.text, "mono": choice.mono}
        return data, choice

    # Reporting

    def _lost_standards(self, compiled: Compiled) -> list[Finding]:
        lost = [s for s in self.house.standards if s not in compiled.standards]
        if not lost:
            return []
        names = " and ".join(_shown(s) for s in lost)
        without = [script for script in self.scripts if script.without_alt]
        reason = "an image has no alternative text" if without else ""
        # Each attempt, for fewer standards, begins with what it was for.
        reasons = dict.fromkeys(_ATTEMPT.sub("", one) for one in compiled.reasons)
        reason = reason or "; ".join(reasons) or "its content forbids it"
        path = (without or self.scripts)[0].job.post.path
        return [Finding("pdf-standard", path, f"the PDF does not claim {names}: {reason}")]


class _BookDraft(_Draft):
    """A book on its way: all of its chapters, grown together."""

    template = "book.typ"

    def __init__(
        self, house: House, chapters: Chapters, typesetter: Callable[[Fonts], Typesetter]
    ) -> None:
        self.house = house
        self.chapters = chapters
        self.scripts = chapters.scripts
        self.typesetter = typesetter
        self.fonts = ()

    @property
    def _date(self) -> datetime | None:
        return self.chapters.job.book.date

    def _grow(self) -> dict[str, Any]:
        data = []
        files: dict[Path, None] = {}
        for script in self.scripts:
            chapter, choice = self._grown(script)
            files.update(dict.fromkeys(choice.files))
            data.append(chapter)
        book, choice = self.chapters.bind(data)
        files.update(dict.fromkeys(choice.files))
        self.fonts = tuple(files)
        return {**_page(self.house), **book}


def _shown(standard: str) -> str:
    return f"PDF/{standard[:-1].upper()}{standard[-1]}"


def _page(house: House) -> dict[str, Any]:
    """Give what all pages have in common."""
    setting = house.setting
    return {
        "size": setting.size,
        "paper": {"width": setting.width, "height": setting.height},
        "margin": {"top": setting.top, "bottom": setting.bottom, "side": setting.side},
        "bleed": setting.bleed,
    }


def _unshown(reason: str) -> str:
    found = _UNSHOWN.search(reason)
    return found[1] if found else ""
