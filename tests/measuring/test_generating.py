from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml

from benchmarks.generate import Order, make, post
from benchmarks.rivals.forms import FORMS, convert
from benchmarks.text import Lang

SOME = 200


@cache
def heads(lang: Lang) -> list[tuple[dict[str, object], str]]:
    found = []
    for number in range(SOME):
        _, text = post(Order(Path(), SOME, lang), number)
        _, head, body = text.split("---\n", 2)
        found.append((yaml.safe_load(head), body))
    return found


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_posts_have_what_real_ones_have(lang: Lang) -> None:
    posts = heads(lang)
    bodies = [body for _, body in posts]
    for sign in (r"^```\w+$", r"^\| --- \|", r"!\[[^\]]+\]\(/images/\d+\.png\)", r"^## ", r"^- "):
        assert sum(bool(re.search(sign, body, re.MULTILINE)) for body in bodies) > SOME / 20, sign
    words = sorted(len(body.split()) for body in bodies)
    assert 450 < words[SOME // 2] < 750


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_the_second_tag_is_half_as_frequent_as_the_first(lang: Lang) -> None:
    tags = Counter(tag for head, _ in heads(lang) for tag in head["tags"])  # type: ignore[attr-defined]
    first, second, third = (number for _, number in tags.most_common(3))
    # A post has a tag once, so the first is drawn in vain more often than the others.
    assert 1.2 < first / second < 2.5
    assert first / third > 1.6


def test_a_smaller_blog_is_the_beginning_of_a_larger_one(tmp_path: Path) -> None:
    for count in (20, 260):
        make(Order(tmp_path / str(count), count))
    small, large = (
        {path.name: path.read_bytes() for path in (tmp_path / name / "content/posts").iterdir()}
        for name in ("20", "260")
    )
    assert len(small) == 20
    assert len(large) == 260
    assert small.items() <= large.items()


@pytest.mark.parametrize("tool", sorted(FORMS))
def test_every_program_is_given_the_same_posts(tool: str, tmp_path: Path) -> None:
    make(Order(tmp_path / "blog", 60))
    originals = [path.read_text("utf-8") for path in (tmp_path / "blog/content/posts").iterdir()]
    published = [text for text in originals if "\ndraft: true\n" not in text]
    form = FORMS[tool]
    convert(tmp_path / "blog", "fi", form, tmp_path / "other")
    given = [path.read_text("utf-8") for path in (tmp_path / "other" / form.posts).glob("2*.md")]
    assert len(given) == len(published)
    bodies = {text.split("---\n", 2)[2].strip() for text in published}
    assert all(any(text.endswith(body + "\n") for text in given) for body in bodies)
    settings = [path for path in (tmp_path / "other").rglob("*") if path.suffix in {".py", ".yml"}]
    assert not any("@lang@" in path.read_text("utf-8") for path in settings)
