"""Front matter changed: exactly the lines concerned, in every format."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from blogcli.errors import PostError
from blogcli.posts import reading
from blogcli.posts.dialects import Dialect, Name
from blogcli.posts.editing import (
    AddItem,
    Change,
    Place,
    Remove,
    RemoveItem,
    Rename,
    RenameItem,
    Set,
    edit,
)
from blogcli.posts.header_writing import Raw
from blogcli.posts.values import as_text
from extent import part

BODY = "\nBody.\r\n---\n  tail"


def changed(text: str, *changes: Change, name: Name = "hugo") -> str:
    place = Place("posts/a.md", Dialect(name, ""))
    return edit(text.encode(), changes, place).decode()


def yaml(header: str) -> str:
    return f"---\n{header}---\n{BODY}"


def toml(header: str) -> str:
    return f"+++\n{header}+++\n{BODY}"


YAML = [
    ("title: A  # mine\nx: 1\n", Set(("title",), "B"), "title: B  # mine\nx: 1\n"),
    ("title: 'A'\nx: 1\n", Set(("title",), "it's"), "title: 'it''s'\nx: 1\n"),
    ('title: "A"\n', Set(("title",), 'a "b"'), 'title: "a \\"b\\""\n'),
    ("title: A\n", Set(("title",), "a: b"), 'title: "a: b"\n'),
    ("Title: A\n", Set(("title",), "B"), "Title: B\n"),
    ("title:\nx: 1\n", Set(("title",), "B"), "title: B\nx: 1\n"),
    ("title:   # none\nx: 1\n", Set(("title",), "B"), "title: B   # none\nx: 1\n"),
    ("title: A\n\n# the end\n", Set(("draft",), True), "title: A\n\n# the end\ndraft: true\n"),
    ("title: A\n\n", Set(("draft",), False), "title: A\ndraft: false\n\n"),
    ("title: |\n  A\n  b\n\nx: 1\n", Set(("title",), "B"), "title: B\n\nx: 1\n"),
    ("title: A\n  b\nx: 1\n", Set(("title",), "B"), "title: B\nx: 1\n"),
    ("date: 2020-01-01\n", Set(("date",), Raw("2021-02-03")), "date: 2021-02-03\n"),
    ("date: '2020-01-01'\n", Set(("date",), Raw("2021-02-03")), "date: '2021-02-03'\n"),
    ("a: &x 1\nb: 2\n", Set(("a",), "B"), "a: &x B\nb: 2\n"),
    ("a: &x 1\nb: *x\n", Set(("b",), "B"), "a: &x 1\nb: B\n"),
    ("tags: # t\n- a\n- b\nx: 1\n", Set(("tags",), ("c", "d")), "tags: # t\n- c\n- d\nx: 1\n"),
    ("tags: # t\n  - a\n  - b\nx: 1\n", Set(("tags",), ()), "tags: [] # t\nx: 1\n"),
    ("tags: [a]\n", Set(("tags",), ("c", "d e")), "tags: [c, d e]\n"),
    ("e:\n  a: 1\n  # c\nx: 1\n", Set(("e", "b"), "B"), "e:\n  a: 1\n  b: B\n  # c\nx: 1\n"),
    ("x: 1\n", Set(("e", "b"), "B"), "x: 1\ne:\n  b: B\n"),
    ("e: {a: 1}\nx: 1\n", Set(("e", "b"), "B, c"), 'e: {a: 1, b: "B, c"}\nx: 1\n'),
    ("{title: A}\n", Set(("draft",), True), "{title: A, draft: true}\n"),
    ("a: 1 # one\nb: 2\nc: 3\n", Remove(("b",)), "a: 1 # one\nc: 3\n"),
    ("a:\n  - 1\n\n  - 2\n# c\nb: 2\n", Remove(("a",)), "# c\nb: 2\n"),
    ("a: |\n  x\n\n  y\n\nb: 2\n", Remove(("a",)), "\nb: 2\n"),
    ("a: 1\nb:\n", Remove(("b",)), "a: 1\n"),
    ("a: 1\n", Remove(("b",)), "a: 1\n"),
    ("e:\n  a: 1\nb: 2\n", Remove(("e", "a")), "b: 2\n"),
    ("e: {a: 1, b: 2}\n", Remove(("e", "a")), "e: {b: 2}\n"),
    ("e: {a: 1, b: 2}\n", Remove(("e", "b")), "e: {a: 1}\n"),
    ("a: 1 # c\nb: 2\n", Rename(("a",), "z"), "z: 1 # c\nb: 2\n"),
    ("tags: [a, 'b',c] # t\n", AddItem(("tags",), "d"), "tags: [a, 'b',c,d] # t\n"),
    ("tags: ['a', 'b'] # t\n", AddItem(("tags",), "d"), "tags: ['a', 'b', 'd'] # t\n"),
    ("tags: ['a', 'b'] # t\n", AddItem(("tags",), "a"), "tags: ['a', 'b'] # t\n"),
    ("tags: []\n", AddItem(("tags",), "a"), "tags: [a]\n"),
    ("tags:\nx: 1\n", AddItem(("tags",), "a"), "tags: [a]\nx: 1\n"),
    ("x: 1\n", AddItem(("tags",), "a"), "x: 1\ntags: [a]\n"),
    ("tags:\n-   a\nx: 1\n", AddItem(("tags",), "b"), "tags:\n-   a\n-   b\nx: 1\n"),
    ("tags: [\n  a,\n  b, # two\n]\n", AddItem(("tags",), "c"),
     "tags: [\n  a,\n  b,\n  c, # two\n]\n"),
    ("tags: [\n  a,\n  b # two\n]\n", RemoveItem(("tags",), "b"), "tags: [\n  a,\n]\n"),
    ("tags: [a, b, c]\n", RemoveItem(("tags",), "b"), "tags: [a, c]\n"),
    ("tags: [a, b, c]\n", RemoveItem(("tags",), "c"), "tags: [a, b]\n"),
    ("tags: [a]\n", RemoveItem(("tags",), "a"), "tags: []\n"),
    ("tags:\n  - a # 1\n  - b # 2\nx: 1\n", RemoveItem(("tags",), "b"), "tags:\n  - a # 1\nx: 1\n"),
    ("tags:\n  - a # 1\nx: 1\n", RemoveItem(("tags",), "a"), "tags: []\nx: 1\n"),
    ('tags: [a, "b"]\n', RenameItem(("tags",), "b", "c d"), 'tags: [a, "c d"]\n'),
    ("tags: [a, b]\n", RenameItem(("tags",), "b", "c, d"), 'tags: [a, "c, d"]\n'),
    ("tags: [a, b, c]\n", RenameItem(("tags",), "b", "c"), "tags: [a, c]\n"),
    ("tags:\n- a\n- 'b' # t\n", RenameItem(("tags",), "b", "c"), "tags:\n- a\n- 'c' # t\n"),
    ("tags: a  b\n", RenameItem(("tags",), "b", "c", " "), "tags: a  c\n"),
    ("tags: a b\n", AddItem(("tags",), "c", " "), "tags: a b c\n"),
    ("tags: a b\n", AddItem(("tags",), "c d", " "), "tags: [a, b, c d]\n"),
    ("tags: a, b\n", RemoveItem(("tags",), "a", ","), "tags: b\n"),
    ("tags: a, b, c\n", RemoveItem(("tags",), "c", ","), "tags: a, b\n"),
    ("tags: a b\n", AddItem(("tags",), "c"), "tags: [a b, c]\n"),
    ("tags: a b\n", RenameItem(("tags",), "a b", "c"), "tags: c\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "change", "after"), YAML)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_yaml(before: str, change: Change, after: str, newline: str) -> None:
    given = yaml(before).replace("\n", newline)
    assert changed(given, change) == yaml(after).replace("\n", newline)


def test_a_byte_order_mark_and_mixed_line_ends_stay() -> None:
    text = "\ufeff---\r\ntitle: A\ntags:\r\n- a\n- b\r\n---\nBody\r\n"
    assert changed(text, Set(("title",), "B"), RenameItem(("tags",), "b", "c")) == (
        "\ufeff---\r\ntitle: B\ntags:\r\n- a\n- c\r\n---\nBody\r\n"
    )


TOML = [
    ('title = "A" # c\n', Set(("title",), 'B "x"'), 'title = "B \\"x\\"" # c\n'),
    ("title = 'A'\n", Set(("title",), "B"), "title = 'B'\n"),
    ("title = 'A'\n", Set(("title",), "it's"), 'title = "it\'s"\n'),
    ("a = 1\n\n[extra]\nx = 1\n", Set(("draft",), True), "a = 1\ndraft = true\n\n[extra]\nx = 1\n"),
    ("# c\n[extra]\nx = 1\n", Set(("draft",), True), "draft = true\n# c\n[extra]\nx = 1\n"),
    ("date = 2020-01-01\n", Set(("date",), Raw("2021-02-03")), "date = 2021-02-03\n"),
    ("a = 1\n", Set(("date",), Raw("2021-02-03T04:05:06+02:00")),
     "a = 1\ndate = 2021-02-03T04:05:06+02:00\n"),
    ("a = 1\n[extra] # e\nx = 1\n", Set(("extra", "y"), "Y"),
     'a = 1\n[extra] # e\nx = 1\ny = "Y"\n'),
    ("a = 1\n", Set(("extra", "y"), "Y"), 'a = 1\n\n[extra]\ny = "Y"\n'),
    ("a = 1\nb = '''\nx\n[y]\n'''\n", Set(("c",), "Y"), "a = 1\nb = '''\nx\n[y]\n'''\nc = \"Y\"\n"),
    ("a = 1\nb = [\n  1, # ]\n]\nc = 3\n", Remove(("b",)), "a = 1\nc = 3\n"),
    ("e.a = 1\nb = 2\n", Set(("e", "c"), True), "e.a = 1\ne.c = true\nb = 2\n"),
    ("e = {a = 1}\nb = 2\n", Set(("e", "c"), True), "e = {a = 1, c = true}\nb = 2\n"),
    ('[extra]\nx = 1\n[taxonomies]\ntags = ["a"]\n', AddItem(("taxonomies", "tags"), "b"),
     '[extra]\nx = 1\n[taxonomies]\ntags = ["a", "b"]\n'),
    ("tags = [\n  'a',\n  'b', # b\n]\n", RenameItem(("tags",), "b", "c"),
     "tags = [\n  'a',\n  'c', # b\n]\n"),
    ("tags = [\n  'a',\n  'b'\n]\n", AddItem(("tags",), "c"),
     "tags = [\n  'a',\n  'b',\n  'c'\n]\n"),
    ("tags = ['a', 'b']\n", RemoveItem(("tags",), "a"), "tags = ['b']\n"),
    ("tags = ['b']\n", RemoveItem(("tags",), "b"), "tags = []\n"),
    ("[a]\nx = 1\n", Rename(("a",), "z"), "[z]\nx = 1\n"),
    ('"my key" = 1\n', Rename(("my key",), "your key"), '"your key" = 1\n'),
]  # fmt: skip


@pytest.mark.parametrize(("before", "change", "after"), TOML)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_toml(before: str, change: Change, after: str, newline: str) -> None:
    given = toml(before).replace("\n", newline)
    assert changed(given, change) == toml(after).replace("\n", newline)


JSON = [
    ('{"title": "A", "x": 1}\n', Set(("title",), "B"), '{"title": "B", "x": 1}\n'),
    ('{\n  "title": "A"\n}\n', Set(("draft",), True), '{\n  "title": "A",\n  "draft": true\n}\n'),
    ('{"title": "A"}\n', Set(("tags",), ("a", "b")), '{"title": "A", "tags": ["a", "b"]}\n'),
    ('{\n  "a": 1,\n  "b": 2\n}\n', Remove(("b",)), '{\n  "a": 1\n}\n'),
    ('{\n  "a": 1,\n  "b": 2\n}\n', Remove(("a",)), '{\n  "b": 2\n}\n'),
    ('{"a":[1, 2], "tags":["x"]}\n', AddItem(("tags",), "ä"), '{"a":[1, 2], "tags":["x", "ä"]}\n'),
    ('{"tags": [\n  "x",\n  "y"\n]}\n', RemoveItem(("tags",), "y"), '{"tags": [\n  "x"\n]}\n'),
    ('{"tags": ["x", "y"]}\n', RenameItem(("tags",), "y", "z"), '{"tags": ["x", "z"]}\n'),
    ('"title": "A"\n;;;\n', Set(("draft",), True), '"title": "A",\n"draft": true\n;;;\n'),
]  # fmt: skip


@pytest.mark.parametrize(("before", "change", "after"), JSON)
def test_json(before: str, change: Change, after: str) -> None:
    assert changed(before + BODY, change) == after + BODY


LINES = [
    ("Title: A\nTags: a, b\n", Set(("title",), "B: c"), "Title: B: c\nTags: a, b\n"),
    ("Title: A\nTags: a, b\n", Set(("Status",), "draft"), "Title: A\nTags: a, b\nStatus: draft\n"),
    ("Title: A\nTags: a, b\n", AddItem(("tags",), "c", ","), "Title: A\nTags: a, b, c\n"),
    ("Title: A\nTags: a; b\n", AddItem(("tags",), "c", ";"), "Title: A\nTags: a; b; c\n"),
    ("Title: A\nTags: a,\n    b,\n    c\nX: y\n", RenameItem(("tags",), "b", "d", ","),
     "Title: A\nTags: a,\n    d,\n    c\nX: y\n"),
    ("Title: A\nTags: a,\n    b\nX: y\n", AddItem(("tags",), "c", ","),
     "Title: A\nTags: a,\n    b,\n    c\nX: y\n"),
    ("Title: A\nSummary: a\n    b\nX: y\n", Remove(("summary",)), "Title: A\nX: y\n"),
    ("Title: A\nSummary: a\n    b\nX: y\n", Set(("summary",), "c"), "Title: A\nSummary: c\nX: y\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "change", "after"), LINES)
def test_pelican(before: str, change: Change, after: str) -> None:
    assert changed(before + BODY, change, name="pelican") == after + BODY
    fence = f"---\n{before}---\n{BODY}"
    if "    " not in before and "B: c" not in after:  # YAML as well
        assert changed(fence, change, name="pelican") == f"---\n{after}---\n{BODY}"


def test_nikola() -> None:
    text = "<!--\n.. title: A\n.. tags: a, b\n-->\n\nBody\n"
    assert changed(
        text,
        Set(("title",), "B"),
        AddItem(("tags",), "c", ","),
        Set(("status",), "draft"),
        Remove(("slug",)),
        RemoveItem(("tags",), "a", ","),
        name="nikola",
    ) == "<!--\n.. title: B\n.. tags: b, c\n.. status: draft\n-->\n\nBody\n"  # fmt: skip


HEADERS: dict[Name, str] = {
    "hugo": "---\ntitle: A\n---\n\n",
    "zola": '+++\ntitle = "A"\n+++\n\n',
    "pelican": "title: A\n\n",
    "nikola": "<!--\n.. title: A\n-->\n\n",
}


@pytest.mark.parametrize("name", HEADERS)
@pytest.mark.parametrize("body", ["# Hi\n\nText", "\n\nText\n", "Text\r\nmore\r\n"])
def test_a_post_without_front_matter_gets_one_in_the_dialect(name: Name, body: str) -> None:
    newline = "\r\n" if "\r" in body else "\n"
    header = HEADERS[name].replace("\n", newline)
    assert changed(body, Set(("title",), "A"), name=name) == header + body


REFUSED = [
    (yaml("a: &x 1\nb: *x\n"), Set(("a",), "B"), "posts/a.md:2:4: other values than a"),
    (yaml("a: &x [1]\nb: *x\n"), Remove(("a",)), "posts/a.md:2:4: a can't be changed here"),
    (yaml("a: 1\na: 2\n"), Remove(("a",)), "posts/a.md:3:4: a is there more than once"),
    (yaml("d: &d {t: 1}\n<<: *d\n"), Remove(("t",)), "t comes from another part"),
    (yaml("a: 1\nb: 2\n"), Rename(("a",), "b"), "posts/a.md:3:1: b is there already"),
    (yaml("a: 1\n"), Set(("a", "b"), "c"), "posts/a.md:2:1: a has no keys inside"),
    (yaml("Title: a\ntitle: b\n"), Set(("title",), "c"), "posts/a.md:3:1: Title and title are one"),
    (
        "Title: a\ntitle: b\n\nText\n",
        Set(("title",), "c"),
        "posts/a.md:2:1: Title and title are one",
    ),
    (yaml("tags: [a, a]\n"), RenameItem(("tags",), "a", "b"), "'a' is in tags twice"),
    (yaml("a: [\n"), Set(("a",), "c"), "posts/a.md:2:5: "),
    (toml("[a]\nx = 1\n[b]\n[a.c]\ny = 1\n"), Rename(("a",), "z"), "other values would change"),
    (toml("a.b = 1\n"), Rename(("a",), "z"), "posts/a.md:2:1: this name is part of dotted keys"),
    ('---js\n{title: "A"}\n---\n', Set(("title",), "B"), "a header in JavaScript"),
]


@pytest.mark.parametrize(("text", "change", "reason"), REFUSED)
def test_what_can_not_be_done_safely_is_refused_with_its_place(
    text: str, change: Change, reason: str
) -> None:
    with pytest.raises(PostError, match=re.escape(reason)):
        changed(text, change)


WORDS = st.text("aäb c'\":#-,[]{}&*!|>%@`\\1日", min_size=1, max_size=9).map(str.strip).filter(bool)
NAMES = st.sampled_from(["x", "other", "tags", "date", "my-key", "draft", "list", "long"])
FRAGMENTS = [
    "{k}: {p}", "{k}:   {p}  # c", "{k}: '{p}'", '{k}: "{p}"', "{k}:\n  - {p}\n  # c\n  - '{p} 2'",
    "{k}:\n- {p}\n-   {p} 2 # c", "{k}: [{p}, '{p} 2']", "{k}: [\n  {p},\n  {p} 2, # c\n]",
    "{k}: |\n  {p}\n\n    {p}\n", "{k}: >-\n  {p}\n  {p}\n", "{k}:", "{k}: ~", "{k}: 007",
    "{k}: 1.10", "{k}: 2024-01-01 10:00", "{k}: true", "{k}: {{a: {p}, b: [1, 2]}}",
    "{k}:\n  a: {p}\n  b:\n    - 1", "{k}: &{k} {p}", "{k}: {p}\n  {p}", "'{k}': {p}", "{k} : {p}",
]  # fmt: skip


@st.composite
def headers(draw: st.DrawFn) -> str:
    """A header in YAML as people write them, each key once."""
    keys = draw(st.lists(NAMES, unique=True, min_size=1, max_size=6))
    plain = st.sampled_from(["a", "word", "two words", "ä", "日本", "c-d", "x.y"])
    lines = []
    for key in keys:
        lines += draw(st.lists(st.sampled_from(["", "# c", "  # d"]), max_size=1))
        lines.append(draw(st.sampled_from(FRAGMENTS)).format(k=key, p=draw(plain)))
    return "\n".join(lines) + "\n"


@st.composite
def changes(draw: st.DrawFn, keys: st.SearchStrategy[str] = NAMES) -> Change:
    """Any change of any key."""
    key, word = (draw(keys),), draw(WORDS)
    kinds: list[Change] = [
        Set(key, word),
        Set(key, draw(st.booleans())),
        Set(key, tuple(draw(st.lists(WORDS, max_size=3)))),
        Set(key, Raw("2024-05-06")),
        Remove(key),
        Rename(key, "renamed"),
        AddItem(key, word),
        RemoveItem(key, draw(st.sampled_from(["a", "word 2", "two words"]))),
        RenameItem(key, draw(st.sampled_from(["a", "word 2", "two words"])), word),
    ]
    return draw(st.sampled_from(kinds))


@given(headers(), changes(), st.sampled_from(["\n", "\r\n"]), st.booleans())
@example("tags:\n- a\n", Set(("tags",), ()), "\r\n", True)
def test_whatever_is_changed_all_else_stays(
    header: str, change: Change, newline: str, bom: bool
) -> None:
    text = ("\ufeff" if bom else "") + yaml(header).replace("\n", newline)
    data = text.encode()
    with contextlib.suppress(PostError):
        data = edit(data, [change], Place("a.md", Dialect("hugo", "")))
        verify(text, data.decode(), change, "hugo")


def verify(before: str, after: str, change: Change, name: Name) -> None:
    """Compare by lines and by values, without what the editing itself compares with."""
    first, second = (values(text, name) for text in (before, after))
    key = next((one for one in first if one.lower() == change.key[0].lower()), change.key[0])
    assert {k: shown(v) for k, v in second.items() if k not in (key, "renamed")} == {
        k: shown(v) for k, v in first.items() if k not in (key, "renamed")
    }
    expect(first.get(key), second, key, change)
    assert untouched(before, after, key, name), (before, after)


SAMPLES = Path(__file__).parents[1] / "samples/blogs"
MARKDOWN = frozenset((".md", ".mdx", ".markdown"))


def real_posts() -> Iterator[tuple[Path, Name]]:
    corpora = os.environ.get("BLOG_CORPORA")
    for file in sorted(Path(corpora).rglob("*.md")) if corpora else ():
        yield file, "hugo"
    for folder in sorted(SAMPLES.iterdir()):
        for file in sorted(folder.rglob("*")):
            if file.suffix in MARKDOWN:
                yield file, folder.name  # type: ignore[misc]  # they are named so


def real_changes(known: dict[str, Any], number: int) -> Iterator[Change]:
    """Give changes of new keys, and of two of the keys that are there."""
    yield Set(("title",), 'New: "title"')
    yield Set(("zzz",), "v")
    yield Set(("draft",), value=True)
    yield Set(("tags",), ("a", "b c"))
    keys = list(known)
    for key in {keys[number % len(keys)], keys[-1 - number % len(keys)]} if keys else ():
        yield from (Remove((key,)), Rename((key,), "renamed"), Set((key,), "we: ird"))
    for key, value in known.items():
        if isinstance(value, list) and value and isinstance(value[0], str):
            yield from (AddItem((key,), "new one"), RemoveItem((key,), value[0]))
            yield from (RenameItem((key,), value[0], "an, other"), RemoveItem((key,), value[-1]))


def test_in_real_posts_too(corpora: Path) -> None:
    assert corpora.is_dir()
    done = 0
    refused = []
    for number, (file, name) in enumerate(islice(real_posts(), 0, None, part(4))):
        try:
            text = file.read_bytes().decode()
            known = values(text, name)
        except PostError:
            continue
        for change in real_changes(known, number):
            try:
                data = edit(file.read_bytes(), [change], Place(str(file), Dialect(name, "")))
            except PostError as error:
                refused.append(error.reason)
                continue
            verify(text, data.decode(), change, name)
            done += 1
    assert done > 5_000 // part(4)
    # A program is not changed; Hexo's header without a first fence is none without its title.
    assert {reason.partition(",")[0] for reason in refused} <= {
        "a header in JavaScript is a program",
        "the text of the post would not stay as it is",
        "extra is a table",
        "taxonomies is a table",
    }
    assert len(refused) < 50


def values(text: str, name: Name) -> dict[str, Any]:
    dialect = Dialect(name, "")
    return reading.values_of(reading.split(text.encode(), "a.md", dialect), "a.md", dialect)


def shown(value: object) -> object:
    """Give a value with its numbers as they were written."""
    if isinstance(value, dict):
        return {key: shown(item) for key, item in value.items()}
    if isinstance(value, list):
        return [shown(item) for item in value]
    return (type(value), as_text(value))


def expect(old: object, found: dict[str, Any], key: str, change: Change) -> None:
    if isinstance(change, Remove):
        assert key not in found
    elif isinstance(change, Rename):
        assert shown(found["renamed"]) == shown(old)
    elif isinstance(change, Set) and isinstance(change.value, tuple):
        assert names(found[key]) in (names(list(change.value)), [", ".join(change.value)])
    elif isinstance(change, Set):
        assert as_text(found[key]) == as_text(change.value)
    elif isinstance(change, AddItem):
        assert " ".join(change.item.split()) in names(found[key])
    elif isinstance(change, RemoveItem):
        assert change.item not in names(found.get(key))
    elif change.item in names(old):
        assert " ".join(change.name.split()) in names(found[key])


def names(value: object) -> list[str]:
    """Give what the author would call the names of a value."""
    items = value if isinstance(value, list) else [value]
    return [" ".join(as_text(item).split()) for item in items]


def untouched(before: str, after: str, key: str, name: Name) -> bool:
    """Say whether all lines but those from the key's own to the next key's are the same."""
    old, new = before.splitlines(), after.splitlines()
    if name == "hexo" or before.startswith("{"):  # JSON has no comma behind its last value
        old, new = ([line.rstrip(",") for line in lines] for lines in (old, new))
    start = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
    if start is None:
        return old == new or len(old) != len(new)
    ends = 0
    while ends < min(len(old), len(new)) - start and old[-1 - ends] == new[-1 - ends]:
        ends += 1
    touched = "".join(old[start : len(old) - ends])
    keys = [
        one for one in values(before, name) if re.search(rf"(?m)^[\"']?{one}[\"']? ?[:=]", touched)
    ]
    return set(keys) <= {key} and not re.search(r"(?m)^# c", touched)


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
def test_old_line_breaks_of_yaml_stay_within_their_values(sign: str) -> None:
    before = f"---\ntitle: one{sign}two\nnote: |\n  z{sign}w\ntags: [p, 'q{sign}r']\n---\nBody\n"
    after = before.replace("---\nBody", "lang: fi\n---\nBody").replace("r']", "r', s]")
    assert changed(before, Set(("lang",), "fi"), AddItem(("tags",), "s")) == after.replace(
        ", s]", ", 's']"
    )
    assert changed(before, Set(("title",), "new")) == before.replace(f"one{sign}two", "new")
    written = changed("---\ntitle: a\n---\n", Set(("note",), f"x{sign}y"))
    assert (
        reading.values_of(
            reading.split(written.encode(), "a.md", Dialect("hugo")), "a.md", Dialect("hugo")
        )["note"]
        == f"x{sign}y"
    )
