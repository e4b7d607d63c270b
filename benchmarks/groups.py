"""The work that is measured, in groups; the jobs of a group take turns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from benchmarks.generate import post, tag_name
from benchmarks.jobs import BLOG, LONG, LONG_POST, Bench, Job
from benchmarks.printed import printed
from benchmarks.rivals.programs import Rivals
from benchmarks.searches import searches
from benchmarks.sites import sites

LIST = ("list", "--json", "--limit", "20")
OLD_TAG, NEW_TAG = 10, 3001
"""Of the tags the eleventh most frequent, and a name that no post has yet."""


def start(bench: Bench, rivals: Rivals) -> list[Job]:
    """What costs nothing but starting."""
    line = (("_BLOG_COMPLETE", "bash"), ("_BLOG_LINE", "blog show 20"))
    jobs = [
        bench.ours("--version", "--version"),
        bench.ours("--help", "--help"),
        Job("completion", BLOG, bench.blog, more=line),
    ]
    return [*jobs, *(Job("--version", name, line) for name, line in rivals.versions())]


def listing(bench: Bench, _rivals: Rivals) -> list[Job]:
    """What is read of the index."""
    return [
        bench.ours("list --json, 20", *LIST),
        bench.ours("list, a table of 20", "list", "--format", "table", "--limit", "20"),
        bench.ours("stats --json", "stats", "--json"),
        *bench.hugo_list(),
    ]


def index(bench: Bench, _rivals: Rivals) -> list[Job]:
    """What reads every post."""
    command = ("list", "--json", "--limit", "1")
    return [
        bench.ours("first index", *command, before=bench.forget_index),
        # It ends with 1 where it finds errors.
        replace(bench.ours("check", "check"), codes=(0, 1)),
        *bench.hugo_list(),
    ]


def sync(bench: Bench, _rivals: Rivals) -> list[Job]:
    """How the index follows the files."""
    return [
        bench.ours("sync, one edit", *LIST, before=bench.edit_one),
        bench.ours("sync, nothing changed", *LIST),
    ]


def show(bench: Bench, rivals: Rivals) -> list[Job]:
    """One post on the terminal."""
    name, _ = post(bench.order, bench.order.posts // 2)
    long = ("show", LONG_POST, "--width", "80")
    jobs = [
        bench.ours("show", "show", f"content/posts/{name}"),
        bench.ours(f"show of {LONG:,} words", *long),
        bench.ours(f"show of {LONG:,} words in colour", *long, "--color", "always"),
    ]
    pandoc = rivals.pandoc()
    if pandoc:
        ansi = (pandoc, "-f", "markdown", "-t", "ansi", "--columns", "80")
        jobs.append(Job("show", "Pandoc", (*ansi, f"content/posts/{name}")))
        jobs.append(Job(f"show of {LONG:,} words in colour", "Pandoc", (*ansi, LONG_POST)))
    return jobs


def rename(bench: Bench, _rivals: Rivals) -> list[Job]:
    """A tag renamed in all posts that have it, and that taken back."""
    names = (tag_name(bench.order.lang, number) for number in (OLD_TAG, NEW_TAG))
    return [
        bench.ours("tag rename", "tag", "rename", *names, "--yes"),
        replace(bench.ours("undo of tag rename", "undo"), follows=True),
    ]


Group = Callable[[Bench, Rivals], list[Job]]
GROUPS: dict[str, Group] = {
    "index": index,
    "start": start,
    "list": listing,
    "sync": sync,
    "search": searches,
    "show": show,
    "site": sites,
    "print": printed,
    "rename": rename,
}
"""In the order in which they are measured."""


def jobs_of(group: str, bench: Bench, rivals: Rivals) -> list[Job]:
    """Give the jobs of a group, bare Python first; the index is ready unless it is measured."""
    if group != "index":
        bench.synchronise()
    return [bench.python(), *GROUPS[group](bench, rivals)]
