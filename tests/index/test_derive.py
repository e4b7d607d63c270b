"""What a post leaves to be told from its body."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli.index.derive import SUMMARY_LENGTH, complete, derive
from blogcli.posts.post import Post


def post(**values: object) -> Post:
    return Post(**{"path": "posts/a-day.md", "slug": "a-day", "lang": "en", **values})  # type: ignore[arg-type]


def test_what_the_author_said_stays() -> None:
    told = post(title="Mine", summary="So it is.")
    done = complete(told, "# Another\n\nText of *four* words.")
    assert (done.title, done.summary, done.word_count) == ("Mine", "So it is.", 5)


@pytest.mark.parametrize(
    ("slug", "body", "title"),
    [
        ("Sea trip", "Words.\n\n## A part\n", "Sea trip"),
        ("Sea trip", "# The trip\n", "The trip"),
        ("Sea trip", "", "Sea trip"),
        ("Matka merelle", "## Osa\n\n# Myöhempi\n", "Matka merelle"),
        ("海旅", "## 一\n", "海旅"),
        ("Bitcoin", "## What it is\n", "Bitcoin"),
        ("README", "## What it is\n", "What it is"),
    ],
)
def test_a_file_named_in_words_is_called_by_its_name(slug: str, body: str, title: str) -> None:
    assert complete(post(slug=slug), body).title == title


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("# The *first* `heading`\n\nText.\n\n# Second", "The first heading"),
        ("Setext\n======\n\nText", "Setext"),
        ("<h1>In HTML</h1>\n\ntext", "In HTML"),
        ("Just a few words.", "Just a few words."),
        ("", "a-day"),
        ("   \n\n---\n", "a-day"),
        ("<!-- nothing but a comment -->", "a-day"),
    ],
)
def test_the_title_is_the_first_heading_else_the_first_words_else_the_slug(
    body: str, title: str
) -> None:
    assert complete(post(), body).title == title


def test_the_summary_is_the_beginning_of_the_running_text() -> None:
    body = (
        "# Title\n\n```python\ncode()\n```\n\n| a | b |\n|---|---|\n| c | d |\n\n"
        "First *paragraph*.\n\n> Quoted.\n\nLast[^1].\n\n[^1]: A note.\n"
    )
    assert complete(post(), body).summary.startswith("First paragraph. Quoted. Last")
    assert "note" not in complete(post(), body).summary


def test_a_post_without_paragraphs_is_summed_up_by_what_it_has() -> None:
    assert complete(post(), "# Title\n\n- one\n- two\n").summary == "one two"
    assert complete(post(), "# Title\n").summary == ""


@pytest.mark.parametrize(
    "mark", ["<!--more-->", "<!-- more -->", "<!-- TEASER_END -->", "<!-- PELICAN_END_SUMMARY -->"]
)
def test_the_summary_ends_at_the_authors_mark(mark: str) -> None:
    body = f"# Title\n\nBefore it.\n\n{mark}\n\nBehind it.\n"
    assert complete(post(), body).summary == "Before it."
    assert complete(post(), f"Before it. {mark} Behind it.").summary == "Before it."


def test_a_mark_before_all_text_ends_no_summary() -> None:
    assert complete(post(title="T"), "# T\n\n<!-- more -->\n\nBehind it.\n").summary == "Behind it."
    assert complete(post(title="T"), "<!--more-->\nBehind it.\n").summary == "Behind it."


def test_a_mark_in_code_is_code() -> None:
    assert (
        complete(post(), "Write:\n\n`<!--more-->`\n\nDone.").summary == "Write: <!--more--> Done."
    )


def test_long_text_is_cut_at_a_word() -> None:
    summary = complete(post(), "word " * 100).summary
    assert len(summary) <= SUMMARY_LENGTH
    assert summary.endswith("word…")


def test_characters_are_words_where_none_are_spaced() -> None:
    assert complete(post(lang="ja"), "東京は大きい。").word_count == 6


@given(st.text(max_size=400))
def test_no_body_is_refused(body: str) -> None:
    done, text = derive(post(), body)
    assert done.title
    assert len(done.summary) <= SUMMARY_LENGTH
    assert done.word_count >= 0
    assert isinstance(text, str)
    assert complete(post(), body) == done


@pytest.mark.parametrize(
    ("body", "summary"),
    [
        ("$$\\begin{x}a\\end{x}$$\n\nHello *w*.", "Hello w."),
        ("Let $$a$$ be $b$.", "Let a be b."),
        ("![Alt of a](a.png)\n![Alt of b](b.png)\n\nText ![in](c.png) here.", "Text in here."),
        ("[![A](a.png)](b)\n\n`code` alone", "code alone"),
        ("![Only this](a.png)", "Only this"),
        ("https://e.org/watch\n\nText.", "Text."),
        ('<iframe src="https://e.org/x"></iframe>\n\n<video src="/v.mp4"></video>\n\nA.', "A."),
        ("See https://e.org/ now. [Words](https://e.org/)", "See https://e.org/ now. Words"),
        ("[Words](https://e.org/)", "Words"),
        ("https://e.org/only", "https://e.org/only"),
    ],
)
def test_a_summary_is_made_of_sentences(body: str, summary: str) -> None:
    assert complete(post(title="T"), body).summary == summary
