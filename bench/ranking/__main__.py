"""Measure the ranking's learning curves and write docs/ranking-results.md: `make bench-ranking`."""

import argparse
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from bench.ranking.curves import FULL_SIZES, SIZES, Curves, curves
from bench.ranking.marketplace import marketplace
from bench.ranking.page import Results, to_chart, to_page
from bench.ranking.shapes import SHAPES, shape
from bench.ranking.speed import measure_speed

DOCS = Path(__file__).parents[2] / "docs"
SHAPE_SIZES = (0, 30, 100, 300, 1_000)


def main() -> None:
    """Print the page and keep it."""
    asked = _arguments()
    sizes = FULL_SIZES if asked.full else SIZES
    worlds = [marketplace(seed) for seed in range(asked.worlds)]
    results = Results(
        day=f"{datetime.now(UTC):%Y-%m-%d}",
        sizes=sizes,
        marketplace=[_told(curves(world, sizes, seed=seed + 100), world.name) for seed, world in enumerate(worlds)],
        shapes={
            name: [_told(curves(shape(name, seed), SHAPE_SIZES, seed=seed + 100), name) for seed in range(asked.shapes)]
            for name in SHAPES
        },
        speed=measure_speed(worlds[0]),
        versions=_versions(),
    )
    print(to_page(results))
    (DOCS / "ranking-results.md").write_text(to_page(results), encoding="utf-8")
    (DOCS / "images" / "ranking-curves.svg").write_text(to_chart(results), encoding="utf-8")


def _told(measured: Curves, name: str) -> Curves:
    print(f"… {name} is measured", flush=True)
    return measured


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="go on to 20,000 intakes")
    parser.add_argument("--worlds", type=int, default=4, help="marketplace worlds (default 4)")
    parser.add_argument("--shapes", type=int, default=3, help="worlds of each bare feature table (default 3)")
    return parser.parse_args()


def _versions() -> str:
    found = [
        f"{name} {import_module(name).__version__}"
        for name in ("numpy", "sklearn", "lightgbm", "xgboost")
        if find_spec(name)
    ]
    missing = [name for name in ("lightgbm", "xgboost") if not find_spec(name)]
    return f"Measured with {', '.join(found)}." + (f" Not installed: {', '.join(missing)}." if missing else "")


if __name__ == "__main__":
    main()
