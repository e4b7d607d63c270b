"""Dictionaries of lemmas, prepared once per machine and then mapped into memory.

The only module that knows how simplemma stores its dictionaries. Importing simplemma costs more
than a whole query may, so it happens only where a dictionary is prepared.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
import time
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from blogcli.files import take_lock

if TYPE_CHECKING:
    import marisa_trie

Progress = Callable[[str, int, int], None]
"""Called with the language, the records done and the records in all."""

_CODES = (
    "ar ast bg ca cs cy da de el en enm eo es et fa fi fr ga gd gl grc gv hbs he hi hu hy id is it"
    " ka la lb lt lv mk ml ms nb nl nn pl pt ro ru se sk sl sq sv sw tl tr uk"
)
LANGUAGES = frozenset(_CODES.split())
"""The languages that simplemma has a dictionary of, by its codes."""

_ALIASES = {
    "no": "nb",
    "bs": "hbs", "cnr": "hbs", "hr": "hbs", "sh": "hbs", "sr": "hbs",
    "fil": "tl", "in": "id", "iw": "he",
}  # fmt: skip

SIMPLEMMA_VERSION = "2.0.0"
FORMAT = 2
SHARD = 250_000
"""Records in one trie: it bounds the memory that building takes (Finnish has 3.5 million)."""

_INDEX = "index.json"
_PAUSE = 0.05  # seconds between two looks at a lock


class Dictionary(Mapping[str, str]):
    """Lemmas by form, read from a prepared folder; only what is looked up comes into memory."""

    def __init__(self, folder: Path) -> None:
        """Open a prepared dictionary.

        Raises:
            ValueError: The folder is damaged.
            FileNotFoundError: It is not there.
        """
        index = json.loads((folder / _INDEX).read_bytes())
        self._reverse: bool = index["reverse"]
        self._count: int = index["count"]
        # Text sorts as its UTF-8 bytes do.
        self._firsts = [bytes.fromhex(first) for first in index["firsts"]]
        self._texts = [] if self._reverse else [first.decode() for first in self._firsts]
        self._shards = [
            _map(_shard(folder, number), _Seal(*seal)) for number, seal in enumerate(index["seals"])
        ]
        if not self._shards or len(self._shards) != len(self._firsts):
            message = f"{folder / _INDEX} is damaged"
            raise ValueError(message)

    def get(self, form: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """Give the lemma of a form, letter for letter."""
        # The shards are ranges of simplemma's own order, which is by reversed key for some.
        if self._reverse:
            number = bisect_right(self._firsts, form.encode()[::-1]) - 1
        else:
            number = bisect_right(self._texts, form) - 1
        if number < 0:
            return default
        found: list[bytes] | None = self._shards[number].get(form)
        return found[0].decode() if found else default

    def __getitem__(self, form: str) -> str:
        found = self.get(form)
        if found is None:
            raise KeyError(form)
        return found

    def __iter__(self) -> Iterator[str]:
        for shard in self._shards:
            yield from shard.iterkeys()

    def __len__(self) -> int:
        return self._count


def code_of(lang: str) -> str | None:
    """Give simplemma's code for the language of a BCP 47 tag, None where it has no dictionary."""
    language = lang.replace("_", "-").partition("-")[0].lower()
    code = _ALIASES.get(language, language)
    return code if code in LANGUAGES else None


def missing(languages: Iterable[str], folder: Path) -> tuple[str, ...]:
    """Name the dictionaries of these languages (BCP 47) that `folder` lacks, by code."""
    codes = dict.fromkeys(code for lang in languages if (code := code_of(lang)))
    return tuple(code for code in codes if not _is_file(_target(code, folder) / _INDEX))


def ensure(languages: Iterable[str], folder: Path, progress: Progress | None = None) -> None:
    """Prepare the dictionaries of these languages (BCP 47) that `folder` lacks.

    Several processes may do so at once: whoever comes later waits. A kill leaves nothing that
    looks like a dictionary. Languages without a dictionary are passed over.

    Raises:
        OSError: The folder can't be written.
    """
    for code in missing(languages, folder):
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder / f".{code}.lock"):
            if missing([code], folder):
                _prepare(code, folder, progress)


@lru_cache(maxsize=32)
def load(lang: str, folder: Path) -> Dictionary | None:
    """Open the dictionary of a language (BCP 47), preparing it first where that was not done.

    None where simplemma has none, or where neither `folder` nor the system's folder for
    temporary files can be written.
    """
    code = code_of(lang)
    if code is None:
        return None
    for place in (folder, _substitute):
        with contextlib.suppress(OSError):
            return _open(code, place() if callable(place) else place)
    return None


