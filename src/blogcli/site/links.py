"""Where the links and images of a post lead: to pages of the site, to files, elsewhere, or nowhere."""  # noqa: E501 - one sentence

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeAlias
from urllib.parse import quote, unquote

from blogcli.markdown import headings, wikilinks
from blogcli.posts import notes
from blogcli.posts.post import Post
from blogcli.site.addresses import Address, file_address
from blogcli.site.habitual import meant
from blogcli.site.media import SOURCES, is_media
from blogcli.site.written import is_local, leaves, path_of

MEDIA = "media"
"""Folder of the site for files that posts show and that lie beside no bundle."""

_ONLY_MEDIA = "only pictures, sound, video and PDF are from there"
# What people write for an address on the web, and browsers take for a file.
_HOST = re.compile(r"(?:www\.[\w-]+\.\w|[\w-]+\.(?:com|org|net|io|dev|fi|se|de)/)", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
_PAGES = frozenset(("html", "htm"))
# What a URL can't have as it is (RFC 3986, 2.1 and WHATWG's path and fragment code points).
_ILLEGAL = re.compile(r"""[\x00-\x20"<>\\^`{|}\x7f]|%(?![0-9A-Fa-f]{2})""")

Where: TypeAlias = Literal["page", "file", "elsewhere", "nowhere"]


@dataclass(frozen=True, slots=True)
class Target:
    """What a link or image means: `address` and `source` as far as it is ours."""

    where: Where
    address: Address | None = None
    rest: str = ""
    """Query and fragment, with `?` and `#`."""
    source: Path | None = None
    """The file of the blog that it means."""
    copied: bool = False
    """The file goes to `address` because a post names it; a static one is there anyway."""
    post: str = ""
    """The path of the post that it leads to."""
    problem: str = ""
    hidden: bool = False
    """It would lead to a post that is not on the site, or into the author's own machine: nothing
    there to be clicked on, nor to be told."""
    unwritten: bool = False
    """It names a note that nobody has written yet, as people do in Obsidian."""


@dataclass(frozen=True, kw_only=True)
class SiteMap:
    """All that links can lead to."""

    root: Path
    addresses: Mapping[str, Address]
    """Of the posts and pages shown, by their paths."""
    hidden: Mapping[str, str] = field(default_factory=dict)
    """Status of the posts and pages that are not shown, by path."""
    lists: Mapping[str, Address] = field(default_factory=dict)
    """Of all pages of the site, by file; posts' too."""
    aliases: Mapping[str, Address] = field(default_factory=dict)
    static: Mapping[str, Path] = field(default_factory=dict)
    """Static files by their place on the site."""
    posts: Mapping[str, Sequence[Post]] = field(default_factory=dict)
    """Those shown, by what their addresses may end in."""
    mounts: tuple[tuple[str, str], ...] = ()
    """Folders of static files, and where these lie on the site."""
    post_folders: tuple[str, ...] = ()
    base_path: str = "/"
    probed: dict[str, None] = field(default_factory=dict)
    """Paths of the blog at which a file was looked for: what is found depends on them."""

    def target(self, post: Post, written: str) -> Target:
        """Say what a link or image target means where it stands in a post."""
        note = wikilinks.divide(written)
        return self._address(post, written) if note is None else self._note(post, note)

    def _address(self, post: Post, written: str) -> Target:
        text = path_of(written)
        if is_local(text):
            problem = f"{text} leads nowhere: it is a path of one machine"
            return Target("nowhere", problem=problem, hidden=True)
        if problem := _fault(text):
            return Target("nowhere", problem=problem)
        if leaves(text):
            return Target("elsewhere")
        path, rest = _divide(text)
        if not path:
            return Target("page", self.addresses.get(post.path), rest, post=post.path)
        name = unquote(path)
        found = self._absolute(post, name) if path.startswith("/") else self._relative(post, name)
        if found is None:
            problem = f"{written} leads nowhere"
            if _HOST.match(text):
                problem += ": https:// is missing"
            elif _MAIL.fullmatch(text):
                problem += ": mailto: is missing"
            return Target("nowhere", problem=problem)
        return replace(found, rest=rest)

    def _note(self, post: Post, note: wikilinks.Named) -> Target:
        """Say what a link between notes means: a post, else a file, by its bare name."""
        rest = f"#{headings.anchor(note.heading, post.lang)}" if note.heading else ""
        path = self._noted(note.name, post) if note.name else post.path
        if path is not None and (address := self.addresses.get(path)):
            return Target("page", address, rest, post=path)
        if path is not None and (status := self.hidden.get(path)):
            problem = f"{path} is not on the site: {status}"
            return Target("nowhere", problem=problem, hidden=True)
        self._readable(posixpath.join(posixpath.dirname(post.path), note.name))
        place = notes.choose(self.files.paths, note.name, post.path)
        if place is not None and (found := self._beside(post, place)):
            return found
        # A note that is still to be written is usual: its name stands there as plain text.
        problem = f"no post or file is called {note.name}"
        if place is not None and (left := self._left_behind(place)):
            problem = left.problem
        return Target("nowhere", problem=problem, hidden=True, unwritten=True)

    def _noted(self, name: str, post: Post) -> str | None:
        for known in (self._names, self._slugs, self._titles):
            if path := notes.choose(known, name, post.path, post.lang):
                return path
        return None

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        return notes.by_name((*self.addresses, *self.hidden))

    @cached_property
    def _slugs(self) -> dict[str, list[str]]:
        return {slug: [one.path for one in several] for slug, several in self.posts.items()}

    @cached_property
    def _titles(self) -> dict[str, list[str]]:
        return notes.titled(self.posts)

    @cached_property
    def files(self) -> notes.Files:
        """What links between notes may mean besides posts."""
        return notes.files(self.root)

    def _relative(self, post: Post, name: str) -> Target | None:
        folder = posixpath.dirname(post.path)
        path = posixpath.normpath(posixpath.join(folder, name))
        if path == ".." or path.startswith("../"):
            path = ""
        if path and (found := self._source(path, post) or self._beside(post, path)):
            return found
        address = self.addresses.get(post.path)
        if address is not None:
            here = posixpath.dirname("/" + unquote(address.path))
            published = posixpath.normpath(posixpath.join(here, name))
            if found := self._published(published + ("/" if name.endswith("/") else "")):
                return found
        return (
            self._published(posixpath.normpath("/" + name))
            or self._rendered(post, name)
            or self._in_own_folder(post, name)
            # Hugo's `ref` takes paths from the root of the contents, and what makes Eleventy's
            # pictures takes them from the blog's folder.
            or (
                self._absolute(post, f"/{name}")
                if name.endswith(SOURCES) or is_media(name)
                else None
            )
            or self._left_behind(path)
        )

    def _in_own_folder(self, post: Post, name: str) -> Target | None:
        """Look in the folder of the post's name, where Hexo has its pictures."""
        path = posixpath.normpath(posixpath.join(posixpath.splitext(post.path)[0], name))
        return None if path.startswith("../") else self._beside(post, path)

    def _rendered(self, post: Post, name: str) -> Target | None:
        """Look for the post whose page a generator that keeps files' names would call this."""
        stem, _, ending = name.rpartition(".")
        if not stem or ending.lower() not in _PAGES:
            return None
        folder = posixpath.dirname(post.path)
        # The page of a bundle then lies where its folder does.
        for place in (folder, posixpath.dirname(folder)) if post.bundle else (folder,):
            path = posixpath.normpath(posixpath.join(place, stem))
            if found := self._source(path, post):
                return found
        return None

    def _absolute(self, post: Post, name: str) -> Target | None:
        if self.base_path != "/" and name.startswith(self.base_path):
            name = "/" + name.removeprefix(self.base_path)
        clean = posixpath.normpath("/" + name.lstrip("/"))
        if found := self._published(clean + ("/" if name.endswith("/") else "")):
            return found
        path = clean.lstrip("/")
        places = [posixpath.join(folder, path) for folder in ("", *self.post_folders, "content")]
        for place in places:
            if found := self._source(place, post) or self._static_source(place):
                return found
        files = filter(None, map(self._file, places))
        return next(files, None) or self._habitual(clean) or self._left_behind(path)

    def _habitual(self, path: str) -> Target | None:
        """Look for the post that has this address on the site of the blog's own generator."""
        other = meant(path, self.posts)
        address = self.addresses.get(other.path) if other is not None else None
        return Target("page", address, post=other.path) if other and address else None

    def _published(self, name: str) -> Target | None:
        """Look among what the site has, by its address."""
        file = name.lstrip("/")
        if file in self.static:
            return Target("file", file_address(file), source=self.static[file])
        for candidate in (file, posixpath.join(file, "index.html"), f"{file.rstrip('/')}.html"):
            if address := self.lists.get(candidate):
                return Target("page", address)
        if address := self.aliases.get(file.strip("/")):
            return Target("page", address)
        # Hugo's addresses are in lower case, whatever the names of its files are.
        folded = self._in_any_case
        for candidate in (posixpath.join(file, "index.html"), f"{file.rstrip('/')}.html"):
            if address := folded.get(candidate.casefold()):
                return Target("page", address)
        return self._in_bundle(file)

    def _in_bundle(self, file: str) -> Target | None:
        """Look for a file beside a post that is a bundle, by where that lies on the site."""
        place = file
        while place := posixpath.dirname(place):
            if folder := self._bundles.get(place):
                source = self._readable(posixpath.join(folder, file.removeprefix(f"{place}/")))
                if source is not None and source.suffix not in SOURCES:
                    return Target("file", file_address(file), source=source, copied=True)
        return None

    @cached_property
    def _bundles(self) -> dict[str, str]:
        """The folders of bundles, by where they lie on the site."""
        found = {}
        for path, address in self.addresses.items():
            folder, _, name = path.rpartition("/")
            if name.startswith("index.") and address.path.endswith("/"):
                found[posixpath.dirname(address.file)] = folder
        return found

    @cached_property
    def _in_any_case(self) -> dict[str, Address]:
        return {file.casefold(): address for file, address in self.lists.items()}

    def _source(self, path: str, post: Post) -> Target | None:
        """Look among the posts and pages, by their files."""
        for candidate in self._source_names(path, post.lang):
            if address := self.addresses.get(candidate):
                return Target("page", address, post=candidate)
        for candidate in self._source_names(path, post.lang):
            if status := self.hidden.get(candidate):
                problem = f"{candidate} is not on the site: {status}"
                return Target("nowhere", problem=problem, hidden=True)
        return None

    @staticmethod
    def _source_names(path: str, lang: str) -> tuple[str, ...]:
        path = path.rstrip("/")
        if path.endswith(SOURCES):
            stem, dot, ending = path.rpartition(".")
            return (path, f"{stem}.{lang}{dot}{ending}")
        return (f"{path}.md", f"{path}.{lang}.md", f"{path}/index.md", f"{path}/index.{lang}.md")

    def _beside(self, post: Post, path: str) -> Target | None:
        """Look for a file of the blog that goes to the site along with the post."""
        source = self._readable(path)
        if source is None:
            return None
        if (place := self._static_source(path)) is not None:
            return place
        address = self.addresses.get(post.path)
        folder = posixpath.dirname(post.path)
        if post.bundle and address is not None and path.startswith(f"{folder}/"):
            beside = posixpath.dirname(address.file)
            file = posixpath.join(beside, path.removeprefix(f"{folder}/"))
            return Target("file", file_address(file), source=source, copied=True)
        return self._file(path)

    def _file(self, path: str) -> Target | None:
        source = self._readable(path)
        if source is None or not self._shareable(path):
            return None
        address = file_address(f"{MEDIA}/{path}")
        return Target("file", address, source=source, copied=True)

    def static_address(self, path: str) -> Address | None:
        """Find a static file by its place on the site, or by where it lies in the blog."""
        name = path.lstrip("/")
        if name in self.static:
            return file_address(name)
        found = self._static_source(name)
        return found.address if found else None

    def _static_source(self, path: str) -> Target | None:
        """Look for a static file by where it lies in the blog, as GitHub and editors link to it."""
        for folder, place in self.mounts:
            if path.startswith(f"{folder}/"):
                name = posixpath.join(place, path.removeprefix(f"{folder}/"))
                if name in self.static:
                    return Target("file", file_address(name), source=self.static[name])
        return None

    def _shareable(self, path: str) -> bool:
        """Say whether a file may be published because a post names it: nothing hidden, no code."""
        if any(part.startswith(".") for part in path.split("/")):
            return False
        among_posts = any(path.startswith(f"{folder}/") for folder in self.post_folders)
        if self._underscored(path):
            # Among posts it is a section such as `_notes`; elsewhere a generator's own folder.
            return among_posts and is_media(path)
        return is_media(path) or (among_posts and not path.endswith(SOURCES))

    def _underscored(self, path: str) -> str:
        """Give the first part of a path that begins with `_`, unless it is a folder of posts."""
        parts = (part for part in path.split("/") if part.startswith("_"))
        return next((part for part in parts if part not in self.post_folders), "")

    def _readable(self, path: str) -> Path | None:
        if not path or any(part.startswith(".") for part in path.split("/")):
            return None
        self.probed[path] = None
        file = self.root / path
        try:
            real = file.resolve()
            if self.root.resolve() not in real.parents or not real.is_file():
                return None
        except (OSError, ValueError, RuntimeError):
            return None
        return file

    def _left_behind(self, path: str) -> Target | None:
        if path and self._readable(path) is not None:
            source = self.root / path
            if path.endswith(SOURCES):
                problem = f"{path} is no post on the site"
                return Target("nowhere", source=source, problem=problem)
            inner = self._underscored(path)
            why = f"{inner} begins with _" if inner else _ONLY_MEDIA
            problem = f"{path} is not published: {why}"
            return Target("nowhere", source=source, problem=problem)
        return None


def href(root: str, target: Target, written: str) -> str:
    """Write a target as a link from a page whose way to the site's root is `root`."""
    if target.address is None or target.where in {"elsewhere", "nowhere"}:
        return _ILLEGAL.sub(lambda found: quote(found[0]), written.strip())
    return f"{root}{target.address.path}{target.rest}"


def _fault(text: str) -> str:
    if not text:
        return "the link is empty"
    if "{{" in text or "{%" in text:
        return "the address is a template's expression"
    return "the address has a NUL character" if "\0" in text or "%00" in text else ""


def _divide(text: str) -> tuple[str, str]:
    end = min((at for at in (text.find("?"), text.find("#")) if at >= 0), default=len(text))
    return text[:end].replace("\\", "/"), quote(text[end:], safe="?#&=;:@!$'()*+,/-._~%")
