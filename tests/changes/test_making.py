"""A change is made whole or not at all, is finished after a kill, and can be taken back."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from blogcli.changes import journal as journals
from blogcli.changes.journal import Change, Journal
from blogcli.changes.lock import locked
from blogcli.changes.making import ChangedMeanwhile, make, recover, undo
from blogcli.changes.steps import Step, delete, edit, make_folder, move
from blogcli.errors import OutputError
from transcripts import tree

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "blog"
    (folder / "posts/bundle/deep").mkdir(parents=True)
    for name in ("a.md", "b.md", "bundle/index.md", "bundle/deep/x.png"):
        (folder / "posts" / name).write_bytes(f"first {name}\n".encode())
    return folder


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "state/journal")


def steps_of(root: Path) -> list[Step]:
    """All kinds of steps: an edit, a move with an edit, a folder made, a bundle deleted."""
    return [
        edit("posts/a.md", b"first a.md\n", b"second\n"),
        make_folder("out/deep"),
        move("posts/b.md", "out/deep/c.md"),
        edit("out/deep/c.md", b"first b.md\n", b"moved\n"),
        *delete(root, "posts/bundle"),
    ]


AFTER = {
    "posts": None,
    "posts/a.md": b"second\n",
    "out": None,
    "out/deep": None,
    "out/deep/c.md": b"moved\n",
}


def test_a_change_is_made_and_taken_back(root: Path, journal: Journal) -> None:
    before = tree(root)
    make(journal, root, steps_of(root), "all kinds", NOW)
    assert tree(root) == AFTER
    assert not journal.pending.exists()
    taken = undo(journal, root, NOW)
    assert taken.command == "all kinds"
    assert {path: data for path, data in tree(root).items() if path != "out"} == before
    assert [(one.command, one.undoes) for one in journal.history()] == [
        ("undo", 1),
        ("all kinds", None),
    ]
    with pytest.raises(OutputError, match="there is no change to take back"):
        undo(journal, root, NOW)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_nobody_else_may_look_into_the_journal(
    root: Path, journal: Journal, tmp_path: Path
) -> None:
    make(journal, root, steps_of(root), "all kinds", NOW)
    assert (tmp_path / "state/journal").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("done", range(9))
def test_what_was_killed_after_any_step_is_finished(
    root: Path, journal: Journal, done: int
) -> None:
    steps = steps_of(root)
    assert len(steps) == 8
    journal.begin(Change(1, NOW, "killed", tuple(steps)))
    for step in steps[:done]:
        step.make(root)
    (root / "posts/.a.md.k1ll_d3x").write_bytes(b"half")
    found = recover(journal, root)
    assert found is not None
    assert (found.command, found.left) == ("killed", ())
    assert tree(root) == AFTER
    assert recover(journal, root) is None
    undo(journal, root, NOW)
    assert tree(root)["posts/bundle/deep/x.png"] == b"first bundle/deep/x.png\n"


def test_what_someone_else_wrote_meanwhile_is_left(root: Path, journal: Journal) -> None:
    steps = steps_of(root)
    journal.begin(Change(1, NOW, "killed", tuple(steps)))
    steps[0].make(root)
    (root / "posts/a.md").write_bytes(b"mine\n")
    found = recover(journal, root)
    assert found is not None
    assert found.left == ("posts/a.md",)
    assert (root / "posts/a.md").read_bytes() == b"mine\n"
    undo(journal, root, NOW)
    assert (root / "posts/a.md").read_bytes() == b"mine\n"
    assert (root / "posts/b.md").read_bytes() == b"first b.md\n"


def test_a_file_changed_since_the_plan_stops_it_all(root: Path, journal: Journal) -> None:
    steps = steps_of(root)
    (root / "posts/bundle/index.md").write_bytes(b"mine\n")
    before = tree(root)
    with pytest.raises(ChangedMeanwhile, match=r"^posts/bundle/index.md changed while"):
        make(journal, root, steps, "late", NOW)
    assert tree(root) == before
    assert list(journal.history()) == []


def test_a_file_changed_since_stops_undo(root: Path, journal: Journal) -> None:
    make(journal, root, steps_of(root), "all", NOW)
    (root / "out/deep/c.md").write_bytes(b"mine\n")
    before = tree(root)
    with pytest.raises(ChangedMeanwhile) as caught:
        undo(journal, root, NOW)
    assert caught.value.paths == ("out/deep/c.md",)
    assert "--dry-run" in caught.value.hint
    assert tree(root) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_can_not_be_written_costs_nothing(root: Path, journal: Journal) -> None:
    before = tree(root)
    (root / "posts/bundle/deep").chmod(0o555)
    with pytest.raises(OutputError, match=r"posts/bundle/deep/x.png: Permission denied"):
        make(journal, root, steps_of(root), "all", NOW)
    assert {path: data for path, data in tree(root).items() if path != "out"} == before
    assert not journal.pending.exists()
    (root / "posts/bundle/deep").chmod(0o755)


def test_a_step_that_fails_takes_those_before_back(
    root: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(root)
    steps = steps_of(root)
    whole = Step.make

    def fail(step: Step, root: Path) -> None:
        if step == steps[-1]:
            reason = "No space left on device"
            raise OutputError(reason)
        whole(step, root)

    monkeypatch.setattr(Step, "make", fail)
    with pytest.raises(OutputError, match="No space left") as caught:
        make(journal, root, steps, "all", NOW)
    assert caught.value.hint == "nothing was changed"
    assert {path: data for path, data in tree(root).items() if path != "out"} == before
    assert list(journal.history()) == []
    assert not journal.pending.exists()


def test_a_file_written_in_the_midst_of_it_is_not_lost(
    root: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(root)
    whole = Step.make

    def meddle(step: Step, root: Path) -> None:
        whole(step, root)
        (root / "posts/bundle/index.md").write_bytes(b"mine\n")

    steps = [*steps_of(root)[:1], *delete(root, "posts/bundle")]
    monkeypatch.setattr(Step, "make", meddle)
    with pytest.raises(ChangedMeanwhile, match=r"posts/bundle/index.md changed while"):
        make(journal, root, steps, "all", NOW)
    assert tree(root) == {**before, "posts/bundle/index.md": b"mine\n"}
    assert not journal.pending.exists()


def test_a_journal_that_can_not_be_written_changes_nothing(root: Path, tmp_path: Path) -> None:
    before = tree(root)
    (tmp_path / "state").write_text("a file in the way")
    with pytest.raises(OutputError, match="Not a directory"):
        make(Journal(tmp_path / "state/journal"), root, steps_of(root), "all", NOW)
    assert tree(root) == before
    with pytest.raises(OutputError, match="no place to write the journal"):
        journals.journal_of(None, root)


def test_only_one_at_a_time(root: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("blogcli.changes.lock.PATIENCE", 0.05)
    with locked(journal.folder, 0) as held:
        assert held
        journal.begin(Change(1, NOW, "at work", tuple(steps_of(root))))
        assert recover(journal, root) is None
        with locked(journal.folder, 0.05) as second:
            assert not second


def test_the_history_is_bounded(
    root: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journals, "MOST_CHANGES", 3)
    for number in range(6):
        old, new = f"{number}\n".encode(), f"{number + 1}\n".encode()
        (root / "posts/a.md").write_bytes(old)
        make(journal, root, [edit("posts/a.md", old, new)], f"change {number}", NOW)
    assert [one.number for one in journal.history()] == [6, 5, 4]
    monkeypatch.setattr(journals, "MOST_BYTES", 10)
    make(journal, root, [edit("posts/a.md", b"6\n", b"x" * 99)], "large", NOW)
    assert [one.command for one in journal.history()] == ["large"]


def test_a_damaged_journal_says_so(journal: Journal) -> None:
    journal.folder.mkdir(parents=True)
    journal.pending.write_bytes(b'{"steps": []}\n')
    with pytest.raises(OutputError, match="the journal is damaged"):
        journal.begun()
