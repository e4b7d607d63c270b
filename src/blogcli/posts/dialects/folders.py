"""Where each generator keeps its posts and pages.

The configuration is parsed only where it mentions a key that moves them: this runs with every
command.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from blogcli.posts.dialects import configuration
from blogcli.posts.dialects.places import SECTIONS, Name, PostFolder, is_section, spoken_in
from blogcli.posts.language import is_code

_BUILT = frozenset(
    ("_site", "public", "output", "build", "dist", "resources", "node_modules", "vendor", "venv",
     "env", "__pycache__", "bower_components", "coverage", "target", "tmp", "cache", "themes")
)  # fmt: skip
"""Names of folders that programs fill."""


class _Setting:
    """One blog's configuration, parsed only where it moves folders."""

    def __init__(self, root: Path, name: Name, file: str) -> None:
        self.root = root
        self._name: Name = name
        self._file = file

    def get(self, pattern: str) -> dict[str, object]:
        """Give the configuration's values if its text matches, with keys in lower case."""
        if not self._file or not re.search(pattern, self._text(), re.IGNORECASE):
            return {}
        found = configuration.read(self.root, self._name, self._file).values
        return {key.lower(): value for key, value in found.items()}

    def script(self, key: str) -> str:
        """Give a text that the configuration, as a program, sets."""
        return configuration.script_value(self._text(), key) if self._file else ""

    def _text(self) -> str:
        files = [self.root / self._file]
        if self._file.startswith("config/_default/"):
            files += sorted((self.root / "config" / "_default").glob("*.*"))
        return "\n".join(map(configuration.start_of, files))


def find(root: Path, name: Name, file: str) -> tuple[PostFolder, ...]:
    """Give the folders of posts first, then those of pages; only those that are there."""
    found = _FINDERS[name](root, _Setting(root, name, file))
    return tuple(
        {folder.path: folder for folder in found if _is_folder(root, folder.path)}.values()
    )


def subfolders(path: Path) -> list[str]:
    """List the folders in a folder, hidden ones left out."""
    try:
        with os.scandir(path) as entries:
            return sorted(
                entry.name
                for entry in entries
                if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False)
            )
    except OSError:
        return []


def _is_folder(root: Path, path: str) -> bool:
    return not path.startswith(("/", "..")) and "\0" not in path and (root / path).is_dir()


def _hugo(root: Path, setting: _Setting) -> Iterable[PostFolder]:
    values = setting.get(r"contentdir|mainsections|\bmounts\b")
    bases = [path.strip("/") for path in _hugo_bases(values)]
    if not any(_is_folder(root, path) for path in bases):
        bases = ["content"]
    params = _lower(values.get("params"))
    sections = _texts(params.get("mainsections")) or _texts(values.get("mainsections"))
    for base in dict.fromkeys(bases):
        yield from _content(root, base, sections)


def _hugo_bases(values: dict[str, object]) -> list[str]:
    """List the folders of content: those mounted there, or those of the languages, or the one.

    A language that names none has the one, in which those of others may lie.
    """
    mounts = _lower(values.get("module")).get("mounts")
    mounted = [
        _text(_lower(mount).get("source"))
        for mount in (mounts if isinstance(mounts, list) else ())
        if _text(_lower(mount).get("target")).strip("/") == "content"
    ]
    usual = _texts(values.get("contentdir"))
    languages = values.get("languages")
    options = [_lower(one) for one in languages.values()] if isinstance(languages, dict) else []
    own = [path for one in options for path in _texts(one.get("contentdir"))]
    without = [one for one in options if not _texts(one.get("contentdir"))]
    rest = (usual or ["content"]) if own and without else []
    return mounted or [*rest, *own] or usual


def _zola(root: Path, _setting: _Setting) -> Iterable[PostFolder]:
    yield from _content(root, "content", [])


def _content(root: Path, base: str, named: list[str]) -> Iterable[PostFolder]:
    """Divide a content folder: sections of posts where they can be told, else all of it."""
    below = _below(root, base)
    sections = [path for path in below if _section_of(path, base) in named]
    sections = sections or [path for path in below if is_section(_section_of(path, base))]
    if sections:
        yield from (PostFolder(path, leaf_bundles=True) for path in sections)
        yield PostFolder(base, "page", skip=frozenset(sections), leaf_bundles=True)
    else:
        pages = [path for path in below if _section_of(path, base).lower() in ("pages", "page")]
        yield PostFolder(base, skip=frozenset(pages), leaf_bundles=True)
        yield from (PostFolder(path, "page", leaf_bundles=True) for path in pages)


