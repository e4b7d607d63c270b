"""New posts: in the blog's own folder, naming, format and spelling; read back as meant."""

from __future__ import annotations

import shutil
import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from blogcli.config import Config, PostsConfig
from blogcli.errors import OutputError, PostExists
from blogcli.posts.context import ReadContext
from blogcli.posts.dialects import Dialect, Name, detect
from blogcli.posts.front_matter import split
from blogcli.posts.post import Post
from blogcli.posts.reading import read, understand
from blogcli.posts.store import NewPost, compose, create, new_post_path, new_post_text
from blogcli.posts.style import Style, usual
from posts.test_samples import SAMPLES

HELSINKI = ZoneInfo("Europe/Helsinki")
NEW = NewPost(
    title="Päivä: jäällä",
    slug="paiva-jaalla",
    lang="fi",
    date=datetime(2026, 11, 24, 12, 5, tzinfo=HELSINKI),
    tags=("jää", "pitkä tagi"),
    authors=("Aino",),
    body="Jää kantaa.\n",
    default_lang="fi",
)
DIALECTS: tuple[Name, ...] = (
    "hugo", "jekyll", "zola", "pelican", "hexo", "eleventy", "astro", "nikola", "plain",
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "hugo",
            (
                '---\ntitle: "Päivä: jäällä"\ndate: 2026-11-24T12:05:00+02:00\ndraft: true\n'
                "tags: [jää, pitkä tagi]\nauthors: [Aino]\n---\n\nJää kantaa.\n"
            ),
        ),
        (
            "jekyll",
            (
                '---\nlayout: post\ntitle: "Päivä: jäällä"\ndate: 2026-11-24 12:05:00 +0200\n'
                "published: false\ntags: [jää, pitkä tagi]\nauthor: Aino\n---\n\nJää kantaa.\n"
            ),
        ),
        (
            "zola",
            (
                '+++\ntitle = "Päivä: jäällä"\ndate = 2026-11-24T12:05:00+02:00\ndraft = true\n'
                'authors = ["Aino"]\n\n[taxonomies]\ntags = ["jää", "pitkä tagi"]\n+++\n\n'
                "Jää kantaa.\n"
            ),
        ),
        (
            "pelican",
            (
                "Title: Päivä: jäällä\nDate: 2026-11-24 12:05:00+02:00\nStatus: draft\n"
                "Tags: jää, pitkä tagi\nAuthors: Aino\n\nJää kantaa.\n"
            ),
        ),
        (
            "hexo",
            (
                '---\ntitle: "Päivä: jäällä"\ndate: 2026-11-24 12:05:00\npublished: false\n'
                "tags: [jää, pitkä tagi]\nauthor: Aino\n---\n\nJää kantaa.\n"
            ),
        ),
        (
            "nikola",
            (
                "<!--\n.. title: Päivä: jäällä\n.. slug: paiva-jaalla\n"
                ".. date: 2026-11-24 12:05:00 UTC+02:00\n.. status: draft\n"
                ".. tags: jää, pitkä tagi\n.. author: Aino\n-->\n\nJää kantaa.\n"
            ),
        ),
        (
            "astro",
            (
                '---\ntitle: "Päivä: jäällä"\npubDate: 2026-11-24T12:05:00+02:00\ndraft: true\n'
                "tags: [jää, pitkä tagi]\nauthor: Aino\n---\n\nJää kantaa.\n"
            ),
        ),
    ],
)
def test_the_usual_way_of_each_generator(name: Name, text: str) -> None:
    assert new_post_text(Dialect(name), NEW) == text


def test_a_published_post_says_no_draft() -> None:
    new = replace(NEW, draft=False)
    marks = ("draft", "published", "status")

    for name in DIALECTS:
        text = new_post_text(Dialect(name), new).lower()
        assert not any(f"{mark}:" in text or f"{mark} =" in text for mark in marks), name


