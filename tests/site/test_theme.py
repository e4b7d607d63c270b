"""The theme: its colours can be read, its files reach for nothing outside, strangers' are caged."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from blogcli.blog import Blog
from blogcli.blog.book import book_of
from blogcli.errors import OutputError
from blogcli.site import BuildReport, ejecting, templates
from blogcli.site.assembly import assemble
from blogcli.site.bound import make_book
from blogcli.site.single import SingleFiles
from blogcli.site.templates import Theme
from site_samples import NOW, page

THEME = Path(templates.__file__).with_name("theme")
DOCUMENT = Path(__file__).parents[2].joinpath("docs/themes.md").read_text("utf-8")
STYLE = (THEME / "style.css").read_text("utf-8")
ON_PAPER = ("ink", "quiet", "link", "good", "warm", "hot", "violet")
CODE = ("keyword", "string", "comment", "name", "number", "type", "wrong")


def palette(start: str) -> dict[str, str]:
    block = STYLE[STYLE.index(start) :].partition("}")[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


LIGHT = palette(":root {")
DARK = palette(':root:not([data-theme="light"]) {')


def luminance(colour: str) -> float:
    """WCAG 2.1, relative luminance."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_all_text_has_the_contrast_of_wcag_aa(colours: dict[str, str]) -> None:
    for name in ON_PAPER:
        assert contrast(colours[name], colours["paper"]) >= 4.5, name
        assert contrast(colours[name], colours["tint"]) >= 4.5, name
    for name in CODE:
        assert contrast(colours[f"code-{name}"], colours["tint"]) >= 4.5, name
    for name in ("ink", "quiet", "link"):
        assert contrast(colours[name], colours["mark"]) >= 4.5 or name != "ink", name
    assert contrast(colours["link"], colours["paper"]) >= 3  # the outline of what has the focus


def test_both_ways_to_the_dark_palette_are_the_same() -> None:
    assert palette(':root[data-theme="dark"] {') == DARK
    assert LIGHT.keys() == DARK.keys()


def test_what_stands_in_the_middle_of_the_body_is_as_wide_as_all_else_there() -> None:
    # In a column of boxes that stretch, margins of their own make them as narrow as their words.
    rules = re.findall(r"^([^{}@/]+)\{([^{}]*)\}", STYLE, re.MULTILINE)
    centred = {
        " ".join(selector.split()): "inline-size: 100%" in block
        for selector, block in rules
        if "margin-inline: auto" in block and ".prose" not in selector
    }
    assert centred == {
        ".site-header, main, .site-footer": True,
        ".on-book > *, .on-book main": True,
    }


def test_nothing_is_asked_of_another_host() -> None:
    for path in THEME.iterdir():
        text = path.read_text("utf-8")
        assert not re.search(r"(?:https?:)?//(?!www\.w3\.org)[a-z]+\.", text.replace("// ", "")), (
            path
        )
        assert "@import" not in text
        assert "url(" not in text


def test_layout_is_free_of_left_and_right() -> None:
    declared = re.findall(
        r"^\s*((?:margin|padding|border|inset)?-?(?:left|right))\b", STYLE, re.MULTILINE
    )
    assert declared == []
    assert not re.search(r"text-align: (left|right)", STYLE)


@pytest.fixture
def own(tmp_path: Path) -> Callable[[Mapping[str, str]], Theme]:
    def write(files: Mapping[str, str]) -> Theme:
        folder = tmp_path / "blog" / "theme"
        folder.mkdir(parents=True)
        (tmp_path / "blog" / "secret.html").write_text("secret", "utf-8")
        for name, text in files.items():
            (folder / name).write_text(text, "utf-8")
        return Theme(folder)

    return write


def test_a_file_of_the_blog_replaces_ours(own: Callable[[Mapping[str, str]], Theme]) -> None:
    theme = own({"brand.html": "mine: {{ site.title }}"})
    values = {"site": theme.plain({"title": "<b>"})}
    assert theme.render("brand.html", values) == "mine: &lt;b&gt;"
    assert theme.text("style.css") == STYLE


