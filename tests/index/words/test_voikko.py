"""Voikko where it is installed: more of Finnish, and compounds by their parts.

The real one runs in `make verify`, which installs it; what it answers is recorded here besides.
"""

from __future__ import annotations

import gc
import runpy
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from blogcli.index.analysis import presence, voikko
from index.words.shelf import Shelf
from transcripts import Cli

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    voikko.forget()
    yield
    voikko.forget()


@pytest.fixture
def real() -> None:
    if not voikko.available():
        pytest.skip("Voikko is not installed here (PyPI libvoikko, Debian libvoikko1 voikko-fi)")


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Take Voikko away."""

    def take() -> None:
        monkeypatch.setitem(sys.modules, "libvoikko", None)
        voikko.forget()

    return take


RECORDED = {
    "ystävyyskaupunkitoiminnan": [
        {
            "BASEFORM": "ystävyyskaupunkitoiminta",
            "STRUCTURE": "=pppppppp=pppppppp=ppppppppp",
            "WORDBASES": "+ystävyys(ystävyys)+kaupunki(kaupunki)+toimi(toimia)+n+ta(+ta)",
        }
    ],
    "hevoskärryillä": [
        {
            "BASEFORM": "hevoskärry",
            "STRUCTURE": "=ppppp=ppppppppp",
            "WORDBASES": "+hevos(hevonen)+kärry(kärry)",
        }
    ],
    "teemana": [  # as the mana of tea, or as a theme
        {"BASEFORM": "teemana", "STRUCTURE": "=ppp=pppp", "WORDBASES": "+tee(tee)+mana(mana)"},
        {"BASEFORM": "teema", "STRUCTURE": "=ppppppp", "WORDBASES": "+teema(teema)"},
    ],
    "helsingin": [{"BASEFORM": "Helsinki", "STRUCTURE": "=ipppppppp"}],
    "eu-maissa": [
        {"BASEFORM": "EU-Maa", "STRUCTURE": "=jj-=ippppp", "WORDBASES": "+eu(EU)+-+Maa(Maa)"},
        {"BASEFORM": "EU-maa", "STRUCTURE": "=jj-=pppppp", "WORDBASES": "+eu(EU)+-+maa(maa)"},
    ],
    "aaabbbcccdddeeefff": [{"BASEFORM": "x", "STRUCTURE": "=ppp" * 6}],
    "outo": [{"CLASS": "nimisana"}],
    "vajaa": [{"BASEFORM": "vajaa", "STRUCTURE": "=ppppppppppp=pp"}],
}
READINGS = {
    "ystävyyskaupunkitoiminnan": {
        "ystävyyskaupunkitoiminta": {
            "ystävyys", "kaupunki", "toiminta", "ystävyyskaupunki", "kaupunkitoiminta",
        }
    },
    "hevoskärryillä": {"hevoskärry": {"hevonen", "kärry"}},
    "teemana": {"teema": set[str]()},
    "helsingin": {"helsinki": set[str]()},
    "eu-maissa": {"eu-maa": {"eu", "maa"}},
}  # fmt: skip


def told(form: str) -> dict[str, set[str]]:
    return {reading.base: set(reading.parts) for reading in voikko.readings(form)}


@pytest.mark.usefixtures("real")
@pytest.mark.parametrize("form", READINGS)
def test_what_voikko_says_of_a_form(form: str) -> None:
    assert told(form) == READINGS[form]


class NoDictionary(Exception):
    """What libvoikko raises where it finds no dictionary."""


def fake(analyse: Callable[[str], list[dict[str, str]]] | Exception) -> types.ModuleType:
    class Engine:
        def __init__(self, lang: str) -> None:
            assert lang == "fi"
            if isinstance(analyse, Exception):
                raise analyse
            self.analyze = analyse

    module = types.ModuleType("libvoikko")
    library = types.SimpleNamespace(open=lambda: None)
    vars(module).update(Voikko=Engine, VoikkoException=NoDictionary, VoikkoLibrary=library)
    return module


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that answers what Voikko 4.3.1 with voikko-fi 2.5 did, and nonsense."""
    monkeypatch.setitem(sys.modules, "libvoikko", fake(lambda form: RECORDED.get(form, [])))


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize("form", RECORDED)
def test_what_is_made_of_an_answer(form: str) -> None:
    odd = {"aaabbbcccdddeeefff": {"x": set()}, "outo": {}, "vajaa": {"vajaa": {"vajaa"}}}
    assert told(form) == (READINGS | odd)[form]


