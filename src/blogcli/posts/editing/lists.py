"""Names added to a list, taken out of it or renamed, in whatever shape the list is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from blogcli.posts.editing.changes import AddItem, Key, RemoveItem, RenameItem, Set
from blogcli.posts.editing.header import Header, Outcome
from blogcli.posts.editing.keys import dropped, replaced, set_value
from blogcli.posts.editing.marks import Node, Splice, line_end, line_start
from blogcli.posts.editing.writing import scalar
from blogcli.posts.header_writing import yaml_text
from blogcli.posts.values import HeaderProblem, as_text


def add(header: Header, change: AddItem) -> Outcome:
    """Add a name at the end, unless it is there."""
    path = header.spelled(change.key)
    value, entry = header.value(change.key), header.entry(change.key)
    names = names_in(value, change.mark)
    if change.item in names:
        return Outcome((), path, wanted=value)
    if value and isinstance(value, dict):
        header.refuse(f"{'.'.join(path)} is a mapping, not a list", _start(header, path))
    if entry is None or not names or entry.value.kind == "alias":
        return set_value(header, Set(change.key, (*names, change.item)))
    if isinstance(value, list):
        splice = _appended(header, entry.value, change.item)
        return Outcome((splice,), path, wanted=[*value, change.item])
    if change.mark is None or _divided(change.item, change.mark):
        _refuse_list(header, change.key, change.item)
        return set_value(header, Set(change.key, (*names, change.item)))
    text = _written(header, change.key)
    spans = _spans(text, change.mark)
    usual = " " if change.mark == " " else f"{change.mark} "
    gap = text[spans[-2].end : spans[-1].start] if len(spans) > 1 else usual
    return _with_text(header, change.key, f"{text[: spans[-1].end]}{gap}{change.item}")


def remove(header: Header, change: RemoveItem) -> Outcome:
    """Take a name out of a list."""
    return _without(header, change.key, change.item, change.mark)


def rename(header: Header, change: RenameItem) -> Outcome:
    """Put a name in the place of another; where it is in the list already, the other only goes."""
    value, path = header.value(change.key), header.spelled(change.key)
    names = names_in(value, change.mark)
    if change.item not in names or change.item == change.name:
        return Outcome((), path, wanted=value)
    if change.name in names:
        return _without(header, change.key, change.item, change.mark)
    if names.count(change.item) > 1:
        header.refuse(f"{change.item!r} is in {'.'.join(path)} twice", _start(header, path))
    entry = header.entry(change.key)
    if isinstance(value, list) and entry is not None and entry.value.kind == "list":
        index = names.index(change.item)
        node = entry.value.items[index]
        like = node if node.kind == "scalar" else None
        written = scalar(change.name, header.kind, like, flow=entry.value.style == "flow")
        wanted = [*value[:index], change.name, *value[index + 1 :]]
        return Outcome((Splice(node.start, node.end, written),), path, wanted=wanted)
    if change.mark is None or isinstance(value, list):
        new = change.name if not isinstance(value, list) else _exchanged(names, change)
        return set_value(header, Set(change.key, new))
    if _divided(change.name, change.mark):
        _refuse_list(header, change.key, change.name)
        return set_value(header, Set(change.key, _exchanged(names, change)))
    return _edited(header, change.key, change.mark, change.item, change.name)


def names_in(value: object, mark: str | None) -> list[str]:
    """Give the names of a value in their order; what is no name is an empty text."""
    if isinstance(value, list):
        return [" ".join(as_text(item).split()) for item in value]
    text = as_text(value)
    if mark is None:
        return [" ".join(text.split())] if text else []
    return [" ".join(text[span.start : span.end].split()) for span in _spans(text, mark)]


def _without(header: Header, key: Key, item: str, mark: str | None) -> Outcome:
    value, path, entry = header.value(key), header.spelled(key), header.entry(key)
    names = names_in(value, mark)
    if item not in names:
        return Outcome((), path, wanted=value)
    left = [name for name in names if name != item]
    if entry is None or not left:
        return set_value(header, Set(key, ()))
    if isinstance(value, list) and entry.value.kind == "list":
        if names.count(item) > 1:
            header.refuse(f"{item!r} is in {'.'.join(path)} twice", entry.start)
        index = names.index(item)
        wanted = [one for place, one in enumerate(value) if place != index]
        return Outcome((_taken(header, entry.value, index),), path, wanted=wanted)
    if mark is None or isinstance(value, list):
        return set_value(header, Set(key, left))
    return _edited(header, key, mark, item, "")


def _taken(header: Header, node: Node, index: int) -> Splice:
    if node.style == "flow":
        return dropped(header, node.items, index)
    item = node.items[index]
    start = line_start(header.text, item.start)
    if header.text[start : item.start].strip() != "-":
        header.refuse("this entry can't be taken out of its line", item.start)
    return Splice(start, line_end(header.text, max(item.start, item.end - 1)), "")


def _appended(header: Header, node: Node, item: str) -> Splice:
    text, last = header.text, node.items[-1]
    flow = node.style == "flow"
    written = scalar(item, header.kind, last if last.kind == "scalar" else None, flow=flow)
    start = line_start(text, last.start)
    before = text[start : last.start]
    if not flow:
        indent = before[: len(before) - len(before.lstrip())]
        dash = before if before.strip() == "-" else f"{indent}- "
        end = line_end(text, max(last.start, last.end - 1))
        return Splice(end, end, f"{dash}{written}\n")
    if not before.strip() and start > node.start:  # each on a line of its own
        gap = f",\n{before}"
    elif len(node.items) > 1 and not re.search(r"[#\n]", _gap(text, node)):
        gap = _gap(text, node)
    else:
        gap = ", "
    return Splice(last.end, last.end, gap + written)


def _gap(text: str, node: Node) -> str:
    return text[node.items[-2].end : node.items[-1].start]


class _Span(NamedTuple):
    start: int
    end: int


def _spans(text: str, mark: str) -> list[_Span]:
    """Find the names in a text; Jekyll's readers leave commas about white space out."""
    pattern = (
        r"[^\s,;](?:\S*[^\s,;])?" if mark == " " else rf"[^{mark}\s](?:[^{mark}]*[^{mark}\s])?"
    )
    return [_Span(*found.span()) for found in re.finditer(pattern, text)]