@pytest.mark.parametrize(
    "name",
    ["../secret.html", "/etc/hostname", "..\\secret.html", "theme/../../secret.html", "a\0.html"],
)
def test_a_template_reads_nothing_outside_the_theme(
    own: Callable[[Mapping[str, str]], Theme], name: str
) -> None:
    theme = own({"evil.html": "{% include name %}"})
    with pytest.raises(OutputError, match=r"^theme/evil\.html:1: "):
        theme.render("evil.html", {"name": name})
    with pytest.raises(OutputError):
        theme.text(name)


def test_a_link_out_of_the_theme_is_refused(
    own: Callable[[Mapping[str, str]], Theme], tmp_path: Path
) -> None:
    theme = own({})
    (tmp_path / "blog" / "theme" / "menu.html").symlink_to(tmp_path / "blog" / "secret.html")
    with pytest.raises(OutputError):
        theme.render("menu.html", {})


@pytest.mark.parametrize(
    "source",
    [
        "{{ post.extra.update({'a': 1}) }}",
        "{{ post.tags.append('x') }}",
        "{{ post.extra.pop('a') }}",
        "{{ post.__class__.__mro__ }}",
        "{{ post.title.__class__ }}{{ post.title.format.__globals__ }}",
    ],
)
def test_a_template_changes_nothing_and_reaches_no_python(
    own: Callable[[Mapping[str, str]], Theme], source: str
) -> None:
    theme = own({"evil.html": source})
    post = theme.plain({"title": "t", "tags": ["a"], "extra": {"a": {"b": 1}}})
    with pytest.raises(OutputError, match=r"^theme/evil\.html:"):
        theme.render("evil.html", {"post": post})
    assert post == theme.plain({"title": "t", "tags": ["a"], "extra": {"a": {"b": 1}}})


def test_templates_of_the_blog_that_say_the_same_make_the_same_pages(
    write_blog: Callable[[Mapping[str, str | bytes]], Blog], make: Callable[..., BuildReport]
) -> None:
    """Ours are filled in with values that could be changed, a blog's own with copies that can't."""
    posts = {
        "posts/a.md": "---\ndate: 2026-01-02\ntags: [x, y]\nseries: S\n---\n# A\n## 1\n## 2\n## 3",
        "posts/b.md": "---\ndate: 2026-01-03\nlang: fi\ntags: [x]\nseries: S\nk: [1]\n---\n# B\n",
        "pages/about.md": "# About\n",
    }
    templates_of_ours = {
        f"theme/{path.name}": path.read_text("utf-8") for path in THEME.glob("*.html")
    }
    made = []
    for own_files in ({}, templates_of_ours):
        report = make(write_blog({**posts, **own_files}))
        assert not report.failures
        made.append({path: (report.output / path).read_bytes() for path in report.written})
    assert made[0] | made[1] == made[0]


def test_an_endless_template_is_tried_once(own: Callable[[Mapping[str, str]], Theme]) -> None:
    loop = "{% for a in range(9999) %}"
    theme = own({"x.html": f"{{{{ count() }}}}{loop * 3}{'{% endfor %}' * 3}"})
    tried: list[int] = []
    for _ in range(3):
        with pytest.raises(OutputError, match="engine ran out of fuel"):
            theme.render("x.html", {"count": lambda: tried.append(1)})
    assert tried == [1]


def test_an_endless_template_is_stopped(own: Callable[[Mapping[str, str]], Theme]) -> None:
    loop = "{% for a in range(9999) %}"
    theme = own({"evil.html": f"{loop}{loop}{loop}x{'{% endfor %}' * 3}"})
    started = time.process_time()
    with pytest.raises(OutputError) as caught:
        theme.render("evil.html", {})
    assert time.process_time() - started < 5
    assert "loops" in caught.value.hint


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("<p>\n{% if %}\n", "theme/footer.html:2: "),
        ("<p>\n\n{{ site.no_such_thing }}\n", "theme/footer.html:3: `site.no_such_thing` is "),
        ("{{ site.titel }}", "theme/footer.html:1: `site.titel` is undefined; did you mean `site"),
        ("{{ words['oldr'] }}", "theme/footer.html:1: `words['oldr']` is undefined"),
        ("{% for a in pag.menu %}", "theme/footer.html:1: unexpected end of input, expected "),
        (
            "{% if pag.menu %}{% endif %}",
            "theme/footer.html:1: `pag` is undefined; did you mean `p",
        ),
        ("{% include 'gone.html' %}", "theme/footer.html:1: "),
        (b"<p>\n\xe4\n", "theme/footer.html:2: not UTF-8"),
    ],
)
def test_errors_of_a_theme_name_file_and_line(
    write_blog: Callable[[Mapping[str, str | bytes]], Blog],
    make: Callable[..., BuildReport],
    source: str | bytes,
    place: str,
) -> None:
    report = make(write_blog({"posts/a.md": "# A\n", "theme/footer.html": source}))
    assert {str(failure).startswith(place) for failure in report.failures} == {True}
    assert len(report.failures) == 1


