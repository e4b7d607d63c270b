"""What a book says about itself: languages, parts, and how it can be read by whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from typing import Any

from blogcli.blog.dates import direction
from blogcli.epub.chapters import Chapter
from blogcli.epub.gallery import TYPES, Gallery
from blogcli.epub.volume import Volume
from blogcli.epub.words import accessibility_summary

_FEATURES = (
    "displayTransformability",
    "readingOrder",
    "structuralNavigation",
    "tableOfContents",
    "unlocked",
)
"""True of every book that this program makes."""


def package(
    volume: Volume, chapters: Sequence[Chapter], gallery: Gallery, *, cover: bool
) -> dict[str, Any]:
    """Give the values of the package document."""
    languages = dict.fromkeys((volume.lang, *(chapter.post.lang for chapter in chapters)))
    pictures = cover or any(chapter.pictures for chapter in chapters)
    described = all(chapter.described for chapter in chapters)
    math = any(chapter.content.math for chapter in chapters)
    summary, summary_lang = accessibility_summary(
        volume.lang, pictures=any(chapter.pictures for chapter in chapters),
        described=described, math=math,
    )  # fmt: skip
    features = [*_FEATURES]
    features += ["alternativeText"] if pictures and described else []
    features += ["MathML"] if math else []
    return {
        "languages": list(languages),
        "modified": volume.modified.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "progression": direction(volume.lang),
        "modes": ["textual", "visual"] if pictures else ["textual"],
        "sufficient": ["textual"] if described else ["textual,visual"],
        "features": sorted(features),
        "hazards": _hazards(gallery),
        "summary": summary,
        "summary_lang": summary_lang,
        "cover": cover,
        "chapters": [_chapter(number, one) for number, one in enumerate(chapters, 1)],
        "images": [
            {"id": f"image-{number}", "href": name, "type": TYPES[name.rpartition(".")[2]]}
            for number, name in enumerate(gallery.files, 1)
        ],
    }


def _chapter(number: int, chapter: Chapter) -> dict[str, Any]:
    return {
        "id": f"chapter-{number}",
        "href": chapter.name,
        "properties": "mathml" if chapter.content.math else "",
    }


def _hazards(gallery: Gallery) -> list[str]:
    """Say what can't harm anybody: there is no sound, and what moves nobody has looked at."""
    if gallery.moves:
        return ["noSoundHazard", "unknownFlashingHazard", "unknownMotionSimulationHazard"]
    return ["none"]
