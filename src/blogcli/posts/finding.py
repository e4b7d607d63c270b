"""The files of a blog that may be posts or pages: looked at, never opened."""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from blogcli.config import Config
from blogcli.files import read_regular
from blogcli.posts.dialects import Dialect, Name, PostFolder
from blogcli.posts.dialects.data_files import DataFiles
from blogcli.posts.naming import METADATA, SUFFIXES
from blogcli.posts.post import Kind

_FROM_WITHIN = os.scandir in os.supports_fd and hasattr(os, "O_DIRECTORY")
"""Not on Windows."""


class FileEntry(NamedTuple):
    """A file that may be a post; `path` is relative to the blog, with `/`."""

    path: str
    kind: Kind
    size: int
    mtime_ns: int
    inode: int


Look: TypeAlias = Callable[[Sequence[os.DirEntry[str]], str, Kind], list[FileEntry]]

# What generators make posts of besides Markdown; those of the second kind may also be a post's
# files, so they count only beside other posts.
_MARKUP = frozenset(
    ("rst", "rest", "org", "adoc", "asciidoc", "asc", "textile", "creole", "pug", "rmd", "qmd")
)
_MAYBE = frozenset(("html", "htm", "ipynb", "txt", "njk", "liquid"))
_OF_THE_FOLDER = frozenset(
    ("AGENTS", "AUTHORS", "CHANGELOG", "CLAUDE", "CODE_OF_CONDUCT", "CODEOWNERS", "CONTRIBUTING",
     "GEMINI", "GOVERNANCE", "LICENCE", "LICENSE", "MAINTAINERS", "NOTICE", "README", "SECURITY")
)  # fmt: skip
"""Files that tell people and programs about the folder they are in, and are nobody's posts."""
MAX_SECTION = 1_000_000
"""Bytes of a file that describes one of Hugo's sections."""
CASCADE = b"cascade"
"""What it holds where it says something about the pages below."""
_NO_POSTS = frozenset(("index", "404", "README", "readme", "LICENSE", "license"))


@dataclass(slots=True)
class Passed:
    """What lies among posts and is not read; paths are relative to the blog."""

    markup: Counter[str] = field(default_factory=Counter)
    """How many files of each other markup, by suffix."""
    outside: list[str] = field(default_factory=list)
    """Links to folders outside the blog."""
    special: list[str] = field(default_factory=list)
    """Pipes, sockets and devices by the name of a post."""
    data: list[tuple[str, int, int]] = field(default_factory=list)
    """Files that say something about posts: path, size and time.

    They are Eleventy's data, Hugo's sections and Nikola's metadata.
    """
    folders: set[str] = field(default_factory=set)
    """Folders whose files are noted: some lie in two others."""

    @classmethod
    def of(cls, values: tuple[Any, ...]) -> Passed:
        """Make it of what `plain` gave."""
        markup, *others = values
        return cls(Counter(markup), *others)

    def plain(self) -> tuple[object, ...]:
        """Give the values as `marshal` takes them, for another process."""
        return (dict(self.markup), self.outside, self.special, self.data, self.folders)

    @property
    def anything(self) -> bool:
        """True where something was passed over."""
        return bool(self.markup or self.outside or self.special)


def find_files(
    root: Path,
    config: Config,
    dialect: Dialect,
    passed: Passed | None = None,
    look: Look | None = None,
) -> list[FileEntry]:
    """Give every Markdown file in the folders of posts, then of pages, each once.

    A link to a file is given wherever it leads (reading it says so where that is outside the
    blog); a link to a folder is entered only where it leads to another place in the blog.
    What is passed over is noted in `passed`; `look` may divide the work of `entries_of`.
    """
    passed = passed or Passed()
    found: list[FileEntry] = []
    folders, data = dialect.folders(root, config), dialect.data_files(root)
    for number, folder in enumerate(folders):
        walk = _Walk(root, folder, passed, dialect.name, look or entries_of, data=data)
        entries = list(chain.from_iterable(walk))
        if any(_meet(folder, other) for other in folders[:number]):
            seen = {entry.path for entry in found}
            entries = [entry for entry in entries if entry.path not in seen]
        found += entries
    return found


def _meet(one: PostFolder, other: PostFolder) -> bool:
    """Say whether one of two folders of the blog lies in the other, and is entered from there."""
    if one.path in other.skip or other.path in one.skip:
        return False
    paths = ("" if folder.path == "." else f"{folder.path}/" for folder in (one, other))
    first, second = sorted(paths, key=len)
    return second.startswith(first)


