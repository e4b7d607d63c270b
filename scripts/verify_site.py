"""Export this project's own blog and real ones as sites and single files, and let others judge.

Run by `scripts/verify`. $VNU_JAR is the Nu HTML Checker, $BLOG_CORPORA a folder of real blogs.
Results land in build/verify/NAME/; what is wrong is printed, and the exit code is 1.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from blogcli import export
from blogcli.blog import Blog
from blogcli.errors import Finding
from blogcli.export import ExportRequest
from blogcli.markdown.parse import parse
from blogcli.posts.post import Post
from blogcli.site.sources import gather

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import feed_rules  # noqa: E402 - it lies among the tests, which hold small sites against it too
from other_readers import Page, split, words_of  # noqa: E402

BUILD = ROOT / "build" / "verify"
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)

# What is known to be wrong, by blog and check, and why; an entry that heals must be taken out.
EXCEPTIONS: dict[tuple[str, str, str], str] = {
    (
        "scientific-python",
        "link",
        "posts/matplotlib/create-a-tesla-cybertruck-that-drives/index.html",
    ): "a video in raw HTML, which the copy of that blog left out",
}

# What a broken link in a post is called.
BROKEN = frozenset({"broken-link", "missing-image", "broken-anchor", "link"})


@dataclass
class Verdict:
    """What was looked at in one blog, and what was wrong: check and file, and a line of why."""

    name: str
    counts: Counter[str] = field(default_factory=Counter)
    faults: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def fault(self, check: str, file: str, reason: str) -> None:
        """Note one fault."""
        self.faults[check, file].append(reason)


def main() -> int:
    """Look at every blog, print what was found, and say whether all is well."""
    blogs = {"posts": ROOT}
    corpora = os.environ.get("BLOG_CORPORA")
    if corpora:
        blogs |= {path.name: path for path in sorted(Path(corpora).iterdir()) if path.is_dir()}
    verdicts = [look_at(name, root) for name, root in blogs.items()]
    jar = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("VNU_JAR", "")
    if jar:
        for verdict in verdicts:
            ask_vnu(jar, verdict)
    return tell(verdicts, complete=bool(jar))


def look_at(name: str, root: Path) -> Verdict:
    """Export one blog both ways, and look at all that was made."""
    folder = BUILD / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    blog = Blog.open(root)
    blog.sync(datetime.now(UTC))
    verdict = Verdict(name)
    findings = make(blog, folder, verdict)
    sources = gather(blog, NOW)
    pages = {
        post.path: folder / "site" / sources.addresses[post.path].file for post in sources.shown
    }
    check_feeds(folder / "site", verdict)
    check_links(folder / "site", pages, findings, verdict)
    for post in sources.posts:
        wanted = words_of(blog.body(post))
        check_words("words on the site", post, wanted, pages[post.path], verdict)
    check_singles(blog, folder, verdict)
    (folder / "raw.json").write_text(
        json.dumps(
            {
                pages[post.path].relative_to(folder).as_posix(): raw_html(blog.body(post))
                for post in sources.shown
            }
        ),
        "utf-8",
    )
    return verdict


def make(blog: Blog, folder: Path, verdict: Verdict) -> dict[str, list[Finding]]:
    """Make the site and the single files."""
    by_post: dict[str, list[Finding]] = defaultdict(list)
    for request in (
        ExportRequest(to=("site",), output="site", folder=folder),
        ExportRequest(to=("html",), output="html/", folder=folder),
    ):
        report = export.run(blog, export.plan(blog, request, NOW), NOW)
        for failure in report.failures:
            verdict.fault("export", request.to[0], str(failure))
        if report.site is not None:
            verdict.counts["files"] = len(report.site.written)
            verdict.counts["findings"] = len(report.findings)
            for finding in report.findings:
                by_post[finding.path].append(finding)
    return by_post


def check_feeds(site: Path, verdict: Verdict) -> None:
    """Read every feed as a reader does, and hold it and the sitemap against their grammars."""
    rules = feed_rules.Rules()
    for path in feed_rules.feeds(site):
        verdict.counts["feeds and sitemaps"] += 1
        if not path.name.startswith("sitemap"):
            verdict.counts["feed entries"] += feed_rules.entries(path)
        for fault in rules.faults(path):
            verdict.fault("feed", path.relative_to(site).as_posix(), fault)


def check_links(
    site: Path, pages: dict[str, Path], findings: dict[str, list[Finding]], verdict: Verdict
) -> None:
    """Follow every internal link, to its file and its anchor, but those that were warned of."""
    posts = {path: name for name, path in pages.items()}
    read = {path: Page(path.read_text("utf-8")) for path in site.rglob("*.html")}
    for path, page in sorted(read.items()):
        told = [
            finding.message
            for finding in findings.get(posts.get(path, ""), [])
            if finding.rule in BROKEN
        ]
        for link in page.links:
            verdict.counts["links"] += 1
            reason = follow(site, path, link, read)
            named = unquote(link).rpartition("#")[2].strip("./")
            if reason and not (named and any(named in text for text in told)):
                verdict.fault("link", path.relative_to(site).as_posix(), f"{link}: {reason}")


def follow(site: Path, page: Path, link: str, read: dict[Path, Page]) -> str:
    """Say why a link leads nowhere; nothing where it does, or leaves the site."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return "not an address"
    if parts.scheme or parts.netloc:
        return ""
    base = site if parts.path.startswith("/") else page.parent
    target = Path(os.path.normpath(base / unquote(parts.path).lstrip("/"))) if parts.path else page
    if target.is_dir():
        target /= "index.html"
    if not target.is_file():
        return "no such file"
    anchor = unquote(parts.fragment)
    if anchor and target in read and anchor not in read[target].ids | {"top"}:
        return "no such anchor"
    return ""


