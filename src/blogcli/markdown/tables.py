"""HTML's tables in the shape of Markdown's: a head, and as many cells in every row."""

from __future__ import annotations

from blogcli.markdown.events import Event

_WIDEST = 100
_MOST_CELLS = 20_000  # padding stops here: a hostile table can't grow without bound


def tabulate(out: list[Event], start: int) -> None:
    """Shape in place the table whose start event stands at `start` and which ends the list."""
    rows = _rows(out[start + 1 : -1])
    if not rows:
        del out[start:]
        return
    width = min(max(len(row) for row in rows), _WIDEST, max(1, _MOST_CELLS // len(rows)))
    shaped: list[Event] = [{"Start": {"Table": ("None",) * width}}]
    for number, row in enumerate(rows):
        name = "TableHead" if number == 0 else "TableRow"
        shaped.append({"Start": name})
        for column in range(width):
            shaped.append({"Start": "TableCell"})
            if column < len(row):
                shaped += row[column]
            if column == width - 1:
                for surplus in row[width:]:
                    shaped.append({"Text": " "})
                    shaped += surplus
            shaped.append({"End": "TableCell"})
        shaped.append({"End": name})
    shaped.append({"End": "Table"})
    out[start:] = shaped


def _rows(events: list[Event]) -> list[list[list[Event]]]:
    rows: list[list[list[Event]]] = []
    surplus = 0  # the columns that the cell spans beyond its own
    for event in events:
        start = event.get("Start") if isinstance(event, dict) else None
        if start == "TableRow":
            rows.append([])
        elif start == "TableCell":
            rows[-1].append([])
            surplus = event.get("columns", 1) - 1 if isinstance(event, dict) else 0
        elif event == {"End": "TableCell"}:
            rows[-1] += [[] for _ in range(min(surplus, _WIDEST - len(rows[-1])))]
        elif event != {"End": "TableRow"}:
            rows[-1][-1].append(event)
    return [row for row in rows if row]
