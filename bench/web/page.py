"""The page docs/load-results.md: what was measured, as tables, with how it was measured."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.web.figures import FLAT, GOALS, PAGES, Figures, growth, missed
from bench.web.house import Size

METHOD = Path(__file__).with_name("method.md")
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True, slots=True)
class Measured:
    """All that was measured on one database."""

    alone_seconds: int
    seconds: int
    alone: Mapping[str, Figures]
    together: Mapping[str, Figures]
    server_before: int
    """Bytes of the larger web process before the clients came."""
    server_after: int
    worker: list[int]
    """Bytes of the background worker after each questionnaire."""


def to_page(day: str, size: Size, clients: int, measured: Mapping[str, Measured]) -> str:
    """Write the page."""
    method = METHOD.read_text(encoding="utf-8").format(
        day=day,
        organisations=size.organisations,
        firms=f"{size.firms:,}",
        answers=f"{size.answers:,}",
        each=size.answers // size.organisations,
        seats=size.seats,
        clients=clients,
    )
    parts = [line for name, one in measured.items() for line in _database(NAMES[name], clients, one)]
    return method + "\n".join(parts)


def _database(name: str, clients: int, one: Measured) -> list[str]:
    return [
        f"## {name}\n",
        f"### Alone, for {one.alone_seconds} seconds\n",
        *_table(one.alone),
        f"### Together: {clients} clients, for {one.seconds} seconds\n",
        *_table(one.together),
        _failures(one.together) + "\n",
        "### Memory\n",
        f"- A web process held {_megabytes(one.server_before)} MB before and {_megabytes(one.server_after)} MB after "
        f"the {clients} clients.",
        *_worker(one.worker),
        "",
    ]


def _table(found: Mapping[str, Figures]) -> list[str]:
    behind = missed(found)
    rows = []
    for page in PAGES:
        if page not in found:
            continue
        one = found[page]
        goal = f"{GOALS[page]:.0f}{' **missed**' if page in behind else ''}" if page in GOALS else ""
        times = f"{one.median_ms:.1f} ms | {one.high_ms:.1f} ms | {one.ratio:.1f}"
        rows.append(f"| {page} | {one.visits:,} | {times} | {goal} | {one.errors} |")
    head = ["| page | visits | median | 95th percentile | in bare pages | goal | errors |", "| --- |" + " --- |" * 6]
    return [*head, *rows, ""]


def _failures(found: Mapping[str, Figures]) -> str:
    visits, errors = (sum(getattr(one, what) for one in found.values()) for what in ("visits", "errors"))
    return f"{errors} of {visits:,} visits failed, those for signing in counted."


def _worker(held: list[int]) -> list[str]:
    if not held:
        return ["- The worker's memory was not measured."]
    grown = growth(held)
    marks = sorted({max(len(held) * share // 10 - 1, 0) for share in (1, 2, 4, 6, 8, 10)})
    over = "" if grown <= FLAT else " **not flat**"
    course = ", ".join(f"{_megabytes(held[mark])} MB after {mark + 1}" for mark in marks)
    return [
        f"- The background worker over {len(held)} questionnaires: {course}; {grown:.2f} times the first tenth{over}."
    ]


def _megabytes(held: int) -> str:
    return f"{held / 1_000_000:.0f}"