def check_singles(blog: Blog, folder: Path, verdict: Verdict) -> None:
    """Look at each post's own file: its words, and that it needs nothing else."""
    request = ExportRequest(to=("html",), output="html/", folder=folder)
    raw: dict[str, bool] = {}
    (plan,) = export.plan(blog, request, NOW)
    for item in plan.items:
        path = item.path
        if path is None or not path.is_file():
            verdict.fault("single file", item.post.path, "was not made")
            continue
        verdict.counts["single files"] += 1
        body = blog.body(item.post)
        check_words("words in single files", item.post, words_of(body), path, verdict)
        raw[path.relative_to(folder).as_posix()] = raw_html(body)
        source = path.read_text("utf-8")
        if re.search(r"<(?:link|script)\b", source) and not raw_html(body):
            verdict.fault("single file", item.post.path, "asks for another file")
    (folder / "raw-singles.json").write_text(json.dumps(raw), "utf-8")


def check_words(check: str, post: Post, wanted: Counter[str], path: Path, verdict: Verdict) -> None:
    """See that each word of a post is on its page, as often as another renderer has it."""
    if not path.is_file():
        verdict.fault(check, post.path, "was not made")
        return
    shown = Counter(split(Page(path.read_text("utf-8")).text))
    verdict.counts["words"] += wanted.total()
    if lost := wanted - shown:
        verdict.fault(check, post.path, f"lost {dict(lost.most_common(8))}")


def raw_html(body: str) -> bool:
    """Say whether a body has HTML of its author's: its validity is not ours."""
    return any(
        isinstance(event, dict) and ("Html" in event or "InlineHtml" in event)
        for event in parse(body)
    )


def ask_vnu(jar: str, verdict: Verdict) -> None:
    """Let the Nu HTML Checker look at all pages and styles of one blog."""
    folder = BUILD / verdict.name
    ran = subprocess.run(
        ["java", "-Xss4m", "-jar", jar, "--format", "json", "--exit-zero-always",
         "--also-check-css", "--skip-non-html", str(folder / "site"), str(folder / "html")],
        capture_output=True, check=False,
    )  # fmt: skip
    raw = json.loads((folder / "raw.json").read_text("utf-8"))
    raw |= json.loads((folder / "raw-singles.json").read_text("utf-8"))
    verdict.counts["pages seen by vnu"] = sum(1 for _ in folder.rglob("*.html"))
    for message in json.loads(ran.stderr)["messages"]:
        if message["type"] != "error":
            continue
        path = unquote(urlsplit(message.get("url", "")).path)
        file = os.path.relpath(path, folder) if path else "vnu"
        if raw.get(file):
            verdict.counts["errors of vnu in authors' own HTML"] += 1
        else:
            place = f"line {message.get('lastLine')}"
            verdict.fault("vnu", file, f"{place}: {message['message']}")


def tell(verdicts: list[Verdict], *, complete: bool) -> int:
    """Print what was found; give the exit code."""
    known = dict(EXCEPTIONS)
    bad = 0
    for verdict in verdicts:
        counted = ", ".join(f"{count} {what}" for what, count in verdict.counts.items())
        print(f"{verdict.name}: {counted}")
        for (check, file), reasons in sorted(verdict.faults.items()):
            why = known.pop((verdict.name, check, file), None)
            if why is None:
                bad += 1
                print(f"  {check}: {file}: {'; '.join(dict.fromkeys(reasons[:3]))}")
            else:
                print(f"  known: {check}: {file}: {why}")
    seen = {verdict.name for verdict in verdicts}
    for (name, check, file), why in known.items():
        if name in seen and (complete or check != "vnu"):
            bad += 1
            print(f"healed, take it out of the list: {name}: {check}: {file}: {why}")
    print(f"{bad} faults" if bad else "all well")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