@pytest.mark.parametrize(
    ("sample", "path", "starts"),
    [
        ("hugo", "content/posts/paiva-jaalla.md", "---\n# Kirjoita tähän"),
        ("jekyll", "_drafts/paiva-jaalla.md", "---\nlayout: post\n"),
        ("zola", "content/blog/paiva-jaalla.md", "+++\ntitle = "),
        ("pelican", "content/paiva-jaalla.md", "Title: Päivä: jäällä\n"),
        ("hexo", "source/_drafts/paiva-jaalla.md", "---\ntitle: "),
        ("eleventy", "src/posts/paiva-jaalla.md", "---\ntitle: "),
        ("nikola", "posts/paiva-jaalla.md", "<!--\n.. title: "),
        ("plain", "posts/paiva-jaalla.md", "---\ntitle: "),
    ],
)
def test_the_sample_blogs(sample: str, path: str, starts: str) -> None:
    root = SAMPLES / sample
    dialect = detect(root)
    new = replace(NEW, default_lang="")

    found, text = compose(root, Config(), dialect, new, zone=HELSINKI)

    assert found == path
    assert text.startswith(starts)
    context = ReadContext(dialect, "fi", ("fi",), HELSINKI)
    post, body = understand(root, found, text.encode(), context)
    assert (post.slug, post.title, post.draft) == ("paiva-jaalla", NEW.title, True)
    assert post.date is not None
    assert post.date.date() == NEW.date.date()
    assert post.tags == NEW.tags
    assert post.authors == NEW.authors
    assert "Jää kantaa." in body


def test_published_posts_do_not_go_where_drafts_lie() -> None:
    path, _ = compose(SAMPLES / "jekyll", Config(), Dialect("jekyll"), replace(NEW, draft=False))

    assert path == "_posts/2026-11-24-paiva-jaalla.md"


