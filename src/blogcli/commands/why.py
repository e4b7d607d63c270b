"""`blog why`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from blogcli.commands.session import Session

if TYPE_CHECKING:
    from blogcli.checks.explaining import Explanation, Link
    from blogcli.terminal.console import Console

_LABEL = 14  # cells


def command(
    ctx: typer.Context,
    *,
    post: Annotated[
        str, typer.Argument(metavar="POST", help="Path, slug or title.", show_default=False)
    ],
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Say why a post is published or not, and what belongs to it.

    Which key and line decide it, its address and file, the posts that it links to and those that
    link to it, its translations and aliases, and what the last export of the site made of it.

    Examples:
      blog why @last
      blog why @last --json
    """
    from blogcli.blog.strays import find
    from blogcli.checks.explaining import explain

    session = Session.of(ctx)
    found = find(session.ready, post, session.now)
    explanation = explain(session.blog, found, session.now)
    if json:
        _write_json(session.console, explanation)
    else:
        _write(session.console, explanation)


def _write_json(console: Console, found: Explanation) -> None:
    import json

    export = found.export
    values = {
        "slug": found.post.slug,
        "path": found.post.path,
        "title": found.post.title,
        "lang": found.post.lang,
        "status": found.status,
        "listed": not found.kept_out,
        "reasons": [{"text": reason.text, "line": reason.line} for reason in found.reasons],
        "url": found.url or None,
        "aliases": list(found.post.aliases),
        "translations": {other.lang: other.path for other in found.translations},
        "links_out": [_link(link) for link in found.links_out],
        "links_in": [_link(link) for link in found.links_in],
        "export": export
        and {
            "output": str(export.output),
            "file": str(export.file) if export.file else None,
            "changed": export.changed,
        },
    }
    console.line(json.dumps(values, indent=1, ensure_ascii=False))


def _link(link: Link) -> dict[str, object]:
    return {"path": link.path, "title": link.title, "line": link.line}


def _write(console: Console, found: Explanation) -> None:
    from blogcli.terminal.text import one_line

    out = found.kept_out and (found.kept_out == "no post" or found.status == "published")
    status = console.paint(
        found.kept_out if out else found.status,
        "count" if out else f"status.{found.status}",
    )
    console.line(f"{console.paint(one_line(found.post.title), 'post.title')}  {status}")
    path = found.post.path
    _lines(
        console,
        "because",
        [
            f"{reason.text}{f' ({path}:{reason.line})' if reason.line else ''}"
            for reason in found.reasons
        ],
    )
    _lines(console, "file", [path])
    _lines(console, "address", [found.url or "none: it is not on the site"])
    _lines(console, "aliases", found.post.aliases)
    _lines(console, "translations", [f"{one.lang}  {one.path}" for one in found.translations])
    _lines(console, "links to", [f"{one.path}  (line {one.line})" for one in found.links_out])
    _lines(console, "linked from", [f"{one.path}:{one.line}" for one in found.links_in])
    _lines(console, "last export", [_export(found)])


def _lines(console: Console, label: str, lines: Sequence[str]) -> None:
    """Write lines behind a label that stands once; on a terminal they break between words."""
    from blogcli.terminal.text import cells, lines_of_words, one_line

    room = console.width - _LABEL
    shown: list[str] = []
    for line in map(one_line, lines):
        fits = not console.on_terminal or cells(line) <= room
        shown += [line] if fits else lines_of_words(line, room)
    for number, line in enumerate(shown):
        lead = console.paint(f"{label if number == 0 else '':<{_LABEL}}", "count")
        console.line(f"{lead}{line}")


def _export(found: Explanation) -> str:
    import os

    export = found.export
    if export is None:
        return "no site was made here yet"
    if export.file is None:
        due = found.status == "published" and not found.kept_out
        more = "; blog export adds it" if due else ""
        return f"the site in {os.path.relpath(export.output)} is without it{more}"
    file = os.path.relpath(export.file)
    return f"{file}{', and the post was changed since' if export.changed else ''}"
