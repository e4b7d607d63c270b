"""Where a new post goes: the blog's folder, its way of naming files, a translation's place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from blogcli.config import Config
from blogcli.errors import OutputError
from blogcli.files import inside
from blogcli.posts.dialects import Dialect, Name
from blogcli.posts.dialects.places import spoken_in
from blogcli.posts.language import is_code, normalise
from blogcli.posts.new_post import NewPost
from blogcli.posts.post import Post

_FIELD = re.compile(r"\{(\w+)(?::([^{}]*))?\}")
_PERCENT = re.compile(r"(?:[^%]|%[YmdHMSyjBbGV%])*")
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}-")
_MOST = 0.6
# Where generators join translations by file name: `slug.sv.md`.
_SUFFIXED = frozenset(("hugo", "zola", "nikola"))
_NO_BUNDLES = {"jekyll": "Jekyll", "hexo": "Hexo"}


_FIRST: dict[Name, str] = {
    "jekyll": "_posts",
    "hexo": "source/_posts",
    "hugo": "content/posts",
    "zola": "content/posts",
    "pelican": "content",
    "astro": "src/content/blog",
}
"""Where a generator looks for posts that has no folder of them yet."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How the blog names the files of its posts."""

    bundled: bool = False
    dated: bool = False
    years: str = ""
    """Folders by date below that of posts, as a pattern: `%Y`, `%Y/%m`; else empty."""
    suffix: str = "md"


def habit(folder: str, paths: Iterable[str]) -> Habit:
    """Learn from the paths of a folder's posts (relative to the blog) how most are named."""
    prefix = "" if folder == "." else f"{folder}/"
    names = [path.removeprefix(prefix) for path in paths if path.startswith(prefix)]
    names = [name for name in names if not name.rpartition("/")[2].startswith(("_", "README"))]
    if not names:
        return Habit()
    enough = len(names) * _MOST
    stems = [_stem(name) for name in names]
    markdown = [name.rpartition(".")[2] for name in names if not name.endswith(".mdx")]
    return Habit(
        bundled=sum(name.rpartition("/")[2].startswith("index.") for name in names) > enough,
        dated=sum(bool(_DATED.match(stem)) for stem in stems) > enough,
        years=next((pattern for pattern in ("%Y/%m/%d", "%Y/%m", "%Y") if _in(names, pattern)), ""),
        suffix=max(set(markdown), key=markdown.count) if markdown else "md",
    )


def place(root: Path, config: Config, dialect: Dialect, new: NewPost, paths: list[str]) -> str:
    """Say where a new post goes, relative to the blog; `paths` are those of its posts so far.

    Raises:
        OutputError: The slug or the pattern leads out of the blog, or the generator has no bundles.
    """
    if not new.slug or new.slug != new.slug.strip("/. ") or "/" in new.slug:
        message = f"{new.slug!r} can't be the name of a file"
        raise OutputError(message, hint="give another with --slug")
    if new.translation_of is not None:
        path = _translation(new, new.translation_of, paths)
    elif config.posts.new_path:
        path = _by_pattern(config.posts.new_path, new)
    else:
        path = _by_habit(root, config, dialect, new, paths)
    inside(root, path)
    return path


def _by_habit(root: Path, config: Config, dialect: Dialect, new: NewPost, paths: list[str]) -> str:
    folders = [folder.path for folder in dialect.folders(root, config) if folder.kind == "post"]
    folder = _folder(folders if paths or folders != ["."] else [], new, dialect, paths)
    known = habit(folder, paths)
    bundle = new.bundle or known.bundled
    if bundle and dialect.name in _NO_BUNDLES:
        message = f"{_NO_BUNDLES[dialect.name]} has no posts that are folders"
        raise OutputError(message, hint="leave --bundle out")
    dated = known.dated or dialect.name == "jekyll"
    drafts = folder.rpartition("/")[2] == "_drafts" and dialect.name == "jekyll"
    name = f"{new.date:%Y-%m-%d}-{new.slug}" if dated and not drafts else new.slug
    parts = [] if folder == "." else [folder]
    parts += [new.date.strftime(known.years)] if known.years else []
    told = _language_in(folder) == new.lang or _by_language(paths)
    suffixed = new.foreign and dialect.name in _SUFFIXED and not told
    ending = f".{new.lang}.{known.suffix}" if suffixed else f".{known.suffix}"
    parts += [name, f"index{ending}"] if bundle else [f"{name}{ending}"]
    return "/".join(parts)


