"""`missing-lang`: a post whose language is only guessed, in a blog of several."""

from __future__ import annotations

from collections.abc import Iterator

from blogcli.checks.complaint import Complaint, Fix
from blogcli.checks.rule import Rule
from blogcli.checks.world import Opened
from blogcli.posts.editing import Set
from blogcli.posts.fields import LANG_KEYS
from blogcli.posts.guessing import guess
from blogcli.posts.meaning import UNMARKED_IS_MAIN


def _look(opened: Opened) -> Iterator[Complaint]:
    blog, post = opened.world.blog, opened.post
    if len(blog.languages) < 2 or blog.dialect.name in UNMARKED_IS_MAIN:  # noqa: PLR2004 - several
        return
    if not set(opened.post.given).isdisjoint(_written(opened)):
        return
    # What says nothing is usually in the main language, and meant to be.
    if post.lang == blog.default_lang or opened.world.says_language(post.path):
        return
    sure = guess(opened.source.body) == post.lang.partition("-")[0]
    fix = Fix(f"write lang: {post.lang}", (Set(("lang",), post.lang),)) if sure else None
    message = f"no language is named: {post.lang} is guessed"
    yield Complaint(post.path, message, hint=f"add lang: {post.lang}", fix=fix)


def _written(opened: Opened) -> set[str]:
    return {key for name in LANG_KEYS if (key := opened.fields.key((name,)))}


RULE = Rule(
    "missing-lang",
    "info",
    "In a blog of several languages, a post does not name its own, which is not the main one.",
    _look,
)
