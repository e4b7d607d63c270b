"""`blog show`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from blogcli.commands.options import PagerOption
from blogcli.commands.session import Session
from blogcli.errors import UsageError

if TYPE_CHECKING:
    from rich.text import Text

    from blogcli.posts.post import Post

WIDEST = 100  # cells of a line where no width is asked for: longer ones are hard to read


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How a post is to be shown."""

    raw: bool = False
    json: bool = False
    meta: bool = False
    toc: bool = False
    width: int | None = None
    links: str | None = None
    pager: bool | None = None


def command(
    ctx: typer.Context,
    *,
    posts: Annotated[
        list[str],
        typer.Argument(metavar="POST...", help="Path, slug, title; - for standard input."),
    ],
    raw: Annotated[bool, typer.Option("--raw", help="The file as it is.")] = False,
    json: Annotated[bool, typer.Option("--json", help="As JSON, with its body.")] = False,
    meta: Annotated[bool, typer.Option("--meta", help="Only what is known about it.")] = False,
    toc: Annotated[bool, typer.Option("--toc", help="Only its headings.")] = False,
    width: Annotated[
        int | None, typer.Option("--width", metavar="N", help="Characters in a line; 0: no limit.")
    ] = None,
    links: Annotated[
        Literal["inline", "footnote", "none"] | None,
        typer.Option("--links", metavar="HOW", help="Addresses: inline, footnote or none."),
    ] = None,
    pager: PagerOption = None,
) -> None:
    """Read posts in the terminal.

    A post is named by its path, its slug or the beginning of it, or its title; @sv behind the name
    chooses a translation, @last is the post changed last.

    Examples:
      blog show @last
      blog show @last --toc
      blog show @last --json
      echo '# Hello' | blog show -
    """
    if raw + json + meta + toc > 1:
        reason = "choose one of --raw, --json, --meta and --toc"
        raise UsageError(reason)
    if width is not None and width < 0:
        reason = f"--width: {width} is less than nothing"
        raise UsageError(reason)
    session = Session.of(ctx)
    view = View(raw=raw, json=json, meta=meta, toc=toc, width=width, links=links, pager=pager)
    if "-" in posts:
        if len(posts) > 1:
            reason = "standard input can only be shown alone"
            raise UsageError(reason, hint="leave out - to show posts, or their names to show it")
        _show_input(session, view)
        return
    blog = session.ready
    found = [blog.find(name, now=session.now) for name in posts]
    for post in found:
        session.warn_of(post.path)
    show_posts(session, found, view)


def show_posts(session: Session, posts: Sequence[Post], view: View | None = None) -> None:
    """Show posts one after the other."""
    view = view or View()
    if view.raw:
        for post in posts:
            session.console.write_bytes(session.blog.source(post))
        return
    if view.json:
        _write_json(session, [(post, session.blog.body(post)) for post in posts])
        return
    _page(
        session,
        _all_lines(session, [(post, session.blog.body(post)) for post in posts], view),
        view,
    )


def _write_json(session: Session, posts: Sequence[tuple[Post, str]]) -> None:
    from blogcli.terminal.values import to_json

    records = session.blog.records([post for post, _ in posts], session.now)
    whole = [
        to_json({**record, "body": body}) for record, (_, body) in zip(records, posts, strict=True)
    ]
    session.console.line(whole[0] if len(whole) == 1 else "[\n" + ",\n".join(whole) + "\n]")


def _show_input(session: Session, view: View) -> None:
    """Show Markdown from standard input, its front matter (if it has one) left out."""
    from blogcli.posts import front_matter

    data = sys.stdin.buffer.read()
    if view.raw:
        session.console.write_bytes(data)
        return
    if view.json or view.meta:
        reason = "--json and --meta are for posts of a blog"
        raise UsageError(reason)
    body = front_matter.split(data, "-").body
    _page(session, _body(session, body, "", view), view)


