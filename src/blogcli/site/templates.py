"""The theme and its engine, minijinja: the one place that knows it.

A theme may come from a stranger. It sees plain, unchangeable values, reads files of the theme
only, and is stopped when it runs for too long.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from blogcli.errors import OutputError
from blogcli.files import inside

if TYPE_CHECKING:
    from minijinja import Environment, TemplateError

_BUILT_IN = Path(__file__).with_name("theme")
_CAUSE = re.compile(
    r"^caused by: (?:[a-z ]+: )?(?P<reason>.*) \(in (?P<name>.+):(?P<line>\d+)\)$", re.MULTILINE
)
_UNDEFINED = re.compile(r"^`(?P<path>[\w.]+)` is undefined$")
_FUEL = 50_000_000
_BIGGEST = 1_000_000
_SLASH = "&#x2f;"
"""What the engine writes for a slash, where it escapes text."""
_MEANT = _SLASH.replace("x", "x\0")
"""The same where it was written so by hand; no text of a page holds a NUL."""


class Theme:
    """The built-in theme, with the blog's own files in place of ours where it has some.

    `folder` is the blog's theme folder, which need not exist; `name` is what errors call it.
    """

    def __init__(self, folder: Path | None = None, name: str = "theme") -> None:
        self._folder = folder if folder is not None and folder.is_dir() else None
        self._name = name
        self._endless: dict[str, OutputError] = {}
        self.plain = frozen if self._has_templates() else as_it_is
        """Readies values for the templates; ours change none, and read them so in half the time."""
        self._environment = _environment(self._load)
        self._told: dict[str, TemplateError] = {}

    def render(self, template: str, values: Mapping[str, object]) -> str:
        """Fill a template in.

        Raises:
            OutputError: The template is missing or wrong; the reason names its file and line.
        """
        from minijinja import TemplateError

        if template in self._endless:  # hundreds of pages would each use all the fuel again
            raise self._endless[template]
        try:
            return _with_slashes(self._environment.render_template(template, **values))
        except TemplateError as error:
            found = self._explain(error, template, values)
            if "fuel" in str(error):
                self._endless[template] = found.with_traceback(None)
            raise found from error
        except (AttributeError, TypeError, ValueError, LookupError) as error:
            # Calls of methods on our values come through as they are, without a line.
            message = f"{self._place(template)}: {error}"
            raise OutputError(message) from error

    def text(self, name: str) -> str:
        """Read one file of the theme as it stands.

        Raises:
            OutputError: It can't be read, or is no UTF-8 text.
        """
        data = self.data(name)
        try:
            return data.decode()
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            message = f"{self._place(name)}:{line}: not UTF-8"
            raise OutputError(message, hint="save the file as UTF-8") from error

    def data(self, name: str) -> bytes:
        """Read one file of the theme: the blog's, else ours.

        Raises:
            OutputError: There is no such file, it lies outside the theme, or it can't be read.
        """
        path = self._find(name)
        if path is None:
            message = f"{self._name}/{name}: the theme has no such file"
            raise OutputError(message)
        try:
            data = path.read_bytes()
        except OSError as error:
            message = f"{self._name}/{name}: {error.strerror}"
            raise OutputError(message) from error
        if len(data) > _BIGGEST and path.suffix == ".html":
            message = f"{self._name}/{name}: a template of more than {_BIGGEST:,} bytes"
            raise OutputError(message)
        return data

    def assets(self) -> tuple[str, ...]:
        """Name the files that a site carries along: styles, scripts and pictures, not templates."""
        names = {"style.css", "switch.js"}
        if self._folder is not None:
            names.update(
                path.relative_to(self._folder).as_posix()
                for path in self._folder.rglob("*")
                if path.is_file() and path.suffix not in {".html", ".toml", ".typ", ".md"}
            )
        # What lies in `pdf/` is for print.
        hidden = {
            name
            for name in names
            if name.startswith("pdf/") or any(part[0] == "." for part in name.split("/"))
        }
        return tuple(sorted(names - hidden))

    def _has_templates(self) -> bool:
        """Say whether the blog has templates of its own."""
        return self._folder is not None and any(self._folder.rglob("*.html"))

    def _find(self, name: str) -> Path | None:
        for folder in (self._folder, _BUILT_IN):
            if folder is not None and (path := inside(folder, name)).is_file():
                return path
        return None

    def _load(self, name: str) -> str | None:
        try:
            self.data(name)
        except OutputError:
            return None
        return _kept(self.text(name))

    def _explain(
        self, error: TemplateError, template: str, values: Mapping[str, object]
    ) -> OutputError:
        told = self._tell_again(error, template, values)
        name, line = told.name or template, told.line
        reason = told.detail or told.message or told.kind
        # An error in an included file is only told in the report's text, the innermost last.
        for cause in _CAUSE.finditer(str(told)):
            name, line, reason = cause["name"], int(cause["line"]), cause["reason"]
        place = f"{self._place(name)}:{line}" if line else self._place(name)
        message = f"{place}: {reason}{_meant(reason, values)}"
        return OutputError(message, hint=_hint(error, own=self._is_own(name)))

    def _tell_again(
        self, error: TemplateError, template: str, values: Mapping[str, object]
    ) -> TemplateError:
        """Give an error as the engine tells it with more care: only then does it say what is undefined."""  # noqa: E501 - one sentence
        from minijinja import TemplateError

        place = str(error)
        if "fuel" in place:
            return error
        if place not in self._told:
            self._told[place] = error
            try:
                _environment(self._load, careful=True).render_template(template, **values)
            except TemplateError as told:
                self._told[place] = told.with_traceback(None)
        return self._told[place]

    def _is_own(self, name: str) -> bool:
        return self._folder is not None and (self._folder / name).is_file()

    def _place(self, name: str) -> str:
        return f"{self._name if self._is_own(name) else 'built-in theme'}/{name}"


def frozen(value: object) -> object:
    """Make a value that a template can't change: lists become tuples, mappings read-only ones."""
    kind = type(value)
    if kind is str or kind is MappingProxyType:
        return value
    if isinstance(value, dict):
        return MappingProxyType({key: frozen(one) for key, one in value.items()})
    if isinstance(value, (list, tuple)):
        return tuple([frozen(one) for one in value])
    return value


