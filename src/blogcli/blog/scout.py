"""A look at the files of the blog on another processor, while this one loads the command.

To look at 10,000 files takes about as long as to load Typer and the command. Both at once save a
fifth of `list --json`. The generator's configuration is read there as well. Where the look is no
help (one processor, no `fork`, another folder than the one that the person is in) there is none,
and the files are looked at later.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blogcli.blog.halving import fork_with_pipe, look_in_halves, read_all, write_all

if TYPE_CHECKING:
    from blogcli.config import Config
    from blogcli.index.glance import Look
    from blogcli.posts.dialects import Dialect, GeneratorSettings

_PROCESSES = 2


class Scout:
    """The process that looks."""

    def __init__(self, number: int, pipe: int) -> None:
        self._number = number
        self._pipe = pipe

    def report(
        self, root: Path, config: Config, dialect: Dialect
    ) -> tuple[Look, GeneratorSettings] | None:
        """Give what was seen, once; None where it was another place or there was a mishap."""
        from blogcli.index.glance import Look
        from blogcli.posts.dialects.places import GeneratorSettings
        from blogcli.posts.finding import Passed

        data = read_all(self._pipe)
        self.dismiss()
        try:
            where, listing, passed, settings = marshal.loads(data)  # noqa: S302 - from our own process
        except (EOFError, ValueError, TypeError):
            return None
        if where != _where(root, config, dialect):
            return None
        return Look(listing, Passed.of(passed)), GeneratorSettings.of(settings)

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
    # Where the processors of this process can't be told (macOS, Windows), fork has its own perils.
    if not hasattr(os, "sched_getaffinity") or len(os.sched_getaffinity(0)) < _PROCESSES:
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
    _, (listing, passed) = look_at(root, config, dialect, look_in_halves)
    where, settings = _where(root, config, dialect), dialect.settings(root)
    values: Any = (where, listing, passed.plain(), settings.plain())
    write_all(pipe, marshal.dumps(values))


def _where(root: Path, config: Config, dialect: Dialect) -> tuple[object, ...]:
    return (str(root), *dialect, *config.posts.folders)
