"""One export beside what is remembered of the last: what is the same is left as it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from blogcli.errors import BlogError, Finding
from blogcli.site.assembly import Assembly
from blogcli.site.basis import Basis
from blogcli.site.layout import pack, places
from blogcli.site.making import FEW, Made, make_all
from blogcli.site.memory import Copy, Lasting, Memory, Places, Shelved
from blogcli.site.output import OutputFolder, is_fatal
from blogcli.site.pieces import Piece
from blogcli.site.renditions import Rendition, Renditions
from blogcli.site.report import Progress, Teller
from blogcli.site.stamps import Stamp, digest

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
    after: Memory = field(default_factory=Memory)
    failures: dict[str, BlogError] = field(default_factory=dict)
    _pages: list[Piece] = field(default_factory=list)
    _others: list[Piece] = field(default_factory=list)
    _files: dict[str, Path] = field(default_factory=dict)

    def prepare(self) -> None:
        """Find out what there is to make, and what is known of it."""
        assembly = self.assembly
        self._acquaint()
        self._pages, self._others = list(assembly.pages()), list(assembly.others())
        self.after.world = self._world()
        self._renew_notes()

    def _acquaint(self) -> None:
        """Tell the assembly what the blog's files and the last export say."""
        assembly = self.assembly
        assembly.texts.stamps = self.basis.stamps
        assembly.texts.renditions = Renditions(self.cache)
        assembly.relations.known = self.before.lasting.related
        assembly.relations.known_for = self.before.lasting.related_for

    def run(self, jobs: int, progress: Progress | None) -> list[BlogError]:
        """Bring the folder up to date; give what failed."""
        pages, others = self._pages, self._others
        self._files = self.assembly.files()
        files = dict(self._files)
        self.folder.announce([*(piece.file for piece in (*pages, *others)), *files])
        self.assembly.texts.wanted = frozenset(post.path for one in others for post in one.texts)
        tell = Teller(progress, len(pages) + len(others))
        self._leave_others(tell)
        for pieces in (pages, others):
            self._make(pieces, jobs, tell)
        pictures = self._pictures()
        self.folder.announce([piece.file for piece in pictures])
        tell.total += len(pictures)
        self._make(pictures, jobs, tell)
        if any(piece.file in self.folder.written for piece in pictures):
            self.assembly.texts.renditions.prune()
        self._copy(files, {piece.file for piece in (*pages, *others, *pictures)})
        return list(self.failures.values())

    def findings(self) -> list[Finding]:
        """Give what is wrong in the posts' texts."""
        return [found for notes in self.assembly.texts.notes.values() for found in notes.told()]

    def memory(self) -> Memory:
        """Give what the next export shall know."""
        sources = self.assembly.sources
        texts = self.assembly.texts
        since, until = sources.moments
        memory = self.after
        memory.posts, memory.shelved = self._placed(), self._lasting()
        memory.context = self.basis.context
        memory.since, memory.until = _seconds(since), _seconds(until)
        memory.next_due = sources.next_due.isoformat() if sources.next_due else ""
        memory.notes = texts.notes
        root = self.assembly.blog.root
        memory.probes = {
            path: texts.stamp(path)
            for path in {
                str(root / probe) for notes in texts.notes.values() for probe in notes.probes
            }
        }
        # A folder that changed just now may change again without showing it.
        young = self.basis.stamps.young
        memory.folders = {
            path: moment if moment < young else 0 for path, moment in self._folders().items()
        }
        return memory

    def _folders(self) -> dict[str, int]:
        """Give the folders in which a new file may change the site, and when they last changed."""
        sources = self.assembly.sources
        by_name = any(notes.by_name for notes in self.assembly.texts.notes.values())
        return {**sources.folders, **(sources.sitemap.files.folders if by_name else {})}

    def _placed(self) -> Places:
        """Give what is known of each post."""
        return places(self.assembly.sources, self.basis.digests, self.before.posts)

    def _lasting(self) -> Lasting | Shelved:
        """Give what stays the same while posts change in their words alone."""
        relations = self.assembly.relations
        layout = pack(self.assembly.sources, self._files)
        return Lasting(layout, relations.all(), relations.sum())

    def _leave_others(self, tell: Teller) -> None:
        """Leave what need not be looked at: here nothing."""

    def _world(self) -> bytes:
        """Sum up where all links can lead, but for files beside posts."""
        sitemap = self.assembly.sources.sitemap
        texts = self.assembly.texts
        static = [(file, texts.stamp(str(path))) for file, path in sitemap.static.items()]
        return digest(
            (
                *([(key, one.file) for key, one in sitemap.addresses.items()], static),
                *(list(sitemap.hidden.items()), list(sitemap.lists)),
                [(key, one.file) for key, one in sitemap.aliases.items()],
                [
                    (name, [(post.path, str(post.date), post.categories) for post in several])
                    for name, several in sitemap.posts.items()
                ],
                *(sitemap.mounts, sitemap.post_folders, sitemap.base_path),
            )
        )

    def _renew_notes(self) -> None:
        """Take over what is known of texts that are the same, and look where their links lead."""
        texts = self.assembly.texts
        root = self.assembly.blog.root
        same_world = self.after.world == self.before.world
        moved = {
            path
            for path, stamp in self.before.probes.items()
            if stamp[3] or texts.stamp(path) != stamp
        }
        for post in self.assembly.sources.shown:
            notes = self.before.notes.get(post.path)
            if notes is None or notes.source != texts.source(post):
                continue
            texts.notes[post.path] = notes
            if not notes.targets:
                continue
            if (
                not same_world
                or notes.anchors
                or notes.by_name
                or (moved and any(str(root / probe) in moved for probe in notes.probes))
            ):
                texts.renew(post)

    def _make(self, pieces: Sequence[Piece], jobs: int, tell: Teller) -> None:
        stale = [piece for piece in pieces if not self._is_fresh(piece)]
        tell.more(len(pieces) - len(stale))
        texts = self.assembly.texts
        for piece in stale:
            if piece.post is not None:
                texts.notes.pop(piece.post.path, None)
        self._scale(stale, jobs, tell)
        put = self.folder.put_apart
        for made in make_all(stale, texts, 1 if self.alone else jobs, put=put):
            self._put(made)
            tell.more(1)

    def _scale(self, stale: Sequence[Piece], jobs: int, tell: Teller) -> None:
        """Make copies of pictures in processes of their own, for few pages; many have theirs."""
        posts = [piece.post for piece in stale if piece.post is not None]
        if len(stale) > FEW or not posts:
            return
        texts = self.assembly.texts
        pieces = [
            Piece(file=str(source), make=partial(_prepared, texts.renditions, source))
            for source in dict.fromkeys(one for post in posts for one in texts.pictures(post))
        ]
        if len(pieces) > FEW_PICTURES:
            tell.total += len(pieces)
            for _ in make_all(pieces, texts, jobs, FEW_PICTURES):
                tell.more(1)

    def _pictures(self) -> list[Piece]:
        """Give the copies of pictures that texts show."""
        make = self.assembly.texts.renditions.data
        wanted = {
            one[0]: Rendition(*one)
            for notes in self.assembly.texts.notes.values()
            for one in notes.renditions
        }
        return [
            Piece(file=file, make=partial(make, one), key=one.key.encode())
            for file, one in sorted(wanted.items())
        ]

    def _is_fresh(self, piece: Piece) -> bool:
        known = self.before.pieces.get(piece.file)
        if known is None or known[0] != self._key(piece):
            return False
        if not self.folder.leave(piece.file, known[1]):
            return False
        self.after.pieces[piece.file] = known
        return True

    def _key(self, piece: Piece) -> bytes:
        links = b"".join([self.assembly.texts.links(post) for post in piece.texts])
        return piece.key + (links if len(piece.texts) <= 1 else digest(links))

    def _put(self, made: Made) -> None:
        piece = made.piece
        error = made.error
        if made.stamp is not None:
            self.folder.adopt(piece.file)
            self.after.pieces[piece.file] = (self._key(piece), made.stamp)
        elif made.data is not None:
            try:
                stamp = self.folder.put(piece.file, made.data)
            except BlogError as fault:
                error = fault
            else:
                self.after.pieces[piece.file] = (self._key(piece), stamp)
        if error is not None:
            self._fail(piece.file, error)

    def _copy(self, files: dict[str, Path], made: Iterable[str]) -> None:
        texts = self.assembly.texts
        for notes in texts.notes.values():
            for file, place in notes.files:
                files.setdefault(file, Path(place))
        self.folder.announce(list(files))
        for file in sorted(files.keys() - set(made)):
            self._copy_one(file, files[file], texts.stamp(str(files[file])))

    def _copy_one(self, file: str, source: Path, stamp: Stamp) -> None:
        known = self.before.copies.get(file)
        same = known is not None and known[:2] == (str(source), stamp) and not stamp[3]
        if known is not None and same and self.folder.leave(file, known.after):
            self.after.copies[file] = known
            return
        try:
            self.after.copies[file] = Copy(str(source), stamp, self.folder.copy(file, source))
        except BlogError as error:
            self._fail(file, error)

    def _fail(self, file: str, error: BlogError) -> None:
        if is_fatal(error):
            raise error
        self.failures.setdefault(str(error), error)
        self.folder.keep(file)


def _prepared(renditions: Renditions, source: Path) -> bytes:
    renditions.of(source)
    return b""


def _seconds(moment: datetime | None) -> float | None:
    return None if moment is None else moment.timestamp()
