"""Values put into a header that is there: over the lines of their keys, all others kept."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from blogcli.posts.fields import plain
from blogcli.posts.front_matter import Format
from blogcli.posts.header_writing import toml_entry, write_values, yaml_entry
from blogcli.posts.style import Style

_KEYS: dict[Format, re.Pattern[str]] = {
    "yaml": re.compile(r"(?:\"([^\"\n]+)\"|'([^'\n]+)'|([\w-]+))\s*:(?=\s|$)"),
    "toml": re.compile(r"\s*(?:\"([^\"\n]+)\"|'([^'\n]+)'|([\w-]+))\s*="),
    "pelican": re.compile(r" {0,3}([A-Za-z0-9_-]+):"),
    "nikola": re.compile(r"\s*\.\. ([^:\n]+):"),
}
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)


def merge(header: str, kind: Format, style: Style, values: Mapping[str, object]) -> str:
    """Put values into a header; keys match whatever their case, and keep their spelling."""
    if kind == "json":
        known = json.loads(header)
        return write_values({**known, **values}, "json").rstrip("\n")
    if header and not header.endswith("\n"):
        header += "\n"
    if kind == "toml":
        return _merge_toml(header, values, style)
    return _merge_lines(header, kind, values, style)


def _merge_toml(header: str, values: Mapping[str, object], style: Style) -> str:
    table = _TABLE.search(header)
    top, tables = (header[: table.start()], header[table.start() :]) if table else (header, "")
    flat = {key: value for key, value in values.items() if not isinstance(value, Mapping)}
    top = _merge_lines(top.rstrip("\n") + "\n" if top.strip() else "", "toml", flat, style)
    for name, inner in values.items():
        if isinstance(inner, Mapping):
            tables = _merge_table(tables, name, inner, style)
    return f"{top}\n{tables}" if tables else top


def _merge_table(tables: str, name: str, values: Mapping[str, object], style: Style) -> str:
    opening = re.search(rf"^[ \t]*\[{re.escape(name)}\][^\n]*\n?", tables, re.MULTILINE)
    if opening is None:
        before = f"{tables.rstrip()}\n\n" if tables.strip() else ""
        return f"{before}[{name}]\n" + _merge_lines("", "toml", values, style)
    following = _TABLE.search(tables, opening.end())
    end = following.start() if following else len(tables)
    own = tables[opening.end() : end]
    merged = _merge_lines(own.rstrip("\n") + "\n" if own.strip() else "", "toml", values, style)
    gap = "\n" if following else ""
    return tables[: opening.end()] + merged + gap + tables[end:]


def _merge_lines(header: str, kind: Format, values: Mapping[str, object], style: Style) -> str:
    rest = {plain(key): (key, value) for key, value in values.items()}
    written: list[str] = []
    replaced = False
    for line in re.findall(r"[^\n]*\n|[^\n]+", header):
        key = _key_of(line, kind)
        if key is not None:
            entry = rest.pop(plain(key), None)
            replaced = entry is not None
            written.append(line if entry is None else _entry(key, entry[1], kind, style))
        elif not replaced or line.startswith("#") or not line.strip():
            replaced = False
            written.append(line)
    written += [_entry(key, value, kind, style) for key, value in rest.values()]
    return "".join(written)


def _key_of(line: str, kind: Format) -> str | None:
    found = _KEYS[kind].match(line)
    return None if found is None else next(group for group in found.groups() if group)


def _entry(key: str, value: object, kind: Format, style: Style) -> str:
    if kind == "toml":
        return toml_entry(key, value)
    if kind == "yaml":
        return yaml_entry(key, value, style.lists, quote=style.quotes(key))
    return write_values({key: value}, kind)
