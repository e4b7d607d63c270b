"""The making of a site: only what changed since the last time, into the output folder."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from blogcli.blog.halving import Meanwhile
from blogcli.errors import Finding, OutputError
from blogcli.site.basis import Basis, look
from blogcli.site.memory import Copy, Memory, place_of, recall, remember
from blogcli.site.output import OutputFolder
from blogcli.site.pointing import pointed
from blogcli.site.report import BuildReport, Progress, SiteOptions
from blogcli.site.stamps import Stamp
from blogcli.site.static import changed_ns, static_mounts

if TYPE_CHECKING:
    from blogcli.blog import Blog
    from blogcli.posts.post import Status
    from blogcli.site.assembly import Assembly
    from blogcli.site.update import Update

MOST = 20
"""Posts that may have changed: on more of them so much depends that all is looked at."""


def build_site(
    blog: Blog, options: SiteOptions, now: datetime, progress: Progress | None
) -> BuildReport:
    """Make the site of a blog; see `blogcli.site.build`."""
    refuse_sources(blog, options.output)
    if options.strict and (refused := _check(blog, options, now)):
        return refused
    with OutputFolder(options.output, pretend=options.dry_run, anew=options.clean) as folder:
        kept = place_of(_cache(blog), options.output)
        with _undisturbed():
            memory = Memory() if options.clean else recall(kept)
            if folder.is_new:
                memory.forget_files()
            start = _look(blog, options, now, folder, memory)
            if start.changed is not None and not start.changed and start.held.answer():
                folder.leave_all((*start.memory.pieces, *start.memory.copies))
                return _unchanged(start.memory, options, folder)
            update = _begin(blog, options, now, start)
            update.prepare()
        assembly = update.assembly
        failures = update.run(options.jobs, progress)
    addressed = pointed(blog, assembly.sources.findings)
    findings = _in_order([*addressed, *update.findings(), *_notes(assembly)])
    if not options.dry_run:
        with _undisturbed():
            new = update.memory()
            new.basis = b"" if failures else start.basis.without_posts(_flags(options))
            new.findings = tuple(map(tuple, findings))
            remember(kept, new)
    return BuildReport(
        output=options.output,
        written=tuple(sorted(folder.written)),
        unchanged=folder.unchanged,
        removed=tuple(sorted(folder.removed)),
        findings=findings,
        failures=tuple(failures),
        next_due=assembly.sources.next_due,
        dry_run=options.dry_run,
    )


def refuse_sources(blog: Blog, output: Path) -> None:
    """Refuse an output folder that holds the blog or lies among what sites are made of.

    Raises:
        OutputError: It does.
    """
    real = output.resolve()
    root = blog.root.resolve()
    if real == root or real in root.parents:
        message = f"{output} holds the blog itself"
        raise OutputError(message, hint="name a folder of its own for the site")
    for kept in blog.dialect.folders(blog.root, blog.config):
        folder = (root / kept.path).resolve()
        if folder != root and (real == folder or folder in real.parents):
            message = f"{output} is among the posts, in {kept.path}"
            raise OutputError(message, hint="name a folder of its own for the site")
    for name, what in _carried(blog):
        folder = (root / name).resolve()
        if folder != root and (real == folder or folder in real.parents):
            message = f"{output} is among the {what}, in {name}"
            raise OutputError(message, hint="name a folder of its own for the site")


def _carried(blog: Blog) -> Iterator[tuple[str, str]]:
    """Name the folders whose files every site carries along, and what they are."""
    yield blog.config.site.theme, "files of the theme"
    for folder, _ in static_mounts(blog):
        yield folder, "static files"


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep Python from looking for garbage where all that is made is kept: that takes long."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # Puts what is kept among the old, where it is not looked at again so soon.
        gc.freeze()
        gc.unfreeze()
        if was:
            gc.enable()


class _Start(NamedTuple):
    """What an export finds when it begins."""

    folder: OutputFolder
    memory: Memory
    basis: Basis
    changed: frozenset[str] | None
    """The posts that changed since the remembered export, where nothing else of the blog did."""
    held: Meanwhile
    """Whether the site's files are as that export left them."""


def _look(
    blog: Blog, options: SiteOptions, now: datetime, folder: OutputFolder, memory: Memory
) -> _Start:
    clock_ns = folder.clock_ns()
    held = Meanwhile(lambda: folder.holds(_left_by(memory)))
    basis = look(blog, now, clock_ns, memory)
    same = memory.basis == basis.without_posts(_flags(options))
    changed = basis.digests.other_than(memory.posts.sums) if same else None
    if changed is not None and (len(changed) > MOST or not _is_same_around(memory, basis, now)):
        changed = None
    return _Start(folder, memory, basis, changed, held)


