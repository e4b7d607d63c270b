"""Each of the thirty behaviours that the program promises has its test.

Most tests bear the number in their name; the others are those of one command or part, named here.
"""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parent
ELSEWHERE = {
    5: "test_a_post_as_json_keeps_its_contract",
    6: "test_fields_are_selected_in_the_order_named",
    7: "test_paths_are_seen_from_the_current_folder",
    15: "test_every_command_has_help_that_fits_and_two_examples",
    16: "test_every_example_runs",
    19: "test_a_post_that_cannot_be_read_is_named_and_the_others_are_listed",
    20: "test_a_query_error_shows_the_query_with_a_caret",
    30: "test_whatever_is_wrong_completion_is_silent",
}


def test_every_behaviour_has_its_test() -> None:
    names = {
        name
        for path in TESTS.rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)\(", path.read_text("utf-8"), re.MULTILINE)
    }
    assert set(ELSEWHERE.values()) <= names
    numbered = {int(found[1]) for name in names if (found := re.match(r"test_(\d\d)_", name))}
    assert numbered | set(ELSEWHERE) == set(range(1, 31))
