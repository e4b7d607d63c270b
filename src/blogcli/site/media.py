"""Which files are pictures, sound, video or documents: by suffix, the same on every machine."""

from __future__ import annotations

PICTURES = {
    ".apng": "image/apng",
    ".avif": "image/avif",
    ".bmp": "image/bmp",
    ".gif": "image/gif",
    ".ico": "image/x-icon",
    ".jfif": "image/jpeg",
    ".jpe": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".webp": "image/webp",
}
_OTHERS = frozenset((
    ".aac", ".flac", ".m4a", ".m4v", ".mid", ".mov", ".mp3", ".mp4", ".mpeg", ".oga", ".ogg",
    ".ogv", ".opus", ".pdf", ".vtt", ".wav", ".webm", ".woff", ".woff2",
))  # fmt: skip
SOURCES = (".md", ".markdown", ".mdown", ".mkd", ".mdx")
"""Suffixes of Markdown files."""


def suffix(name: str) -> str:
    """Give the suffix of a file name in lower case, with its dot."""
    stem, dot, ending = name.rpartition("/")[2].rpartition(".")
    return f".{ending.casefold()}" if dot and stem else ""


def is_media(name: str) -> bool:
    """Say whether a file is made for readers: a picture, sound, video, a font or a PDF."""
    return suffix(name) in PICTURES or suffix(name) in _OTHERS