def as_it_is(value: object) -> object:
    """Give the value itself, for templates that are known to change nothing."""
    return value


def trusted(html: str) -> str:
    """Mark text as HTML that is not to be escaped again."""
    from minijinja import safe

    return safe(_kept(html))


def _kept(text: str) -> str:
    return text.replace(_SLASH, _MEANT)


def _with_slashes(page: str) -> str:
    """Write slashes as they are, which mean nothing in HTML; in addresses they are many."""
    page = page.replace(_SLASH, "/")
    return page.replace("\0", "") if "\0" in page else page


def _environment(load: Callable[[str], str | None], *, careful: bool = False) -> Environment:
    from minijinja import Environment

    return Environment(
        loader=load,
        fuel=_FUEL,
        undefined_behavior="strict",
        auto_escape_callback=lambda _: True,
        trim_blocks=True,
        lstrip_blocks=True,
        debug=careful,
    )


def _meant(reason: str, values: Mapping[str, object]) -> str:
    """Say which value has nearly the name that is undefined, if one has."""
    from difflib import get_close_matches

    found = _UNDEFINED.match(reason)
    if found is None:
        return ""
    *above, name = found["path"].split(".")
    known: object = values
    for part in above:
        known = known.get(part) if isinstance(known, Mapping) else None
    close = get_close_matches(name, map(str, known), 1) if isinstance(known, Mapping) else []
    return f"; did you mean `{'.'.join([*above, *close])}`?" if close else ""


def _hint(error: TemplateError, *, own: bool) -> str:
    if not own:
        return ""
    if "fuel" in str(error):
        return "the template never ends: look at its loops"
    return "take the file away to get the built-in one back"
