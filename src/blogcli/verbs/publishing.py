"""Posts published, scheduled and taken back into drafts, in the words of each generator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from blogcli.blog import Blog
from blogcli.changes.steps import Step, edit, make_folder, move
from blogcli.errors import PostError
from blogcli.posts import origins
from blogcli.posts.date_writing import write_date
from blogcli.posts.dialects import Name
from blogcli.posts.editing import Change, Place, RemoveItem, Set
from blogcli.posts.editing.terms import tagged
from blogcli.posts.fields import DATE_KEYS, EXPIRY_KEYS, Fields, plain
from blogcli.posts.header_writing import Raw
from blogcli.posts.post import Post
from blogcli.posts.style import usual
from blogcli.posts.values import FrontMatter, as_text
from blogcli.verbs.plan import Plan, change_header, plan, read_again, style_of

_DATED = re.compile(r"\d{4}-\d\d-\d\d-")
_TOML_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII)


def publish(
    blog: Blog, posts: Sequence[Post], now: datetime, *, at: datetime | None, timed: bool
) -> Plan:
    """Plan to publish posts at `now`, or from `at` on; what is published already stays as it is.

    A draft is dated anew. Jekyll's and Hexo's drafts move out of `_drafts`. `timed` says that the
    time of `at` matters.
    """
    made, style = Plan(), style_of(blog)
    when = at or now.replace(microsecond=0)

    def changes(post: Post, values: FrontMatter, place: Place) -> Iterator[Change]:
        yield from _undrafted(values, blog.dialect.name)
        if at is not None or post.status(now) in ("draft", "scheduled"):
            yield from _dated(values, place, when, timed=timed or at is None)

    for post in posts:
        if at is None and post.status(now) == "published":
            made.notes.append(f"{post.path} is published already")
            continue
        try:
            old, new = change_header(blog, post, changes, style)
            target = _published_path(post.path, blog.dialect.name, when)
            after = _checked(blog, post, new, target, now)
        except PostError as error:
            made.problems.append(error)
            continue
        if _add_steps(made, blog, post, (old, new), target) and after.status(now) == "scheduled":
            made.notes.append(_scheduled(post, after, now))
    return made


def unpublish(blog: Blog, posts: Sequence[Post]) -> Plan:
    """Plan to make posts drafts again."""

    def changes(post: Post, values: FrontMatter, _: Place) -> list[Change]:
        return [] if post.draft else [_drafted(values, blog.dialect.name)]

    made = plan(blog, posts, changes)
    made.notes += [f"{post.path} is a draft already" for post in posts if post.draft]
    return made


def _undrafted(values: FrontMatter, name: Name) -> Iterator[Change]:
    fields = Fields(values)
    for key in values:
        word = as_text(values[key]).lower()
        if plain(key) in ("draft", "isdraft") and fields.flag(plain(key)):
            yield Set((key,), value=False)
        elif plain(key) == "published" and fields.flag("published") is False:
            yield Set((key,), value=True)
        elif plain(key) == "status" and word == "draft":
            yield Set((key,), "published")
    if name == "nikola":
        yield from _without_mark(values)


def _without_mark(values: FrontMatter) -> Iterator[Change]:
    """Take away the tag with which Nikola once marked drafts."""
    for one in tagged(values, "nikola"):
        marks = [tag for tag in one.names if tag.lower() == "draft"]
        yield from (RemoveItem(one.key, tag, one.mark) for tag in marks)


def _drafted(values: FrontMatter, name: Name) -> Change:
    keys = {plain(key): key for key in values}
    if "draft" in keys:
        return Set((keys["draft"],), value=True)
    if isinstance(values.get(keys.get("published", "")), bool):
        return Set((keys["published"],), value=False)
    if "status" in keys or name in ("pelican", "nikola"):
        default = "Status" if any(key[:1].isupper() for key in values) else "status"
        return Set((keys.get("status", default),), "draft")
    if name in ("jekyll", "hexo"):
        return Set(("published",), value=False)
    return Set(("draft",), value=True)


def _dated(values: FrontMatter, place: Place, when: datetime, *, timed: bool) -> Iterator[Change]:
    """Set the key that the post's date comes from, in the form that its date has."""
    keys = _keys_of_dates(values)
    style = place.habits
    spelled = keys[0] if keys else style.date_key
    chosen = [spelled]
    if place.dialect.name == "hugo":  # it holds a post back until its publishDate
        chosen += [key for key in keys[1:] if plain(key) == "publishdate"]
    for key in chosen:
        path: tuple[str, ...] = (key,)
        old = values.get(key)
        if isinstance(old, dict):  # MkDocs has the post's dates within `date`
            inner = next(iter(_keys_of_dates(old)), "created")
            old, path = old.get(inner), (key, inner)
        # A date of TOML comes without its spelling, which mostly is that of RFC 3339.
        like = old.isoformat() if isinstance(old, datetime) else as_text(old) or style.date_like
        if timed and ":" not in like and when.strftime("%H:%M:%S") != "00:00:00":
            like = (
                style.date_like if ":" in style.date_like else usual(place.dialect.name).date_like
            )
        written = write_date(when, like)
        if style.format == "toml" and not _TOML_DATE.fullmatch(written):
            written = when.isoformat(timespec="seconds")
        yield Set(path, Raw(written))


