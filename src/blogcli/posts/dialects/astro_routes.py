"""Where an Astro puts the entries of its collections, by the names of the pages that show them.

`src/pages/blog/[...slug].astro` shows an entry at `/blog/…/`; which collection it is of stands in
its text, else in the name of its folder: https://docs.astro.build/en/guides/routing/.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from blogcli.posts.dialects.configuration import start_of
from blogcli.posts.dialects.folders import subfolders
from blogcli.posts.dialects.places import is_section

_PAGES = "src/pages"
_COLLECTIONS = ("src/content", "src/data")
_OF_ENTRY = re.compile(r"\[(?:\.\.\.)?(?:slug|id|path|post|entry)\](?:/index)?\.astro")
_ASKED = re.compile(r"\bgetCollection\(\s*[\"'`]([\w-]+)[\"'`]")
_LOOKED_AT = 20_000
_MOST_FOLDERS = 200


def find(root: Path) -> dict[str, str]:
    """Map collections, in lower case, to the folders of the site that their entries are in."""
    asked = {folder: _ASKED.findall(start_of(file, _LOOKED_AT)) for folder, file in _pages(root)}
    wanted = {name for names in asked.values() for name in names}
    found = {name.lower(): _best(name, asked) for name in sorted(wanted)}
    # Those that ask a program of the author's own; it tells their collection to no one else.
    silent = [folder for folder, names in asked.items() if not names and _is_usual(folder)]
    for name in (name for base in _COLLECTIONS for name in subfolders(root / base)):
        if name in asked:
            found.setdefault(name.lower(), name)
        elif len(silent) == 1 and is_section(name):
            found.setdefault(name.lower(), silent[0])
    return found


def _best(name: str, asked: dict[str, list[str]]) -> str:
    """Give the folder of the page that shows a collection: others ask for a few of its entries."""
    words = set(re.split(r"[\W_]+", name.lower()))
    return max(
        (folder for folder, names in asked.items() if name in names),
        key=lambda folder: (
            words <= set(re.split(r"[\W_]+", folder.lower())),
            asked[folder][0] == name,
            folder.count("/") + bool(folder),
        ),
    )


def _is_usual(folder: str) -> bool:
    return not folder or is_section(folder.rpartition("/")[2])


def _pages(root: Path) -> Iterator[tuple[str, Path]]:
    """Give the pages of entries by their folder on the site; where that is computed, none."""
    base = root / _PAGES
    for count, (place, folders, files) in enumerate(os.walk(base)):
        if count > _MOST_FOLDERS:
            return
        folder = Path(place).relative_to(base).as_posix().removeprefix(".")
        folders[:] = sorted(name for name in folders if name[0] not in "._")
        inner = [f"{name}/index.astro" for name in folders if name[0] == "["]
        for name in (*sorted(files), *inner):
            if _OF_ENTRY.fullmatch(name) and (base / folder / name).is_file():
                yield folder, base / folder / name
        folders[:] = [name for name in folders if name[0] != "["]
