"""What bare names in links between notes may mean."""

from __future__ import annotations

from pathlib import Path

from blogcli.files import SITE_KEEPING, SITE_MANIFEST
from blogcli.posts import notes


def test_hidden_and_built_files_have_no_bare_names(tmp_path: Path) -> None:
    for name in ("img/a.png", "docs/media/b.png", ".trash/c.png", "public/d.png", "Ä.PNG"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    (tmp_path / "docs" / SITE_KEEPING).mkdir()
    (tmp_path / "docs" / SITE_KEEPING / SITE_MANIFEST).write_text("{}")
    found = notes.files(tmp_path)
    assert found.paths == {"a.png": ["img/a.png"], "ä.png": ["Ä.PNG"]}
    assert set(found.folders) == {str(tmp_path), str(tmp_path / "img")}
