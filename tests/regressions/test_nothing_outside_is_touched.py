"""Reading leaves the blog as it is, and an export writes nowhere but where it says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pikepdf

from transcripts import Cli


def test_without_a_home_reading_leaves_nothing_in_the_blog(empty: Path) -> None:
    (empty / "posts").mkdir()
    # A language whose dictionary takes a moment to prepare: without a home it is, each time.
    (empty / "posts/kota.md").write_text(
        "---\ntitle: Kota\nlang: id\n---\nBangunan baru.\n", "utf-8"
    )
    before = sorted(empty.rglob("*"))
    env = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    line = ["blog", "search", "bangunan", "--json"]
    done = subprocess.run(line, cwd=empty, env=env, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert b"kota.md" in done.stdout
    assert sorted(empty.rglob("*")) == before


def test_an_export_writes_through_no_link(cli: Cli, tmp_path: Path) -> None:
    victim = tmp_path / "victim.html"
    victim.write_text("precious", "utf-8")
    (cli.folder / "python-tips.html").symlink_to(victim)
    done = cli("export", "python-tips")
    assert (done.code, victim.read_text("utf-8")) == (1, "precious")
    assert "python-tips.html is a link" in done.err


def test_no_output_tells_of_the_machine(cli: Cli, tmp_path: Path) -> None:
    """Neither where the blog lies, nor whose it is, nor what the environment holds."""
    out = tmp_path / "made"
    for form in ("html", "json", "text", "pdf", "site"):
        place = out / form if form == "site" else out
        asked = () if form == "site" else ("python-tips",)
        done = cli("export", *asked, "--to", form, "-o", f"{place}/", TOKEN="s3cr3t-w0rd")
        assert done.code == 0, done.err
    files = [path for path in out.rglob("*") if path.is_file() and path.name[0] != "."]
    assert {path.suffix for path in files} >= {".html", ".json", ".txt", ".pdf", ".xml"}
    signs = (str(cli.folder), str(tmp_path), str(Path.home()), "s3cr3t-w0rd")
    for path in files:
        data = path.read_bytes()
        for sign in signs:
            assert sign.encode() not in data, (path, sign)
    with pikepdf.open(out / "python-tips.pdf") as pdf:
        inner = (
            b"".join(one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream))
            + repr(pdf.docinfo).encode()
        )
    assert not [sign for sign in signs if sign.encode() in inner]
