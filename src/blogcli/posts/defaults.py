"""What a generator's own files say about many posts at once: defaults of their front matter.

Jekyll has `defaults` in its configuration (https://jekyllrb.com/docs/configuration/front-matter-defaults/),
Eleventy has files of data beside its templates (https://www.11ty.dev/docs/data-template-dir/),
Hugo a `cascade` (see `cascades`), and Nikola files of metadata (see `meta_files`).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path

from blogcli.errors import PostError
from blogcli.files import read_regular
from blogcli.posts import cascades, headers, meta_files
from blogcli.posts.context import ReadContext
from blogcli.posts.dialects import Default
from blogcli.posts.dialects.data_files import DataFiles
from blogcli.posts.fields import plain
from blogcli.posts.json_loader import load
from blogcli.posts.values import FrontMatter, HeaderProblem

MAX_SIZE = 1_000_000


def add(values: FrontMatter, root: Path, path: str, context: ReadContext) -> tuple[PostError, ...]:
    """Add to a post's values what is said about it elsewhere; give the files that can't be read.

    Raises:
        PostError: What stands in the place of the post's own header can't be read.
    """
    if context.dialect.name == "eleventy":
        found, problems = _cascade(root, path, context.data)
        _fill(values, found, join=True)
        return problems
    if context.dialect.name == "nikola":
        for key, value in meta_files.read(root, path).items():
            values[key] = value
            values.places.pop(key, None)  # it stands in another file
    elif context.dialect.name == "hugo":
        configured = [json.loads(one.values) for one in context.defaults]
        found = cascades.above(root, path, context.default_lang, configured)
        _fill(values, found, join=False)
    elif context.defaults:
        _fill(values, _scoped(path, context.kind, context.defaults), join=False)
    return ()


def _fill(values: FrontMatter, found: dict[str, object], *, join: bool) -> None:
    """Add what the post does not say itself; with `join`, its lists and mappings get more."""
    own = {plain(key): key for key in values}
    for name, default in found.items():
        key = own.get(plain(name))
        if key is None:
            values[name] = default
        elif join:
            values[key] = _joined(default, values[key], as_lists=plain(name) == "tags")


def _joined(default: object, own: object, *, as_lists: bool) -> object:
    if as_lists:
        default, own = ([one] if isinstance(one, str) else one for one in (default, own))
    if isinstance(default, list) and isinstance(own, list):
        return default + [item for item in own if item not in default]
    if isinstance(default, dict) and isinstance(own, dict):
        return {**default, **own}
    return own


def _scoped(path: str, kind: str, defaults: tuple[Default, ...]) -> dict[str, object]:
    """Give Jekyll's defaults for a file: a longer path goes before, then a type, then the last."""
    types = _types(path, kind)
    fitting = [one for one in defaults if _is_within(path, one.path) and one.type in ("", *types)]
    found: dict[str, object] = {}
    for one in sorted(fitting, key=lambda one: (len(one.path), bool(one.type))):
        found.update(json.loads(one.values))
    return found


def _types(path: str, kind: str) -> tuple[str, ...]:
    folders = path.split("/")[:-1]
    if "_drafts" in folders:
        return ("posts", "post", "drafts", "draft")
    if kind == "post":
        return ("posts", "post")
    collection = next((name[1:] for name in folders if name.startswith("_")), "")
    return (collection,) if collection else ("pages", "page")


def _is_within(path: str, scope: str) -> bool:
    if "*" in scope:
        return fnmatchcase(path, scope) or fnmatchcase(path, f"{scope}/*")
    return not scope or path == scope or path.startswith(f"{scope}/")


def _cascade(
    root: Path, path: str, data: DataFiles
) -> tuple[dict[str, object], tuple[PostError, ...]]:
    """Gather Eleventy's data for a file: of the folders from above, then its own."""
    found: dict[str, object] = {}
    problems = []
    for _, values, problem in _read_all(root, path, data):
        found |= {
            key: _joined(found[key], value, as_lists=key == "tags") if key in found else value
            for key, value in values.items()
        }
        problems += [problem] if problem else []
    return found, tuple(problems)


def files_of_data(
    root: Path, path: str, data: DataFiles
) -> Iterator[tuple[str, dict[str, object]]]:
    """Give Eleventy's files of data for a file with what they say, those that count most last."""
    return ((file, values) for file, values, _ in _read_all(root, path, data) if values)


def _read_all(
    root: Path, path: str, data: DataFiles
) -> Iterator[tuple[str, dict[str, object], PostError | None]]:
    parts = path.split("/")
    places = [
        "/".join((*parts[: depth + 1], data.base or parts[depth]))
        for depth in range(len(parts) - 1)
    ]
    for place in (*places, path.rpartition(".")[0]):
        for suffix in data.suffixes:
            yield place + suffix, *_data(root, place + suffix)


def _data(root: Path, path: str) -> tuple[dict[str, object], PostError | None]:
    try:
        status = os.stat(f"{root}/{path}")  # noqa: PTH116 - many a post, mostly in vain: quicker
    except OSError:
        return {}, None
    return _read(root, path, (status.st_mtime_ns, status.st_size, status.st_ino))


@lru_cache(maxsize=512)
def _read(root: Path, path: str, _state: object) -> tuple[dict[str, object], PostError | None]:
    """Read a file of data; of a program, which is never run, the constants."""
    try:
        text = read_regular(root / path, MAX_SIZE).decode("utf-8-sig")
        return _loaded(text, path), None
    except HeaderProblem as problem:
        return {}, PostError(path, problem.reason, line=problem.line, column=problem.column)
    except (OSError, UnicodeDecodeError) as error:
        return {}, PostError(path, getattr(error, "strerror", None) or str(error))


def _loaded(text: str, path: str) -> dict[str, object]:
    if path.endswith(".json"):
        return load(text)
    if path.endswith((".yml", ".yaml")):
        from blogcli.posts import yaml_loader

        return yaml_loader.load(text)
    return headers.load_script(text)