def _begin(blog: Blog, options: SiteOptions, now: datetime, start: _Start) -> Update:
    """Begin with the posts that changed, if they are all that did; else with everything."""
    folder, memory, basis, changed, held = start
    if changed:
        from blogcli.site.renewal import Renewal, reassemble

        few = reassemble(blog, now, memory, basis, changed)
        if few is not None and held.answer():
            return Renewal(few, folder, memory, basis, _cache(blog))
    held.dismiss()
    from blogcli.site.assembly import assemble
    from blogcli.site.update import Update

    assembly = assemble(blog, now, also(options), basis, memory)
    return Update(assembly, folder, memory, basis, _cache(blog))


def _check(blog: Blog, options: SiteOptions, now: datetime) -> BuildReport | None:
    from blogcli.site.assembly import assemble
    from blogcli.site.renditions import Renditions

    assembly = assemble(blog, now, also(options))
    assembly.texts.renditions = Renditions(_cache(blog))
    found = [*pointed(blog, assembly.check_all()), *_logo(assembly)]
    return _refused(options.output, found, assembly) if found else None


def _left_by(memory: Memory) -> Iterator[tuple[str, Stamp]]:
    """Give every file of the remembered export, and how it looked."""
    yield from ((file, stamp) for file, (_, stamp) in memory.pieces.pairs())
    yield from zip(memory.copies, (copy.after for copy in _copies(memory)), strict=True)


def _is_same_around(memory: Memory, basis: Basis, now: datetime) -> bool:
    """Say whether nothing but posts changed in the blog since the export that is remembered."""
    return (
        (memory.since is None or memory.since <= now.timestamp())
        and (memory.until is None or now.timestamp() < memory.until)
        and all(changed_ns(path) == moment for path, moment in memory.folders.items())
        and all(_as_before(basis, blog_path, stamp) for blog_path, stamp in memory.probes.items())
        and all(_as_before(basis, one.source, one.before) for one in _copies(memory))
    )


def _copies(memory: Memory) -> Iterator[Copy]:
    yield from (Copy(*copy) for _, copy in memory.copies.pairs())


def _as_before(basis: Basis, path: str, stamp: Stamp) -> bool:
    return not stamp[3] and basis.stamps.of(path) == stamp


def _unchanged(memory: Memory, options: SiteOptions, folder: OutputFolder) -> BuildReport:
    return BuildReport(
        output=options.output,
        unchanged=folder.unchanged,
        findings=tuple(Finding(*one) for one in memory.findings),  # type: ignore[arg-type]  # as they were told
        next_due=datetime.fromisoformat(memory.next_due) if memory.next_due else None,
        dry_run=options.dry_run,
    )


def _flags(options: SiteOptions) -> tuple[bool, ...]:
    return (options.drafts, options.scheduled, options.expired)


def _cache(blog: Blog) -> Path | None:
    path = blog.database.path
    return path.parent if path is not None else None


def also(options: SiteOptions) -> frozenset[Status]:
    """Say which posts go in besides the published ones."""
    asked: dict[Status, bool] = {
        "draft": options.drafts,
        "scheduled": options.scheduled,
        "expired": options.expired,
    }
    return frozenset(status for status, wanted in asked.items() if wanted)


def _logo(assembly: Assembly) -> list[Finding]:
    logo = assembly.blog.config.site.logo
    if not logo or assembly.sources.sitemap.static_address(logo):
        return []
    message = f"logo: {logo} is no file of static/"
    hint = "put it into static/, and name it as it lies there: static/logo.svg"
    return [Finding("missing-image", "blog.toml", message, hint=hint)]


def _notes(assembly: Assembly) -> list[Finding]:
    """Say what of the blog's configuration makes the site poorer."""
    found = _logo(assembly)
    if not assembly.sources.base_url:
        message = "no base_url, so there is no sitemap, and links in feeds are relative"
        hint = 'add base_url = "https://…"'
        found.append(Finding("base-url", "blog.toml", message, hint=hint))
    return found


def _refused(output: Path, found: Sequence[Finding], assembly: Assembly) -> BuildReport:
    errors = [finding._replace(severity="error") for finding in found]
    many = "1 finding" if len(errors) == 1 else f"{len(errors)} findings"
    failure = OutputError(f"{many} in the posts: nothing was written")
    return BuildReport(
        output=output,
        findings=_in_order(errors),
        failures=(failure,),
        next_due=assembly.sources.next_due,
    )


def _in_order(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    unique = dict.fromkeys(findings)
    return tuple(
        sorted(unique, key=lambda one: (one.path, one.line or 0, one.column or 0, one.message))
    )
