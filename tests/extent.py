"""How much a run tries: in `make test` a part of the real blogs, in `make verify` all of them."""

from __future__ import annotations

import os

WHOLE = os.environ.get("BLOG_TESTS") == "whole"


def part(of: int) -> int:
    """Give the step by which a run takes from many alike: `of`, or 1 where all are tried."""
    return 1 if WHOLE else of