def _blog(root: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return root


def _compose(root: Path, new: NewPost = NEW, **posts: Any) -> tuple[str, str]:  # noqa: ANN401
    config = Config(posts=PostsConfig(**posts))
    return compose(root, config, detect(root), new, zone=HELSINKI)


def test_habits_are_learned(tmp_path: Path) -> None:
    post = (
        "---\nlayout: note\ntitle: 'No {0}'\nDate: 2024-0{0}-01 10:00 +0200\nlanguage: fin\n"
        "Author:\n  - Aino\nTags:\n  - a\ncomments: true\n---\n"
    )
    root = _blog(
        tmp_path, {f"posts/2024/2024-0{n}-01-no-{n}.markdown": post.format(n) for n in range(1, 6)}
    )

    path, text = _compose(root)

    assert path == "posts/2026/2026-11-24-paiva-jaalla.markdown"
    assert text == (
        '---\nlayout: note\ntitle: "Päivä: jäällä"\nDate: 2026-11-24 12:05 +0200\nlanguage: fin\n'
        "Author: [Aino]\nTags:\n  - jää\n  - pitkä tagi\ncomments: true\ndraft: true\n---\n\n"
        "Jää kantaa.\n"
    ).replace("Author: [Aino]", "Author:\n  - Aino")


def test_toml_and_json_blogs_stay_what_they_are(tmp_path: Path) -> None:
    toml = _blog(tmp_path / "toml", {"posts/a.md": '+++\ntitle = "a"\ndate = 2024-01-01\n+++\n'})
    json = _blog(
        tmp_path / "json", {"posts/a.md": '{\n  "title": "a",\n  "date": "2024-01-01"\n}\n'}
    )

    assert _compose(toml)[1] == (
        '+++\ntitle = "Päivä: jäällä"\ndate = 2026-11-24\ndraft = true\n'
        'tags = ["jää", "pitkä tagi"]\nauthors = ["Aino"]\n+++\n\nJää kantaa.\n'
    )
    assert split(_compose(json)[1].encode()).format == "json"
    odd = replace(NEW, style=replace(usual("jekyll"), format="toml"))
    assert "date = 2026-11-24T12:05:00+02:00\n" in new_post_text(Dialect("jekyll"), odd)


def test_lists_and_constants_of_every_kind_are_learned(tmp_path: Path) -> None:
    post = "---\ntitle: a\ndate: 2024-01-0{0}\nlang: python\nlevel: 5\ntags: b c\n---\nx\n"
    root = _blog(tmp_path, {f"posts/{n}.md": post.format(n) for n in range(1, 5)})
    _, text = _compose(root, replace(NEW, tags=("jää", "lumi"), body="Ilman rivinvaihtoa"))

    assert "tags: [jää, lumi]\n" in text  # in a plain folder `jää lumi` would be one tag
    assert "level: 5\n" in text
    assert "authors: [Aino]\n" in text
    assert text.endswith("\nIlman rivinvaihtoa\n")


@pytest.mark.parametrize(
    ("config", "tags"),
    [
        ("_config.yml", "tags: jää lumi"),
        ("eleventy.config.js", "tags: [jää, lumi]"),
        ("hugo.toml", "tags: [jää, lumi]"),
    ],
)
def test_tags_with_spaces_are_written_as_the_generator_divides_them(
    tmp_path: Path, config: str, tags: str
) -> None:
    post = "---\ntitle: a\ntags: another tag\n---\nx\n"
    folder = {"_config.yml": "_posts/2024-01-01-", "hugo.toml": "content/posts/"}
    root = _blog(tmp_path, {config: "", f"{folder.get(config, 'content/blog/')}a.md": post})

    assert f"{tags}\n" in _compose(root, replace(NEW, tags=("jää", "lumi")))[1]
    assert "tags: [a b]\n" in _compose(root, replace(NEW, tags=("a b",)))[1]


def test_any_key_that_dates_posts_is_learned(tmp_path: Path) -> None:
    post = "---\ntitle: a\npublished: 2024-05-01\n---\nx\n"
    root = _blog(tmp_path / "a", {"astro.config.mjs": "", "src/content/posts/a.md": post})
    text = _compose(root)[1]
    assert "\npublished: 2026-11-24" in text
    assert "\ndate:" not in text

    flag = "---\ntitle: a\npublished: true\ncreated: 2024-05-01\n---\nx\n"
    assert "\ncreated: 2026-11-24" in _compose(_blog(tmp_path / "b", {"posts/a.md": flag}))[1]


def test_commas_are_learned(tmp_path: Path) -> None:
    root = _blog(tmp_path, {"posts/a.md": "---\ntitle: a\ntags: b, c\n---\nx\n"})

    assert "tags: jää, pitkä tagi\n" in _compose(root)[1]
    single = _blog(tmp_path / "b", {"posts/a.md": "---\ntitle: a\ntags: b\n---\nx\n"})
    assert "tags: [jää, pitkä tagi]\n" in _compose(single)[1]
    empty = _blog(tmp_path / "c", {"posts/a.md": "---\ntitle: a\ntags:\n---\nx\n"})
    assert "tags: [jää, pitkä tagi]\n" in _compose(empty)[1]
    assert 'tags: ["a,b", c]\n' in _compose(root, replace(NEW, tags=("a,b", "c")))[1]


def test_categories() -> None:
    new = replace(NEW, categories=("Luonto", "Talvi"))

    assert "Category: Luonto\n" in new_post_text(Dialect("pelican"), new)
    assert "categories: [Luonto, Talvi]\n" in new_post_text(Dialect("hugo"), new)
    assert 'categories = ["Luonto", "Talvi"]\n' in new_post_text(Dialect("zola"), new)
    zola = replace(new, style=Style())  # YAML, as Zola reads it too
    assert "taxonomies:\n  tags: [jää, pitkä tagi]\n  categories: " in new_post_text(
        Dialect("zola"), zola
    )


def test_line_ends_are_the_blogs(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts/a.md").write_bytes(b"---\r\ntitle: a\r\n---\r\n\r\nbody\r\n")
    text = _compose(tmp_path)[1]

    assert text.count("\r\n") == text.count("\n")


def test_bundles(tmp_path: Path) -> None:
    post = "---\ntitle: a\n---\n"
    root = _blog(tmp_path, {f"posts/{name}/index.md": post for name in "abc"})

    assert _compose(root)[0] == "posts/paiva-jaalla/index.md"
    assert (
        new_post_path(SAMPLES / "plain", Config(), Dialect("plain"), replace(NEW, bundle=True))
        == "posts/paiva-jaalla/index.md"
    )
    with pytest.raises(OutputError, match="Jekyll has no posts that are folders"):
        _compose(SAMPLES / "jekyll", replace(NEW, bundle=True))


def test_the_configured_pattern_decides(tmp_path: Path) -> None:
    def path(pattern: str) -> str:
        return _compose(tmp_path, new_path=pattern)[0]

    assert path("texts/{date:%Y/%m}/{lang}/{slug}.md") == "texts/2026/11/fi/paiva-jaalla.md"
    assert path("{date}-{slug}.md") == "2026-11-24-paiva-jaalla.md"
    for pattern in ("{title}.md", "{slug.x}.md", "{date:%Q}.md"):
        if pattern == "{slug.x}.md":
            continue
        with pytest.raises(OutputError, match="is not known"):
            path(pattern)
    with pytest.raises(OutputError, match="leaves"):
        path("../{slug}.md")


@pytest.mark.parametrize("slug", ["", "..", "../x", "a/b", ".x", "x ", "/x", "a\0b"])
def test_no_slug_leads_out(tmp_path: Path, slug: str) -> None:
    with pytest.raises(OutputError):
        _compose(tmp_path, replace(NEW, slug=slug))


def test_a_slug_that_looks_like_a_date_is_written_down(tmp_path: Path) -> None:
    new = replace(NEW, slug="2024-01-05-raportti")
    path, text = _compose(tmp_path, new)
    context = ReadContext(Dialect("plain"), "fi", ("fi",), HELSINKI)
    post, _ = understand(tmp_path, path, text.encode(), context)

    assert path == "posts/2024-01-05-raportti.md"
    assert (post.slug, post.date) == (new.slug, new.date)


# -- translations -------------------------------------------------------------------


def _translate(root: Path, original: str, slug: str = "", lang: str = "sv") -> tuple[str, Post]:
    dialect = detect(root)
    found = dialect.settings(root).languages or ("fi", "sv")
    context = ReadContext(dialect, found[0], found, UTC)
    first, _ = read(root, original, context)
    new = replace(
        NEW, slug=slug or first.slug, lang=lang, translation_of=first, default_lang=found[0],
        tags=(),
    )  # fmt: skip
    path, text = compose(root, Config(), dialect, new)
    post, _ = understand(root, path, text.encode(), context)
    assert post.lang == lang
    assert (post.translation_key or post.slug) == (first.translation_key or first.slug)
    return path, post


def test_translations_lie_beside_their_originals(tmp_path: Path) -> None:
    shutil.copytree(SAMPLES, tmp_path / "blogs")
    blogs = tmp_path / "blogs"

    assert _translate(blogs / "plain", "posts/kevat.md", lang="sv")[0] == "posts/kevat.sv.md"
    assert _translate(blogs / "hugo", "content/posts/ensilumi/index.md", "snow")[0] == (
        "content/posts/ensilumi/index.sv.md"
    )
    assert _translate(blogs / "zola", "content/blog/2024-04-01-sakura.md", lang="en")[0] == (
        "content/blog/2024-04-01-sakura.en.md"
    )
    assert _translate(blogs / "nikola", "posts/snih.md", "snow", lang="en")[0] == "posts/snih.en.md"
    assert _translate(blogs / "astro", "src/content/blog/en/tomatoes.md", lang="de")[0] == (
        "src/content/blog/de/tomatoes.md"
    )
    assert (
        _translate(blogs / "hugo", "content/posts/luonnos.md")[0] == "content/posts/luonnos.sv.md"
    )


def test_the_translation_of_a_translation_is_in_the_main_language(tmp_path: Path) -> None:
    shutil.copytree(SAMPLES / "hugo", tmp_path / "hugo")
    root = tmp_path / "hugo"
    (root / "content/posts/bara.sv.md").write_text("---\ntitle: Bara\ndate: 2024-01-01\n---\n")

    assert _translate(root, "content/posts/bara.sv.md", lang="fi")[0] == "content/posts/bara.md"


def test_languages_in_folders_stay_apart(tmp_path: Path) -> None:
    post = "---\ntitle: a\ndate: 2024-01-01\n---\n"
    root = _blog(
        tmp_path, {f"posts/{lang}/{name}.md": post for lang in ("fi", "sv") for name in "ab"}
    )
    new = replace(NEW, lang="sv", slug="dag")

    assert _compose(root, new)[0] == "posts/sv/dag.md"
    assert _translate(root, "posts/fi/a.md")[0] == "posts/sv/a.md"


def test_folders_of_posts_that_name_their_language_get_posts_in_it(tmp_path: Path) -> None:
    post = "---\ntitle: a\ndate: 2024-01-01\n---\n"
    folders = ("blog_fi", "blog_pt-br")
    root = _blog(
        tmp_path,
        {"astro.config.mjs": "", **{f"src/content/{name}/a.md": post for name in folders}},
    )
    new = replace(NEW, lang="pt-BR", slug="dia")

    assert _compose(root, new)[0] == "src/content/blog_pt-br/dia.md"
    translated = _translate(root, "src/content/blog_fi/a.md", lang="pt-BR")
    assert translated[0] == "src/content/blog_pt-br/a.md"


# -- files --------------------------------------------------------------------------


def test_a_post_is_created_once(tmp_path: Path) -> None:
    assert create(tmp_path, "posts/a/index.md", "Hei ä\n").read_bytes() == "Hei ä\n".encode()
    with pytest.raises(PostExists) as caught:
        create(tmp_path, "posts/a/index.md", "again")

    assert caught.value.path == "posts/a/index.md"
    assert (tmp_path / "posts/a/index.md").read_text() == "Hei ä\n"
    with pytest.raises(OutputError):
        create(tmp_path, "../a.md", "x")


def test_nothing_is_created_behind_a_link_out_of_the_blog(tmp_path: Path) -> None:
    (tmp_path / "blog").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "blog/posts").symlink_to("../outside")

    with pytest.raises(OutputError):
        create(tmp_path / "blog", "posts/a.md", "x")
    assert not list((tmp_path / "outside").iterdir())


# -- write and read -----------------------------------------------------------------

_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters="\ufeff"),
    min_size=1, max_size=40,
).map(lambda text: " ".join(text.split())).filter(bool)  # fmt: skip
_NAMES = st.lists(_TEXT, max_size=3, unique=True)
_TRICKY = st.sampled_from(
    ["no", "yes", "null", "~", "true", "12:30", "2024-01-01", "1.10", "007", "a: b", "- a", "# a",
     "'", '"', "\\", "\\n", "[a]", "{a}", "@a", "`a`", "%a", "&a", "*a", "!a", "|", ">", "?",
     "a #b", "a:", ": a", "=", "<<", "---", "+++", "...", "{{ a }}", "-->", "0x10", "1e3", ".inf",
     "é\u2028ü"]
)  # fmt: skip


