"""Findings of an audit as pages draw and tabulate them. Plain values, no scripts needed."""

from dataclasses import dataclass

from matcher.exposure.words import accounting, group_title
from matcher.ranking.audit import Audit, Finding

WIDE = 100
"""Width of an axis in units of its own."""
MOST = 2.0
"""Ratio at which the axis ends; what is more is drawn at its end."""


@dataclass(frozen=True, slots=True)
class DrawnFinding:
    """One group of firms, and where its ratio lies on an axis of 0 to `WIDE`."""

    title: str
    finding: Finding
    accounting: str
    """What accounts for less; empty where it gets its part."""
    at: float
    at_low: float
    at_high: float


def drawn_findings(found: Audit) -> tuple[DrawnFinding, ...]:
    """Give each group, the smallest firms first."""
    return tuple(_drawn(one) for one in found.findings)


def _drawn(one: Finding) -> DrawnFinding:
    ratio = one.ratio
    places = (ratio.value, ratio.low, ratio.high) if ratio else (0.0, 0.0, 0.0)
    at, low, high = (round(min(place, MOST) / MOST * WIDE, 2) for place in places)
    return DrawnFinding(group_title(one.tier), one, accounting(one), at, low, high)
