"""The same posts in the form that each program wants."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.rivals.programs import HERE


@dataclass(frozen=True, slots=True)
class Post:
    """One generated post, read."""

    stem: str
    head: dict[str, Any]
    body: str

    @property
    def tags(self) -> str:
        """The tags as one line."""
        return ", ".join(self.head["tags"])


def posts_of(blog: Path) -> Iterator[Post]:
    """Read all published posts: not every program knows drafts."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for path in sorted((blog / "content" / "posts").glob("2*.md")):
        _, head, body = path.read_text("utf-8").split("---\n", 2)
        fields = yaml.load(head, loader)
        if not fields.get("draft"):
            yield Post(path.stem, fields, body)


def pelican(post: Post) -> str:
    """Headers of Pelican's own."""
    return (
        f"Title: {post.head['title']}\nSlug: {post.stem}\nDate: {post.head['date'].isoformat()}\n"
        f"Tags: {post.tags}\nCategory: {post.head['categories'][0]}\n"
        f"Summary: {post.head.get('description', '')}\n\n{post.body}"
    )


def nikola(post: Post) -> str:
    """A comment with Nikola's headers."""
    return (
        f"<!--\n.. title: {post.head['title']}\n.. slug: {post.stem}\n"
        f".. date: {post.head['date']:%Y-%m-%d %H:%M:%S} UTC\n.. tags: {post.tags}\n"
        f".. category: {post.head['categories'][0]}\n"
        f".. description: {post.head.get('description', '')}\n-->\n\n{post.body}"
    )


def front_matter(post: Post) -> str:
    """YAML, as Eleventy and Hexo read it."""
    head = yaml.safe_dump(post.head, allow_unicode=True, width=10_000)
    return f"---\n{head}---\n{post.body}"


@dataclass(frozen=True, slots=True)
class Form:
    """Where a program looks for posts and images, and how it reads posts."""

    name: str
    write: Callable[[Post], str]
    posts: str
    images: str


FORMS = {
    "Pelican": Form("pelican", pelican, "content/posts", "content/images"),
    "Nikola": Form("nikola", nikola, "posts", "files/images"),
    "Eleventy": Form("eleventy", front_matter, "posts", "images"),
    "Hexo": Form("hexo", front_matter, "source/_posts", "source/images"),
}


def convert(blog: Path, lang: str, form: Form, target: Path) -> None:
    """Write the blog as one program wants it, with the settings kept beside this file."""
    shutil.copytree(HERE / form.name, target, ignore=shutil.ignore_patterns("__pycache__"))
    for path in target.rglob("*"):
        if path.is_file():
            path.write_text(path.read_text("utf-8").replace("@lang@", lang), "utf-8")
    shutil.copytree(blog / "static" / "images", target / form.images)
    folder = target / form.posts
    folder.mkdir(parents=True, exist_ok=True)
    for post in posts_of(blog):
        (folder / f"{post.stem}.md").write_text(form.write(post), "utf-8")


def link_packages(node: Path, target: Path) -> None:
    """Let programs of Node find their packages from a blog's folder."""
    (target / "node_modules").symlink_to(node / "node_modules")
    shutil.copy(HERE / "package.json", target)
