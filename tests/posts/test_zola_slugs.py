"""Slugs of Zola's posts are those that Zola makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogcli.posts.zola_slugs import spelled
from posts.test_samples import read_blog


@pytest.mark.parametrize(
    ("text", "on", "safe", "off"),
    [
        ("input", "input", "input", "input"),
        ("test ", "test", "test", "test "),
        ("tes t", "tes-t", "tes t", "tes t"),
        ("dot. ", "dot", "dot", "dot. "),
        ("日本", "ri-ben", "日本", "日本"),
        ("héhé", "hehe", "héhé", "héhé"),
        ("test (hey)", "test-hey", "test (hey)", "test (hey)"),
        ("C++ & Don't", "c-don-t", "C++ & Don't", "C++ & Don't"),
        ("What? A: b", "what-a-b", "What A b", "What? A: b"),
        ("Привет мир", "privet-mir", "Привет мир", "Привет мир"),
    ],
)
def test_strategies(text: str, on: str, safe: str, off: str) -> None:
    assert [spelled(text, "on"), spelled(text, "safe"), spelled(text, "off")] == [on, safe, off]


@pytest.mark.parametrize(
    ("file", "config", "slug", "date"),
    [
        ("2024-01-02-My Post.md", "", "my-post", "2024-01-02"),
        ("2024-01-02_My_Post.md", "", "my-post", "2024-01-02"),
        ("2024-01-02-My Post/index.md", "", "my-post", "2024-01-02"),
        ("2024-01-02-name.md", "paths_keep_dates = true", "2024-01-02-name", "2024-01-02"),
        ("2024-01-02.md", "", "2024-01-02", "2024-01-02"),
        ("My Post.md", 'paths = "safe"', "My Post", None),
        ("My: Post?.md", 'paths = "safe"', "My Post", None),
        ("My: Post.md", 'paths = "off"', "My: Post", None),
        ("!!!.md", "", "!!!", None),
        ("さくら.md", "", "sakura", None),
    ],
)
def test_names_of_files(
    tmp_path: Path, file: str, config: str, slug: str, date: str | None
) -> None:
    path = tmp_path / "content" / "blog" / file
    path.parent.mkdir(parents=True)
    path.write_text('+++\ntitle = "x"\n+++\nText.\n')
    (tmp_path / "config.toml").write_text(f'base_url = "/"\n[slugify]\n{config}\n')

    (post,) = read_blog(tmp_path).values()
    assert post.slug == slug
    assert (post.date.date().isoformat() if post.date else None) == date


def test_a_header_sets_the_slug_and_translations_stay_together(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "blog"
    folder.mkdir(parents=True)
    (tmp_path / "config.toml").write_text(
        'base_url = "/"\ndefault_language = "en"\n[languages.fr]\n'
    )
    (folder / "My Post.md").write_text('+++\ntitle = "x"\n+++\nText.\n')
    (folder / "My Post.fr.md").write_text('+++\nslug = "Le Billet"\n+++\nTexte.\n')

    blog = read_blog(tmp_path)
    french, english = blog["content/blog/My Post.fr.md"], blog["content/blog/My Post.md"]
    assert french.slug == "le-billet"
    assert french.translation_key == english.slug == "my-post"