def _matches(post: Post, new: NewPost) -> None:
    assert post.title == " ".join(new.title.split())
    assert post.date == new.date
    assert post.draft is new.draft
    assert post.lang == new.lang
    assert post.tags == new.tags
    assert post.authors == new.authors


@settings(max_examples=60)
@given(
    name=st.sampled_from(["hugo", "jekyll", "zola", "hexo", "eleventy", "astro", "plain"]),
    style=st.sampled_from(["yaml", "toml", "json", "block", "quoted"]),
    title=_TEXT | _TRICKY,
    tags=_NAMES | st.lists(_TRICKY, max_size=3, unique=True),
    authors=_NAMES,
    draft=st.booleans(),
)
def test_what_is_written_is_what_is_read(
    *, name: Name, style: str, title: str, tags: list[str], authors: list[str], draft: bool
) -> None:
    title = " ".join(title.split())
    tags = list(dict.fromkeys(" ".join(tag.split()) for tag in tags))
    authors = list(dict.fromkeys(authors))
    base = usual(name)
    known: Style = {
        "yaml": base,
        "toml": replace(base, format="toml"),
        "json": replace(base, format="json"),
        "block": replace(base, format="yaml", lists="block"),
        "quoted": replace(base, format="yaml", quoted=frozenset(("title", "tags", "author"))),
    }[style]
    if name == "eleventy":
        tags = [tag for tag in tags if tag.lower() not in ("all", "nav", "post", "posts", "blog")]
    new = replace(
        NEW, title=title, tags=tuple(tags), authors=tuple(authors), draft=draft, style=known
    )

    text = new_post_text(Dialect(name), new)

    context = ReadContext(Dialect(name), "fi", ("fi",), HELSINKI)
    post, body = understand(Path("/nowhere"), "posts/a.md", text.encode(), context)
    _matches(post, new)
    assert body.strip() == "Jää kantaa."
    source = split(text.encode())
    if source.format == "yaml":  # as YAML 1.1 reads it, which most generators do
        assert yaml.safe_load(source.header)["title"] == title
    if source.format == "toml":
        assert tomllib.loads(source.header)["title"] == title


@settings(max_examples=40)
@given(
    name=st.sampled_from(["pelican", "nikola"]),
    title=_TEXT.filter(lambda text: "-->" not in text),
    tags=st.lists(st.text("abcäö 日本", min_size=1, max_size=8), max_size=3),
)
def test_lines_of_keys_are_read_as_written(name: Name, title: str, tags: list[str]) -> None:
    names = dict.fromkeys(" ".join(tag.split()) for tag in tags)
    new = replace(NEW, title=title, tags=tuple(filter(None, names)))

    text = new_post_text(Dialect(name), new)

    context = ReadContext(Dialect(name), "fi", ("fi",), HELSINKI)
    _matches(understand(Path("/nowhere"), "posts/a.md", text.encode(), context)[0], new)
