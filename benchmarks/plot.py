"""Draws cost against size: both axes by powers of ten, each line with its name at its end."""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 820, 520
LEFT, RIGHT, TOP, BOTTOM = 70, 250, 56, 52
_APART = 16
"""Pixels between the names of two lines, at least."""
_COLOURS = (
    ("#0072b2", "#56b4e9"), ("#b34700", "#f0a060"), ("#00775a", "#3fc79a"), ("#9b3f7c", "#e08fc0"),
    ("#7a6000", "#d9c24a"), ("#4b4b9b", "#a5a5f0"), ("#a02020", "#f08080"), ("#3a6b1f", "#9ccc72"),
    ("#555555", "#bbbbbb"), ("#00667a", "#60c8dc"),
)  # fmt: skip
"""For light and dark: told apart by those who don't see all colours, with the names beside."""
_DASHES = ("", "7 4", "2 4")


@dataclass(frozen=True, slots=True)
class Line:
    """One command: its seconds by the number of posts; ours are drawn thick."""

    name: str
    points: tuple[tuple[int, float], ...]
    ours: bool = True


@dataclass(frozen=True, slots=True)
class _Scale:
    """Powers of ten between two ends, laid on pixels."""

    low: int
    high: int
    start: float
    end: float

    def at(self, value: float) -> float:
        share = (math.log10(value) - self.low) / max(1, self.high - self.low)
        return self.start + share * (self.end - self.start)

    @property
    def ticks(self) -> list[int]:
        return list(range(self.low, self.high + 1))


def draw(title: str, lines: list[Line]) -> str:
    """Give the picture as SVG.

    Raises:
        ValueError: There is no point to draw.
    """
    lines = [line for line in lines if line.points]
    across = _scale([posts for line in lines for posts, _ in line.points], LEFT, WIDTH - RIGHT)
    up = _scale([cost for line in lines for _, cost in line.points], HEIGHT - BOTTOM, TOP)
    places = _spread([up.at(line.points[-1][1]) for line in lines])
    parts = [_head(title), *_grid(across, up)]
    for number, (line, place) in enumerate(zip(lines, places, strict=True)):
        parts += _drawn(number, line, (across, up), place)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _scale(values: list[int] | list[float], start: float, end: float) -> _Scale:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return _Scale(low, max(high, low + 1), start, end)


def _head(title: str) -> str:
    light = "".join(f".c{n}{{--c:{a}}}" for n, (a, _) in enumerate(_COLOURS))
    dark = "".join(f".c{n}{{--c:{b}}}" for n, (_, b) in enumerate(_COLOURS))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(title)}" font-family="system-ui, sans-serif" font-size="12">\n'
        f"<style>svg{{--paper:#fff;--ink:#222;--soft:#666;--line:#ddd}}{light}"
        f"@media(prefers-color-scheme:dark){{svg{{--paper:#16181c;--ink:#eee;--soft:#aaa;"
        f"--line:#383c44}}{dark}}}"
        ".p{fill:var(--paper)}.t{fill:var(--ink)}.s{fill:var(--soft)}.g{stroke:var(--line)}"
        ".l{stroke:var(--c);fill:none;stroke-linejoin:round}.d,.n{fill:var(--c)}"
        ".k{stroke:var(--c);stroke-width:.7;opacity:.6}</style>\n"
        f'<rect class="p" width="{WIDTH}" height="{HEIGHT}"/>\n'
        f'<text class="t" x="{LEFT}" y="26" font-size="16" font-weight="600">{escape(title)}</text>'
    )


def _grid(across: _Scale, up: _Scale) -> list[str]:
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts = [
        f'<text class="s" x="{LEFT}" y="44">Seconds by the clock, a whole process</text>',
        f'<text class="s" x="{middle}" y="{HEIGHT - 12}" text-anchor="middle">Posts</text>',
    ]
    for power in across.ticks:
        x = across.at(10.0**power)
        parts.append(f'<path class="g" d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}"/>')
        parts.append(
            f'<text class="s" x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" '
            f'text-anchor="middle">{10**power:,}</text>'
        )
    for power in up.ticks:
        y = up.at(10.0**power)
        parts.append(f'<path class="g" d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}"/>')
        parts.append(
            f'<text class="s" x="{LEFT - 8}" y="{y + 4:.1f}" '
            f'text-anchor="end">{_time(power)}</text>'
        )
    return parts


def _time(power: int) -> str:
    return f"{10**power:,} s" if power >= 0 else f"{10 ** (power + 3)} ms"


def _drawn(number: int, line: Line, scales: tuple[_Scale, _Scale], place: float) -> list[str]:
    across, up = scales
    points = [(across.at(posts), up.at(cost)) for posts, cost in line.points]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    colour = number % len(_COLOURS)
    dash = _DASHES[number // len(_COLOURS) % len(_DASHES)]
    more = f' stroke-dasharray="{dash}"' if dash else ""
    x, y = points[-1]
    edge = WIDTH - RIGHT + 14
    weight = "600" if line.ours else "400"
    return [
        f'<g class="c{colour}">',
        f'<path class="l" stroke-width="{2.6 if line.ours else 1.4}"{more} d="{path}"/>',
        *(f'<circle class="d" cx="{a:.1f}" cy="{b:.1f}" r="{3.4 if line.ours else 2.4}"/>'
          for a, b in points),
        f'<path class="k" d="M{x + 5:.1f} {y:.1f}L{edge - 4} {place:.1f}"/>',
        f'<text class="n" x="{edge}" y="{place + 4:.1f}" font-weight="{weight}">',
        f"{escape(line.name)}</text></g>",
    ]  # fmt: skip


def _spread(wanted: list[float]) -> list[float]:
    """Move names up and down until none lies on another, and all are within the picture."""
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    places = list(wanted)
    above: float = TOP - _APART
    for one in order:
        places[one] = above = max(places[one], above + _APART)
    below: float = HEIGHT - 10 + _APART
    for one in reversed(order):
        places[one] = below = min(places[one], below - _APART)
    return places
