"""Fixtures that every test may use: a clean environment, and real blogs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

KEPT = (
    "PATH",
    "LANG",
    "TMPDIR",
    "BLOG_CORPORA",
    "BLOG_DATA",
    "BLOG_SEED",
    "SYSTEMROOT",
    "COVERAGE_PROCESS_START",
)


@pytest.fixture(autouse=True)
def _clean_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A home of its own, no colours, a fixed width: no test sees the person's settings."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name not in KEPT and not name.startswith(("PYTEST", "COV_", "HYPOTHESIS")):
                patch.delenv(name)
        patch.setenv("HOME", str(home))
        for name in ("CACHE", "CONFIG", "STATE", "DATA"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        patch.setenv("COLUMNS", "80")
        patch.setenv("TZ", "UTC")
        yield


def _folder(variable: str) -> Path:
    value = os.environ.get(variable)
    if not value:
        pytest.skip(f"${variable} is not set: no real blogs here to try on")
    return Path(value).resolve()


@pytest.fixture
def corpora() -> Path:
    """The folder of real blogs."""
    return _folder("BLOG_CORPORA")


@pytest.fixture
def data() -> Path:
    """The folder of measured test data."""
    return _folder("BLOG_DATA")


@pytest.fixture
def seed() -> Path:
    """The folder of the Finnish text that the first post is made of."""
    return _folder("BLOG_SEED")
