"""One post, as every other part sees it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias

Status: TypeAlias = Literal["draft", "expired", "scheduled", "published"]
Kind: TypeAlias = Literal["post", "page"]

STATUSES: tuple[Status, ...] = ("draft", "expired", "scheduled", "published")


class Post(NamedTuple):
    """What one Markdown file says about itself; all datetimes are aware.

    `title`, `summary` and `word_count` are completed from the body when the file is indexed.
    `extra` holds the other front-matter keys as JSON values, as the author spelled them.
    """

    path: str
    """Relative to the blog, with `/`."""
    slug: str
    lang: str
    """BCP 47 tag."""
    title: str = ""
    kind: Kind = "post"
    listed: bool = True
    """False for what the generator itself would not list: section files, hidden pages."""
    bundle: bool = False
    """True where the post is a folder with `index.md` and its images."""
    date: datetime | None = None
    updated: datetime | None = None
    expires: datetime | None = None
    draft: bool = False
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    series: str | None = None
    summary: str = ""
    url: str | None = None
    """The site path that the front matter asks for, if it does."""
    translation_key: str | None = None
    word_count: int = 0
    body_line: int = 1
    """The line of the file, from 1, on which the body begins."""
    given: tuple[str, ...] = ()
    """The front-matter keys, as the author spelled them, that the fields above were read from."""
    extra: dict[str, object] = {}  # noqa: RUF012 - nobody changes it

    def status(self, now: datetime) -> Status:
        """Say where the post stands at `now`: draft, else expired, else scheduled, else published."""  # noqa: E501 - one sentence
        if self.draft:
            return "draft"
        if self.expires is not None and self.expires <= now:
            return "expired"
        if self.date is not None and self.date > now:
            return "scheduled"
        return "published"

    def decorates(self, picture: str) -> bool:
        """Say whether `decorative` names a picture, whole or by its file: it needs no words."""
        named = self.extra.get("decorative")
        listed = named if isinstance(named, list) else [named]
        return any(name in (picture, picture.rpartition("/")[2]) for name in listed)

    def to_json(self) -> dict[str, object]:
        """Give the post as JSON values, for the index (dates in RFC 3339)."""
        values = self._asdict()
        for name in _DATES:
            values[name] = values[name].isoformat() if values[name] else None
        return values

    @classmethod
    def from_json(cls, values: dict[str, object]) -> Post:
        """Restore what `to_json` gave."""
        restored = dict(values)
        for name in _DATES:
            text = restored[name]
            restored[name] = datetime.fromisoformat(text) if isinstance(text, str) else None
        for name in _LISTS:
            items = restored[name]
            restored[name] = tuple(items) if isinstance(items, (list, tuple)) else ()
        return cls(**restored)  # type: ignore[arg-type]  # the index holds what to_json wrote


_DATES = ("date", "updated", "expires")
_LISTS = ("tags", "categories", "authors", "aliases", "given")
