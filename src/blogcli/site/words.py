"""The site's own words, in the reader's language, from one catalogue."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from blogcli.errors import ConfigError

_CATALOGUE = Path(__file__).with_name("theme") / "words.toml"
_SOURCE = "en"


class Words:
    """A catalogue of the interface's words; `path` may add languages and change words.

    Raises:
        ConfigError: The blog's own catalogue can't be read, or a word in it is not text.
    """

    def __init__(self, path: Path | None = None, name: str = "theme/words.toml") -> None:
        self._languages = _read(_CATALOGUE, "words.toml")
        if path is not None and path.is_file():
            for lang, words in _read(path, name).items():
                self._languages.setdefault(lang, {}).update(words)
        self._known: dict[str, Mapping[str, str]] = {}

    def speaks(self, lang: str) -> bool:
        """Say whether the catalogue has this language, or its base (`pt` for `pt-BR`)."""
        return lang in self._languages or lang.partition("-")[0] in self._languages

    def choose(self, lang: str, fallback: str) -> str:
        """Give the language whose words a page in `lang` shows: its own, `fallback`, or English."""
        return next((one for one in (lang, fallback) if self.speaks(one)), _SOURCE)

    def of(self, lang: str) -> Mapping[str, str]:
        """Give all words in a language; what it lacks is English."""
        if lang not in self._known:
            base = lang.partition("-")[0]
            words = {**self._languages[_SOURCE], **self._languages.get(base, {})}
            self._known[lang] = {**words, **self._languages.get(lang, {})}
        return self._known[lang]


def _read(path: Path, name: str) -> dict[str, dict[str, str]]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(name, (str(error),)) from error
    problems = tuple(_problems(table))
    if problems:
        raise ConfigError(name, problems, hint='write [language] and then word = "text"')
    return {lang: dict(words) for lang, words in table.items()}


def _problems(table: dict[str, object]) -> list[str]:
    problems: list[str] = []
    for lang, words in table.items():
        if not isinstance(words, dict):
            problems.append(f"{lang}: not a table of words")
            continue
        problems += [
            f"{lang}.{key}: not text" for key, text in words.items() if not isinstance(text, str)
        ]
    return problems
