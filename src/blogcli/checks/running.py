"""The check itself: each post opened once for all rules, then the blog as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from blogcli.checks.complaint import Complaint
from blogcli.checks.names import known_to
from blogcli.checks.registry import rules
from blogcli.checks.request import CheckReport, CheckRequest, Progress
from blogcli.checks.rule import Level, Rule
from blogcli.checks.settings import levels
from blogcli.checks.world import World
from blogcli.errors import Finding, PostError
from blogcli.posts.opening import decode, read_bytes, with_lf
from blogcli.posts.post import Post

if TYPE_CHECKING:
    from blogcli.blog import Blog


def run(blog: Blog, request: CheckRequest, now: datetime, progress: Progress | None) -> CheckReport:
    """Do the work of `blogcli.checks.check`."""
    level = levels(
        blog.config.check,
        select=request.select,
        ignore=request.ignore,
        external=request.external,
    )
    world = World(blog, now, request.unreadable, progress)
    wanted = request.selected.paths
    posts = [post for post in world.posts if wanted is None or post.path in wanted]
    check = _Check(world, level)
    for number, post in enumerate(posts, 1):
        check.look_at(post)
        if progress is not None:
            progress(number, len(posts))
    check.survey(wanted)
    broken = [one for one in world.unreadable if wanted is None or one.path in wanted]
    return check.report(len(posts) + len(broken), strict=request.strict)


@dataclass
class _Check:
    """One check under way."""

    world: World
    level: Mapping[str, Level]
    found: list[tuple[Rule, Complaint]] = field(default_factory=list)

    def __post_init__(self) -> None:
        known = rules().values()
        self._active = [rule for rule in known if self.level[rule.name] != "off"]

    def look_at(self, post: Post) -> None:
        """Ask each rule about a post."""
        try:
            opened = self.world.opened(post)
        except PostError as error:  # it was changed since the index was brought up to date
            complaint = Complaint(post.path, error.reason, error.line, error.column, error.hint)
            self.found.append((rules()["front-matter"], complaint))
            return
        own = known_to(post).ignored
        for rule in self._active:
            if rule.look is not None and rule.name not in own:
                self.found += ((rule, complaint) for complaint in rule.look(opened))

    def survey(self, wanted: frozenset[str] | None) -> None:
        """Ask each rule about the blog; only what concerns these files counts."""
        for rule in self._active:
            if rule.survey is None:
                continue
            for complaint in rule.survey(self.world):
                if wanted is None or complaint.path in wanted:
                    post = self.world.by_path.get(complaint.path)
                    if post is None or rule.name not in known_to(post).ignored:
                        self.found.append((rule, complaint))

    def report(self, posts: int, *, strict: bool) -> CheckReport:
        """Put all in order."""
        lines = _Lines(self.world.blog)
        made = [
            (self._finding(rule, complaint, lines, strict=strict), complaint.fix)
            for rule, complaint in sorted(dict.fromkeys(self.found), key=lambda pair: pair[1].path)
        ]
        made.sort(key=lambda pair: _order(pair[0]))
        fixes = tuple((finding, fix) for finding, fix in made if fix is not None)
        return CheckReport(findings=tuple(one for one, _ in made), posts=posts, fixes=fixes)

    def _finding(self, rule: Rule, complaint: Complaint, lines: _Lines, *, strict: bool) -> Finding:
        severity = complaint.severity or self.level[rule.name]
        if strict and severity == "warning":
            severity = "error"
        return Finding(
            rule.name,
            complaint.path,
            complaint.message,
            complaint.line,
            complaint.column,
            severity if severity != "off" else "warning",
            complaint.hint,
            lines.of(complaint.path, complaint.line),
            complaint.fix.what if complaint.fix else "",
        )


class _Lines:
    """The lines that findings are about; a file is read once, and only where it has some."""

    def __init__(self, blog: Blog) -> None:
        self._blog = blog
        self._path = ""
        self._lines: list[str] = []

    def of(self, path: str, number: int | None) -> str:
        """Give a line of a file; empty where there is none to show."""
        if number is None:
            return ""
        if path != self._path:
            self._path, self._lines = path, self._read(path)
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def _read(self, path: str) -> list[str]:
        try:
            return with_lf(decode(read_bytes(self._blog.root, path)))[0].split("\n")
        except PostError:
            return []


def _order(finding: Finding) -> tuple[str, int, int, str]:
    return (finding.path, finding.line or 0, finding.column or 0, finding.message)
