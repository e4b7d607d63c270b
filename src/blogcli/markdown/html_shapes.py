"""What a writer must know of events that lie ahead."""

from __future__ import annotations

from collections.abc import Sequence

from blogcli.markdown.events import Event, inside


def has_tasks(events: Sequence[Event], position: int) -> bool:
    """Say whether the first item of the list that begins at `position` is a task."""
    for event in events[position + 2 : position + 4]:
        if isinstance(event, dict) and "TaskListMarker" in event:
            return True
        if event != {"Start": "Paragraph"}:
            return False
    return False


def callout_title(events: Sequence[Event], position: int) -> int:
    """Find where the title of the callout at `position` ends: the place of its `End`; -1 if it has none.

    A title is a first paragraph that is one `Strong` and nothing else.
    """  # noqa: E501 - one sentence
    if list(events[position + 1 : position + 3]) != [{"Start": "Paragraph"}, {"Start": "Strong"}]:
        return -1
    end = position + 3 + sum(1 for _ in inside(events, position + 2))
    return end if list(events[end + 1 : end + 2]) == [{"End": "Paragraph"}] else -1


def lone_image(events: Sequence[Event], position: int) -> tuple[dict[str, str], int] | None:
    """Give the data of the image that is all of the paragraph at `position`, and the place behind it."""  # noqa: E501 - one sentence
    event = events[position + 1] if position + 1 < len(events) else ""
    tag = event.get("Start") if isinstance(event, dict) else None
    if not isinstance(tag, dict) or "Image" not in tag:
        return None
    end = position + 3 + sum(1 for _ in inside(events, position + 1))
    if list(events[end : end + 1]) != [{"End": "Paragraph"}]:
        return None
    return tag["Image"], end + 1


def is_picture(events: Sequence[Event], position: int) -> bool:
    """Say whether the paragraph at `position` is one image, linked or not, and nothing else."""
    first = position + 1
    linked = "Link" in _begun(events, first)
    image = _begun(events, first + linked).get("Image")
    if not image or not image["dest_url"]:
        return False
    end = first + linked + 2 + sum(1 for _ in inside(events, first + linked))
    ends = [{"End": "Link"}] * linked + [{"End": "Paragraph"}]
    return list(events[end : end + len(ends)]) == ends


def _begun(events: Sequence[Event], position: int) -> dict[str, dict[str, str]]:
    event = events[position] if position < len(events) else ""
    tag = event.get("Start") if isinstance(event, dict) else None
    return tag if isinstance(tag, dict) else {}
