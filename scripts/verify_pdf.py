"""Make a PDF of every post of this blog and of real ones, and let others look at them.

For each file: `qpdf --check`; title, language, tags, outline, embedded fonts and claimed standards
by pikepdf; every word, in order, by poppler's `pdftotext`, against our own reading of the Markdown,
and every word that an independent reader of Markdown sees (markdown-it-py). What is known to differ
stands in `KNOWN`, by name and reason; a difference that is gone has to go from there, too. Of each
blog a book is made and looked at as well. What claims PDF/UA-1 has to pass `pdfua`.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from blogcli import pdf
from blogcli.blog import Blog
from blogcli.blog.book import book_of
from blogcli.errors import Finding
from blogcli.markdown.parse import parse
from blogcli.markdown.reduce import reduce_html
from blogcli.markdown.text import outline, to_text
from blogcli.posts.post import Post

KNOWN = {
    "as-kilta/_posts/2018-11-04-liukuhihna.md: words": (
        "the address of an image in a Liquid expression, which that reader takes for words"
    ),
}
"""Differences by `blog/path: kind`, each with its reason."""

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from other_readers import SHOWN_TAG  # noqa: E402
from pdf_words import first_missing, flowing  # noqa: E402 - the tests hold a sample the same way

OUTPUT = ROOT / "build/verify/pdf"
NOW = datetime(2100, 1, 1, tzinfo=UTC)
WORD = re.compile(r"\w+")
TEXT_AREA = ("-x", "0", "-y", "80", "-W", "596", "-H", "670")
"""In points on A4: what lies between running heads and page numbers, which may divide a word."""
MOST_SHOWN = 5
MOST_CHAPTERS = 250
"""Of one book: enough to meet all that a blog has."""


class Verdicts:
    """What is wrong, and how many were looked at."""

    def __init__(self) -> None:
        self.wrong: dict[str, str] = {}
        self.standards: Counter[str] = Counter()
        self.files = 0
        self.books: Counter[str] = Counter()
        self.claiming = 0
        self.accessible = 0

    def complain(self, name: str, kind: str, what: str) -> None:
        """Remember the first complaint of a kind about a file."""
        self.wrong.setdefault(f"{name}: {kind}", what)


def blogs() -> Iterator[tuple[str, Path]]:
    """Name the blogs to try: this project's own, and real ones."""
    yield "posts", ROOT
    corpora = os.environ.get("BLOG_CORPORA", "")
    for folder in sorted(Path(corpora).iterdir()) if corpora else []:
        if folder.is_dir():
            yield folder.name, folder


def verify_blog(name: str, folder: Path, verdicts: Verdicts) -> None:
    """Export all posts of one blog, drafts and all, and check each file."""
    blog = Blog.open(folder, env=os.environ)
    posts = blog.posts(now=NOW, kind=None)
    targets = {post.path: OUTPUT / name / f"{number}.pdf" for number, post in enumerate(posts)}
    report = pdf.make(blog, posts, lambda post: targets[post.path])
    for failure in report.failures:
        verdicts.complain(f"{name}/{failure}", "failed", failure.hint)
    without_alt = {f.path for f in report.findings if f.rule == "missing-alt"}
    made = set(report.made)
    todo = [post for post in posts if targets[post.path] in made]

    def check(post: Post) -> None:
        check_file(blog, post, targets[post.path], f"{name}/{post.path}", verdicts)
        claims = standards_of(targets[post.path])
        verdicts.standards[" + ".join(claims) or "none"] += 1
        if post.path not in without_alt and claims != ["PDF/A-2A", "PDF/UA-1"]:
            verdicts.complain(f"{name}/{post.path}", "standards", f"claims {claims}")

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(check, todo))
    check_accessibility(name, {post.path: targets[post.path] for post in todo}, verdicts)
    verify_book(name, blog, todo, report.findings, verdicts)
    verdicts.files += len(todo)
    print(f"{name}: {len(todo)} of {len(posts)} posts; {rules_of(report.findings)}")


