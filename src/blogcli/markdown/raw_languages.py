"""The languages that raw HTML says of what stands within it."""

from __future__ import annotations

from dataclasses import dataclass, field

from blogcli.markdown import markup


@dataclass(slots=True)
class _Frame:
    """An element with a language, and how many of its name are open within it."""

    name: str
    lang: str
    within: int = 0


@dataclass(slots=True)
class RawLanguages:
    """Follows raw HTML through a text; `lang` is that of what stands in no such element."""

    lang: str
    frames: list[_Frame] = field(default_factory=list)

    @property
    def current(self) -> str:
        """The language of what comes now."""
        return self.frames[-1].lang if self.frames else self.lang

    def read(self, source: str) -> bool:
        """Go on by some raw HTML; say whether it may have changed the language."""
        if not self.frames and "lang" not in source:
            return False
        for token in markup.scan(source):
            if token.kind == "open" and token.name not in markup.VOID:
                self._open(token)
            elif token.kind == "close" and self.frames and self.frames[-1].name == token.name:
                self._close()
        return True

    def _open(self, token: markup.Token) -> None:
        if (lang := token.attributes().get("lang")) is not None:
            self.frames.append(_Frame(token.name, lang))
        elif self.frames and self.frames[-1].name == token.name:
            self.frames[-1].within += 1

    def _close(self) -> None:
        if self.frames[-1].within:
            self.frames[-1].within -= 1
        else:
            self.frames.pop()
