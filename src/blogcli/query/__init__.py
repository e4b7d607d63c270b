r"""The query language: text to tree.

```
query  = or { directive }
or     = and { "OR" and }                   # AND binds tighter
and    = not { ["AND"] not }
not    = [ "NOT" | "-" ] atom
atom   = "(" or ")" | field ":" values | bare
bare   = word | word"*" | word"~" | '"'phrase'"'
values = value { "," value }                # any of
value  = bare | "="exact | "/"regex"/" | range
range  = point | [ point ] ".." [ point ]   # dates or numbers; whole periods, both ends included
point  = number | YYYY[-MM[-DD[Thh:mm]]] | today|yesterday|tomorrow | monday…sunday
       | (this|last|next)"-"(week|month|year) | ["+"] N (h|d|w|m|y)     # unsigned = ago
directive = "sort:" key ["+"|"-"] | "limit:" N | "query:" name
```

Directives may also stand between the conditions. In quotes `\"` is a quote and `\\` a backslash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blogcli.query.arguments import negations, parse_arguments
    from blogcli.query.explanation import explain
    from blogcli.query.parser import parse
    from blogcli.query.tree import And, Has, Match, Node, Not, Or, Point, Query, Range, Sort, Text
    from blogcli.query.writing import quote

__all__ = [
    "And",
    "Has",
    "Match",
    "Node",
    "Not",
    "Or",
    "Point",
    "Query",
    "Range",
    "Sort",
    "Text",
    "explain",
    "negations",
    "parse",
    "parse_arguments",
    "quote",
]

_PLACES = {
    "explain": "explanation",
    "negations": "arguments",
    "parse": "parser",
    "parse_arguments": "arguments",
    "quote": "writing",
}


def __getattr__(name: str) -> object:
    """Load each part on first use: a list without conditions needs no parser."""
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_PLACES.get(name, 'tree')}"), name)
