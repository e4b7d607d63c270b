"""How a blog writes its posts: learned from those it has, else the usual way of its generator."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, TypeAlias, TypeVar

from blogcli.errors import PostError
from blogcli.posts import front_matter
from blogcli.posts.dialects import Dialect, Name
from blogcli.posts.fields import DATE_KEYS, plain
from blogcli.posts.front_matter import Format, Source
from blogcli.posts.language import normalise
from blogcli.posts.opening import read_bytes
from blogcli.posts.terms import divider
from blogcli.posts.values import FrontMatter, as_text

ListShape: TypeAlias = Literal["flow", "block", "spaces", "commas"]
T = TypeVar("T")

SAMPLE = 40
"""Posts to look at; of more, the last by path."""
_MOST = 0.6
_SOME = 0.2
_ZONED = re.compile(r"\d:\d\d\b.*(?:Z|[-+]\d\d:?\d\d)")
_ALL = 0.95
_FEWEST = 3
"""Posts that must agree before a value is taken for a habit."""

# Keys that belong to one post, so that equal values are chance.
_OWN = frozenset(
    ("title", "date", "slug", "tags", "tag", "categories", "category", "draft", "published",
     "status", "aliases", "redirectfrom", "summary", "description", "excerpt", "lang", "language",
     "locale", "author", "authors", "url", "permalink", "path", "image", "cover", "series",
     "weight", "updated", "lastmod", "modified", "expirydate", "translationkey", "linktitle")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """The habits of one blog; what is empty follows its generator."""

    format: Format = "yaml"
    keys: tuple[str, ...] = ()
    """The keys of its posts, as they are spelled, in their usual order."""
    date_key: str = "date"
    date_like: str = ""
    """A date as the blog writes it, to imitate."""
    date_quoted: bool = False
    quoted: frozenset[str] = frozenset()
    """Keys whose texts have quotes even where they need none."""
    lists: ListShape = "flow"
    lang_key: str = ""
    """Empty where posts don't name their language."""
    lang_words: dict[str, str] = field(default_factory=dict)
    """How the blog writes languages, where that is not their BCP 47 tag."""
    author_key: str = "authors"
    author_list: bool = True
    constants: dict[str, object] = field(default_factory=dict)
    """Keys that have the same value in every post, such as `layout: post`."""
    newline: str = "\n"

    def quotes(self, key: str) -> bool:
        """Say whether the blog puts quotes around the texts of this key."""
        return key in self.quoted


_USUAL: dict[Name, Style] = {
    "hugo": Style(),
    "zola": Style(format="toml"),
    "jekyll": Style(
        date_like="2006-01-02 15:04:05 -0700", constants={"layout": "post"}, author_key="author",
        author_list=False,
    ),
    "hexo": Style(date_like="2006-01-02 15:04:05", author_key="author", author_list=False),
    "pelican": Style(
        format="pelican", date_key="Date", date_like="2006-01-02 15:04:05-07:00", lists="commas"
    ),
    "nikola": Style(
        format="nikola", date_like="2006-01-02 15:04:05 UTC-07:00", lists="commas",
        author_key="author", author_list=False,
    ),
    "eleventy": Style(author_key="author", author_list=False),
    "astro": Style(date_key="pubDate", author_key="author", author_list=False),
    "plain": Style(),
}  # fmt: skip


def usual(name: Name) -> Style:
    """Give the way in which a generator's own documentation has posts written."""
    return _USUAL[name]


def learn(root: Path, dialect: Dialect, paths: Iterable[str]) -> Style:
    """Take over the habits of these posts (paths relative to the blog); unreadable ones don't count."""  # noqa: E501 - one sentence
    samples = [
        sample for path in sorted(paths)[-SAMPLE:] if (sample := _sample(root, path)) is not None
    ]
    style = usual(dialect.name)
    if not samples:
        return style
    most = Counter(sample.source.format for sample in samples).most_common(1)[0][0]
    samples = [sample for sample in samples if sample.source.format == most]
    style = _with_dates(replace(style, format=most, keys=_order(samples)), samples)
    style = _with_words(_with_names(style, samples, dialect.name), samples)
    if len(samples) >= _FEWEST:
        kept = {key: value for key, value in style.constants.items() if key in style.keys}
        style = replace(style, constants={**kept, **_constants(samples)})
    newline = _commonest(sample.source.newline for sample in samples) or "\n"
    return replace(style, newline=newline)


@dataclass(frozen=True, slots=True)
class _Sample:
    source: Source
    values: FrontMatter

    def key(self, *names: str) -> str | None:
        return next((key for name in names for key in self.values if plain(key) == name), None)

    def written(self, key: str) -> str:
        """Give the line of a key's value from the value on, as it is written."""
        line, column = self.values.places.get(key, (0, 0))
        lines = self.source.header.split("\n")
        return lines[line - 1][column - 1 :].strip() if 0 < line <= len(lines) else ""


