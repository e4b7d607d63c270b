"""Where links and pictures of posts lead."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blogcli.blog import Blog
from blogcli.site import BuildReport
from blogcli.site.links import href
from blogcli.site.sources import gather, split_base_url
from site_samples import NOW, picture

FILES: dict[str, str | bytes] = {
    "blog.toml": 'base_url = "https://e.org/blog"\nlanguages = ["en", "is"]\n',
    "posts/first.md": "---\ndate: 2026-01-01\nlang: en\ntags: [One Tag]\n---\n# First\n",
    "posts/draft.md": "---\ndraft: true\nlang: en\n---\nx\n",
    "posts/own.md": "---\ndate: 2026-01-02\nlang: en\nurl: /there/own.html\n---\nx\n",
    "posts/next.md": "---\ndate: 2026-01-02\nlang: en\nurl: /there/next.html\n---\nx\n",
    "posts/old.md": "---\ndate: 2026-01-02\nlang: en\naliases: [/was/here/]\n---\nx\n",
    "posts/bundle/index.en.md": "---\ndate: 2026-01-03\nlang: en\n---\nx\n",
    "posts/bundle/index.is.md": "---\ndate: 2026-01-03\nlang: is\n---\nx\n",
    "posts/bundle/in/pic ture.png": picture(),
    "posts/beside.png": picture(),
    "posts/data.csv": "a,b\n",
    "posts/_notes/chart.png": picture(),
    "posts/_notes/data.csv": "a,b\n",
    "_parts/chart.png": picture(),
    "posts/.secret.png": picture(),
    "pages/about.md": "---\nlang: en\n---\nx\n",
    "static/logo.png": picture(),
    "static/files/deep.pdf": b"%PDF-1.4",
    "images/loose.png": picture(),
    "settings.ini": "password = 1\n",
}


@pytest.fixture
def resolve(
    write_blog: Callable[[Mapping[str, str | bytes]], Blog],
) -> Callable[[str, str], str]:
    """Say where a link in a post leads: its place on the site, or the problem after an `!`."""
    sources = gather(write_blog(FILES), NOW)
    posts = {post.path: post for post in sources.shown}

    def resolve(path: str, written: str) -> str:
        target = sources.sitemap.target(posts[path], written)
        if target.where == "nowhere":
            return f"! {target.problem}"
        if target.source is not None:
            assert target.source.is_file()
        return href("/", target, written)

    return resolve


@pytest.mark.parametrize(
    ("written", "leads"),
    [
        # to posts and pages, by their files
        ("own.md", "/there/own.html"),
        ("./own.md#part", "/there/own.html#part"),
        ("own.md?x=1#ä", "/there/own.html?x=1#%C3%A4"),
        ("../pages/about.md", "/about/"),
        ("/posts/own.md", "/there/own.html"),
        ("bundle/index.is.md", "/is/bundle/"),
        ("bundle/", "/bundle/"),
        # to what lies in another bundle, by the addresses that generators give it
        ("../bundle/in/pic ture.png", "/bundle/in/pic%20ture.png"),
        ("/is/bundle/in/pic%20ture.png", "/is/bundle/in/pic%20ture.png"),
        # to posts, by the names of the pages that other generators make of them
        ("first.html", "/first/"),
        ("./old.HTML?x=1#part", "/old/?x=1#part"),
        ("../pages/about.html", "/about/"),
        ("bundle", "/bundle/"),
        ("bundle/index.md", "/bundle/"),
        # to what the site has, by address
        ("/", "/"),
        ("/first/", "/first/"),
        ("/first", "/first/"),
        ("/blog/first/", "/first/"),
        ("../there/own.html", "/there/own.html"),
        ("/tags/one-tag/", "/tags/one-tag/"),
        ("/is/", "/is/"),
        ("/feed.xml", "/feed.xml"),
        ("/was/here/", "/old/"),
        # to files
        ("/logo.png", "/logo.png"),
        ("logo.png", "/logo.png"),
        ("../static/logo.png", "/logo.png"),
        ("/static/files/deep.pdf", "/files/deep.pdf"),
        ("{{site.baseurl}}/logo.png", "/logo.png"),
        ("beside.png", "/media/posts/beside.png"),
        ("data.csv", "/media/posts/data.csv"),
        ("_notes/chart.png", "/media/posts/_notes/chart.png"),
        ("../images/loose.png", "/media/images/loose.png"),
        # as what makes Eleventy's pictures has it, from the blog's folder
        ("./images/loose.png", "/media/images/loose.png"),
        # within, and away
        ("#part", "/first/#part"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("//example.org/", "//example.org/"),
        ("mailto:someone@example.org", "mailto:someone@example.org"),
        ("data:text/plain,x", "data:text/plain,x"),
    ],
)
def test_links_lead_to_the_site(
    resolve: Callable[[str, str], str], written: str, leads: str
) -> None:
    assert resolve("posts/first.md", written) == leads


def test_a_page_that_is_a_file_has_its_neighbours_beside_it(
    resolve: Callable[[str, str], str],
) -> None:
    assert resolve("posts/own.md", "./next.html#x") == "/there/next.html#x"
    assert resolve("posts/own.md", "../first/") == "/first/"
    assert resolve("posts/first.md", "../there/next.html") == "/there/next.html"


def test_the_page_of_a_bundle_would_lie_where_its_folder_does(
    resolve: Callable[[str, str], str],
) -> None:
    assert resolve("posts/bundle/index.is.md", "first.html") == "/first/"
    assert resolve("posts/bundle/index.is.md", "bundle.html#part") == "/is/bundle/#part"


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("gone.md", "! gone.md leads nowhere"),
        ("/gone/", "! /gone/ leads nowhere"),
        ("gone.png", "! gone.png leads nowhere"),
        ("draft.md", "! posts/draft.md is not on the site: draft"),
        ("", "! the link is empty"),
        ("{% post_url x %}", "! the address is a template's expression"),
        ("a%00b", "! the address has a NUL character"),
        ("../../../../etc/hostname", "! ../../../../etc/hostname leads nowhere"),
        ("/../../etc/hostname", "! /../../etc/hostname leads nowhere"),
        (".secret.png", "! .secret.png leads nowhere"),
        ("_notes/data.csv", "! posts/_notes/data.csv is not published: _notes begins with _"),
        ("../_parts/chart.png", "! _parts/chart.png is not published: _parts begins with _"),
        (
            "../settings.ini",
            "! settings.ini is not published: only pictures, sound, video and PDF are from there",
        ),
        (
            "../blog.toml",
            "! blog.toml is not published: only pictures, sound, video and PDF are from there",
        ),
    ],
)
def test_what_leads_nowhere_says_why(
    resolve: Callable[[str, str], str], written: str, problem: str
) -> None:
    assert resolve("posts/first.md", written) == problem


@given(st.text(max_size=40) | st.text("./#?%:{}[]\\\0 ab", max_size=20))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_at_all_is_a_link_or_a_finding(
    resolve: Callable[[str, str], str], written: str
) -> None:
    shown = resolve("posts/first.md", written)
    assert shown
    if not shown.startswith("!"):
        assert not set(shown) & set(' "<>\\^`{|}\n')


def test_files_beside_a_bundle_go_with_each_of_its_languages(
    resolve: Callable[[str, str], str],
) -> None:
    assert resolve("posts/bundle/index.en.md", "in/pic%20ture.png") == "/bundle/in/pic%20ture.png"
    assert resolve("posts/bundle/index.is.md", "in/pic ture.png") == "/is/bundle/in/pic%20ture.png"
    assert resolve("posts/bundle/index.is.md", "../first.md") == "/first/"


def test_a_link_out_of_the_blog_is_no_way_out(
    write_blog: Callable[[Mapping[str, str | bytes]], Blog],
) -> None:
    blog = write_blog(FILES)
    outside = blog.root.parent / "outside.png"
    outside.write_bytes(picture())
    (blog.root / "posts" / "linked.png").symlink_to(outside)
    (blog.root / "static" / "linked.png").symlink_to(outside)
    sources = gather(blog, NOW)
    post = next(post for post in sources.posts if post.slug == "first")
    for written in ("linked.png", "/linked.png"):
        assert sources.sitemap.target(post, written).where == "nowhere"


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("", ("", "/")),
        ("https://e.org", ("https://e.org/", "/")),
        ("https://e.org/", ("https://e.org/", "/")),
        ("https://e.org/a/b", ("https://e.org/a/b/", "/a/b/")),
        ("https://e.org/pää", ("https://e.org/p%C3%A4%C3%A4/", "/pää/")),
        ("https://e.org/p%C3%A4/", ("https://e.org/p%C3%A4/", "/p%C3%A4/")),
        ("/blog", ("", "/blog/")),
        ("http://localhost:1313/x/", ("http://localhost:1313/x/", "/x/")),
        ("https://äijä.fi:8080/b", ("https://xn--ij-uiac.fi:8080/b/", "/b/")),
        (f"https://{'ä' * 70}.fi", (f"https://{'ä' * 70}.fi/", "/")),
    ],
)
def test_where_a_site_lies(text: str, split: tuple[str, str]) -> None:
    assert split_base_url(text) == split


def test_folders_of_generators_lie_where_these_put_them(
    write_blog: Callable[[Mapping[str, str | bytes]], Blog],
) -> None:
    blog = write_blog(
        {
            "_config.yml": "title: Jekyll's\nbaseurl: /b\n",
            "_posts/2020-01-01-a.md": "---\ntitle: A\n---\nx\n",
            "assets/x.png": picture(),
        }
    )
    sources = gather(blog, NOW)
    (post,) = sources.posts
    for written in (
        "/assets/x.png",
        "/b/assets/x.png",
        "../assets/x.png",
        "{{ site.baseurl }}/assets/x.png",
    ):
        target = sources.sitemap.target(post, written)
        assert href("/", target, written) == "/assets/x.png", written


def test_pictures_that_only_decorate_need_no_words(
    write_blog: Callable[[Mapping[str, str | bytes]], Blog], make: Callable[..., BuildReport]
) -> None:
    header = "---\ntitle: A\ndecorative: [line.png, pics/dots.png]\n---\n"
    report = make(
        write_blog(
            {
                "blog.toml": 'base_url = "https://e.org/"\n',
                "posts/a.md": f"{header}![](line.png) ![](pics/dots.png) ![](other.png)\n",
                "posts/b.md": "---\ntitle: B\ndecorative: [{a: b}, line.png]\n---\n![](line.png)\n",
                **{f"posts/{name}.png": picture() for name in ("line", "pics/dots", "other")},
            }
        )
    )
    assert [str(finding) for finding in report.findings] == [
        "posts/a.md:5:34: other.png has no alternative text"
    ]


def _led(blog: Blog, path: str, *written: str) -> list[str]:
    """Say where links in a post lead; what leads nowhere is empty."""
    sources = gather(blog, NOW)
    post = next(post for post in sources.shown if post.path == path)
    targets = [(sources.sitemap.target(post, text), text) for text in written]
    return ["" if to.where == "nowhere" else href("/", to, text) for to, text in targets]


def test_pelican_links(write_blog: Callable[[Mapping[str, str | bytes]], Blog]) -> None:
    blog = write_blog(
        {
            "pelicanconf.py": "SITENAME = 'P'\n",
            "content/notes/a.md": "Title: A\nDate: 2026-01-01\nTags: Two Words\n"
            "Category: Other Things\n\nx\n",
            "content/notes/b.md": "Title: B\nDate: 2026-01-02\n\nx\n",
            "content/notes/y.png": picture(),
            "content/images/x.png": picture(),
        }
    )
    links = {
        "{filename}/notes/b.md#part": "/b.html#part",
        "{filename}b.md": "/b.html",
        "|filename|/notes/b.md": "/b.html",
        "{static}/images/x.png": "/images/x.png",
        "{static}../images/x.png": "/images/x.png",
        "{attach}y.png": "/media/content/notes/y.png",
        "{tag}Two Words": "/tags/two-words/",
        "{category}Other Things": "/categories/other-things/",
        "{index}": "/",
        "{filename}gone.md": "",
        "{other}b.md": "",
    }
    assert _led(blog, "content/notes/a.md", *links) == list(links.values())


def test_nikola_links(write_blog: Callable[[Mapping[str, str | bytes]], Blog]) -> None:
    blog = write_blog(
        {
            "conf.py": "BLOG_TITLE = 'N'\n",
            "posts/a.md": "<!--\n.. title: A\n.. date: 2026-01-01\n.. tags: one\n-->\nx\n",
            "posts/b.md": "<!--\n.. title: B\n.. slug: bee\n.. date: 2026-01-02\n-->\nx\n",
        }
    )
    links = {
        "link://slug/bee": "/bee/",
        "link://filename/posts/b.md": "/bee/",
        "link://tag/one": "/tags/one/",
        "link://slug/gone": "",
    }
    assert _led(blog, "posts/a.md", *links) == list(links.values())


def test_zola_links(write_blog: Callable[[Mapping[str, str | bytes]], Blog]) -> None:
    header = "+++\ntitle = 'x'\ndate = 2026-01-01\n+++\nx\n"
    blog = write_blog(
        {
            "config.toml": 'base_url = "https://e.org"\n[languages.is]\n',
            "content/_index.md": "+++\n+++\n",
            "content/posts/1-one/index.md": header.replace("+++\n", "+++\npath = 'one'\n", 1),
            "content/posts/1-one/index.is.md": header.replace("+++\n", "+++\npath = 'is/one'\n", 1),
            "content/posts/1-one/in/x.png": picture(),
            "content/posts/2-two/index.md": header,
            "content/posts/2-two/index.is.md": header.replace("+++\n", "+++\npath = 'is/two'\n", 1),
            "content/top.png": picture(),
        }
    )
    links = {
        "@/posts/1-one/index.md#a": "/one/#a",
        "@/_index.md": "/",
        "/one/in/x.png": "/one/in/x.png",
        "/top.png": "/media/content/top.png",
        "/one/index.md": "",
        "/one/gone.png": "",
    }
    assert _led(blog, "content/posts/2-two/index.md", *links) == list(links.values())
    # By their addresses, where their folders are named otherwise.
    assert _led(blog, "content/posts/2-two/index.is.md", "../one/in/x.png") == ["/is/one/in/x.png"]


def test_hexo_pictures_in_the_folder_of_their_post(
    write_blog: Callable[[Mapping[str, str | bytes]], Blog],
) -> None:
    blog = write_blog(
        {
            "_config.yml": "title: H\npost_asset_folder: true\n",
            "source/_posts/log/a b.md": "---\ntitle: A\n---\nx\n",
            "source/_posts/log/a b/one.png": picture(),
            "source/_posts/log/two.png": picture(),
        }
    )
    links = {
        "one.png": "/media/source/_posts/log/a%20b/one.png",
        "./one.png": "/media/source/_posts/log/a%20b/one.png",
        "a b/one.png": "/media/source/_posts/log/a%20b/one.png",
        "two.png": "/media/source/_posts/log/two.png",
        "three.png": "",
    }
    assert _led(blog, "source/_posts/log/a b.md", *links) == list(links.values())


def test_hugo_refs_from_the_root_of_the_contents(
    write_blog: Callable[[Mapping[str, str | bytes]], Blog],
) -> None:
    post = "---\ntitle: A\ndate: 2026-01-01\n---\nx\n"
    blog = write_blog({"hugo.toml": "", "content/posts/a.md": post, "content/posts/in/b.md": post})
    links = {"posts/a.md#x": "/posts/a/#x", "posts/in/b.md": "/posts/in/b/", "posts/c.md": ""}
    assert _led(blog, "content/posts/in/b.md", *links) == list(links.values())


def test_an_alias_in_capitals_is_the_address_of_its_post(
    write_blog: Callable[[Mapping[str, str | bytes]], Blog],
) -> None:
    blog = write_blog(
        {
            "hugo.toml": "",
            "content/posts/Über CSS.md": "---\ntitle: A\ndate: 2026-01-01\n"
            "aliases: [/posts/Über-CSS/, /posts/Other/]\n---\nx\n",
            "content/posts/other.md": "---\ntitle: B\ndate: 2026-01-01\n---\nx\n",
        }
    )
    (finding,) = gather(blog, NOW).findings
    assert "/posts/Other is" in finding.message


NOTES: dict[str, str | bytes] = {
    "blog.toml": 'base_url = "https://e.org/"\nlanguages = ["en"]\n[posts]\nfolders = ["notes"]\n',
    "notes/Start here.md": "---\ndate: 2026-01-01\n---\nx\n",
    "notes/deep/Start here.md": "---\ndate: 2026-01-01\n---\nx\n",
    "notes/deep/Mr. Fox.md": "---\ndate: 2026-01-01\n---\n## The den\n",
    "notes/deep/beside.md": "---\ntitle: A title\ndate: 2026-01-01\n---\nx\n",
    "notes/Hidden one.md": "---\ndraft: true\n---\nx\n",
    "files/Pasted image 1.png": picture(),
    "files/deep/Paper.pdf": b"%PDF-1.4",
    "files/Loose.md": "no post\n",
    ".trash/old.png": picture(),
}


@pytest.mark.parametrize(
    ("path", "written", "leads"),
    [
        ("notes/deep/beside.md", "[[Mr. Fox]]", "/Mr. Fox"),
        ("notes/Start here.md", "[[mr. fox#The den]]", "/Mr. Fox#the-den"),
        ("notes/Start here.md", "[[deep/Start here]]", "deep"),
        ("notes/deep/beside.md", "[[Start here]]", "deep"),
        ("notes/Start here.md", "[[Start here]]", "top"),
        ("notes/Start here.md", "[[A title]]", "beside"),
        ("notes/Start here.md", "[[#Part]]", "#part"),
        ("notes/Start here.md", "[[Pasted image 1.png]]", "Pasted"),
        ("notes/Start here.md", "[[paper.pdf]]", "Paper.pdf"),
        (
            "notes/Start here.md",
            "[[Hidden one]]",
            "! notes/Hidden one.md is not on the site: draft",
        ),
        ("notes/Start here.md", "[[old.png]]", "! no post or file is called old.png"),
        ("notes/Start here.md", "[[loose]]", "! files/Loose.md is no post on the site"),
        ("notes/Start here.md", "[[Not yet]]", "! no post or file is called Not yet"),
    ],
)
def test_links_between_notes_lead_to_posts_and_files_by_their_names(
    path: str,
    written: str,
    leads: str,
    write_blog: Callable[[Mapping[str, str | bytes]], Blog],
) -> None:
    sources = gather(write_blog(NOTES), NOW)
    posts = {post.path: post for post in sources.shown}
    target = sources.sitemap.target(posts[path], written)
    if target.where == "nowhere":
        assert (f"! {target.problem}", target.hidden) == (leads, True)
    elif target.source is not None:
        assert leads in target.source.name
    else:
        found = {"deep": "notes/deep/Start here.md", "top": "notes/Start here.md",
                 "beside": "notes/deep/beside.md"}.get(leads)  # fmt: skip
        assert target.post == (found or (path if leads[0] == "#" else "notes/deep/Mr. Fox.md"))
        assert target.rest == ("#" + leads.partition("#")[2] if "#" in leads else "")


def test_a_note_that_is_still_to_be_written_is_plain_text_and_no_warning(
    write_blog: Callable[[Mapping[str, str | bytes]], Blog],
    open_blog: Callable[..., Blog],
    make: Callable[..., BuildReport],
) -> None:
    files: dict[str, str | bytes] = {
        "blog.toml": 'languages = ["en"]\nbase_url = "https://e.org/"\n',
        "posts/a.md": "---\ndate: 2026-01-01\n---\nSee [[Not yet|what comes]].\n",
    }
    blog = write_blog(files)
    report = make(blog)
    assert not report.findings
    page = report.output / "a/index.html"
    assert "See what comes." in page.read_text()
    (blog.root / "posts/b.md").write_text("---\ntitle: Not yet\ndate: 2026-01-02\n---\nx\n")
    make(open_blog(blog.root))
    assert 'See <a href="../b/">what comes</a>.' in page.read_text()