def test_every_file_is_written_down_and_says_what_it_shows() -> None:
    files = DOCUMENT.partition("## Files")[2].partition("## ")[0]
    assert set(re.findall(r"`([\w-]+\.\w+)`", files)) == {path.name for path in THEME.iterdir()}
    for file in ejecting.files(Path("nowhere")):
        assert len(file.shows) > 7, file.name


LIKE_POST = {"newer", "older", "related", "posts"}


def documented() -> dict[str, dict[str, set[str]]]:
    """What is written of each value: its names, and the names within these."""
    found = {}
    for line in DOCUMENT.partition("## Values")[2].partition("`page.kind` is")[0].splitlines():
        if line.startswith("| `"):
            _, names, _, holds = line.split("|", 3)
            inner = {
                name: set(re.findall(r"`([a-z_]+)`", more or ""))
                for name, more in re.findall(r"`([a-z_]+)`(?: \(([^)]*)\))?", holds)
            }
            for name in re.findall(r"`([a-z_]+)`", names):
                found[name] = inner
    return found


def names_in(value: object) -> set[str]:
    """The names that a template may ask of a value, or of each in a list."""
    if isinstance(value, Mapping):
        return {str(name) for name in value}
    several = value if isinstance(value, (tuple, list)) else ()
    return set().union(*(names_in(one) for one in several))


Given = dict[str, dict[str, set[str]]]


@pytest.fixture
def given_to_templates(
    write_blog: Callable[[Mapping[str, str | bytes]], Blog], monkeypatch: pytest.MonkeyPatch
) -> tuple[Given, set[str]]:
    """What the templates of a blog with one of everything get, and the kinds of its pages."""
    given: Given = {}
    kinds: set[str] = set()

    def note(_: Theme, template: str, values: Mapping[str, object]) -> str:
        page = values["page"]
        assert isinstance(page, Mapping)
        kinds.add(page["kind"])
        for name, value in values.items():
            several = value if isinstance(value, (tuple, list)) else (value,)
            inner = given.setdefault(name, {})
            for one in filter(lambda one: isinstance(one, Mapping), several):
                for key, deeper in one.items():
                    inner.setdefault(key, set()).update(names_in(deeper))
        return template

    monkeypatch.setattr(Theme, "render", note)
    head = "---\ntitle: A\ndate: 2026-01-01\nupdated: 2026-02-01\ntags: [x]\n"
    blog = write_blog(
        {
            "blog.toml": 'languages = ["en", "fi"]\nbase_url = "https://e.org/"\n',
            "posts/a.md": f"{head}series: S\naliases: [/o]\ncategories: [c]\nauthors: [N]\n---\n",
            "posts/a.fi.md": f"{head}lang: fi\n---\n",
            "posts/b.md": f"{head}---\n",
            "posts/c.md": "---\ntitle: C\ntags: [x]\nseries: S\n---\n# A\n# B\n# C\n",
            "pages/about.md": "---\ntitle: About\nlang: en\n---\nB\n",
        }
    )
    assembly = assemble(blog, NOW)
    for plan in (*assembly.pages(), *assembly.others()):
        for piece in plan.pieces():
            piece.make()
    SingleFiles(blog, NOW).html(assembly.sources.posts[0])
    make_book(blog, book_of(blog, assembly.sources.posts), NOW)
    return given, kinds


