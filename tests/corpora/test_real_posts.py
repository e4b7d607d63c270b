"""Every post of the real blogs, against facts read from the files another way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from corpora.conftest import NOW, RealBlog
from corpora.simple_reader import facts, listed, moment, unquoted

SPANISH = "content/Como construir sitios web con HUGO.md"
LANGUAGES = {"fin": "fi", "eng": "en"}


def test_as_kilta(real_blog: Callable[[str], RealBlog]) -> None:
    blog = real_blog("as-kilta")
    files = sorted((blog.root / "_posts").glob("*.md"))

    assert len(files) == 162
    assert set(blog.posts) == {f"_posts/{file.name}" for file in files}
    assert blog.errors == []
    assert set(blog.unlisted) == {"README.md"}
    for file in files:
        post, known = blog.posts[f"_posts/{file.name}"], facts(file, "---")
        assert post.title == " ".join(unquoted(known["title"]).split()), file
        assert post.date == moment(known["date"].replace(" :", ":")), file
        assert post.lang == LANGUAGES[known["language"]], file
        assert post.categories == tuple(dict.fromkeys(known["categories"].split())), file
        assert post.authors == listed(known["author"]), file
        assert post.slug == file.stem[len("2018-01-01-") :], file
        assert post.tags == (), file
        assert post.status(NOW) == "published", file
        assert post.extra == {"layout": known["layout"]}, file


def test_as_kilta_has_all_the_oddities_its_readme_names(
    real_blog: Callable[[str], RealBlog],
) -> None:
    blog = real_blog("as-kilta")
    slugs = Counter(post.slug for post in blog.posts.values())

    assert Counter(post.lang for post in blog.posts.values()) == {"fi": 153, "en": 9}
    assert {slug for slug, count in slugs.items() if count > 1} == {"hvz", "vaalit"}
    assert sum(":" in post.title for post in blog.posts.values()) == 18
    assert sum("\r" in body for body in blog.bodies.values()) == 0
    assert sum("\n---" in f"\n{body}" for body in blog.bodies.values()) >= 52


def test_gopheracademy(real_blog: Callable[[str], RealBlog]) -> None:
    blog = real_blog("gopheracademy")
    files = sorted((blog.root / "content").rglob("*.md"))
    empty = "content/birthday-bash-2014/readme.md"
    paths = {file.relative_to(blog.root).as_posix(): file for file in files}

    assert len(files) == 260
    assert set(blog.posts) == set(paths) - {empty}
    assert len(blog.posts) == 259
    assert [str(error) for error in blog.errors] == [f"{empty}:1:1: the file is empty"]
    assert blog.unlisted == {}
    for path, post in blog.posts.items():
        known = facts(paths[path], "+++")
        assert post.title == " ".join(unquoted(known["title"]).split()), path
        assert post.date == moment(known["date"]), path
        assert post.authors == (listed(known["author"]) if "author" in known else ()), path
        assert post.tags == (listed(known["tags"]) if "tags" in known else ()), path
        assert post.categories == (), path
        assert post.series == (listed(known["series"])[0] if "series" in known else None), path
        # Nothing in this blog names a language; one of its posts is in Spanish.
        assert post.lang == ("es" if path == SPANISH else "en"), path
        assert post.draft is (known.get("draft") == "true"), path
        assert post.status(NOW) == ("draft" if post.draft else "published"), path
        assert post.slug == Path(path).stem, path


def test_scientific_python(real_blog: Callable[[str], RealBlog]) -> None:
    blog = real_blog("scientific-python")
    files = sorted((blog.root / "content").rglob("*.md"))
    paths = {file.relative_to(blog.root).as_posix(): file for file in files}
    unlisted = {path for path in paths if path.endswith(("_index.md", "README.md"))}

    assert len(unlisted) == 13
    assert set(blog.unlisted) == unlisted
    assert set(blog.posts) == set(paths) - unlisted
    assert len(blog.posts) == 69
    assert blog.errors == []
    for path, post in blog.posts.items():
        known = facts(paths[path], "---")
        assert post.title == " ".join(unquoted(known["title"]).split()), path
        assert post.date == moment(known["date"]), path
        assert post.tags == listed(known["tags"]), path
        assert post.categories == (), path
        assert post.authors == listed(known["author" if "author" in known else "authors"]), path
        assert post.lang == "en", path
        assert post.draft is (known.get("draft") == "true"), path
        bundle = path.endswith("/index.md")
        assert post.bundle is bundle, path
        assert post.slug == (Path(path).parent.name if bundle else Path(path).stem), path


def test_bodies_are_the_bytes_behind_the_header(real_blog: Callable[[str], RealBlog]) -> None:
    for name in ("as-kilta", "gopheracademy", "scientific-python"):
        blog = real_blog(name)
        for path, body in blog.bodies.items():
            lines = (blog.root / path).read_text("utf-8-sig").split("\n")
            behind = lines[blog.posts[path].body_line - 1 :]
            assert body == "\n".join(behind), path
            assert lines[blog.posts[path].body_line - 2].strip() in ("---", "+++"), path