def verify_book(
    name: str,
    blog: Blog,
    posts: Sequence[Post],
    findings: Sequence[Finding],
    verdicts: Verdicts,
) -> None:
    """Make one book of all posts that could be made, the oldest first, and check it."""
    chapters = sorted(posts, key=lambda post: (post.date or NOW, post.path))[:MOST_CHAPTERS]
    title = f"{name}: the book"
    bound = pdf.make_book(blog, book_of(blog, chapters), lambda _post, _target: None)
    for failure in bound.failures:
        verdicts.complain(f"{title}/{failure}", "failed", failure.hint)
    path = OUTPUT / name / "book.pdf"
    path.write_bytes(bound.data)
    checked = run("qpdf", "--check", str(path))
    if checked.returncode:
        verdicts.complain(title, "qpdf", (checked.stderr or checked.stdout).strip()[-200:])
    whole = Post(path="book", slug="book", lang=book_of(blog, chapters).lang)
    for what in structure_faults(path, whole, headings=True):
        verdicts.complain(title, "structure", what)
    inside = {post.path for post in chapters}
    lacking = {f.path for f in findings if f.rule == "missing-alt"} & inside
    claims = standards_of(path)
    verdicts.books[" + ".join(claims) or "none"] += 1
    if not lacking and claims != ["PDF/A-2A", "PDF/UA-1"]:
        verdicts.complain(title, "standards", f"claims {claims}")
    seen, _ = words_of(path)
    words = [
        word
        for post in chapters
        for word in WORD.findall(
            to_text(flowing(reduce_html(parse(blog.body(post), post.lang)))).casefold()
        )
    ]
    if missing := first_missing(words, seen):
        verdicts.complain(title, "order", missing)
    check_accessibility(name, {"the book": path}, verdicts)


def rules_of(findings: Sequence[Any]) -> str:
    """Count findings by rule."""
    rules = Counter(finding.rule for finding in findings)
    return ", ".join(f"{count} {rule}" for rule, count in sorted(rules.items())) or "no findings"


def check_file(blog: Blog, post: Post, path: Path, name: str, verdicts: Verdicts) -> None:
    """Look at one file with others' eyes."""
    checked = run("qpdf", "--check", str(path))
    if checked.returncode:
        verdicts.complain(name, "qpdf", (checked.stderr or checked.stdout).strip()[-200:])
    body = blog.body(post)
    events = flowing(reduce_html(parse(body, post.lang)))
    for what in structure_faults(path, post, headings=bool(outline(events))):
        verdicts.complain(name, "structure", what)
    seen, alternatives = words_of(path)
    if missing := first_missing(WORD.findall(to_text(events).casefold()), seen):
        verdicts.complain(name, "order", missing)
    everything = seen + "\n" + alternatives
    absent = [word for word in independent_words(body) if word not in everything]
    if absent:
        verdicts.complain(name, "words", f"{len(absent)}: {absent[:MOST_SHOWN]}")


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a program and keep what it says."""
    return subprocess.run(command, capture_output=True, text=True, check=False)


def check_accessibility(name: str, targets: Mapping[str, Path], verdicts: Verdicts) -> None:
    """Let `pdfua` (PyPI) look at the files that claim PDF/UA: it knows 16 of its 106 rules."""
    claiming = {
        str(path): what for what, path in targets.items() if "PDF/UA-1" in standards_of(path)
    }
    if not claiming:
        return
    verdicts.claiming += len(claiming)
    checked = run(sys.executable, "-m", "pdfua", "check", "--format", "json", *claiming)
    for report in json_values(checked.stdout):
        verdicts.accessible += not report["findings"]
        for finding in report["findings"]:
            verdicts.complain(
                f"{name}/{claiming[report['file']]}", finding["rule_id"], finding["message"]
            )


def json_values(text: str) -> Iterator[dict[str, Any]]:
    """Read JSON values that stand one after the other."""
    decoder = json.JSONDecoder()
    while text := text.lstrip():
        value, end = decoder.raw_decode(text)
        yield value
        text = text[end:]


def structure_faults(path: Path, post: Post, *, headings: bool) -> Iterator[str]:
    """Name what a well made PDF would have."""
    with pikepdf.open(path) as document:
        root = document.Root
        if not str(document.docinfo.get("/Title", "")).strip():
            yield "no title"
        if not str(root.get("/Lang", "")).startswith(post.lang.split("-", maxsplit=1)[0]):
            yield f"language {root.get('/Lang')}"
        if "/MarkInfo" not in root or not root.MarkInfo.Marked or "/StructTreeRoot" not in root:
            yield "no tags"
        if headings and "/Outlines" not in root:
            yield "no outline"
        for font in fonts_of(document):
            if not is_embedded(font):
                yield f"font {font.get('/BaseFont')} is not embedded"


def fonts_of(document: pikepdf.Pdf) -> Iterator[Any]:
    """Give the fonts of all pages."""
    for page in document.pages:
        resources = page.obj.Resources
        if "/Font" in resources:
            yield from resources.Font.values()


def is_embedded(font: Any) -> bool:  # noqa: ANN401 - whatever a PDF holds
    """Tell whether a font's shapes are in the file."""
    if font["/Subtype"] == "/Type3":
        return True
    inner = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
    descriptor = inner["/FontDescriptor"]
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def standards_of(path: Path) -> list[str]:
    """Read the standards that a file claims in its metadata."""
    with pikepdf.open(path) as document, document.open_metadata() as meta:
        claims = []
        if part := meta.get("pdfaid:part"):
            claims.append(f"PDF/A-{part}{meta.get('pdfaid:conformance', '')}")
        if part := meta.get("pdfuaid:part"):
            claims.append(f"PDF/UA-{part}")
        return claims


