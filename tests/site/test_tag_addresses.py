"""Tags have addresses of their own, which no other tag changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli.posts.post import Post
from blogcli.site.addresses import Register, Rules
from blogcli.site.collection import Edition, fold, with_groups

DAY = datetime(2020, 1, 1, tzinfo=UTC)
RULES = Rules("", "en")


def addresses(*tags: str, rules: Rules = RULES) -> dict[str, str]:
    """The last segment of each tag's address; the first tag is of the oldest post."""
    posts = [
        Post(path=f"posts/{day}.md", slug=str(day), lang="en", tags=(tag,), date=DAY + day * _DAY)
        for day, tag in enumerate(tags)
    ]
    edition = Edition(lang="en", prefix="", posts=tuple(reversed(posts)), pages=())
    groups = with_groups(edition, rules, Register()).tags
    return {tag: unquote(groups[fold(tag)].address.path).split("/")[1] for tag in tags}


_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("tag", "segment"),
    [
        ("Sea and sky", "sea-and-sky"),
        ("node.js", "node-js"),
        ("AT&T", "at-t"),
        ("Tips & tricks", "tips-tricks"),
        ("What?", "what"),
        ("a#1", "a-1"),
        ("C#", "c-sharp"),
        ("C++", "c-plus-plus"),
        (".NET", "dot-net"),
        ("100%", "100-percent"),
        ("?", "question-mark"),
        ("→", "rightwards-arrow"),
        ("🎉", "tada"),
    ],
)
def test_an_address_can_be_read(tag: str, segment: str) -> None:
    assert addresses(tag) == {tag: segment}


def test_tags_that_differ_by_a_sign_or_a_mark_have_addresses_that_do() -> None:
    tags = ("R&D", "R+D", "R-D", "Tala", "Tälä", "²", "2", "-", "!", "_")

    assert addresses(*tags) == {
        "R&D": "r-d", "R+D": "r-plus-sign-d", "R-D": "r-d-2",
        "Tala": "tala", "Tälä": "tälä",
        "²": "2", "2": "2-2", "-": "hyphen-minus", "!": "exclamation-mark", "_": "low-line",
    }  # fmt: skip


def test_tags_of_one_spelling_but_for_case_are_one() -> None:
    assert addresses("C", "c") == {"C": "c", "c": "c"}


def test_letters_stay_where_slugs_are_unicode() -> None:
    unicode = Rules("", "en", unicode=True)

    assert addresses("Tälä", "C#", rules=unicode) == {"Tälä": "tälä", "C#": "c-sharp"}


_TAGS = st.lists(
    st.text(st.sampled_from("aAä1c#+&?!%. -²🎉"), min_size=1, max_size=4).filter(str.strip),
    min_size=1,
    max_size=8,
    unique_by=fold,
)


@given(_TAGS, _TAGS)
def test_newer_tags_move_none(old: list[str], new: list[str]) -> None:
    before, after = addresses(*old), addresses(*old, *new)

    assert before == {tag: after[tag] for tag in old}
    segments = {fold(tag): segment for tag, segment in after.items()}
    assert len(set(segments.values())) == len(segments)
