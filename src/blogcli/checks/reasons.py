"""Why a post has its status: the key, with its line, that says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from blogcli.checks.world import Opened
from blogcli.posts.fields import DATE_KEYS, EXPIRY_KEYS
from blogcli.posts.values import as_text

_DRAFT = ("draft", "isdraft", "published", "status")
_UNLISTED = (
    "headless", "unlisted", "eleventyexcludefromcollections", "render", "build", "status",
)  # fmt: skip
_CONFIGURED = "the blog's configuration"
_ELSEWHERE = {
    "hugo": "the cascade of a section above it, or of the blog's configuration,",
    "eleventy": "a file of data beside or above it",
}


class Reason(NamedTuple):
    """One thing that decides whether a post is out."""

    text: str
    line: int | None = None
    """Of the post's file; None where something else says it."""


def reasons(opened: Opened, now: datetime) -> list[Reason]:
    """Say what decides a post's status, the decisive first."""
    post = opened.post
    if opened.is_no_post:
        return [
            Reason("it has no front matter: begin it with ---, title: … and --- to make it one")
        ]
    status = post.status(now)
    if status == "draft":
        return [_draft(opened), *_later(opened, now)]
    if status == "expired":
        return [_dated(opened, EXPIRY_KEYS, "expired on", post.expires)]
    if status == "scheduled":
        return [_dated(opened, DATE_KEYS, "waits for", post.date)]
    found = [] if post.listed else [_unlisted(opened)]
    found.append(Reason("no key calls it a draft"))
    if post.date is None:
        found.append(Reason("it has no date, so it waits for none"))
    else:
        found.append(_dated(opened, DATE_KEYS, "its day has come:", post.date))
    if post.expires is not None:
        found.append(_dated(opened, EXPIRY_KEYS, "expires on", post.expires))
    return found


def _draft(opened: Opened) -> Reason:
    for name in _DRAFT:
        key = opened.fields.key((name,))
        value = "" if key is None else as_text(opened.values[key]).lower()
        if key is None or not value:
            continue
        says_no = name == "published" and value in {"false", "no", "off", "0", "n"}
        says_yes = name in {"draft", "isdraft"} and value in {"true", "yes", "on", "1", "y"}
        if says_no or says_yes or (name == "status" and value == "draft"):
            return Reason(f"{key}: {value} makes it a draft", opened.place((name,))[0])
    if "_drafts" in opened.post.path.split("/"):
        return Reason("it lies in _drafts")
    if any(tag.lower() == "draft" for tag in opened.post.tags):
        return Reason("the tag draft makes it one", opened.place(("tags",))[0])
    return Reason(f"{_ELSEWHERE.get(opened.world.blog.dialect.name, _CONFIGURED)} makes it a draft")


def _later(opened: Opened, now: datetime) -> Iterator[Reason]:
    date = opened.post.date
    if date is not None and date > now:
        yield _dated(opened, DATE_KEYS, "without that it would wait for", date)


def _dated(opened: Opened, names: tuple[str, ...], verb: str, date: datetime | None) -> Reason:
    when = f"{date:%Y-%m-%d %H:%M %z}" if date is not None else ""
    key = opened.fields.date_key(names)
    if key is None:
        return Reason(f"{verb} {when}, as the file's name or place says")
    return Reason(f"{verb} {when}, as {key} says", opened.place((key,))[0])


def _unlisted(opened: Opened) -> Reason:
    key = opened.fields.key(_UNLISTED)
    if key is None:
        return Reason("it is in no list: its place says so, or what is said of all posts there")
    return Reason(f"{key} keeps it out of lists", opened.place(_UNLISTED)[0])
