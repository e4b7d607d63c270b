from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from blogcli import pdf
from blogcli.blog import Blog
from blogcli.errors import ConfigError, OutputError
from blogcli.posts.post import Post

FIRST = "---\ntitle: First\ndate: 2026-09-01\nlang: fi\n---\n\nSanoja.\n"
SECOND = """\
---
title: Second
date: 2026-09-02
lang: en
---

![](sea.png)

![The sea](nowhere.png)
"""


@pytest.fixture
def folder(blog_folder: Path) -> Path:
    (blog_folder / "blog.toml").write_text('title = "Merenranta"\n')
    (blog_folder / "posts" / "first.md").write_text(FIRST)
    (blog_folder / "posts" / "second.md").write_text(SECOND)
    return blog_folder


def posts_of(blog: Blog) -> list[Post]:
    return [blog.read(f"posts/{name}.md")[0] for name in ("first", "second")]


def test_posts_become_files(folder: Path, tmp_path: Path) -> None:
    blog = Blog.open(folder, env={})
    told: list[tuple[int, int]] = []

    report = pdf.make(
        blog,
        posts_of(blog),
        lambda post: tmp_path / "out" / f"{post.slug}.pdf",
        progress=lambda done, total: told.append((done, total)),
    )

    assert [path.name for path in report.made] == ["first.pdf", "second.pdf"]
    assert all(path.read_bytes().startswith(b"%PDF-1.7") for path in report.made)
    assert [finding.rule for finding in report.findings] == ["missing-image", "missing-image"]
    assert report.failures == ()
    assert told == [(1, 2), (2, 2)]


def test_strictness_writes_nothing(folder: Path, tmp_path: Path) -> None:
    blog = Blog.open(folder, env={})

    with pytest.raises(OutputError, match="nothing was written"):
        pdf.make(
            blog,
            posts_of(blog),
            lambda post: tmp_path / "out" / f"{post.slug}.pdf",
            pdf.PdfOptions(strict=True),
        )

    assert not (tmp_path / "out").exists()


def test_a_post_that_is_gone_stops_no_other(folder: Path, tmp_path: Path) -> None:
    blog = Blog.open(folder, env={})
    posts = posts_of(blog)
    (folder / "posts" / "first.md").unlink()

    report = pdf.make(blog, posts, lambda post: tmp_path / f"{post.slug}.pdf")

    assert [path.name for path in report.made] == ["second.pdf"]
    (failure,) = report.failures
    assert "posts/first.md" in str(failure)


def test_a_target_that_cannot_be_written_is_a_failure(folder: Path, tmp_path: Path) -> None:
    blog = Blog.open(folder, env={})
    (tmp_path / "file").write_text("")

    report = pdf.make(blog, posts_of(blog)[:1], lambda _: tmp_path / "file" / "a.pdf")

    assert report.made == ()
    assert len(report.failures) == 1


def test_one_post_in_memory(folder: Path) -> None:
    blog = Blog.open(folder, env={})
    first, second = posts_of(blog)

    data, findings = pdf.compile_post(blog, first)

    assert data.startswith(b"%PDF")
    assert findings == ()
    with pytest.raises(OutputError, match="nothing was written"):
        pdf.compile_post(blog, second, pdf.PdfOptions(strict=True))


def test_the_configuration_is_asked_before_any_work(folder: Path, tmp_path: Path) -> None:
    (folder / "blog.toml").write_text('[pdf]\nfont = "Libertinus Serfi"\n')
    blog = Blog.open(folder, env={})

    with pytest.raises(ConfigError) as caught:
        pdf.make(blog, posts_of(blog), lambda _: tmp_path / "a.pdf")

    assert caught.value.problems == ("pdf.font: no font 'Libertinus Serfi' on this machine",)
    assert caught.value.hint.startswith("did you mean Libertinus Serif")


def test_the_first_posts_date_is_in_its_words(folder: Path, text_of: object) -> None:
    blog = Blog.open(folder, env={})
    assert callable(text_of)

    data, _ = pdf.compile_post(blog, posts_of(blog)[0])

    assert "1. syyskuuta 2026" in text_of(data)


def test_addresses_lead_to_other_posts(folder: Path) -> None:
    (folder / "posts" / "first.md").write_text(FIRST + "\n[toinen](second.md)\n")
    blog = Blog.open(folder, env={})
    options = pdf.PdfOptions(addresses={"posts/second.md": "https://blog.example/second/"})

    data, _ = pdf.compile_post(blog, posts_of(blog)[0], options)

    assert b"https://blog.example/second/" in data


def test_what_is_not_out_yet_says_so_above_its_title(
    folder: Path, text_of: Callable[[bytes], str]
) -> None:
    (folder / "posts" / "first.md").write_text(FIRST.replace("lang:", "draft: true\nlang:"))
    blog = Blog.open(folder, env={})
    first, second = posts_of(blog)
    before = pdf.PdfOptions(now=datetime(2026, 8, 1, tzinfo=UTC))
    after = pdf.PdfOptions(now=datetime(2026, 10, 1, tzinfo=UTC))

    for post, options, said in (
        (first, None, "luonnos · 1. syyskuuta 2026"),
        (first, after, "luonnos · 1. syyskuuta 2026"),
        (second, before, "scheduled · september 2, 2026"),
        (second, after, "second"),
    ):
        data, _ = pdf.compile_post(blog, post, options)
        text = " ".join(text_of(data).lower().split())
        assert said in text
        assert ("scheduled" in text) == (said[0] == "s" and options is before)
