"""Raw HTML cut into tokens, whatever it is."""

from __future__ import annotations

import pytest
from hypothesis import given

from blogcli.markdown.markup import is_tag, scan
from markdown_samples import texts


@pytest.mark.parametrize(
    ("source", "tokens"),
    [
        ("a<b>c</B>", [("text", "a"), ("open", "<b>"), ("text", "c"), ("close", "</B>")]),
        ('<a b=">" c>', [("open", '<a b=">" c>')]),
        ('<p title="x>a</p> b', [("open", '<p title="x>'), ("text", "a"), ("close", "</p>"), ("text", " b")]),  # noqa: E501
        ('<a ">" b', [("open", '<a ">'), ("text", '" b')]),
        ("a < b <3 </ <b", [("text", "a < b <3 </ <b")]),
        ("<!-- <b> -->c<!--> <!d><?e?>", [("hidden", "<!-- <b> -->"), ("text", "c"), ("hidden", "<!-->"), ("text", " "), ("hidden", "<!d>"), ("hidden", "<?e?>")]),  # noqa: E501
        ("<!-- a", [("text", "<!-- a")]),
        ("<script>a<b></script>c", [("hidden", "<script>a<b></script>"), ("text", "c")]),
        ("<script>a", [("open", "<script>"), ("text", "a")]),
    ],
)  # fmt: skip
def test_tokens(source: str, tokens: list[tuple[str, str]]) -> None:
    assert [(token.kind, token.source) for token in scan(source)] == tokens


@given(texts)
def test_tokens_are_all_of_the_source(text: str) -> None:
    tokens = list(scan(text))
    assert "".join(token.source for token in tokens) == text
    for token in tokens:
        assert text.startswith(token.source, token.start)


def test_attributes() -> None:
    (token,) = scan('<a HREF=b c=\'d "e\' f="&auml;" g href=h>')
    assert token.attributes() == {"href": "b", "c": 'd "e', "f": "ä", "g": ""}


def test_what_is_a_tag() -> None:
    assert [
        name for name in ("b", "x-y", "o:p", "string", "fegaussianblur") if not is_tag(name)
    ] == ["string"]
