"""Tags of generators that show what Markdown shows as well: pictures, films, links to posts.

Hugo's and Zola's own shortcodes, and Hexo's tags; a blog's own of the same names mean the like. So
does one that is named after pictures and names the file of one, as blogs of Eleventy and Jekyll
have them: `{% image "a.png", "alt" %}`, `{% include figure.html src="a.png" %}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import NamedTuple

_TAG = re.compile(
    r"\{\{[<%]\s*(?P<hugo>[\w-]{1,60})\s(?P<hugos>.*)[>%]\}\}"
    r"|\{\{\s*(?P<zola>[\w-]{1,60})\s*\((?P<zolas>[^)]*)\)\s*\}\}"
    r"|\{%-?\s*(?:include\s+(?:[\w.-]{1,60}/){0,9})?"
    r"(?P<hexo>[\w-]{1,60})(?:\.\w{1,9})?\s(?P<hexos>.*)%\}",
    re.DOTALL,
)
_SHOWS = re.compile(r"figure|img|image|picture|photo|video|audio")
_PICTURE = re.compile(
    r"[^\s].*\.(?:apng|avif|bmp|gif|jfif|jpe?g|png|svg|tiff?|webp)(?:[?#]\S*)?", re.IGNORECASE
)
_RECORDING = re.compile(
    r"[^\s].*\.(?:mp4|m4v|webm|ogv|mov|mp3|m4a|ogg|oga|opus|wav|flac)(?:[?#]\S*)?", re.IGNORECASE
)
_WORD = re.compile(
    r"(?:(?P<key>[A-Za-z][\w-]*)(?:\s*=\s*|:\s+))?"
    r"(?:\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>(?:[^'\\]|\\.)*)'|`(?P<raw>[^`]*)`"
    r"|(?P<bare>[^\s\"'`(),=]+))"
)
_SIGNS = re.compile(r"[\\`*_\[\]<>!&~$]")
_PLACES = {
    "youtube": "https://www.youtube.com/watch?v=",
    "vimeo": "https://vimeo.com/",
    "gist": "https://gist.github.com/",
}


class _Shown(NamedTuple):
    """A picture, a link, or a picture that is one."""

    source: str = ""
    alt: str = ""
    title: str = ""
    link: str = ""
    words: str = ""
    """Of a link; without, its address stands there."""


def meaning(tag: bytes, *, in_markup: bool = False) -> bytes | None:
    """Give a tag in Markdown, in as many lines, or in HTML; None where that can't say it."""
    shown = _read(tag)
    if shown is None or not all(map(_is_target, filter(None, (shown.source, shown.link)))):
        return None
    text = (_html if in_markup else _markdown)(shown)
    return text.encode() + b"\n" * tag.count(b"\n") if text else None


def _read(tag: bytes) -> _Shown | None:
    found = _TAG.fullmatch(tag.decode("utf-8", "replace"))
    if found is None:
        return None
    kind = next(kind for kind in ("hugo", "zola", "hexo") if found[kind])
    name = found[kind]
    show = _SHOWN.get(name) or _OF_KIND[kind].get(name)
    if not (show or _SHOWS.search(name)):
        return None
    named: dict[str, str] = {}
    words: list[str] = []
    quotes: list[str] = []
    for word in _WORD.finditer(found[f"{kind}s"].rstrip().rstrip("/-")):
        quoted = re.sub(r"\\(.)", r"\1", word["double"] or word["single"] or "")
        text = quoted or word["raw"] or word["bare"] or ""
        if word["key"]:
            named[word["key"].lower()] = text
        else:
            words.append(text)
            quotes += [quoted] * bool(quoted)
    shown = show(name, named, words) if show else None
    if shown is None and _SHOWS.search(name):
        shown = _picture(named, words, quotes)
    return shown


def _picture(named: dict[str, str], words: list[str], quotes: list[str]) -> _Shown | None:
    """Read a tag of a blog's own: the film, sound or picture that it names, and its words."""
    texts = (*named.values(), *words)
    if recording := next((text for text in texts if _RECORDING.fullmatch(text)), ""):
        return _Shown(link=recording, words=recording.partition("?")[0].rpartition("/")[2])
    source = next((text for text in texts if _PICTURE.fullmatch(text)), "")
    said = quotes[quotes.index(source) + 1 :] if source in quotes else quotes
    caption = next((named[key] for key in ("caption", "title", "description") if key in named), "")
    return _Shown(source, named.get("alt") or (said[0] if said else ""), caption)


