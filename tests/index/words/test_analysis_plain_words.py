from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from blogcli.index.analysis import segments

RAW = st.text("aB9äÖåßñİıiIŠžŉ().,;:!?\"“”«»…-#+&'’", min_size=1, max_size=8)


@given(RAW, st.sampled_from(["fi", "tr", "en"]))
def test_the_short_way_for_plain_words_says_what_the_long_way_says(raw: str, lang: str) -> None:
    long_way = [position for piece in segments._pieces(raw, lang) for position in piece.told]
    assert list(segments._split(raw, lang)) == long_way
