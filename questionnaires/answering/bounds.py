"""Whether a number that evidence gives keeps the bound that a question asks for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from questionnaires.answering.claims import Claim
from questionnaires.answering.lexicon import Lexicon
from questionnaires.answering.measures import LOOKBACK, PERIOD, Direction, Measure
from questionnaires.answering.reading import Reading

TOLERANCE = 0.03
"""Months and days, years and days do not convert exactly: 3 months are as good as 90 days."""


class Kept(StrEnum):
    """How a bound fares against the evidence."""

    KEPT = "kept"
    BROKEN = "broken"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Bound:
    """A measure of the question with what the evidence makes of it."""

    asked: Measure
    kept: Kept
    found: Measure | None = None


def check_bounds(claim: Claim, reading: Reading, extra: Sequence[Measure], lexicon: Lexicon) -> tuple[Bound, ...]:
    """Hold each measure of a claim against those of a passage (`extra`: a control's frequency field)."""
    return tuple(_check(measure, claim, reading, extra, lexicon) for measure in claim.measures)


def _check(asked: Measure, claim: Claim, reading: Reading, extra: Sequence[Measure], lexicon: Lexicon) -> Bound:
    dimension = PERIOD if asked.dimension == LOOKBACK else asked.dimension
    found = [measure for measure in reading.measures if measure.dimension == dimension]
    anchored = _nearest(asked, claim, reading, found, lexicon)
    if not anchored:
        anchored = [measure for measure in extra if measure.dimension == dimension]
    if not anchored:
        return Bound(asked, Kept.SILENT)
    direction = _wanted_direction(asked, claim, lexicon)
    if direction is None:
        kept = all(_equal(asked.value, measure.value) for measure in anchored)
    else:
        kept = all(_keeps(measure.value, asked.value, direction) for measure in anchored)
    return Bound(asked, Kept.KEPT if kept else Kept.BROKEN, anchored[0])


def _nearest(asked: Measure, claim: Claim, reading: Reading, found: list[Measure], lexicon: Lexicon) -> list[Measure]:
    """Of several measures keep the one that stands nearest to what the question's number is about."""
    if len(found) < 2:
        return found
    for need in sorted(claim.needs, key=lambda need: abs(need.at - asked.at)):
        places = [term.at for term in reading.terms if need.names & lexicon.implied((term.name,))]
        if places:
            return [min(found, key=lambda measure: min(abs(measure.at - at) for at in places))]
    return found


def _wanted_direction(asked: Measure, claim: Claim, lexicon: Lexicon) -> Direction | None:
    """Say which side of its number a question asks for; None when only the number itself will do."""
    if asked.dimension in (PERIOD, LOOKBACK):
        return Direction.AT_MOST
    if asked.direction is not None:
        return asked.direction
    if asked.dimension in ("tls_version", "key_bits", "characters", "percent"):
        return Direction.AT_LEAST
    names = (name for need in sorted(claim.needs, key=lambda n: abs(n.at - asked.at)) for name in sorted(need.names))
    return _first_direction(names, lexicon)


def _first_direction(names: Iterable[str], lexicon: Lexicon) -> Direction | None:
    way = next((lexicon.directions[name] for name in names if name in lexicon.directions), None)
    return None if way is None else Direction(way)


def _keeps(value: float, bound: float, direction: Direction) -> bool:
    """Compare with the tolerance for calendars."""
    if direction is Direction.AT_LEAST:
        return value >= bound * (1 - TOLERANCE) if bound > 12 * 24 else value >= bound
    return value <= bound * (1 + TOLERANCE) if bound > 12 * 24 else value <= bound


def _equal(one: float, other: float) -> bool:
    return abs(one - other) <= TOLERANCE * max(abs(one), abs(other))
