"""Where each thing lies on the site: safe, unique and stable."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Literal
from urllib.parse import quote, unquote

from blogcli.errors import Finding
from blogcli.posts.dialects.places import Strategy
from blogcli.posts.post import Post
from blogcli.posts.signs import spell_all, spell_name
from blogcli.posts.slug import slugify
from blogcli.posts.zola_slugs import spelled
from blogcli.site.permalinks import expand, names_language, section_of

_SAFE = "-._~!$&'()*+,;=:@"
_LONGEST = 200
_BEFORE_PATH = re.compile(r"^[a-z][a-z0-9+.-]*://[^/]*", re.IGNORECASE)
_DEFAULT = "/{slug}/"
_SUFFIXES = (".html", ".htm", ".xhtml")
# What `quote` would leave as it is.
_PLAIN = re.compile(r"[A-Za-z0-9/._~-]*").fullmatch
_FORBIDDEN = frozenset({"", ".", ".."})


@dataclass(frozen=True, slots=True)
class Address:
    """A place on the site: `path` as it stands in a link, `file` as it lies in the output folder.

    Both are relative to the site's root; the path is percent-encoded, and empty for the front page.
    """

    path: str
    file: str

    @property
    def root(self) -> str:
        """The relative way back from here to the site's root; never empty."""
        return "../" * self.path.count("/") or "./"


@dataclass(frozen=True, slots=True)
class Rules:
    """What decides addresses: the pattern of posts, the main language, the spelling of slugs."""

    pattern: str
    main_lang: str
    unicode: bool = False
    page_pattern: str = ""
    sections: Mapping[str, str] = field(default_factory=dict)
    """Patterns of Hugo's sections, by name; an empty one is that of the whole site."""
    terms_as: Strategy | None = None
    """How Zola makes slugs of tags and their like."""
    prefixed: frozenset[str] | None = None
    """Languages that stand before addresses of posts, where the generator has not all so."""

    def patterns(self, post: Post) -> Iterator[str]:
        """Give the patterns that a post's address may have, the best first."""
        for section in section_of(post):
            if section in self.sections:
                yield self.sections[section]
        if post.kind == "post" and self.pattern:
            yield self.pattern
        if self.page_pattern:
            yield self.page_pattern
        yield _DEFAULT

    def slug(self, text: str, lang: str) -> str:
        """Make one segment of an address from words; signs alone go by their names."""
        mode: Literal["ascii", "unicode"] = "unicode" if self.unicode else "ascii"
        return slugify(text, lang, mode, fallback="") or slugify(spell_all(text), lang, mode)

    def terms(self, name: str, lang: str) -> Iterator[str]:
        """Give the segments that a tag may have, the best first: others may be another tag's."""
        if self.terms_as and (term := spelled(name, self.terms_as)):
            yield term
        best = self.slug(spell_name(name), lang)
        yield best
        yield self.slug(spell_all(name), lang)
        yield slugify(name, lang, "unicode")
        yield from (f"{best}-{number}" for number in count(2))

    def prefix(self, lang: str) -> str:
        """Give what stands before the addresses of a language: nothing for the main one."""
        return "" if lang == self.main_lang else f"{lang}/"


def address_of(text: str) -> Address | None:
    """Read a site path, such as `/a/b/` or `/a.html`; None where it isn't one.

    Segments are cleaned of control characters; `..`, an empty path and overlong ones are refused.
    """
    path = _BEFORE_PATH.sub("", text).partition("?")[0].partition("#")[0]
    segments = [_segment(part) for part in unquote(path).replace("\\", "/").split("/") if part]
    if not segments or any(part in _FORBIDDEN or part.startswith(".blog-") for part in segments):
        return None
    if any(len(part.encode("utf-8", "replace")) > _LONGEST for part in segments):
        return None
    return of_segments(segments)


def of_segments(segments: list[str]) -> Address:
    """Make an address of safe segments: a folder with an index, unless the last is an HTML file."""
    name = "/".join(segments)
    if not name:
        return Address("", "index.html")
    encoded = name if _PLAIN(name) else quote(name, safe="/" + _SAFE)
    if segments[-1].casefold().endswith(_SUFFIXES):
        return Address(encoded, name)
    return Address(f"{encoded}/", f"{name}/index.html")


def file_address(file: str) -> Address:
    """Give the address of a file that is linked by its own name."""
    return Address(quote(file, safe="/" + _SAFE), file)


