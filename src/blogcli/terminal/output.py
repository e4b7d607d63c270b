"""How posts are to be written, as a person asked for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from blogcli.errors import UsageError

if TYPE_CHECKING:
    from blogcli.terminal.console import Console

Format: TypeAlias = Literal["table", "tsv", "csv", "json", "jsonl"]

COLUMNS = ("date", "status", "lang", "slug", "title", "tags", "path")
"""The columns of lists."""


class Output(NamedTuple):
    """How records are to be written."""

    format: Format | None = None
    """None: a table for a person, tab-separated for a program."""
    fields: tuple[str, ...] = ()
    """None named: all for JSON, `columns` for the others."""
    template: str | None = None
    paths: bool = False
    nul: bool = False
    columns: tuple[str, ...] = COLUMNS
    """What tab-separated output and CSV have when no fields are named."""

    def check(self, keys: Sequence[str]) -> None:
        """Refuse unknown fields and contradictions before any work is done.

        Raises:
            UsageError: A field or template can't be used; the valid fields are listed.
        """
        for name in self.fields:
            if name not in keys:
                from blogcli.terminal.values import unknown_field

                raise unknown_field(name, keys)
        ways = [self.format is not None, self.template is not None, self.paths or self.nul]
        if sum(ways) > 1:
            reason = "choose one of --format (or --json), --template and --paths (or -0)"
            raise UsageError(reason)
        elsewhere = self.template is not None or self.paths or self.nul or self.format == "table"
        if self.fields and elsewhere:
            reason = "--fields goes with tsv, csv, json and jsonl only"
            raise UsageError(reason)
        if self.template is not None:
            from blogcli.terminal.template import compile_template

            compile_template(self.template, keys)

    @property
    def default(self) -> bool:
        """True where no form was asked for."""
        named = self.format is not None or self.template is not None or bool(self.fields)
        return not (named or self.paths or self.nul)

    def writes(self, names: Sequence[str]) -> bool:
        """Say whether any of these keys is written: what costs time is not made for nothing."""
        if self.paths or self.nul:
            return False
        if self.template is not None:
            return any(f"{{{name}" in self.template for name in names)
        written = self.fields or (() if self.format in {"json", "jsonl"} else self.columns)
        return not written or any(name in written for name in names)

    def wants_table(self, console: Console) -> bool:
        """Say whether a person is to read it: they asked for a table, or for nothing in special."""
        return self.format == "table" or (self.default and console.on_terminal)
