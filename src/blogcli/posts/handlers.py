"""The handlers with which python-frontmatter reads and writes our three formats.

They differ from its own in what they read: YAML as of 1.2, TOML by the standard library, all of it
counted, and every problem with its line and column.
"""

from __future__ import annotations

import json
import re
from typing import Any

from frontmatter.default_handlers import BaseHandler, JSONHandler, YAMLHandler

from blogcli.posts import json_loader, toml_loader, yaml_loader
from blogcli.posts.values import FrontMatter


class Yaml(YAMLHandler):
    """YAML between `---`."""

    def load(self, fm: str, **_kwargs: object) -> FrontMatter:
        """Read a header; raises HeaderProblem."""
        return yaml_loader.load(fm)


class Toml(BaseHandler):
    """TOML between `+++`."""

    FM_BOUNDARY = re.compile(r"^\+{3,}\s*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "+++"

    def load(self, fm: str, **_kwargs: object) -> FrontMatter:
        """Read a header; raises HeaderProblem."""
        return toml_loader.load(fm)

    def export(self, metadata: dict[str, object], **kwargs: Any) -> str:  # noqa: ANN401 - its own
        """Write a header."""
        import tomli_w

        return tomli_w.dumps(metadata, **kwargs)


class Json(JSONHandler):
    """JSON, in braces or, as Hexo has it, before `;;;` without them."""

    def load(self, fm: str, **_kwargs: object) -> FrontMatter:
        """Read a header; raises HeaderProblem."""
        return json_loader.load(fm)

    def export(self, metadata: dict[str, object], **kwargs: Any) -> str:  # noqa: ANN401 - its own
        """Write a header."""
        return json.dumps(metadata, **{"indent": 2, "ensure_ascii": False, **kwargs})


HANDLERS: dict[str, BaseHandler] = {"yaml": Yaml(), "toml": Toml(), "json": Json()}
