"""The tags of a post changed where its generator reads them from, in their own shape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from blogcli.posts.dialects import Name
from blogcli.posts.editing.changes import AddItem, Change, Key, Place, RemoveItem, RenameItem
from blogcli.posts.editing.lists import names_in
from blogcli.posts.fields import plain
from blogcli.posts.terms import mark_of
from blogcli.posts.values import FrontMatter


class Tagged(NamedTuple):
    """A key that holds tags, the tags in it, and what divides them in a text."""

    key: Key
    names: list[str]
    mark: str | None


def tagged(values: FrontMatter, name: Name) -> list[Tagged]:
    """Find the keys that hold tags: `tag` and `tags`, else those in Zola's taxonomies."""
    found = [
        Tagged((key,), names_in(value, mark), mark)
        for key, value in values.items()
        if plain(key) in ("tag", "tags")
        for mark in [mark_of(name, value, one=plain(key) == "tag")]
    ]
    if any(one.names for one in found):
        return found
    inner = values.get("taxonomies")
    taxonomies = inner if isinstance(inner, dict) else {}
    return found + [
        Tagged(("taxonomies", key), names_in(value, None), None)
        for key, value in taxonomies.items()
        if plain(key) in ("tag", "tags")
    ]


def add_tag(values: FrontMatter, tag: str, place: Place) -> Iterator[Change]:
    """Give the change that adds a tag, unless the post has it."""
    found = tagged(values, place.dialect.name)
    if any(tag in one.names for one in found):
        return
    if found:
        best = next((one for one in found if plain(one.key[-1]) == "tags"), found[0])
        yield AddItem(best.key, tag, best.mark)
    elif place.dialect.name == "zola":
        yield AddItem(("taxonomies", "tags"), tag)
    else:
        spelled = next((key for key in place.habits.keys if plain(key) == "tags"), "tags")
        pelican = place.habits.format == "pelican" and spelled == "tags"
        yield AddItem(
            ("Tags" if pelican else spelled,), tag, mark_of(place.dialect.name, "", one=False)
        )


def remove_tag(values: FrontMatter, tag: str, place: Place) -> Iterator[Change]:
    """Give the changes that take a tag away."""
    for one in tagged(values, place.dialect.name):
        if tag in one.names:
            yield RemoveItem(one.key, tag, one.mark)


def rename_tag(values: FrontMatter, tag: str, name: str, place: Place) -> Iterator[Change]:
    """Give the changes that put a tag in the place of another."""
    for one in tagged(values, place.dialect.name):
        if tag in one.names:
            yield RenameItem(one.key, tag, name, one.mark)
