"""Which generator a folder belongs to: by its configuration, else by the shape of its folders."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

from blogcli.config import Config
from blogcli.posts.dialects import configuration, data_files, folders, settings
from blogcli.posts.dialects.data_files import DataFiles
from blogcli.posts.dialects.peeking import peek
from blogcli.posts.dialects.places import SECTIONS, GeneratorSettings, Name, PostFolder

# Which generator reads a file that several have, by a key only it knows.
_ZOLA_KEY = r"(?m)^\s*(?:base_url|compile_sass|default_language|build_search_index)\s*="
_BASE_URL = r"(?mi)^\s*[\"']?baseurl[\"']?\s*[=:]"
_HUGO_KEY = (
    r"(?mi)^\s*[\"']?(?:title|languagecode|defaultcontentlanguage|contentdir|theme|paginate|params"
    r"|locale|pagination|enablerobotstxt)[\"']?\s*[=:]|^\s*\[params"
)
_HEXO_KEY = (
    r"(?m)^(?:source_dir|public_dir|new_post_name|skip_render|post_asset_folder|titlecase"
    r"|filename_case|default_layout)\s*:"
)
_JEKYLL_KEY = r"(?m)^source\s*:\s*[\w\"'./]"
_PROGRAMS = (
    *(f"{name}.{suffix}" for name in ("gatsby-config", "next.config", "docusaurus.config")
      for suffix in ("js", "mjs", "ts")),
    "mkdocs.yml", "mkdocs.yaml", "_quarto.yml", "_quarto.yaml",
)  # fmt: skip
"""Of programs that read posts where their author has said it, mostly in folders of usual names."""
_OF_NOTES = (".obsidian", ".foam", ".zk")
_NIKOLA_KEY = r"(?m)^(?:BLOG_TITLE|SITE_URL|POSTS)\s*="


class Dialect(NamedTuple):
    """One generator's ways; `config_file` is its configuration, relative to the blog, or empty."""

    name: Name
    config_file: str = ""

    def folders(self, root: Path, config: Config) -> tuple[PostFolder, ...]:
        """Give the folders of posts, then of pages; `[posts] folders` replaces those of posts."""
        own = folders.find(root, self.name, self.config_file)
        if not config.posts.folders:
            return own
        leaf_bundles = self.name in ("hugo", "zola")
        named = tuple(
            PostFolder(os.path.normpath(path.strip()) or ".", leaf_bundles=leaf_bundles)
            for path in config.posts.folders
        )
        return (*named, *(folder for folder in own if folder.kind == "page"))

    def settings(self, root: Path) -> GeneratorSettings:
        """Read the generator's own configuration; what it can't say is guessed from the folders."""
        return settings.read(root, self.name, self.config_file)

    def data_files(self, root: Path) -> DataFiles:
        """Say which files of data Eleventy reads beside posts."""
        return data_files.read(root, self.config_file) if self.name == "eleventy" else DataFiles()

    def has_notes(self, root: Path) -> bool:
        """Say whether the folder is of a program for notes, which mostly have no front matter."""
        return self.name == "plain" and any((root / name).is_dir() for name in _OF_NOTES)

    def stamp(self, root: Path) -> str:
        """Give a text that changes whenever the generator's configuration does, without reading it."""  # noqa: E501 - one sentence
        parts: list[str] = [self.name]
        for file in configuration.FILES[self.name]:
            try:
                status = (root / file).stat()
            except OSError:
                continue
            parts.append(f"{file}:{status.st_mtime_ns}:{status.st_size}")
        return " ".join(parts)


def detect(root: Path) -> Dialect:
    """Say which generator's blog this folder is; `plain` where nothing says so."""
    return recognise(root) or Dialect("plain")


def recognise(root: Path) -> Dialect | None:
    """Say which generator's blog this folder is, or None where nothing says that it is one."""
    return _by_configuration(root) or _by_program(root) or _by_shape(root)


def _by_configuration(root: Path) -> Dialect | None:
    try:
        with os.scandir(root) as entries:
            names = {entry.name for entry in entries}
    except OSError:
        return None
    for name, files in configuration.FILES.items():
        for file in files:
            if file.partition("/")[0] in names and _reads(name, root, file):
                return Dialect(name, file)
    return None


def _reads(name: Name, root: Path, file: str) -> bool:
    """Say whether this generator reads this file; several share names."""
    path = root / file
    if not path.is_file():
        return False
    if name == "hugo":
        return file.startswith(("hugo.", "config/")) or _is_hugo(root, configuration.start_of(path))
    if name == "zola":
        return file == "zola.toml" or bool(re.search(_ZOLA_KEY, configuration.start_of(path)))
    if name == "jekyll":
        return not _is_hexo(root, path)
    if name == "nikola":
        return bool(re.search(_NIKOLA_KEY, configuration.start_of(path)))
    return True


def _is_hugo(root: Path, text: str) -> bool:
    if re.search(_BASE_URL, text):
        return True
    # `config.yml` is a name that many programs use.
    place = (root / "content").is_dir() or (root / "archetypes").is_dir()
    return place and not re.search(_ZOLA_KEY, text) and bool(re.search(_HUGO_KEY, text))


def _is_hexo(root: Path, path: Path) -> bool:
    text = configuration.start_of(path)
    # Octopress, which is Jekyll with plugins, has its posts where Hexo took the place over.
    if (root / "_posts").is_dir() or re.search(_JEKYLL_KEY, text):
        return False
    return (root / "source" / "_posts").is_dir() or bool(re.search(_HEXO_KEY, text))


def _by_program(root: Path) -> Dialect | None:
    """Tell a site of Gatsby or its like, whose folders are named as other generators' are."""
    known = any((root / file).is_file() for file in _PROGRAMS)
    return Dialect("plain") if known and folders.has_sections(root) else None


def _by_shape(root: Path) -> Dialect | None:
    if (root / "source" / "_posts").is_dir():
        return Dialect("hexo")
    if root.name in ("_posts", "_drafts") or _has_jekyll_posts(root):
        return Dialect("jekyll")
    if (root / "src" / "content").is_dir() and peek(root / "src" / "content"):
        return Dialect("astro")
    if (root / "content").is_dir() and (found := peek(root / "content")):
        return Dialect(_content(found))
    if (root / "posts").is_dir() and "nikola" in (found := peek(root / "posts")):
        return Dialect("nikola")
    return None


def _has_jekyll_posts(root: Path) -> bool:
    if (root / "_posts").is_dir():
        return True
    # Beside posts of its own kind, a folder with `_posts` is another blog, as any repository is.
    names = [name for name in folders.subfolders(root) if not (root / name / ".git").exists()]
    jekyll = {name for name in names if (root / name / "_posts").is_dir()}
    return bool(jekyll) and jekyll.issuperset(set(SECTIONS) & set(names))


def _content(found: frozenset[str]) -> Name:
    if "pelican" in found:
        return "pelican"
    if "nikola" in found:
        return "nikola"
    return "zola" if "zola" in found else "hugo"
