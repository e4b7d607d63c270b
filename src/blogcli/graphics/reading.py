"""The reading of drawings: the one door to expat, which fetches nothing and expands nothing."""

from __future__ import annotations

from typing import Protocol
from xml.parsers import expat


class Listener(Protocol):
    """Told of the parts of a drawing in the order in which they stand."""

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """An element begins."""

    def end(self, name: str, /) -> None:
        """An element ends."""

    def text(self, text: str, /) -> None:
        """Characters stand between elements."""

    def instruction(self, target: str, data: str, /) -> None:
        """A processing instruction stands there."""


def read(data: bytes, listener: Listener, *, namespaces: bool = False) -> None:
    """Read a drawing; with `namespaces` names are `namespace name`, else as they are written.

    Raises:
        ValueError: It isn't well formed, declares entities, or the listener refuses it.
    """
    parser = expat.ParserCreate(namespace_separator=" " if namespaces else None)
    parser.buffer_text = True
    parser.EntityDeclHandler = _refuse_entity
    parser.StartElementHandler = listener.start
    parser.EndElementHandler = listener.end
    parser.CharacterDataHandler = listener.text
    parser.ProcessingInstructionHandler = listener.instruction
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat's own signature
    except expat.ExpatError as error:
        message = f"is not well-formed SVG: {error}"
        raise ValueError(message) from error


def _refuse_entity(*_: object) -> None:
    message = "declares XML entities, which are refused"
    raise ValueError(message)
