"""Tags of generators that show what Markdown shows as well: pictures, films, links to posts.

Hugo's and Zola's own shortcodes, and Hexo's tags; a blog's own of the same names mean the like. So
does one that is named after pictures and names the file of one, as blogs of Eleventy and Jekyll
have them: `{% image "a.png", "alt" %}`, `{% include figure.html src="a.png" %}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_SHOWS = r"[\w-]*(?:figure|img|image|picture|photo)[\w-]*"
_TAG = re.compile(
    rf"\{{\{{[<%]\s*(?P<hugo>youtube|vimeo|gist|tweet|x|instagram|{_SHOWS})\s(?P<hugos>.*)[>%]\}}\}}"
    rf"|\{{\{{\s*(?P<zola>youtube|vimeo|gist|{_SHOWS})\s*\((?P<zolas>[^)]*)\)\s*\}}\}}"
    r"|\{%-?\s*(?:include\s+(?:[\w.-]+/)*)?"
    rf"(?P<hexo>youtube|vimeo|gist|post_link|{_SHOWS})(?:\.\w+)?\s(?P<hexos>.*)%\}}",
    re.DOTALL,
)
_PICTURE = re.compile(
    r"[^\s].*\.(?:apng|avif|bmp|gif|jfif|jpe?g|png|svg|tiff?|webp)(?:[?#]\S*)?", re.IGNORECASE
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


def meaning(tag: bytes) -> bytes | None:
    """Give a tag in Markdown, in as many lines; None where that can't say it."""
    found = _TAG.fullmatch(tag.decode("utf-8", "replace"))
    if found is None:
        return None
    named: dict[str, str] = {}
    words: list[str] = []
    quotes: list[str] = []
    kind = next(kind for kind in ("hugo", "zola", "hexo") if found[kind])
    for word in _WORD.finditer(found[f"{kind}s"].rstrip().rstrip("/-")):
        quoted = re.sub(r"\\(.)", r"\1", word["double"] or word["single"] or "")
        text = quoted or word["raw"] or word["bare"] or ""
        if word["key"]:
            named[word["key"].lower()] = text
        else:
            words.append(text)
            quotes += [quoted] * bool(quoted)
    name = found[kind]
    show = _SHOWN.get(name) or _OF_KIND[kind].get(name)
    shown = show(name, named, words) if show else ""
    if not shown and re.fullmatch(_SHOWS, name):
        shown = _picture(named, words, quotes)
    return shown.encode() + b"\n" * tag.count(b"\n") if shown else None


def _picture(named: dict[str, str], words: list[str], quotes: list[str]) -> str:
    """Read a tag of a blog's own: the first file of a picture that it names, and what it says of it."""  # noqa: E501 - one sentence
    source = next((text for text in (*named.values(), *words) if _PICTURE.fullmatch(text)), "")
    said = quotes[quotes.index(source) + 1 :] if source in quotes else quotes
    caption = next((named[key] for key in ("caption", "title", "description") if key in named), "")
    return _image(source, named.get("alt") or (said[0] if said else ""), caption)


def _figure(_name: str, named: dict[str, str], words: list[str]) -> str:
    source = named.get("src", "") or (words[0] if words else "")
    caption = named.get("caption") or named.get("title") or ""
    image = _image(source, named.get("alt", ""), caption)
    link = _target(named.get("link", ""))
    return f"[{image}]({link})" if image and link else image


def _film(name: str, named: dict[str, str], words: list[str]) -> str:
    parts = [named.get("id") or named.get("url") or "", *words] if named else words
    # Hugo's `gist` has a user before the number, Jekyll's a file behind it.
    several = name == "gist" and len(parts) > 1 and parts[1].isalnum()
    path = "/".join(filter(None, parts[: 1 + several]))
    if path.startswith("https://") and _target(path):
        return f"<{path}>"
    return f"<{_PLACES[name]}{path}>" if re.fullmatch(r"[\w-]+(?:/[\w-]+)?", path) else ""


def _message(name: str, named: dict[str, str], words: list[str]) -> str:
    number = named.get("id") or (words[-1] if words else "")
    place = f"https://x.com/{named.get('user') or 'i'}/status/{number}"
    if name == "instagram":
        place = f"https://www.instagram.com/p/{number}/"
    return f"<{place}>" if number and re.fullmatch(r"[\w.:/-]+", place) else ""


def _hexo_image(_name: str, _named: dict[str, str], words: list[str]) -> str:
    """Read `[classes] source [width] [height] [title [alt]]`, where the source has a suffix."""
    at = next((at for at, word in enumerate(words) if "." in word or "/" in word), -1)
    said = [word for word in words[at + 1 :] if not word.isdecimal()]
    return _image(words[at], said[-1] if said else "", "") if at >= 0 else ""


def _post(_name: str, _named: dict[str, str], words: list[str]) -> str:
    target = _target(f"/posts/{words[0]}") if words else ""
    said = " ".join(word for word in words[1:] if word not in {"true", "false"})
    return f"[{_escaped(said or words[0])}]({target})" if target else ""


_Show = Callable[[str, dict[str, str], list[str]], str]
_SHOWN: dict[str, _Show] = {
    "youtube": _film,
    "vimeo": _film,
    "gist": _film,
    "tweet": _message,
    "x": _message,
    "instagram": _message,
}
_OF_KIND: dict[str, dict[str, _Show]] = {
    "hugo": {"figure": _figure},
    "zola": {},
    "hexo": {"asset_img": _hexo_image, "img": _hexo_image, "post_link": _post},
}


def _image(source: str, alt: str, caption: str) -> str:
    target = _target(source)
    title = caption.replace("\\", "\\\\").replace('"', '\\"')
    words = f' "{" ".join(title.split())}"' if title.strip() else ""
    return f"![{_escaped(alt)}]({target}{words})" if target else ""


def _target(text: str) -> str:
    if not text or re.search(r"[<>\n{}\\]", text):
        return ""
    return f"<{text}>" if re.search(r"[\s()]", text) else text


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", " ".join(text.split()))
