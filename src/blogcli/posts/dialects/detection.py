"""Which generator a folder belongs to: by its configuration, else by the shape of its folders."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from blogcli.config import Config
from blogcli.posts.dialects.folders import folders
from blogcli.posts.dialects.places import GeneratorSettings, Name, PostFolder


@dataclass(frozen=True, slots=True)
class Dialect:
    """One generator's ways; `config_file` is its configuration, relative to the blog, or empty."""

    name: Name
    config_file: str = ""

    def folders(self, root: Path, config: Config) -> tuple[PostFolder, ...]:
        """Give the folders of posts, then of pages; those of `[posts] folders` replace the posts'."""
        own = folders(self.name, root)
        if not config.posts.folders:
            return own
        named = tuple(PostFolder(path.rstrip("/") or ".") for path in config.posts.folders)
        return (*named, *(folder for folder in own if folder.kind == "page"))

    def settings(self, root: Path) -> GeneratorSettings:  # noqa: ARG002
        """Read the generator's configuration."""
        return GeneratorSettings(static_folders=("static",))


def detect(root: Path) -> Dialect:
    """Say which generator's blog this folder is; `plain` where nothing says so."""
    for file, name in _FILES:
        if (root / file).is_file():
            return Dialect(name, file)
    for folder, name in _SHAPES:
        if (root / folder).is_dir():
            return Dialect(name)
    return Dialect("jekyll" if root.name == "_posts" else "plain")


_FILES: tuple[tuple[str, Name], ...] = (
    ("hugo.toml", "hugo"),
    ("hugo.yaml", "hugo"),
    ("pelicanconf.py", "pelican"),
    ("conf.py", "nikola"),
    ("eleventy.config.js", "eleventy"),
    (".eleventy.js", "eleventy"),
    ("astro.config.mjs", "astro"),
    ("_config.yml", "jekyll"),
    ("config.toml", "hugo"),
)
_SHAPES: tuple[tuple[str, Name], ...] = (
    ("source/_posts", "hexo"),
    ("_posts", "jekyll"),
    ("src/content", "astro"),
    ("content", "hugo"),
)
