"""The index follows the files: after a sync it says what they say, and nothing else is written."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from blogcli.config import Config, PostsConfig
from blogcli.index import catalog, derive, dictionaries, extraction, preparation, update
from blogcli.index.context import QueryContext
from blogcli.index.database import Database, open_index
from blogcli.index.faults import UnwritableIndex
from blogcli.index.glance import Glance
from blogcli.index.sync import SyncReport, SyncSource, complete_words, sync
from blogcli.posts import opening, reading
from blogcli.posts.context import ReadContext
from blogcli.posts.dialects import detect
from blogcli.posts.post import Post
from blogcli.query import parse

LONG_AGO = 1_500_000_000_000_000_000
NOW = datetime(2026, 11, 24, tzinfo=UTC)


def source_of(root: Path, **context: object) -> SyncSource:
    """A blog in Basque, for which there is no dictionary to prepare."""
    values = {"default_lang": "eu", "languages": (), "timezone": UTC, **context}
    read = ReadContext(detect(root), **values)  # type: ignore[arg-type]
    return SyncSource(root, Config(), read, root.parent / "dictionaries")


class Desk:
    """A blog and its index."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "blog"
        (self.root / "posts").mkdir(parents=True)
        self.cache = folder / "cache"
        self.source = source_of(self.root)
        self.db = open_index(self.cache, self.root)
        self.moment = NOW

    def write(self, name: str, text: str, age: int = LONG_AGO) -> Path:
        path = self.root / "posts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, ns=(age, age))
        return path

    def sync(self) -> SyncReport:
        self.moment += timedelta(hours=1)
        return sync(self.db, self.source, self.moment)

    def reopen(self) -> None:
        self.db.close()
        self.db = open_index(self.cache, self.root)

    def posts(self) -> dict[str, Post]:
        return posts_in(self.db)


def posts_in(db: Database) -> dict[str, Post]:
    rows = db.connection.execute("SELECT path, data FROM post").fetchall()
    return {str(path): Post.from_json(json.loads(str(data))) for path, data in rows}


def words_of(db: Database) -> int:
    return int(str(db.connection.execute("SELECT count(*) FROM words").get))


def values_of(db: Database, path: str) -> list[tuple[object, ...]]:
    return db.connection.execute(
        "SELECT key, value, folded FROM value JOIN post ON post.id = post_id WHERE path = ?"
        " ORDER BY value.rowid",
        (path,),
    ).fetchall()


def dump(db: Database) -> dict[str, list[tuple[object, ...]]]:
    """All that the index says, numbers of rows and times of looking aside."""
    columns = (
        "path, kind, listed, slug, title, lang, date, updated, expires, draft, series, word_count,"
        " translation_key, mtime_ns, summary, data"
    )
    statements = {
        "file": "SELECT path, kind, size, mtime_ns, inode, hidden, error FROM file",
        "post": f"SELECT {columns} FROM post",
        "value": "SELECT path, key, value, folded FROM value JOIN post ON post.id = post_id",
    }
    found = {
        name: sorted(db.connection.execute(statement).fetchall(), key=repr)
        for name, statement in statements.items()
    }
    ids = db.connection.execute("SELECT id FROM post ORDER BY id").fetchall()
    assert ids == db.connection.execute("SELECT rowid FROM words ORDER BY rowid").fetchall()
    return found


def tree(folder: Path) -> str:
    """Sum up every file below a folder, with its times."""
    parts = []
    for path in sorted(folder.rglob("*")):
        state = path.lstat()
        content = path.read_bytes() if path.is_file() else b""
        parts.append((str(path), state.st_mode, state.st_mtime_ns, content))
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def post(title: str, body: str = "Text.", **front: object) -> str:
    header = "".join(f"{key}: {json.dumps(value)}\n" for key, value in front.items())
    return f"---\ntitle: {title}\n{header}---\n\n{body}\n"


