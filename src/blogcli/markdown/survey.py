"""One look over the parser's events, to know which passes a post needs: most need none."""

from __future__ import annotations

from dataclasses import dataclass, field

from blogcli.markdown.events import Event
from blogcli.markdown.source import in_address

ADDRESS = ("://", "@", "www.", "WWW.")
SPAN = ("==", "]{")
LIST = ("{",)
_EMPHASES = ["Emphasis", "Strong", "Strikethrough"]  # a list: tags may be dicts
_VERBATIM = ["CodeBlock", "Link", "Image"]


@dataclass(slots=True)
class Survey:
    """What was seen."""

    faulty: bool = False
    """Something only looks like maths or emphasis (`source.faults` says what)."""
    deepest: int = 0
    """How many tags are open at most."""
    anchored: bool = False
    """Raw HTML opens or closes a link."""
    texts: dict[str, list[int]] = field(default_factory=dict)
    """Where these strings stand: positions of text events outside code."""

    def holds(self, needles: tuple[str, ...]) -> bool:
        """Say whether any of these strings stands in text."""
        return any(needle in self.texts for needle in needles)

    def positions(self, needles: tuple[str, ...]) -> list[int]:
        """Give the positions of the texts that hold any of these strings."""
        return sorted({place for needle in needles for place in self.texts.get(needle, ())})


def survey(events: list[Event], text: str) -> Survey:  # noqa: C901, PLR0912, PLR0915 - one loop
    """Look for what the passes mend; `text` is what was parsed."""
    found = Survey()
    needles = [one for one in (*ADDRESS, *SPAN, *LIST) if one[0] in text and one in text]
    depth = deepest = verbatim = 0
    before = ""  # the text directly before
    maths = False
    for position, event in enumerate(events):
        if type(event) is not dict:
            before, maths = "", False
        elif "Text" in event:
            before = event["Text"]
            if maths:
                found.faulty = found.faulty or before[:1].isdigit()
                maths = False
            if needles and not verbatim:
                for needle in needles:
                    if needle in before:
                        found.texts.setdefault(needle, []).append(position)
        elif "Start" in event:
            depth += 1
            deepest = max(deepest, depth)
            tag = event["Start"]
            if type(tag) is dict:
                verbatim += next(iter(tag)) in _VERBATIM
            elif before and tag in _EMPHASES and in_address(before):
                found.faulty = True
            before, maths = "", False
        elif "End" in event:
            depth -= 1
            if verbatim and event["End"] in _VERBATIM:
                verbatim -= 1
            before, maths = "", False
        else:
            maths = "InlineMath" in event
            if maths and before and in_address(before):
                found.faulty = True
            elif "InlineHtml" in event and event["InlineHtml"][1:2] in "aA/":
                found.anchored = True
            before = ""
    found.deepest = deepest
    return found
