"""Where a blog is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from blogcli.errors import BlogNotFound

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
        if is_blog(candidate):
            return candidate
    if named := env.get("BLOG_DIR"):
        return Path(named).expanduser().absolute()
    if posts is not None:
        return posts
    message = f"there is no blog in {folder} or above"
    raise BlogNotFound(message, hint="blog init makes one here; --blog DIR names one elsewhere")


def is_blog(folder: Path) -> bool:
    """Say whether a folder looks like a blog."""
    if (folder / CONFIG_FILE).is_file() or (folder / "posts").is_dir():
        return True
    from blogcli.posts.dialects.detection import recognise

    return recognise(folder) is not None


def _upward(folder: Path, env: Mapping[str, str]) -> Iterator[Path]:
    home = Path(env["HOME"]) if env.get("HOME") else None
    for candidate in (folder, *folder.parents):
        yield candidate
        if candidate == home:
            return
