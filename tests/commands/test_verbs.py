"""Verbs as people type them: what they print, what they change, what they refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from transcripts import Cli, tree


def test_25_destructive_commands_ask_on_a_terminal_and_refuse_without_one(cli: Cli) -> None:
    before = tree(cli.folder)
    cli.check("""
        $ blog delete idea
        2> error: cannot ask “Delete 1 post? [y/N]” here
        2> hint: --yes does it without asking; -n shows it
        [exit 2]
        $ blog tag rename python py
        2> error: cannot ask “Change 2 posts? [y/N]” here
        2> hint: --yes does it without asking; -n shows it
        [exit 2]
    """)
    assert tree(cli.folder) == before
    cli.check("""
        $ blog delete idea --yes
        posts/idea.md
        2> 1 post deleted; blog undo takes it back
    """)
    after = tree(cli.folder)
    assert before.keys() - after.keys() == {"posts/idea.md"}
    cli.check("""
        $ blog undo
        posts/idea.md
        2> taken back: delete idea (1 file)
    """)
    assert tree(cli.folder) == before


def test_publish_dates_a_draft_now_and_unpublish_takes_it_back(cli: Cli) -> None:
    cli.check(
        """
        $ blog publish idea -n
        --- a/posts/idea.md
        +++ b/posts/idea.md
        @@ -1,7 +1,7 @@
         ---
         title: An idea
        -date: 2026-03-01T12:00:00+02:00
        -draft: true
        +date: 2026-11-24T14:00:00+02:00
        +draft: false
         ---

         Not yet.
        $ blog publish idea
        posts/idea.md
        2> 1 post changed; blog undo takes it back
        $ blog publish idea
        2> posts/idea.md is published already
        $ blog unpublish idea
        posts/idea.md
        2> 1 post changed; blog undo takes it back
        $ blog list is:draft --template '{slug} {date:%Y-%m-%d}'
        idea 2026-11-24
        2> 1 post (1 draft)
    """.replace("        2> 1 post (1 draft)\n", "")
    )


def test_a_date_of_toml_keeps_the_t_before_its_clock(empty: Path) -> None:
    head = "+++\ntitle = 'A'\ndate = {}\ndraft = {}\n+++\n"
    (empty / "hugo.toml").write_text("timeZone = 'Europe/Helsinki'\n")
    (empty / "content/posts").mkdir(parents=True)
    post = empty / "content/posts/a.md"
    post.write_text(head.format("2024-01-14T07:07:07+01:00", "true"))
    assert Cli(empty)("publish", "a").code == 0
    assert post.read_text() == head.format("2026-11-24T14:00:00+02:00", "false")


def test_publish_at_a_later_date_schedules(cli: Cli) -> None:
    cli.check("""
        $ blog publish idea --at 2026-12-24T18:00
        posts/idea.md
        2> posts/idea.md comes out on 2026-12-24 18:00
        2> 1 post changed; blog undo takes it back
        $ blog list is:scheduled --template '{slug} {date:%Y-%m-%d %H:%M}'
        later 2027-01-01 09:00
        idea 2026-12-24 18:00
        $ blog publish idea
        posts/idea.md
        2> 1 post changed; blog undo takes it back
        $ blog publish idea --at 2027-02-01
        posts/idea.md
        2> posts/idea.md is out already: it is taken back until 2027-02-01 00:00
        2> 1 post changed; blog undo takes it back
        $ blog publish over
        2> error: posts/over.md: it has expired: 2025-07-01
        2> hint: blog unset POST expiryDate lifts that
        [exit 1]
    """)


def test_set_and_unset(cli: Cli) -> None:
    cli.check("""
        $ blog set idea title='It: “so”' weight=7 toc=true keywords='[a, b c]' -n
        --- a/posts/idea.md
        +++ b/posts/idea.md
        @@ -1,7 +1,10 @@
         ---
        -title: An idea
        +title: "It: “so”"
         date: 2026-03-01T12:00:00+02:00
         draft: true
        +weight: 7
        +toc: true
        +keywords: [a, b c]
         ---

         Not yet.
        $ blog set idea
        2> error: nothing is to be set: there is no KEY=VALUE after the posts
        2> hint: for example: blog set @last title='A better title'
        [exit 2]
        $ blog set idea =x
        2> error: '=x' is not key=value
        2> hint: such as title='A new title' or draft=false
        [exit 2]
        $ blog set idea date=yesterday
        2> error: posts/idea.md:3:7: date: 'yesterday' is no date
        2>   3 | date: yesterday
        2>             ^
        2> hint: write it as 2026-11-24 or 2026-11-24T12:00:00+02:00
        [exit 1]
        $ blog set idea draft=maybe
        2> error: posts/idea.md:4:8: draft: 'maybe' is neither true nor false: the post is no draft
        2>   4 | draft: maybe
        2>              ^
        [exit 1]
        $ blog unset idea date
        posts/idea.md
        2> 1 post changed; blog undo takes it back
        $ blog unset idea date
        2> no post has date
        $ blog unset idea
        2> error: name posts, and the key to take away from them
        2> hint: for example: blog unset @last summary
        [exit 2]
        $ blog set ide title=x
        2> error: no post goes by the name 'ide'
        2> hint: did you mean idea?
        [exit 3]
        $ blog set title=x
        2> error: which posts?
        2> hint: name them, or ask with --query 'tag:python'
        [exit 2]
    """)


def test_tags(cli: Cli) -> None:
    cli.check("""
        $ blog tag list
        python	2
        C++	1
        diary	1
        kaupunki	1
        stad	1
        static site	1
        tips	1
        $ blog tag rename pyton py
        2> error: no post has the tag 'pyton'
        2> hint: did you mean 'python'?
        [exit 1]
        $ blog tag rename python py --yes
        posts/python-tips.md
        posts/python-tales.md
        2> 2 posts changed; blog undo takes it back
        $ blog tag merge tips diary py --yes -q
        posts/python-tips.md
        posts/python-tales.md
        $ blog tag list --query tag:py --json
        [
        {"tag": "py", "posts": 2}
        ]
        $ blog tag add 'two words' idea later --yes
        posts/idea.md
        posts/later.md
        2> 2 posts changed; blog undo takes it back
        $ blog tag add 'two words' idea
        2> nothing to change
        $ blog tag remove 'two words' --query is:draft
        posts/idea.md
        2> 1 post changed; blog undo takes it back
        $ blog tag rename py
        2> error: blog tag rename takes two tags: the old one and the new one
        2> hint: write blog tag rename OLD NEW
        [exit 2]
    """)


def test_commas_part_tags_that_are_added_and_removed(cli: Cli) -> None:
    cli.check("""
        $ blog tag add 'sea, wind,sea' idea later --yes -q
        posts/idea.md
        posts/later.md
        $ blog list tag:sea tag:wind --template '{slug}: {tags}'
        later: sea, wind
        idea: sea, wind
        $ blog tag remove sea,wind idea -q
        posts/idea.md
        $ blog tag add , idea
        2> error: '' can't be a tag
        [exit 2]
    """)


def test_a_tag_with_a_comma_is_removed_by_its_name(empty: Path) -> None:
    (empty / "hugo.toml").write_text('baseURL = "/"\n')
    post = empty / "content/posts/a.md"
    post.parent.mkdir(parents=True)
    post.write_text('---\ntitle: A\ntags: ["Paris, Texas", Paris]\n---\nA.\n')
    assert Cli(empty)("tag", "remove", "Paris, Texas").code == 0
    assert "tags: [Paris]" in post.read_text()


def test_a_tag_of_no_post_is_told_apart_from_no_post_at_all(cli: Cli) -> None:
    cli.check("""
        $ blog tag rename pyhton x --query lang:en --yes
        2> error: no post has the tag 'pyhton'
        2> hint: did you mean 'python'?
        [exit 1]
        $ blog tag rename python x --query zzz --yes
        2> error: no post matches what was asked for
        2> hint: blog list shows which would
        [exit 1]
    """)


def test_the_same_letters_coded_in_two_ways_are_one_tag(cli: Cli) -> None:
    for name, tag in (("composed", "k\u00e4vely"), ("apart", "ka\u0308vely")):
        (cli.folder / f"posts/{name}.md").write_text(f"---\ntitle: {name}\ntags: [{tag}]\n---\n")
    fixed = cli("check", "--select", "similar-tags", "--fix", "-n").out
    assert "+tags: [k\u00e4vely]" in fixed
    assert "-tags: [ka\u0308vely]" in fixed
    assert cli("tag", "rename", "k\u00e4vely", "walk", "--yes").code == 0
    assert cli("list", "tag:walk", "--template", "{slug}").out.split() == ["apart", "composed"]


def test_rename_moves_the_file_the_links_and_keeps_the_old_address(cli: Cli) -> None:
    posts = cli.folder / "posts"
    (posts / "links.md").write_bytes(
        b"---\r\ntitle: Links\r\n---\r\n[a](python-tips.md#x) `python-tips.md` "
        b"<a href='/python-tips/'>\r\n"
        b"[b][r] [c](/python-tips-2/)\r\n\r\n[r]: ../posts/python-tips.md\r\n"
    )
    before = tree(cli.folder)
    cli.check("""
        $ blog rename python-tips 'Tips of Python'
        2> error: 'Tips of Python' can't be a slug
        2> hint: tips-of-python can
        [exit 2]
        $ blog rename python-tips python-tales
        2> error: posts/python-tales.md exists already
        2> hint: choose another slug
        [exit 1]
        $ blog rename python-tips later
        2> error: posts/later.md exists already
        2> hint: choose another slug
        [exit 1]
        $ blog rename python-tips python-tips
        2> nothing to change
        $ blog rename python-tips tips-of-python --yes
        posts/tips-of-python.md
        posts/links.md
        2> 2 posts changed; blog undo takes it back
        $ blog list slug:=tips-of-python --json --fields aliases
        [
        {"aliases": ["/python-tips/"]}
        ]
    """)
    assert (posts / "links.md").read_bytes() == (
        b"---\r\ntitle: Links\r\n---\r\n[a](tips-of-python.md#x) `python-tips.md` "
        b"<a href='/tips-of-python/'>\r\n"
        b"[b][r] [c](/python-tips-2/)\r\n\r\n[r]: ../posts/tips-of-python.md\r\n"
    )
    assert cli("rename", "tips-of-python", "python-tips", "--yes").code == 0
    assert '"/tips-of-python/"' in (posts / "python-tips.md").read_text()
    assert '"/python-tips/"' not in (posts / "python-tips.md").read_text()
    assert cli("undo").code == cli("undo").code == 0
    assert tree(cli.folder) == before


def test_a_bundle_is_renamed_with_all_its_languages(cli: Cli) -> None:
    (cli.folder / "posts/uutiset/x.png").write_bytes(b"x")
    before = tree(cli.folder)
    assert cli("rename", "uutiset@sv", "nyheter", "--yes").code == 0
    assert {path.name for path in (cli.folder / "posts/nyheter").iterdir()} == {
        "index.fi.md",
        "index.sv.md",
        "x.png",
    }
    assert not (cli.folder / "posts/uutiset").exists()
    assert cli("undo").code == 0
    assert tree(cli.folder) == before


def test_a_definition_moves_and_code_before_it_does_not(cli: Cli) -> None:
    links = cli.folder / "posts/links.md"
    text = (
        "---\ntitle: Links\n---\n[tips], [again][tips] and `[x](/python-tips/)`, "
        "[q](/python-tips/?x=1)\n\n[tips]: /python-tips/\n"
    )
    links.write_text(text)
    done = cli("rename", "python-tips", "tips-of-python", "--yes")
    assert (done.code, "by hand" in done.err) == (0, False)
    assert links.read_text() == (
        "---\ntitle: Links\n---\n[tips], [again][tips] and `[x](/python-tips/)`, "
        "[q](/tips-of-python/?x=1)\n\n[tips]: /tips-of-python/\n"
    )
    assert cli("undo").code == 0
    assert links.read_text() == text


def test_pictures_of_a_renamed_bundle_stay_in_sight_of_other_posts(cli: Cli) -> None:
    bundle = cli.folder / "posts/uutiset"
    (bundle / "uutiset").mkdir()
    for name in ("uutiset.png", "uutiset/x.png"):
        (bundle / name).write_bytes(b"x")
    inner = bundle / "index.fi.md"
    inner.write_text(inner.read_text() + "\n![u](uutiset.png)\n")
    links = cli.folder / "posts/links.md"
    links.write_text("# L\n\n![a](uutiset/uutiset.png)\n![b](./uutiset/uutiset/x.png)\n")
    links.write_text(f"---\ntitle: L\n---\n{links.read_text()}")
    before = tree(cli.folder)
    assert cli("rename", "uutiset@sv", "nyheter", "--yes").code == 0
    assert "![a](nyheter/uutiset.png)\n![b](./nyheter/uutiset/x.png)" in links.read_text()
    assert "![u](uutiset.png)" in (cli.folder / "posts/nyheter/index.fi.md").read_text()
    assert cli("undo").code == 0
    assert tree(cli.folder) == before


def test_nothing_is_no_slug(cli: Cli) -> None:
    before = tree(cli.folder)
    cli.check("""
        $ blog rename python-tips '' --yes
        2> error: '' can't be a slug
        2> hint: slugs are of small letters, digits and -
        [exit 2]
    """)
    assert tree(cli.folder) == before


def test_undo_refuses_where_a_file_was_changed_since_and_shows_what(cli: Cli) -> None:
    cli("set", "idea", "title=New")
    file = cli.folder / "posts/idea.md"
    file.write_bytes(file.read_bytes() + b"Mine.\n")
    cli.check("""
        $ blog undo
        2> error: posts/idea.md changed since; nothing is taken back
        2> hint: blog undo --dry-run shows the difference
        [exit 1]
        $ blog undo -n -q
        --- a/posts/idea.md
        +++ b/posts/idea.md
        @@ -5,3 +5,4 @@
         ---

         Not yet.
        +Mine.
        [exit 1]
        $ blog log
        1	2026-11-24T12:00:00+00:00	set idea title=New	1	done
    """)
    assert file.read_bytes().endswith(b"Mine.\n")


def test_log_says_what_was_done_and_undone(cli: Cli) -> None:
    cli.check("""
        $ blog undo
        2> error: there is no change to take back
        2> hint: blog log lists what was changed
        [exit 1]
        $ blog set idea title='A b'
        posts/idea.md
        2> 1 post changed; blog undo takes it back
        $ blog undo -q
        posts/idea.md
        $ blog log --limit 1 --json
        [
        {"number": 2, "time": "2026-11-24T12:00:00+00:00", "command": "undo", "files": 1, "state": "done", "undoes": 1, "paths": ["posts/idea.md"]}
        ]
        $ blog log --format tsv
        2	2026-11-24T12:00:00+00:00	undo	1	done
        1	2026-11-24T12:00:00+00:00	set idea 'title=A b'	1	undone
    """)  # noqa: E501 - JSON of one line


DIALECTS = {
    "jekyll": ("_drafts/мысль.md", "_posts/2026-11-24-мысль.md", "published: false"),
    "hugo": ("content/posts/luonnos.md", "content/posts/luonnos.md", "draft = true"),
    "zola": ("content/blog/kaku.md", "content/blog/kaku.md", "draft = true"),
    "nikola": ("posts/chernetka.md", "posts/chernetka.md", "status: draft"),
}


@pytest.mark.parametrize("name", DIALECTS)
def test_drafts_in_each_dialect(name: str, tmp_path: Path) -> None:
    import shutil

    samples = Path(__file__).parents[1] / "samples/blogs"
    root = Path(shutil.copytree(samples / name, tmp_path / name))
    cli = Cli(root)
    before = tree(root)
    path, published, mark = DIALECTS[name]
    assert cli("publish", path).out.splitlines() == [published]
    assert mark not in (root / published).read_text()
    assert cli("list", f"path:={published}", "--template", "{status}").out == "published\n"
    assert cli("unpublish", published).code == 0
    assert mark in (root / published).read_text()
    assert cli("undo").code == cli("undo").code == 0
    assert tree(root) == before


def test_tags_that_are_a_mapping_are_not_lost(cli: Cli) -> None:
    post = cli.folder / "posts/mapping.md"
    post.write_text("---\ntitle: M\ntags: {a: b}\n---\nx\n")
    before = tree(cli.folder)
    done = cli("tag", "add", "x", "posts/mapping.md", "--yes")
    assert done.code == 1
    assert "posts/mapping.md:3:1: tags is a mapping, not a list" in done.err
    assert tree(cli.folder) == before


def test_a_date_within_the_date_is_changed_there(cli: Cli) -> None:
    post = cli.folder / "posts/within.md"
    header = "title: W\ndraft: {}\ndate:\n  created: {}\n  updated: 2024-01-03\n"
    post.write_text(f"---\n{header.format('true', '2024-01-02')}---\nx\n")
    before = tree(cli.folder)
    assert cli("publish", "within", "--at", "2025-02-03").code == 0
    assert post.read_text() == f"---\n{header.format('false', '2025-02-03')}---\nx\n"
    assert cli("undo").code == 0
    assert tree(cli.folder) == before


def test_a_file_without_front_matter_is_told_from_a_name_that_is_none(tmp_path: Path) -> None:
    folder = tmp_path / "jekyll/_posts"
    folder.mkdir(parents=True)
    (folder.parent / "_config.yml").write_text("title: J\n")
    (folder / "2020-01-02-a.md").write_text("---\ntitle: A\n---\nx\n")
    (folder / "2020-01-03-plain.md").write_text("Just text.\n")
    cli = Cli(folder.parent)
    done = cli("tag", "add", "x", "_posts/2020-01-03-plain.md", "--yes")
    assert done.code == 1
    assert "_posts/2020-01-03-plain.md: its generator makes no post of it" in done.err
    assert cli("tag", "add", "x", "_posts/none.md", "--yes").code == 3


@pytest.mark.parametrize(
    ("before", "command", "after"),
    [
        ("[taxonomies]\ntags = ['a']\n", "set x tags=b,c", "[taxonomies]\ntags = ['b', 'c']\n"),
        ("[taxonomies]\nTopics = ['a']\n", "set x topics=b", "[taxonomies]\nTopics = ['b']\n"),
        ("draft = true\n", "set x tags=b", 'draft = true\n\n[taxonomies]\ntags = ["b"]\n'),
        ("[taxonomies]\ncategories = ['a']\ntags = ['b']\n", "unset x tags",
         "[taxonomies]\ncategories = ['a']\n"),
        ("tags = ['a']\n", "set x tags=b", "tags = ['b']\n"),
    ],
)  # fmt: skip
def test_taxonomies_of_zola_are_set_where_zola_reads_them(
    empty: Path, before: str, command: str, after: str
) -> None:
    (empty / "zola.toml").write_text('base_url = "/"\n')
    (empty / "content").mkdir()
    (empty / "content/x.md").write_text(f"+++\ntitle = 'X'\n{before}+++\nText.\n")
    assert Cli(empty)(*command.split()).code == 0
    text = (empty / "content/x.md").read_text()
    assert text == f"+++\ntitle = 'X'\n{after}+++\nText.\n"


HEXO = "title: A\ntags:\n  - sea # s\n  - wind\ndate: 2020-01-02 10:00:00\n---\nText\n"
NIKOLA = ".. title: A\n.. slug: a\n.. date: 2020-01-02\n.. tags: sea, wind\n"
OTHERS = {
    "hexo": ("_config.yml", "source/_posts/a.md", "---\n" + HEXO),
    "hexo, nothing before": ("_config.yml", "source/_posts/a.md", HEXO),
    "nikola": ("conf.py", "posts/a.md", f"<!--\n{NIKOLA}-->\n\nText\n"),
    "nikola, no comment": ("conf.py", "posts/a.md", f"{NIKOLA}\nText\n"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_tags_of_hexo_and_nikola_change_within_their_line(name: str, tmp_path: Path) -> None:
    config, path, text = OTHERS[name]
    root = tmp_path / "blog"
    (root / path).parent.mkdir(parents=True)
    (root / config).write_text("")
    (root / path).write_bytes(text.encode())
    before = tree(root)
    cli = Cli(root)
    for words, after in (
        (("rename", "sea", "ocean"), text.replace("sea", "ocean")),
        (("merge", "sea", "wind", "wind"), None),
        (("add", "salt", "a"), None),
        (("remove", "wind"), None),
    ):
        done = cli("tag", *words, "--yes")
        assert done.code == 0, done
        now = (root / path).read_bytes().decode()
        assert after in (None, now)
        listed = {
            "rename": "ocean wind", "merge": "wind", "add": "sea wind salt", "remove": "sea",
        }[words[0]]  # fmt: skip
        assert cli("list", "--template", "{tags}").out.split() == ", ".join(listed.split()).split()
        assert cli("undo").code == 0
        assert tree(root) == before


@pytest.mark.parametrize(
    ("files", "post", "source", "word"),
    [
        (
            {
                "hugo.toml": 'baseURL = "/"\n',
                "content/posts/_index.md": "---\ncascade:\n  draft: true\n---\n",
            },
            "content/posts/a.md", "the cascade of content/posts/_index.md", "draft=false",
        ),
        (
            {".eleventy.js": "", "posts/posts.json": '{"draft": true}'},
            "posts/a.md", "posts/posts.json", "draft=false",
        ),
        (
            {"_config.yml": "defaults:\n- scope: {path: ''}\n  values: {published: false}\n"},
            "_posts/2020-01-01-a.md", "_config.yml", "published=true",
        ),
        (
            {"hugo.toml": 'baseURL = "/"\n[cascade]\ndraft = true\n'},
            "content/posts/a.md", "hugo.toml", "draft=false",
        ),
    ],
)  # fmt: skip
def test_publish_says_what_makes_a_post_a_draft_and_what_lets_it_out(
    empty: Path, files: dict[str, str], post: str, source: str, word: str
) -> None:
    for path, text in {**files, post: "---\ntitle: A\ndate: 2020-01-01\n---\nText.\n"}.items():
        (empty / path).parent.mkdir(parents=True, exist_ok=True)
        (empty / path).write_text(text)
    cli = Cli(empty)
    refused = cli("publish", "a")
    assert refused.code == 1
    assert f"{post}: it stays a draft: {source} says so\n" in refused.err
    assert f"hint: blog set POST {word} lets this one out" in refused.err
    assert cli("set", "a", word).code == 0
    assert cli("list", "is:published", "--template", "{path}").out == f"{post}\n"
