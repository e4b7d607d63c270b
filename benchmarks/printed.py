"""PDF, a book and EPUB, beside Pandoc with Typst and WeasyPrint."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks.jobs import BLOG, Bench, Job
from benchmarks.measure import Limit
from benchmarks.rivals.printers import PANDOC, PANDOC_EACH, WEASYPRINT
from benchmarks.rivals.programs import Rivals

ONE, HUNDRED, THOUSAND = "one PDF", "100 PDFs", "1,000 PDFs, two jobs"
BOOK, EPUB = "book of 100, PDF", "book of 100, EPUB"
LONG_BOOK = "book of 1,000, PDF"
PRINTERS = ("Pandoc with Typst", "WeasyPrint")
EACH = "Pandoc with Typst, a process a post"
_SOME, _MANY = 100, 1_000
_ALL = ("-D", "-F", "-E")


def printed(bench: Bench, rivals: Rivals) -> list[Job]:
    """Give the jobs: ours, then those of others, which are ended in time."""
    out = bench.home / "out"
    posts = sorted((bench.root / "content" / "posts").glob("2*.md"))[:_SOME]
    first = posts[0].relative_to(bench.root).as_posix()
    export = (*bench.blog, "export", "-q")
    query = ("--query", f"sort:date+ limit:{_SOME}", *_ALL)
    lines = {
        ONE: (*export, first, "-o", f"{out}/a.pdf"),
        HUNDRED: (*export, *query, "--to", "pdf", "-o", f"{out}/"),
        BOOK: (*export, *query, "--book", "-o", f"{out}/b.pdf"),
        EPUB: (*export, *query, "--book", "-o", f"{out}/b.epub"),
    }
    if bench.order.posts >= _MANY:
        thousand = ("--query", f"sort:date+ limit:{_MANY}", *_ALL, "--to", "pdf", "-j", "2")
        lines[THOUSAND] = (*export, *thousand, "-o", f"{out}/")
        every = ("--query", f"sort:date+ limit:{_MANY}", *_ALL, "--book")
        lines[LONG_BOOK] = (*export, *every, "-o", f"{out}/b.pdf")
    jobs = [Job(work, BLOG, line, output=out) for work, line in lines.items()]
    limit = Limit(rivals.seconds)
    jobs += [replace(job, limit=limit, output=out) for job in _theirs(rivals, out, posts)]
    return [replace(job, before=partial(_empty, out)) for job in jobs]


def _theirs(rivals: Rivals, out: Path, posts: list[Path]) -> list[Job]:
    python, pandoc = rivals.python(), rivals.pandoc()
    names = tuple(map(str, posts))
    pictures = posts[0].parents[2] / "static"
    jobs = []
    programs = (PANDOC, WEASYPRINT, PANDOC_EACH)
    for tool, program in zip((*PRINTERS, EACH), programs, strict=True):
        if python:
            line = (python, "-c", program, str(out), str(pictures))
            jobs += [Job(ONE, tool, (*line, names[0])), Job(HUNDRED, tool, (*line, *names))]
    if pandoc:
        static = f"--resource-path={pictures}"
        head = ("--metadata=title:Book", static, "-o", str(out / "b.epub"))
        jobs.append(Job(EPUB, "Pandoc", (pandoc, "-f", "markdown", *head, *names)))
    return jobs


def _empty(out: Path) -> None:
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
