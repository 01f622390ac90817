"""The page docs/ranking-results.md: what was measured, as tables, with how it was measured."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.ranking.curves import EXPERT, OURS, Curves, Measured, best_variant
from bench.ranking.speed import Speed
from bench.ranking.svg import Line, chart
from bench.ranking.world import GRADE_SHARES

METHOD = Path(__file__).with_name("method.md")
PUBLIC = """## A public learning-to-rank sample

None comes with this project and the benchmark fetches nothing, so **nothing here was measured on a public data set**.
"""


@dataclass(frozen=True, slots=True)
class Results:
    """All that goes onto the page."""

    day: str
    sizes: Sequence[int]
    marketplace: Sequence[Curves]
    shapes: Mapping[str, Sequence[Curves]]
    speed: Speed
    versions: str


def to_page(results: Results) -> str:
    """Write the page."""
    shares = ", ".join(f"{share:.0%}" for share in GRADE_SHARES)
    return "\n".join(
        [
            METHOD.read_text(encoding="utf-8").format(day=results.day, shares=shares),
            "## Learning curves\n",
            f"Medians over {len(results.marketplace)} worlds, least to most in brackets.\n",
            "![NDCG@3 over intakes with outcomes; the table below has the numbers](images/ranking-curves.svg)\n",
            *_table("NDCG@3", results.marketplace, results.sizes, lambda one: one.ndcg),
            *_table("NDCG@3 with other firms", results.marketplace, results.sizes, _elsewhere, best=True),
            *_table("Best among three", results.marketplace, results.sizes, lambda one: one.best_shown),
            *_table("Regret (lower is better)", results.marketplace, results.sizes, lambda one: one.regret),
            *_variants(results),
            *_shapes(results),
            *_speed(results.speed),
            results.versions + "\n",
            PUBLIC,
        ]
    )


def to_chart(results: Results) -> str:
    """Draw the NDCG of the marketplace worlds."""
    lines: dict[str, Line] = {}
    for way in results.marketplace[0]:
        found = {size: best_variant(results.marketplace, way, size) for size in results.sizes}
        lines[way] = {size: _spread([m.ndcg for m in one[1]]) for size, one in found.items() if one}
    return chart(lines, results.sizes, band=OURS, title="NDCG@3 over intakes with outcomes")


def _elsewhere(one: Measured) -> float:
    return one.elsewhere


def _spread(values: Sequence[float]) -> tuple[float, float, float]:
    return float(np.median(values)), min(values), max(values)


def _header(first: str, sizes: Sequence[int]) -> list[str]:
    return [f"| {first} | " + " | ".join(f"{size:,}" for size in sizes) + " |", "| --- |" + " --- |" * len(sizes)]


def _table(
    title: str,
    worlds: Sequence[Curves],
    sizes: Sequence[int],
    figure: Callable[[Measured], float],
    *,
    best: bool = False,
) -> list[str]:
    """Tabulate a figure of the variant with the best NDCG, or of the variant that is best by the figure itself."""
    rows = []
    for way in worlds[0]:
        cells = []
        for size in sizes:
            found = best_variant(worlds, way, size, figure) if best else best_variant(worlds, way, size)
            middle, low, high = _spread([figure(one) for one in found[1]]) if found else (0.0, 0.0, 0.0)
            cells.append(f"{middle:.3f} ({low:.2f}–{high:.2f})" if found else "–")
        name = f"**{way}**" if way == OURS else way
        rows.append(f"| {name} | " + " | ".join(cells) + " |")
    return [f"### {title}\n", *_header("intakes with outcomes", sizes), *rows, ""]


def _variants(results: Results) -> list[str]:
    rows = []
    for way, at in results.marketplace[0].items():
        if way in (OURS, EXPERT):
            continue
        named = [best_variant(results.marketplace, way, size) for size in results.sizes if size in at]
        rows.append(f"| {way} | – | " + " | ".join(best[0] if best else "–" for best in named) + " |")
    return ["### Which correction was best for each rival\n", *_header("rival", results.sizes), *rows, ""]


def _shapes(results: Results) -> list[str]:
    sizes = [size for size in results.sizes if size in next(iter(results.shapes.values()))[0][OURS]]
    rows = []
    for name, worlds in results.shapes.items():
        for way in worlds[0]:
            found = [best_variant(worlds, way, size) for size in sizes]
            cells = [f"{np.median([m.ndcg for m in best[1]]):.3f}" if best else "–" for best in found]
            rows.append(f"| {name} | {way} | " + " | ".join(cells) + " |")
    worlds = len(next(iter(results.shapes.values())))
    return [
        "## Where it might fail\n",
        f"Bare feature tables, each hard in one way; NDCG@3, medians over {worlds} worlds each.\n",
        f"| world | ranking | {' | '.join(f'{size:,}' for size in sizes)} |",
        "| --- | --- |" + " --- |" * len(sizes),
        *rows,
        "",
    ]


def _speed(speed: Speed) -> list[str]:
    scored = f"Scoring 10,000 firms takes {speed.score_ours * 1000:.1f} ms"
    fitted = f"Learning from 20,000 intakes takes {speed.fit_ours:.1f} s"
    if speed.score_lightgbm is not None:
        times = speed.score_lightgbm / speed.score_ours
        scored += f"; LightGBM takes {speed.score_lightgbm * 1000:.1f} ms, {times:.0f} times as long"
    if speed.fit_lightgbm is not None:
        fitted += f"; LightGBM, 200 trees with two threads, {speed.fit_lightgbm:.1f} s"
    return ["## Speed\n", f"On the machine of this run: {scored}. {fitted}.\n"]
