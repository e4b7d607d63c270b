"""Where the index of a blog lies, and what else is kept for a person."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from blogcli.index.hashing import digest


def cache_folder(env: Mapping[str, str], platform: str = sys.platform) -> Path | None:
    """Give this program's folder in the user's cache, or None where the user has no home.

    `$XDG_CACHE_HOME` wins everywhere; a relative one is ignored (XDG Base Directory 0.8). Else
    `~/.cache`, on macOS `~/Library/Caches`, on Windows `%LOCALAPPDATA%`.
    """
    folder = "Library/Caches" if platform == "darwin" else ".cache"
    return _folder(env, "XDG_CACHE_HOME", "Cache" if platform == "win32" else folder, platform)


def state_folder(env: Mapping[str, str], platform: str = sys.platform) -> Path | None:
    """Give this program's folder of what it must remember, or None where the user has no home.

    `$XDG_STATE_HOME` wins everywhere. Else `~/.local/state`, on macOS
    `~/Library/Application Support`, on Windows `%LOCALAPPDATA%`.
    """
    folder = "Library/Application Support" if platform == "darwin" else ".local/state"
    return _folder(env, "XDG_STATE_HOME", "State" if platform == "win32" else folder, platform)


def _folder(env: Mapping[str, str], variable: str, folder: str, platform: str) -> Path | None:
    chosen = env.get(variable, "")
    if chosen and Path(chosen).is_absolute():
        return Path(chosen) / "blog"
    if platform == "win32":
        local = env.get("LOCALAPPDATA", "")
        return Path(local) / "blog" / folder if local else None
    home = env.get("HOME", "")
    if not home or not Path(home).is_absolute():
        return None
    return Path(home) / folder / "blog"


def index_path(cache_dir: Path, root: Path, posts: Path | None = None) -> Path:
    """Name the index of the blog at `root`, read with this other folder of posts, if any."""
    # realpath, not resolve: it costs a tenth, and this runs in every command.
    places = [os.path.realpath(root), "" if posts is None else os.path.realpath(posts)]
    key = digest("\0".join(places).encode("utf-8", "surrogateescape"))
    return cache_dir / f"{key.hex()}.sqlite"
