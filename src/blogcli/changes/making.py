"""Changes made, finished after a kill, and taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from blogcli.changes.journal import Change, Journal
from blogcli.changes.lock import PATIENCE, locked
from blogcli.changes.steps import Step, leftovers
from blogcli.errors import BlogError, OutputError


class ChangedMeanwhile(OutputError):
    """Files are not as they were read; `paths` are relative to the blog."""

    def __init__(self, reason: str, paths: tuple[str, ...], *, hint: str) -> None:
        super().__init__(reason, hint=hint)
        self.paths = paths


class NothingToUndo(OutputError):
    """No change is left that could be taken back."""


def make(
    journal: Journal, root: Path, steps: Sequence[Step], command: str, now: datetime
) -> Change:
    """Make a change: all of it, or nothing.

    Raises:
        ChangedMeanwhile: A file is not as it was when the change was planned.
        OutputError: The journal or a file can't be written; all is as it was before.
    """
    with _alone(journal):
        recover(journal, root, alone=True)
        change = Change(journal.next_number(), now, command, tuple(steps))
        foreign = tuple(step.path for step in _not_before(root, steps))
        if foreign:
            raise _meanwhile(foreign)
        _carry_out(journal, root, change)
    return change


def undo(journal: Journal, root: Path, now: datetime) -> Change:
    """Take back the last change that is not taken back yet; give it.

    Raises:
        ChangedMeanwhile: A file has changed since.
        OutputError: There is none, or a file can't be written; all is as it was before.
    """
    with _alone(journal):
        recover(journal, root, alone=True)
        last = last_change(journal)
        steps = tuple(turned(last))
        foreign = changed_since(root, last)
        if foreign:
            reason = f"{_named(foreign)} changed since; nothing is taken back"
            hint = "blog undo --dry-run shows the difference"
            raise ChangedMeanwhile(reason, foreign, hint=hint)
        number = journal.next_number()
        _carry_out(journal, root, Change(number, now, "undo", steps, undoes=last.number))
    return last


def last_change(journal: Journal) -> Change:
    """Give the last change that is not taken back yet, whole.

    Raises:
        NothingToUndo: There is none.
    """
    undone = set()
    for change in journal.history():
        if change.undoes is not None:
            undone.add(change.undoes)
        elif change.number not in undone:
            return journal.read(change.number)
    message = "there is no change to take back"
    raise NothingToUndo(message, hint="blog log lists what was changed")


def turned(change: Change) -> Iterator[Step]:
    """Give the steps that take a change back; those that were never made are left out."""
    return (step.turned for step in reversed(change.steps) if step.path not in change.left)


def changed_since(root: Path, change: Change) -> tuple[str, ...]:
    """Name the files of a change that something else has changed since."""
    return tuple(step.path for step in _not_before(root, list(turned(change))))


def recover(journal: Journal, root: Path, *, alone: bool = False) -> Change | None:
    """Bring a change that was killed to its end; give it, or None where there is none.

    Where another process holds the lock, it is at work on it: nothing is done.

    Raises:
        OutputError: A file can't be written; the next command tries again.
    """
    if not journal.pending.exists():
        return None
    if alone:
        return _finish(journal, root)
    with locked(journal.folder, 0) as held:
        return _finish(journal, root) if held else None


def _finish(journal: Journal, root: Path) -> Change | None:
    change = journal.begun()
    if change is None:
        return None
    left = list(change.left)
    for step in change.steps:
        state = step.state(root)
        if step.kind == "write":
            for file in leftovers(root, step):
                file.unlink(missing_ok=True)
        if state == "before":
            step.make(root)
        elif state == "foreign" and step.path not in left:
            left.append(step.path)
    if left:
        change = replace(change, left=tuple(left))
        journal.begin(change)
    journal.commit(change.number)
    return change


def _meanwhile(paths: tuple[str, ...]) -> ChangedMeanwhile:
    reason = f"{_named(paths)} changed while this was planned; nothing is done"
    return ChangedMeanwhile(reason, paths, hint="run the command again")


def _carry_out(journal: Journal, root: Path, change: Change) -> None:
    """Make the steps; where one fails, take back those before."""
    with _nothing_changed():
        journal.begin(change)
    try:
        for step in change.steps:
            if step.kind != "folder" and step.state(root) != "before":
                raise _meanwhile((step.path,))
            step.make(root)
    except BlogError as error:
        _take_back(journal, root, change, error)
        raise
    journal.commit(change.number)


def _take_back(journal: Journal, root: Path, change: Change, cause: BlogError) -> None:
    try:
        for step in reversed(change.steps):
            if step.state(root) == "after":
                step.turned.make(root)
        journal.abandon()
    except (BlogError, OSError) as error:
        message = f"{cause}; and what was done so far can't be taken back yet: {error}"
        raise OutputError(message, hint="any blog command goes on once that is mended") from cause
    _say_nothing_changed(cause)


def _say_nothing_changed(error: BlogError) -> None:
    if "nothing" not in f"{error} {error.hint}":
        error.hint = f"{error.hint}; nothing was changed" if error.hint else "nothing was changed"


@contextmanager
def _nothing_changed() -> Iterator[None]:
    try:
        yield
    except BlogError as error:
        _say_nothing_changed(error)
        raise


def _not_before(root: Path, steps: Sequence[Step]) -> list[Step]:
    """Give the steps that could not be made from what is there now.

    What lies where an earlier step of the same change will have put it is looked at where it is.
    """
    moves = {step.to: step.path for step in steps if step.kind == "move"}
    found = []
    for step in steps:
        path = _whence(step.path, moves)
        if step.kind == "folder":
            continue  # made where it is not there, removed where it is empty
        looked = replace(step, path=path)
        if looked.state(root) != "before":
            found.append(step)
    return found


def _whence(path: str, moves: dict[str, str]) -> str:
    for to, source in moves.items():
        if path == to or path.startswith(f"{to}/"):
            return source + path[len(to) :]
    return path


def _named(paths: Sequence[str]) -> str:
    more = f" and {len(paths) - 1:,} more" if len(paths) > 1 else ""
    return f"{paths[0]}{more}"


@contextmanager
def _alone(journal: Journal) -> Iterator[None]:
    with ExitStack() as stack:
        with _nothing_changed():
            held = stack.enter_context(locked(journal.folder))
        if not held:
            message = f"another blog command has been changing this blog for {PATIENCE:.0f} seconds"
            raise OutputError(message, hint="wait for it, or end it")
        yield
