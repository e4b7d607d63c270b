"""The blog's own templates: they take the place of ours, and see nothing outside themselves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from blogcli.errors import OutputError
from blogcli.pdf.compile import FOLDER
from blogcli.pdf.theme import own_templates
from transcripts import Cli

FOLIO = "#let folio(doc) = context {\n"
Text = Callable[[bytes], str]


@pytest.fixture
def theme(small: Path) -> Path:
    folder = small / "theme" / "pdf"
    folder.mkdir(parents=True)
    return folder


def with_design(theme: Path, old: str, new: str) -> None:
    design = (FOLDER / "design.typ").read_text("utf-8")
    assert old in design
    (theme / "design.typ").write_text(design.replace(old, new, 1), "utf-8")


def test_a_file_takes_the_place_of_ours(cli: Cli, small: Path, theme: Path, text_of: Text) -> None:
    (theme / "mark.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>x</text></svg>'
    )
    head = "  set par(justify: false)\n  if doc.date"
    mark = '  [Own words ]\n  pdf.artifact(image("mark.svg"))\n  if doc.date'
    with_design(theme, head, mark)
    assert cli("export", "later", "-o", "a.pdf").code == 0
    assert "Own words" in text_of((small / "a.pdf").read_bytes())
    assert cli("export").code == 0
    assert not (small / "public" / "theme" / "pdf").exists()
    assert cli("export", "later", "--book", "-o", "b.pdf").code == 0
    assert "Own words" in text_of((small / "b.pdf").read_bytes())


def test_functions_are_not_handed_the_text(
    cli: Cli, small: Path, theme: Path, text_of: Text
) -> None:
    # Each call looks at all that it is given, so with the text a long post would cost its square.
    with_design(
        theme,
        "#let title-block(doc, heading) = {\n",
        "#let title-block(doc, heading) = {\n  [Given: #repr(doc.keys().sorted()).\n\n]\n",
    )
    assert cli("export", "later", "-o", "a.pdf").code == 0
    given = text_of((small / "a.pdf").read_bytes())
    assert "Given" in given
    assert '"blocks"' not in given
    assert '"notes"' not in given


def test_a_chapter_is_not_handed_the_others(cli: Cli, theme: Path) -> None:
    with_design(
        theme,
        "#let chapter-head(book, doc, start) = context {\n",
        "#let chapter-head(book, doc, start) = context {\n"
        '  assert("chapters" not in book and "blocks" not in doc)\n',
    )
    assert cli("export", "later", "--book", "-o", "b.pdf").code == 0


def test_an_error_names_file_and_line_once(cli: Cli, theme: Path) -> None:
    with_design(theme, FOLIO, f"{FOLIO}  nothing()\n")
    line = (theme / "design.typ").read_text("utf-8").split("  nothing()")[0].count("\n") + 1
    for argv in (("later", "python-tips", "--to", "pdf"), ("later", "--book", "-o", "b.pdf")):
        result = cli("export", *argv)
        assert result.code == 1
        assert result.err.count("error:") == 1
        assert f"error: theme/pdf/design.typ:{line}:3: unknown variable: nothing" in result.err


@pytest.mark.parametrize(
    "code",
    ['read("/etc/hostname")', 'read("../../../../etc/hostname")', 'read("../../blog.toml")'],
)
def test_nothing_outside_is_read(cli: Cli, theme: Path, code: str) -> None:
    with_design(theme, FOLIO, f"{FOLIO}  {code}\n")
    result = cli("export", "later", "--to", "pdf", "-o", "a.pdf")
    assert result.code == 1
    assert "error: theme/pdf/design.typ:" in result.err
    assert "hint: templates read what lies in theme/pdf, and nothing else" in result.err
    assert "/tmp" not in result.err


def test_no_package_is_fetched(cli: Cli, theme: Path) -> None:
    with_design(theme, "#import", '#import "@preview/cetz:0.2.0"\n#import')
    result = cli("export", "later", "-o", "a.pdf")
    assert result.code == 1
    assert "no package is fetched" in result.err


def test_a_link_out_of_the_theme_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "theme" / "pdf"
    folder.mkdir(parents=True)
    (folder / "design.typ").symlink_to("/etc/hostname")
    with pytest.raises(OutputError, match=r"theme/pdf/design\.typ leads out of the theme"):
        own_templates(tmp_path, "theme")


def test_what_lies_elsewhere_in_the_theme_is_none_of_it(tmp_path: Path) -> None:
    (tmp_path / "theme" / "pdf" / ".git").mkdir(parents=True)
    (tmp_path / "theme" / "pdf" / ".git" / "config").write_text("x")
    (tmp_path / "theme" / "style.css").write_text("x")
    assert own_templates(tmp_path, "theme") == {}
    assert own_templates(tmp_path, "nowhere") == {}
