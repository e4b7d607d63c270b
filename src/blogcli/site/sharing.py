"""The picture that a post is shared with: the one that its front matter names, else its first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blogcli.posts.post import Post
    from blogcli.site.links import SiteMap, Target

_KEYS = (
    "image", "images", "cover", "coverimage", "featuredimage", "featureimage", "ogimage",
    "socialimage", "heroimage", "hero", "banner", "teaser", "preview", "thumbnail", "photo",
)  # fmt: skip
"""What generators and their themes call it, without case and signs, the best first."""
_WITHIN = ("image", "src", "url", "path", "relative", "file", "feature", "teaser")
"""What they call it within such a value, as Hugo's PaperMod has `cover: {image: …}`."""
_SHOWN = (".png", ".jpg", ".jpeg", ".gif", ".webp")
"""Pictures that social networks show."""


def shared_picture(
    post: Post, sitemap: SiteMap, known: Iterable[Target]
) -> tuple[str, Target] | None:
    """Find it: as written, and what that means; `known` is what the text leads to, in its order."""
    for written in _named(post.extra):
        target = sitemap.target(post, written)
        if target.where == "file" and _is_shown(target):
            return written, target
        if target.where == "elsewhere" and written.startswith(("https://", "http://")):
            return written, target
    first = next(filter(_is_shown, known), None)
    return None if first is None else ("", first)


def _is_shown(target: Target) -> bool:
    file = target.address.file if target.where == "file" and target.address else ""
    return file.lower().endswith(_SHOWN)


def _named(extra: Mapping[str, object]) -> Iterator[str]:
    values = {key.lower().replace("_", "").replace("-", ""): one for key, one in extra.items()}
    for key in _KEYS:
        yield from _texts(values.get(key))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str) and value.strip():
        yield value.strip()
    elif isinstance(value, list):
        yield from (text for one in value for text in _texts(one))
    elif isinstance(value, dict):
        yield from (text for key in _WITHIN for text in _texts(value.get(key)))
