"""Pages that only say where something is, or that it is nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from blogcli.site.addresses import Address
from blogcli.site.frame import About, Frame
from blogcli.site.pieces import TOGETHER, Piece, Plan
from blogcli.site.stamps import digest


def redirects(frame: Frame, files: Mapping[str, Address]) -> Iterator[Plan]:
    """Plan a page for each old address, which leads to the new one."""
    names = [*files]
    for start in range(0, len(names), TOGETHER):
        some = names[start : start + TOGETHER]
        yield Plan(some, partial(_redirects, frame, some, files))


def not_found(frame: Frame) -> Piece:
    """Make the page that servers show for addresses that lead nowhere."""
    edition = frame.editions[0]
    address = Address("404.html", "404.html")
    about = About(
        kind="not-found",
        title=frame.views.words.of(edition.lang)["not_found"],
        lang=edition.lang,
        address=address,
        edition=edition,
        hidden=True,
        portable=False,
    )
    return Piece(
        file=address.file,
        make=lambda: frame.page("not-found.html", about, {}),
        key=frame.key(edition),
    )


def _redirects(
    frame: Frame, files: Sequence[str], targets: Mapping[str, Address]
) -> Iterator[Piece]:
    edition = frame.editions[0]
    for file in files:
        target = targets[file]
        about = About(
            kind="redirect",
            title=frame.views.words.of(edition.lang)["moved"],
            lang=edition.lang,
            address=Address(file.removesuffix("index.html"), file),
            edition=edition,
            hidden=True,
        )
        to = {"path": target.path, "url": frame.base_url + target.path}
        yield Piece(
            file=file,
            make=partial(frame.page, "redirect.html", about, {"target": frame.theme.plain(to)}),
            key=digest((frame.key(edition), file, target.path)),
        )
