"""Fixtures that every test may use: a clean environment, and real blogs."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from extent import WHOLE

# How quick a busy machine is says nothing about the code: budgets are measured in benchmarks/.
# Each run tries other inputs; `make soak` tries more of them at a time.
settings.register_profile(
    "any-machine",
    deadline=None,
    max_examples=100 if WHOLE else 60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("any-machine")

pytest.register_assert_rewrite("transcripts")

from transcripts import Cli  # noqa: E402 - after its asserts are made to tell more

SAMPLES = Path(__file__).parent / "samples"

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


# A run that a script put into the background ignores interrupts, and so would all that it starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """Leave what was collected out of the search for garbage: that took a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(autouse=True)
def _fresh_styles() -> None:
    """Rich keeps the codes of a style for the terminal that it wrote to first: another test's."""
    style = sys.modules.get("rich.style")
    if style is not None:
        style.Style.parse.cache_clear()
        style.Style._add.cache_clear()


@pytest.fixture(autouse=True)
def _clean_environment(
    tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> Iterator[None]:
    """A home of its own, no colours, a fixed width: no test sees the person's settings."""
    home = tmp_path_factory.mktemp("home")
    _share_dictionaries(home / "cache" / "blog", pytestconfig)
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


def _share_dictionaries(cache: Path, config: pytest.Config) -> None:
    """Preparing a language's dictionary takes seconds: once for all tests will do."""
    assert config.cache is not None
    cache.mkdir(parents=True, mode=0o700)
    (cache / "dictionaries").symlink_to(config.cache.mkdir("dictionaries"))


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


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A blog of seven posts in three languages, of every status, to read and to change."""
    return Path(shutil.copytree(SAMPLES / "small", tmp_path / "small"))


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """An empty folder, in which there is no blog."""
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder


@pytest.fixture
def cli(small: Path) -> Cli:
    """The program, run in the small blog on the 24th of November 2026."""
    return Cli(small)
