"""`blog show`: posts by every name, in every form."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from transcripts import Cli


def title(cli: Cli, name: str) -> str:
    result = cli("show", name)
    assert result.code == 0, result.err
    return result.out.splitlines()[0]


@pytest.mark.parametrize(
    "name",
    [
        "posts/python-tips.md",
        "./posts/python-tips.md",
        "python-tips",
        "python-ti",
        "Python tips",
        "python TIPS",
        "python-tips@en",
    ],
)
def test_a_post_is_named_in_many_ways(cli: Cli, name: str) -> None:
    assert title(cli, name) == "Python tips"


def test_a_path_counts_from_the_folder_one_is_in(small: Path) -> None:
    assert title(Cli(small / "posts"), "python-tips.md") == "Python tips"
    assert title(Cli(small / "pages"), "../posts/idea.md") == "An idea"
    assert title(Cli(small), str(small / "posts/idea.md")) == "An idea"


def test_the_language_behind_the_name_chooses_a_translation(cli: Cli, small: Path) -> None:
    assert title(cli, "uutiset@sv") == "Nyheter från Helsingfors"
    assert title(cli, "uutis@sv") == "Nyheter från Helsingfors"
    assert title(cli, "uutiset@fi") == "Uutisia Helsingistä"
    assert title(cli, "posts/uutiset@sv") == "Nyheter från Helsingfors"
    # English, the main language, is not among them: Finnish is the next.
    assert title(cli, "uutiset") == "Uutisia Helsingistä"
    (small / "posts/uutiset/index.en.md").write_text("---\ntitle: News\n---\nText.\n")
    assert title(cli, "uutiset") == "News"


def test_accents_and_case_do_not_matter_where_nothing_else_fits(cli: Cli, small: Path) -> None:
    for name in ("kavely-rannalla", "yöjuna", "straße-am-see", "node.js"):
        text = f"---\ntitle: T\nlang: fi\n---\n{name}\n"
        (small / f"posts/{name}.md").write_text(text, "utf-8")
    for said, name in (
        ("kävely-rannalla", "kavely-rannalla"),
        ("kävely", "kavely-rannalla"),
        ("yojuna", "yöjuna"),
        ("YÖJUNA", "yöjuna"),
        ("strasse", "straße-am-see"),
        ("Node.JS", "node.js"),
        ("PYTHON-tips", "python-tips"),
    ):
        assert json.loads(cli("show", said, "--json").out)["slug"] == name
    assert cli("edit", "kävely-rannalla", EDITOR="true").code == 0
    assert cli("edit", "kävely", EDITOR="true").code == 3
    (small / "posts/kävely.md").write_text("---\ntitle: K\n---\n", "utf-8")
    assert json.loads(cli("show", "kävely", "--json").out)["slug"] == "kävely"
    assert json.loads(cli("show", "kavely", "--json").out)["slug"] == "kävely"
    assert cli("show", "pythön").code == 3


def test_a_language_that_a_post_is_not_in_brings_those_that_it_is_in(cli: Cli) -> None:
    cli.check("""
        $ blog show uutiset@de
        2> error: no post goes by the name 'uutiset@de'
        2> hint: uutiset is in fi, sv
        [exit 3]
        $ blog show @sv
        2> error: no post goes by the name '@sv'
        2> hint: a language stands behind a name: NAME@sv
        [exit 3]
    """)


def test_last_is_the_post_changed_last(cli: Cli, small: Path) -> None:
    os.utime(small / "posts/over.md", (4_000_000_000, 4_000_000_000))
    assert title(cli, "@last") == "Summer sale"


def test_an_ambiguous_name_lists_its_candidates(cli: Cli) -> None:
    cli.check("""
        $ blog show python
        2> error: 'python' names 2 posts
        2>   posts/python-tales.md
        2>   posts/python-tips.md
        2> hint: name one of them by its path
        [exit 3]
    """)


def test_an_unknown_name_brings_similar_ones(cli: Cli) -> None:
    cli.check("""
        $ blog show pyton-tips
        2> error: no post goes by the name 'pyton-tips'
        2> hint: did you mean python-tips, python-tales?
        [exit 3]
        $ blog show tales
        2> error: no post goes by the name 'tales'
        2> hint: did you mean python-tales?
        [exit 3]
        $ blog show wholly-else
        2> error: no post goes by the name 'wholly-else'
        2> hint: blog list shows all posts; blog search finds them by their words
        [exit 3]
        $ blog show ''
        2> error: no post goes by the name ''
        2> hint: blog list shows all posts; blog search finds them by their words
        [exit 3]
        $ blog show ../../etc/passwd
        2> error: no post goes by the name '../../etc/passwd'
        2> hint: blog list shows all posts; blog search finds them by their words
        [exit 3]
    """)


def test_a_post_that_cannot_be_read_is_told_of_by_its_name(cli: Cli, small: Path) -> None:
    (small / "posts/broken.md").write_text("---\ntitle: a: b\n---\nText\n")
    for name in ("broken", "posts/broken.md"):
        result = cli("show", name, "-q")
        assert result.code == 1
        assert result.err.startswith("error: posts/broken.md:2:9: ")


def test_a_name_that_is_no_text_names_nothing(cli: Cli) -> None:
    result = cli("show", "\udcff")
    assert result.code == 3
    assert result.err.startswith("error: no post goes by the name '\\udcff'\n")


def test_a_post_is_shown_without_escapes_padding_or_wrapping_to_programs(cli: Cli) -> None:
    cli.check("""
        $ blog show python-tips
        Python tips
        May 4, 2026 · Ann · 1 min
        #python #tips

        # Python tips

        Use generators for large files, and measure before you guess.

        ## Measure

        The profiler tells more than you think.

        ### By time

        Wall clock first.
        $ blog show later
        Later
        scheduled · January 1, 2027 · 1 min

        Happy new year.
        $ blog show about
        About
        1 min

        A small blog.
    """)


def test_the_width_is_kept_when_asked_for(cli: Cli) -> None:
    lines = cli("show", "python-tips", "--width", "20").out.splitlines()
    assert max(map(len, lines)) <= 20
    assert cli("show", "python-tips", "--width", "-1").code == 2


def test_headings_make_a_table_of_contents(cli: Cli) -> None:
    cli.check("""
        $ blog show python-tips --toc
        Python tips
          Measure
            By time
    """)


def test_the_file_is_shown_byte_for_byte(cli: Cli, small: Path) -> None:
    data = b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\nText  \r\n"
    (small / "posts/raw.md").write_bytes(data)
    assert cli("show", "raw", "--raw").out.encode() == data


def test_json_of_one_post_is_an_object_with_its_body(cli: Cli) -> None:
    post = json.loads(cli("show", "later", "--json").out)
    assert post["slug"] == "later"
    assert post["body"] == "\nHappy new year.\n"
    both = json.loads(cli("show", "later", "idea", "--json").out)
    assert [one["slug"] for one in both] == ["later", "idea"]


def test_what_is_known_is_shown_a_line_each(cli: Cli) -> None:
    cli.check("""
        $ blog show python-tales --meta
        slug: python-tales
        path: posts/python-tales.md
        title: Python tales
        date: 2026-04-01T18:30:00+03:00
        status: published
        tags: python, diary
        lang: en
        summary: Three tales of large snakes.
        word_count: 7
        reading_minutes: 1
        cover: snake.png
    """)


def test_several_posts_stand_in_a_row(cli: Cli) -> None:
    out = cli("show", "later", "idea").out
    assert out.index("Happy new year.") < out.index("────") < out.index("Not yet.")


def test_standard_input_is_shown_without_a_blog(empty: Path) -> None:
    Cli(empty).check("""
        $ echo 'Some *Markdown*.' | blog show -
        Some Markdown.
        $ echo 'Some *Markdown*.' | blog show - --raw
        Some *Markdown*.
        $ echo '# A' | blog show - --toc
        A
        $ echo 'x' | blog show - --json
        2> error: --json and --meta are for posts of a blog
        [exit 2]
        $ echo 'x' | blog show - other
        2> error: standard input can only be shown alone
        2> hint: leave out - to show posts, or their names to show it
        [exit 2]
    """)
    front = b"---\ntitle: A\n---\nText.\n"
    assert Cli(empty).fed(front, "show", "-").out == "Text.\n"
    assert Cli(empty).fed(b"\xff\xfe", "show", "-").code in (0, 1)


def test_forms_exclude_each_other(cli: Cli) -> None:
    cli.check("""
        $ blog show later --raw --json
        2> error: choose one of --raw, --json, --meta and --toc
        [exit 2]
    """)
