"""Measures PDF: one post, a thousand, a book of them; and beside others for a hundred.

python -m benchmarks.printing                      `blog` alone
python -m benchmarks.printing --rivals VENV        also Pandoc with Typst, and WeasyPrint

VENV is a Python environment with the PyPI packages pypandoc_binary, typst, weasyprint, markdown and
pyyaml.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.generate import Order
from benchmarks.jobs import Bench
from benchmarks.machine import fast_folder, processor
from benchmarks.measure import Run, Series, run_with_children

RESULTS = Path(__file__).with_name("PRINT.md")
MANY, SOME = 1_000, 100
ONE_POST, EACH_POST = 15, 1.5
"""Budgets: a multiple of bare Python."""
BOOK_TIME, BOOK_MEMORY = 3, 3_500
"""Budgets: a multiple of the posts made singly; megabytes."""
FASTER = 10
"""Budget: than the better of the others."""

_POST = """
import re, sys
from pathlib import Path
out, static = Path(sys.argv[1]), Path(sys.argv[2])
def posts():
    for path in map(Path, sys.argv[3:]):
        text = path.read_text("utf-8")
        yield out / f"{path.stem}.pdf", text
"""
PANDOC = f"""{_POST}
import subprocess, pypandoc, typst
pandoc = pypandoc.get_pandoc_path()
fonts = typst.Fonts(include_system_fonts=False)
command = [pandoc, "-f", "markdown", "-s", "-V", "lang=fi", "-t", "typst"]
for pdf, text in posts():
    made = subprocess.run(command, check=True, input=text.encode(), stdout=subprocess.PIPE)
    typst.compile(made.stdout, output=pdf, root=static, font_paths=fonts)
"""
"""What `pandoc --pdf-engine=typst` does for each post, without a new process of Typst for each."""
WEASYPRINT = f"""{_POST}
import yaml, markdown
from weasyprint import HTML
for pdf, text in posts():
    _, head, text = text.split("---\\n", 2)
    title = yaml.safe_load(head)["title"]
    text = markdown.markdown(text.replace("](/images/", "](images/"), extensions=["extra"])
    head = f"<html lang='fi'><head><title>{{title}}</title></head>"
    html = f"{{head}}<body><h1>{{title}}</h1>{{text}}</body></html>"
    HTML(string=html, base_url=f"{{static}}/").write_pdf(pdf, pdf_variant="pdf/ua-1")
"""
"""Python-Markdown and WeasyPrint in one process for all posts."""


@dataclass(frozen=True, slots=True)
class Press:
    """A blog to print, and what of it is measured."""

    bench: Bench
    rivals: Path | None

    @property
    def out(self) -> Path:
        """The folder that outputs go to; it is empty before each run."""
        return self.bench.home / "out"

    def empty(self) -> None:
        """Take earlier outputs away."""
        shutil.rmtree(self.out, ignore_errors=True)
        self.out.mkdir()

    def ours(self, *arguments: str) -> Callable[[], Run]:
        """Give what runs `blog export`."""
        return self._job((*self.bench.blog, "export", *arguments))

    def theirs(self, program: str) -> Callable[[], Run]:
        """Give what runs another program on the same posts."""
        assert self.rivals is not None
        posts = sorted((self.bench.root / "content" / "posts").glob("2*.md"))[:SOME]
        python = self.rivals / "bin" / "python"
        static = self.bench.root / "static"
        return self._job((str(python), "-c", program, str(self.out), str(static), *map(str, posts)))

    def bare(self) -> Callable[[], Run]:
        """Give what runs Python for nothing."""
        return self._job((sys.executable, "-c", "pass"))

    def _job(self, command: tuple[str, ...]) -> Callable[[], Run]:
        def measure() -> Run:
            self.empty()
            return run_with_children(command, self.bench.env, self.bench.root)

        return measure


def main() -> int:
    """Measure, and write the table beside this file; 1 where a budget is broken."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="blog-benchmarks-", dir=fast_folder()) as name:
        folder = Path(name)
        bench = Bench(folder, Order(folder / "blog", MANY, "fi"))
        bench.prepare()
        press = Press(bench, options.rivals)
        jobs = _jobs(press)
        found = {job: Series() for job, _, _ in jobs}
        # In turn, so that what else the machine does is shared by all.
        for _ in range(options.repeat):
            for job, short, measure in jobs:
                if short:
                    found[job].runs.append(measure())
        for job, short, measure in jobs:
            if not short:
                found[job].runs.append(measure())
    text, held = _table(found)
    print(text)
    if options.output:
        options.output.write_text(text, "utf-8")
    return 0 if held else 1


