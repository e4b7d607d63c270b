"""What a blog is, before any post is read: its folder, settings, title, languages and time zone."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.config import Config
from blogcli.posts.dialects import Dialect, GeneratorSettings

if TYPE_CHECKING:
    from blogcli.index.parsing import SyncSource


class Identity:
    """What the configuration of a folder says, ours and its generator's."""

    def __init__(
        self,
        root: Path,
        config: Config,
        dialect: Dialect,
        *,
        posts: Path | None,
        env: Mapping[str, str],
    ) -> None:
        self.root = root
        self.config = config
        self.dialect = dialect
        self._posts = posts
        self._env = env

    @cached_property
    def settings(self) -> GeneratorSettings:
        """What the generator's own configuration says."""
        return self.dialect.settings(self.root)

    @cached_property
    def title(self) -> str:
        """The blog's title: configured, else the generator's, else the folder's name."""
        return self.config.title or self.settings.title or self.root.name

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The blog's languages as BCP 47, the main one first; empty where none are set."""
        from blogcli.posts.language import normalise

        tags = self.config.languages or self.settings.languages
        return tuple(dict.fromkeys(normalise(tag) or tag for tag in tags))

    @cached_property
    def default_lang(self) -> str:
        """The blog's main language."""
        return self.languages[0] if self.languages else "en"

    @cached_property
    def timezone(self) -> tzinfo:
        """The zone of dates that name none."""
        name = self.config.timezone or self.settings.timezone
        if not name:
            return UTC
        from zoneinfo import ZoneInfo

        try:
            return ZoneInfo(name)
        except (ValueError, OSError, KeyError):
            return UTC

    @cached_property
    def source_of_posts(self) -> SyncSource:
        """What the index is made from."""
        from blogcli.index.parsing import SyncSource
        from blogcli.posts.context import ReadContext

        context = ReadContext(
            *(self.dialect, self.default_lang, self.languages, self.timezone),
            spelling=self.settings.spelling,
            source=self.settings.source,
            bare=self.dialect.has_notes(self.root),
            data=self.dialect.data_files(self.root),
            other_posts=not self.config.posts.folders,
            defaults=self.settings.defaults,
        )
        return SyncSource(self.root, self.config, context, self.dictionaries)

    @property
    def dictionaries(self) -> Path:
        """The folder of prepared dictionaries, one for all blogs of a person."""
        from blogcli.index.location import cache_folder

        # Where nothing can be kept, what is no folder makes the dictionaries go to a temporary one.
        return (cache_folder(self._env) or Path(os.devnull)) / "dictionaries"

    @property
    def state(self) -> Path | None:
        """The folder of what must be remembered of a person's work; None without a home."""
        from blogcli.index.location import state_folder

        return state_folder(self._env)
