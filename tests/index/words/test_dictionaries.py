"""Dictionaries: prepared once, whole or not at all, and the same as simplemma's."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

import pytest
from simplemma.strategies.dictionaries import (
    DefaultDictionaryFactory,
    dictionary_factory,
)
from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

from blogcli.index import dictionaries

SMALL = "ms"
PREPARE = (
    "import sys; from pathlib import Path; from blogcli.index import dictionaries;"
    "dictionaries.ensure(sys.argv[2:], Path(sys.argv[1]))"
)


def child(folder: Path, *languages: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", PREPARE, str(folder), *languages])


def prepared(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_the_pinned_version_and_its_languages_are_those_installed() -> None:
    assert version("simplemma") == dictionaries.SIMPLEMMA_VERSION
    assert dictionaries.LANGUAGES == SUPPORTED_LANGUAGES


@pytest.mark.parametrize("lang", [SMALL, "id", "lv"])
def test_every_lemma_is_the_one_of_simplemma(tmp_path: Path, lang: str) -> None:
    theirs = DefaultDictionaryFactory().get_dictionary(lang)
    ours = dictionaries.load(lang, tmp_path)
    assert ours is not None
    assert len(ours) == len(theirs)
    assert all(ours.get(form) == lemma for form, lemma in theirs.items())
    assert set(ours) == set(theirs)
    assert ours.get("nosuchword") is None
    assert "nosuchword" not in ours


def test_keys_that_simplemma_stores_backwards_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As Swahili's, which is too large for a test.
    words = {f"ki{number}tanda".replace("1", "ä"): f"ki{number}" for number in range(900)}
    stored = sorted((form.encode()[::-1], lemma.encode()[::-1]) for form, lemma in words.items())
    data = b"SMFC1\x01" + bytes([0x80 | 900 & 0x7F, 900 >> 7])
    for key, value in stored:
        data += bytes([0, len(key)]) + key + bytes([255, len(value)]) + value
    monkeypatch.setattr(dictionary_factory, "_read_decompressed", lambda _code: data)
    monkeypatch.setattr(dictionaries, "SHARD", 100)
    dictionary = dictionaries.load(SMALL, tmp_path)
    assert dictionary is not None
    assert {form: dictionary.get(form) for form in words} == words
    assert dictionary.get("ki") is None


@pytest.mark.parametrize(
    ("lang", "code"),
    [("fi", "fi"), ("pt-BR", "pt"), ("no", "nb"), ("hr", "hbs"), ("sr-Latn", "hbs"), ("ja", None)],
)
def test_the_dictionary_of_a_language(lang: str, code: str | None) -> None:
    assert dictionaries.code_of(lang) == code


def test_languages_without_a_dictionary_have_none(tmp_path: Path) -> None:
    dictionaries.ensure(["ja", "../../etc", ""], tmp_path)
    assert dictionaries.load("ja", tmp_path) is None
    assert not list(tmp_path.iterdir())


def test_progress_is_told_to_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dictionaries, "SHARD", 1000)
    told: list[tuple[str, int, int]] = []
    dictionaries.ensure([SMALL], tmp_path, lambda *report: told.append(report))
    assert {code for code, _, _ in told} == {SMALL}
    done = [count for _, count, _ in told]
    assert done == sorted(done)
    assert done[-1] == told[-1][2]
    assert dictionaries.missing([SMALL], tmp_path) == ()


def test_a_prepared_dictionary_is_not_prepared_again(tmp_path: Path) -> None:
    dictionaries.ensure([SMALL], tmp_path)
    (folder,) = (path for path in tmp_path.iterdir() if path.is_dir())
    before = folder.stat().st_mtime_ns
    dictionaries.ensure([SMALL], tmp_path)
    assert folder.stat().st_mtime_ns == before


def test_several_at_once_make_one(tmp_path: Path) -> None:
    children = [child(tmp_path, SMALL) for _ in range(3)]
    assert [process.wait() for process in children] == [0, 0, 0]
    assert len(prepared(tmp_path)) == 1
    assert not list(tmp_path.glob(f".{SMALL}-*"))


def test_threads_share_one(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: dictionaries.load(SMALL, tmp_path), range(4)))
    assert all(dictionary is not None for dictionary in found)


@pytest.mark.parametrize("delay", [0.0, 0.1, 0.2, 0.3])
def test_a_kill_leaves_a_whole_dictionary_or_none(tmp_path: Path, delay: float) -> None:
    process = child(tmp_path, "lv")
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.wait()
    dictionary = dictionaries.load("lv", tmp_path)
    assert dictionary is not None
    assert dictionary.get("suņi") == "suns"
    assert len(prepared(tmp_path)) == 1
    assert not list(tmp_path.glob(".lv-*")), "what the killed one left is swept away"


def damage_truncate(folder: Path) -> None:
    trie = folder / "0.trie"
    trie.write_bytes(trie.read_bytes()[:100])


def damage_index(folder: Path) -> None:
    (folder / "index.json").write_text("{")


def damage_seals(folder: Path) -> None:
    index = json.loads((folder / "index.json").read_text())
    (folder / "0.trie").write_bytes(b"no trie" * 9)
    (folder / "index.json").write_text(json.dumps({**index, "seals": [[63, 0, 0]]}))


def damage_without_shards(folder: Path) -> None:
    index = json.loads((folder / "index.json").read_text())
    (folder / "index.json").write_text(json.dumps({**index, "seals": []}))


def damage_middle(folder: Path) -> None:
    trie = folder / "0.trie"
    data = bytearray(trie.read_bytes())
    data[len(data) // 3 : len(data) // 2] = bytes(len(data) // 2 - len(data) // 3)
    trie.write_bytes(data)


def damage_trie_is_folder(folder: Path) -> None:
    (folder / "0.trie").unlink()
    (folder / "0.trie").mkdir()


def damage_index_is_folder(folder: Path) -> None:
    (folder / "index.json").unlink()
    (folder / "index.json").mkdir()


def damage_is_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("x")


def damage_index_is_deep(folder: Path) -> None:
    (folder / "index.json").write_text("[" * 100_000)


def damage_remove(folder: Path) -> None:
    (folder / "0.trie").unlink()


@pytest.mark.parametrize(
    "damage",
    [damage_truncate, damage_index, damage_seals, damage_remove, damage_without_shards,
     damage_middle, damage_trie_is_folder, damage_index_is_folder, damage_is_file,
     damage_index_is_deep],
)  # fmt: skip
def test_a_damaged_dictionary_is_prepared_anew(
    tmp_path: Path, damage: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/nowhere")  # no other place will do
    dictionaries.ensure([SMALL], tmp_path)
    assert callable(damage)
    damage(tmp_path / prepared(tmp_path)[0])
    dictionary = dictionaries.load(SMALL, tmp_path)
    assert dictionary is not None
    assert dictionary.get("berlari") == "lari"


def test_a_copied_dictionary_is_as_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dictionaries.ensure([SMALL], tmp_path)
    (name,) = prepared(tmp_path)
    shutil.copytree(tmp_path / name, tmp_path / "copy" / name, copy_function=shutil.copyfile)
    monkeypatch.setattr(dictionaries, "_prepare", None)
    dictionary = dictionaries.load(SMALL, tmp_path / "copy")
    assert dictionary is not None
    assert dictionary.get("berlari") == "lari"


def test_another_version_is_replaced(tmp_path: Path) -> None:
    old = tmp_path / f"{SMALL}-1.0.0-1"
    old.mkdir()
    dictionaries.ensure([SMALL], tmp_path)
    assert prepared(tmp_path) == [f"{SMALL}-{dictionaries.SIMPLEMMA_VERSION}-{dictionaries.FORMAT}"]


def test_where_nothing_can_be_written_a_folder_of_ours_alone_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "file").touch()
    unwritable = tmp_path / "file" / "dictionaries"
    dictionary = dictionaries.load(SMALL, unwritable)
    assert dictionary is not None
    assert dictionary.get("berlari") == "lari"
    (ours,) = (path for path in tmp_path.iterdir() if path.is_dir())
    assert ours.stat().st_mode & 0o777 == 0o700
    with pytest.raises(OSError, match="file"):
        dictionaries.ensure([SMALL], unwritable)


def test_a_folder_that_somebody_else_laid_out_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / f"blog-dictionaries-{os.getuid()}").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "file").touch()
    assert dictionaries.load(SMALL, tmp_path / "file" / "again") is None
