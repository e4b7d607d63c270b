"""Which files of data Eleventy is set to read beside its templates; its program is never run.

Rules: https://www.11ty.dev/docs/data-template-dir/, https://www.11ty.dev/docs/config/#change-base-file-name-for-data-files
and https://www.11ty.dev/docs/data-custom/.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from blogcli.posts.dialects import configuration

_BASE_NAME = re.compile(r"setDataFileBaseName\(\s*[\"'`]([\w.-]+)[\"'`]")
_EXTENSION = re.compile(r"addDataExtension\(\s*(\[[^\]]*\]|[\"'`][^\"'`]*[\"'`])")
_YAML = frozenset(("yml", "yaml"))


class DataFiles(NamedTuple):
    """Which files of data are read; those of JSON and JavaScript always are."""

    base: str = ""
    """Name of a folder's file of data, without suffix; empty: that of the folder."""
    yaml: tuple[str, ...] = ()
    """Suffixes of YAML that a program's `addDataExtension` names."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Give the suffixes of files of data, those that go before others last."""
        others = tuple(f".{suffix}" for suffix in self.yaml)
        marked = tuple(f".11tydata.{suffix}" for suffix in self.yaml)
        scripts = (".11tydata.js", ".11tydata.cjs", ".11tydata.mjs")
        return (*others, ".json", *marked, ".11tydata.json", *scripts)


def read(root: Path, file: str) -> DataFiles:
    """Read what Eleventy's configuration says of files of data."""
    return understand(configuration.start_of(root / file)) if file else DataFiles()


def understand(program: str) -> DataFiles:
    """Do the same with the text of the configuration."""
    base = _BASE_NAME.search(program)
    named = [word for found in _EXTENSION.findall(program) for word in re.findall(r"\w+", found)]
    yaml = tuple(dict.fromkeys(word for word in named if word in _YAML))
    return DataFiles(base[1] if base else "", yaml)
