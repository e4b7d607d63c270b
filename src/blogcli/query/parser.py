"""Tokens to tree."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from blogcli.errors import QueryError
from blogcli.query.fields import ALIASES, FIELDS, NEWEST_FIRST, PRESENCE
from blogcli.query.scanner import Raw, Token, clean, scan
from blogcli.query.spelling import closest
from blogcli.query.tree import Has, Match, Node, Not, Query, Sort, Text, all_of, any_of
from blogcli.query.values import ValueReader

DEEPEST = 40
"""Brackets within brackets, and saved queries within saved queries."""

MOST = 200
"""Conditions of a query, saved ones included."""

MOST_FUZZY = 8
"""Fuzzy words among them: each is compared with every word of the blog."""

_SORTABLE = (*FIELDS, "rank")


def parse(
    text: str, *, keys: Collection[str] = (), saved: Mapping[str, str] | None = None
) -> Query:
    """Read a query.

    Args:
        text: As typed; an empty one matches everything.
        keys: Names of the other front-matter keys in the blog, in lower case.
        saved: Queries by name, for `query:name`.

    Raises:
        QueryError: With the place in the text, or in the saved query that is wrong.
    """
    return _parse(clean(text), keys, _Saved(saved or {}))


class _Saved:
    """The saved queries, those being read, and how much was read so far."""

    def __init__(self, queries: Mapping[str, str]) -> None:
        self.queries = queries
        self.open: list[str] = []
        self.count = 0
        self.fuzzy = 0


def _parse(text: str, keys: Collection[str], saved: _Saved) -> Query:
    parser = _Parser(text, keys, saved)
    where = parser.whole()
    return Query(where, tuple(parser.sort), parser.limit, text)


class _Parser:
    def __init__(self, text: str, keys: Collection[str], saved: _Saved) -> None:
        self._text = text
        self._keys = keys
        self._saved = saved
        self._values = ValueReader(text)
        self._tokens = scan(text, keys)
        self._token = next(self._tokens)
        self._depth = 0
        self._negated = 0
        self.sort: list[Sort] = []
        self.limit: int | None = None
        self._inherited: Query | None = None

    def whole(self) -> Node | None:
        node = self._or()
        if self._token.kind == ")":
            raise self._error(self._token, "this ) closes nothing", 'in text, quote it: ")"')
        if self._inherited:
            self.sort = self.sort or list(self._inherited.sort)
            self.limit = self.limit or self._inherited.limit
        return node

    def _error(self, token: Token | Raw, reason: str, hint: str = "") -> QueryError:
        length = max(1, token.length)
        return QueryError(reason, self._text, token.position, length=length, hint=hint)

    def _take(self) -> Token:
        token = self._token
        if token.kind != "end":
            self._token = next(self._tokens)
        return token

    def _or(self) -> Node | None:
        parts = [self._and()]
        while self._token.kind == "OR":
            operator = self._take()
            following = self._and()
            if parts[-1] is None or following is None:
                raise self._lonely(operator)
            parts.append(following)
        return any_of(tuple(part for part in parts if part is not None))

    def _and(self) -> Node | None:
        parts: list[Node] = []
        while self._token.kind not in {"OR", ")", "end"}:
            operator = self._take() if self._token.kind == "AND" else None
            if operator and (not parts or self._token.kind in {"AND", "OR", ")", "end"}):
                raise self._lonely(operator)
            if operator is None and self._directive():
                continue
            if (node := self._not()) is not None:
                parts.append(node)
        return all_of(tuple(parts))

    def _lonely(self, operator: Token) -> QueryError:
        hint = f'to search for the word, quote it: "{operator.kind}"'
        return self._error(operator, f"{operator.kind} joins two conditions: one is missing", hint)

    def _not(self) -> Node | None:
        negations: list[Token] = []
        while self._token.kind in {"NOT", "-"}:
            negations.append(self._take())
        if negations and self._token.kind in {"AND", "OR", ")", "end"}:
            hint = 'to search for the word, quote it: "NOT"'
            raise self._error(negations[-1], "NOT needs a condition after it", hint)
        self._negated += bool(negations)
        node = self._atom()
        self._negated -= bool(negations)
        return Not(node) if node is not None and len(negations) % 2 else node

    def _atom(self) -> Node | None:
        token = self._take()
        if token.kind == "(":
            return self._group(token)
        if token.kind == "text":
            return self._match("", token)
        return self._field(token)

    def _group(self, opening: Token) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._error(opening, f"brackets go at most {DEEPEST} deep")
        node = self._or()
        if self._token.kind != ")":
            raise self._error(opening, "this ( is not closed", 'in text, quote it: "("')
        closing = self._take()
        if node is None:
            whole = opening._replace(length=closing.position + 1 - opening.position)
            raise self._error(whole, "there is nothing between the brackets")
        self._depth -= 1
        return node

    def _field(self, token: Token) -> Node | None:
        name = token.name
        if name in {"sort", "limit"}:
            hint = "write it at the end of the query"
            raise self._error(token, f"{name}: concerns the whole query, not a part of it", hint)
        if name == "query":
            self._count(token)
            return self._stored(token)
        if name in {"has", "missing"}:
            self._count(token)
            parts = tuple(self._presence(raw) for raw in token.values)
            return any_of(parts if name == "has" else tuple(Not(part) for part in parts))
        return self._match("status" if name == "is" else name, token)

    def _match(self, field: str, token: Token) -> Match:
        values = tuple(self._values.read(field, raw) for raw in token.values)
        fuzzy = sum(isinstance(value, Text) and value.mode == "fuzzy" for value in values)
        self._count(token, fuzzy=fuzzy)
        return Match(field, values, token.position, token.length)

    def _count(self, token: Token, *, fuzzy: int = 0) -> None:
        self._saved.count += len(token.values)
        self._saved.fuzzy += fuzzy
        if self._saved.count > MOST:
            raise self._error(token, f"a query has at most {MOST} conditions")
        if self._saved.fuzzy > MOST_FUZZY:
            raise self._error(token, f"a query has at most {MOST_FUZZY} fuzzy words")

    def _presence(self, raw: Raw) -> Has:
        key, _, detail = raw.text.partition(".")
        folded = key.lower()
        if folded != "translation":
            folded, detail = raw.text.lower(), ""
        folded = ALIASES.get(folded, folded)
        candidates = {*FIELDS, *PRESENCE, *self._keys, *ALIASES}
        if raw.form == "regex":
            raise self._error(raw, "a key is written plainly, not as a regular expression")
        if folded not in candidates and (likely := _likely_key(folded, candidates)):
            reason = f"no post has a key {raw.text!r}: did you mean {likely!r}?"
            raise self._error(raw, reason)
        return Has(folded, detail.lower(), raw.position, raw.length)

    def _directive(self) -> bool:
        """Take `sort:` and `limit:` where they concern the whole query."""
        token = self._token
        if token.kind != "field" or self._depth or token.name not in {"sort", "limit"}:
            return False
        self._take()
        if token.name == "limit":
            self.limit = self._limit(token)
        else:
            self.sort.extend(self._sort(raw) for raw in token.values)
        return True

    def _limit(self, token: Token) -> int:
        raw = token.values[0]
        number = raw.text if raw.text.isascii() and raw.text.isdecimal() else "0"
        if len(token.values) > 1 or not 0 < int(number[:12]) < 10**9:
            raise self._error(token, "limit: takes a whole number from 1", "limit:20")
        return int(number)

    def _sort(self, raw: Raw) -> Sort:
        name = raw.text.rstrip("+-") if raw.text[-1:] in {"+", "-"} else raw.text
        key = ALIASES.get(name.lower(), name.lower())
        candidates = {*_SORTABLE, *self._keys}
        if key not in candidates or key in {"body", "summary"} or raw.form != "bare":
            likely = closest(key, candidates)
            reason = f"posts can't be sorted by {raw.text!r}"
            if likely:
                reason += f": did you mean {likely!r}?"
            raise self._error(raw, reason, "sort:date, sort:title, sort:word_count-")
        sign = raw.text[len(name) :][:1]
        return Sort(key, sign == "-" if sign else key in (*NEWEST_FIRST, "rank"))

    def _stored(self, token: Token) -> Node | None:
        found = [self._recall(token, raw) for raw in token.values]
        if not (self._depth or self._negated) and len(found) == 1:
            self._inherited = found[0]
        parts = [_placed(query.where, token) for query in found]
        # A saved query that only sorts excludes nothing.
        return None if None in parts else any_of(tuple(part for part in parts if part is not None))

    def _recall(self, token: Token, raw: Raw) -> Query:
        name, saved = raw.text, self._saved
        if name not in saved.queries:
            likely = closest(name, saved.queries)
            reason = f"there is no saved query {name!r}"
            if likely:
                reason += f": did you mean {likely!r}?"
            raise self._error(raw, reason, "saved queries stand in blog.toml under [queries]")
        if name in saved.open or len(saved.open) >= DEEPEST:
            raise self._error(token, f"the saved query {name!r} contains itself")
        saved.open.append(name)
        try:
            return _parse(clean(saved.queries[name]), self._keys, saved)
        except QueryError as error:
            if not error.reason.startswith("in the saved query"):
                error.reason = f"in the saved query {name!r}: {error.reason}"
            raise
        finally:
            saved.open.pop()


def _likely_key(written: str, candidates: Collection[str]) -> str | None:
    key, dot, detail = written.partition(".")
    if dot and (likely := closest(key, ("translation",))):
        return f"{likely}.{detail}"
    return closest(written, candidates)


def _placed(node: Node | None, token: Token) -> Node | None:
    """Let what a saved query says point to where it was called for."""
    if node is None:
        return None
    if isinstance(node, (Match, Has)):
        return replace(node, position=token.position, length=token.length)
    if isinstance(node, Not):
        return Not(_placed(node.part, token) or node.part)
    return type(node)(tuple(_placed(part, token) or part for part in node.parts))
