"""The words that may stand where the cursor is, taken from the index as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from blogcli.commands.outline import Option, Outline, load
from blogcli.posts.post import STATUSES

if TYPE_CHECKING:
    from blogcli.index.database import Database


@dataclass(frozen=True, slots=True)
class Answer:
    """Words with their descriptions, or a directive to complete files or folders."""

    words: tuple[tuple[str, str], ...] = ()
    directive: str = "words"


FILES = Answer(directive="files")
FOLDERS = Answer(directive="folders")
ALONE = ("install_completion", "show_completion")
"""Options that go with no command."""
_TIMES = ("today", "yesterday", "this-week", "this-month", "last-month", "this-year", "last-year")
_KEYS = ("date", "updated", "title", "status", "lang", "slug", "path", "word_count", "rank")


def complete(env: Mapping[str, str], words: Sequence[str], current: str) -> Answer:
    """Say what may stand for `current`, behind these whole words (the program's name left out).

    Raises:
        LookupError: There is no such command.
    """
    line = _Line()
    for word in words:
        line.read(word)
    source = _Source(env, line.given)
    try:
        return line.answer(current, source)
    finally:
        source.close()


class _Line:
    """The command line read so far."""

    def __init__(self) -> None:
        self._commands = load()
        self._name = ""
        self._waiting: Option | None = None
        self._only_arguments = False
        self._arguments = 0
        self.given: dict[str, str] = {}

    @property
    def _command(self) -> Outline:
        return self._commands[self._name]

    def read(self, word: str) -> None:
        """Take in a whole word."""
        if self._waiting is not None:
            self.given[self._waiting["name"]] = word
            self._waiting = None
        elif word == "--" and not self._only_arguments:
            self._only_arguments = True
        elif word.startswith("-") and len(word) > 1 and not self._only_arguments:
            self._read_option(word)
        elif not self._name:
            self._name = word
            self._commands[word]
        else:
            self._arguments += 1

    def _read_option(self, word: str) -> None:
        name, equals, value = word.partition("=")
        option = self._option(name)
        if option is None or option["value"] is None:
            return
        if equals:
            self.given[option["name"]] = value
        else:
            self._waiting = option

    def _option(self, name: str) -> Option | None:
        return next((one for one in self._all_options() if name in one["names"]), None)

    def _all_options(self) -> Iterable[Option]:
        """Give those of the command and, behind it, the global ones."""
        yield from self._command["options"]
        if self._name:
            yield from (one for one in self._commands[""]["options"] if one["name"] not in ALONE)

    def answer(self, current: str, source: _Source) -> Answer:
        """Complete the word that the cursor is in."""
        if self._waiting is not None:
            return _value_of(self._waiting, current, source)
        if current.startswith("-") and not self._only_arguments:
            name, equals, value = current.partition("=")
            if equals and name.startswith("--"):
                return self._behind_equals(name, value, source)
            if ":" not in current:
                return _matching(current, self._options())
        if not self._name:
            return _matching(current, self._names())
        return self._argument(current, source)

    def _behind_equals(self, name: str, value: str, source: _Source) -> Answer:
        option = self._option(name)
        found = _value_of(option, value, source) if option else Answer()
        return Answer(
            tuple((f"{name}={word}", text) for word, text in found.words), found.directive
        )

    def _argument(self, current: str, source: _Source) -> Answer:
        usage = self._command["arguments"]
        several = bool(usage) and usage[-1].endswith("...")
        if self._arguments >= len(usage) and not several:
            return Answer()
        return _value(usage[min(self._arguments, len(usage) - 1)], current, source)

    def _options(self) -> Iterable[tuple[str, str]]:
        for option in self._all_options():
            yield from ((name, option["help"]) for name in option["names"])
        yield "--help", "Show how it is used."

    def _names(self) -> Iterable[tuple[str, str]]:
        for name, command in self._commands.items():
            if name and not command["hidden"]:
                yield name, command["summary"]


def _matching(current: str, words: Iterable[tuple[str, str]]) -> Answer:
    wanted = current.casefold()
    return Answer(tuple(pair for pair in words if pair[0].casefold().startswith(wanted)))


def _value_of(option: Option, current: str, source: _Source) -> Answer:
    if option["choices"]:
        return _matching(current, ((choice, "") for choice in option["choices"]))
    return _value(option["value"] or "", current, source)


def _value(metavar: str, current: str, source: _Source) -> Answer:
    completer = _COMPLETERS.get(metavar.strip("[]."))
    return completer(current, source) if completer else Answer()


@dataclass
class _Source:
    """The blog, opened only when its words are asked for."""

    env: Mapping[str, str]
    given: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def root(self) -> Path:
        from blogcli.blog.places import find_root

        here = Path.cwd()
        return self._folder("blog_folder") or find_root(here, self.env, posts=self.posts)

    @property
    def posts(self) -> Path | None:
        return self._folder("posts_folder")

    def _folder(self, option: str) -> Path | None:
        return Path(self.given[option]).expanduser().absolute() if option in self.given else None

    @cached_property
    def database(self) -> Database:
        """The index as it is: completion is for fingers, and waits for nothing."""
        from blogcli.index.database import open_index
        from blogcli.index.location import cache_folder

        return open_index(cache_folder(self.env), self.root, posts=self.posts, read_only=True)

    def close(self) -> None:
        if "database" in self.__dict__:
            self.database.close()

    def saved_queries(self) -> Iterable[tuple[str, str]]:
        from blogcli.config import load

        return load(self.root).queries.items()

    def values(self, key: str) -> Iterable[tuple[str, str]]:
        from blogcli.index import catalog

        return ((value, str(number)) for value, number in catalog.values(self.database, key))

    def languages(self) -> Iterable[tuple[str, str]]:
        from blogcli.index import catalog

        return ((lang, "") for lang in catalog.languages(self.database))

    def slugs(self) -> Iterable[tuple[str, str]]:
        from blogcli.index import catalog

        return ((slug, "") for slug in catalog.slugs(self.database))

    def keys(self) -> frozenset[str]:
        from blogcli.index import catalog

        return catalog.keys(self.database)


Words: TypeAlias = Callable[[_Source], Iterable[tuple[str, str]]]
Completer: TypeAlias = Callable[[str, _Source], Answer]


def _posts(current: str, source: _Source) -> Answer:
    if "/" in current or current.startswith((".", "~")):
        return FILES
    name, at, lang = current.rpartition("@")
    if at and name:
        found = _matching(lang, source.languages())
        return Answer(tuple((f"{name}@{word}", text) for word, text in found.words))
    return _matching(current, [("@last", "the post changed last"), *source.slugs()])


def _listed(
    words: Callable[[_Source], Iterable[tuple[str, str]]],
) -> Callable[[str, _Source], Answer]:
    return lambda current, source: _matching(current, words(source))


def _fields(current: str, source: _Source) -> Answer:
    from blogcli.blog import RECORD_KEYS

    del source
    before, comma, last = current.rpartition(",")
    found = _matching(last, ((key, "") for key in RECORD_KEYS))
    return Answer(tuple((f"{before}{comma}{word}", text) for word, text in found.words))


def _tags_and_posts(current: str, source: _Source) -> Answer:
    tags = _matching(current, source.values("tag"))
    return Answer((*tags.words, *_posts(current, source).words))


def _posts_and_keys(behind: str) -> Completer:
    def complete(current: str, source: _Source) -> Answer:
        own = sorted(source.keys() | {"title", "date", "draft", "tags", "slug"})
        keys = _matching(current, ((key + behind, "") for key in own))
        return Answer((*_posts(current, source).words, *keys.words))

    return complete


def _query(current: str, source: _Source) -> Answer:
    name, colon, values = current.partition(":")
    minus, name = ("-", name[1:]) if name.startswith("-") else ("", name)
    if not colon:
        return _matching(current, ((f"{field_}:", "") for field_ in _query_fields(source)))
    before, comma, last = values.rpartition(",")
    found = _matching(last, _query_values(name.casefold(), source))
    begin = f"{minus}{name}:{before}{comma}"
    return Answer(tuple((begin + word, text) for word, text in found.words))


def _query_fields(source: _Source) -> list[str]:
    from blogcli.query.fields import FIELDS, SPECIAL

    own = sorted(source.keys() - set(FIELDS) - {"tag", "category", "author", "alias"})
    return [*FIELDS, *SPECIAL, *own]


def _query_values(name: str, source: _Source) -> Iterable[tuple[str, str]]:
    if name in _QUERY_VALUES:
        return _QUERY_VALUES[name](source)
    from blogcli.query.fields import ALIASES

    return source.values(ALIASES.get(name, name))


def _bare(words: Iterable[str]) -> Words:
    return lambda _: ((word, "") for word in words)


def _present(source: _Source) -> Iterable[tuple[str, str]]:
    return ((key, "") for key in (*_query_fields(source), "translation"))


_QUERY_VALUES: dict[str, Words] = {
    "is": _bare(STATUSES),
    "status": _bare(STATUSES),
    "lang": _Source.languages,
    "language": _Source.languages,
    "slug": _Source.slugs,
    "has": _present,
    "missing": _present,
    "sort": _bare(_KEYS),
    "query": _Source.saved_queries,
    "date": _bare(_TIMES),
    "updated": _bare(_TIMES),
    "expires": _bare(_TIMES),
}
_COMPLETERS: dict[str, Completer] = {
    "POST": _posts,
    "QUERY": _query,
    "WORDS": _query,
    "POST|KEY=VALUE": _posts_and_keys("="),
    "POST|KEY": _posts_and_keys(""),
    "TAG|POST": _tags_and_posts,
    "ACTION": _listed(_bare(("add", "remove", "rename", "merge", "list"))),
    "TAG": _listed(lambda source: source.values("tag")),
    "NAME": _listed(lambda source: source.values("author")),
    "LANG": _listed(_Source.languages),
    "STATUS": _listed(_bare(STATUSES)),
    "KEY": _listed(_bare(_KEYS)),
    "FORMAT": _listed(_bare(("site", "html", "pdf", "json", "text"))),
    "FIELDS": _fields,
    "DIR": lambda _current, _source: FOLDERS,
    "FILE": lambda _current, _source: FILES,
    "path": _listed(_bare(("path",))),
    "PATH": lambda _current, _source: FILES,
}
