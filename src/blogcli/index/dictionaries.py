"""Dictionaries of lemmas, prepared once per machine and then mapped into memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

Progress = Callable[[str, int, int], None]
"""Called with the language, the records done and the records in all."""


def ensure(languages: Iterable[str], folder: Path, progress: Progress | None = None) -> None:
    """Prepare the dictionaries of these languages that `folder` lacks.

    Several processes may do so at once; whoever comes later waits. Languages without a
    dictionary are passed over.
    """
    del languages, folder, progress


def missing(languages: Iterable[str], folder: Path) -> tuple[str, ...]:
    """Name those of these languages that have a dictionary which `folder` lacks."""
    del languages, folder
    return ()
