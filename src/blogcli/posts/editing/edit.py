"""Bytes of a post to bytes with a change, checked by reading them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from blogcli.errors import PostError
from blogcli.posts import front_matter, reading
from blogcli.posts.editing import keys, lists
from blogcli.posts.editing.changes import AddItem, Change, Place, Remove, Rename, Set
from blogcli.posts.editing.comparing import differences
from blogcli.posts.editing.header import Header, Outcome, mark
from blogcli.posts.editing.marks import Splice
from blogcli.posts.front_matter import Source
from blogcli.posts.header_writing import write_header
from blogcli.posts.headers import load_pelican
from blogcli.posts.values import FrontMatter, HeaderProblem

_BOM = b"\xef\xbb\xbf"
_OPERATIONS: dict[type, Callable[..., Outcome]] = {
    Set: keys.set_value, Remove: keys.remove, Rename: keys.rename, **lists.OPERATIONS,
}  # fmt: skip


def edit(data: bytes, changes: Sequence[Change], place: Place) -> bytes:
    """Give a post with these changes of its front matter, one after the other.

    A post without front matter gets one, in the format of its blog.

    Raises:
        PostError: The header can't be read, or can't be changed without touching more than it
            should; with its line and column.
    """
    for change in changes:
        data = _edited(data, change, place)
    return data


def _edited(data: bytes, change: Change, place: Place) -> bytes:
    source = reading.split(data, place.path, place.dialect)
    values = reading.values_of(source, place.path, place.dialect)
    try:
        if source.format == "none":
            return _with_header(data, source, change, place)
        header = _header(source, values, place)
        outcome = _OPERATIONS[type(change)](header, change)
        if not outcome.splices:
            return data
        edited = _spliced(data, source, outcome.splices)
        _check(edited, (source, data), values, outcome, place)
    except HeaderProblem as problem:
        raise front_matter.locate(problem, source, place.path) from problem
    return edited


def _header(source: Source, values: FrontMatter, place: Place) -> Header:
    kind = source.format
    # To Pelican, fences may hold its own lines, which are no YAML.
    if kind == "yaml" and place.dialect.name == "pelican" and _is_pelican(source, values):
        kind = "pelican"
    return Header(source.header, kind, mark(source.header, kind), values, place.habits)


def _is_pelican(source: Source, values: FrontMatter) -> bool:
    from blogcli.posts.yaml_loader import load

    try:
        load(source.header)
    except HeaderProblem:
        return values == load_pelican(source.header)
    return False


def _with_header(data: bytes, source: Source, change: Change, place: Place) -> bytes:
    """Give a post without front matter one that holds what the change sets."""
    if isinstance(change, (Set, AddItem)):
        value = change.value if isinstance(change, Set) else (change.item,)
        inner: object = value
        for name in reversed(change.key[1:]):
            inner = {name: inner}
        habits = place.habits
        written = write_header({change.key[0]: inner}, habits.format, habits.lists, habits.quotes)
        start = len(_BOM) if source.bom else 0
        edited = data[:start] + written.replace("\n", source.newline).encode() + data[start:]
        outcome = Outcome((), change.key, wanted=value)
        _check(edited, (source, data[start:]), FrontMatter(), outcome, place)
        return edited
    if isinstance(change, Rename):
        reason = f"there is no key {'.'.join(change.key)}"
        raise HeaderProblem(reason)
    return data


def _spliced(data: bytes, source: Source, splices: Sequence[Splice]) -> bytes:
    """Put the splices into the file; the header's text has LF, the file what it has."""
    written = data[source.header_start : source.header_end].decode()
    offsets = _Offsets(written)
    parts, at = [], 0
    for splice in sorted(splices):
        parts += [written[at : offsets.of(splice.start)], splice.text.replace("\n", source.newline)]
        at = offsets.of(splice.end)
    parts.append(written[at:])
    header = "".join(parts).encode()
    return data[: source.header_start] + header + data[source.header_end :]


class _Offsets:
    """Turns places in a text with LF into those of the same text with CRLF here and there."""

    def __init__(self, written: str) -> None:
        self._pairs: list[int] = []
        at = written.find("\r\n")
        while at >= 0:
            self._pairs.append(at - len(self._pairs))
            at = written.find("\r\n", at + 2)

    def of(self, at: int) -> int:
        return at + bisect_left(self._pairs, at)


def _check(
    edited: bytes,
    before: tuple[Source, bytes],
    values: FrontMatter,
    outcome: Outcome,
    place: Place,
) -> None:
    """Read the result: the one value is as wanted, all others and the body are as they were.

    Raises:
        HeaderProblem: They are not.
    """
    source, data = before
    try:
        new = reading.split(edited, place.path, place.dialect)
        read = reading.values_of(new, place.path, place.dialect)
    except PostError as error:
        reason = f"{'.'.join(outcome.path)} can't be changed here without harm: {error.reason}"
        raise _unsafe(outcome, values, reason) from error
    left, body = edited[new.body_start :], data
    if source.format != "none":
        body = data[source.body_start :]
    elif left != body:  # a blank line behind the new header
        left = left.removeprefix(source.newline.encode())
    if left != body or new.bom != source.bom:
        raise _unsafe(outcome, values, "the text of the post would not stay as it is")
    if source.format not in ("none", new.format):
        raise _unsafe(outcome, values, "the front matter would be taken for another kind")
    if reason := differences(values, read, outcome):
        raise _unsafe(outcome, values, reason)


def _unsafe(outcome: Outcome, values: FrontMatter, reason: str) -> HeaderProblem:
    line, column = values.places.get(outcome.path[0], (1, 1))
    return HeaderProblem(reason, line, column, hint="change it by hand: blog edit POST")
