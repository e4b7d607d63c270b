"""Headers written: keys and values in the format of the blog, for every generator to read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

from blogcli.posts.fields import plain
from blogcli.posts.front_matter import Format
from blogcli.posts.style import ListShape

# Text that needs no quotes in YAML 1.1, 1.2 and to every reader of them: words and plain marks,
# beginning with a letter that is no sign.
_PLAIN = re.compile(r"[^\W\d_](?:[\w .,()/+&!?'’–—…-]|:(?=\w))*", re.UNICODE)
_WORDS = frozenset(
    ("true", "false", "yes", "no", "on", "off", "null", "y", "n", "none", "nan", "inf")
)
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_TERMS = frozenset(("tags", "tag", "categories", "category"))
_FENCES: dict[Format, tuple[str, str]] = {
    "yaml": ("---\n", "---\n"),
    "toml": ("+++\n", "+++\n"),
    "json": ("", "\n"),
    "pelican": ("", ""),
    "nikola": ("<!--\n", "-->\n"),
    "none": ("", ""),
}


class Raw(str):
    """Text that stands in the header as it is: a date."""

    __slots__ = ()


def write_header(
    values: Mapping[str, object],
    kind: Format,
    lists: ListShape = "flow",
    quotes: Callable[[str], bool] = lambda _key: False,
) -> str:
    """Write a header with its fences and a blank line after it.

    `quotes` says for which keys YAML has quotes that it doesn't need.
    """
    opening, closing = _FENCES[kind]
    return f"{opening}{write_values(values, kind, lists, quotes)}{closing}\n"


def write_values(
    values: Mapping[str, object],
    kind: Format,
    lists: ListShape = "flow",
    quotes: Callable[[str], bool] = lambda _key: False,
) -> str:
    """Write a header's values without its fences, ending with a line feed."""
    if kind == "toml":
        return _toml(values)
    if kind == "json":
        return json.dumps(_json(values), indent=2, ensure_ascii=False) + "\n"
    if kind == "pelican":
        return "".join(f"{key}: {_one_line(value)}\n" for key, value in values.items())
    if kind == "nikola":
        lines = (f".. {key}: {_one_line(value)}\n" for key, value in values.items())
        return "".join(line.replace("-->", "->") for line in lines)
    return "".join(
        yaml_entry(key, value, lists, quote=quotes(key)) for key, value in values.items()
    )


def yaml_entry(key: str, value: object, lists: ListShape = "flow", *, quote: bool = False) -> str:
    """Write one key of a YAML header, on one line or, as a list, on several."""
    name = yaml_text(key)
    if isinstance(value, (list, tuple)):
        # A text of names divided by commas or spaces is a way of tags only.
        shape = lists if lists == "block" or plain(key) in _TERMS else "flow"
        return _yaml_list(name, [str(item) for item in value], shape, quote=quote)
    if isinstance(value, Mapping):
        inner = "".join(yaml_entry(key, item, lists) for key, item in value.items())
        return f"{name}:\n" + "".join(f"  {line}\n" for line in inner.rstrip("\n").split("\n"))
    return f"{name}: {yaml_scalar(value, quote=quote)}\n"


def yaml_scalar(value: object, *, quote: bool = False) -> str:
    """Write a scalar so that YAML 1.1 and 1.2 give it back as it was."""
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return quoted(value) if quote else yaml_text(value)
    return str(value)


def yaml_text(text: str) -> str:
    """Write a text, in double quotes where it would not come back by itself."""
    safe = _PLAIN.fullmatch(text) and text.lower() not in _WORDS and text == text.strip()
    return text if safe else quoted(text)


def toml_key(key: str) -> str:
    """Write a key of TOML."""
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else quoted(key)


def toml_entry(key: str, value: object) -> str:
    """Write one key of a TOML header."""
    import tomli_w

    if isinstance(value, Raw):
        return f"{toml_key(key)} = {value}\n"
    written = list(value) if isinstance(value, tuple) else value
    if isinstance(written, list):
        inner = ", ".join(quoted(str(item)) for item in written)
        return f"{toml_key(key)} = [{inner}]\n"
    return tomli_w.dumps({key: written})


def _toml(values: Mapping[str, object]) -> str:
    top = {key: value for key, value in values.items() if not isinstance(value, Mapping)}
    tables = {key: value for key, value in values.items() if isinstance(value, Mapping)}
    text = "".join(toml_entry(key, value) for key, value in top.items())
    for key, table in tables.items():
        text += f"\n[{key}]\n" + "".join(toml_entry(name, item) for name, item in table.items())
    return text


def _yaml_list(name: str, items: list[str], lists: ListShape, *, quote: bool) -> str:
    if lists == "block" and items:
        return f"{name}:\n" + "".join(f"  - {yaml_scalar(item, quote=quote)}\n" for item in items)
    joined = " ".join(items)
    if lists == "spaces" and items and not any(" " in item or "," in item for item in items):
        return f"{name}: {yaml_text(joined)}\n"
    if lists == "commas" and items and not any("," in item for item in items):
        return f"{name}: {yaml_text(', '.join(items))}\n"
    return f"{name}: [{', '.join(flow_text(item, quote=quote) for item in items)}]\n"


def flow_text(item: str, *, quote: bool = False) -> str:
    """Write a text inside brackets of YAML."""
    # A question mark or a colon is a key's to some readers, inside brackets.
    return quoted(item) if quote or set(item) & set(",[]{}?:") else yaml_text(item)


def quoted(text: str) -> str:
    """Write a text in double quotes: what JSON writes is YAML and TOML too, save a few letters."""
    return _ESCAPED.sub(
        lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False)
    )


def _one_line(value: object) -> str:
    if isinstance(value, (list, tuple)):
        mark = "; " if any("," in str(item) for item in value) else ", "
        return mark.join(" ".join(str(item).split()) for item in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(str(value).split())


def _json(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _json(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_json(item) for item in value]
    return str(value) if isinstance(value, Raw) else value
