"""`blogcli` as a library: what a command does around a question, the question does by itself."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from blogcli.blog import Blog
from blogcli.index.preparation import pending

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize("question", ["posts", "search", "count", "statistics"])
def test_every_question_for_words_has_its_dictionary(question: str, tmp_path: Path) -> None:
    (tmp_path / "blog/posts").mkdir(parents=True)
    (tmp_path / "blog/posts/a.md").write_text("---\ntitle: A\nlang: gv\n---\n\nmooinjer\n", "utf-8")
    with Blog.open(tmp_path / "blog", env={"HOME": str(tmp_path)}) as blog:
        getattr(blog, question)("lang:gv", now=NOW) if question != "search" else blog.sync(NOW)
        assert pending(blog.database.connection) == ["gv"]
        getattr(blog, question)("mooinjer", now=NOW)
        assert pending(blog.database.connection) == []