def _sample(root: Path, path: str) -> _Sample | None:
    try:
        source = front_matter.split(read_bytes(root, path), path)
        values = front_matter.load(source, path)
    except PostError:
        return None
    if source.format == "none" or not values or path.rpartition("/")[2].startswith("_index"):
        return None
    return _Sample(source, values)


def _order(samples: Sequence[_Sample]) -> tuple[str, ...]:
    """Give the keys that most posts have, by their average place."""
    places: dict[str, list[float]] = {}
    for sample in samples:
        for place, key in enumerate(sample.values):
            places.setdefault(key, []).append(place)
    kept = {key: found for key, found in places.items() if len(found) >= len(samples) * 0.3}
    return tuple(sorted(kept, key=lambda key: sum(kept[key]) / len(kept[key])))


def _with_dates(style: Style, samples: Sequence[_Sample]) -> Style:
    keys = [key for sample in samples if (key := _date_key(sample))]
    key = _commonest(keys)
    if key is None:
        return style
    written = [sample.written(key) for sample in samples if key in sample.values]
    timed = [text for text in written if _ZONED.search(text)]
    if len(timed) >= len(written) * _SOME:  # a moment says more than a day
        written = timed
    shape = _commonest(_shape(text) for text in written)
    like = next(text for text in written if _shape(text) == shape)
    return replace(
        style, date_key=key, date_like=like.strip("\"'"), date_quoted=like.startswith(('"', "'"))
    )


def _date_key(sample: _Sample) -> str | None:
    """Give the key that dates the post; `published: true` dates none."""
    for name in DATE_KEYS:
        key = sample.key(name)
        if key is not None and not isinstance(sample.values[key], bool):
            return key
    return None


def _with_names(style: Style, samples: Sequence[_Sample], name: Name) -> Style:
    authors = [key for sample in samples if (key := sample.key("authors", "author"))]
    author = _commonest(authors) or style.author_key
    lists = [isinstance(item.values[author], list) for item in samples if author in item.values]
    author_list = sum(lists) * 2 > len(lists) if lists else style.author_list
    return replace(
        style,
        quoted=_quoted(samples),
        lists=_commonest(_list_shape(sample, name) for sample in samples) or style.lists,
        author_key=author,
        author_list=author_list,
    )


def _with_words(style: Style, samples: Sequence[_Sample]) -> Style:
    """Learn how languages are named, if most posts name theirs."""
    key = _commonest(key for sample in samples if (key := sample.key("lang", "language", "locale")))
    having = [sample for sample in samples if key is not None and key in sample.values]
    if key is None or len(having) < len(samples) * _MOST:
        return style
    words: dict[str, Counter[str]] = {}
    for sample in having:
        word = as_text(sample.values[key])
        if lang := normalise(word):
            words.setdefault(lang, Counter())[word] += 1
    chosen = {lang: counts.most_common(1)[0][0] for lang, counts in words.items()}
    return replace(style, lang_key=key, lang_words=chosen)


def _quoted(samples: Sequence[_Sample]) -> frozenset[str]:
    """Find the keys whose texts, or texts in a list, mostly have quotes."""
    texts: Counter[str] = Counter()
    quoted: Counter[str] = Counter()
    for sample in samples:
        for key, value in sample.values.items():
            if isinstance(value, (str, list)) and (written := sample.written(key)):
                texts[key] += 1
                quoted[key] += written.lstrip("[ ").startswith(('"', "'"))
    return frozenset(key for key, count in quoted.items() if count > texts[key] * _MOST)


def _constants(samples: Sequence[_Sample]) -> dict[str, object]:
    constants: dict[str, object] = {}
    for key, value in samples[-1].values.items():
        same = sum(sample.values.get(key) == value for sample in samples)
        scalar = isinstance(value, (str, int, bool)) and value != ""
        if scalar and plain(key) not in _OWN and same >= len(samples) * _ALL:
            constants[key] = value
    return constants


def _list_shape(sample: _Sample, name: Name) -> ListShape | None:
    """Tell how names are listed; a text counts only where the generator divides it."""
    key = sample.key("tags", "categories")
    if key is None:
        return None
    value, written = sample.values[key], sample.written(key)
    if isinstance(value, list) and value:
        return "flow" if written.startswith("[") else "block"
    if isinstance(value, str) and value:
        mark = divider(name, value)
        if mark == " ":
            return "spaces" if " " in value.strip() else None
        return "commas" if mark == "," and "," in value else None
    return None


def _shape(text: str) -> str:
    """Give a date's form: its digits as 9, its letters as a."""
    return re.sub(r"[A-Za-z]", "a", re.sub(r"\d", "9", text)).replace("-99:99", "+99:99")


def _commonest(values: Iterable[T | None]) -> T | None:
    # Of equally common ones the newest: the last by path.
    counts = Counter(reversed([value for value in values if value is not None]))
    return counts.most_common(1)[0][0] if counts else None