def _open(code: str, folder: Path) -> Dictionary:
    import shutil

    ensure([code], folder)
    try:
        return Dictionary(_target(code, folder))
    except (ValueError, KeyError, TypeError, RuntimeError, OSError):
        shutil.rmtree(_target(code, folder), ignore_errors=True)
    ensure([code], folder)
    return Dictionary(_target(code, folder))


def _substitute() -> Path:
    """A folder for machines whose cache can't be written: nobody else's, whoever made it."""
    import tempfile

    user = os.getuid() if hasattr(os, "getuid") else 0
    folder = Path(tempfile.gettempdir()) / f"blog-dictionaries-{user}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or (hasattr(os, "getuid") and found.st_uid != user):
        raise PermissionError(folder)
    return folder


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder on the way may not be entered
        return False


def _target(code: str, folder: Path) -> Path:
    return folder / f"{code}-{SIMPLEMMA_VERSION}-{FORMAT}"


def _shard(folder: Path, number: int) -> Path:
    return folder / f"{number}.trie"


class _Seal(NamedTuple):
    """What a shard was like when it was written."""

    size: int
    mtime_ns: int
    checksum: int


def _sealed(path: Path) -> _Seal:
    status = path.stat()
    return _Seal(status.st_size, status.st_mtime_ns, zlib.crc32(path.read_bytes()))


def _map(path: Path, seal: _Seal) -> marisa_trie.BytesTrie:
    # marisa trusts what it maps: a damaged file would end the process, or answer wrongly. Reading
    # all of it takes as long as a whole search, so that is done only where it was written since.
    status = path.stat()
    same = status.st_size == seal.size and (
        status.st_mtime_ns == seal.mtime_ns or _sealed(path).checksum == seal.checksum
    )
    if not same:
        message = f"{path} is damaged"
        raise ValueError(message)
    import marisa_trie

    shard = marisa_trie.BytesTrie()
    shard.mmap(str(path))
    return shard


def _prepare(code: str, folder: Path, progress: Progress | None) -> None:
    import shutil
    import tempfile

    _sweep(code, folder)
    building = Path(tempfile.mkdtemp(prefix=f".{code}-", dir=folder))
    try:
        _build(code, building, progress)
        building.rename(_target(code, folder))
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _sweep(code: str, folder: Path) -> None:
    """Remove what killed builds and other versions left; the lock is held."""
    import shutil

    for pattern in (f".{code}-*", f"{code}-*"):
        for leftover in folder.glob(pattern):
            if leftover.is_dir() and not leftover.is_symlink():
                shutil.rmtree(leftover, ignore_errors=True)
            else:
                leftover.unlink()


def _build(code: str, folder: Path, progress: Progress | None) -> None:
    from simplemma.strategies.dictionaries import dictionary_factory, frontcode

    data = dictionary_factory._read_decompressed(code)  # noqa: SLF001 - the pinned version's
    reverse, count, start = frontcode._read_header(data)  # noqa: SLF001
    records = frontcode._iter_records(data, start)  # noqa: SLF001
    firsts: list[str] = []
    if progress is not None:
        progress(code, 0, count)
    while chunk := list(islice(((key, value) for _, key, value in records), SHARD)):
        _write_shard(chunk, reverse=reverse, path=_shard(folder, len(firsts)))
        firsts.append(chunk[0][0].hex())
        if progress is not None:
            progress(code, min(len(firsts) * SHARD, count), count)
    seals = [_sealed(_shard(folder, number)) for number in range(len(firsts))]
    index = {"reverse": reverse, "count": count, "firsts": firsts, "seals": seals}
    # Written last: a folder without it is not yet a dictionary.
    (folder / _INDEX).write_text(json.dumps(index))


def _write_shard(chunk: list[tuple[bytes, bytes]], *, reverse: bool, path: Path) -> None:
    import marisa_trie

    pairs: Iterable[tuple[bytes, bytes]] = chunk
    if reverse:
        pairs = ((key[::-1], value[::-1]) for key, value in chunk)
    marisa_trie.BytesTrie((key.decode(), value) for key, value in pairs).save(str(path))


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold a lock that ends with the process, however long it takes to get it."""
    with path.open("w") as stream:
        while not take_lock(stream.fileno()):
            time.sleep(_PAUSE)
        yield
