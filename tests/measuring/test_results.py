from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from benchmarks.budgets import Verdict, budgets_hold, judge
from benchmarks.jobs import BLOG, HUGO, PYTHON
from benchmarks.losses import losses
from benchmarks.plot import Line, draw
from benchmarks.reasons import REASONS
from benchmarks.report import render, write
from benchmarks.results import Figure, Part, Results, load
from benchmarks.sites import FRESH

MEGABYTE = 1024 * 1024


def part(group: str, posts: int, *figures: Figure) -> Part:
    python = Figure("python -c pass", PYTHON, [0.02, 0.01, 0.03], [0.02], 10 * MEGABYTE)
    date = "2026-11-24 12:00"
    versions = {"Python": "3.11.7", "blogcli": "0.1.0", "Hugo": "0.168.0"}
    return Part(group, posts, "fi", date, "2 × A", 0.1, versions, [python, *figures])


def figure(work: str, tool: str, seconds: float, megabytes: int, files: int | None) -> Figure:
    peak, size = megabytes * MEGABYTE, None if files is None else 2_000_000
    return Figure(work, tool, [seconds], [seconds], peak, files=files, size=size)


def ours(work: str, seconds: float, megabytes: int = 50, files: int | None = None) -> Figure:
    return Figure(
        work, BLOG, [seconds], [seconds], megabytes * MEGABYTE, files=files, size=2_000_000
    )


def hugo(work: str, seconds: float, megabytes: int = 100, files: int | None = None) -> Figure:
    return Figure(
        work, HUGO, [seconds], [seconds], megabytes * MEGABYTE, files=files, size=2_000_000
    )


def verdict(results: Results, job: str) -> Verdict:
    return next(one for one in judge(results) if one.job == job)


def site(posts: int, seconds: float, hugos: float = 3.0, megabytes: int = 20) -> Part:
    return part(
        "site",
        posts,
        ours(FRESH, seconds, megabytes, 300),
        hugo(FRESH, hugos, files=300),
    )


def test_a_budget_holds_up_to_its_limit_and_no_further() -> None:
    for seconds, holds in ((0.13, True), (0.15, False)):
        results = Results([part("start", 100, ours("--version", seconds))])
        found = verdict(results, "--version")
        assert (found.measured, found.holds) == (f"{seconds / 0.02:.1f} × Python", holds)
        assert budgets_hold(results) is holds


def test_a_budget_of_a_rival_is_the_least_that_we_must_be_faster() -> None:
    slow, fast = Results([site(10_000, 2.5)]), Results([site(10_000, 2.0)])
    assert verdict(slow, f"{FRESH}, 10,000 posts").holds is False
    assert verdict(fast, f"{FRESH}, 10,000 posts").holds is True
    assert verdict(fast, f"{FRESH}, 10,000 posts").measured == "1.50 × faster than Hugo"


def test_memory_is_judged_beside_hugos_and_by_itself() -> None:
    job = f"{FRESH}, 10,000 posts: peak"
    assert verdict(Results([site(10_000, 2, megabytes=25)]), job).holds is True
    assert verdict(Results([site(10_000, 2, megabytes=26)]), job).holds is False
    grown = Results([site(100_000, 20, megabytes=401)])
    assert verdict(grown, f"{FRESH}, 100,000 posts: peak").holds is False


def test_growth_is_of_the_time_for_each_post() -> None:
    job = f"{FRESH}: a post of 100,000"
    assert verdict(Results([site(10_000, 2), site(100_000, 26)]), job).holds is True
    assert verdict(Results([site(10_000, 2), site(100_000, 27)]), job).holds is False


def test_what_was_not_measured_is_neither_held_nor_broken() -> None:
    assert {one.holds for one in judge(Results())} == {None}
    assert budgets_hold(Results())
    ended = part("site", 10_000, ours(FRESH, 2), Figure(FRESH, HUGO, ended="over 120 s"))
    assert verdict(Results([ended]), f"{FRESH}, 10,000 posts").holds is None


def test_a_part_takes_the_place_of_the_one_before_and_survives_the_file(tmp_path: Path) -> None:
    results = Results(missing={"Hexo": "no npm here"})
    results.add(site(1_000, 5))
    results.add(site(100, 1))
    results.add(site(1_000, 4))
    assert [one.posts for one in results.parts] == [100, 1_000]
    results.save(tmp_path / "results.json")
    assert load(tmp_path / "results.json") == results
    assert json.loads((tmp_path / "results.json").read_text("utf-8"))["parts"][1]["posts"] == 1_000


