"""One export beside what is remembered of the last: what is the same is left as it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path

from blogcli.errors import BlogError, Finding
from blogcli.site.apart import MANY, give_back
from blogcli.site.assembly import Assembly
from blogcli.site.basis import Basis
from blogcli.site.making import FEW, Made, make_all
from blogcli.site.memory import Copy, Layout, Memory, Places, Related, Shelved
from blogcli.site.notes import Notes
from blogcli.site.output import OutputFolder, is_fatal
from blogcli.site.pieces import Piece, Plan, plan_of
from blogcli.site.renditions import Rendition, Renditions
from blogcli.site.report import Progress, Teller
from blogcli.site.stamps import Stamp, digest
from blogcli.site.table import Table, dumped

FEW_PICTURES = 3
"""Pictures that are scaled in this process."""


@dataclass(slots=True)
class Update:
    """Makes what differs from an earlier export, and remembers it."""

    assembly: Assembly
    folder: OutputFolder
    before: Memory
    basis: Basis
    cache: Path | None = None
    """This program's folder in the user's cache."""
    alone: bool = False
    """Make pages in this process only: posts are read from the index meanwhile."""
    world: bytes = b""
    """A sum over where all links can lead, but for files beside posts."""
    failures: dict[str, BlogError] = field(default_factory=dict)
    _pages: list[Plan] = field(default_factory=list)
    _others: list[Plan] = field(default_factory=list)
    _made: dict[str, bytes] = field(default_factory=dict)
    """Of each file that is as it should be, its key and its stamp, as `dumped` gives them."""
    _copies: dict[str, Copy] = field(default_factory=dict)
    _moved: frozenset[str] = frozenset()
    """Paths at which an earlier export looked for files, and where it would find others now."""

    def prepare(self) -> None:
        """Find out what there is to make, and what is known of it."""
        self._acquaint()
        self.world = self._world()
        stamp = self.assembly.texts.stamp
        probes = self.before.probes.items()
        self._moved = frozenset(path for path, was in probes if was[3] or stamp(path) != was)
        self._plan()

    def _acquaint(self) -> None:
        """Tell the assembly what the blog's files and the last export say."""
        texts = self.assembly.texts
        texts.stamps = self.basis.stamps
        texts.renditions = Renditions(self.cache)
        texts.notes.before = self.before.notes
        texts.doubt = self._doubts

    def _plan(self) -> None:
        self._pages, others = list(self.assembly.pages()), self.assembly.others()
        # Lists of the same time one after the other: they show the same posts.
        numbers = self.assembly.relations.numbers
        self._others = sorted(others, key=lambda plan: numbers.get(plan.first, -1))

    def run(self, jobs: int, progress: Progress | None) -> list[BlogError]:
        """Bring the folder up to date; give what failed."""
        pages, others = self._pages, self._others
        files = dict(self.assembly.copies)
        planned = [file for plan in chain(pages, others) for file in plan.files]
        self.folder.announce([*planned, *files])
        self.assembly.texts.wanted = frozenset(path for plan in others for path in plan.texts)
        tell = Teller(progress, len(planned))
        self._leave_others(tell)
        self._scale(jobs, tell)
        for plans in (pages, others):
            self._make(plans, jobs, tell)
        pictures = self._pictures()
        self.folder.announce([file for plan in pictures for file in plan.files])
        tell.total += len(pictures)
        self._make(pictures, jobs, tell)
        if not {file for plan in pictures for file in plan.files}.isdisjoint(self.folder.written):
            self.assembly.texts.renditions.prune()
        self._copy(files, {*planned, *(file for plan in pictures for file in plan.files)})
        return list(self.failures.values())

    def findings(self) -> list[Finding]:
        """Give what is wrong in the posts' texts."""
        return list(self.assembly.texts.notes.told())

    def memory(self) -> Memory:
        """Give what the next export shall know."""
        sources, texts = self.assembly.sources, self.assembly.texts
        since, until = sources.moments
        # A folder that changed just now may change again without showing it.
        young = self.basis.stamps.young
        folders = {path: at if at < young else 0 for path, at in self._folders().items()}
        return Memory(
            posts=self._placed(),
            context=self.basis.context,
            since=_seconds(since),
            until=_seconds(until),
            world=self.world,
            pieces=self._pieces(),
            copies=Table.of(self._copies, tuple),
            notes=texts.notes.table(),
            brought=texts.notes.brought,
            probes=self._probes(),
            folders=folders,
            next_due=sources.next_due.isoformat() if sources.next_due else "",
            related=self._related(),
            shelved=self._layout(),
        )

    def _probes(self) -> dict[str, Stamp]:
        texts, root = self.assembly.texts, self.assembly.blog.root
        brought = texts.notes.brought.values()
        paths = {str(root / probe) for one in brought for probe in one.probes}
        return {path: texts.stamp(path) for path in paths}

    def _folders(self) -> dict[str, int]:
        """Give the folders in which a new file may change the site, and when they last changed."""
        sources = self.assembly.sources
        by_name = any(one.by_name for one in self.assembly.texts.notes.brought.values())
        return {**sources.folders, **(sources.sitemap.files.folders if by_name else {})}

    def _pieces(self) -> Table:
        return Table.of_dumped(self._made.items())

    def _placed(self) -> Places:
        """Give what is known of each post."""
        gathered = self.assembly.gathered
        return gathered.places if gathered else Places()

    def _related(self) -> Related:
        gathered = self.assembly.gathered
        return gathered.related if gathered else Related()

    def _layout(self) -> Layout | Shelved:
        """Give what stays the same while posts change in their words alone."""
        gathered = self.assembly.gathered
        return gathered.layout if gathered else ()

    def _leave_others(self, tell: Teller) -> None:
        """Leave what need not be looked at: here nothing."""

    def _world(self) -> bytes:
        """Sum up where all links can lead, but for files beside posts."""
        gathered, texts = self.assembly.gathered, self.assembly.texts
        static = self.assembly.sources.sitemap.static.items()
        stamps = [(file, texts.stamp(str(path))) for file, path in static]
        return digest((gathered.world if gathered else b"", stamps))

    def _doubts(self, notes: Notes) -> bool:
        """Say whether the links of a text may lead elsewhere than an earlier export found."""
        root, moved = self.assembly.blog.root, self._moved
        return (
            self.world != self.before.world
            or bool(notes.anchors)
            or notes.by_name
            or (bool(moved) and any(str(root / probe) in moved for probe in notes.probes))
        )

    def _make(self, plans: Sequence[Plan], jobs: int, tell: Teller) -> None:
        texts = self.assembly.texts
        if sum(len(plan.files) for plan in plans) > MANY:
            give_back()
        for made in make_all(plans, texts, self._work, 1 if self.alone else jobs):
            self._put(made)
            tell.more(1)

    def _work(self, piece: Piece, apart: bool) -> Made:  # noqa: FBT001 - as `Work` has it
        """Make a piece, unless its file is as it should be; `apart` is in another process."""
        texts, folder = self.assembly.texts, self.folder
        if piece.post is not None:
            texts.acquaint(piece.post, self.before.brought)
        known = self.before.pieces.get(piece.file)
        if known is not None and known[0] == self._key(piece) and folder.has(piece.file, known[1]):
            return Made(piece.file, same=True)
        if piece.post is not None:
            texts.notes.drop(piece.post.path)
        data = piece.make()
        parts = (data,) if isinstance(data, bytes) else data
        stamp = folder.put_apart(piece.file, parts) if apart else None
        return Made(piece.file, self._key(piece), None if stamp else b"".join(parts), stamp=stamp)

    def _scale(self, jobs: int, tell: Teller) -> None:
        """Make copies of pictures in processes of their own, for few posts; many have theirs."""
        texts, sources = self.assembly.texts, self.assembly.sources
        sums, known = self.basis.digests, self.before.posts.sums
        if len(sums) - len(known) > FEW or len(new := sums.new_since(known)) > FEW:
            return
        posts = [sources.post(path) for path in new if path in sources.addresses]
        pieces = [
            Piece(file=str(source), make=partial(_prepared, texts.renditions, source))
            for source in dict.fromkeys(one for post in posts for one in texts.pictures(post))
        ]
        if len(pieces) > FEW_PICTURES:
            tell.total += len(pieces)
            plans = [plan_of(piece) for piece in pieces]
            for _ in make_all(plans, texts, _only_made, jobs, FEW_PICTURES):
                tell.more(1)

    def _pictures(self) -> list[Plan]:
        """Plan the copies of pictures that texts show."""
        make = self.assembly.texts.renditions.data
        wanted = {
            one[0]: Rendition(*one)
            for brought in self.assembly.texts.notes.brought.values()
            for one in brought.renditions
        }
        return [
            plan_of(Piece(file=file, make=partial(make, one), key=one.key.encode()))
            for file, one in sorted(wanted.items())
        ]

    def _key(self, piece: Piece) -> bytes:
        texts = self.assembly.texts
        links = b"".join(map(texts.links, piece.texts))
        return piece.key + (links if len(piece.texts) <= 1 else digest(links))

    def _put(self, made: Made) -> None:
        file, error = made.file, made.error
        if made.same:
            self.folder.leave(file)
            self._made[file] = self.before.pieces.dumped(file) or b""
        elif made.stamp is not None:
            self.folder.adopt(file)
            self._made[file] = dumped((made.key, made.stamp))
        elif made.data is not None:
            try:
                self._made[file] = dumped((made.key, self.folder.put(file, made.data)))
            except BlogError as fault:
                error = fault
        if error is not None:
            self._fail(file, error)

    def _copy(self, files: dict[str, Path], made: Iterable[str]) -> None:
        texts = self.assembly.texts
        for brought in texts.notes.brought.values():
            for file, place in brought.files:
                files.setdefault(file, Path(place))
        self.folder.announce(list(files))
        for file in sorted(files.keys() - set(made)):
            self._copy_one(file, files[file], texts.stamp(str(files[file])))

    def _copy_one(self, file: str, source: Path, stamp: Stamp) -> None:
        found = self.before.copies.get(file)
        known = None if found is None else Copy(*found)
        same = known is not None and known[:2] == (str(source), stamp) and not stamp[3]
        if known is not None and same and self.folder.has(file, known.after):
            self.folder.leave(file)
            self._copies[file] = known
            return
        try:
            self._copies[file] = Copy(str(source), stamp, self.folder.copy(file, source))
        except BlogError as error:
            self._fail(file, error)

    def _fail(self, file: str, error: BlogError) -> None:
        if is_fatal(error):
            raise error
        self.failures.setdefault(str(error), error)
        self.folder.keep(file)


def _only_made(piece: Piece, _: bool) -> Made:  # noqa: FBT001 - as `Work` has it
    piece.make()
    return Made(piece.file)


def _prepared(renditions: Renditions, source: Path) -> bytes:
    renditions.of(source)
    return b""


def _seconds(moment: datetime | None) -> float | None:
    return None if moment is None else moment.timestamp()