class _Walk:
    """One folder, gone through without recursion; it gives the files folder by folder."""

    def __init__(  # noqa: PLR0913 - all that a look at one folder needs
        self, root: Path, folder: PostFolder, passed: Passed, name: Name, look: Look, *,
        data: DataFiles,
    ) -> None:  # fmt: skip
        self._root = str(root)
        self._look = look
        self._folder = folder
        self._passed = passed
        self._texts = name == "nikola"
        """Whether plain texts are posts without a file of metadata beside them."""
        self._cascades = name == "hugo"
        """Whether files of sections may say something about posts."""
        self._data = data if name == "eleventy" else None
        """Which files of data may say something about posts."""
        self._todo = ["" if folder.path == "." else folder.path]
        self._real: set[str] = set()
        """Folders entered, once a link makes that worth knowing."""

    def __iter__(self) -> Iterator[list[FileEntry]]:
        top = self._todo[0]
        while self._todo:
            path = self._todo.pop()
            with _scanned(f"{self._root}/{path}") as entries:
                whole = path == top or not self._folder.leaf_bundles
                yield self._files(path, entries, whole=whole)

    def _files(self, path: str, entries: list[os.DirEntry[str]], *, whole: bool) -> list[FileEntry]:
        """Give the files of one folder, and put the folders in it on the list."""
        prefix = f"{path}/" if path else ""
        files, folders, others = [], [], []
        for entry in entries:
            name = entry.name
            if name[0] == ".":
                continue
            if (name.endswith(".md") or is_markdown(name)) and _is_file(entry):
                files.append(entry)
            elif self._enters(entry, prefix + name):
                folders.append(prefix + name)
            else:
                others.append(entry)
        if others:
            self._note(others, prefix, files)
        if self._cascades:
            self._note_cascades([*files, *others], prefix)
        own = [] if whole else [entry for entry in files if _is_index(entry.name)]
        # With an `_index.md` beside it, a bundle is a section as well.
        if not own or any(entry.name.startswith("_index.") for entry in files):
            self._todo += folders
        files = own or files
        return self._look(self._wanted(files, prefix), prefix, self._folder.kind)

    def _wanted(self, files: list[os.DirEntry[str]], prefix: str) -> list[os.DirEntry[str]]:
        """Leave out the files that are to be skipped, and those that tell of the blog's folder."""
        skip = self._folder.skip
        if skip:
            files = [entry for entry in files if prefix + entry.name not in skip]
        if not prefix and self._folder.kind == "post":
            files = [entry for entry in files if not _is_of_the_folder(entry.name)]
        return files

    def _note(
        self, others: Sequence[os.DirEntry[str]], prefix: str, files: Sequence[os.DirEntry[str]]
    ) -> None:
        if self._texts:
            for entry in others:
                if entry.name.endswith(METADATA):
                    self._note_state(entry, prefix)
        if self._data:
            self._note_data(others, prefix, {entry.name.rpartition(".")[0] for entry in files})
        if self._folder.kind == "post":
            self._pass_over(others, prefix, files)

    def _note_cascades(self, files: Sequence[os.DirEntry[str]], prefix: str) -> None:
        """Note the files of sections that hold a cascade: a change in another touches no post."""
        for entry in files:
            if entry.name.startswith("_index.") and _mentions_cascade(
                f"{self._root}/{prefix}{entry.name}"
            ):
                self._note_state(entry, prefix)

    def _note_state(self, entry: os.DirEntry[str], prefix: str) -> None:
        with contextlib.suppress(OSError):
            status = entry.stat()
            self._passed.data.append((prefix + entry.name, status.st_size, status.st_mtime_ns))

    def _note_data(self, others: Sequence[os.DirEntry[str]], prefix: str, stems: set[str]) -> None:
        """Note the files of data of the folder and of its posts."""
        data = self._data or DataFiles()
        stems = stems | {data.base or prefix[:-1].rpartition("/")[2]}
        for entry in others:
            name = entry.name
            if any(name.endswith(end) and name[: -len(end)] in stems for end in data.suffixes):
                self._note_state(entry, prefix)

    def _pass_over(
        self, others: Sequence[os.DirEntry[str]], prefix: str, files: Sequence[os.DirEntry[str]]
    ) -> None:
        """Note what are posts to others; in the folder of one post, all else belongs to it."""
        bundle = any(_is_index(entry.name) for entry in files) and self._folder.leaf_bundles
        lone = self._folder.path == "." and not (prefix and files)
        if bundle or lone or prefix in self._passed.folders:
            return
        self._passed.folders.add(prefix)
        top = prefix == f"{self._folder.path}/"
        # In the folder of a whole site of Eleventy these are its pages and feeds.
        pages = top and self._folder.skip_underscored and bool(self._folder.skip_names)
        no_posts = {entry.name.rpartition(".")[0] for entry in files} | (
            _NO_POSTS if top else set()
        )
        described = {entry.name[:-5] for entry in others if entry.name.endswith(".meta")}
        for entry in others:
            stem, _, suffix = entry.name.rpartition(".")
            suffix = suffix.lower()
            if suffix in SUFFIXES and stem:
                if not entry.is_dir():
                    self._passed.special.append(prefix + entry.name)
            elif stem in no_posts or stem[:1] in ("", "_"):
                continue  # what is beside a post by its name is made from it, or its source
            elif suffix in _MARKUP or (
                suffix in _MAYBE
                and (files or top)
                and not pages
                and stem != "index"
                and (suffix != "txt" or self._texts or stem in described)
            ):
                self._passed.markup[suffix] += 1

    def _enters(self, entry: os.DirEntry[str], path: str) -> bool:
        folder, name = self._folder, entry.name
        if not folder.recursive or path in folder.skip or name in folder.skip_names:
            return False
        if folder.skip_underscored and name[0] == "_":
            return False
        try:
            return entry.is_dir(follow_symlinks=False) or (
                entry.is_symlink() and entry.is_dir() and self._leads_elsewhere(path)
            )
        except OSError:
            return False

    def _leads_elsewhere(self, path: str) -> bool:
        """Say whether a link to a folder leads to one of the blog that is not above it."""
        root = os.path.realpath(self._root)
        real = os.path.realpath(f"{self._root}/{path}")
        here = os.path.realpath(f"{self._root}/{path}".rpartition("/")[0])
        if not f"{real}{os.sep}".startswith(root + os.sep):
            self._passed.outside.append(path)
            return False
        if (here + os.sep).startswith(real + os.sep):
            return False
        if real in self._real:
            return False
        self._real.add(real)
        return True


