"""Where a blog is."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.errors import BlogNotFound

if TYPE_CHECKING:
    from blogcli.config import Config
    from blogcli.posts.dialects import Dialect

CONFIG_FILE = "blog.toml"
"""As in `config`, which takes long to load for a name."""


def find_root(folder: Path, env: Mapping[str, str], *, posts: Path | None = None) -> Path:
    """Find the blog that a folder is in, or the one that `$BLOG_DIR` names.

    It is the nearest folder upward, not beyond the home folder, with `blog.toml`, a generator's
    configuration or post folder, or `posts/`.

    Raises:
        BlogNotFound: There is none.
    """
    for candidate in _upward(folder, env):
        if is_blog(candidate) and (candidate == folder or not _is_shelf(candidate)):
            return candidate
    if named := env.get("BLOG_DIR"):
        return Path(named).expanduser().absolute()
    if posts is not None:
        return posts
    message = f"there is no blog in {folder} or above"
    hint = "blog init makes one here; --blog DIR names one elsewhere, --posts DIR where posts are"
    raise BlogNotFound(message, hint=hint)


def inside(root: Path, path: Path) -> str | None:
    """Give a path as seen from a blog's real folder, links followed; None outside."""
    found = os.path.relpath(os.path.realpath(path), root)
    return None if found == ".." or found.startswith("../") else Path(found).as_posix()


def with_posts(config: Config, root: Path, posts: Path, dialect: Dialect) -> Config:
    """Put another folder of posts in the place of the blog's own.

    Raises:
        BlogNotFound: There is no such folder, or it lies outside the blog.
    """
    folder = inside(root, posts)
    if folder is None:
        message = f"{posts} is not inside the blog {root}"
        typed = os.path.relpath(posts)
        hint = "--blog DIR names the blog"
        if (root / typed).is_dir():
            there = os.path.relpath(root / typed)
            hint = f"--posts is seen from where you are: --posts {there}"
        raise BlogNotFound(message, hint=hint)
    if not posts.is_dir():
        message = f"there is no folder {posts}"
        raise BlogNotFound(message, hint=meant(root, folder, dialect).removeprefix("; "))
    return config._replace(posts=config.posts._replace(folders=(folder,)))


def missing_folders(root: Path, config: Config, dialect: Dialect) -> tuple[str, ...]:
    """Say which folders of `[posts] folders` are not there, and which may have been meant."""
    found = []
    for number, path in enumerate(config.posts.folders):
        if not (root / path).is_dir():
            place = f"{CONFIG_FILE}: posts.folders[{number}]"
            found.append(f"{place}: there is no folder {path!r}{meant(root, path, dialect)}")
    return tuple(found)


def meant(root: Path, path: str, dialect: Dialect) -> str:
    """Ask for the folder that a wrong path is likely to mean; empty where none is like it."""
    import difflib

    from blogcli.config import Config
    from blogcli.posts.dialects.folders import subfolders

    above, _, name = path.rpartition("/")
    beside = {f"{above}/{other}".lstrip("/"): other for other in subfolders(root / above)}
    names = difflib.get_close_matches(name.lower(), map(str.lower, beside.values()), n=1)
    near = [place for place, other in beside.items() if other.lower() in names]
    usual = [folder.path for folder in dialect.folders(root, Config()) if folder.kind == "post"]
    likely = next((place for place in (*near, *usual) if place != "."), "")
    return f"; did you mean {likely}?" if likely else ""


def is_blog(folder: Path) -> bool:
    """Say whether a folder looks like a blog."""
    if (folder / CONFIG_FILE).is_file() or (folder / "posts").is_dir():
        return True
    from blogcli.posts.dialects.detection import recognise

    return recognise(folder) is not None


def _is_shelf(folder: Path) -> bool:
    """Say whether a folder is taken for Jekyll's only because one within it has `_posts`.

    That is a category where one stands in the blog; seen from a neighbour it is another blog.
    """
    from blogcli.posts.dialects import detect

    found = detect(folder)
    own = (folder / "_posts").is_dir() or folder.name in ("_posts", "_drafts")
    plain = (folder / CONFIG_FILE).is_file() or (folder / "posts").is_dir()
    return found.name == "jekyll" and not (found.config_file or own or plain)


def _upward(folder: Path, env: Mapping[str, str]) -> Iterator[Path]:
    home = Path(env["HOME"]) if env.get("HOME") else None
    for candidate in (folder, *folder.parents):
        yield candidate
        if candidate == home:
            return
