"""Small blogs of every generator, in many scripts, with what their generators make of each file."""

from __future__ import annotations

import shutil
from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from blogcli.config import Config, PostsConfig
from blogcli.posts.context import ReadContext
from blogcli.posts.dialects import Dialect, GeneratorSettings, detect
from blogcli.posts.finding import find_files
from blogcli.posts.post import Post
from blogcli.posts.reading import read

SAMPLES = Path(__file__).parent.parent / "samples" / "blogs"


def read_blog(root: Path, *, default_lang: str = "fi") -> dict[str, Post]:
    """Read every file that may be a post, by path."""
    dialect = detect(root)
    settings = dialect.settings(root)
    context = ReadContext(
        dialect,
        settings.languages[0] if settings.languages else default_lang,
        settings.languages,
        ZoneInfo(settings.timezone) if settings.timezone else UTC,
        spelling=settings.spelling,
    )
    return {
        entry.path: read(root, entry.path, context._replace(kind=entry.kind))[0]
        for entry in find_files(root, Config(), dialect)
    }


def says(post: Post, **facts: object) -> None:
    """Check a post's fields; dates as text."""
    found = post.to_json()
    assert {name: found[name] for name in facts} == facts


def names(blog: dict[str, Post], *, kind: str = "post", listed: bool = True) -> set[str]:
    return {path for path, post in blog.items() if post.kind == kind and post.listed is listed}


def test_hugo() -> None:
    blog = read_blog(SAMPLES / "hugo")

    posts = "content/posts/"
    assert names(blog) == {
        posts + name
        for name in (
            "ensilumi/index.md", "ensilumi/index.sv.md", "ensilumi/index.en.md", "luonnos.md",
            "vanhentunut.md", "tuleva.md", "jsonina.md",
        )
    }  # fmt: skip
    assert names(blog, listed=False) == {
        posts + name for name in ("_index.md", "piilossa.md", "ilman-otsikkotietoja.md")
    }
    assert names(blog, kind="page") == {"content/about.md"}
    says(
        blog[posts + "ensilumi/index.md"],
        slug="ensilumi", lang="fi", title="Ensilumi satoi yöllä", bundle=True,
        date="2024-11-05T08:30:00+02:00", updated="2024-11-06T00:00:00+02:00",
        tags=("talvi", "lumi: ensimmäinen", "2024"), categories=("luonto",), authors=("Aino",),
        series="Talven tulo", aliases=("/vanha/ensilumi/",),
        summary="Ranta oli aamulla valkoinen.", extra={"cover": "lumi.jpg"}, body_line=18,
        translation_key=None,
    )  # fmt: skip
    says(
        blog[posts + "ensilumi/index.sv.md"],
        slug="forsta-snon", lang="sv", translation_key="ensilumi", tags=("vinter",),
    )  # fmt: skip
    says(blog[posts + "ensilumi/index.en.md"], slug="first-snow", lang="en", bundle=True)
    says(
        blog[posts + "luonnos.md"],
        draft=True, tags=("yksi tunniste",), date="2024-12-01T00:00:00+02:00",
    )  # fmt: skip
    says(blog[posts + "vanhentunut.md"], expires="2023-09-01T00:00:00+03:00")
    says(blog[posts + "tuleva.md"], date="2031-01-01T00:00:00+02:00")
    says(
        blog[posts + "jsonina.md"],
        url="/jaa/", tags=("jää", "10.50"), date="2024-01-15T07:05:00+02:00", body_line=7,
    )  # fmt: skip


