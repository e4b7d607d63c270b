"""What a shell may complete, and the scripts that ask for it.

A script calls `blog` with `$_BLOG_COMPLETE` (its own name) and `$_BLOG_LINE` (the command line up
to the cursor). The answer's first line says what follows: `words`, `open` (a word that goes on),
`files` or `folders`; then come the words, a tab and a description behind them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.commands.candidates import Answer, complete
from blogcli.errors import UsageError

if TYPE_CHECKING:
    from blogcli.commands.session import Session

SHELLS = ("bash", "zsh", "fish")
_MARK = "# completion of blog"
_WORD = re.compile(r"\\(.)|'([^']*)('?)|\"((?:[^\"\\]|\\.)*)(\"?)|(\s+)|(.)", re.DOTALL)


def answer(env: Mapping[str, str]) -> int:
    """Answer a shell; whatever is wrong, it is silent about it."""
    try:
        words, current, quoted = split(env.get("_BLOG_LINE", ""))
        found = complete(env, words[1:], current)
        lines = _lines(found, env, current, quoted=quoted)
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        sys.stdout.flush()
    except Exception:  # noqa: BLE001 - a prompt is no place for errors
        return 0
    return 0


def split(line: str) -> tuple[list[str], str, bool]:
    """Split a command line that may end within a word, or within quotes, as a shell does.

    Returns:
        The whole words, the one that the cursor is in, and whether that one has an open quote.
    """
    words: list[str] = []
    current: str | None = None
    is_open = False
    for found in _WORD.finditer(line):
        escaped, single, single_end, double, double_end, space, plain = found.groups()
        if space:
            if current is not None:
                words.append(current)
            current, is_open = None, False
            continue
        piece = escaped or single or plain or re.sub(r"\\([\"\\$`])", r"\1", double or "")
        current = (current or "") + piece
        is_open = (single is not None and not single_end) or (double is not None and not double_end)
    while words and re.match(r"[A-Za-z_]\w*=", words[0]):
        words.pop(0)
    return words, current or "", is_open


def _lines(found: Answer, env: Mapping[str, str], current: str, *, quoted: bool) -> list[str]:
    if found.directive in {"files", "folders"}:
        return [found.directive]
    going_on = found.words and all(word.endswith((":", ",", "=")) for word, _ in found.words)
    first = "open" if going_on else "words"
    if env.get("_BLOG_COMPLETE") != "bash":
        return [first, *(f"{word}\t{_flat(text)}" if text else word for word, text in found.words)]
    begin = 0 if quoted else _broken_off(current, env.get("_BLOG_BREAKS", ""))
    shown = [word[begin:] for word, _ in found.words]
    return [first, *(shown if quoted else map(_escaped, shown))]


def _broken_off(current: str, breaks: str) -> int:
    """Say how much of the word bash holds to be words of their own: it ends them at `:` and `=`."""
    return max((current.rfind(sign) + 1 for sign in ":=" if sign in breaks), default=0)


def _escaped(word: str) -> str:
    return re.sub(r"([^\w@%+=:,./~*-])", r"\\\1", word)


def _flat(text: str) -> str:
    return " ".join(text.split())


def show_completion(session: Session, shell: str) -> None:
    """Print the script of a shell."""
    session.console.write(_script(_shell(session, shell)))


def install_completion(session: Session, shell: str) -> None:
    """Put the script of a shell where that shell finds it, and tell what was written.

    fish looks for it by itself; bash and zsh get one line in their start file.
    """
    from blogcli.files import write_atomic

    name = _shell(session, shell)
    home = Path(session.env.get("HOME", "~")).expanduser()
    script = _place(session.env, home, name)
    script.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(script, _script(name).encode())
    session.console.line(str(script))
    start = _start_file(session.env, home, name)
    if start is not None:
        before = start.read_bytes() if start.exists() else b""
        line = f". '{script}'  {_MARK}\n".encode()
        if line not in before:
            gap = b"" if not before or before.endswith(b"\n") else b"\n"
            write_atomic(start, before + gap + line)
            session.console.line(str(start))
    session.console.note(f"completion begins with the next {name}")


def _shell(session: Session, given: str) -> str:
    name = given or Path(session.env.get("SHELL", "")).name
    if name not in SHELLS:
        reason = f"there is no completion for {name!r}" if name else "which shell?"
        raise UsageError(reason, hint="name one: bash, zsh or fish")
    return name


def _script(shell: str) -> str:
    return Path(__file__).parent.joinpath("shells", f"blog.{shell}").read_text("utf-8")


def _place(env: Mapping[str, str], home: Path, shell: str) -> Path:
    if shell == "fish":
        return _xdg(env, "XDG_CONFIG_HOME", home / ".config") / "fish/completions/blog.fish"
    return _xdg(env, "XDG_DATA_HOME", home / ".local/share") / f"blog/completion.{shell}"


def _xdg(env: Mapping[str, str], name: str, default: Path) -> Path:
    value = env.get(name, "")
    return Path(value) if value.startswith("/") else default


def _start_file(env: Mapping[str, str], home: Path, shell: str) -> Path | None:
    if shell == "bash":
        return home / ".bashrc"
    if shell == "zsh":
        return Path(env.get("ZDOTDIR") or home) / ".zshrc"
    return None


ACTIONS = {"install_completion": install_completion, "show_completion": show_completion}
