"""The manifest of an output folder: which of its files are ours."""

from __future__ import annotations

import json
import os
from pathlib import Path

from blogcli.errors import OutputError
from blogcli.files import SITE_MANIFEST

_VERSION = 1


class Manifest:
    """Reads and writes the manifest in the folder `keeping`."""

    def __init__(self, keeping: Path) -> None:
        self._path = keeping / SITE_MANIFEST
        self._part = keeping / "manifest.part"
        self._listed: set[str] | None = None
        """What it names, where it can be read as it is."""

    def read(self) -> set[str]:
        """Give the files that it names, by their places below the folder.

        Raises:
            OutputError: It is damaged.
        """
        try:
            files = json.loads(self._path.read_bytes())["files"]
            if _all_harmless(files):
                self._listed = set(files)
                return set(files)
            return {name for name in files if _harmless(name)}
        except FileNotFoundError:
            return set()
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            message = f"{self._path} is damaged, so nobody knows which files here are ours"
            raise OutputError(message, hint="delete the output folder and export anew") from error

    def write(self, files: set[str]) -> None:
        """Name these files, unless it does; it appears whole, and lasts."""
        if files == self._listed:
            return
        data = json.dumps({"version": _VERSION, "files": sorted(files)}, ensure_ascii=False)
        encoded = data.replace('", "', '",\n"').encode("utf-8", "surrogateescape") + b"\n"
        with self._part.open("wb") as stream:
            stream.write(encoded)
            stream.flush()
            os.fsync(stream.fileno())
        self._part.replace(self._path)
        self._listed = set(files)


def _all_harmless(names: list[object]) -> bool:
    """Say whether `_harmless` holds for all names, at one look: of a few odd ones it isn't sure."""
    try:
        joined = "/" + "/\n/".join(names) + "/"  # type: ignore[arg-type]  # else it raises
    except TypeError:
        return False
    return not any(part in joined for part in ("\0", "\\", "//", "/./", "/../"))


def _harmless(name: object) -> bool:
    """Say whether an entry is a plain path below the folder."""
    if not isinstance(name, str) or "\0" in name or "\\" in name:
        return False
    return all(part not in {"", ".", ".."} for part in name.split("/"))
