"""Keys given values, taken away or renamed."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from blogcli.posts.editing.changes import Remove, Rename, Set, Value
from blogcli.posts.editing.header import Header, Outcome
from blogcli.posts.editing.marks import Entry, Node, Splice, entry_of, line_end, line_start
from blogcli.posts.editing.writing import block_of, key_of, list_of, scalar, separator
from blogcli.posts.header_writing import toml_entry, toml_key, write_values, yaml_entry

_LINE_BEHIND = re.compile(r"[ \t]*,?[ \t]*(?:#[^\n]*)?(?:\n|\Z)")


def set_value(header: Header, change: Set) -> Outcome:
    """Give a key a value."""
    path, value = header.spelled(change.key), change.value
    entry = header.entry(change.key)
    if entry is None:
        splices: tuple[Splice, ...] = (_addition(header, path, value),)
    elif isinstance(value, (list, tuple)):
        splices = _with_list(header, entry, value)
    else:
        splices = _with_scalar(header, entry, value)
    return Outcome(splices, path, wanted=value)


def remove(header: Header, change: Remove) -> Outcome:
    """Take a key away, with its value."""
    path = header.spelled(change.key)
    entry, parent = header.entry(path), header.parent(path)
    if entry is None or parent is None:
        if header.value(path) is not None:
            reason = f"{'.'.join(path)} comes from another part of the front matter, by <<"
            header.refuse(reason)
        return Outcome((), path, gone=True)
    last = len(parent.entries) == 1 and len(path) > 1
    if last and header.kind == "yaml" and parent.style == "block":
        return remove(header, Remove(path[:-1]))
    if parent.style in ("flow", "bare"):
        nodes = [Node("scalar", item.start, item.value.end) for item in parent.entries]
        index = parent.entries.index(entry)
        return Outcome((dropped(header, nodes, index),), path, gone=True)
    start = line_start(header.text, entry.start)
    if header.text[start : entry.start].strip(" \t[.") and header.kind != "nikola":
        header.refuse("this key can't be taken out of its line", entry.start)
    end = line_end(header.text, max(entry.end, entry.value.end - 1))
    return Outcome((Splice(start, end, ""),), path, gone=True)


def rename(header: Header, change: Rename) -> Outcome:
    """Give a key another name."""
    path = header.spelled(change.key)
    entry, parent = header.entry(path), header.parent(path)
    if entry is None or parent is None:
        header.refuse(f"there is no key {'.'.join(change.key)}")
    other = entry_of(parent, change.name)
    if other is not None and other != entry:
        header.refuse(f"{other.key} is there already", other.start)
    if "dotted" in (parent.style, entry.value.style):
        header.refuse("this name is part of dotted keys", entry.start)
    splice = Splice(entry.start, entry.end, key_of(change.name, header.kind))
    return Outcome((splice,), path, renamed=change.name)


def dropped(header: Header, nodes: Sequence[Node], index: int) -> Splice:
    """Take one of several values between commas away, with its comma."""
    text, node = header.text, nodes[index]
    start = line_start(text, node.start)
    behind = _LINE_BEHIND.match(text, node.end)
    last = index == len(nodes) - 1
    alone = behind is not None and not text[start : node.start].strip()
    if behind is not None and alone and not (last and header.kind == "json"):
        return Splice(start, behind.end(), "")
    if not last:
        return Splice(node.start, nodes[index + 1].start, "")
    return Splice(nodes[index - 1].end if index else node.start, node.end, "")


def replaced(header: Header, node: Node, written: str) -> Splice:
    """Put another value in the place of a scalar."""
    gap = ""
    if node.start == node.end and header.text[node.start - 1 : node.start] not in (" ", "\t"):
        gap = " "
    return Splice(node.start, node.end, gap + written)


def _with_scalar(header: Header, entry: Entry, value: Value) -> tuple[Splice, ...]:
    node = entry.value
    if node.style in ("table", "dotted", "tables"):
        header.refuse(f"{entry.key} is a table", entry.start)
    if node.style != "block" or not (node.items or node.entries):
        like = node if node.kind == "scalar" else None
        written = scalar(value, header.kind, like)
        return (replaced(header, node, written),)
    return _instead_of_block(header, entry, scalar(value, header.kind))


def _instead_of_block(header: Header, entry: Entry, written: str) -> tuple[Splice, ...]:
    """Put a value behind the key whose value was on the lines below."""
    node, text = entry.value, header.text
    if node.named:
        header.refuse(f"{entry.key} has an anchor that other values may use", entry.start)
    colon = text.index(":", entry.end) + 1
    line = line_end(text, colon) - 1
    return (
        Splice(colon, colon, f" {written}" if written else ""),
        Splice(line, line_end(text, node.end - 1) - 1, ""),
    )


def _with_list(header: Header, entry: Entry, value: Sequence[str]) -> tuple[Splice, ...]:
    node, kind = entry.value, header.kind
    if kind in ("pelican", "nikola"):
        return (replaced(header, node, ", ".join(value)),)
    if node.kind == "list" and node.style == "block" and node.items and value:
        column = node.start - line_start(header.text, node.start)
        block = block_of(value, " " * column, node)
        return (Splice(node.start, node.end, block[column:]),)
    like = node if node.kind == "list" else Node("list", 0, 0, items=(node,))
    if node.style == "block" and (node.items or node.entries):
        return _instead_of_block(header, entry, list_of(value, kind))
    return (replaced(header, node, list_of(value, kind, like)),)


def _addition(header: Header, path: tuple[str, ...], value: Value) -> Splice:
    parent = header.parent(path)
    if parent is None:
        return _new_mapping(header, path, value)
    if parent.style in ("flow", "bare"):
        return _between_braces(header, parent, path[-1], value)
    if header.kind == "toml":
        return _toml_line(header, parent, path, value)
    indent = _indent(header, parent, path)
    line = _line(header, path[-1], value)
    lines = "".join(f"{indent}{part}\n" for part in line.rstrip("\n").split("\n"))
    return _inserted(header, _last_line(header, parent), lines)


def _inserted(header: Header, at: int, lines: str) -> Splice:
    """Insert whole lines; the line before may lack its line feed."""
    if at and header.text[at - 1] != "\n":
        lines = "\n" + lines.rstrip("\n")
    return Splice(at, at, lines)


def _last_line(header: Header, parent: Node) -> int:
    """Say where a further line of a mapping goes: for the whole header, behind its comments too."""
    if parent is not header.top:
        return line_end(header.text, max(parent.end - 1, 0))
    used = len(header.text.rstrip())
    return line_end(header.text, used) if used else 0


def _indent(header: Header, parent: Node, path: tuple[str, ...]) -> str:
    if not parent.entries:
        return "" if len(path) == 1 else "  "
    start = parent.entries[0].start
    before = header.text[line_start(header.text, start) : start]
    return before if not before.strip() else ""


def _line(header: Header, name: str, value: Value) -> str:
    habits = header.style
    if header.kind == "yaml":
        quote = habits.quotes(name)
        return yaml_entry(name, "" if value is None else value, habits.lists, quote=quote)
    return write_values({name: value}, header.kind)


def _toml_line(header: Header, parent: Node, path: tuple[str, ...], value: Value) -> Splice:
    own = [entry for entry in parent.entries if entry.value.style not in ("table", "tables")]
    line = toml_entry(path[-1], value)
    if parent.style == "dotted":
        line = ".".join(map(toml_key, path[:-1])) + "." + line
    if own:
        last = max(own, key=lambda entry: entry.value.end)
        at = line_end(header.text, max(last.end, last.value.end - 1))
    elif parent is header.top:
        at = 0
    else:
        at = line_end(header.text, parent.start)
    return _inserted(header, at, line)


def _new_mapping(header: Header, path: tuple[str, ...], value: Value) -> Splice:
    name, *inner = path
    if header.entry((name,)) is not None or len(inner) != 1:
        header.refuse(f"there is no {'.'.join(path[:-1])} to put {path[-1]} in")
    nested = {name: {inner[0]: value}}
    if header.kind in ("pelican", "nikola"):
        header.refuse("values in this header have no keys inside")
    if header.top.style in ("flow", "bare"):
        written = json.dumps(nested, ensure_ascii=False)[1:-1]
        return _braced(header, header.top, written)
    lines = write_values(nested, header.kind, header.style.lists)
    at = _last_line(header, header.top)
    return _inserted(header, at, lines if header.text[:at].strip() else lines.lstrip("\n"))


def _between_braces(header: Header, parent: Node, name: str, value: Value) -> Splice:
    kind = header.kind
    listed = isinstance(value, (list, tuple))
    written = list_of(value, kind) if listed else scalar(value, kind, flow=True)  # type: ignore[arg-type]  # a list, as just seen
    return _braced(header, parent, key_of(name, kind) + separator(kind) + written)


def _braced(header: Header, parent: Node, written: str) -> Splice:
    if not parent.entries:
        at = parent.start + (parent.style == "flow")
        return Splice(at, at, written)
    first, last = parent.entries[0], parent.entries[-1]
    before = header.text[line_start(header.text, first.start) : first.start]
    gap = "\n" + before if parent.start < line_start(header.text, first.start) else " "
    if parent.style == "bare":
        gap = "\n"
    at = last.value.end
    return Splice(at, at, f",{gap}{written}")
