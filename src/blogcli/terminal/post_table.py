"""Posts as a table for a person: columns as wide as they need, the title giving way last."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from blogcli.blog.grouping import Group, Grouping
from blogcli.blog.lines import resolved
from blogcli.terminal.console import Console
from blogcli.terminal.findings import counted
from blogcli.terminal.text import cells, cut, one_line

_GAP = "  "
# Cells that the title keeps while other columns can go: the name of a file tells less than a whole
# title, and a day tells more than the end of one.
_TITLE_LEAST = {"slug": 72, "date": 24}
_TITLE_USUALLY = 44
_DAYS = 7  # within which a date is told by its distance
_NAMELESS = {"year": "no date", "tag": "no tags", "status": "no status", "lang": "no language"}
_NEAREST = {-1: "yesterday", 0: "today", 1: "tomorrow"}


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    head: str
    style: str
    widest: int
    """Cells; what is longer is cut where the screen has no room to spare."""


_COLUMNS = (
    _Column("date", "Date", "post.date", 12),
    _Column("title", "Title", "post.title", 10_000),
    _Column("status", "Status", "", 9),
    _Column("lang", "Lang", "post.lang", 8),
    _Column("missing", "Not in", "post.missing", 12),
    _Column("tags", "Tags", "post.tag", 30),
    _Column("slug", "Slug", "post.slug", 40),
)
_FIRST_TO_GO = ("slug", "tags", "missing", "lang", "status", "date")


def lines(
    console: Console,
    records: Sequence[Mapping[str, object]],
    *,
    now: datetime,
    languages: Sequence[str] = (),
    grouping: Grouping | None = None,
) -> Iterator[str]:
    """Give the table line by line, its head first; nothing where there are no posts.

    `languages` are those that the blog is written in: posts that lack one are marked. Of posts in
    groups, each group has a line of its own with its number of posts.
    """
    if not records:
        return
    rows = {id(record): _row(record, now, languages) for record in records}
    told = grouping.by if grouping else ""
    columns = [
        column for column in _COLUMNS if column.name != told and _worthwhile(column.name, rows)
    ]
    columns, widths = _fitted(columns, rows.values(), console.width)
    heads = {column.name: column.head for column in columns}
    yield _line(console, columns, widths, heads, dict.fromkeys(heads, "table.head"))
    for group in grouping.groups if grouping else (Group(None, list(records)),):
        if grouping:
            yield ""
            yield _group_line(console, group, grouping.by)
        for record in group.records:
            row = rows[id(record)]
            styles = {column.name: column.style or f"status.{row['status']}" for column in columns}
            yield _line(console, columns, widths, row, styles)


def _group_line(console: Console, group: Group, by: str) -> str:
    name = _NAMELESS[by] if group.name is None else one_line(group.name)
    number = counted(len(group.records), "post")
    shown = cut(name, max(1, console.width - len(_GAP) - len(number)))
    line = console.paint(shown, "group")
    if cells(shown) + len(_GAP) + len(number) <= console.width:
        line += _GAP + console.paint(number, "count")
    return line


def _row(record: Mapping[str, object], now: datetime, languages: Sequence[str]) -> dict[str, str]:
    tags, others = record["tags"], record["translations"]
    row = {name: one_line(str(record[name])) for name in ("title", "status", "lang", "slug")}
    row["title"] = one_line(resolved(row["title"]))
    row["date"] = relative_date(record["date"], now)
    row["tags"] = one_line(", ".join(tags)) if isinstance(tags, list) else ""
    present = {row["lang"], *(others if isinstance(others, Mapping) else ())}
    row["missing"] = ", ".join(lang for lang in languages if lang not in present)
    return row


def relative_date(value: object, now: datetime) -> str:
    """Tell a date near now by its distance in days, others as year, month and day."""
    if not isinstance(value, str):
        return ""
    moment = datetime.fromisoformat(value)
    days = (moment.date() - now.astimezone(moment.tzinfo).date()).days
    if days in _NEAREST:
        return _NEAREST[days]
    if abs(days) > _DAYS:
        return moment.date().isoformat()
    return f"in {days} days" if days > 0 else f"{-days} days ago"


def _worthwhile(name: str, rows: Mapping[int, Mapping[str, str]]) -> bool:
    """Leave out columns that tell nothing: all published, all in one language, no tags."""
    values = {row[name] for row in rows.values()}
    if name == "status":
        return values != {"published"}
    if name == "lang":
        return len(values) > 1
    return values != {""}


def _fitted(
    columns: Sequence[_Column], rows: Collection[dict[str, str]], width: int
) -> tuple[list[_Column], dict[str, int]]:
    """Choose the columns that there is room for; without that of statuses, titles tell them."""
    widths = _fit(columns, rows, width)
    if "status" not in widths and any(column.name == "status" for column in columns):
        for row in rows:
            if row["status"] != "published":
                row["title"] = f"[{row['status']}] {row['title']}"
        widths = _fit([column for column in columns if column.name in widths], rows, width)
    return [column for column in columns if column.name in widths], widths


def _fit(
    columns: Sequence[_Column], rows: Collection[Mapping[str, str]], width: int
) -> dict[str, int]:
    """Give each column that stays its width in cells."""
    whole = {
        column.name: max(cells(column.head), *(cells(row[column.name]) for row in rows))
        for column in columns
    }
    widths = {column.name: min(column.widest, whole[column.name]) for column in columns}
    for name in _FIRST_TO_GO:
        wanted = min(widths.get("title", 0), _TITLE_LEAST.get(name, _TITLE_USUALLY))
        if _room(widths, width) < wanted:
            widths.pop(name, None)
    if "title" in widths:
        widths["title"] = max(1, min(widths["title"], _room(widths, width)))
    # Nothing is cut for the sake of room that stays empty.
    spare = _room(widths, width) - widths.get("title", 0)
    for name in _FIRST_TO_GO:
        if name in widths and spare > 0:
            more = min(spare, whole[name] - widths[name])
            widths[name] += more
            spare -= more
    return {name: min(cell_width, width) for name, cell_width in widths.items()}


def _room(widths: Mapping[str, int], width: int) -> int:
    """Say how many cells are left for the title."""
    others = [cells_ for name, cells_ in widths.items() if name != "title"]
    return width - sum(others) - len(_GAP) * len(others)


def _line(
    console: Console,
    columns: Sequence[_Column],
    widths: Mapping[str, int],
    row: Mapping[str, str],
    styles: Mapping[str, str],
) -> str:
    parts = []
    for column in columns:
        shown = cut(row[column.name], widths[column.name])
        space = " " * (widths[column.name] - cells(shown))
        parts.append(console.paint(shown, styles[column.name]) + space)
    return _GAP.join(parts).rstrip()