def test_jekyll() -> None:
    blog = read_blog(SAMPLES / "jekyll")

    assert names(blog) == {
        "_posts/2023-05-06-вечер.md", "_posts/2023-07-01-norsk.markdown",
        "_posts/2023-08-01-скрыто.md", "travel/_posts/2022-01-02-байкал.md", "_drafts/мысль.md",
    }  # fmt: skip
    assert names(blog, listed=False) == {"_posts/2023-09-01-без-шапки.md"}
    assert names(blog, kind="page") == {"about.md"}
    says(
        blog["_posts/2023-05-06-вечер.md"],
        slug="вечер", lang="ru", title="Вечер: чай и книги", date="2023-05-06T09:15:00+03:00",
        categories=("дневник", "дом"), tags=("книги", "чай"), draft=False,
    )  # fmt: skip
    says(
        blog["_posts/2023-07-01-norsk.markdown"],
        lang="no", tags=("sommer", "007", "yes"), date="2023-07-01T00:00:00+03:00", slug="norsk",
    )  # fmt: skip
    says(blog["_posts/2023-08-01-скрыто.md"], draft=True)
    says(blog["_drafts/мысль.md"], draft=True, date=None, slug="мысль")
    says(
        blog["travel/_posts/2022-01-02-байкал.md"],
        categories=("большое озеро", "travel"), authors=("Пётр",), aliases=("/baikal/",),
        url="/baikal-zimoj/", translation_key="baikal", date="2022-01-02T00:00:00+03:00",
    )  # fmt: skip


def test_zola() -> None:
    blog = read_blog(SAMPLES / "zola")

    posts = "content/blog/"
    assert names(blog) == {
        posts + name
        for name in ("2024-04-01-sakura.md", "2024-04-01-sakura.en.md", "yuki.md", "kaku.md")
    }
    assert names(blog, kind="page") == {"content/about.md"}
    says(
        blog[posts + "2024-04-01-sakura.md"],
        slug="sakura", lang="ja", date="2024-04-01T06:30:00+09:00",
        updated="2024-04-03T00:00:00+00:00", authors=("花子", "太郎"), tags=("花", "春"),
        categories=("庭",), extra={"extra": {"cover": "sakura.jpg"}},
    )  # fmt: skip
    says(
        blog[posts + "2024-04-01-sakura.en.md"],
        slug="cherry", lang="en", translation_key="sakura", tags=("flowers",),
        date="2024-04-01T00:00:00+00:00", extra={},
    )  # fmt: skip
    says(
        blog[posts + "yuki.md"],
        date="2020-02-03T00:00:00+00:00", url="/2020/02/03/yuki", authors=("太郎",), extra={},
    )  # fmt: skip
    says(blog[posts + "kaku.md"], draft=True)


def test_pelican() -> None:
    blog = read_blog(SAMPLES / "pelican")

    assert names(blog) == {
        "content/sea/bahr.md", "content/semicolons.md", "content/fenced.md",
    }  # fmt: skip
    assert names(blog, listed=False) == {"content/coffee.md", "content/prose.md"}
    assert names(blog, kind="page") == {"content/pages/about.md"}
    says(
        blog["content/sea/bahr.md"],
        slug="bahr", lang="ar", title="البحر في الصباح: هدوء", date="2024-02-03T07:00:00+02:00",
        updated="2024-02-04T00:00:00+02:00", tags=("بحر", "صباح", "قهوة سوداء"),
        categories=("sea",), authors=("سلمى", "كريم"),
        summary="كان البحر هادئا والسماء صافية.", body_line=10,
    )  # fmt: skip
    says(
        blog["content/coffee.md"],
        lang="en", categories=("Kitchen",), url="/coffee-story.html", draft=False,
    )  # fmt: skip
    says(
        blog["content/semicolons.md"],
        tags=("أ", "ب, ج"), authors=("Doe, Jane", "Roe, Richard"), draft=True,
    )  # fmt: skip
    says(blog["content/fenced.md"], title="Fenced: and no YAML", tags=("one", "two"))


