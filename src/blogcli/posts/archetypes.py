"""Templates for new posts: the blog's own, found, filled, and given the post's values."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from blogcli.config import Config
from blogcli.errors import OutputError, PostError
from blogcli.files import inside, read_regular
from blogcli.posts import front_matter
from blogcli.posts.dialects import Dialect
from blogcli.posts.go_template import fill
from blogcli.posts.header_merging import merge
from blogcli.posts.header_writing import write_header
from blogcli.posts.new_post import NewPost
from blogcli.posts.style import Style

MAX_SIZE = 1_000_000


def find(root: Path, config: Config, dialect: Dialect, name: str = "") -> str:
    """Give the text of the archetype of that name; without one, of the generator's own, if any.

    Raises:
        OutputError: There is none of that name, or it can't be read.
    """
    wanted = name or config.posts.archetype
    candidates = _named(wanted) if wanted else _usual(root, config, dialect)
    for candidate in candidates:
        file = inside(root, candidate)
        if file.is_file():
            return _text(file, candidate)
    if wanted:
        message = f"there is no archetype {wanted!r}"
        raise OutputError(message, hint=f"it would lie in archetypes/{wanted}.md")
    return ""


def apply(text: str, new: NewPost, style: Style, values: Mapping[str, object]) -> str:
    """Put the post's values into an archetype's header and fill the rest; its other lines stay.

    Raises:
        OutputError: What it gives has no header that can be read.
    """
    try:
        written = _filled(text, new, style, values)
        front_matter.load(front_matter.split(written.encode()))
    except (PostError, ValueError) as error:
        message = f"the archetype gives no readable front matter: {error}"
        raise OutputError(message, hint="leave it out with --archetype ''") from error
    return written


def _filled(text: str, new: NewPost, style: Style, values: Mapping[str, object]) -> str:
    names = _names(new)
    if text.lstrip().startswith("{"):  # JSON is JSON only once it is filled
        text = fill(text, names, new.date)
    source = front_matter.split(text.encode())
    body = fill(source.body, names, new.date)
    body = body + new.body if body.strip() else new.body
    if source.format == "none":
        return write_header(values, style.format, style.lists, style.quotes) + body
    # The title goes in first: filled in by itself it could need quotes.
    header = fill(merge(source.header, source.format, style, values), names, new.date)
    data = text.encode()
    opening = data[: source.header_start].decode()
    closing = data[source.header_end : source.body_start].decode()
    return opening + header + closing + body


def _named(name: str) -> list[str]:
    folders = ("", "archetypes/", "scaffolds/")
    return [f"{folder}{name}{end}" for folder in folders for end in ("", ".md", "/index.md")]


def _usual(root: Path, config: Config, dialect: Dialect) -> list[str]:
    """List the files that the generator takes by itself: Hugo's by section, Hexo's for posts."""
    if dialect.name == "hexo":
        return ["scaffolds/post.md"]
    if dialect.name not in ("hugo", "plain"):
        return []
    folders = [folder.path for folder in dialect.folders(root, config) if folder.kind == "post"]
    section = folders[0].rpartition("/")[2] if folders else "posts"
    return [f"archetypes/{section}.md", f"archetypes/{section}/index.md", "archetypes/default.md"]


def _text(file: Path, shown: str) -> str:
    try:
        return read_regular(file, MAX_SIZE).decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{shown}: {getattr(error, 'strerror', None) or error}"
        raise OutputError(message) from error


def _names(new: NewPost) -> dict[str, str]:
    """Give what archetypes ask for; a title made of the file's name is the title itself."""
    date = new.date.isoformat(timespec="seconds")
    names = (".Name", ".File.ContentBaseName", ".File.BaseFileName", ".File.TranslationBaseName",
             ".TranslationBaseName", ".Page.File.ContentBaseName", ".Slug", "slug")  # fmt: skip
    author = new.authors[0] if new.authors else ""
    return {
        **dict.fromkeys(names, new.slug),
        **dict.fromkeys((".Date", "now", "date"), date),
        **dict.fromkeys(("title", ".Title"), new.title),
        **dict.fromkeys(("author", ".Site.Params.author", ".Site.Author.name"), author),
        "now.Year": f"{new.date:%Y}",
        "lang": new.lang,
        "layout": "post",
    }