class Register:
    """Hands out addresses, each once.

    Names that differ only in case or in how their accents are encoded count as the same, since
    some file systems can't hold both. What is a file can't be a folder too.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {key_of(file) for file in taken}
        self._folders = {folder for key in self._taken for folder in folders_above(key)}

    def take(self, file: str) -> bool:
        """Claim a file of the output; False where it is taken."""
        key = key_of(file)
        above = folders_above(key)
        if key in self._taken or key in self._folders or not self._taken.isdisjoint(above):
            return False
        self._taken.add(key)
        self._folders.update(above)
        return True

    def first_free(self, candidates: Iterator[Address]) -> tuple[Address, bool]:
        """Claim the first free address; also say whether it was the first one wished for."""
        for number, address in enumerate(candidates):
            if self.take(address.file):
                return address, number == 0
            beside = self._beside(address)
            if beside is not None and self.take(beside.file):
                return beside, False
        raise AssertionError  # the candidates never end

    def _beside(self, address: Address) -> Address | None:
        """Give an address in other folders where some of its own are files; None where none is."""
        *folders, name = address.file.split("/")
        free: list[str] = []
        for folder in folders:
            names = (f"{folder}-{number}" if number > 1 else folder for number in count(1))
            free.append(
                next(one for one in names if key_of("/".join([*free, one])) not in self._taken)
            )
        if free == folders:
            return None
        return of_segments([*free, name] if name != "index.html" else free)


def assign(
    posts: Iterable[Post], rules: Rules, register: Register
) -> tuple[dict[str, Address], list[Finding]]:
    """Give every post its address, by its path; the oldest choose first, so none moves later."""
    addresses: dict[str, Address] = {}
    findings: list[Finding] = []
    owners: dict[str, str] = {}
    for post in sorted(posts, key=lambda post: _age(post, rules)):
        wished, complaint = _wish(post, rules)
        if complaint:
            findings.append(complaint)
        address, first = register.first_free(_candidates(wished, post, rules))
        if not first:
            owner = owners.get(key_of(wished.file), "")
            findings.append(_collision(post, wished, address, owner))
        owners[key_of(address.file)] = post.path
        addresses[post.path] = address
    return addresses, findings


def _age(post: Post, rules: Rules) -> tuple[bool, float, bool, str]:
    moment = post.date.timestamp() if post.date else 0.0
    return (post.date is None, moment, post.lang != rules.main_lang, post.path)


def _wish(post: Post, rules: Rules) -> tuple[Address, Finding | None]:
    regular = _regular(post, rules)
    if not post.url:
        return regular, None
    if post.url.strip("/") in ("", "index.html"):
        message = f"/ is taken: the post is at /{regular.path}"
        return regular, Finding("address", post.path, message, hint="/ is the front page")
    if (address := address_of(post.url)) is not None:
        return address, None
    message = f"{post.url!r} is no address within the site"
    return regular, Finding("address", post.path, message)


def _regular(post: Post, rules: Rules) -> Address:
    slugs: Callable[[str], str] = lambda text: rules.slug(text, post.lang)  # noqa: E731 - a typed one
    tried = ((pattern, expand(pattern, post, slugs)) for pattern in rules.patterns(post))
    pattern, filled = next(((pattern, path) for pattern, path in tried if path), ("", ""))
    prefix = rules.prefix(post.lang)
    named = names_language(pattern) or pattern.lstrip("/").startswith(prefix or "\0")
    # Addresses that are ours, since the generator's pattern is not known, are by language.
    bare = rules.prefixed is not None and pattern != _DEFAULT and post.lang not in rules.prefixed
    if named or bare:
        prefix = ""
    address = address_of(f"{prefix}{filled.lstrip('/')}")
    if address is not None:
        return address
    return of_segments([*prefix.split("/")[:-1], rules.slug(post.slug, post.lang)])


def _candidates(wished: Address, post: Post, rules: Rules) -> Iterator[Address]:
    yield wished
    if (prefix := rules.prefix(post.lang)) and f"/{prefix}" not in f"/{wished.path}":
        yield Address(prefix + wished.path, prefix + wished.file)
    if post.date is not None:
        yield _suffixed(wished, f"{post.date:%Y}")
        yield _suffixed(wished, f"{post.date:%Y-%m-%d}")
    number = 2
    while True:
        yield _suffixed(wished, str(number))
        number += 1


def _suffixed(address: Address, suffix: str) -> Address:
    *folders, name = address.file.removesuffix("/index.html").split("/")
    stem, dot, ending = name.rpartition(".")
    if address.path.endswith("/") or not dot:
        return of_segments([*folders, f"{name}-{suffix}"])
    return of_segments([*folders, f"{stem}-{suffix}.{ending}"])


def _collision(post: Post, wished: Address, got: Address, owner: str) -> Finding:
    by = f" by {owner}" if owner else ""
    message = f"/{wished.path} is taken{by}: the post is at /{got.path}"
    return Finding("address", post.path, message, hint="give it a slug of its own")


def _segment(text: str) -> str:
    if text.isprintable():
        return text.strip()
    kept = (letter for letter in text if unicodedata.category(letter) not in {"Cc", "Cs"})
    return "".join(kept).strip()


def folders_above(key: str) -> list[str]:
    """Give the folders that a file lies in, the outermost first."""
    parts = key.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]


def key_of(file: str) -> str:
    """Give what names have in common that not every file system tells apart."""
    return file.lower() if file.isascii() else unicodedata.normalize("NFC", file).casefold()
