"""Tags of generators that show what Markdown shows as well: pictures, films, links to posts.

Hugo's and Zola's own shortcodes, and Hexo's tags; a blog's own of the same names mean the like.
"""

from __future__ import annotations

import re

_TAG = re.compile(
    r"\{\{[<%]\s*(?P<hugo>figure|youtube|vimeo|gist)\s(?P<hugos>.*)[>%]\}\}"
    r"|\{\{\s*(?P<zola>youtube|vimeo|gist)\s*\((?P<zolas>[^)]*)\)\s*\}\}"
    r"|\{%-?\s*(?P<hexo>youtube|vimeo|gist|asset_img|img|post_link)\s(?P<hexos>.*)%\}",
    re.DOTALL,
)
_WORD = re.compile(
    r"(?:(?P<key>[A-Za-z][\w-]*)\s*=\s*)?"
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
    kind = next(kind for kind in ("hugo", "zola", "hexo") if found[kind])
    for word in _WORD.finditer(found[f"{kind}s"].rstrip().rstrip("/-")):
        quoted = re.sub(r"\\(.)", r"\1", word["double"] or word["single"] or "")
        text = quoted or word["raw"] or word["bare"] or ""
        if word["key"]:
            named[word["key"].lower()] = text
        else:
            words.append(text)
    shown = _SHOWN[found[kind]](found[kind], named, words)
    return shown.encode() + b"\n" * tag.count(b"\n") if shown else None


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


def _hexo_image(_name: str, _named: dict[str, str], words: list[str]) -> str:
    """Read `[classes] source [width] [height] [title [alt]]`, where the source has a suffix."""
    at = next((at for at, word in enumerate(words) if "." in word or "/" in word), -1)
    said = [word for word in words[at + 1 :] if not word.isdecimal()]
    return _image(words[at], said[-1] if said else "", "") if at >= 0 else ""


def _post(_name: str, _named: dict[str, str], words: list[str]) -> str:
    target = _target(f"/posts/{words[0]}") if words else ""
    said = " ".join(word for word in words[1:] if word not in {"true", "false"})
    return f"[{_escaped(said or words[0])}]({target})" if target else ""


_SHOWN = {
    "figure": _figure,
    "youtube": _film,
    "vimeo": _film,
    "gist": _film,
    "asset_img": _hexo_image,
    "img": _hexo_image,
    "post_link": _post,
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
