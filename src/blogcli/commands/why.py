"""`blog why`."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    ctx: typer.Context,
    *,
    post: Annotated[
        str, typer.Argument(metavar="POST", help="Path, slug or title.", show_default=False)
    ],
) -> None:
    """Say why."""
