"""Links of every shape follow a rename: full addresses, and the tags of generators."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from transcripts import Cli, tree

HEADER = "---\ntitle: Links\ndate: 2026-01-02\n---\n"


def test_full_addresses_of_the_blog_follow(cli: Cli) -> None:
    links = cli.folder / "posts/links.md"
    links.write_text(
        f"{HEADER}[a](https://small.example/python-tips/?x=1#y) <http://small.example/python-tips/>"
        " [b](//small.example/python-tips/) [c](https://other.example/python-tips/)\n"
        "[d](https://small.example/python-tips-2/) [e](/learn/python-tips/x/)\n"
    )
    before = tree(cli.folder)
    assert cli("rename", "python-tips", "tips", "--yes").code == 0
    assert links.read_text() == (
        f"{HEADER}[a](https://small.example/tips/?x=1#y) <http://small.example/tips/>"
        " [b](//small.example/tips/) [c](https://other.example/python-tips/)\n"
        "[d](https://small.example/python-tips-2/) [e](/learn/python-tips/x/)\n"
    )
    assert cli("undo").code == 0
    assert tree(cli.folder) == before


def made(root: Path, files: dict[str, str]) -> Cli:
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return Cli(root)


HUGO = (
    '[a]({{< ref "old.md#x" >}}) {{% relref "/posts/old" %}}\r\n'
    '`{{< ref path="old" lang="en" >}}` [b](old.md) {{< ref "old-too.md" >}}\n'
    '{{</* ref "old.md" */>}} {{< ref "/docs/old.md" >}}\n'
)
HUGO_AFTER = (
    '[a]({{< ref "fresh.md#x" >}}) {{% relref "/posts/fresh" %}}\r\n'
    '`{{< ref path="fresh" lang="en" >}}` [b](fresh.md) {{< ref "old-too.md" >}}\n'
    '{{</* ref "old.md" */>}} {{< ref "/docs/old.md" >}}\n'
)
JEKYLL = (
    "[a]({% post_url 2020-01-02-old %}) {% link _posts/2020-01-02-old.md %} [b][b] "
    "{% post_url 2020-01-02-older %}\n\n[b]: {% post_url 2020-01-02-old %}#x\n"
)
PELICAN = "[a]({filename}old.md) [b]({filename}/old.md#x) [c]({static}/old.png)\n"
NOTES = "[[old]] [[old#Part|it]] ![[posts/old|that]] [[old-too]] [[Old news]]\n"
DIALECTS = {
    "hugo": (
        {
            "hugo.toml": 'baseURL = "https://h.example/"\n',
            "content/posts/old.md": HEADER,
            "content/posts/old-too.md": HEADER,
        },
        "content/posts/links.md",
        HUGO,
        HUGO_AFTER,
    ),
    "jekyll": (
        {"_config.yml": "title: J\n", "_posts/2020-01-02-old.md": HEADER},
        "_posts/2021-01-02-links.md",
        JEKYLL,
        JEKYLL.replace("02-old ", "02-fresh ").replace("02-old.", "02-fresh."),
    ),
    "pelican": (
        {"pelicanconf.py": "SITENAME = 'P'\n", "content/old.md": "Title: O\nDate: 2020-01-02\n\n"},
        "content/links.md",
        PELICAN,
        PELICAN.replace("old.md", "fresh.md"),
    ),
    "plain": (
        {"posts/old.md": HEADER, "posts/old-too.md": HEADER},
        "posts/links.md",
        NOTES,
        NOTES.replace("[[old]]", "[[fresh]]")
        .replace("[[old#", "[[fresh#")
        .replace("/old|", "/fresh|"),
    ),
}


@pytest.mark.parametrize("name", DIALECTS)
def test_tags_of_generators_follow(name: str, tmp_path: Path) -> None:
    files, path, old, new = DIALECTS[name]
    header = "Title: L\nDate: 2021-01-02\n\n" if name == "pelican" else HEADER
    cli = made(tmp_path / "blog", {**files, path: header + old})
    before = tree(cli.folder)
    done = cli("rename", "old", "fresh", "--yes")
    assert (done.code, "by hand" in done.err) == (0, False), done
    assert (cli.folder / path).read_bytes().decode() == header + new
    assert cli("undo").code == 0
    assert tree(cli.folder) == before


def test_a_tag_that_may_mean_two_posts_is_told(tmp_path: Path) -> None:
    cli = made(
        tmp_path / "blog",
        {
            "hugo.toml": "",
            "content/a/old.md": HEADER,
            "content/b/old.md": HEADER,
            "content/c/links.md": HEADER + '\nSee {{< ref "old.md" >}}.\n',
        },
    )
    done = cli("rename", "content/a/old.md", "fresh", "--yes")
    assert 'content/c/links.md:6:5: a link to {{< ref "old.md" >}} is not rewritten' in done.err
    assert '"old.md"' in (cli.folder / "content/c/links.md").read_text()


def test_links_by_address_follow_the_slug_and_leave_what_stays(cli: Cli) -> None:
    posts = cli.folder / "posts"
    (posts / "python.md").write_text("---\ntitle: A\nslug: learn-python\ndate: 2026-01-02\n---\n")
    (posts / "fixed.md").write_text("---\ntitle: B\nurl: /fixed/\ndate: 2026-01-02\n---\n")
    links = posts / "links.md"
    links.write_text(f"{HEADER}[a](/learn-python/) [b](python.md) [c](/fixed/) [d](fixed.md)\n")
    assert cli("rename", "posts/python.md", "snakes", "--yes").code == 0
    assert "[a](/snakes/) [b](snakes.md)" in links.read_text()
    assert cli("rename", "posts/fixed.md", "loose", "--yes").code == 0
    assert "[c](/fixed/) [d](loose.md)" in links.read_text()


def redirects(root: Path) -> dict[str, str]:
    """Give where each page of the site that is only a way leads to."""
    pages = {page: page.read_text("utf-8") for page in root.rglob("*.html")}
    return {
        page.parent.relative_to(root).as_posix(): found[1]
        for page, text in pages.items()
        if (found := re.search('http-equiv="refresh" content="0; url=([^"]*)"', text))
    }


def test_a_rename_back_and_forth_makes_no_circle_of_redirects(tmp_path: Path) -> None:
    cli = made(tmp_path / "blog", {"blog.toml": "", "posts/old.md": HEADER + "Text.\n"})
    for old, new in (("old", "new"), ("new", "old"), ("old", "new"), ("new", "old")):
        assert cli("rename", old, new).code == 0
    assert cli("export", "-q").code == 0
    assert redirects(cli.folder / "public") == {"new": "../old/"}
    assert "/old/" not in (cli.folder / "posts/old.md").read_text("utf-8")


def test_aliases_in_a_circle_never_take_the_place_of_a_post(tmp_path: Path) -> None:
    head = "---\ntitle: {}\ndate: 2020-01-01\naliases: [{}]\n---\nText of {}.\n"
    posts = {
        "posts/a.md": head.format("A", "/b/", "a"),
        "posts/b.md": head.format("B", "/c/, /b/", "b"),
        "posts/c.md": head.format("C", "/a/", "c"),
    }
    cli = made(tmp_path / "blog", {"blog.toml": "", **posts})
    assert cli("export", "-q").code == 0
    assert redirects(cli.folder / "public") == {}
    for name in "abc":
        page = cli.folder / f"public/{name}/index.html"
        assert f"Text of {name}." in page.read_text("utf-8")
    told = cli("check", "--select", "duplicate-url")
    assert (told.code, told.out.count("is the address of something else")) == (1, 3)


def test_undo_names_a_renamed_file_once_where_it_is_again(tmp_path: Path) -> None:
    cli = made(tmp_path / "blog", {"blog.toml": "", "posts/old.md": HEADER + "Text.\n"})
    cli("rename", "old", "new")
    cli.check("""
        $ blog undo
        posts/old.md
        2> taken back: rename old new (1 file)
        $ blog log
        2\t2026-11-24T12:00:00+00:00\tundo\t1\tdone
        1\t2026-11-24T12:00:00+00:00\trename old new\t1\tundone
    """)
