"""Every way in which `blog` fails, and what it finds wrong in posts.

BlogError (1)
├── UsageError (2)
│   └── QueryError
├── ConfigError
├── BlogNotFound
├── PostError              a post that can't be read
├── PostExists
├── PostNotFound (3)
│   └── AmbiguousPost
├── OutputError            an output that can't be made or written
├── IndexFault             the index can't be read or rebuilt
└── NothingMatched (4)
"""

from __future__ import annotations

from enum import IntEnum
from typing import Literal, NamedTuple


class ExitCode(IntEnum):
    """What the process answers to its caller."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    NOT_FOUND = 3
    NOTHING_MATCHED = 4
    INTERRUPTED = 130


class BlogError(Exception):
    """A failure that a person can understand: what is wrong, and what to do."""

    exit_code = ExitCode.FAILED

    def __init__(self, reason: str, *, hint: str = "") -> None:
        super().__init__(reason, hint)
        self.reason = reason
        self.hint = hint

    def __str__(self) -> str:
        return self.reason

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders: keyword arguments are restored from the state.
        return (_restore, (type(self), self.args, self.__dict__))


def _restore(
    kind: type[BlogError], args: tuple[object, ...], state: dict[str, object]
) -> BlogError:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(state)
    return error


class UsageError(BlogError):
    """The command was called wrongly."""

    exit_code = ExitCode.USAGE


class QueryError(UsageError):
    """A query that can't be read; `position` and `length` are in code points of `query`."""

    def __init__(
        self, reason: str, query: str, position: int, *, length: int = 1, hint: str = ""
    ) -> None:
        super().__init__(reason, hint=hint)
        self.query = query
        self.position = position
        self.length = length


class ConfigError(BlogError):
    """All that is wrong in one configuration file, each with its key path."""

    def __init__(self, path: str, problems: tuple[str, ...], *, hint: str = "") -> None:
        super().__init__(f"{path}: " + "; ".join(problems), hint=hint)
        self.path = path
        self.problems = problems


class BlogNotFound(BlogError):
    """No folder here or above is a blog."""


class PostError(BlogError):
    """A post that can't be read or written: `path` is relative to the blog, lines and columns count from 1."""  # noqa: E501 - one sentence

    def __init__(  # noqa: PLR0913 - a place has three parts, and errors cross processes flat
        self, path: str, reason: str, *, line: int | None = None, column: int | None = None,
        source_line: str = "", hint: str = "",
    ) -> None:  # fmt: skip
        super().__init__(reason, hint=hint)
        self.path = path
        self.line = line
        self.column = column
        self.source_line = source_line

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part)
        return f"{place}: {self.reason}"


class PostExists(BlogError):
    """A post of that name is there already: it is never overwritten."""

    def __init__(self, path: str, *, hint: str = "") -> None:
        super().__init__(f"{path} exists already", hint=hint)
        self.path = path


class PostNotFound(BlogError):
    """No post goes by that name."""

    exit_code = ExitCode.NOT_FOUND

    def __init__(self, name: str, *, suggestions: tuple[str, ...] = (), hint: str = "") -> None:
        super().__init__(f"no post goes by the name {name!r}", hint=hint)
        self.name = name
        self.suggestions = suggestions
        if not suggestions and not hint:
            self.hint = "blog list shows all posts; blog search finds them by their words"


class AmbiguousPost(PostNotFound):
    """Several posts go by that name; `candidates` are their paths."""

    def __init__(self, name: str, candidates: tuple[str, ...], *, hint: str = "") -> None:
        super().__init__(name, suggestions=candidates, hint=hint)
        self.reason = f"{name!r} names {len(candidates)} posts"
        self.candidates = candidates


class OutputError(BlogError):
    """An output that can't be made or written."""


class IndexFault(BlogError):
    """The index can be neither read nor rebuilt."""


class NothingMatched(BlogError):
    """Nothing matched, and the caller asked for that to be a failure."""

    exit_code = ExitCode.NOTHING_MATCHED


class Finding(NamedTuple):
    """Something wrong or doubtful in a post, with its place in the file (lines and columns from 1)."""  # noqa: E501 - one sentence

    rule: str
    path: str
    message: str
    line: int | None = None
    column: int | None = None
    severity: Literal["info", "warning", "error"] = "warning"
    hint: str = ""
    source_line: str = ""
    fix: str = ""
    """What `check --fix` would do about it."""
    subject: str = ""
    """The target of the picture or link that it is about, as it is written."""

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part)
        return f"{place}: {self.message}"
