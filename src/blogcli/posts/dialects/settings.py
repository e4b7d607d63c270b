"""What each generator's configuration says: the blog's name, address, languages and zone."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from blogcli.files import is_site
from blogcli.posts.dialects import astro_routes, configuration, folders, patterns
from blogcli.posts.dialects.configuration import Configuration, script_value
from blogcli.posts.dialects.places import (
    SECTIONS,
    Default,
    GeneratorSettings,
    Name,
    PostFolder,
    Spelling,
    Strategy,
    spoken_in,
)
from blogcli.posts.language import is_code, normalise
from blogcli.posts.values import as_text

# Folders of files in blogs whose generators copy what they don't understand.
_FILES = (
    "assets", "images", "img", "image", "static", "files", "uploads", "upload", "media", "pictures",
    "pics", "photos", "downloads", "download", "attachments", "css", "js", "fonts",
)  # fmt: skip

# Where Zola's pages are that nothing else is said of, in the words of `site.permalinks`.
_ZOLA_USUAL = "/:sections/:exact_slug/"
_SHORT = r"[A-Za-z]{2}(?:[-_].*)?"
_ADDRESSED = r"[^\s@]+@\S+\s*\(([^)]+)\)|([^<>]+?)\s*<[^<>@\s]+@[^<>\s]+>"


def read(root: Path, name: Name, file: str) -> GeneratorSettings:
    """Read a generator's configuration; what it doesn't say is empty."""
    found = configuration.read(root, name, file)
    settings = _READERS[name](root, found)
    spoken = _by_sections(folders.find(root, name, file))
    languages = settings.languages or _by_folders(root)
    if languages or len(spoken) > 1:
        settings = settings._replace(languages=_tags((*languages, *spoken)))
    return settings._replace(problem=found.problem)


class _Values:
    """A mapping asked without regard to case."""

    def __init__(self, values: object) -> None:
        known = values if isinstance(values, dict) else {}
        self._values = {str(key).lower(): value for key, value in known.items()}

    def get(self, *keys: str) -> object:
        """Give the first of these that is there."""
        return next((self._values[key] for key in keys if key in self._values), None)

    def text(self, *keys: str) -> str:
        """Give the first of these that is text; of a mapping by language, its first."""
        for key in keys:
            value = self._values.get(key)
            if isinstance(value, dict) and value:
                value = next(iter(value.values()))
            if text := as_text(value):
                return text
        return ""

    def inner(self, key: str) -> _Values:
        """Give a mapping in this one; empty where there is none."""
        return _Values(self._values.get(key))

    def keys(self) -> list[str]:
        """List the keys, in lower case."""
        return list(self._values)


def _hugo(root: Path, found: Configuration) -> GeneratorSettings:
    values = _Values(found.values)
    languages = values.inner("languages")
    main = values.text("defaultcontentlanguage")
    if not main and not languages.keys():
        main = values.text("locale", "languagecode") or "en"
    ordered = sorted(languages.keys(), key=lambda code: _weight(languages.inner(code)))
    main = main or next(iter(ordered), "en")
    own = languages.inner(main.lower())
    params = values.inner("params")
    permalinks = values.inner("permalinks")
    if permalinks.inner("page").keys():
        permalinks = permalinks.inner("page")
    static = _texts(values.get("staticdir")) or ["static"]
    return GeneratorSettings(
        title=own.text("title") or values.text("title"),
        base_url=own.text("baseurl") or values.text("baseurl"),
        languages=_tags((main, *ordered)) if found.values else (),
        timezone=own.text("timezone") or values.text("timezone"),
        authors=_people(params.get("author", "authors"), values.get("author", "authors")),
        static_folders=_present(root, static),
        mounts=_mounted(root, [(folder, "") for folder in static]),
        permalink=patterns.HUGO_USUAL,
        page_permalink=patterns.HUGO_USUAL,
        section_permalinks=_hugo_permalinks(permalinks),
        defaults=tuple(_cascades(values.get("cascade"))),
    )


def _hugo_permalinks(permalinks: _Values) -> tuple[tuple[str, str], ...]:
    """Give the patterns of sections."""
    names = permalinks.keys()
    found = [(name, patterns.of_hugo(permalinks.text(name))) for name in names]
    return tuple((name, pattern) for name, pattern in found if pattern)


def _cascades(value: object) -> Iterator[Default]:
    for entry in value if isinstance(value, list) else [value]:
        if isinstance(entry, dict):
            yield Default("", "", json.dumps(entry, default=str))


def _zola(root: Path, found: Configuration) -> GeneratorSettings:
    values = _Values(found.values)
    languages = values.inner("languages").keys()
    main = values.text("default_language") or "en"
    own = values.inner("languages").inner(main.lower())
    slugify = values.inner("slugify")
    return GeneratorSettings(
        title=values.text("title") or own.text("title"),
        base_url=values.text("base_url"),
        languages=_tags((main, *languages)) if found.values else (),
        authors=_people(values.get("author"), values.inner("extra").get("author", "authors")),
        static_folders=_present(root, ["static"]),
        mounts=_mounted(root, [("static", "")]),
        permalink=_ZOLA_USUAL,
        page_permalink=_ZOLA_USUAL,
        spelling=Spelling(
            paths=_strategy(slugify.text("paths")),
            dates=slugify.get("paths_keep_dates") is True,
            taxonomies=_strategy(slugify.text("taxonomies")),
        ),
    )


def _strategy(word: str) -> Strategy:
    return "safe" if word == "safe" else "off" if word == "off" else "on"


def _jekyll(root: Path, found: Configuration) -> GeneratorSettings:
    values = _Values(found.values)
    base = folders.jekyll_source(root, values.text("source"))
    main = values.text("default_lang", "lang", "locale", "language")
    address = values.text("url").rstrip("/") + values.text("baseurl")
    known = patterns.of_jekyll(found.values)
    return GeneratorSettings(
        title=values.text("title", "name"),
        base_url=address,
        languages=_tags((main, *_texts(values.get("languages")))),
        timezone=values.text("timezone"),
        authors=_people(values.get("author"), values.get("authors")),
        mounts=_files(root, base),
        source=base,
        permalink=known.posts,
        section_permalinks=known.collections,
        defaults=tuple(_defaults(values.get("defaults"), base)),
    )


def _defaults(entries: object, base: str) -> Iterator[Default]:
    for entry in entries if isinstance(entries, list) else ():
        scope, values = _Values(entry).inner("scope"), _Values(entry).get("values")
        if isinstance(values, dict):
            path = "/".join(filter(None, (base, scope.text("path").strip("/"))))
            written = json.dumps(values, default=str)
            yield Default(path, scope.text("type").lower(), written)


def _hexo(root: Path, found: Configuration) -> GeneratorSettings:
    values = _Values(found.values)
    source = values.text("source_dir") or "source"
    return GeneratorSettings(
        title=values.text("title"),
        base_url=values.text("url"),
        languages=_tags(_texts(values.get("language"))),
        timezone=values.text("timezone"),
        authors=_people(values.get("author")),
        mounts=_files(root, source),
        permalink=patterns.of_hexo(values.text("permalink"), values.text("new_post_name")),
    )


def _pelican(root: Path, found: Configuration) -> GeneratorSettings:
    values = _Values(found.values)
    base = values.text("path").strip("/") or "content"
    static = _texts(values.get("static_paths")) or ["images"]
    extra = values.get("extra_path_metadata")
    moved = {
        path: as_text(target.get("path"))
        for path, target in (extra.items() if isinstance(extra, dict) else ())
        if isinstance(target, dict)
    }
    publish = _Values(configuration.read_file(root / "publishconf.py", "").values)
    return GeneratorSettings(
        title=values.text("sitename"),
        base_url=publish.text("siteurl") or values.text("siteurl"),
        languages=_tags((values.text("default_lang"),)) if found.values else (),
        timezone=values.text("timezone"),
        authors=_people(values.get("author")),
        mounts=_mounted(root, [(f"{base}/{path}", moved.get(path, path)) for path in static]),
        permalink=publish.text("article_url")
        or values.text("article_url")
        or ("{slug}.html" if found.values else ""),
    )


def _nikola(root: Path, found: Configuration) -> GeneratorSettings:
    values = _Values(found.values)
    main = values.text("default_lang") or "en"
    folders_of_files = values.get("files_folders")
    mounts = list(folders_of_files.items()) if isinstance(folders_of_files, dict) else []
    mounts = [(path, as_text(target)) for path, target in mounts] or [("files", "")]
    return GeneratorSettings(
        title=values.text("blog_title"),
        base_url=values.text("site_url", "base_url"),
        languages=_tags((main, *values.inner("translations").keys())) if found.values else (),
        timezone=values.text("timezone"),
        authors=_people(values.get("blog_author")),
        permalink=patterns.of_nikola(
            values.get("posts"), pretty=values.get("pretty_urls") is not False
        ),
        static_folders=_present(root, [path for path, target in mounts if not target]),
        mounts=_mounted(root, [*mounts, ("images", "images"), ("galleries", "galleries")]),
    )


def _eleventy(root: Path, found: Configuration) -> GeneratorSettings:
    base = script_value(found.text, "input").strip("./")
    usual = f"/{{below:{base or folders.unnamed_input(root)}}}/"
    data, script = _Values({}), ""
    for folder in dict.fromkeys((root / base / "_data", root / "_data")):
        for path in sorted(folder.glob("*")) if folder.is_dir() else ():
            if path.name in ("metadata.json", "site.json", "meta.json"):
                data = _Values(configuration.read_file(path, path.name).values)
            elif re.fullmatch(r"(?:metadata|site|meta)\.(?:c|m)?js", path.name):
                script = configuration.read_file(path, path.name).text
    return GeneratorSettings(
        title=data.text("title", "name") or script_value(script, "title"),
        base_url=data.text("url", "baseurl", "domain") or script_value(script, "url"),
        languages=_tags((data.text("language", "lang") or script_value(script, "language"),)),
        authors=_people(data.get("author", "authors")),
        static_folders=_present(root, ["public"]),
        permalink=usual,
        page_permalink=usual,
        mounts=tuple(
            dict.fromkeys(
                (*_mounted(root, [("public", "")]), *_files(root, ""), *_files(root, base))
            )
        ),
    )


def _astro(root: Path, found: Configuration) -> GeneratorSettings:
    script = ""
    for path in ("src/consts.ts", "src/config.ts", "src/consts.js", "src/site.config.ts"):
        if (root / path).is_file():
            script = configuration.read_file(root / path, path).text
            break
    locales = re.search(r"\blocales\s*:\s*\[([^\]]*)\]", found.text)
    codes = re.findall(r"[\"']([\w-]+)[\"']", locales[1]) if locales else []
    main = script_value(found.text, "defaultLocale") or script_value(script, "lang")
    author = script_value(script, "author") or script_value(script, "AUTHOR")
    return GeneratorSettings(
        title=next(
            filter(None, (script_value(script, key) for key in ("SITE_TITLE", "TITLE", "title"))),
            "",
        ),
        base_url=script_value(found.text, "site") or script_value(script, "website"),
        languages=_tags((main, *codes)),
        timezone=script_value(script, "timezone"),
        authors=(author,) if author else (),
        static_folders=_present(root, ["public"]),
        mounts=_mounted(root, [("public", "")]),
        section_permalinks=tuple(
            (name, f"/{folder}/{{entry}}/") for name, folder in astro_routes.find(root).items()
        ),
    )


def _plain(root: Path, _found: Configuration) -> GeneratorSettings:
    static = ["static"]
    # Next, VitePress and VuePress keep files in `public`, where other programs put their sites.
    if (root / "package.json").is_file():
        places = ("public", "docs/public", "docs/.vuepress/public")
        static += [path for path in places if not (root / path / "index.html").exists()]
    return GeneratorSettings(
        static_folders=_present(root, static),
        mounts=_mounted(root, [(path, "") for path in static]),
    )


_READERS: dict[Name, Callable[[Path, Configuration], GeneratorSettings]] = {
    "hugo": _hugo,
    "zola": _zola,
    "jekyll": _jekyll,
    "hexo": _hexo,
    "pelican": _pelican,
    "nikola": _nikola,
    "eleventy": _eleventy,
    "astro": _astro,
    "plain": _plain,
}


def _by_folders(root: Path) -> tuple[str, ...]:
    """Take folders that are all named by languages for the languages of the blog."""
    bases = ["content", "posts", "_i18n", "src/content", "src/data", "src/content/i18n"]
    bases += [f"{base}/{name}" for base in ("src/content", "content", "src", "src/data")
              for name in SECTIONS]  # fmt: skip
    for base in bases:
        names = folders.subfolders(root / base)
        codes = [name for name in names if re.fullmatch(_SHORT, name) and is_code(name)]
        if len(codes) > 1:
            return _tags(("en" if "en" in codes else "", *codes))
    return ()


def _by_sections(found: Iterable[PostFolder]) -> list[str]:
    """Take the languages that folders of posts name, if not all have one and the same name."""
    names = {folder.path.rpartition("/")[2] for folder in found if folder.kind == "post"}
    codes = [code for name in sorted(names) if len(names) > 1 and (code := spoken_in(name))]
    return sorted(codes, key=lambda code: code != "en")


def _weight(language: _Values) -> float:
    weight = language.get("weight")
    # Hugo puts languages without weight last.
    return float(weight) if isinstance(weight, (int, float)) and weight else float("inf")


def _tags(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag for code in codes if (tag := normalise(code))))


def _people(*values: object) -> tuple[str, ...]:
    for value in values:
        people = value if isinstance(value, list) else [value]
        names = [
            _name(as_text(_Values(person).get("name") if isinstance(person, dict) else person))
            for person in people
        ]
        if found := tuple(dict.fromkeys(filter(None, names))):
            return found
    return ()


def _name(text: str) -> str:
    """Give the name without the address that feeds want beside it (RFC 2822 both ways)."""
    if found := re.fullmatch(_ADDRESSED, text):
        return (found[1] or found[2]).strip()
    return text


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _present(root: Path, paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        path
        for path in paths
        if path
        and not path.startswith(("/", ".."))
        and (root / path).is_dir()
        and _stays(root, path)
        # Astro and Eleventy take files from `public`, which is also where our sites go.
        and not is_site(root / path)
    )


def _stays(root: Path, path: str) -> bool:
    """Say whether a folder lies in the blog, links followed: all files in it are published."""
    real, inside = os.path.realpath(root / path), os.path.realpath(root)
    return Path(real).is_relative_to(inside)


def _mounted(root: Path, mounts: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (path, target.strip("/"))
        for path, target in dict(mounts).items()
        if _present(root, (path,)) and ".." not in target.split("/")
    )


def _files(root: Path, base: str) -> tuple[tuple[str, str], ...]:
    prefix = f"{base}/" if base else ""
    return _mounted(root, [(prefix + name, name) for name in _FILES])
