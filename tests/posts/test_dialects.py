"""Generators told apart by their configuration, and where it moves their folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogcli.config import Config
from blogcli.posts.dialects import detect, python_config
from blogcli.posts.dialects.configuration import script_value, start_of
from blogcli.posts.dialects.detection import recognise
from blogcli.posts.dialects.peeking import peek


def _blog(root: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return root


_POST = "---\ntitle: x\n---\n"


@pytest.mark.parametrize(
    ("files", "name"),
    [
        ({"hugo.yaml": ""}, "hugo"),
        ({"config.toml": 'baseURL = "/"\n'}, "hugo"),
        ({"config.toml": 'base_url = "/"\n'}, "zola"),
        ({"config.toml": '# base_url\nbaseurl = "/"\n'}, "hugo"),
        ({"config.yaml": "theme: x\n", "content/a.md": _POST}, "hugo"),
        ({"config.yml": "theme: x\n"}, None),
        ({"config/_default/hugo.toml": "", "content/a.md": _POST}, "hugo"),
        ({"_config.yml": "title: x\n"}, "jekyll"),
        ({"_config.yml": "title: x\n", "source/_posts/a.md": _POST}, "hexo"),
        ({"_config.yml": "public_dir: public\n"}, "hexo"),
        ({"_config.yml": "source: source\ntitlecase: true\n", "source/_posts/a.md": ""}, "jekyll"),
        ({"_config.yml": "title: x\n", "source/_posts/a.md": "", "_posts/a.md": ""}, "jekyll"),
        ({"conf.py": "project = 'Sphinx'\n"}, None),
        ({"conf.py": 'BLOG_TITLE = "x"\n'}, "nikola"),
        ({"pelicanconf.py": ""}, "pelican"),
        ({".eleventy.js": ""}, "eleventy"),
        ({"astro.config.ts": ""}, "astro"),
        ({"en/_posts/2024-01-01-a.md": _POST}, "jekyll"),
        ({"blog/_posts/2024-01-01-a.md": _POST}, "jekyll"),
        ({"posts/a.md": _POST, "old/_posts/2024-01-01-b.md": _POST}, None),
        ({"mine/_posts/2024-01-01-b.md": _POST, "mine/.git/HEAD": ""}, None),
        ({"content/a.md": "+++\ntitle='x'\n[extra]\n+++\n"}, "zola"),
        ({"content/a.md": "+++\ntitle='x'\n+++\n"}, "hugo"),
        ({"content/a.md": "Title: x\n\ny"}, "pelican"),
        ({"content/a.md": "no header\n"}, None),
        ({"content/a.txt": "x"}, None),
        ({"content/a.md": "<!--\n.. title: x\n-->\n"}, "nikola"),
        ({"hugo.toml/a": "a folder"}, None),
        ({"posts/a.md": "<!--\n.. title: x\n-->\n"}, "nikola"),
        ({"posts/a.md": _POST}, None),
        ({"src/content/blog/a.md": _POST}, "astro"),
        ({"gatsby-config.js": "", "content/blog/a/index.md": _POST}, "plain"),
        ({"mkdocs.yml": "", "docs/blog/a.md": _POST}, "plain"),
        ({"_quarto.yml": "", "blog/a/index.md": _POST}, "plain"),
        ({"docusaurus.config.ts": "", "blog/a.md": _POST}, "plain"),
        ({"next.config.mjs": "", "data/blog/a.mdx": _POST}, "plain"),
        ({"next.config.js": "", "data/a.mdx": _POST}, None),
        ({}, None),
    ],
)
def test_recognised(tmp_path: Path, files: dict[str, str], name: str | None) -> None:
    root = _blog(tmp_path, files)
    found = recognise(root)

    assert (found.name if found else None) == name
    assert detect(root).name == (name or "plain")


@pytest.mark.parametrize(
    ("files", "folders"),
    [
        (
            {"hugo.toml": 'contentDir = "texts"\n', "texts/post/a.md": "", "texts/b.md": ""},
            [("texts/post", "post"), ("texts", "page")],
        ),
        (
            {
                "hugo.toml": "[languages.fi]\ncontentDir='content/fi'\n"
                "[languages.sv]\ncontentDir='content/sv'\n",
                "content/fi/posts/a.md": "", "content/sv/posts/a.md": "",
            },
            [
                ("content/fi/posts", "post"), ("content/fi", "page"),
                ("content/sv/posts", "post"), ("content/sv", "page"),
            ],
        ),
        (
            {
                "hugo.toml": "[languages.en]\nweight = 1\n"
                "[languages.fi]\ncontentDir='content/fi'\n",
                "content/posts/a.md": "", "content/fi/posts/a.md": "",
            },
            [
                ("content/fi/posts", "post"), ("content/posts", "post"), ("content", "page"),
                ("content/fi", "page"),
            ],
        ),
        (
            {"hugo.toml": "[params]\nmainSections = ['tarinat']\n", "content/tarinat/a.md": "",
             "content/posts/a.md": ""},
            [("content/tarinat", "post"), ("content", "page")],
        ),
        (
            {"hugo.toml": "", "content/2019/a.md": "", "content/pages/a.md": ""},
            [("content", "post"), ("content/pages", "page")],
        ),
        (
            {"config/_default/hugo.toml": "", "config/_default/params.toml":
             "mainSections = ['x']\n", "content/x/a.md": ""},
            [("content/x", "post"), ("content", "page")],
        ),
        (
            {"hugo.yaml": "languages: {en: {contentDir: content/en}}\n", "content/posts/a.md": ""},
            [("content/posts", "post"), ("content", "page")],
        ),
        (
            {"hugo.toml": "contentDir = 'x'\n[[module.mounts]]\nsource = 'text'\n"
             "target = 'content'\n", "text/posts/a.md": "", "x/posts/a.md": ""},
            [("text/posts", "post"), ("text", "page")],
        ),
        (
            {"_config.yml": "collections_dir: all\ncollections:\n  recipes:\n    output: true\n",
             "all/_posts/a.md": "", "all/_recipes/b.md": ""},
            [("all/_posts", "post"), ("all/_recipes", "page"), (".", "page")],
        ),
        (
            {"_config.yml": "include: [.htaccess, _pages/, _none]\n", "_posts/a.md": "",
             "_pages/about.md": "", "_parts/b.md": ""},
            [("_posts", "post"), ("_pages", "page"), (".", "page")],
        ),
        (
            {"_config.yml": "source: ./site\n", "site/_posts/a.md": ""},
            [("site/_posts", "post"), ("site", "page")],
        ),
        (
            {"_config.yml": "source_dir: texts\npublic_dir: out\n", "texts/_posts/a.md": ""},
            [("texts/_posts", "post"), ("texts", "page")],
        ),
        (
            {"pelicanconf.py": "PATH = 'text'\nARTICLE_PATHS = ['blog']\nPAGE_PATHS = ['info']\n",
             "text/blog/a.md": "", "text/info/a.md": ""},
            [("text/blog", "post"), ("text/info", "page")],
        ),
        (
            {"conf.py": "POSTS = (('news/*.md', 'n', 't'), ('news/*.rst', 'n', 't'))\n"
             "PAGES = [('info/*.md', '', 't')]\n", "news/a.md": "", "info/a.md": ""},
            [("news", "post"), ("info", "page")],
        ),
        (
            {".eleventy.js": "module.exports = {dir: {input: './site/'}}", "site/blog/a.md": ""},
            [("site/blog", "post"), ("site", "page")],
        ),
        (
            {"blog/a.md": "", "pages/a.md": ""},
            [("blog", "post"), ("pages", "page")],
        ),
        ({"a.md": ""}, [(".", "post")]),
        (
            {"hugo.toml": "", "content/fi/posts/a.md": "", "content/sv/blog/a.md": ""},
            [("content/fi/posts", "post"), ("content/sv/blog", "post"), ("content", "page")],
        ),
        (
            {"_config.yml": "collections:\n  posts:\n    output: true\n", "_posts/a.md": "",
             "node_modules/_posts/a.md": "", "_i18n/en/_posts/a.md": "", "a/b/_posts/c.md": ""},
            [("_posts", "post"), ("_i18n/en/_posts", "post"), ("a/b/_posts", "post"),
             (".", "page")],
        ),
        (
            {"astro.config.mjs": "", "src/content/tales/a.md": "", "src/pages/b.md": ""},
            [("src/content/tales", "post"), ("src/content", "page"), ("src/pages", "page")],
        ),
        (
            {"eleventy.config.js": "", "fi/posts/a.md": "", "b.md": ""},
            [("fi/posts", "post"), (".", "page")],
        ),
        (
            {"src/posts/a.md": "", "b.md": ""},
            [("src/posts", "post")],
        ),
        (
            {"astro.config.mjs": "", "src/content/blog_en/a.md": "", "src/content/blog_ja/a.md": "",
             "src/content/parts/a.md": ""},
            [("src/content/blog_en", "post"), ("src/content/blog_ja", "post"),
             ("src/content", "page")],
        ),
        (
            {"hugo.toml": "", "content/posts-pt-br/a.md": "", "content/notes-taken/a.md": ""},
            [("content/posts-pt-br", "post"), ("content", "page")],
        ),
        (
            {"posts/a.md": "", "posts_sv/a.md": "", "news.day/a.md": ""},
            [("posts", "post"), ("posts_sv", "post")],
        ),
        (
            {"_config.yml": "collections:\n  posts_ar:\n    output: true\n  notes:\n"
             "    output: true\n", "_posts/b.md": "", "_posts_ar/a.md": "", "_notes/a.md": ""},
            [("_posts", "post"), ("_posts_ar", "post"), ("_notes", "page"), (".", "page")],
        ),
        (
            {"_config.yml": "collections:\n  notes:\n    output: true\n  parts:\n"
             "    output: true\n", "_notes/a.md": "", "_parts/a.md": ""},
            [("_notes", "post"), ("_parts", "page"), (".", "page")],
        ),
        ({"data/blog/a.mdx": "", "data/authors/b.md": ""}, [("data/blog", "post")]),
        (
            {"bridgetown.config.yml": "collections:\n  docs:\n    output: true\n",
             "src/_posts/2026-01-01-a.md": "", "src/_docs/b.md": "", "README.md": ""},
            [("src/_posts", "post"), ("src/_docs", "page"), ("src", "page")],
        ),
        ({"src/_posts/2026-01-01-a.md": ""}, [("src/_posts", "post"), ("src", "page")]),
    ],
)  # fmt: skip
def test_folders(tmp_path: Path, files: dict[str, str], folders: list[tuple[str, str]]) -> None:
    root = _blog(tmp_path, files)

    found = detect(root).folders(root, Config())

    assert [(folder.path, folder.kind) for folder in found] == folders


@pytest.mark.parametrize(
    ("files", "static"),
    [
        ({"package.json": "{}", "public/a.png": ""}, ("public",)),
        ({"package.json": "{}", "public/a.png": "", "public/index.html": ""}, ()),
        ({"public/a.png": ""}, ()),
        ({"package.json": "{}", "docs/.vuepress/public/a.png": ""}, ("docs/.vuepress/public",)),
    ],
)
def test_a_program_of_javascript_has_its_files_in_public(
    tmp_path: Path, files: dict[str, str], static: tuple[str, ...]
) -> None:
    root = _blog(tmp_path, {"posts/a.md": _POST, **files})
    assert detect(root).settings(root).static_folders == static


def test_configuration_never_leads_out_of_the_blog(tmp_path: Path) -> None:
    root = _blog(
        tmp_path / "blog", {"hugo.toml": "contentDir = '../outside'\nstaticDir = '/etc'\n"}
    )
    (tmp_path / "outside").mkdir()

    assert detect(root).folders(root, Config()) == ()
    assert detect(root).settings(root).static_folders == ()


@pytest.mark.parametrize(
    ("files", "link"),
    [
        ({"hugo.toml": ""}, "static"),
        ({"hugo.toml": "staticDir = 'content/../../outside'\n", "content/a.md": _POST}, None),
        ({"_config.yml": "", "_posts/2026-01-01-a.md": _POST}, "images"),
        ({"conf.py": "FILES_FOLDERS = {'files': ''}\nBLOG_TITLE = 'x'\n"}, "files"),
    ],
)
def test_no_folder_of_files_is_a_way_out_of_the_blog(
    tmp_path: Path, files: dict[str, str], link: str | None
) -> None:
    root = _blog(tmp_path / "blog", files)
    (tmp_path / "outside").mkdir()
    if link:
        (root / link).symlink_to(tmp_path / "outside")
    settings = detect(root).settings(root)

    assert (settings.static_folders, settings.mounts) == ((), ())


@pytest.mark.parametrize(
    ("file", "text", "place"),
    [
        ("hugo.toml", "a = ", ":1:5: "),
        ("_config.yml", "a: [\n", ":2:1: "),
        ("_config.yml", "\xff", ": "),
        ("pelicanconf.py", "def (", ": "),
        ("pelicanconf.py", "A = " + "(" * 1000 + ")" * 1000, ": "),
        ("hugo.json", "{", ":1:2: "),
    ],
)
def test_a_broken_configuration_is_a_problem_and_no_failure(
    tmp_path: Path, file: str, text: str, place: str
) -> None:
    (tmp_path / file).write_bytes(text.encode("latin-1"))
    dialect = detect(tmp_path)
    settings = dialect.settings(tmp_path)

    assert settings.problem.startswith(f"{file}{place}")
    assert settings.title == ""
    assert isinstance(dialect.folders(tmp_path, Config()), tuple)


def test_hugo_languages_are_ordered_by_weight_after_the_main_one(tmp_path: Path) -> None:
    (tmp_path / "hugo.yaml").write_text(
        "title: T\ndefaultContentLanguage: sv\nlanguages:\n"
        "  en: {weight: 2, title: E}\n  fi: {weight: 1}\n  sv: {title: S}\n"
    )
    settings = detect(tmp_path).settings(tmp_path)

    assert settings.languages == ("sv", "fi", "en")
    assert settings.title == "S"


@pytest.mark.parametrize(
    ("files", "facts"),
    [
        (
            {"conf.py": "BLOG_TITLE = {'en': 'E', 'fi': 'F'}\nBLOG_AUTHOR = 'A <a@b.example>'\n"},
            {"title": "E", "authors": ("A",)},
        ),
        (
            {"hugo.toml": "[permalinks.page]\nposts = '/:slug/'\n[params]\n"
             "author = 'a@b.example (A B)'\n"},
            {"section_permalinks": (("posts", "/:hugo_slug/"),), "authors": ("A B",)},
        ),
        (
            {"config/_default/hugo.toml": "defaultContentLanguage = 'fi'\n",
             "config/_default/languages.fi.toml": "title = 'F'\nweight = 1\n",
             "config/_default/languages.sv.yaml": "title: S\nweight: 2\n"},
            {"title": "F", "languages": ("fi", "sv")},
        ),
        (
            {"hugo.toml": "languageCode = 'fi-FI'\n[params.author]\nname = 'A'\n"},
            {"languages": ("fi",), "authors": ("A",)},
        ),
        (
            {"eleventy.config.js": "dir: { input: 'content' }", "_data/metadata.js":
             "export default { title: 'T', url: 'https://t.example', language: 'fi' }"},
            {"title": "T", "base_url": "https://t.example", "languages": ("fi",)},
        ),
        (
            {"astro.config.mjs": "", "src/config.ts": "export const SITE = {\n  title: 'T',\n"
             "  author: 'A', website: 'https://t.example', timezone: 'Asia/Tokyo', lang: 'ja' }"},
            {"title": "T", "authors": ("A",), "base_url": "https://t.example",
             "timezone": "Asia/Tokyo", "languages": ("ja",)},
        ),
        (
            {"_config.yml": "name: N\nlanguages: [en, fi]\ndefault_lang: fi\nauthor: A\n"},
            {"title": "N", "languages": ("fi", "en"), "authors": ("A",)},
        ),
        ({"eleventy.config.js": "", "_data/site.json": '{"name": "S"}', "_data/other.json": ""},
         {"title": "S"}),
        ({"astro.config.mjs": ""}, {"title": ""}),
        ({"_config.yml": "x" * 1_000_001}, {"problem": "_config.yml: larger than 1,000,000 bytes"}),
    ],
)  # fmt: skip
def test_what_configurations_say(
    tmp_path: Path, files: dict[str, str], facts: dict[str, object]
) -> None:
    settings = detect(_blog(tmp_path, files)).settings(tmp_path)

    assert {name: getattr(settings, name) for name in facts} == facts


def test_a_folder_of_posts_can_be_the_blog(tmp_path: Path) -> None:
    root = _blog(tmp_path / "_posts", {"2024-01-01-a.md": _POST})

    assert [folder.path for folder in detect(root).folders(root, Config())] == ["."]


def test_what_is_gone_is_no_blog(tmp_path: Path) -> None:
    assert recognise(tmp_path / "gone") is None
    assert peek(tmp_path / "gone") == frozenset()
    assert start_of(tmp_path / "gone") == ""


def test_languages_are_guessed_from_folders(tmp_path: Path) -> None:
    root = _blog(tmp_path, {f"posts/{name}/a.md": _POST for name in ("fi", "sv", "img")})

    assert detect(root).settings(root).languages == ("fi", "sv")


@pytest.mark.parametrize(
    ("files", "languages"),
    [
        (("src/content/blog_ja", "src/content/blog_en"), ("en", "ja")),
        (("src/content/blog", "src/content/blog_fi"), ()),
        (("src/content/blog_fi",), ()),
    ],
)
def test_languages_are_guessed_from_folders_of_posts_that_name_them(
    tmp_path: Path, files: tuple[str, ...], languages: tuple[str, ...]
) -> None:
    root = _blog(tmp_path, {"astro.config.mjs": ""} | {f"{file}/a.md": _POST for file in files})

    assert detect(root).settings(root).languages == languages


def test_folders_of_posts_add_to_the_languages_of_the_configuration(tmp_path: Path) -> None:
    files = {f"content/{name}/a.md": _POST for name in ("posts", "posts_fi", "posts.sv")}
    root = _blog(tmp_path, {"hugo.toml": "languageCode = 'en'\n", **files})

    assert detect(root).settings(root).languages == ("en", "sv", "fi")


def test_a_stamp_changes_with_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "hugo.toml").write_text("title = 'a'\n")
    before = detect(tmp_path).stamp(tmp_path)
    assert detect(tmp_path).stamp(tmp_path) == before

    (tmp_path / "hugo.toml").write_text("title = 'ab'\n")
    assert detect(tmp_path).stamp(tmp_path) != before


def test_python_is_read_and_never_run() -> None:
    found = python_config.parse(
        "import os\nA = 'a' + 'b'\nB = (A, [1, 2.5], {'k': None})\nC: bool = True\n"
        "D = os.getcwd()\nE = A\nE = D\nF = {**B}\nG = f'{A}'\nprint('never')\n"
        "H = 'x' * 10**10\nI = [*A]\nJ: int\nos.environ = {}\nK = [1] + [2]\nL = [1] + 'a'\n"
        "M = A + 'c'\nM = D\n"
    )

    assert found == {"A": "ab", "B": ["ab", [1, 2.5], {"k": None}], "C": True, "K": [1, 2]}


def test_joining_has_an_end() -> None:
    doubled = "\n".join(f"A{n + 1} = A{n} + A{n}" for n in range(40))

    assert "A40" not in python_config.parse(f"A0 = 'ab'\n{doubled}\n")


def test_values_of_scripts() -> None:
    text = (
        "// site: 'no'\n/* site: 'no' */\nexport const T: string = `a b`;\n"
        "const x = { site: 'yes' }"
    )

    assert script_value(text, "site") == "yes"
    assert script_value(text, "T") == "a b"
    assert script_value(text, "U") == ""