def _folder(folders: list[str], new: NewPost, dialect: Dialect, paths: list[str]) -> str:
    """Choose among the folders of posts: that of drafts, of the language, or the fullest."""
    if not folders:
        return _FIRST.get(dialect.name, "posts")
    if dialect.name == "hugo" and not paths and len(folders) == 1 and "/" not in folders[0]:
        # A page outside all sections is in no list of Hugo's themes.
        return f"{folders[0]}/posts"
    drafts = [folder for folder in folders if folder.rpartition("/")[2] == "_drafts"]
    if new.draft and drafts:
        return drafts[0]
    folders = [folder for folder in folders if folder not in drafts] or folders
    spoken = [folder for folder in folders if _language_in(folder) == new.lang]
    silent = [folder for folder in folders if _language_in(folder) is None]
    candidates = spoken or silent or folders
    full = {folder: sum(path.startswith(f"{folder}/") for path in paths) for folder in candidates}
    best = max(candidates, key=lambda folder: full[folder])
    inner = [path[len(best) + 1 :].split("/")[0] for path in paths if path.startswith(f"{best}/")]
    for name in set(inner):
        if is_code(name) and normalise(name) == new.lang and _by_language(paths):
            return f"{best}/{name}"
    return best


def _translation(new: NewPost, original: Post, paths: list[str]) -> str:
    """Put a translation beside its original, or into its own language's folder."""
    folder, _, file = original.path.rpartition("/")
    stem, _, suffix = file.rpartition(".")
    name, _, code = stem.rpartition(".")
    if name and is_code(code) and normalise(code) == original.lang:
        stem = name
    elif spoken := _in_own_folder(folder, original.lang, new.lang):
        return f"{spoken}/{file}"
    place = f"{folder}/" if folder else ""
    plain = f"{place}{stem}.{suffix}"
    unmarked = not new.foreign and not _marks_every_language(paths) and plain != original.path
    return plain if unmarked else f"{place}{stem}.{new.lang}.{suffix}"


def _in_own_folder(folder: str, old: str, new: str) -> str:
    names = folder.split("/")
    for place, name in enumerate(names):
        if _named(name) == old:
            # `fi`, or what is before it in `blog_fi`.
            before = "" if is_code(name) else re.split(r"(?<=[a-z][-_.])", name.lower())[0]
            return "/".join((*names[:place], before + new.lower(), *names[place + 1 :]))
    return ""


def _marks_every_language(paths: list[str]) -> bool:
    """Say whether most files name their language: `slug.fi.md` in a Finnish blog too."""
    stems = [path.rpartition("/")[2].rpartition(".")[0] for path in paths]
    marked = sum(is_code(stem.rpartition(".")[2]) for stem in stems if "." in stem)
    return bool(stems) and marked > len(stems) * _MOST


def _by_language(paths: list[str]) -> bool:
    """Say whether the blog keeps each language in a folder of its own."""
    spoken = [code for path in paths if (code := _language_in(path.rpartition("/")[0]))]
    return len(set(spoken)) > 1 and len(spoken) > len(paths) * _MOST


def _language_in(folder: str) -> str | None:
    return next(filter(None, map(_named, folder.split("/"))), None)


def _named(folder: str) -> str | None:
    """Give the language that a folder's name is, or that it ends in."""
    return normalise(folder) if is_code(folder) else spoken_in(folder)


def _by_pattern(pattern: str, new: NewPost) -> str:
    def fill(found: re.Match[str]) -> str:
        name, form = found[1], found[2]
        if name == "date" and _PERCENT.fullmatch(form or ""):
            return new.date.strftime(form or "%Y-%m-%d")
        if name == "slug" and form is None:
            return new.slug
        if name == "lang" and form is None:
            return new.lang
        message = f"[posts] new_path: {found[0]} is not known"
        raise OutputError(message, hint="there are {slug}, {lang}, {date} and {date:%Y-%m}")

    return _FIELD.sub(fill, pattern)


def _stem(name: str) -> str:
    folder, _, file = name.rpartition("/")
    return folder.rpartition("/")[2] if file.startswith("index.") and folder else file


def _in(names: list[str], pattern: str) -> bool:
    digits = (
        re.escape(pattern).replace("%Y", r"\d{4}").replace("%m", r"\d\d").replace("%d", r"\d\d")
    )
    return sum(bool(re.match(digits + "/", name)) for name in names) > len(names) * _MOST
