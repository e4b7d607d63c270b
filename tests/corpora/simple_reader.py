"""Front matter read in the simplest way there is: lines, cut at their first colon or equals sign.

It knows nothing of YAML or TOML but what these blogs use, and shares no code with the product.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from pathlib import Path


def facts(path: Path, fence: str) -> dict[str, str]:
    """Give the text of each key in lower case, lists that go on over lines joined."""
    lines = path.read_text("utf-8-sig").splitlines()
    marks = [number for number, line in enumerate(lines) if line.strip() == fence]
    found: dict[str, str] = {}
    key = ""
    for line in lines[marks[0] + 1 : marks[1]]:
        start = re.match(r"([A-Za-z_]+) *[:=] ?(.*)", line)
        if start:
            key = start[1].lower()
            found[key] = start[2].strip()
        elif key and not line.startswith("#"):
            found[key] = f"{found[key]} {line.strip()}".strip()
    return found


def unquoted(text: str) -> str:
    """Take the quotes from around a text."""
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1].replace('\\"', '"').strip()
    return text.strip()


def listed(text: str) -> tuple[str, ...]:
    """Give the items of `["a", "b"]`, `[a, b]` or `- a - b`, each once."""
    if text.startswith("["):
        inner = text.strip("[] ")
        items = re.findall(r'"([^"]*)"', inner) if '"' in inner else inner.split(",")
    elif text.startswith("- "):
        items = [unquoted(item) for item in re.split(r"(?:^|\s)- ", text)]
    else:
        items = [unquoted(text)]
    return tuple(dict.fromkeys(item.strip() for item in items if item.strip()))


def moment(text: str) -> datetime:
    """Read a date by its digits: year, month, day, hour, minute, second, and a zone at the end."""
    text = unquoted(text)
    zone = re.search(r"([+-])(\d\d):?(\d\d)$", text[10:])
    digits = [int(part) for part in re.findall(r"\d+", text[: 10 + zone.start()] if zone else text)]
    year, month, day, hour, minute, second = (*digits, 0, 0, 0)[:6]
    offset = timedelta(0)
    if zone:
        offset = timedelta(hours=int(zone[2]), minutes=int(zone[3])) * (1 if zone[1] == "+" else -1)
    return datetime(year, month, day, hour, minute, second, tzinfo=timezone(offset))
