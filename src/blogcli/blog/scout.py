"""A look at the files of the blog on another processor, while this one loads the command.

To look at 10,000 files takes about as long as to load Typer and the command. Both at once save a
fifth of `list --json`. The generator's configuration is read there as well. What each file looks
like is told only to those who ask, since mostly the sum says that nothing has changed. Where the
look is no help (one processor, no `fork`, another folder than the one that the person is in) there
is none, and the files are looked at later.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blogcli.blog.halving import (
    entries_told,
    fork_with_pipe,
    has_spare_processor,
    look_in_halves,
    plain_entries,
    read_all,
    read_some,
    write_all,
)

if TYPE_CHECKING:
    from blogcli.config import Config
    from blogcli.index.glance import Look
    from blogcli.posts.dialects import Dialect, GeneratorSettings
    from blogcli.posts.finding import FileEntry

_LENGTH = 8
"""Bytes that say how long the first message is."""


class Scout:
    """The process that looks."""

    def __init__(self, number: int, pipe: int) -> None:
        self._number = number
        self._pipe = pipe
        self._is_asked = False

    def report(
        self, root: Path, config: Config, dialect: Dialect
    ) -> tuple[Look, GeneratorSettings] | None:
        """Give what was seen, once; None where it was another place or there was a mishap."""
        from blogcli.index.glance import Look
        from blogcli.posts.dialects.places import GeneratorSettings
        from blogcli.posts.finding import Passed

        length = int.from_bytes(read_some(self._pipe, _LENGTH)) if self._asked() else 0
        try:
            values = marshal.loads(read_some(self._pipe, length))  # noqa: S302 - from our own process
            where, listing, passed, settings = values
        except (EOFError, ValueError, TypeError):
            where = None
        if where != _where(root, config, dialect):
            self.dismiss()
            return None
        return Look(listing, Passed.of(passed), self._entries), GeneratorSettings.of(settings)

    def _asked(self) -> bool:
        """Note that the first message is asked for; say no where it was before."""
        asked, self._is_asked = self._is_asked, True
        return not asked

    def _entries(self) -> list[FileEntry]:
        """Give what each file looked like; nothing where there was a mishap."""
        data = read_all(self._pipe)
        self.dismiss()
        return entries_told(data)

    def dismiss(self) -> None:
        """Let the process go, whatever it is doing."""
        if self._pipe < 0:
            return
        os.close(self._pipe)
        self._pipe = -1
        with contextlib.suppress(OSError):
            os.kill(self._number, signal.SIGKILL)
            os.waitpid(self._number, 0)


def send(env: Mapping[str, str]) -> Scout | None:
    """Send a process to the blog that the current folder is in; call it before any thread."""
    if not has_spare_processor():
        return None
    forked = fork_with_pipe()
    if forked is None:
        return None
    number, pipe = forked
    if number:
        return Scout(number, pipe)
    try:
        _look(env, pipe)
    finally:
        # Whatever happened: the other process goes on with the run, and finds out by itself.
        os._exit(0)


def _look(env: Mapping[str, str], pipe: int) -> None:
    from blogcli import config as configuration
    from blogcli.blog.places import find_root
    from blogcli.index.glance import look_at
    from blogcli.posts.dialects import detect

    root = Path(os.path.realpath(find_root(Path.cwd(), env)))
    config, dialect = configuration.load(root), detect(root)
    entries, look = look_at(root, config, dialect, look_in_halves)
    where, settings = _where(root, config, dialect), dialect.settings(root)
    values: Any = (where, look.listing, look.passed.plain(), settings.plain())
    data = marshal.dumps(values)
    write_all(pipe, len(data).to_bytes(_LENGTH) + data)
    # A pipe holds little: this process waits here until it is asked, or let go.
    write_all(pipe, plain_entries(entries))


def _where(root: Path, config: Config, dialect: Dialect) -> tuple[object, ...]:
    return (str(root), *dialect, *config.posts.folders)