def test_hexo() -> None:
    blog = read_blog(SAMPLES / "hexo")

    posts = "source/_posts/"
    assert names(blog) == {
        posts + "采茶.md", posts + "没有围栏.md", posts + "json.md", "source/_drafts/想法.md",
    }  # fmt: skip
    assert names(blog, kind="page") == {"source/about/index.md"}
    says(
        blog[posts + "采茶.md"],
        slug="采茶", lang="zh-CN", date="2024-03-20T06:10:00+08:00",
        updated="2024-03-21T20:00:00+08:00", tags=("茶", "春天"),
        categories=("生活", "山里", "随笔"), summary="天还没亮我们就上山了。",
    )  # fmt: skip
    says(
        blog[posts + "没有围栏.md"],
        title="没有上面的线", tags=("一个标签",), date="2023-07-13T20:46:25+08:00", body_line=5,
    )  # fmt: skip
    says(blog[posts + "json.md"], title="雨天", tags=("雨",), date="2023-09-01T08:00:00+08:00")
    says(blog["source/_drafts/想法.md"], draft=True)
    says(blog["source/about/index.md"], slug="about", bundle=True)


def test_eleventy() -> None:
    blog = read_blog(SAMPLES / "eleventy")

    posts = "src/posts/"
    assert names(blog) == {posts + "2024-01-10-soup.md", posts + "bread.md"}
    assert names(blog, listed=False) == {posts + "undated.md", posts + "data.md"}
    assert names(blog, kind="page") == {"src/about.md"}
    says(
        blog[posts + "2024-01-10-soup.md"],
        slug="soup", lang="en-GB", tags=("soup",), date="2024-01-10T00:00:00+00:00",
    )  # fmt: skip
    says(
        blog[posts + "bread.md"],
        title="Bread, slowly", tags=("bread",), draft=True, date="2024-02-01T00:00:00+00:00",
    )  # fmt: skip
    says(blog[posts + "undated.md"], date=None, title="Salt")


def test_astro() -> None:
    blog = read_blog(SAMPLES / "astro")

    posts = "src/content/blog/"
    assert names(blog) == {
        posts + "en/tomatoes.md", posts + "de/tomatoes.md", posts + "pt-br/chuva.mdx",
    }  # fmt: skip
    assert names(blog, kind="page") == {"src/pages/about.md"}
    says(
        blog[posts + "en/tomatoes.md"],
        slug="tomatoes", lang="en", date="2022-07-08T00:00:00+00:00",
        updated="2022-07-10T00:00:00+00:00", summary="Red ones.", tags=("garden",),
        extra={"heroImage": "./tomato.jpg"},
    )  # fmt: skip
    says(
        blog[posts + "de/tomatoes.md"],
        slug="tomaten", lang="de", translation_key="tomatoes", authors=("Kim",),
        date="2022-07-08T12:00:00+00:00",
    )  # fmt: skip
    says(blog[posts + "pt-br/chuva.mdx"], lang="pt-BR", draft=True, slug="chuva")


def test_nikola() -> None:
    blog = read_blog(SAMPLES / "nikola")

    assert names(blog) == {"posts/snih.md", "posts/snih.en.md", "posts/chernetka.md"}
    assert names(blog, listed=False) == {"posts/pryvatno.md"}
    assert names(blog, kind="page") == {"pages/about.md"}
    says(
        blog["posts/snih.md"],
        slug="pershyi-snih", lang="uk", title="Сніг: перший", tags=("сніг", "гори"),
        categories=("прогулянки",), date="2023-11-20T18:30:00+02:00", translation_key="snih",
        summary="Сніг пішов увечері.",
    )  # fmt: skip
    says(blog["posts/snih.en.md"], slug="first-snow", lang="en", translation_key="snih")
    says(blog["posts/chernetka.md"], draft=True, tags=("a",))


