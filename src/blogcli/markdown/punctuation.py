"""stub"""
from __future__ import annotations
from blogcli.markdown.events import Event
def punctuate(events: list[Event], lang: str) -> list[Event]:
    """Stub."""
    return events
