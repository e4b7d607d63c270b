"""A generator's configuration files: which there are, and what they say, as plain values."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from blogcli.files import read_regular
from blogcli.posts.dialects.places import Name

MAX_SIZE = 1_000_000

# In the order in which each generator looks for them.
FILES: dict[Name, tuple[str, ...]] = {
    "hugo": (
        "hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml",
        "config.yml", "config.json", "config/_default/hugo.toml", "config/_default/hugo.yaml",
        "config/_default/hugo.yml", "config/_default/hugo.json", "config/_default/config.toml",
        "config/_default/config.yaml", "config/_default/config.yml",
        "config/_default/config.json",
    ),
    "zola": ("zola.toml", "config.toml"),
    "jekyll": ("_config.yml", "_config.yaml", "_config.toml", "bridgetown.config.yml"),
    "hexo": ("_config.yml", "_config.yaml", "_config.json"),
    "pelican": ("pelicanconf.py",),
    "nikola": ("conf.py",),
    "eleventy": (
        "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", "eleventy.config.ts",
        ".eleventy.js",
    ),
    "astro": (
        "astro.config.mjs", "astro.config.js", "astro.config.ts", "astro.config.mts",
        "astro.config.cjs",
    ),
    "plain": (),
}  # fmt: skip

_SUFFIXES = (".toml", ".yaml", ".yml", ".json")

# Hugo reads each of these below config/_default into the key of that name.
_HUGO_PARTS = ("languages", "params", "permalinks", "taxonomies", "module", "cascade")


class Configuration(NamedTuple):
    """What a generator is told: its values by key, or why they can't be read."""

    values: dict[str, object]
    text: str = ""
    """The configuration as it is written, for what is a program."""
    problem: str = ""


class _Misread(ValueError):
    """What is wrong, behind its line and column."""


def read(root: Path, name: Name, file: str) -> Configuration:
    """Read a generator's configuration; nothing in it is ever run."""
    if not file:
        return Configuration({})
    found = read_file(root / file, file)
    if name == "hugo" and file.startswith("config/_default/"):
        return Configuration({**found.values, **_hugo_parts(root)}, found.text, found.problem)
    return found


def _hugo_parts(root: Path) -> dict[str, object]:
    """Read the files beside Hugo's configuration, such as `params.toml`, `languages.fi.toml`."""
    parts: dict[str, object] = {}
    for path in sorted((root / "config" / "_default").glob("*.*")):
        part, *inner, suffix = path.name.lower().split(".")
        if part not in _HUGO_PARTS or f".{suffix}" not in _SUFFIXES or not path.is_file():
            continue
        values = read_file(path, path.name).values
        if values and not inner:
            known = parts.get(part)
            parts[part] = {**values, **known} if isinstance(known, dict) else values
        elif values and part == "languages":
            languages = parts.setdefault(part, {})
            if isinstance(languages, dict):
                languages[".".join(inner)] = values
    return parts


def read_file(path: Path, shown: str) -> Configuration:
    """Read one file of TOML, YAML, JSON or Python, by its suffix; other programs stay text."""
    try:
        text = _text(path)
        values = _parse(text, path.suffix)
    except _Misread as error:
        return Configuration({}, problem=f"{shown}:{error}")
    except (OSError, ValueError, RecursionError) as error:
        return Configuration({}, problem=f"{shown}: {error}")
    return Configuration(values, text)


def start_of(path: Path, size: int = MAX_SIZE) -> str:
    """Give the beginning of a file as text; empty where there is none to be read."""
    try:
        return read_regular(path, size, whole=False).decode("utf-8-sig", errors="replace")
    except OSError:
        return ""


def script_value(text: str, key: str) -> str:
    """Find `key: 'value'` or `key = "value"` in a program's text; comments don't count."""
    code = re.sub(r"/\*.*?\*/|(?m:^\s*//[^\n]*)", "", text, flags=re.DOTALL)
    found = re.search(rf"\b{key}\b\s*(?::\s*[\w<>]+\s*=|[:=])\s*([\"'`])((?:(?!\1).)*)\1", code)
    return found[2] if found else ""


def _text(path: Path) -> str:
    try:
        return read_regular(path, MAX_SIZE).decode("utf-8-sig")
    except OSError as error:
        raise ValueError(error.strerror or str(error)) from error


def _parse(text: str, suffix: str) -> dict[str, object]:
    if suffix == ".py":
        from blogcli.posts.dialects import python_config

        return python_config.parse(text)
    if suffix in _SUFFIXES:
        return _load(text, suffix)
    return {}


def _load(text: str, suffix: str) -> dict[str, object]:
    from blogcli.posts.values import HeaderProblem

    try:
        return dict(_loader(suffix)(text))
    except HeaderProblem as problem:
        message = f"{problem.line}:{problem.column}: {problem.reason}"
        raise _Misread(message) from problem


def _loader(suffix: str) -> Callable[[str], dict[str, object]]:
    # One engine at a time: this runs with every command.
    if suffix == ".toml":
        from blogcli.posts import toml_loader

        return toml_loader.load
    if suffix == ".json":
        from blogcli.posts import json_loader

        return json_loader.load
    from blogcli.posts import yaml_loader

    return yaml_loader.load