def _section_of(path: str, base: str) -> str:
    parts = path[len(base) + 1 :].split("/")
    if len(parts) > 1 and is_code(parts[0]):
        parts = parts[1:]
    return parts[0] if len(parts) == 1 else ""


def _jekyll(root: Path, setting: _Setting) -> Iterable[PostFolder]:
    if root.name in ("_posts", "_drafts") and not (root / "_posts").is_dir():
        yield PostFolder(".")
        return
    values = setting.get(r"(?m)^\s*(?:collections_dir|collections|source|exclude|include)\s*:")
    source = jekyll_source(root, _text(values.get("source")))
    base = "/".join(part for part in (source, _text(values.get("collections_dir"))) if part) or "."
    posts = [
        f"{folder}/{name}".removeprefix("./")
        for folder in (base, *_jekyll_places(root, base))
        for name in ("_posts", "_drafts")
    ]
    yield from (PostFolder(path) for path in posts)
    yield from _collections(base, values, alone=not any(_is_folder(root, path) for path in posts))
    # Themes keep pages in `_pages`, which Jekyll enters only where it is told to.
    for path in _texts(values.get("include")):
        if path.startswith("_"):
            yield PostFolder("/".join(filter(None, (source, path.strip("/")))), "page")
    skipped = [path.strip("/") for path in _texts(values.get("exclude"))]
    yield PostFolder(
        source or ".", "page", skip=frozenset(skipped), skip_names=_BUILT, skip_underscored=True
    )


def jekyll_source(root: Path, named: str) -> str:
    """Give where a Jekyll has its files: what it names, else `src` for its heir Bridgetown."""
    alone = (root / "src/_posts").is_dir() and not (root / "_posts").is_dir()
    return named.strip("./") or ("src" if alone else "")


def _collections(base: str, values: dict[str, object], *, alone: bool) -> Iterable[PostFolder]:
    """List the folders of collections; `alone`: there are no posts but in these."""
    collections = values.get("collections")
    for name, options in collections.items() if isinstance(collections, dict) else ():
        # A collection without output is data for the templates.
        if name in ("posts", "drafts") or _lower(options).get("output") is not True:
            continue
        posts = spoken_in(str(name)) or (alone and is_section(str(name)))
        yield PostFolder(f"{base}/_{name}".removeprefix("./"), "post" if posts else "page")


def _jekyll_places(root: Path, base: str) -> Iterable[str]:
    """Folders that may hold `_posts`: two levels of categories, and `_i18n` with its languages."""
    prefix = "" if base == "." else f"{base}/"
    for name in subfolders(root / base):
        if name in _BUILT or (name.startswith("_") and name != "_i18n"):
            continue
        yield prefix + name
        for inner in subfolders(root / base / name):
            if not inner.startswith("_"):
                yield f"{prefix}{name}/{inner}"


def _pelican(root: Path, setting: _Setting) -> Iterable[PostFolder]:
    values = setting.get(r"(?m)^(?:PATH|ARTICLE_PATHS|ARTICLE_DIR|PAGE_PATHS|PAGE_DIR)\b")
    base = _text(values.get("path")).strip("/") or (
        "content" if (root / "content").is_dir() else "."
    )
    articles = _texts(values.get("article_paths")) or _texts(values.get("article_dir")) or [""]
    pages = _texts(values.get("page_paths")) or _texts(values.get("page_dir")) or ["pages"]
    page_paths = [_joined(base, path) for path in pages]
    for path in articles:
        yield PostFolder(_joined(base, path), skip=frozenset(page_paths), skip_names=_BUILT)
    yield from (PostFolder(path, "page") for path in page_paths)


def _hexo(_root: Path, setting: _Setting) -> Iterable[PostFolder]:
    source = _text(setting.get(r"(?m)^source_dir\s*:").get("source_dir")).strip("/") or "source"
    yield PostFolder(f"{source}/_posts")
    yield PostFolder(f"{source}/_drafts")
    yield PostFolder(source, "page", skip_underscored=True)


