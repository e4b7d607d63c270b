"""Code blocks in colour."""

from __future__ import annotations

from rich.text import Text

LONGEST = 100_000  # characters: above this, colouring takes longer than reading is worth


def coloured(code: str, language: str, theme: str) -> Text:
    """Give the code with Pygments' colours; plain where its language is unknown or it is huge."""
    if not language or not theme or len(code) > LONGEST:
        return Text(code, "md.code.block")
    from rich.syntax import Syntax

    highlighted = Syntax(code, language, theme=theme, background_color="default").highlight(code)
    # Pygments ends every text with a newline of its own.
    highlighted.right_crop(len(highlighted.plain) - len(highlighted.plain.rstrip("\n")))
    if highlighted.plain != code:
        return Text(code, "md.code.block")
    return highlighted
