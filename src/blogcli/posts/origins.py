"""Where a value stands that a post has from elsewhere: the file to be changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from blogcli.posts import cascades, defaults
from blogcli.posts.context import ReadContext
from blogcli.posts.fields import Fields
from blogcli.posts.values import FrontMatter


def of_draft(root: Path, path: str, context: ReadContext) -> str:
    """Name what makes a post a draft that does not say so itself; empty where nothing is known."""
    if context.dialect.name == "hugo":
        for file, values in cascades.files_above(root, path, context.default_lang):
            if _is_draft(values):
                return f"the cascade of {file}"
    if context.dialect.name == "eleventy":
        for file, values in reversed([*defaults.files_of_data(root, path, context.data)]):
            if _is_draft(values):
                return file
    return context.dialect.config_file if context.defaults else ""


def _is_draft(values: Mapping[str, object]) -> bool:
    header = FrontMatter()
    header.update(values)
    fields = Fields(header)
    return bool(fields.flag("draft", "isdraft")) or fields.flag("published") is False
