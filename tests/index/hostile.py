"""A time zone that does harm to the process which asks it about certain years."""

from __future__ import annotations

import os
import re
import signal
from datetime import UTC, datetime, timedelta, tzinfo

KILLS, HANGS, PRINTS = 1901, 1902, 1903


class HostileZone(tzinfo):
    """Stands for an engine that crashes, or never comes back, on some post."""

    def utcoffset(self, moment: datetime | None) -> timedelta:
        year = moment.year if moment else 0
        if year == KILLS:
            os.kill(os.getpid(), signal.SIGKILL)
        if year == HANGS:
            # Holds the interpreter, as an engine's own loop would.
            re.match(r"(a+)+$", "a" * 60 + "b")
        if year == PRINTS:
            print("noise " * 1000, flush=True)  # noqa: T201 - an engine may
        return timedelta()

    def dst(self, moment: datetime | None) -> timedelta:
        del moment
        return timedelta()

    def tzname(self, moment: datetime | None) -> str:
        del moment
        return "hostile"

    def fromutc(self, moment: datetime) -> datetime:
        return moment.replace(tzinfo=UTC)


ZONE = HostileZone()