@pytest.mark.usefixtures("recorded")
def test_a_part_finds_the_compound_and_not_the_other_way(shelf: Callable[..., Shelf]) -> None:
    index = shelf("fi").put("ystävyyskaupunkitoiminnan", "toimintaa", "kaupungit", "hevosten")
    assert sorted(index.find("toiminta")) == [1, 2]
    assert sorted(index.find("kaupungissa")) == [1, 3]
    assert index.find("ystävyyskaupunkitoiminnan") == [1]
    assert index.find("hevoskärryillä") == []


@pytest.mark.parametrize(
    "error",
    [OSError("no libvoikko.so.1"), AttributeError("voikkoInit"), NoDictionary("none for fi")],
)
def test_what_does_not_open_is_as_good_as_none(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "libvoikko", fake(error))
    assert not voikko.available()
    assert voikko.readings("helsingin") == ()


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_a_module_without_its_library_keeps_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    libvoikko = pytest.importorskip("libvoikko", reason="PyPI libvoikko is not installed here")
    monkeypatch.setattr(libvoikko.VoikkoLibrary, "__init__", raising(OSError("no library")))
    voikko.forget()
    assert not voikko.available()
    gc.collect()
    voikko.forget()


def raising(error: Exception) -> Callable[..., None]:
    def fail(*_: object) -> None:
        raise error

    return fail


def test_without_voikko_nothing_is_said(without: Callable[[], None]) -> None:
    without()
    assert not voikko.available()
    assert voikko.readings("ystävyyskaupunkitoiminnan") == ()
    assert presence.fingerprint() == ""


def test_voikko_is_noticed_without_being_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "libvoikko", raising=False)
    monkeypatch.setattr(sys, "path", [*sys.path])
    before = presence.fingerprint()
    (tmp_path / "libvoikko.py").write_text("raise AssertionError")
    sys.path.insert(0, str(tmp_path))
    there = presence.fingerprint()
    assert there not in {"", before}
    assert presence.fingerprint() == there
    dictionary = tmp_path / "own/5/mor-standard"
    dictionary.mkdir(parents=True)
    monkeypatch.setenv("VOIKKO_DICTIONARY_PATH", str(tmp_path / "own"))
    with_another = presence.fingerprint()
    assert with_another != there
    dictionary.rmdir()
    assert presence.fingerprint() not in {there, with_another}


@pytest.mark.usefixtures("real")
def test_a_part_finds_a_compound_in_a_post(cli: Cli, small: Path) -> None:
    add_compound(small)
    assert cli("search", "toiminta", "--paths").out == "posts/ystavyys.md\n"
    assert "Ystävyyskaupunkitoiminnan" in cli("search", "kaupunki", "--json").out
    (hit,) = cli("search", "toiminta", "--template", "{line} {slug}").out.splitlines()
    assert hit == "5 ystavyys"


@pytest.mark.usefixtures("real")
def test_turned_on_or_off_the_index_is_made_anew(
    cli: Cli, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_compound(small)
    found = "posts/ystavyys.md\n"
    assert cli("search", "toiminta", "--paths").out == found
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "libvoikko", None)
        voikko.forget()
        assert cli("search", "toiminta", "--paths").out == ""
        assert cli("search", "ystävyyskaupunkitoiminnan", "--paths").out == found
    voikko.forget()
    assert cli("search", "toiminta", "--paths").out == found


def add_compound(blog: Path) -> None:
    (blog / "posts/ystavyys.md").write_text(
        "---\ntitle: Terveisiä\nlang: fi\n---\nYstävyyskaupunkitoiminnan kuulumisia.\n"
    )


@pytest.mark.usefixtures("real")
def test_finnish_is_found_better_with_voikko(data: Path, dictionaries: Path) -> None:
    benchmark: dict[str, Any] = runpy.run_path(str(ROOT / "benchmarks" / "finnish_recall.py"))
    rows = benchmark["read"](data / "finnish-forms.tsv")
    figures = benchmark["measure"](rows, dictionaries)
    assert figures.from_dictionary_form >= 0.98
    assert figures.from_another_form >= 0.97
    assert figures.ambiguous_keys <= 0.03
    readme = (ROOT / "README.md").read_text("utf-8")
    assert benchmark["row"](benchmark["WITH_VOIKKO"], figures) in readme
    assert f"(with them it is {100 * figures.ambiguous_with_parts:.1f} %)" in readme
