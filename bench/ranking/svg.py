"""A line chart as SVG text, without any library: medians as lines, our own range as a band."""

import math
from collections.abc import Mapping, Sequence

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 420, 60, 250, 20, 50
COLOURS = ("#495057", "#0054a6", "#b3541e", "#2f7d32", "#8e24aa", "#c2185b")
LABEL_GAP = 16

Line = Mapping[int, tuple[float, float, float]]
"""Intakes -> median, least, most."""


def chart(lines: Mapping[str, Line], sizes: Sequence[int], *, band: str, title: str) -> str:
    """Draw NDCG over intakes; the line named `band` also shows its range over the worlds."""
    low = math.floor(min(median for line in lines.values() for median, _, _ in line.values()) * 10) / 10
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" font-family="sans-serif" '
        f'font-size="12"><title>{title}</title><rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        *_grid(sizes, low),
        _band(lines[band], sizes, low),
    ]
    ends = _apart({name: _y(line[max(line)][0], low) for name, line in lines.items()})
    for (name, line), colour in zip(lines.items(), COLOURS, strict=False):
        points = " ".join(f"{_x(size, sizes):.1f},{_y(line[size][0], low):.1f}" for size in sorted(line))
        weight = 3 if name == band else 1.6
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{weight}"/>')
        parts.append(f'<text x="{WIDTH - RIGHT + 10}" y="{ends[name] + 4:.1f}" fill="{colour}">{_escaped(name)}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _x(size: int, sizes: Sequence[int]) -> float:
    """Place sizes one step apart; they grow by about three times."""
    return LEFT + list(sizes).index(size) * (WIDTH - LEFT - RIGHT) / max(len(sizes) - 1, 1)


def _y(value: float, low: float) -> float:
    return TOP + (1 - value) / (1 - low) * (HEIGHT - TOP - BOTTOM)


def _grid(sizes: Sequence[int], low: float) -> list[str]:
    marks = [low + step / 10 for step in range(round((1 - low) * 10) + 1)]
    across = [
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{_y(mark, low):.1f}" y2="{_y(mark, low):.1f}" stroke="#dee2e6"/>'
        f'<text x="{LEFT - 8}" y="{_y(mark, low) + 4:.1f}" text-anchor="end" fill="#495057">{mark:.1f}</text>'
        for mark in marks
    ]
    foot = f'y="{HEIGHT - BOTTOM + 20}" text-anchor="middle" fill="#495057"'
    under = [f'<text x="{_x(size, sizes):.1f}" {foot}>{size:,}</text>' for size in sizes]
    middle = LEFT + (WIDTH - LEFT - RIGHT) / 2
    words = f'<text x="{middle}" y="{HEIGHT - 8}" text-anchor="middle" fill="#495057">intakes with outcomes</text>'
    return [*across, *under, words]


def _band(line: Line, sizes: Sequence[int], low: float) -> str:
    upper = [f"{_x(size, sizes):.1f},{_y(line[size][2], low):.1f}" for size in sorted(line)]
    lower = [f"{_x(size, sizes):.1f},{_y(max(line[size][1], low), low):.1f}" for size in sorted(line, reverse=True)]
    return f'<polygon points="{" ".join(upper + lower)}" fill="#0054a6" opacity="0.12"/>'


def _apart(ends: Mapping[str, float]) -> dict[str, float]:
    """Push labels apart that would lie upon each other."""
    placed: dict[str, float] = {}
    last = -math.inf
    for name in sorted(ends, key=lambda each: ends[each]):
        last = placed[name] = max(ends[name], last + LABEL_GAP)
    return placed


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