def _jobs(press: Press) -> list[tuple[str, bool, Callable[[], Run]]]:
    """Name the jobs, and say which are short enough to be done often."""
    (first, *_) = sorted((press.bench.root / "content" / "posts").glob("2*.md"))
    post = first.relative_to(press.bench.root).as_posix()
    out = f"{press.out}/"
    jobs = [
        ("python -c pass", True, press.bare()),
        ("one post", True, press.ours(post, "-o", f"{out}a.pdf")),
        (f"{MANY:,} posts", False, press.ours("-D", "-F", "-E", "--to", "pdf", "-o", out)),
        (f"book of {MANY:,}", False, press.ours("-D", "-F", "-E", "--book", "-o", f"{out}b.pdf")),
    ]
    if press.rivals is not None:
        query = f"sort:date+ limit:{SOME}"
        ours = press.ours("--query", query, "-D", "-F", "-E", "--to", "pdf", "-o", out)
        jobs += [
            (f"{SOME} posts", False, ours),
            (f"{SOME} posts, Pandoc with Typst", False, press.theirs(PANDOC)),
            (f"{SOME} posts, WeasyPrint", False, press.theirs(WEASYPRINT)),
        ]
    return jobs


def _table(found: dict[str, Series]) -> tuple[str, bool]:
    bare = found["python -c pass"].wall
    many, book = found[f"{MANY:,} posts"], found[f"book of {MANY:,}"]
    one = found["one post"].wall / bare
    each = many.wall / MANY / bare
    times = book.processor / many.processor
    budgets = {
        "one post": (f"{one:.1f} × Python", f"≤ {ONE_POST} ×", one <= ONE_POST),
        f"{MANY:,} posts": (f"{each:.2f} × Python each", f"≤ {EACH_POST} ×", each <= EACH_POST),
        f"book of {MANY:,}": (
            f"{times:.2f} × the posts singly",
            f"≤ {BOOK_TIME} ×, ≤ {BOOK_MEMORY:,} MB",
            times <= BOOK_TIME and book.peak <= BOOK_MEMORY,
        ),
    }
    rivals = [series for name, series in found.items() if "," in name and name.startswith("100 ")]
    if rivals:
        faster = min(one.processor for one in rivals) / found[f"{SOME} posts"].processor
        budgets[f"{SOME} posts"] = (
            f"{faster:.1f} × faster than the better",
            f"≥ {FASTER} ×",
            faster >= FASTER,
        )
    lines = [
        _heading(),
        "| job | median | processors | peak | ratio | budget | holds |",
        "|---" * 7 + "|",
    ]
    for name, series in found.items():
        ratio, budget, held = budgets.get(name, ("", "", None))
        mark = "" if held is None else "yes" if held else "**no**"
        lines.append(
            f"| {name} | {series.wall:,.3f} s | {series.processor:,.2f} s | {series.peak:,.0f} MB"
            f" | {ratio} | {budget} | {mark} |"
        )
    return "\n".join(lines) + "\n", all(held for _, _, held in budgets.values())


def _heading() -> str:
    return (
        f"# Print, measured\n\nPosts of 600 words in Finnish, {datetime.now(UTC):%Y-%m-%d}, "
        f"{processor()}, blogcli {version('blogcli')}, Typst {version('typst')}. Whole processes; "
        "*processors* is what all of them spent; ratios of books and of other programs are of it, "
        "since others may use the machine. The other programs take all posts, with their pictures, "
        "in one process; Pandoc is one more for each, and its files claim no standard. Made by "
        "`python -m benchmarks.printing --rivals VENV`.\n"
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.printing", description=__doc__)
    parser.add_argument("--rivals", type=Path, help="environment with the other programs")
    parser.add_argument("--repeat", type=int, default=12, help="runs of what is short")
    parser.add_argument("--output", type=Path, default=RESULTS, help="where the table goes")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
