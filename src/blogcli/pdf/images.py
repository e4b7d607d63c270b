"""Pictures of a post: found inside the blog, checked, converted where PDF needs it, and staged.

What an image is, its first bytes say, never its name. Nothing outside the blog is read, and nothing
is fetched.
"""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, unquote

from blogcli.errors import OutputError
from blogcli.files import inside
from blogcli.graphics.drawings import inspect_svg, letters_of, looks_like_svg
from blogcli.graphics.rasters import (
    MAX_BYTES,
    ImageMissing,
    ImageRefused,
    ImageRemote,
    convert,
    decoded,
    decoded_size,
    is_data,
    is_plain,
    opened,
    reduced,
    shown_size,
)
from blogcli.markdown import wikilinks
from blogcli.posts import notes

_POINTS_PER_PIXEL = 0.75
"""CSS: 96 pixels to the inch."""

_REMOTE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_EXPRESSION = re.compile(
    r"\{\{\s*(?:[\"']([^\"']*)[\"'])?[^}]*\}\}|\{%.*?%\}|^\{(?:static|attach|filename)\}"
)
_KEPT = {"PNG": "png", "JPEG": "jpg", "MPO": "jpg", "GIF": "gif"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A staged image; `width` and `height` are in points, None where the image doesn't say."""

    name: str
    width: float | None
    height: float | None
    letters: frozenset[str] = frozenset()
    """Of a drawing: fonts are chosen for them, too."""


class Gallery:
    """The images of one post, staged in a folder as they are asked for."""

    def __init__(
        self, root: Path, post_path: str, static_folders: tuple[str, ...], stage: Path
    ) -> None:
        self._root = root
        self._post_path = Path(post_path)
        self._static = static_folders
        self._stage = stage
        self._known: dict[str, Picture | OutputError] = {}
        self.thorough = False
        """Decode and rewrite every image, after one of them turned out to be damaged."""
        self.decoded = 0
        """Bytes of all their pixels, which the engine holds until the document is done."""
        self._most: tuple[int, int] | None = None

    def picture(self, target: str) -> Picture:
        """Stage the image that a post names.

        Raises:
            ImageRemote: It lies on the network.
            ImageMissing: There is no such file in the blog.
            ImageRefused: It isn't an image, too large, or asks for other files.
        """
        known = self._known.get(target)
        if known is None:
            try:
                known = self._prepare(self._read(target))
            except OutputError as error:
                known = error
            self._known[target] = known
        if isinstance(known, OutputError):
            raise known
        return known

    def forget(self) -> None:
        """Prepare all images anew, this time thoroughly."""
        self._known.clear()
        self.decoded = 0
        self.thorough = True

    def reduce(self, most: tuple[int, int]) -> None:
        """Prepare all images anew, with at most so many pixels across and down."""
        self._known.clear()
        self.decoded = 0
        self._most = most

    # Finding

    def _read(self, target: str) -> bytes:
        if is_data(target):
            return decoded(target)
        if _REMOTE.match(target):
            message = "lies on the network, from where nothing is fetched"
            raise ImageRemote(message)
        path = self._find(target)
        try:
            info = path.stat()
            if not stat.S_ISREG(info.st_mode):
                message = "is not a file"
                raise ImageRefused(message)
            if info.st_size > MAX_BYTES:
                message = f"is larger than {MAX_BYTES // 1_000_000} MB"
                raise ImageRefused(message)
            return path.read_bytes()
        except OSError as error:
            message = f"can't be read: {error.strerror}"
            raise ImageRefused(message) from error

    @cached_property
    def _files(self) -> notes.Files:
        return notes.files(self._root)

    def _find(self, target: str) -> Path:
        if (note := wikilinks.divide(target)) is not None:
            named = notes.choose(self._files.paths, note.name, self._post_path.as_posix())
            target = f"/{quote(named)}" if named else note.name
        plain = _EXPRESSION.sub(lambda found: found[1] or "", target).strip()
        escapes: OutputError | None = None
        for spelling in dict.fromkeys((re.split(r"[?#]", plain)[0], plain)):
            for candidate in self._candidates(unquote(spelling)):
                try:
                    path = inside(self._root, candidate)
                    if path.exists() and not path.is_dir():
                        return path
                except OutputError as error:
                    escapes = error
                except (OSError, ValueError):
                    continue
        if escapes is not None:
            message = "leads out of the blog"
            raise ImageRefused(message)
        message = "is not in the blog"
        raise ImageMissing(message)

    def _candidates(self, target: str) -> list[str]:
        if not target.strip("/"):
            return []
        folder = self._post_path.parent
        bare = target.lstrip("/")
        shared = [*(f"{static}/{bare}" for static in self._static), bare]
        if target.startswith("/"):
            return shared
        beside = [
            (folder / target).as_posix(),
            (self._post_path.with_suffix("") / target).as_posix(),
        ]
        return [*beside, *shared]

    # Checking and converting

    def _prepare(self, data: bytes) -> Picture:
        if looks_like_svg(data):
            try:
                width, height = inspect_svg(data)
            except ValueError as error:
                raise ImageRefused(str(error)) from error
            kept = self._keep(data, "svg", (width, height))
            return replace(kept, letters=letters_of(data))
        with opened(data) as image:
            width, height = shown_size(image)
            size = (width * _POINTS_PER_PIXEL, height * _POINTS_PER_PIXEL)
            if self._most and (width > self._most[0] or height > self._most[1]):
                return self._keep(*reduced(image, self._most), size)
            self.decoded += decoded_size(image)
            suffix = _KEPT.get(image.format or "")
            if suffix and is_plain(image) and not self.thorough:
                return self._keep(data, suffix, size)
            converted, suffix = convert(image)
            return self._keep(converted, suffix, size)

    def _keep(self, data: bytes, suffix: str, size: tuple[float | None, float | None]) -> Picture:
        name = f"{len(self._known)}.{suffix}"
        (self._stage / name).write_bytes(data)
        return Picture(name, *size)
