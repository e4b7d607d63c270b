"""The blog's own templates: files in `theme/pdf/` that take the place of the built-in ones."""

from __future__ import annotations

from pathlib import Path

from blogcli.errors import OutputError
from blogcli.files import inside, read_regular

FOLDER = "pdf"
MAX_BYTES = 20_000_000
"""Of all files of a theme together."""


def own_templates(root: Path, theme: str) -> dict[str, bytes]:
    """Read the files of a theme for PDF, by name; pictures and the like may lie beside templates.

    Raises:
        OutputError: One can't be read, leads out of the theme, or they are too large together.
    """
    folder = root / theme / FOLDER
    if not folder.is_dir():
        return {}
    files: dict[str, bytes] = {}
    left = MAX_BYTES
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() or any(part.startswith(".") for part in name.split("/")):
            continue
        place = f"{theme}/{FOLDER}/{name}"
        try:
            files[name] = read_regular(inside(folder, name), left)
        except OutputError as error:
            message = f"{place} leads out of the theme"
            raise OutputError(message, hint="put the file itself there") from error
        except OSError as error:
            message = f"{place}: {error.strerror or error}"
            raise OutputError(message) from error
        left -= len(files[name])
    return files
