"""Dictionaries that all tests share, and an index to put texts in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index.words.shelf import Shelf


@pytest.fixture(scope="session")
def dictionaries(pytestconfig: pytest.Config) -> Path:
    """Preparing a language's dictionary takes seconds: once for all tests will do."""
    assert pytestconfig.cache is not None
    return pytestconfig.cache.mkdir("dictionaries")


@pytest.fixture
def shelf(dictionaries: Path) -> Callable[..., Shelf]:
    """Make an index of texts, for a blog in these languages."""
    return lambda *languages: Shelf(dictionaries, languages)
