"""Values as they are written in each format, as like what stood there as can be."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from blogcli.posts.editing.changes import Value
from blogcli.posts.editing.marks import Node
from blogcli.posts.front_matter import Format
from blogcli.posts.header_writing import Raw, flow_text, quoted, toml_key, yaml_scalar, yaml_text

_UNQUOTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def scalar(value: Value, kind: Format, like: Node | None = None, *, flow: bool = False) -> str:
    """Write one value; text has the quotes of the value that stood there."""
    if kind in ("pelican", "nikola"):
        return _line(value)
    quote = like.style if like is not None else ""
    if not isinstance(value, str) or (isinstance(value, Raw) and not quote and kind != "json"):
        return _word(value, kind)
    return _text(value, kind, quote, flow=flow)


def _text(value: str, kind: Format, quote: str, *, flow: bool) -> str:
    if kind == "json":
        return json.dumps(str(value), ensure_ascii=False)
    if quote[:1] == "'" and (single := _single(value, kind)):
        return single
    if kind == "toml" or quote == '"':
        return quoted(str(value))
    return flow_text(value) if flow else yaml_text(value)


def list_of(items: Sequence[str], kind: Format, like: Node | None = None) -> str:
    """Write a list on one line, its texts quoted as those of `like`."""
    sample = like.items[0] if like is not None and like.items else None
    return f"[{', '.join(scalar(item, kind, sample, flow=True) for item in items)}]"


def block_of(items: Sequence[str], indent: str, like: Node | None = None) -> str:
    """Write the lines of a YAML list, without the last line feed."""
    sample = like.items[0] if like is not None and like.items else None
    return "\n".join(f"{indent}- {scalar(item, 'yaml', sample)}" for item in items)


def key_of(name: str, kind: Format) -> str:
    """Write a key."""
    if kind == "json":
        return json.dumps(name, ensure_ascii=False)
    if kind == "toml":
        return toml_key(name)
    return yaml_text(name) if kind == "yaml" else name


def separator(kind: Format) -> str:
    """Give what stands between a key and its value."""
    return " = " if kind == "toml" else ": "


def _line(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(str(value).split())


def _word(value: Value, kind: Format) -> str:
    if value is None:
        return {"json": "null", "yaml": ""}.get(kind, '""')
    return yaml_scalar(value)


def _single(text: str, kind: Format) -> str:
    if _UNQUOTABLE.search(text) or (kind == "toml" and "'" in text):
        return ""
    return "'" + str(text).replace("'", "''") + "'"
