"""The fast distance is the slow one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from blogcli.index.spelling import Spelling
from blogcli.query.spelling import distance

WORDS = st.text("abcä", max_size=10)


@given(WORDS, WORDS)
def test_distance_is_that_of_the_plain_table(one: str, other: str) -> None:
    assert Spelling(one).distance(other) == distance(one, other, 20)


@given(WORDS, WORDS, st.integers(0, 3))
def test_what_is_called_impossible_is_too_far(one: str, other: str, limit: int) -> None:
    if not Spelling(one).possible(other, limit):
        assert distance(one, other, 20) > limit
