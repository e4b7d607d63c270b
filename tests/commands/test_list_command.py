"""`blog list`: which posts, in which order, in which form."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
from pathlib import Path

import pytest

from transcripts import Cli


def test_posts_are_listed_newest_first_with_their_number(cli: Cli) -> None:
    cli.check("""
        $ blog list --format table
        Date        Title                     Status     Lang  Not in  Tags
        2027-01-01  Later                     scheduled  en    fi, sv
        4 days ago  Uutisia Helsingistä       published  fi    en      kaupunki
        4 days ago  Nyheter från Helsingfors  published  sv    en      stad
        2026-05-04  Python tips               published  en    fi, sv  python, tips
        2026-04-01  Python tales              published  en    fi, sv  python, diary
        2026-03-01  An idea                   draft      en    fi, sv
        2025-06-01  Summer sale               expired    en    fi, sv  static site, C++
        2> 7 posts (1 draft, 1 scheduled, 1 expired)
    """)


def test_programs_get_tab_separated_lines(cli: Cli) -> None:
    result = cli("list", "--lang", "en", "is:published")
    assert result.out == (
        "2026-05-04T09:00:00+03:00\tpublished\ten\tpython-tips\tPython tips\tpython, tips\t"
        "posts/python-tips.md\n"
        "2026-04-01T18:30:00+03:00\tpublished\ten\tpython-tales\tPython tales\tpython, diary\t"
        "posts/python-tales.md\n"
    )
    assert result.err == "2 posts\n"


def test_options_narrow_a_query(cli: Cli) -> None:
    cli.check("""
        $ blog list -t python -t tips --template '{slug}'
        python-tips
        $ blog list --status draft --status expired --template '{slug}'
        idea
        over
        $ blog list --lang sv --template '{title}'
        Nyheter från Helsingfors
        $ blog list --since 2026-04 --until 2026-05 --template '{slug}'
        python-tips
        python-tales
        $ blog list 'parser OR generators' -t diary --template '{slug}'
        python-tales
        $ blog list query:stale --template '{slug}'
        idea
    """)


def test_dates_of_options_and_of_the_query_must_both_hold(cli: Cli) -> None:
    cli.check("""
        $ blog list date:2026-04.. --since 2026-05 --until 2026-06 --template '{slug}'
        python-tips
        $ blog list 'date:2026-04,2026-11 OR tag:diary' --until 2026-05 --template '{slug}'
        python-tales
        $ blog list date:2026-04 --since 2026-05 --template '{slug}'
        $ blog list --since 2026-05 --until 2026-04 --template '{slug}'
        $ blog list date:..2026-05 --since 2026-04 --until 2026-04 --explain
        all of
          date is ..2026-05 (before 2026-06-01)
          date is 2026-04 (from 2026-04-01 to before 2026-05-01)
        sorted by date, downward
    """)


def test_a_limit_of_nothing_is_no_limit_that_anybody_means(cli: Cli) -> None:
    cli.check("""
        $ blog list --limit 0
        2> error: --limit takes a whole number from 1
        [exit 2]
        $ blog search python --limit -1
        2> error: --limit takes a whole number from 1
        [exit 2]
        $ blog list limit:0
        2> error: limit: takes a whole number from 1
        2>   limit:0
        2>   ^^^^^^^
        2> hint: limit:20
        [exit 2]
    """)


def test_fields_must_be_named(cli: Cli) -> None:
    cli.check("""
        $ blog list --fields ''
        2> error: --fields names no field
        2> hint: such as --fields date,status,lang,slug,title,tags,path
        [exit 2]
        $ blog search python --json --fields ' , '
        2> error: --fields names no field
        2> hint: such as --fields date,status,lang,slug,title,path,line,snippet
        [exit 2]
    """)


def test_a_negated_field_needs_no_dashes(cli: Cli) -> None:
    cli.check("""
        $ blog list -tag:python -is:draft -lang:fi --template '{slug}'
        later
        uutiset
        over
        $ blog list --template '{slug}' -- -tag:python is:published lang:en
        $ blog list --template -tag:x --limit 1
        -tag:x
    """)


def test_a_tag_of_two_words_may_be_quoted_for_the_shell_only(cli: Cli) -> None:
    cli.check("""
        $ blog list 'tag:static site' --template '{slug}'
        over
        $ blog list -t 'static site' --template '{slug}'
        over
        $ blog list tag:C++ --template '{slug}'
        over
    """)


def test_the_order_can_be_chosen_and_reversed(cli: Cli) -> None:
    cli.check("""
        $ blog list --sort title --lang en --template '{title}'
        An idea
        Later
        Python tales
        Python tips
        Summer sale
        $ blog list --sort title --reverse --limit 2 --template '{title}'
        Uutisia Helsingistä
        Summer sale
        $ blog list sort:slug --limit 1 --template '{slug}'
        idea
        $ blog list --sort shoe
        2> error: posts can't be sorted by 'shoe'
        2>   sort:shoe
        2>        ^^^^
        2> hint: sort:date, sort:title, sort:word_count-
        [exit 2]
    """)


def test_templates_take_fields_and_date_patterns_only(cli: Cli) -> None:
    cli.check("""
        $ blog list python --sort date+ --template '{date:%d.%m.%Y}\\t{slug}|{tags}|{series}|{{x}}'
        01.04.2026	python-tales|python, diary||{x}
        04.05.2026	python-tips|python, tips||{x}
        $ blog list --template '{sulg}'
        2> error: unknown field 'sulg'
        2> hint: did you mean slug? fields: slug path title date updated expires status tags categories lang translations authors series summary word_count reading_minutes aliases url extra
        [exit 2]
        $ blog list --template '{slug.__class__}'
        2> error: unknown field 'slug.__class__'
        2> hint: fields: slug path title date updated expires status tags categories lang translations authors series summary word_count reading_minutes aliases url extra
        [exit 2]
        $ blog list --template '{date:>30}'
        2> error: {date:>30} is not a field with a date pattern such as {date:%Y-%m-%d}
        [exit 2]
        $ blog list --template '{slug:%Y}'
        2> error: {slug:%Y} is not a field with a date pattern such as {date:%Y-%m-%d}
        [exit 2]
        $ blog list --template '{slug'
        2> error: a brace stands alone in the template at 1: {slug
        2> hint: write {{ or }} for a brace itself
        [exit 2]
    """)  # noqa: E501 - the list of fields is long


def test_json_is_an_array_and_jsonl_a_line_a_post(cli: Cli) -> None:
    array = json.loads(cli("list", "--json").out)
    lines = [json.loads(line) for line in cli("list", "--format", "jsonl").out.splitlines()]
    assert array == lines
    assert len(array) == 7
    assert json.loads(cli("list", "nothingatall", "--json").out) == []
    assert cli("list", "nothingatall", "--format", "jsonl").out == ""


def test_a_post_as_json_keeps_its_contract(cli: Cli) -> None:
    """Keys are only ever added: scripts rely on each of these, and on the kind of its value."""
    (post,) = json.loads(cli("list", "slug:python-tales", "--json").out)
    assert post == {
        "slug": "python-tales",
        "path": "posts/python-tales.md",
        "title": "Python tales",
        "date": "2026-04-01T18:30:00+03:00",
        "updated": None,
        "expires": None,
        "status": "published",
        "tags": ["python", "diary"],
        "categories": [],
        "lang": "en",
        "translations": {},
        "authors": [],
        "series": None,
        "summary": "Three tales of large snakes.",
        "word_count": 7,
        "reading_minutes": 1,
        "aliases": [],
        "url": None,
        "extra": {"cover": "snake.png"},
    }
    (finnish,) = json.loads(cli("list", "lang:fi", "--json").out)
    assert finnish["translations"] == {"sv": "posts/uutiset/index.sv.md"}


def test_fields_are_selected_in_the_order_named(cli: Cli) -> None:
    (post,) = json.loads(cli("list", "slug:later", "--json", "--fields", "title, slug").out)
    assert list(post.items()) == [("title", "Later"), ("slug", "later")]
    assert cli("list", "slug:later", "--fields", "slug,date").out == (
        "later\t2027-01-01T09:00:00+02:00\n"
    )


def test_csv_has_a_head_and_quotes_what_needs_it(cli: Cli) -> None:
    rows = list(csv.reader(io.StringIO(cli("list", "slug:over", "--format", "csv").out)))
    assert rows == [
        ["date", "status", "lang", "slug", "title", "tags", "path"],
        [
            "2025-06-01T00:00:00+03:00",
            "expired",
            "en",
            "over",
            "Summer sale",
            "static site, C++",
            "posts/over.md",
        ],
    ]


def test_paths_are_seen_from_the_current_folder(cli: Cli, small: Path) -> None:
    assert Cli(small / "pages")("list", "slug:later", "--paths").out == "../posts/later.md\n"
    out = cli("list", "tag:python", "-0").out
    assert out == "posts/python-tips.md\0posts/python-tales.md\0"


@pytest.mark.parametrize(
    "options",
    [
        ("--json", "--paths"),
        ("--template", "{slug}", "-0"),
        ("--json", "--format", "csv"),
        ("--fields", "slug", "--template", "{slug}"),
        ("--fields", "slug", "--format", "table"),
        ("--format", "xml"),
        ("--limit", "-1"),
        ("--limit", "many"),
    ],
)
def test_what_contradicts_itself_is_wrong_usage(cli: Cli, options: tuple[str, ...]) -> None:
    result = cli("list", *options)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: ")


def test_nothing_found_brings_a_tag_that_the_blog_has(cli: Cli) -> None:
    cli.check("""
        $ blog list tag:pythn
        2> did you mean tag:python?
        2> 0 posts
        $ blog list -t pythn --json
        []
        2> did you mean tag:python?
    """)


def test_an_empty_blog_says_how_to_begin(empty: Path) -> None:
    (empty / "blog.toml").write_text('title = "New"\n')
    cli = Cli(empty)
    cli.check("""
        $ blog list
        2> hint: blog new 'A title' begins a post
        2> 0 posts
        $ blog list anything
        2> 0 posts
        $ blog export --to pdf
        2> error: there is no post to export
        2> hint: blog new 'A title' begins one
        [exit 1]
    """)


def test_nothing_found_is_no_failure_unless_asked(cli: Cli) -> None:
    cli.check("""
        $ blog list nothingatall
        2> 0 posts
        $ blog list nothingatall --fail-on-empty
        2> error: nothing matched
        [exit 4]
    """)


def test_wrong_values_come_with_the_right_ones(cli: Cli) -> None:
    cli.check("""
        $ blog list --status drft
        2> error: --status: there is no status 'drft'
        2> hint: did you mean draft?
        [exit 2]
        $ blog list --fields slug,titel
        2> error: unknown field 'titel'
        2> hint: did you mean title? fields: slug path title date updated expires status tags categories lang translations authors series summary word_count reading_minutes aliases url extra
        [exit 2]
    """)  # noqa: E501 - the list of fields is long
    assert cli("list", "--since", "2026-02-30").err.startswith("error: --since: '2026-02-30' is")


def test_a_post_that_cannot_be_read_is_named_and_the_others_are_listed(
    cli: Cli, small: Path
) -> None:
    (small / "posts/broken.md").write_text("---\ntitle: a: b\n---\nText\n")
    result = cli("list", "is:published", "--template", "{slug}")
    assert result.code == 0
    assert result.out.split() == ["uutiset", "uutiset", "python-tips", "python-tales"]
    assert result.err == (
        "warning: posts/broken.md:2:9: mapping values are not allowed in this context\n"
        "  2 | title: a: b\n"
        "              ^\n"
        "hint: put quotes around a value that holds `: `\n"
    )
    assert cli("list", "is:draft").err.splitlines()[-1] == (
        "1 post (1 draft); 1 file could not be read"
    )
    assert cli("list", "is:draft", "-q").err == ""


def test_the_query_is_explained(cli: Cli) -> None:
    result = cli("list", "--explain", "-tag:python", "large")
    assert result.code == 0
    assert "not" in result.out
    assert '"python"' in result.out


def test_as_of_moves_today(cli: Cli) -> None:
    cli.check("""
        $ blog list later --template '{status}'
        scheduled
        $ blog list later --template '{status}' --as-of 2026-12-31
        scheduled
        $ blog --as-of 2027-01-01 list later --template '{status}'
        published
        $ blog list later --template '{status}' --as-of 2027-01-01T08:59
        scheduled
        $ SOURCE_DATE_EPOCH=1900000000 blog list later --template '{status}'
        published
        $ SOURCE_DATE_EPOCH=soon blog list later
        2> error: SOURCE_DATE_EPOCH is 'soon', not a number of seconds
        [exit 2]
        $ blog list --as-of someday
        2> error: --as-of: 'someday' is not a date
        2> hint: dates are written as 2026, 2026-05, 2026-05-17, 2026-05-17T18:00, today, monday, last-month, 3d (ago), +2w (ahead)
        [exit 2]
    """)  # noqa: E501 - the forms of dates are many


def test_what_is_not_read_among_posts_is_noted_once(cli: Cli, small: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (small / "posts/away").symlink_to(tmp_path / "elsewhere")
    (small / "posts/round").symlink_to(small)
    os.mkfifo(small / "posts/pipe.md")
    for name in ("a.rst", "b.RST", "c.org", "d.html", "index.html", "e.txt", "f.txt", "f.meta"):
        (small / f"posts/{name}").write_text("Text.\n")
    for name in ("later.html", "index.rst", "_part.html", "notes.txt"):
        (small / f"posts/{name}").write_text("Text.\n")
    (small / "posts/demo").mkdir()
    (small / "posts/demo/index.qmd").write_text("Text.\n")
    (small / "posts/demo/part.html").write_text("<p>Text.</p>")
    result = cli("list", "--limit", "1")
    assert result.err.splitlines()[:3] == [
        "note: 2 .rst, 1 .html, 1 .org, 1 .qmd and 1 .txt posts are not read",
        "note: posts/away leads out of the blog, and is not read",
        "note: posts/pipe.md is no regular file, and is not read",
    ]
    for quiet in (("list", "-q"), ("show", "later"), ("search", "large")):
        assert "not read" not in cli(*quiet).err


def test_a_blog_of_posts_in_other_markup_only_says_so(empty: Path) -> None:
    (empty / "conf.py").write_text('BLOG_TITLE = "B"\nPOSTS = (("posts/*.rst", "posts", "p"),)\n')
    (empty / "posts").mkdir()
    (empty / "posts/a.rst").write_text(".. title: A\n\nText.\n")
    (empty / "posts/b.txt").write_text(".. title: B\n\nText.\n")
    Cli(empty).check("""
        $ blog list
        2> note: 1 .rst and 1 .txt posts are not read
        2> 0 posts
    """)


def test_templates_of_a_whole_site_of_eleventy_are_no_posts(empty: Path) -> None:
    (empty / "eleventy.config.js").write_text("export const config = { dir: { input: 'src' } }\n")
    (empty / "src/trips").mkdir(parents=True)
    (empty / "src/about.md").write_text("---\ntitle: About\n---\nText.\n")
    (empty / "src/trips/a.md").write_text("---\ntitle: A\n---\nText.\n")
    for name in ("src/feed.njk", "src/search.html", "src/trips/b.njk"):
        (empty / name).write_text("Text.\n")
    assert "note: 1 .njk post is not read\n" in Cli(empty)("list").err


def test_a_blog_without_posts_says_where_it_looked(empty: Path) -> None:
    (empty / "hugo.toml").touch()
    (empty / "content/blog").mkdir(parents=True)
    (empty / "public").mkdir()
    (empty / "public/a.md").write_text("---\ntitle: A\n---\n")
    Cli(empty).check("""
        $ blog list
        2> note: no posts in content/blog/; --posts DIR says where they are
        2> hint: blog new 'A title' begins a post
        2> 0 posts
        $ blog list is:draft
        2> 0 posts
        $ blog list --posts public --template {title}
        A
    """)


def test_files_that_belong_to_bundles_and_pages_are_no_posts(empty: Path) -> None:
    for path in ("content/posts/a/index.md", "content/about.md", "content/posts/b.md"):
        (empty / path).parent.mkdir(parents=True, exist_ok=True)
        (empty / path).write_text("---\ntitle: A\ndate: 2020-01-01\n---\nText.\n")
    for path in ("content/posts/a/plot.html", "content/posts/a/n.ipynb", "content/old.rst"):
        (empty / path).write_text("Text.\n")
    assert Cli(empty)("list").err == "2 posts\n"


@pytest.mark.parametrize(
    ("folder", "meant"), [("typo", "posts"), ("Posts", "posts"), ("page", "pages")]
)
def test_a_folder_of_posts_that_is_not_there_is_told_of(
    cli: Cli, small: Path, folder: str, meant: str
) -> None:
    (small / "pages").mkdir(exist_ok=True)
    (small / "blog.toml").write_text(f'[posts]\nfolders = ["{folder}"]\n')
    assert cli("list").err == (
        f"warning: blog.toml: posts.folders[0]: there is no folder '{folder}';"
        f" did you mean {meant}?\n0 posts\n"
    )
    (small / "blog.toml").unlink()
    result = cli("list", "--posts", folder)
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        f"error: there is no folder {small / folder}\nhint: did you mean {meant}?\n"
    )


@pytest.mark.parametrize("name", ["blog.toml", "_config.yml", "hugo.toml", "conf.py", "posts/x.md"])
def test_a_pipe_is_never_waited_for(cli: Cli, small: Path, name: str) -> None:
    (small / name).unlink(missing_ok=True)
    os.mkfifo(small / name)
    signal.alarm(20)  # ends the whole run rather than wait for ever
    try:
        result = cli("list")
    finally:
        signal.alarm(0)
    assert ("no regular file" in result.err) == (name in {"blog.toml", "posts/x.md"})


DOUBTFUL = {
    "title: A\ntitle: B": "3:1: title: written more than once; the last one counts",
    "title: {a: b}": "2:8: title: a mapping where one value is wanted is left out",
    "title: [Draft]": "2:8: title: a list where one value is wanted is left out",
    "lang: ../x": "2:7: lang: '../x' is no language",
    "lang: {a: b}": "2:7: lang: a mapping is no language",
    "slug: /etc/passwd": "2:7: slug: of '/etc/passwd' only 'passwd' is used",
    "slug: [a]": "2:7: slug: a list where one value is wanted is left out",
    "date: {a: b}": "2:7: date: a mapping where one value is wanted is left out",
    "date: 0001-01-01T00:00:00+10:00":
        "2:7: date: '0001-01-01T00:00:00+10:00' is no date of a post, and is left out",
    "draft: maybe": "2:8: draft: 'maybe' is neither true nor false: the post is no draft",
}  # fmt: skip


@pytest.mark.parametrize("header", DOUBTFUL)
def test_what_front_matter_says_in_vain_is_told_and_the_post_is_listed(
    empty: Path, header: str
) -> None:
    (empty / "posts").mkdir()
    (empty / "posts/a.md").write_text(f"---\n{header}\nkey: 1\n---\n# Heading\n\nText.\n")
    (empty / "posts/b.md").write_text("---\ntitle: B\n---\nText.\n")
    cli = Cli(empty)
    for _ in range(2):  # read, and from the index
        listed = cli("list", "--json")
        assert f"warning: posts/a.md:{DOUBTFUL[header]}\n" in listed.err
        assert [post["path"] for post in json.loads(listed.out)] == ["posts/a.md", "posts/b.md"]
    assert "warning" in cli("show", "posts/a.md").err
    assert cli("show", "b").err == ""
    assert cli("list", "-q").err == ""
    (empty / "posts/a.md").write_text("---\ntitle: A\n---\nText.\n")
    assert "warning" not in cli("list").err


@pytest.mark.parametrize(
    "header",
    ["date: 0001-01-01T00:00:00Z", "date: 0001-01-01", "lang:", "language: python", "title: ''",
     "slug: /a/", "draft: no", "draft: ''", "date: []", "published: 2020-01-01"],
)  # fmt: skip
def test_what_generators_write_for_nothing_is_no_doubt(empty: Path, header: str) -> None:
    (empty / "posts").mkdir()
    (empty / "posts/a.md").write_text(f"---\n{header}\n---\n# Heading\n\nText.\n")
    assert "warning" not in Cli(empty)("list").err


def test_many_doubts_are_summed_up(empty: Path) -> None:
    (empty / "posts").mkdir()
    for number in range(8):
        (empty / f"posts/{number}.md").write_text("---\nlang: ../x\n---\nText.\n")
    cli = Cli(empty)
    assert cli("list").err.count("warning:") == 5
    assert "and 3 more such warnings; -v shows them\n" in cli("list").err
    assert cli("list", "-v").err.count("warning:") == 8
