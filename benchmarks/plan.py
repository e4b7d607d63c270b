"""What is measured on which blogs, and how often."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from benchmarks.groups import GROUPS
from benchmarks.runner import Effort
from benchmarks.text import Lang


class Blog(NamedTuple):
    """A generated blog."""

    posts: int
    lang: Lang = "fi"


@dataclass(frozen=True, slots=True)
class Plan:
    """The groups that each blog is measured with, and what they may take."""

    blogs: dict[Blog, tuple[str, ...]]
    effort: Effort
    seconds: float
    """That another program may take for one command."""


_ALL = tuple(GROUPS)
# Printing a hundred posts, or a thousand, costs the same in a blog of any size.
_UNPRINTED = tuple(group for group in _ALL if group != "print")
FULL = Plan(
    {
        Blog(100): _UNPRINTED,
        Blog(1_000): _ALL,
        Blog(1_000, "en"): ("list", "index", "search", "site"),
        Blog(10_000): _UNPRINTED,
        Blog(100_000): _UNPRINTED,
    },
    Effort(times=9, seconds=30),
    seconds=120,
)
QUICK = Plan({Blog(100): _UNPRINTED, Blog(1_000): _ALL}, Effort(times=4, seconds=6), seconds=30)


def chosen(plan: Plan, groups: list[str], sizes: list[int]) -> dict[Blog, tuple[str, ...]]:
    """Give what a plan has of the groups and sizes that are asked for; none named: all.

    A group named for a size that the plan has without it is measured all the same, in Finnish.
    """
    found: dict[Blog, tuple[str, ...]] = {}
    blogs = plan.blogs if not sizes else {
        blog: plan.blogs.get(blog, _ALL)
        for blog in dict.fromkeys([*map(Blog, sizes), *plan.blogs]) if blog.posts in sizes
    }  # fmt: skip
    for blog, usual in blogs.items():
        named = [group for group in groups if group in usual or (sizes and blog.lang == "fi")]
        if wanted := tuple(named) if groups else usual:
            found[blog] = wanted
    return found
