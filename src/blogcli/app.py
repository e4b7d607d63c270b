"""The program `blog`: the one place where failures end, and from which the process exits."""

from __future__ import annotations

import contextlib
import errno
import gc
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from blogcli.errors import BlogError, ConfigError, ExitCode, UsageError

if TYPE_CHECKING:
    from blogcli.blog.scout import Scout
    from blogcli.commands.session import Session

_LOOK = frozenset(("list", "search", "show", "stats", "export", "build"))
"""Commands that ask for posts, and mostly find that none has changed."""
_HELP = ("--help", "-h")
_PDF = (".pdf", "=pdf")
_LOOK_ELSEWHERE = ("--blog", "--posts", *_HELP)


def run(argv: Sequence[str], scout: Scout | None = None) -> int:
    """Run the program with these arguments and give its exit code; nothing else ever exits."""
    if "_BLOG_COMPLETE" in os.environ:
        from blogcli.commands.completion import answer

        return answer(os.environ)
    from blogcli.commands.session import Session

    started = datetime.now(UTC)
    session = Session(os.environ, started, started, scout=scout)
    try:
        session.clock = _clock(os.environ, started)
        code = _invoke(session, argv)
        session.console.out.flush()
    except BrokenPipeError:
        # The reader has enough, as `head` has: that is no failure.
        code = ExitCode.DONE
    except KeyboardInterrupt:
        code = ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the one boundary
        code = ExitCode.FAILED
        with contextlib.suppress(BrokenPipeError):
            code = _report(session, error)
    session.close()
    _settle()
    return code


def main() -> None:
    """Run the program as the shell called it."""
    # A short run makes many objects and few circles: looking for these costs more than it frees.
    gc.set_threshold(100_000, 50, 50)
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a letter shows its number; nothing stops for it.
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a TextIOWrapper
    scout = None if _prepare(sys.argv[1:]) else _scout(sys.argv[1:])
    code = run(sys.argv[1:], scout)
    # Python would look through all objects for circles once more before it ends: a tenth of a run.
    gc.freeze()
    sys.exit(code)


def _scout(argv: Sequence[str]) -> Scout | None:
    """Have the files looked at meanwhile, where a command will ask for those of this folder."""
    if not argv or argv[0] not in _LOOK or any(word.startswith(_LOOK_ELSEWHERE) for word in argv):
        return None
    from blogcli.blog import scout

    return scout.send(os.environ)


def _prepare(argv: Sequence[str]) -> bool:
    """Start what sets a PDF before Typer is loaded, which takes as long; say whether it began."""
    command = argv[:1] if argv and argv[0][:1] != "-" else argv
    if "export" not in command or "--book" in argv or any(word in _HELP for word in argv):
        return False
    asked = any(word == "pdf" or word.lower().endswith(_PDF) for word in argv)
    if asked:
        from blogcli.pdf.children import prepare

        with contextlib.suppress(OSError):  # told by what then needs it
            prepare()
    return asked


def _open_what_is_closed() -> None:
    """Give a stream that the caller has closed (`>&-`) the null device, as None has no methods.

    For standard output it is open for reading only: to write fails, as it does for other programs,
    and no file that is opened later takes its number.
    """
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 - no Path, open to the end
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - no Path, open to the end


def _invoke(session: Session, argv: Sequence[str]) -> int:
    import typer

    from blogcli.commands.program import program

    try:
        with program().make_context("blog", list(argv), obj=session) as context:
            result = context.command.invoke(context)
    except typer.Exit as ending:
        return ending.exit_code
    except typer.Abort:
        return ExitCode.INTERRUPTED
    return result if isinstance(result, int) else ExitCode.DONE


def _clock(env: Mapping[str, str], now: datetime) -> datetime:
    """Take the moment from `$SOURCE_DATE_EPOCH` where it is set (reproducible-builds.org)."""
    epoch = env.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return now
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        message = f"SOURCE_DATE_EPOCH is {epoch!r}, not a number of seconds"
        raise UsageError(message) from error


def _report(session: Session, error: Exception) -> int:
    from typer._click.exceptions import ClickException

    from blogcli.terminal import errors

    if session.given.get("debug"):
        import traceback

        session.console.tell("".join(traceback.format_exception(error)).rstrip())
    if isinstance(error, ClickException):
        from blogcli.commands.misuse import usage_error

        error = usage_error(error)
    if isinstance(error, OSError) and not isinstance(error, BlogError):
        place = f"{error.filename}: " if error.filename else ""
        closed = error.errno == errno.EBADF and not place
        reason = "standard output is closed" if closed else f"{place}{error.strerror or error}"
        error = BlogError(reason)
    if not isinstance(error, BlogError):
        reason = f"{type(error).__name__}: {error}".rstrip(": ")
        error = BlogError(
            f"something went wrong inside blog ({reason})",
            hint="--debug shows where; please report it with that",
        )
    try:
        errors.report(session.console, error)
    except ConfigError as wrong:  # the person's own, read only now, for the colours of this
        errors.report(session.console, wrong)
        errors.report(session.console, error)
    return error.exit_code


def _settle() -> None:
    """Give up output that can't be written, so that it does not fail once more when Python ends."""
    try:
        sys.stdout.flush()
    except OSError:
        with contextlib.suppress(OSError, ValueError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
