"""`wrong-lang`: a text in another language than its post says."""

from __future__ import annotations

from collections.abc import Iterator

from blogcli.checks.complaint import Complaint
from blogcli.checks.rule import Rule
from blogcli.checks.world import Opened
from blogcli.posts.fields import LANG_KEYS
from blogcli.posts.guessing import guess

_LONG = 1500  # code points: of a longer text the second half is looked at too
# Written so much alike that a few sentences don't tell.
_ALIKE = (
    {"nb", "nn", "no", "da"}, {"hr", "sr", "bs", "sh", "hbs", "cnr"}, {"id", "ms"}, {"gl", "pt"},
    {"cs", "sk"}, {"es", "gl", "ast"}, {"zh", "yue", "wuu"}, {"fil", "tl"},
)  # fmt: skip


def _look(opened: Opened) -> Iterator[Complaint]:
    body = opened.source.body
    lang = opened.post.lang.partition("-")[0].lower()
    found = guess(body)
    if found is None or found == lang or any({found, lang} <= group for group in _ALIKE):
        return
    # A quotation may begin a post: the rest must be in the same language.
    if len(body) > _LONG and guess(body[len(body) // 2 :]) != found:
        return
    yield opened.at_key(LANG_KEYS, f"the text seems to be in {found}, the post says {lang}")


RULE = Rule("wrong-lang", "warning", "The text is in another language than lang says.", _look)