def _figure(_name: str, named: dict[str, str], words: list[str]) -> _Shown | None:
    source = named.get("src", "") or (words[0] if words else "")
    caption = named.get("caption") or named.get("title") or ""
    link = named.get("link", "")
    shown = _Shown(source, named.get("alt", ""), caption, link if _is_target(link) else "")
    return shown if source else None


def _film(name: str, named: dict[str, str], words: list[str]) -> _Shown | None:
    parts = [named.get("id") or named.get("url") or "", *words] if named else words
    # Hugo's `gist` has a user before the number, Jekyll's a file behind it.
    several = name == "gist" and len(parts) > 1 and parts[1].isalnum()
    path = "/".join(filter(None, parts[: 1 + several]))
    if path.startswith("https://"):
        return _Shown(link=path)
    known = re.fullmatch(r"[\w-]+(?:/[\w-]+)?", path)
    return _Shown(link=f"{_PLACES[name]}{path}") if known else None


def _message(name: str, named: dict[str, str], words: list[str]) -> _Shown | None:
    number = named.get("id") or (words[-1] if words else "")
    if number.startswith("https://"):
        return _Shown(link=number)
    place = f"https://x.com/{named.get('user') or 'i'}/status/{number}"
    if name == "instagram":
        place = f"https://www.instagram.com/p/{number}/"
    return _Shown(link=place) if number and re.fullmatch(r"[\w.:/-]+", place) else None


def _hexo_image(_name: str, _named: dict[str, str], words: list[str]) -> _Shown | None:
    """Read `[classes] source [width] [height] [title [alt]]`, where the source has a suffix."""
    at = next((at for at, word in enumerate(words) if "." in word or "/" in word), -1)
    said = [word for word in words[at + 1 :] if not word.isdecimal()]
    return _Shown(words[at], said[-1] if said else "") if at >= 0 else None


def _post(_name: str, _named: dict[str, str], words: list[str]) -> _Shown | None:
    said = " ".join(word for word in words[1:] if word not in {"true", "false"})
    return _Shown(link=f"/posts/{words[0]}", words=said or words[0]) if words else None


_Show = Callable[[str, dict[str, str], list[str]], _Shown | None]
_SHOWN: dict[str, _Show] = {
    "youtube": _film,
    "vimeo": _film,
    "gist": _film,
    "tweet": _message,
    "twitter": _message,
    "instagram": _message,
}
_OF_KIND: dict[str, dict[str, _Show]] = {
    "hugo": {"figure": _figure, "x": _message},
    "zola": {},
    "hexo": {"asset_img": _hexo_image, "img": _hexo_image, "post_link": _post},
}


def _markdown(shown: _Shown) -> str:
    title = " ".join(shown.title.replace("\\", "\\\\").replace('"', '\\"').split())
    quoted = f' "{title}"' if title else ""
    text = _escaped(shown.words)
    if shown.source:
        text = f"![{_escaped(shown.alt)}]({_target(shown.source)}{quoted})"
    if not shown.link:
        return text
    return f"[{text}]({_target(shown.link)})" if text else f"<{shown.link}>"


def _html(shown: _Shown) -> str:
    # A blank line would end the HTML.
    alt, title, text = (
        escape(" ".join(words.split()))
        for words in (shown.alt, shown.title, shown.words or shown.link)
    )
    if shown.source:
        titled = f' title="{title}"' if title else ""
        text = f'<img src="{escape(shown.source)}" alt="{alt}"{titled}>'
    return f'<a href="{escape(shown.link)}">{text}</a>' if shown.link else text


def _is_target(text: str) -> bool:
    return bool(text) and not re.search(r"[<>\n{}\\]", text)


def _target(text: str) -> str:
    return f"<{text}>" if re.search(r"[\s()]", text) else text


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", " ".join(text.split()))