def _divided(name: str, mark: str) -> bool:
    """Say whether a name in a text would be taken for several."""
    return len(name.split(None if mark == " " else mark)) > 1


def _edited(header: Header, key: Key, mark: str, item: str, name: str) -> Outcome:
    """Put a name, or nothing, in the place of another in a text."""
    text = _written(header, key)
    spans = _spans(text, mark)
    for place in range(len(spans) - 1, -1, -1):
        start, end = spans[place]
        if " ".join(text[start:end].split()) != item:
            continue
        if not name and place + 1 < len(spans):
            end = spans[place + 1].start
        elif not name and place:
            start = spans[place - 1].end
        text = text[:start] + name + text[end:]
        spans = _spans(text, mark)
    return _with_text(header, key, text)


def _written(header: Header, key: Key) -> str:
    """Give the text of a value; of Pelican's, with the line feeds and indents in it."""
    entry = header.entry(key)
    if header.kind == "pelican" and entry is not None:
        return header.text[entry.value.start : entry.value.end]
    return as_text(header.value(key))


def _with_text(header: Header, key: Key, text: str) -> Outcome:
    entry = header.entry(key)
    if entry is None or entry.value.kind != "scalar":
        return set_value(header, Set(key, text))
    node = entry.value
    if header.kind == "pelican" or _stays_plain(header, node, text):
        splice = Splice(node.start, node.end, text)
    else:
        like = None if node.style in ("|", ">") else node
        splice = replaced(header, node, scalar(text, header.kind, like))
    return Outcome((splice,), header.spelled(key), wanted=text)


def _stays_plain(header: Header, node: Node, text: str) -> bool:
    """Say whether the author writes such a text without quotes, though we would have them."""
    old = header.text[node.start : node.end]
    if header.kind != "yaml" or node.style or yaml_text(old) == old:
        return False
    from blogcli.posts.yaml_loader import load

    try:
        return load(f"key: {text}\n") == {"key": text}
    except HeaderProblem:
        return False


def _exchanged(names: Sequence[str], change: RenameItem) -> list[str]:
    return [change.name if name == change.item else name for name in names]


def _refuse_list(header: Header, key: Key, name: str) -> None:
    if header.kind in ("pelican", "nikola"):
        reason = f"{name!r} would be several names in this list"
        header.refuse(reason, _start(header, header.spelled(key)))


def _start(header: Header, path: tuple[str, ...]) -> int:
    entry = header.entry(path)
    return entry.start if entry else 0


OPERATIONS: dict[type, Callable[..., Outcome]] = {
    AddItem: add, RemoveItem: remove, RenameItem: rename,
}  # fmt: skip