def _eleventy(root: Path, setting: _Setting) -> Iterable[PostFolder]:
    base = setting.script("input").strip("./") or "."
    bases = dict.fromkeys((base, _joined(base, "content"), "src", "content", "."))
    places = [_joined(place, section) for place in bases for section in SECTIONS]
    places += [f"{place}/{name}" for place in bases for name in _language_sections(root / place)]
    found = [path.removeprefix("./") for path in places if (root / path).is_dir()]
    yield from (PostFolder(path, skip_underscored=True) for path in found)
    whole = "content" if (root / "content").is_dir() and base == "." else base
    yield PostFolder(
        whole, "page" if found else "post", skip=frozenset(found), skip_names=_BUILT,
        skip_underscored=True,
    )  # fmt: skip


def unnamed_input(root: Path) -> str:
    """Give the folder that seems to be the input of an Eleventy whose program computes its name."""
    found = find(root, "eleventy", "")
    first = next((folder.path.partition("/")[0] for folder in found), "")
    return first if first in {"src", "content"} else ""


def _astro(root: Path, _setting: _Setting) -> Iterable[PostFolder]:
    bases = ("src/content", "src/data", "content", "src/pages")
    found = [
        f"{base}/{name}"
        for base in bases
        for name in (*SECTIONS, *_language_sections(root / base))
        if (root / base / name).is_dir()
    ]
    found = found or [f"src/content/{name}" for name in subfolders(root / "src" / "content")]
    yield from (PostFolder(path, skip_underscored=True) for path in found)
    for base in ("src/content", "src/pages"):
        yield PostFolder(base, "page", skip=frozenset(found), skip_underscored=True)


def _nikola(_root: Path, setting: _Setting) -> Iterable[PostFolder]:
    values = setting.get(r"(?m)^(?:POSTS|PAGES)\b")
    for kind, key, usual in (("post", "posts", "posts"), ("page", "pages", "pages")):
        entries = values.get(key)
        paths = [
            _text(entry[0]).rpartition("/")[0]
            for entry in (entries if isinstance(entries, list) else ())
            if isinstance(entry, list) and entry
        ]
        for path in dict.fromkeys(paths or [usual]):
            yield PostFolder(path, "post" if kind == "post" else "page")


def has_sections(root: Path) -> bool:
    """Say whether posts of no generator can be told by the names of their folders."""
    return bool(_plain_sections(root))


def _plain_sections(root: Path) -> list[str]:
    found = _sections(root, "")
    for base in ("content", "src", "docs", "data") if not found else ():
        found += _sections(root, f"{base}/")
    return found


def _plain(root: Path, _setting: _Setting) -> Iterable[PostFolder]:
    found = _plain_sections(root)
    yield from (PostFolder(path) for path in found)
    if not found:
        yield PostFolder(".", skip=frozenset(("pages",)), skip_names=_BUILT)
    yield PostFolder("pages", "page")


_FINDERS: dict[Name, Callable[[Path, _Setting], Iterable[PostFolder]]] = {
    "hugo": _hugo,
    "zola": _zola,
    "jekyll": _jekyll,
    "pelican": _pelican,
    "hexo": _hexo,
    "eleventy": _eleventy,
    "astro": _astro,
    "nikola": _nikola,
    "plain": _plain,
}


def _below(root: Path, base: str) -> list[str]:
    """List folders in a folder, and those in its language folders."""
    found = []
    for name in subfolders(root / base):
        found.append(f"{base}/{name}")
        if is_code(name):
            found += [f"{base}/{name}/{inner}" for inner in subfolders(root / base / name)]
    return found


def _sections(root: Path, prefix: str) -> list[str]:
    """List the folders of posts in one folder, those that name their language last."""
    usual = [f"{prefix}{name}" for name in SECTIONS if (root / prefix / name).is_dir()]
    return usual + [f"{prefix}{name}" for name in subfolders(root / prefix) if spoken_in(name)]


def _language_sections(folder: Path) -> list[str]:
    """List the folders of posts by language in a folder: `en/blog` and `blog_en`."""
    names = subfolders(folder)
    inner = [
        f"{name}/{section}"
        for name in names
        if is_code(name)
        for section in SECTIONS
        if (folder / name / section).is_dir()
    ]
    return inner + [name for name in names if spoken_in(name)]


def _joined(base: str, path: str) -> str:
    parts = [part.strip("/") for part in (base, path) if part.strip("/") not in ("", ".")]
    return "/".join(parts) or "."


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _lower(value: object) -> dict[str, object]:
    return {key.lower(): item for key, item in value.items()} if isinstance(value, dict) else {}
