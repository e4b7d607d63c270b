"""Words to search for, chosen from the blog itself, and the searches for them."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from benchmarks.generate import post
from benchmarks.jobs import BLOG, Bench, Job
from benchmarks.rivals.programs import Rivals

INFLECTED = {"fi": "kaupungeissa", "en": "cities"}
_SAMPLE, _TRIES = 200, 12
_WORD = re.compile(r"[^\W\d_]{5,}")


@dataclass(frozen=True, slots=True)
class Words:
    """What is searched for."""

    rare: str
    common: str
    phrase: str
    prefix: str
    inflected: str


def searches(bench: Bench, rivals: Rivals) -> list[Job]:
    """Each search by `blog`, and by ripgrep, which knows letters but no words."""
    words = _choose(bench)
    ripgrep = rivals.ripgrep()
    jobs: list[Job] = []
    for work, query, pattern in _asked(words):
        command = (*bench.blog, "search", query, "--limit", "20")
        every = (*bench.blog, "search", query, "--paths")
        jobs.append(Job(f"search, {work}", BLOG, command, found=partial(_lines, bench, every)))
        if ripgrep:
            # It ends with 1 where nothing matches.
            line = (ripgrep, "-l", "-i", pattern, "content")
            found = partial(_lines, bench, line)
            jobs.append(Job(f"search, {work}", "ripgrep", line, found=found, codes=(0, 1)))
    return jobs


def _asked(words: Words) -> Iterator[tuple[str, str, str]]:
    """Give the name of each search, our query, and ripgrep's pattern."""
    yield "rare word", words.rare, rf"\b{words.rare}\b"
    yield "common word", words.common, rf"\b{words.common}\b"
    yield "phrase", f'"{words.phrase}"', words.phrase
    yield "prefix", f"{words.prefix}*", rf"\b{words.prefix}"
    yield "inflected word", words.inflected, rf"\b{words.inflected}\b"


def _choose(bench: Bench) -> Words:
    """Choose by a sample what is common; what is rare by asking."""
    order = bench.order
    step = max(1, order.posts // _SAMPLE)
    texts = [_body(bench, number).lower() for number in range(0, order.posts, step)]
    common = Counter(word for text in texts for word in set(_WORD.findall(text)))
    phrases = Counter(
        phrase
        for text in texts
        for phrase in {f"{a} {b}" for a, b in pairwise(text.split()) if _plain(a) and _plain(b)}
    )
    word = common.most_common(1)[0][0]
    longest = sorted(set(_WORD.findall(_body(bench, order.posts // 2).lower())), key=len)
    rare = min(longest[-_TRIES:], key=partial(_posts_with, bench))
    return Words(rare, word, phrases.most_common(1)[0][0], word[:4], INFLECTED[order.lang])


def _body(bench: Bench, number: int) -> str:
    return post(bench.order, number)[1].split("---\n", 2)[2]


def _plain(word: str) -> bool:
    return _WORD.fullmatch(word) is not None


def _posts_with(bench: Bench, word: str) -> int:
    """Count the posts that have a word; one that is not found is no rare one."""
    return _lines(bench, (*bench.blog, "search", word, "--paths")) or bench.order.posts


def _lines(bench: Bench, command: tuple[str, ...]) -> int:
    done = subprocess.run(
        command, env=bench.env, cwd=bench.root, capture_output=True, check=False, text=True
    )
    return len(done.stdout.splitlines())
