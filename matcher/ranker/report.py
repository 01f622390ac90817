"""The report on one model: how it fared on later intakes, and what each factor adds, before and after."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from matcher.ranker.current import called, model_of
from matcher.ranker.drawn import Bars, Ramp, Sureness, bars_of, ramps_of, sureness_of, verdict
from matcher.ranker.models import RankingModel
from matcher.ranking.expert import expert_ranker

FIGURES = {
    "ndcg_at_3": (
        "Order of the firms (NDCG@3)",
        "1 is the best order there is: firms that companies signed with before firms they only asked, and those before "
        "the others. Mean over later intakes in which one firm did better than another; firms that nobody looked at "
        "are left out.",
    ),
    "asked_per_look": (
        "Looks that end in asking (estimate)",
        "What share of looks at a firm would end in asking for an introduction if firms stood in this model's order. "
        "Estimated from the order that people saw: each look counts by the chance of its new place over that of its "
        "old one, the latter at least {least}.",
    ),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with what it means."""

    key: str
    title: str
    meaning: str
    bars: Bars | None


@dataclass(frozen=True, slots=True)
class Report:
    """What pages and files print of a model."""

    title: str
    verdict: str | None
    """None: it was not evaluated."""
    tone: str
    tested: dict[str, Any]
    """Its evaluation as it is kept."""
    first_at: datetime | None
    last_at: datetime | None
    figures: tuple[Figure, ...]
    sureness: tuple[Sureness, ...] | None
    """None: it was not evaluated, or before this was told."""
    ramps: tuple[Ramp, ...]
    against: str | None
    """What the ramps are held against."""


def report_on(row: RankingModel | None, ranks: RankingModel | None) -> Report:
    """Report on a kept model, or on the expert prior; ramps are held against what ranks, or against the prior."""
    other = ranks if ranks and row and ranks.id != row.id else None
    model = model_of(row.content) if row else expert_ranker()
    before = model_of(other.content) if other else expert_ranker() if row else None
    tested = row.evaluation if row else {}
    said, tone = verdict(tested) if tested else (None, "plain")
    return Report(
        title=f"Version {row.version}" if row else "The expert prior",
        verdict=said,
        tone=tone,
        tested=tested,
        first_at=_moment(tested, "first_at"),
        last_at=_moment(tested, "last_at"),
        figures=_figures(tested) if tested else (),
        sureness=sureness_of(tested),
        ramps=ramps_of(model, before),
        against=called(other) if row else None,
    )


def _figures(tested: dict[str, Any]) -> tuple[Figure, ...]:
    least = f"{tested['least_propensity']:g}"
    return tuple(
        Figure(key, title, meaning.format(least=least), bars_of(tested, key))
        for key, (title, meaning) in FIGURES.items()
    )


def _moment(tested: dict[str, Any], name: str) -> datetime | None:
    return datetime.fromisoformat(tested[name]) if tested else None
