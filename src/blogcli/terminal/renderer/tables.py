"""Tables that fit: wrapped inside their cells, or as records where the terminal is narrow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rich.cells import cell_len
from rich.text import Text

from blogcli.terminal.renderer.inline import Marks
from blogcli.terminal.renderer.wrap import wrap

_NARROWEST = 8  # cells: below this a column is harder to read than a record
_WIDE_ENOUGH = 40  # cells: below this no word may be broken inside a column


@dataclass(slots=True)
class Table:
    """One table, filled cell by cell; the first row is its head."""

    alignments: tuple[str, ...]
    rows: list[list[Text]] = field(default_factory=list)

    def lines(self, width: int | None, marks: Marks) -> Iterator[Text]:
        """Give the lines of the table at this width in cells (None: as wide as it needs)."""
        columns = max((len(row) for row in self.rows), default=0)
        if not columns:
            return
        for row in self.rows:
            row.extend(Text() for _ in range(columns - len(row)))
        natural = [max(_width(row[index]) for row in self.rows) for index in range(columns)]
        gaps = cell_len(marks.column) * (columns - 1)
        if width is None or sum(natural) + gaps <= width:
            yield from self._grid(natural, marks)
        elif self._readable(shared := _shared(natural, width - gaps), width):
            yield from self._grid(shared, marks)
        else:
            yield from self._records(width)

    def _readable(self, widths: list[int], width: int) -> bool:
        """Say whether columns of these widths can be read as columns."""
        if width >= _WIDE_ENOUGH:
            return sum(widths) // len(widths) >= _NARROWEST
        return all(
            max(_longest_word(row[index]) for row in self.rows) <= size
            for index, size in enumerate(widths)
        )

    def _grid(self, widths: list[int], marks: Marks) -> Iterator[Text]:
        for number, row in enumerate(self.rows):
            cells = [wrap(cell, size) for cell, size in zip(row, widths, strict=True)]
            for level in range(max(len(cell) for cell in cells)):
                yield self._grid_line(cells, level, widths, marks, head=number == 0)
            if number == 0:
                rule = marks.crossing.join(marks.rule * size for size in widths)
                yield Text(rule, "md.table.rule")

    def _grid_line(
        self, cells: list[list[Text]], level: int, widths: list[int], marks: Marks, *, head: bool
    ) -> Text:
        line = Text()
        for index, (cell, size) in enumerate(zip(cells, widths, strict=True)):
            if index:
                line.append(marks.column, "md.table.rule")
            content = cell[level].copy() if level < len(cell) else Text()
            if head:
                content.stylize("md.table.head")
            line.append_text(_aligned(content, size, self._alignment(index)))
        line.rstrip()
        return line

    def _alignment(self, index: int) -> str:
        return self.alignments[index] if index < len(self.alignments) else "None"

    def _records(self, width: int) -> Iterator[Text]:
        head = self.rows[0]
        body = self.rows[1:] or [[Text() for _ in head]]
        for number, row in enumerate(body):
            if number:
                yield Text()
            for name, cell in zip(head, row, strict=True):
                entry = name.copy()
                entry.stylize("md.table.head")
                if cell.plain:
                    entry.append(": " if name.plain else "").append_text(cell)
                yield from wrap(entry, width)


def _width(cell: Text) -> int:
    return max((cell_len(line) for line in cell.plain.split("\n")), default=0)


def _longest_word(cell: Text) -> int:
    return max(map(cell_len, cell.plain.split()), default=0)


def _shared(natural: list[int], room: int) -> list[int]:
    """Divide `room`: narrow columns get what they need, wide ones share the rest."""
    widths = [0] * len(natural)
    waiting = sorted(range(len(natural)), key=natural.__getitem__)
    while waiting:
        fair = room // len(waiting)
        index = waiting.pop(0)
        widths[index] = min(natural[index], fair)
        room -= widths[index]
    return [max(size, 2) for size in widths]


def _aligned(content: Text, size: int, alignment: str) -> Text:
    missing = max(size - cell_len(content.plain), 0)
    left = {"Right": missing, "Center": missing // 2}.get(alignment, 0)
    if left:
        content.pad_left(left)
    content.pad_right(missing - left)
    return content