def test_plain() -> None:
    blog = read_blog(SAMPLES / "plain")

    assert names(blog) == {"posts/kevat.md", "posts/kevat.sv.md", "posts/node.js.md"}
    assert names(blog, kind="page") == {"pages/about.md"}
    says(blog["posts/kevat.md"], lang="fi", tags=("kevät", "muuttolinnut"))
    says(blog["posts/kevat.sv.md"], lang="sv", slug="kevat")
    says(
        blog["posts/node.js.md"],
        lang="fi", slug="node.js", date="2024-03-02T10:00:00+02:00",
        extra={"language": "javascript"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("blog", "dialect", "settings"),
    [
        (
            "hugo", Dialect("hugo", "hugo.toml"),
            GeneratorSettings(
                title="Rannan päiväkirja", base_url="https://esimerkki.example/",
                languages=("fi", "sv", "en"), timezone="Europe/Helsinki", authors=("Rannan väki",),
                permalink="/:hugo_sections/:hugo_slugorcontentbasename/",
                page_permalink="/:hugo_sections/:hugo_slugorcontentbasename/",
                section_permalinks=(("posts", "/:year/:hugo_slug/"),),
            ),
        ),
        (
            "jekyll", Dialect("jekyll", "_config.yml"),
            GeneratorSettings(
                title="Вечерний чай", base_url="https://chai.example/blog", languages=("ru",),
                timezone="Europe/Moscow", authors=("Вера",), permalink="/:categories/:title/",
            ),
        ),
        (
            "zola", Dialect("zola", "config.toml"),
            GeneratorSettings(
                title="花の便り", base_url="https://hana.example", languages=("ja", "en"),
                authors=("花子",), permalink="/:sections/:exact_slug/",
                page_permalink="/:sections/:exact_slug/",
            ),
        ),
        (
            "pelican", Dialect("pelican", "pelicanconf.py"),
            GeneratorSettings(
                title="دفتر البحر", base_url="https://bahr.example", languages=("ar",),
                timezone="Africa/Cairo", authors=("سلمى",),
                mounts=(("content/images", "images"),), permalink="{date:%Y}/{slug}.html",
            ),
        ),
        (
            "hexo", Dialect("hexo", "_config.yml"),
            GeneratorSettings(
                title="山里的日子", base_url="https://shan.example", languages=("zh-CN", "en"),
                timezone="Asia/Shanghai", authors=("小林",),
                permalink=":year/:month/:day/:hexo_file/",
            ),
        ),
        (
            "eleventy", Dialect("eleventy", "eleventy.config.js"),
            GeneratorSettings(
                title="Small suppers", base_url="https://supper.example/", languages=("en-GB",),
                authors=("Robin Cook",), mounts=(("src/img", "img"),),
                permalink="/{below:src}/", page_permalink="/{below:src}/",
            ),
        ),
        (
            "astro", Dialect("astro", "astro.config.mjs"),
            GeneratorSettings(
                title="Garden log", base_url="https://astro.example",
                languages=("en", "de", "pt-BR"), static_folders=("public",),
                mounts=(("public", ""),),
            ),
        ),
        (
            "nikola", Dialect("nikola", "conf.py"),
            GeneratorSettings(
                title="Нотатки з гір", base_url="https://hory.example/", languages=("uk", "en"),
                timezone="Europe/Kyiv", authors=("Olena",), static_folders=("files",),
                mounts=(("files", ""),), permalink="/posts/:slug/",
            ),
        ),
        ("plain", Dialect("plain"), GeneratorSettings()),
    ],
)  # fmt: skip
def test_settings(blog: str, dialect: Dialect, settings: GeneratorSettings) -> None:
    root = SAMPLES / blog

    assert detect(root) == dialect
    assert dialect.settings(root) == settings


@pytest.mark.parametrize(
    "blog", ["hugo", "jekyll", "zola", "pelican", "hexo", "astro", "nikola", "plain"]
)
def test_a_blog_without_configuration_is_known_by_its_shape(blog: str, tmp_path: Path) -> None:
    root = tmp_path / "blog"
    shutil.copytree(SAMPLES / blog, root)
    for file in detect(root), Dialect("pelican", "publishconf.py"):
        if file.config_file:
            (root / file.config_file).unlink(missing_ok=True)

    assert detect(root).name == blog


def test_folders_of_the_configuration_replace_those_of_posts() -> None:
    config = Config(posts=PostsConfig(folders=("content/", "./content/posts")))
    folders = Dialect("hugo").folders(SAMPLES / "hugo", config)

    assert [(folder.path, folder.kind) for folder in folders] == [
        ("content", "post"), ("content/posts", "post"), ("content", "page"),
    ]  # fmt: skip