def words_of(path: Path) -> tuple[str, str]:
    """Give the text by poppler, and the alternative texts, both without spaces."""
    text = run("pdftotext", "-raw", *TEXT_AREA, str(path), "-").stdout
    with pikepdf.open(path) as document:
        alternatives = "".join(
            str(obj["/Alt"])
            for obj in document.objects
            if isinstance(obj, pikepdf.Dictionary) and "/Alt" in obj
        )
    return squeezed(text), squeezed(alternatives)


def squeezed(text: str) -> str:
    """Leave out spaces, marks of direction and places to break."""
    return re.sub(r"[\s\u00ad\u200b\u202a-\u202e\u2066-\u2069]", "", text).casefold()


INDEPENDENT = MarkdownIt("commonmark").enable(["table", "strikethrough"])
INDEPENDENT.use(footnote_plugin).use(deflist_plugin).use(dollarmath_plugin)


def independent_words(body: str) -> Iterator[str]:
    """Give the words that another reader of Markdown sees, but those of raw HTML's tags."""
    for token in INDEPENDENT.parse(SHOWN_TAG.sub(" ", body)):
        if token.type in {"fence", "code_block"}:
            yield from WORD.findall(token.content.casefold())
        for child in token.children or ():
            if child.type in {"text", "code_inline"}:
                yield from WORD.findall(child.content.casefold())


def main() -> int:
    """Verify all blogs, and say what was found."""
    verdicts = Verdicts()
    for name, folder in blogs():
        verify_blog(name, folder, verdicts)
    print(f"{verdicts.files} files claim: ", end="")
    print(", ".join(f"{claim} {count} ×" for claim, count in verdicts.standards.most_common()))
    print("books claim: ", end="")
    print(", ".join(f"{claim} {count} ×" for claim, count in verdicts.books.most_common()))
    print(f"{verdicts.accessible} of {verdicts.claiming} that claim PDF/UA-1 pass pdfua")
    unknown = {key: what for key, what in verdicts.wrong.items() if key not in KNOWN}
    healed = [key for key in KNOWN if key not in verdicts.wrong]
    for key, what in unknown.items():
        print(f"{key}: {what}")
    for key in healed:
        print(f"{key}: no longer differs ({KNOWN[key]}): take it from KNOWN")
    print(f"{len(unknown)} differences, {len(verdicts.wrong) - len(unknown)} known ones")
    return 1 if unknown or healed else 0


if __name__ == "__main__":
    sys.exit(main())