def test_new_changed_and_removed_files_are_followed(desk: Desk) -> None:
    desk.write("a.md", post("A"))
    desk.write("b.md", post("B"))
    assert desk.sync() == SyncReport(2, 0)
    assert {key: value.title for key, value in desk.posts().items()} == {
        "posts/a.md": "A", "posts/b.md": "B",
    }  # fmt: skip
    desk.write("a.md", post("A is new"), LONG_AGO + 1)
    (desk.root / "posts/b.md").unlink()
    desk.write("c/index.md", post("C"))
    assert desk.sync() == SyncReport(2, 1)
    assert {key: value.title for key, value in desk.posts().items()} == {
        "posts/a.md": "A is new", "posts/c/index.md": "C",
    }  # fmt: skip
    assert words_of(desk.db) == 2


def test_nothing_is_read_twice(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        desk.write(f"{number}.md", post(f"Number {number}"))
    desk.sync()
    desk.reopen()
    read: list[str] = []

    def read_bytes(root: Path, path: str) -> bytes:
        read.append(path)
        return opening.read_bytes(root, path)

    monkeypatch.setattr(extraction, "read_bytes", read_bytes)
    assert desk.sync() == SyncReport()
    assert read == []
    desk.write("3.md", post("Number 3", "New text."))
    assert desk.sync().changed == 1
    assert read == ["posts/3.md"]


def test_the_same_bytes_at_another_time_are_no_change(desk: Desk) -> None:
    path = desk.write("a.md", post("A"))
    desk.sync()
    before = dump(desk.db)
    os.utime(path, ns=(LONG_AGO + 5, LONG_AGO + 5))
    assert desk.sync() == SyncReport()
    after = dump(desk.db)
    assert before["value"] == after["value"]
    assert desk.db.connection.execute("SELECT mtime_ns FROM post").get == LONG_AGO + 5


def test_a_file_as_young_as_the_last_look_is_looked_at_again(desk: Desk) -> None:
    """Same size, same time, same inode, other words: only the clock tells that it may be so."""
    moment = time.time_ns()
    path = desk.write("a.md", post("One"), moment)
    sync(desk.db, desk.source, datetime.now(UTC))
    with path.open("r+") as stream:
        stream.write(post("Two"))
    os.utime(path, ns=(moment, moment))
    sync(desk.db, desk.source, datetime.now(UTC))
    assert desk.posts()["posts/a.md"].title == "Two"
    assert not Glance(desk.db.connection, desk.source).unchanged
    sync(desk.db, desk.source, datetime.now(UTC) + timedelta(seconds=5))
    assert Glance(desk.db.connection, desk.source).unchanged


def test_a_file_replaced_by_one_of_the_same_size_and_time_is_read(desk: Desk) -> None:
    desk.write("a.md", post("One"))
    desk.sync()
    other = desk.write("b.md.new", post("Two"))
    other.replace(desk.root / "posts/a.md")
    assert desk.sync().changed == 1
    assert desk.posts()["posts/a.md"].title == "Two"


def test_what_cannot_be_read_is_told_each_time_and_stops_nothing(desk: Desk) -> None:
    desk.write("good.md", post("Good"))
    desk.write("bad.md", "---\ntitle: [unclosed\n---\n\nText.\n")
    first = desk.sync()
    assert [error.path for error in first.unreadable] == ["posts/bad.md"]
    desk.reopen()
    again = desk.sync()
    assert again.changed == 0
    assert [str(error) for error in again.unreadable] == [str(error) for error in first.unreadable]
    assert [vars(error) for error in again.unreadable] == [
        vars(error) for error in first.unreadable
    ]
    assert list(desk.posts()) == ["posts/good.md"]
    desk.write("bad.md", post("Mended"))
    assert desk.sync().unreadable == ()
    assert len(desk.posts()) == 2
    desk.write("good.md", "---\ntitle: [unclosed\n---\n")
    assert len(desk.sync().unreadable) == 1
    assert list(desk.posts()) == ["posts/bad.md"]
    assert words_of(desk.db) == 1


def test_a_link_out_of_the_blog_is_named_and_never_followed(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text(post("Secret"))
    (desk.root / "posts/link.md").symlink_to(tmp_path / "secret.md")
    desk.write("a.md", post("A"))
    report = desk.sync()
    assert list(desk.posts()) == ["posts/a.md"]
    assert all(error.path == "posts/link.md" for error in report.unreadable)


def test_a_file_whose_name_is_no_text_is_named_and_left_out(desk: Desk) -> None:
    desk.write("a.md", post("A"))
    try:
        os.close(os.open(os.fsencode(desk.root / "posts") + b"/\xff.md", os.O_CREAT | os.O_WRONLY))
    except OSError:
        pytest.skip("this file system takes no such names")
    for _ in range(2):
        report = desk.sync()
        assert [str(error) for error in report.unreadable] == [
            "posts/\\udcff.md: its name is not UTF-8: rename it"
        ]
        assert list(desk.posts()) == ["posts/a.md"]


def test_a_post_that_takes_too_long_is_broken_off(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("a.md", post("A"))
    desk.write("slow.md", post("Slow"))

    def examine(root: Path, path: str, data: bytes, context: ReadContext) -> object:
        while path == "posts/slow.md":
            pass
        return reading.examine(root, path, data, context)

    monkeypatch.setattr(extraction, "examine", examine)
    desk.source = desk.source._replace(patience=0.1)
    report = desk.sync()
    assert [str(error) for error in report.unreadable] == [
        "posts/slow.md: reading it takes more than 0 seconds"
    ]
    assert list(desk.posts()) == ["posts/a.md"]


def test_a_fault_of_ours_in_one_post_is_told_and_stops_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("a.md", post("A"))
    desk.write("b.md", post("B"))

    def failing(post: Post, body: str) -> tuple[Post, str]:
        if post.path == "posts/b.md":
            raise RecursionError("too deep")  # noqa: EM101, TRY003 - stands for a library's
        return derive.derive(post, body)

    monkeypatch.setattr(extraction, "derive", failing)
    report = desk.sync()
    assert [error.reason for error in report.unreadable] == [
        "reading it failed: RecursionError: too deep"
    ]
    assert list(desk.posts()) == ["posts/a.md"]


def test_a_file_without_permission_is_tried_each_time(desk: Desk) -> None:
    path = desk.write("a.md", post("A"))
    if os.geteuid() == 0:
        path.unlink()
        path.symlink_to("nowhere.md")
    else:
        path.chmod(0)
    desk.sync()
    assert desk.posts() == {}
    if os.geteuid() == 0:
        path.unlink()
        desk.write("a.md", post("A"))
    else:
        path.chmod(0o644)
    assert desk.sync().unreadable == ()
    assert list(desk.posts()) == ["posts/a.md"]


def test_the_columns_are_what_queries_ask_for(desk: Desk) -> None:
    front = {
        "date": "2024-02-03T04:05:06+02:00",
        "tags": ["Ä iti", "b"],
        "categories": ["News"],
        "authors": ["Straße"],
        "aliases": ["/old/"],
        "series": "Long",
        "translationKey": "key",
        "draft": True,
        "Mood": "GOOD",
        "count": 3,
        "flag": False,
        "nested": {"deep": {"er": [1, "two"]}},
        "nothing": None,
    }
    desk.write("a.md", post("Title", "One *two* three.", **front))
    desk.sync()
    row = desk.db.connection.execute(
        "SELECT kind, listed, slug, title, lang, date, draft, series, word_count, summary FROM post"
    ).fetchall()
    assert row == [
        ("post", 1, "a", "Title", "eu", 1706925906.0, 1, "Long", 3, "One two three."),
    ]
    values = values_of(desk.db, "posts/a.md")
    assert ("tag", "Ä iti", "ä iti") in values
    assert ("author", "Straße", "strasse") in values
    assert ("category", "News", "news") in values
    assert ("alias", "/old/", "/old/") in values
    assert ("mood", "GOOD", "good") in values
    assert ("count", "3", "3") in values
    assert ("flag", "false", "false") in values
    assert ("nested.deep.er", "1", "1") in values
    assert ("nested.deep.er", "two", "two") in values
    assert not [value for value in values if value[0] == "nothing"]


def test_a_header_of_a_million_values_fills_no_index(desk: Desk) -> None:
    desk.write("a.md", post("A", tags=[f"tag {number}" for number in range(9000)]))
    desk.write("b.md", post("B", more={f"k{number}": "x" * 5000 for number in range(100)}))
    desk.sync()
    assert len(values_of(desk.db, "posts/a.md")) <= 2000
    assert max(len(str(value)) for _, value, _ in values_of(desk.db, "posts/b.md")) == 1000


@pytest.mark.parametrize("change", ["language", "zone", "dialect", "folders", "version"])
def test_what_posts_mean_in_this_blog_is_part_of_the_index(
    desk: Desk, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("a.md", post("A", date="2024-01-01T00:00:00"))
    desk.sync()
    if change == "language":
        desk.source = source_of(desk.root, default_lang="gv")
    elif change == "zone":
        desk.source = source_of(desk.root, timezone=timedelta_zone())
    elif change == "dialect":
        (desk.root / "hugo.toml").write_text("")
        desk.source = source_of(desk.root)
        (desk.root / "content").mkdir()
        shutil.move(desk.root / "posts", desk.root / "content/posts")
    elif change == "folders":
        config = Config(posts=PostsConfig(folders=("posts",)))
        desk.source = desk.source._replace(config=config)
    else:
        monkeypatch.setattr("blogcli.index.glance.VERSION", "99")
    assert desk.sync().changed == 1
    assert len(desk.posts()) == words_of(desk.db) == 1
    assert desk.sync().changed == 0


def timedelta_zone() -> object:
    from zoneinfo import ZoneInfo

    return ZoneInfo("Europe/Helsinki")


def test_a_zone_moves_the_dates_that_name_none(desk: Desk) -> None:
    desk.write("a.md", post("A", date="2024-01-01T00:00:00"))
    desk.sync()
    in_utc = desk.db.connection.execute("SELECT date FROM post").get
    desk.source = source_of(desk.root, timezone=timedelta_zone())
    desk.sync()
    assert desk.db.connection.execute("SELECT date FROM post").get == float(str(in_utc)) - 7200


def test_what_the_generator_would_not_list_is_no_post_unless_there_is_nothing_else(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    (desk.root / "hugo.toml").write_text("")
    shutil.rmtree(desk.root / "posts")
    desk.source = source_of(desk.root)
    content = desk.root / "content"
    (content / "posts").mkdir(parents=True)
    (content / "posts/_index.md").write_text(post("Section"))
    desk.sync()
    assert list(desk.posts()) == ["content/posts/_index.md"]
    assert desk.db.connection.execute("SELECT listed FROM post").get == 1
    (content / "posts/a.md").write_text(post("A"))
    desk.sync()
    assert list(desk.posts()) == ["content/posts/a.md"]
    assert words_of(desk.db) == 1
    (content / "posts/a.md").unlink()
    desk.sync()
    assert list(desk.posts()) == ["content/posts/_index.md"]
    assert desk.sync() == SyncReport()


def test_progress_tells_of_every_file(desk: Desk) -> None:
    for number in range(5):
        desk.write(f"{number}.md", post(f"Number {number}"))
    told: list[tuple[int, int]] = []
    sync(desk.db, desk.source, NOW, lambda done, total: told.append((done, total)))
    assert told == [(done, 5) for done in range(6)]


def test_many_files_are_read_elsewhere_with_the_same_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path)
    for number in range(250):
        desk.write(
            f"{number}.md", post(f"Number {number}", f"Words of {number}.", tags=[f"t{number}"])
        )
    desk.write("bad.md", "---\ntitle: [\n---\n")
    monkeypatch.setattr(update, "BATCH", 100)
    report = desk.sync()
    assert (report.changed, len(report.unreadable)) == (251, 1)
    monkeypatch.setattr(update, "FEW", 1000)
    other = open_index(tmp_path / "other", desk.root)
    sync(other, desk.source, NOW)
    assert dump(desk.db) == dump(other)
    assert desk.sync().changed == 0


def test_nothing_in_the_blog_is_touched(desk: Desk) -> None:
    desk.write("a.md", post("A"))
    desk.write("bad.md", "---\ntitle: [\n---\n")
    before = tree(desk.root)
    desk.sync()
    desk.reopen()
    desk.sync()
    assert tree(desk.root) == before


def test_dictionaries_are_prepared_once_words_are_asked_for(desk: Desk, tmp_path: Path) -> None:
    """Manx has a small dictionary, Basque has none."""
    words = tmp_path / "words"
    desk.source = source_of(desk.root, default_lang="gv")._replace(dictionaries_dir=words)
    desk.write("a.md", post("A", "Ta mee goll as hie."))
    desk.write("b.md", post("B", lang="eu"))
    desk.sync()
    assert not words.exists()
    assert preparation.pending(desk.db.connection) == ["gv"]
    assert desk.sync() == SyncReport()
    # It can't be prepared at first.
    words.write_text("in the way")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(words))
        complete_words(desk.db, desk.source, desk.moment)
    assert preparation.pending(desk.db.connection) == ["gv"]
    words.unlink()
    dictionaries.load.cache_clear()
    told: list[str] = []
    for _ in range(2):
        complete_words(
            desk.db, desk.source, desk.moment, lambda code, _done, _total: told.append(code)
        )
        assert preparation.pending(desk.db.connection) == []
        assert set(told) == {"gv"}
    assert len(told) == 2
    later = keys_in(desk.db)
    desk.db.forget("")
    desk.sync()
    assert keys_in(desk.db) == later
    # Once it is there, every post uses it at once.
    desk.write("c.md", post("C", "Hie mee."))
    desk.sync()
    assert preparation.pending(desk.db.connection) == []


def keys_in(db: Database) -> list[list[tuple[object, ...]]]:
    statements = ("SELECT * FROM form", "SELECT * FROM form_key")
    return [db.connection.execute(one).fetchall() for one in statements]


def test_words_are_completed_also_where_the_index_cannot_be_written(
    desk: Desk, tmp_path: Path
) -> None:
    desk.source = source_of(desk.root, default_lang="gv")._replace(
        dictionaries_dir=tmp_path / "words"
    )
    desk.write("a.md", post("A", "Ta mee goll as hie."))
    desk.sync()
    write = Database.writing

    def refuse(db: Database, *, patient: bool = True) -> AbstractContextManager[None]:
        if db.path is not None:
            reason = "the index: read-only"
            raise UnwritableIndex(reason)
        return write(db, patient=patient)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Database, "writing", refuse)
        complete_words(desk.db, desk.source, desk.moment)
    assert desk.db.path is None
    assert preparation.pending(desk.db.connection) == []
    assert words_of(desk.db) == 1


HEAVY = (
    *("yaml", "frontmatter", "pyromark", "marisa_trie", "simplemma", "Stemmer"),
    *("blogcli.index.words", "blogcli.index.update", "blogcli.markdown.parse"),
)


@pytest.mark.parametrize("young", [False, True])
def test_where_nothing_changed_no_parser_is_loaded(desk: Desk, young: bool) -> None:
    desk.write("a.md", post("A"), time.time_ns() if young else LONG_AGO)
    sync(desk.db, desk.source, datetime.now(UTC))
    desk.db.close()
    script = f"""
import pickle, sys
from datetime import UTC, datetime
from pathlib import Path
from blogcli.index.context import QueryContext
from blogcli.index.database import open_index
from blogcli.index.sync import sync
root, cache, source = pickle.loads(sys.stdin.buffer.read())
before = set(sys.modules)
db = open_index(cache, root)
report = sync(db, source, datetime.now(UTC))
assert report.changed == 0
print([name for name in {HEAVY} if name in set(sys.modules) - before])
"""
    made = subprocess.run(
        [sys.executable, "-c", script],
        input=pickle.dumps((desk.root, desk.cache, desk.source)),
        capture_output=True,
        check=False,
        timeout=30,
    )
    assert (made.stdout, made.stderr) == (b"[]\n", b"")


NAMES = st.sampled_from([f"posts/{letter}.md" for letter in "abcde"] + ["posts/f/index.md"])
TEXTS = st.sampled_from(
    [post("One"), post("Two"), post("Other", tags=["x", "y"]), "---\ntitle: [\n---\n", "", "Plain."]
)


class Following(RuleBasedStateMachine):
    """Whatever happens to the files, a sync gives what an index made anew would hold."""

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.desk = Desk(self.folder)
        self.time = LONG_AGO

    @rule(name=NAMES, text=TEXTS)
    def write(self, name: str, text: str) -> None:
        self.time += 1
        self.desk.write(name.removeprefix("posts/"), text, self.time)

    @rule(name=NAMES)
    def remove(self, name: str) -> None:
        (self.desk.root / name).unlink(missing_ok=True)

    @rule(name=NAMES, other=NAMES)
    def move(self, name: str, other: str) -> None:
        if (self.desk.root / name).exists():
            (self.desk.root / other).parent.mkdir(exist_ok=True)
            (self.desk.root / name).replace(self.desk.root / other)

    @rule()
    def sync(self) -> None:
        self.desk.sync()
        fresh = open_index(None, self.desk.root)
        sync(fresh, self.desk.source, self.desk.moment)
        assert dump(self.desk.db) == dump(fresh)
        fresh.close()

    @rule()
    def reopen(self) -> None:
        self.desk.reopen()

    @invariant()
    def nothing_is_kept_in_memory(self) -> None:
        assert self.desk.db.warning == ""

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.desk.db.close()
            shutil.rmtree(self.folder)


Following.TestCase.settings = settings(max_examples=20, stateful_step_count=15, deadline=None)
TestFollowing = Following.TestCase


@pytest.mark.parametrize("blog", ["scientific-python"])
def test_real_blogs_are_the_same_in_this_process_and_in_others(
    corpora: Path, tmp_path: Path, blog: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = source_of(corpora / blog)._replace(dictionaries_dir=tmp_path / "dictionaries")
    here, elsewhere = open_index(None, source.root), open_index(None, source.root)
    monkeypatch.setattr(update, "FEW", 10_000)
    monkeypatch.setattr(update, "FEW_BYTES", 10**9)
    first = sync(here, source, NOW)
    monkeypatch.setattr(update, "FEW", 0)
    second = sync(elsewhere, source, NOW)
    assert dump(here) == dump(elsewhere)
    assert first.changed == second.changed > 50


def test_presence_means_what_the_front_matter_gave(desk: Desk) -> None:
    """Titles and summaries that were made from the body are not the author's."""
    desk.write("given.md", "---\nTitle: A\ndescription: B\ndraft: false\n---\nWords.\n")
    desk.write("derived.md", "---\ndate: 2026-01-01\n---\n# Heading\n\nWords.\n")
    desk.write("empty.md", "---\ntitle: ''\ndescription: ''\n---\n# Heading\n\nWords.\n")
    desk.sync()
    context = QueryContext(NOW, UTC)
    for key in ("title", "summary", "description", "draft"):
        having = [post.path for post in catalog.find(desk.db, parse(f"has:{key}"), context)]
        lacking = {post.path for post in catalog.find(desk.db, parse(f"missing:{key}"), context)}
        assert having == ["posts/given.md"], key
        assert lacking == {"posts/derived.md", "posts/empty.md"}, key