def test_the_page_says_what_was_measured_who_lost_and_what_is_missing() -> None:
    ended = Figure(FRESH, "Nikola", ended="over 120 s")
    slower = site(10_000, 5)
    slower.figures.append(ended)
    page = render(Results([slower], {"Hexo": "npm could not install it"}), [])
    assert f"| {FRESH} | 10,000 | **blog** | 5.00 s | 250.0 |  | 5.00 s | 20 MB | 1 |" in page
    assert f"| {FRESH} | 10,000 | Hugo | 3.00 s | 150.0 | 0.60 | 3.00 s | 100 MB | 1 |" in page
    assert "300 files, 2.0 MB" in page
    assert f"| {FRESH} | 10,000 | Nikola | over 120 s |" in page
    assert f"| {FRESH}, 10,000 posts | 0.60 × faster than Hugo | ≥ 1.5 × faster" in page
    assert "**no**" in page
    assert f"{FRESH} (10,000 posts): Hugo takes 3.00 s, we 5.00 s, 1.7 × as long." in page
    assert f"- {FRESH}, 10,000 posts: 0.60 × faster than Hugo, budget ≥ 1.5 × faster" in page
    assert "- Hexo: npm could not install it" in page
    assert "| Site | 10,000 | 2026-11-24 12:00 UTC | 2 × A, Python 3.11.7 | 0.1 |" in page


def test_all_rows_of_a_table_have_as_many_cells() -> None:
    slower = site(10_000, 5)
    slower.figures.append(Figure(FRESH, "Nikola", ended="over 120 s"))
    rows = [line for line in render(Results([slower]), []).splitlines() if line.startswith("|")]
    widths = [row.count("|") for row in rows if f"| {FRESH} |" in row or "program | median" in row]
    assert widths == [11] * 4


def test_every_reason_is_of_a_budget() -> None:
    assert REASONS.keys() <= {one.job for one in judge(Results())}


def test_where_nobody_is_better_that_is_said() -> None:
    results = Results([site(10_000, 2)])
    assert losses(results).startswith("No other program that was measured")


def test_a_loss_in_search_says_what_each_found() -> None:
    rival = Figure("search, rare word", "ripgrep", [0.01], [0.01], MEGABYTE, found=3)
    finding = Figure("search, rare word", BLOG, [0.1], [0.1], MEGABYTE, found=80)
    results = Results([part("search", 100, finding, rival)])
    assert "ripgrep takes 10 ms, and finds 3 of 80, we 100 ms, 10.0 × as long" in losses(results)


def test_the_page_ends_with_what_the_soak_wrote(tmp_path: Path) -> None:
    page = tmp_path / "RESULTS.md"
    page.with_name("SOAK.md").write_text("# Soak\n\n30 minutes\n", "utf-8")
    write(Results([site(100, 1), site(1_000, 3)]), page)
    text = page.read_text("utf-8")
    assert text.endswith("\n\n## Soak\n\n30 minutes\n")
    assert "](site.svg)" in text
    assert (tmp_path / "site.svg").exists()


LINES = [
    Line("ours & fast", ((100, 0.2), (1_000, 0.25), (10_000, 0.3))),
    Line("theirs", ((100, 0.2), (1_000, 0.9), (10_000, 9.0)), ours=False),
    Line("nearly ours", ((100, 0.2), (10_000, 0.3001))),
]
SVG = "{http://www.w3.org/2000/svg}"


def labels(picture: ET.Element) -> dict[str, float]:
    found = picture.iterfind(f".//{SVG}text[@class='n']")
    return {str(one.text).strip(): float(one.get("y", "nan")) for one in found}


def test_each_line_has_its_name_beside_it_and_no_name_lies_on_another() -> None:
    picture = ET.fromstring(draw("Cost", LINES))
    names = labels(picture)
    assert set(names) == {"ours & fast", "theirs", "nearly ours"}
    places = sorted(names.values())
    assert all(below - above >= 15.9 for above, below in pairwise(places))
    assert "prefers-color-scheme:dark" in str(picture.findtext(f"{SVG}style"))


def test_ten_times_the_cost_is_as_far_up_everywhere() -> None:
    lines = [Line("a", ((100, 0.1), (1_000, 1.0), (10_000, 10.0)))]
    picture = ET.fromstring(draw("Cost", lines))
    dots = [(float(dot.get("cx", 0)), float(dot.get("cy", 0)))
            for dot in picture.iterfind(f".//{SVG}circle")]  # fmt: skip
    assert len(dots) == 3
    (x1, y1), (x2, y2), (x3, y3) = dots
    assert x2 - x1 == pytest.approx(x3 - x2, abs=0.2)
    assert y1 - y2 == pytest.approx(y2 - y3, abs=0.2)
    assert y1 > y2, "what costs more stands higher"