def _page(session: Session, lines: Iterator[Text], view: View) -> None:
    import io

    from blogcli.terminal import pager
    from blogcli.terminal.renderer import Lines

    drawn = io.StringIO()
    console = session.console.rich(stream=drawn, width=10_000)
    console.print(Lines(lines), end="")
    pager.show(session.console, drawn.getvalue(), wanted=view.pager)


def _all_lines(session: Session, posts: Sequence[tuple[Post, str]], view: View) -> Iterator[Text]:
    from rich.text import Text

    for number, (post, body) in enumerate(posts):
        if number:
            yield Text()
            yield Text(
                ("-" if session.console.ascii_only else "─") * (_width(session, view) or 20),
                "md.rule",
            )
            yield Text()
        if view.meta:
            yield from _meta(session, post)
            continue
        if not view.toc:
            yield from _header(session, post, view)
        yield from _body(session, body, post.lang, view)


def _header(session: Session, post: Post, view: View) -> Iterator[Text]:
    from blogcli.blog import reading_minutes
    from blogcli.terminal.renderer import Facts, header_lines

    translations = {lang: other.title for lang, other in session.blog.translations(post).items()}
    facts = Facts(post.status(session.now), reading_minutes(post), translations)
    yield from header_lines(post, facts, _width(session, view))


def _body(session: Session, body: str, lang: str, view: View) -> Iterator[Text]:
    if view.toc:
        yield from _headings(body, lang)
        return
    from blogcli.terminal.renderer import Look, body_lines
    from blogcli.terminal.renderer.palette import CODE_THEMES

    console = session.console
    coloured = console.paint_of(console.out) == "colors"
    theme = console.personal.code_theme or CODE_THEMES[console.background]
    look = Look(
        width=_width(session, view),
        links=_links(session, view),
        ascii_only=console.ascii_only,
        code_theme=theme if coloured else "",
    )
    yield from body_lines(body, lang, look)


def _width(session: Session, view: View) -> int | None:
    """Give the width to wrap at; what goes to a program is not wrapped."""
    console = session.console
    if view.width is not None:
        return view.width or console.width
    return min(console.width, WIDEST) if console.on_terminal else None


def _links(session: Session, view: View) -> Literal["hyperlink", "inline", "footnote", "none"]:
    console = session.console
    if view.links in {"inline", "footnote", "none"}:
        return view.links  # type: ignore[return-value]  # one of these three
    has_links = console.on_terminal and console.env.get("TERM") not in {None, "dumb", "linux"}
    return "hyperlink" if has_links and console.paint_of(console.out) != "none" else "inline"


def _headings(body: str, lang: str) -> Iterator[Text]:
    """Give the headings as a table of contents, indented by level."""
    from rich.text import Text

    from blogcli.terminal.text import one_line

    for level, title in _outline(body, lang):
        yield Text("  " * (level - 1)).append(one_line(title), f"md.heading.{level}")


def _outline(body: str, lang: str) -> Iterator[tuple[int, str]]:
    from blogcli.markdown.events import plain_text
    from blogcli.markdown.parse import parse
    from blogcli.markdown.reduce import reduce_html

    events = reduce_html(parse(body, lang))
    begin = 0
    for place, event in enumerate(events):
        start = event.get("Start") if isinstance(event, dict) else None
        end = event.get("End") if isinstance(event, dict) else None
        if isinstance(start, dict) and "Heading" in start:
            begin = place + 1
        elif isinstance(end, dict) and "Heading" in end:
            yield int(str(end["Heading"])[1:]), plain_text(events[begin:place])


def _meta(session: Session, post: Post) -> Iterator[Text]:
    """Give what is known about a post, a line each."""
    from rich.text import Text

    from blogcli.terminal.values import cell

    (record,) = session.blog.records([post], session.now)
    extra = record.pop("extra")
    if isinstance(extra, dict):
        record |= {key: value for key, value in extra.items() if key not in record}
    margin = max(len(key) for key in record) if session.console.on_terminal else 0
    for key, value in record.items():
        if value not in (None, [], {}):
            yield Text.assemble((f"{key:<{margin}}: ", "post.meta"), cell(value))