def test_what_templates_get_is_what_is_written_down(
    given_to_templates: tuple[Given, set[str]],
) -> None:
    given, kinds = given_to_templates
    written = documented()
    assert given.keys() == written.keys()
    for name in given.keys() - {"words"}:
        wanted = written["post"] if name in LIKE_POST else written[name]
        assert given[name].keys() == wanted.keys(), name
        for key in wanted.keys() - {"extra", "posts", "post", "words"}:
            met = given[name][key]
            assert met == wanted[key] or (name in LIKE_POST and not met), f"{name}.{key}"
    told = DOCUMENT.partition("`page.kind` is")[2].partition("\n\n")[0]
    assert kinds == set(re.findall(r"`([a-z-]+)`", told))


def test_the_examples_of_the_document_work(
    write_blog: Callable[[Mapping[str, str | bytes]], Blog],
    make: Callable[..., BuildReport],
    tmp_path: Path,
) -> None:
    examples = dict(re.findall(r"^```(\w+)\n(.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL))
    blog = write_blog(
        {
            "posts/a.md": "---\ntitle: A\nlang: fa\ndate: 2026-01-01\n---\n",
            "blog.toml": 'title = "T"\nlanguages = ["fa"]\n',
            "theme/words.toml": examples["toml"],
            "theme/footer.html": examples["html"],
        }
    )
    assert make(blog).failures == ()
    made = page(tmp_path / "out/a/index.html")
    assert "T, since 2019 · Go to the front page" in made.text
    assert "since 2019 ·" not in page(tmp_path / "out/index.html").text
    assert assemble(blog, NOW).frame.views.words.of("fa")["older"].startswith("نوشته")


def test_a_style_of_the_blogs_own_is_linked_and_carried_along(
    write_blog: Callable[[Mapping[str, str | bytes]], Blog],
    make: Callable[..., BuildReport],
    tmp_path: Path,
) -> None:
    files = {"posts/a.md": "A\n", "theme/custom.css": "p{}", "theme/img/x.png": "x", "theme/.x": ""}
    report = make(write_blog(files))
    assert {"theme/custom.css", "theme/img/x.png"} <= set(report.written)
    assert "theme/.x" not in report.written
    shown = page(tmp_path / "out/a/index.html")
    assert [one["href"] for one in shown.all("link", rel="stylesheet")] == [
        "../theme/style.css",
        "../theme/custom.css",
    ]


def test_slashes_are_written_as_they_are_and_all_else_is_escaped(
    write_blog: Callable[[Mapping[str, str | bytes]], Blog],
    make: Callable[..., BuildReport],
    tmp_path: Path,
) -> None:
    said = "Open 24/7: </h1><script>&"
    header = f"---\ntitle: '{said}'\ntags: [a/b]\ndate: 2026-01-01\n---\n"
    files = {"blog.toml": 'title = "A/B"\n', "posts/a.md": f"{header}Text.\n"}
    assert make(write_blog(files)).failures == ()
    text = (tmp_path / "out/a/index.html").read_text("utf-8")
    assert ">Open 24/7: &lt;/h1&gt;&lt;script&gt;&amp;</h1>" in text
    assert 'href="../tags/a-b/"' in text
    assert "&#x2f;" not in text
    shown = page(tmp_path / "out/a/index.html")
    assert shown.all("meta", property="og:title") == [{"property": "og:title", "content": said}]


def test_what_a_hand_wrote_for_a_slash_stays(
    write_blog: Callable[[Mapping[str, str | bytes]], Blog],
    make: Callable[..., BuildReport],
    tmp_path: Path,
) -> None:
    script = '<script>t.replace("&#x2f;", "/")</script>'
    files = {
        "posts/a.md": f"---\ntitle: a/b\n---\nText.\n\n{script}\n\n`&#x2f;`\n",
        "theme/footer.html": f'{script}<p>{{{{ page.title }}}} {{{{ "&#x2f;" }}}}</p>',
        "theme/post.html": "{{ content }}{% include 'footer.html' %}",
    }
    assert make(write_blog(files)).failures == ()
    text = (tmp_path / "out/a/index.html").read_text("utf-8")
    assert text.count(script) == 2
    assert "<code>&amp;#x2f;</code>" in text
    assert text.endswith("<p>a/b &amp;#x2f;</p>")
    assert "\0" not in text
