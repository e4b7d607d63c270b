"""The one door to Typst: data in, PDF out, its errors turned into ours."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from blogcli.errors import BlogError

if TYPE_CHECKING:
    import typst

_DATA = "data.json"
TEMPLATES = ("post.typ", "book.typ", "design.typ", "nodes.typ", "math.typ", "numbers.typ")
_WARM = b"""
#import "design.typ": design
#import "nodes.typ": kinds
#text(font: "Libertinus Serif")[A]
"""
FOLDER = Path(__file__).parent / "templates"
_LOCATION = re.compile(r"┌─ (?P<file>.+?):(?P<line>\d+):(?P<column>\d+)$", re.MULTILINE)
_TAKE_AWAY = "take the file away to get the built-in one back"
ACCESSIBLE = "ua-1"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""The date of a post that has none: PDF/A wants a date, and a clock would change the bytes."""


class TypesettingFailed(BlogError):
    """Typst could not set this document."""


class TemplateWrong(BlogError):
    """A template of the blog's own is wrong; the reason begins with file, line and column."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A PDF, the standards it meets, and why it doesn't meet the others."""

    pdf: bytes
    standards: tuple[str, ...]
    reasons: tuple[str, ...]


def lay_out(folder: Path) -> None:
    """Put the built-in templates into a folder."""
    for name in TEMPLATES:
        (folder / name).write_bytes((FOLDER / name).read_bytes())


def _write_over(path: Path, content: bytes) -> None:
    """Write a file where it stands: one that is emptied first is waited for by some systems."""
    with path.open("r+b" if path.exists() else "wb") as file:
        file.write(content)
        file.truncate()


class Typesetter:
    """A kept Typst compiler, which sees `folder` with the built-in templates; nothing else.

    `own` are the blog's templates, which take the place of ours; `place` is what errors call their
    folder.
    """

    def __init__(
        self,
        folder: Path,
        font_files: Sequence[Path] = (),
        own: Mapping[str, bytes] = MappingProxyType({}),
        place: str = "",
    ) -> None:
        import typst

        self._own = {name: own[name] for name in own if name != _DATA}
        self._place = place
        self._folder = folder
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=True, font_paths=list(font_files)
        )
        self._compiler = typst.Compiler(
            root=folder,
            font_paths=fonts,
            ignore_system_fonts=True,
            package_path=folder / "packages",
            package_cache_path=folder / "packages",
        )

    def warm(self) -> None:
        """Load fonts and read the templates, which takes longer than a short post."""
        import typst

        with contextlib.suppress(typst.TypstError):
            self._compiler.compile(input={"main.typ": _WARM})  # type: ignore[type-var]  # its stubs lack names of files

    def compile(
        self,
        template: str,
        data: dict[str, Any],
        date: datetime | None,
        standards: Sequence[str],
    ) -> Compiled:
        """Fill a template in; where the document can't claim these standards, claim less.

        Raises:
            TypesettingFailed: It can't be set at all.
            TemplateWrong: It can't be, with the blog's own templates.
        """
        import typst

        # What is handed over is read as a template each time; of files only those that changed.
        _write_over(self._folder / _DATA, json.dumps(data, ensure_ascii=False).encode())
        files = self._own | {"main.typ": f'#include "{template}"'.encode()}
        reasons: list[str] = []
        for claim in ladder(standards):
            try:
                pdf = self._compiler.compile(
                    input=files,  # type: ignore[type-var]
                    pdf_standards=list(claim),  # type: ignore[arg-type]
                    # PDF's dates have no fractions of a second (ISO 32000-2, 7.9.4).
                    timestamp=date.replace(microsecond=0) if date else EPOCH,
                )
            except typst.TypstError as error:
                if not claim or not _is_about_standards(error):
                    raise self._explain(error) from error
                reasons.append(error.message)
            else:
                return Compiled(pdf, claim, tuple(reasons))  # type: ignore[arg-type]
        message = "no PDF standard was left to try"
        raise TypesettingFailed(message)

    def _explain(self, error: typst.TypstError) -> BlogError:
        reason = error.message.strip() or "the engine gave no reason"
        hint = "; ".join(error.hints)
        if reason.startswith("failed to download package"):
            reason, hint = "no package is fetched", "put its files beside the template"
        elif self._own and reason.startswith(_UNREADABLE):
            # The engine names a folder of the moment, and options of its own command.
            reason = reason.partition(" (searched at ")[0]
            hint = f"templates read what lies in {self._place}, and nothing else"
        # A bad image is the post's own, whatever template shows it.
        if not self._own or "image" in reason:
            return TypesettingFailed(f"can't be typeset: {reason}", hint=hint)
        found = _LOCATION.search(error.diagnostic)
        name = found["file"] if found else ""
        # Templates stand in the folder, which is told from where we are.
        name = name.rpartition(f"{self._folder.name}/")[2] or name
        place = f"{self._place}/{name}" if name in self._own else f"built-in {name}"
        # The engine's columns begin at 0.
        line = f":{found['line']}:{int(found['column']) + 1}" if found else ""
        return TemplateWrong(f"{place}{line}: {reason}", hint=hint or _TAKE_AWAY)


_UNREADABLE = ("file not found", "path `")


def ladder(standards: Sequence[str]) -> list[tuple[str, ...]]:
    """List what to claim, from most to least, where content forbids more."""
    archival = tuple(name for name in standards if name != ACCESSIBLE)
    return list(dict.fromkeys([tuple(standards), archival, without_tags(archival), ()]))


def without_tags(standards: Sequence[str]) -> tuple[str, ...]:
    """Give what of these standards can do without a text for each picture.

    Level U of PDF/A asks for the text of all letters, and not, as A does, for tags (ISO 19005-2).
    """
    return tuple(re.sub("a$", "u", name) for name in standards if name != ACCESSIBLE)


def _is_about_standards(error: typst.TypstError) -> bool:
    return bool(error.message.startswith("PDF/"))
