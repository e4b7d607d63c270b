"""Plain values by name, kept in a few bytes each: what an export knows of many files and posts."""

from __future__ import annotations

import marshal
from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, TypeAlias, TypeVar

Plain = TypeVar("Plain")
Packed: TypeAlias = tuple[bytes, bytes, bytes, bytes]
"""A table as `marshal` takes it."""

_LONG = "Q"
"""How places in the bytes are kept: more than 4 GB are none too many to count."""

_OFTEN = 500
"""After so many questions, names are listed for those to come: a fifth of the time each."""
_MANY = 30_000
"""Names; a list of more would take more memory than it saves time."""
_FEW = 20
"""Of so many values one is new: fewer are put between what stays as it is."""


class Table(Mapping[str, Any]):
    """An unchangeable mapping, whose values are made anew each time that one is asked for.

    The names are sorted, so that equal mappings have equal bytes, and processes that share it
    copy nothing by looking: no object of Python's stands for a name or value.
    """

    __slots__ = ("_asked", "_listed", "_name_ends", "_names", "_value_ends", "_values")

    def __init__(self, packed: Packed = (b"", b"", b"", b"")) -> None:
        """Bring back what `packed` gave."""
        self._names, name_ends, self._values, value_ends = packed
        self._name_ends = array(_LONG, name_ends)
        self._value_ends = array(_LONG, value_ends)
        self._asked = 0
        self._listed: list[bytes] | None = None

    @classmethod
    def of(cls, values: Mapping[str, Plain], make: Callable[[Plain], object]) -> Table:
        """Make it of a mapping: `make` gives each value as `marshal` takes it."""
        return cls._in_order((name, dumped(make(values[name]))) for name in sorted(values))

    @classmethod
    def of_dumped(cls, items: Iterable[tuple[str, bytes]]) -> Table:
        """Make it of values as `dumped` gives them, by names that are there once."""
        return cls._in_order(sorted(items))

    @classmethod
    def _in_order(cls, items: Iterable[tuple[str, bytes]]) -> Table:
        # Text in the order of its characters is in that of its bytes in UTF-8, too.
        names, values = bytearray(), bytearray()
        name_ends, value_ends = array(_LONG), array(_LONG)
        for name, value in items:
            names += _encoded(name)
            name_ends.append(len(names))
            values += value
            value_ends.append(len(values))
        return cls((bytes(names), name_ends.tobytes(), bytes(values), value_ends.tobytes()))

    def packed(self) -> Packed:
        """Give all of it as bytes."""
        name_ends, value_ends = self._name_ends.tobytes(), self._value_ends.tobytes()
        return (self._names, name_ends, self._values, value_ends)

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - any plain value
        at = self._at(_encoded(name))
        if at is None:
            raise KeyError(name)
        return marshal.loads(self._value(at))  # noqa: S302 - our own

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - any plain value
        """Give a value, else the default: of a fresh site, nothing is known of any file."""
        at = self._at(_encoded(name)) if self._name_ends else None
        return default if at is None else marshal.loads(self._value(at))  # noqa: S302 - our own

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._at(_encoded(name)) is not None

    def __iter__(self) -> Iterator[str]:
        return (name.decode("utf-8", "surrogatepass") for name in self._every_name())

    def __len__(self) -> int:
        return len(self._name_ends)

    def dumped(self, name: str) -> bytes | None:
        """Give a value as it is kept; None where there is none."""
        at = self._at(_encoded(name))
        return None if at is None else self._value(at)

    def pairs(self) -> Iterator[tuple[str, Any]]:
        """Give all names and values, as `items` does, in a tenth of its time."""
        return zip(self, map(marshal.loads, self._every_value()), strict=True)

    def dumped_pairs(self) -> Iterator[tuple[str, bytes]]:
        """Give all names and values, these as they are kept."""
        return zip(self, self._every_value(), strict=True)

    def without(self, names: Collection[str]) -> Table:
        """Give it without some names."""
        if not names:
            return self
        return Table.of_dumped(pair for pair in self.dumped_pairs() if pair[0] not in names)

    def with_new(self, new: Mapping[str, bytes]) -> Table:
        """Give it with some values, as `dumped` gives them, in place of or beside its own."""
        if len(new) * _FEW > len(self):
            return Table.of_dumped({**dict(self.dumped_pairs()), **new}.items())
        parts: list[tuple[bytes, array[int], bytes, array[int]]] = []
        start = 0
        for name, value in sorted((_encoded(name), value) for name, value in new.items()):
            at = self._first_from(name)
            parts += [self._slice(start, at), _row(name, value)]
            start = at + (at < len(self) and self._name(at) == name)
        return _chained([*parts, self._slice(start, len(self))])

    def _every_value(self) -> Iterator[bytes]:
        values, start = self._values, 0
        for end in self._value_ends:
            yield values[start:end]
            start = end

    def _value(self, at: int) -> bytes:
        return self._values[self._value_ends[at - 1] if at else 0 : self._value_ends[at]]

    def _name(self, at: int) -> bytes:
        ends = self._name_ends
        return self._names[ends[at - 1] if at else 0 : ends[at]]

    def _at(self, name: bytes) -> int | None:
        at = self._first_from(name)
        return at if at < len(self._name_ends) and self._name(at) == name else None

    def _first_from(self, name: bytes) -> int:
        """Find the first name that is not before another."""
        if self._listed is None:
            self._asked += 1
            if self._asked < _OFTEN or len(self) > _MANY:
                return bisect_left(range(len(self)), name, key=self._name)
            self._listed = [*self._every_name()]
        return bisect_left(self._listed, name)

    def _every_name(self) -> Iterator[bytes]:
        names, start = self._names, 0
        for end in self._name_ends:
            yield names[start:end]
            start = end

    def _slice(self, first: int, end: int) -> tuple[bytes, array[int], bytes, array[int]]:
        """Give some rows; the places are still those in the whole."""
        names, values = self._name_ends, self._value_ends
        if first >= end:
            return (b"", array(_LONG), b"", array(_LONG))
        return (
            self._names[names[first - 1] if first else 0 : names[end - 1]],
            names[first:end],
            self._values[values[first - 1] if first else 0 : values[end - 1]],
            values[first:end],
        )


def dumped(value: object) -> bytes:
    """Write a plain value as a table keeps it."""
    # Version 2 has no references, so equal values give equal bytes; and it is fast.
    return marshal.dumps(value, 2)  # type: ignore[arg-type]  # its type for this is private


def _encoded(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")


def _row(name: bytes, value: bytes) -> tuple[bytes, array[int], bytes, array[int]]:
    return (name, array(_LONG, [len(name)]), value, array(_LONG, [len(value)]))


def _chained(parts: list[tuple[bytes, array[int], bytes, array[int]]]) -> Table:
    names, values = (b"".join(part[at] for part in parts) for at in (0, 2))
    name_ends = _moved([(len(part[0]), part[1]) for part in parts])
    value_ends = _moved([(len(part[2]), part[3]) for part in parts])
    return Table((names, name_ends, values, value_ends))


def _moved(parts: list[tuple[int, array[int]]]) -> bytes:
    """Put places one after the other, of bytes that lie one after the other now."""
    found, start = array(_LONG), 0
    for length, ends in parts:
        if ends:
            shift = start - (ends[-1] - length)
            found.extend(ends if not shift else array(_LONG, [end + shift for end in ends]))
        start += length
    return found.tobytes()
