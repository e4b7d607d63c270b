"""Links between notes as Obsidian, Foam and wikis write them: `[[Note#Heading|words]]`, `![[a.png]]`.

They become links and images of Markdown whose target is `[[Note#Heading]]`: which post or file that
means only the blog knows (`site.links`). A note that is shown within another is a link to it.
"""  # noqa: E501 - one sentence

from __future__ import annotations

import re
from typing import NamedTuple

from blogcli.markdown import regions
from blogcli.markdown.source import Edit, Source, in_address

_LINK = re.compile(
    # After a letter or digit it is an index in code: `frame[[key]]`.
    rb"(?:(?P<embed>!)|(?<![A-Za-z0-9\\\[\]]))\[\["
    # What no file's name holds in Obsidian is no name here either: C++ has `[[gnu::hot]]`.
    rb"(?P<name>[^\[\]|#^\n\\<>:\"*?{}`]*)(?P<heading>[#^][^\[\]|\n\\<>`]*)?"
    rb"(?P<words>\\?\|[^\[\]\n]*)?\]\](?![\[(\]])"
)
_TARGET = re.compile(r"\[\[(?P<name>[^\[\]|#^]*)(?P<heading>#[^\[\]]*)?\]\]")
_DEFINED = re.compile(rb"^ {0,3}\[([^\[\]\n]+)\]:", re.MULTILINE)
_SIZE = re.compile(r"\d+(?:x\d+)?")
_PICTURE = re.compile(r"(?i)\.(?:avif|bmp|gif|jpe?g|png|svg|webp)\Z")
_SIGNS = re.compile(r"[\\`*_~$&!]")
_ADDRESS = 300
"""Bytes of a bare address that are looked at."""
_NUMBER = re.compile(r"\d{1,3}")
# Python-Markdown, VuePress and GitLab put a table of contents there.
_CONTENTS = frozenset(("toc", "_toc_"))
_ATTRIBUTES = frozenset(
    ("assume", "carries_dependency", "deprecated", "fallthrough", "likely", "maybe_unused",
     "no_unique_address", "nodiscard", "noreturn", "unlikely")
)  # fmt: skip
"""Of C++ and C23, which prose names as code writes them."""
_SLOTS = frozenset(
    ("BoundArguments", "BoundTargetFunction", "BoundThis", "Call", "CanPut", "Class",
     "Configurable", "Construct", "DateValue", "DefaultValue", "DefineOwnProperty", "Delete",
     "Enumerable", "Environment", "Extensible", "Get", "GetOwnProperty", "GetPrototypeOf",
     "HasInstance", "HasProperty", "HomeObject", "IsExtensible", "MapData", "OwnPropertyKeys",
     "PreventExtensions", "PrimitiveValue", "PromiseFulfillReactions", "PromiseIsHandled",
     "PromiseRejectReactions", "PromiseResult", "PromiseState", "Prototype", "Put", "Realm",
     "Scope", "Scopes", "Set", "SetPrototypeOf", "StringData", "ThisMode", "ThisValue", "Value",
     "Writable")
)  # fmt: skip
"""Of objects in ECMA-262, which prose writes as that does."""


class Named(NamedTuple):
    """What a target names: a note or file, empty for the text itself, and a heading in it."""

    name: str
    heading: str


def divide(target: str) -> Named | None:
    """Read a target that `translate` made; None for any other."""
    found = _TARGET.fullmatch(target) if target.startswith("[[") else None
    if found is None:
        return None
    return Named(found["name"].strip(), (found["heading"] or "").rpartition("#")[2].strip())


def translate(source: Source) -> None:
    """Give links between notes their Markdown meaning; what can't be one stays as it is."""
    data = source.data
    found = list(_LINK.finditer(data))
    if not found:
        return
    others = regions.find(data)
    defined = {label.lower() for label in _DEFINED.findall(data)}
    edits: list[Edit] = []
    for one in found:
        start = one.start()
        if one["name"].lower() in defined or any(regions.inside(other, start) for other in others):
            continue
        if in_address(data[max(start - _ADDRESS, 0) : start].decode("utf-8", "replace")):
            continue
        if (meaning := _meaning(one)) is not None:
            edits.append((one.start(), one.end(), meaning.encode()))
    source.apply(edits)


def _meaning(found: re.Match[bytes]) -> str | None:
    name, heading, said = (
        (found[part] or b"").decode("utf-8", "replace") for part in ("name", "heading", "words")
    )
    if said and not said.startswith("||"):
        name = name.rstrip()
    if name.lower() in _CONTENTS and not heading and not said:
        return ""
    if not _is_name(name) or (not name and not heading.startswith("#")):
        return None
    words = [part for part in re.split(r"\\?\|", said)[1:] if not _SIZE.fullmatch(part.strip())]
    label = words[0].strip() if words else ""
    # A block (`#^a1b2`) has no name that a reader could follow.
    place = re.sub(r"\^.*", "", heading).rstrip("#")
    target = f"<[[{name.strip()}{place}]]>"
    if found["embed"] and _PICTURE.search(name.strip()):
        return f"![{label}]({target})"
    return f"[{label or _label(name, place)}]({target})"


def _is_name(name: str) -> bool:
    # `[[ -f a ]]` is the shell's, `[[1]]` a note or an index, `[[i]]` a formula's.
    if name != name.strip() or _NUMBER.fullmatch(name):
        return False
    if name in _ATTRIBUTES or name in _SLOTS:
        return False
    return len(name) != 1 or not name.isascii()


def _label(name: str, place: str) -> str:
    parts = [name.rpartition("/")[2].removesuffix(".md"), *place.split("#")]
    return _SIGNS.sub(r"\\\g<0>", " > ".join(filter(None, map(str.strip, parts))))
