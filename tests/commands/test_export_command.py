"""`blog export`: what was made is told on standard output, all else on standard error."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from transcripts import Cli, tree


def test_one_post_becomes_a_file_here(cli: Cli, small: Path) -> None:
    cli.check("""
        $ blog export later
        later.html
    """)
    assert "Happy new year." in (small / "later.html").read_text()


def test_standard_output_holds_the_post_alone(cli: Cli, small: Path) -> None:
    before = tree(small)
    result = cli("export", "python-tips", "--to", "text", "-o", "-")
    assert result.code == 0
    assert "measure before you guess" in result.out
    assert tree(small) == before


def test_the_site_is_made_in_its_folder(cli: Cli, small: Path) -> None:
    assert cli("build").code == 0
    assert (small / "public/index.html").is_file()
    assert "later" not in (small / "public/index.html").read_text().lower()


def test_who_looks_for_a_new_post_learns_why_it_is_not_on_the_site(cli: Cli) -> None:
    assert "\n1 draft and 1 scheduled post stay out\n" in cli("export").err
    assert "\n1 scheduled post stays out\n" in cli("export", "--drafts").err
    assert "stay" not in cli("export", "--drafts", "--future").err
    assert "stay" not in cli("export", "--quiet").err


def test_a_blog_of_drafts_is_told_how_to_publish(empty: Path) -> None:
    cli = Cli(empty)
    assert cli("init", "--timezone", "UTC").code == 0
    assert "1 draft stays out; blog publish POST publishes one\n" in cli("export").err


def test_a_strict_export_that_wrote_nothing_counts_nothing(cli: Cli, small: Path) -> None:
    (small / "posts/odd.md").write_text("---\ndate: 2026-01-01\n---\n[x](nowhere.md)\n")
    result = cli("export", "--strict")
    assert result.code == 1
    assert result.err.endswith("1 finding in the posts: nothing was written\n")


def test_a_site_is_not_put_among_the_static_files_it_is_made_of(small: Path) -> None:
    (small / "astro.config.mjs").write_text("export default {};\n")
    (small / "public").mkdir()
    (small / "public" / "own.txt").write_text("mine")
    assert Cli(small)("export").code == 0
    assert [path.name for path in (small / "public").iterdir()] == ["own.txt"]
    assert (small / "dist" / "own.txt").read_text() == "mine"


@pytest.mark.parametrize("file", ["astro.config.mjs", "eleventy.config.js"])
def test_a_site_in_public_is_no_source_of_the_next(cli: Cli, empty: Path, file: str) -> None:
    (empty / file).write_text("export default {}\n")
    (empty / "src/content/blog").mkdir(parents=True)
    (empty / "src/content/blog/a.md").write_text("---\ntitle: A\ndate: 2026-01-01\n---\nA.\n")
    first = cli("export")
    assert first.out == "public\n"
    again = cli("export")
    assert again.out == "public\n"
    assert "0 files written, " in again.err


def test_what_cannot_be_made_is_an_error(cli: Cli) -> None:
    assert cli("export", "nothing").code == 3
    assert cli("export", "later", "--to", "docx").code == 2
    assert cli("export", "--query", "tag:nosuchtag", "--to", "html").code == 1
    assert cli("export", "later", "-o", "posts/later.html").code == 1


def test_a_dry_run_lists_what_would_change_and_writes_nothing(cli: Cli, small: Path) -> None:
    result = cli("export", "--dry-run")
    assert result.code == 0
    assert "+ index.html" in result.out.splitlines()
    assert "would be written" in result.err
    assert not (small / "public").exists()
    cli("export")
    (small / "posts" / "new.md").write_text("---\ntitle: New\ndate: 2020-01-01\n---\nNew.\n")
    before = tree(small)
    assert "+ new/index.html" in cli("export", "-n").out.splitlines()
    assert tree(small) == before
    assert cli("export", "--clean", "-j", "2").code == 0


def test_a_file_that_nobody_named_is_replaced_only_as_it_was_made(cli: Cli, small: Path) -> None:
    for ending in ("html", "pdf", "json", "txt"):
        (small / f"later.{ending}").write_text("my own")
    for form, ending in (("html", "html"), ("pdf", "pdf"), ("json", "json"), ("text", "txt")):
        cli.check(f"""
            $ blog export later python-tips --to {form}
            python-tips.{ending}
            2> error: later.{ending}: not made by blog
            2> hint: name it with -o later.{ending}
            [exit 1]
            $ blog export python-tips --to {form}
            python-tips.{ending}
        """)
        assert (small / f"later.{ending}").read_text() == "my own"
        (small / f"python-tips.{ending}").write_text("mine by now")
        cli.check(f"""
            $ blog export python-tips --to {form}
            2> error: python-tips.{ending}: changed since blog made it
            2> hint: name it with -o python-tips.{ending}
            [exit 1]
            $ blog export python-tips --to {form} -o ./
            2> error: python-tips.{ending}: changed since blog made it
            2> hint: name it with -o python-tips.{ending}
            [exit 1]
            $ blog export python-tips -o python-tips.{ending}
            python-tips.{ending}
            $ blog export python-tips --to {form}
            python-tips.{ending}
        """)


def test_a_post_that_changed_is_made_again_over_its_own_file(cli: Cli, small: Path) -> None:
    assert cli("export", "later", "-o", "out/").code == 0
    post = small / "posts" / "later.md"
    post.write_text(post.read_text().replace("Happy", "Merry"))
    assert cli("export", "later", "-o", "out").code == 0
    assert "Merry new year." in (small / "out" / "later.html").read_text()


def test_without_a_place_to_remember_in_only_the_same_is_made_again(cli: Cli, small: Path) -> None:
    (small / "state").write_text("no folder")
    state = {"XDG_STATE_HOME": str(small / "state")}
    assert cli("export", "later", **state).code == 0
    assert cli("export", "later", **state).code == 0
    post = small / "posts" / "later.md"
    post.write_text(post.read_text().replace("Happy", "Merry"))
    assert cli("export", "later", **state).code == 1


def test_several_formats_are_all_made(cli: Cli, small: Path) -> None:
    cli.check("""
        $ blog export later python-tips --to html --to pdf --to html -o out/
        out/later.html
        out/python-tips.html
        out/later.pdf
        out/python-tips.pdf
        $ blog export later --to text --to json -o out.pdf
        2> error: text and json don't go into out.pdf
        2> hint: name a folder with -o, such as -o out/
        [exit 2]
        $ blog export later --to text --to json -o -
        2> error: text and json don't go into standard output
        2> hint: name a folder with -o, such as -o out/
        [exit 2]
        $ blog export --to pdf --to site
        2> error: pdf and site: a site is made by itself
        2> hint: make it with a command of its own
        [exit 2]
    """)
    assert not (small / "out.pdf").exists()
    assert not (small / "public").exists()


def test_names_of_no_format_are_wrong_usage(cli: Cli, small: Path) -> None:
    (small / "NOTES").write_text("mine")
    (small / "README.md").write_text("mine")
    before = tree(small)
    for name in ("x.docx", "pages/about.md", "README.md", "v1.2"):
        result = cli("export", "later", "-o", name)
        assert result.code == 2, name
        assert "formats: site, html, pdf, epub, json, text" in result.err
    for name in ("x.docx", "README.md", "NOTES", "/dev/null"):
        assert cli("export", "-o", name).code == 2, name
    assert cli("export", "later", "-o", "NOTES").code == 2
    assert cli("export", "later", "python-tips", "-o", "-").code == 2
    assert tree(small) == before


def test_a_pipe_is_written_to_and_stays(cli: Cli, small: Path) -> None:
    """As a device is, such as `/dev/null`, which a failing test must not replace."""
    pipe = small / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    # Held open for writing too, so that the reader has no end between two posts.
    holder = os.open(pipe, os.O_RDWR)
    reader = threading.Thread(target=lambda: _drain(pipe, read), daemon=True)
    reader.start()
    for form in ("html", "pdf", "json", "text"):
        assert cli("export", "later", "python-tips", "--to", form, "-o", "pipe").code == 0, form
        assert pipe.is_fifo()
    os.close(holder)
    reader.join(10)
    everything = b"".join(read)
    assert everything.count(b"<!doctype html>") == everything.count(b"%PDF-") == 2


def _drain(pipe: Path, read: list[bytes]) -> None:
    with pipe.open("rb") as stream:
        while piece := stream.read1(65_536):
            read.append(piece)


def test_what_a_site_is_made_of_is_never_written_over(cli: Cli, small: Path) -> None:
    for name in ("static/page.html", "layouts/base.html", "package.json"):
        (small / name).parent.mkdir(exist_ok=True)
        (small / name).write_text("mine")
        result = cli("export", "later", "-o", name)
        assert result.code == 1, name
        assert (small / name).read_text() == "mine"
    for _ in range(2):
        assert cli("export", "later", "-o", "static/later.pdf").code == 0


def test_ways_to_make_a_site_are_refused_for_posts(cli: Cli) -> None:
    assert cli("export", "later", "--dry-run").code == 2
    assert cli("export", "later", "--clean").code == 2


def test_what_would_show_a_character_is_told_once(cli: Cli, small: Path) -> None:
    for name in ("a", "b"):
        (small / f"posts/cuneiform-{name}.md").write_text(f"---\ntitle: {name}\n---\nA 𒀀.\n")
    cli.check("""
        $ blog export cuneiform-a cuneiform-b --to pdf -o out/
        out/cuneiform-a.pdf
        out/cuneiform-b.pdf
        2> warning: posts/cuneiform-a.md:4: no font here shows U+12000 cuneiform sign a; � is shown
        2> hint: the Debian package fonts-noto-core has such a font
        2> warning: posts/cuneiform-b.md:4: no font here shows U+12000 cuneiform sign a; � is shown
        2> 2 warnings
    """)


@pytest.mark.parametrize("form", ["html", "pdf", "epub"])
def test_a_tag_that_strict_refuses_is_told_by_each_format(cli: Cli, small: Path, form: str) -> None:
    (small / "posts/odd.md").write_text("---\ndate: 2026-01-01\n---\n{{< chart abc >}}\n")
    told = "posts/odd.md:4:1: {{< chart abc >}} is shown as text"
    assert f"warning: {told}\n" in cli("export", "odd", "--to", form).err
    refused = cli("export", "odd", "--to", form, "--strict")
    assert refused.code == 1
    assert f"error: {told}\n" in refused.err
    assert cli("export", "--book", "-o", f"book.{form}").err.count(told) == 1
