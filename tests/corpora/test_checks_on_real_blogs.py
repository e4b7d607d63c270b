"""What checks find in blogs that others wrote: read by eye, and held."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from blogcli import checks
from blogcli.blog import Blog
from blogcli.posts.opening import decode, with_lf

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
# No false alarms are among them: texts in English that say `language: fin`, pictures that are not
# in the copy, links without `https://`.
FOUND = {
    "as-kilta": {
        "wrong-lang": 27, "broken-link": 2, "duplicate-slug": 2, "heading-skip": 1, "odd-date": 1,
        "similar-tags": 1,
    },
    "gopheracademy": {
        "missing-image": 91, "missing-alt": 48, "broken-link": 19, "heading-skip": 9,
        "duplicate-slug": 2, "front-matter": 1, "broken-image": 2,
    },
    "scientific-python": {
        "similar-tags": 17, "heading-skip": 12, "missing-alt": 10, "foreign-tag": 4,
    },
}  # fmt: skip


@pytest.mark.parametrize("name", FOUND)
def test_findings_are_those_that_were_read(name: str, corpora: Path) -> None:
    with Blog.open(corpora / name) as blog:
        request = checks.CheckRequest(unreadable=blog.sync(NOW).unreadable)
        findings = checks.check(blog, request, NOW).findings
    assert Counter(finding.rule for finding in findings) == FOUND[name]
    for finding in findings:
        if finding.line is None:
            continue
        lines = with_lf(decode((corpora / name / finding.path).read_bytes()))[0].split("\n")
        assert finding.source_line == lines[finding.line - 1]
        assert (finding.column or 1) <= len(finding.source_line) + 1
