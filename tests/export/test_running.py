"""What was planned is made, and one failure stops nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from blogcli import export
from blogcli.blog import RECORD_KEYS, Blog
from blogcli.errors import Finding
from blogcli.export import ExportPlan, ExportReport, ExportRequest
from blogcli.export.running import _told_once
from blogcli.pdf import children

Run = Callable[..., ExportReport]
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_html_is_one_file_that_needs_nothing(run: Run, here: Path) -> None:
    report = run("first", output="out/first.html")
    assert report.made == (here / "out/first.html",)
    assert report.failures == ()
    text = report.made[0].read_text("utf-8")
    assert '<html lang="en">' in text
    assert "data:image/png;base64," in text
    assert '<a href="https://e.org/both/">there</a>' in text
    assert "January 1, 2026" in text
    assert "A, B" in text
    fetched = re.findall(r'(?:src|href)="([^"]*)"|url\(([^)]*)\)|@import', text)
    assert {one for pair in fetched for one in pair if one and not one.startswith("data:")} == {
        "https://e.org/both/"
    }
    assert "<script" not in text


def test_no_path_of_the_machine_goes_into_a_single_file(blog: Blog) -> None:
    written = (
        "![one](file:///home/me/one.png) ![two](../../two.png) ![three](/home/me/three.png)\n"
        "![four](C:\\\\me\\\\four.png) [five](file:///home/me/five) [six](../six.txt)"
        " [is](first.md)\n\n"
        '<img src="file:///home/me/seven.png" alt="seven">'
        ' <video src="../eight.mp4">eight</video>\n\n'
        '<iframe src="/home/me/nine"></iframe>\n\n![ten](//e.org/ten.png)\n\n![big](big.zip)\n'
    )
    (blog.root / "posts/big.zip").write_bytes(b"PK")
    for config in ("", 'base_url = "https://e.org/"\n'):
        (blog.root / "blog.toml").write_text(config, "utf-8")
        (blog.root / "posts/paths.md").write_text(f"---\ntitle: P\n---\n{written}", "utf-8")
        fresh = Blog.open(blog.root, env=blog._env)
        request = ExportRequest(posts=("paths",), output="-", folder=blog.root)
        now = datetime(2026, 11, 24, tzinfo=UTC)
        report = export.run(fresh, export.plan(fresh, request, now), now)
        shown = report.data.decode().partition("</style>")[2]
        for path in ("file:", "/home/me", "..", "C:", "zip"):
            assert path not in shown, path
        for word in ("one", "two", "three", "four", "five", "six", "seven", "eight", "big"):
            assert word in shown, word
        assert 'src="https://e.org/ten.png"' in shown
        assert ('href="https://e.org/first/"' in shown) == bool(config)
        assert {str(finding).partition(" ")[0] for finding in report.findings} == {
            f"posts/paths.md:{place}:"
            for place in (
                "4:1", "4:33", "4:55", "5:1", "5:27", "5:56", "7:1", "7", "9", "13",
            )
        }  # fmt: skip


def test_an_epub_goes_to_standard_output(run: Run, here: Path) -> None:
    report = run("first", to="epub", output="-")
    assert report.data.startswith(b"PK")
    assert b"application/epub+zip" in report.data[:64]
    assert list(here.iterdir()) == []
    run("first", output="first.epub")
    assert (here / "first.epub").read_bytes() == report.data


def test_a_named_file_is_replaced(run: Run, here: Path) -> None:
    (here / "x.txt").write_text("old", "utf-8")
    run("first", output="x.txt")
    assert (here / "x.txt").read_text("utf-8").startswith("First\n")


def test_text_has_title_byline_and_words(run: Run) -> None:
    report = run("first", to="text", output="-")
    assert report.data.decode() == (
        "First\n\nA, B · January 1, 2026\n\nSome words and a pixel, there.\n"
    )
    assert run("both", "first", to="text", output="-").data.count(b"\f") == 1


def test_json_of_one_is_an_object_and_of_several_an_array(run: Run, here: Path) -> None:
    one = json.loads(run("first", to="json", output="-").data)
    assert list(one) == [*RECORD_KEYS, "body"]
    assert one["body"].startswith("Some *words*")
    assert one["translations"] == {}
    run(output="all.json")
    every = json.loads((here / "all.json").read_text("utf-8"))
    assert [post["slug"] for post in every] == ["both", "both", "first"]
    assert every[0]["translations"] == {"is": "posts/both/index.is.md"}
    found = json.loads(run(query="tag:x", to="json", output="-").data)
    assert [post["slug"] for post in found] == ["first"]


def test_pdf_goes_to_files_and_to_standard_output(run: Run, here: Path) -> None:
    report = run("first", "both", to="pdf", output="papers/")
    assert sorted(path.name for path in report.made) == ["both.pdf", "first.pdf"]
    assert (here / "papers/first.pdf").read_bytes().startswith(b"%PDF-")
    assert run("both", to="pdf", output="-").data.startswith(b"%PDF-")


def test_a_site_is_made_too(run: Run, here: Path) -> None:
    report = run(output="site")
    assert report.made == (here / "site",)
    assert report.site is not None
    assert "first/index.html" in report.site.written
    assert report.next_due is not None


def test_findings_come_along(run: Run) -> None:
    report = run("broken")
    assert [str(finding) for finding in report.findings] == [
        "posts/broken.md:6:1: gone.md leads nowhere"
    ]
    assert report.failures == ()


@pytest.mark.parametrize("jobs", [1, 3])
def test_as_many_pdfs_are_made_at_once_as_are_asked_for(
    blog: Blog, plan: Callable[..., ExportPlan], jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[children.Child] = []

    def hire(threads: int) -> children.Child:
        started.append(children.hire(threads))
        return started[-1]

    monkeypatch.setattr("blogcli.pdf.workers.hire", hire)
    names = ("first", "both", "draft", "later", "broken")
    report = export.run(blog, [plan(*names, to="pdf", output="x/", jobs=jobs)], NOW, None)

    assert len(report.made) == len(names)
    assert len(started) == jobs


def test_pdf_tells_of_links_that_lead_nowhere_too(run: Run) -> None:
    for output in ("paper.pdf", "-"):
        report = run("first", "broken", to="pdf", output=output, book=True)
        assert "posts/broken.md:6:1: gone.md leads nowhere" in map(str, report.findings)
        report = run("broken", to="pdf", output=output)
        assert [str(finding) for finding in report.findings] == [
            "posts/broken.md:6:1: gone.md leads nowhere"
        ]
        assert report.failures == ()


def test_strict_writes_nothing_when_there_are_findings(run: Run, here: Path) -> None:
    for form in ("html", "pdf", "json", "text"):
        report = run("first", "broken", to=form, output="out", strict=True)
        assert [finding.severity for finding in report.findings] == ["error"]
        assert [str(failure) for failure in report.failures] == [
            "1 finding in the posts: nothing was written"
        ]
        assert report.made == ()
    assert list(here.iterdir()) == []
    assert run("first", output="out", strict=True).failures == ()


def test_one_failure_stops_no_other(run: Run, here: Path) -> None:
    (here / "first.html").mkdir()
    (here / "first.html" / "x").write_text("x", "utf-8")
    (here / "out").mkdir()
    (here / "out" / "first.html").symlink_to(here / "missing" / "deep.html")
    report = run("first", "both", output="out")
    assert [path.name for path in report.made] == ["both.html"]
    assert len(report.failures) == 1


def test_a_post_that_vanishes_is_named_and_the_others_go_on(blog: Blog, here: Path) -> None:
    now = datetime(2026, 11, 24, tzinfo=UTC)
    plan = export.plan(blog, ExportRequest(to=("html",), folder=here), now)
    (blog.root / "posts/first.md").unlink()
    report = export.run(blog, plan, now)
    assert len(report.made) == 2
    assert str(report.failures[0]).startswith("posts/first.md")


def test_a_picture_that_only_a_later_format_refuses_is_told_of() -> None:
    def refused(name: str, words: str) -> Finding:
        return Finding("bad-image", "posts/a.md", f"{name} {words}", line=7, subject=name)

    first = ExportReport(findings=(refused("a.png", "is damaged"),))
    second = ExportReport(findings=(refused("a.png", "is cut off"), refused("b.png", "is large")))
    assert [str(one) for one in _told_once([first, second])] == [
        "posts/a.md:7: a.png is damaged",
        "posts/a.md:7: b.png is large",
    ]