@contextlib.contextmanager
def _scanned(path: str) -> Iterator[list[os.DirEntry[str]]]:
    """List a folder; what can't be listed is empty.

    The folder stays open meanwhile: from there the system finds each file by its name alone,
    which takes a quarter of the time off a look at 10,000 files.
    """
    place: str | int = path
    try:
        if _FROM_WITHIN:
            place = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        with os.scandir(place) as found:
            entries = list(found)
    except OSError:
        entries = []
    try:
        yield entries
    finally:
        if isinstance(place, int):
            os.close(place)


def is_markdown(name: str) -> bool:
    """Say whether a file is Markdown by its name."""
    stem, _, suffix = name.rpartition(".")
    return bool(stem) and suffix.lower() in SUFFIXES


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file(follow_symlinks=False) or (entry.is_symlink() and not entry.is_dir())
    except OSError:
        return entry.is_symlink()


def _is_of_the_folder(name: str) -> bool:
    return name.partition(".")[0].upper() in _OF_THE_FOLDER


def _mentions_cascade(path: str) -> bool:
    try:
        return CASCADE in read_regular(Path(path), MAX_SECTION, whole=False).lower()
    except OSError:
        return False


def _is_index(name: str) -> bool:
    return name.startswith("index.")


def entries_of(files: Sequence[os.DirEntry[str]], prefix: str, kind: Kind) -> list[FileEntry]:
    """Ask the system for size and time of the files of one folder."""
    # Past the constructor, and without a call: this is done for every file at every command.
    new = tuple.__new__
    try:
        return [
            new(
                FileEntry,
                (
                    prefix + entry.name,
                    kind,
                    (status := entry.stat()).st_size,
                    status.st_mtime_ns,
                    status.st_ino,
                ),
            )
            for entry in files
        ]
    except OSError:
        return [_one_entry(entry, prefix, kind) for entry in files]


def _one_entry(entry: os.DirEntry[str], prefix: str, kind: Kind) -> FileEntry:
    path = prefix + entry.name
    try:
        status = entry.stat()
    except OSError:  # a link that leads nowhere, or a file gone in this moment
        return FileEntry(path, kind, 0, 0, 0)
    return FileEntry(path, kind, status.st_size, status.st_mtime_ns, status.st_ino)