def _keys_of_dates(values: Mapping[str, object]) -> list[str]:
    keys = [key for name in DATE_KEYS for key in values if plain(key) == name]
    return [key for key in keys if not isinstance(values[key], bool)]


def _published_path(path: str, name: Name, when: datetime) -> str:
    """Say where a draft goes: out of `_drafts`, in Jekyll with its date before its name."""
    folders = path.split("/")
    if "_drafts" not in folders[:-1]:
        return path
    place = folders.index("_drafts")
    folders[place] = "_posts"
    if name == "jekyll" and not _DATED.match(folders[-1]):
        folders[-1] = f"{when:%Y-%m-%d}-{folders[-1]}"
    elif name == "jekyll":
        folders[-1] = f"{when:%Y-%m-%d}-{_DATED.sub('', folders[-1])}"
    return "/".join(folders)


def _scheduled(post: Post, after: Post, now: datetime) -> str:
    when = f"{after.date:%Y-%m-%d %H:%M}"
    if post.status(now) == "published":
        return f"{post.path} is out already: it is taken back until {when}"
    return f"{post.path} comes out on {when}"


def _checked(blog: Blog, post: Post, data: bytes, path: str, now: datetime) -> Post:
    """Read the post as it is going to be: nothing may still hold it back."""
    after = read_again(blog, post, data, path)
    status = after.status(now)
    if status == "draft":
        source = origins.of_draft(blog.root, path, blog.source_of_posts.context)
        where = f"{source} says so" if source else "its folder's or the blog's defaults say so"
        word = "published=true" if blog.dialect.name in ("jekyll", "hexo") else "draft=false"
        hint = f"blog set POST {word} lets this one out; the others stay drafts"
        reason = f"it stays a draft: {where}"
        raise PostError(post.path, reason, hint=hint)
    if status == "expired":
        key = next((one for one in after.given if plain(one) in EXPIRY_KEYS), "expires")
        reason = f"it has expired: {after.expires:%Y-%m-%d}"
        raise PostError(post.path, reason, hint=f"blog unset POST {key} lifts that")
    return after


def _add_steps(made: Plan, blog: Blog, post: Post, data: tuple[bytes, bytes], target: str) -> bool:
    """Plan what changes a post, and say whether there is anything."""
    old, new = data
    if target != post.path:
        if (blog.root / target).exists():
            made.problems.append(PostError(post.path, f"{target} exists already"))
            return False
        made.steps += missing_folders(blog, target, made)
        made.steps.append(move(post.path, target))
    if old != new:
        made.steps.append(edit(target, old, new))
    changed = old != new or target != post.path
    if changed:
        made.posts.append(target)
    return changed


def missing_folders(blog: Blog, path: str, made: Plan) -> list[Step]:
    """Plan to make the folders above a path that are not there."""
    parts = path.split("/")[:-1]
    above = ["/".join(parts[: depth + 1]) for depth in range(len(parts))]
    planned = {step.path for step in made.steps if step.kind == "folder"}
    return [
        make_folder(folder)
        for folder in above
        if folder not in planned and not (blog.root / folder).is_dir()
    ]
