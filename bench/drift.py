"""How often the drift watch cries wolf, and how often it sees a wolf: `python -m bench.drift`.

Worlds stand still or drift; each is looked at once, and once a week for a year. Rates go into docs/ranking.md.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import numpy as np

from bench.ranking.directory import TODAY, Firm, draw_firm, draw_wanted
from matcher.drift.calibration import Calibration, calibration
from matcher.drift.chances import Shown
from matcher.drift.features import FeatureDrift, Look, feature_drift, first_weeks
from matcher.drift.fees import Fees, fees
from matcher.eligibility.gate import judge
from matcher.firms.profile import FirmProfile
from matcher.quotes.honesty import Checked, honesty
from matcher.ranking.candidates import Candidates
from matcher.ranking.expert import expert_ranker
from matcher.ranking.features import FEATURES
from matcher.ranking.score import score
from matcher.ranking.spread import spread_of

AT = datetime(2027, 3, 1, 12, tzinfo=UTC)
WEEKS = 40
USUAL_SCORE, SCORE_SPREAD = 0.6, 0.08
TOGETHER = 0.8
"""Standard deviation, in log-odds, of how eager a company is: its three firms move together."""
NAMES = tuple(feature.name for feature in FEATURES)


def asking(
    seed: int, a_week: int, *, weeks: int = WEEKS, level: float = 0.0, slope: float = 1.0, changed_weeks: int = 11
) -> Shown:
    """Draw matches of three firms each, asked by score, place and eagerness; lately by another level and slope.

    Parameters
    ----------
    level : log-odds that are added in the last `changed_weeks`.
    slope : what a standard deviation of the score adds then, in log-odds; 1 in the time before.
    """
    rng, number = np.random.default_rng(seed), a_week * weeks
    days_ago = -np.sort(-rng.random(number) * weeks * 7)
    scores = -np.sort(-rng.normal(USUAL_SCORE, SCORE_SPREAD, (number, 3)), axis=1)
    lately = (days_ago < changed_weeks * 7)[:, None]
    better = (scores - USUAL_SCORE) / SCORE_SPREAD
    lean = -1 + np.where(lately, level, 0) + np.where(lately, slope, 1) * better - np.array([0, 0.4, 0.8])
    lean = lean + TOGETHER * rng.normal(size=(number, 1))
    asked = rng.random((number, 3)) < 1 / (1 + np.exp(-lean))
    at = tuple(AT - timedelta(days=float(days)) for days in days_ago)
    places = np.tile(np.array([1, 2, 3]), number)
    return Shown(np.repeat(np.arange(number), 3), at, scores.ravel(), places, asked.ravel())


def looking(
    seed: int, firms: int, matches: int, change: Callable[[FirmProfile, np.random.Generator], FirmProfile]
) -> tuple[FeatureDrift, ...]:
    """Draw a directory and matches before and now, in between a change of every firm, and hold them against each other.

    One firm in ten is replaced in between in any case, as directories do change.
    """
    rng = np.random.default_rng(seed)
    before = [draw_firm(number, rng) for number in range(firms)]
    after = [draw_firm(number, rng) if rng.random() < 0.1 else firm for number, firm in enumerate(before)]
    later = [replace(firm, profile=change(firm.profile, rng)) for firm in after]
    reference, today = first_weeks(AT.date() - timedelta(weeks=20)), AT.date()
    looks = [
        *_looks(before, matches, reference.first, rng),
        *_looks(later, matches, today, rng),
    ]
    return feature_drift(looks, NAMES, today, reference)


def _looks(firms: list[Firm], matches: int, day: date, rng: np.random.Generator) -> Iterator[Look]:
    made = 0
    while made < matches:
        wanted = draw_wanted(rng)
        judged = [each for firm in firms if (each := judge(wanted, firm.profile, TODAY)).eligible]
        if judged:
            made += 1
            yield Look(day, len(judged), spread_of(score(Candidates(wanted, judged, TODAY), expert_ranker())))


def quoting(seed: int, quotes: int, *, dearer: float = 1.0, wilder: float = 0.2) -> Fees:
    """Draw quotes around estimates whose range is a quarter each way; `wilder` is their spread in logarithms."""
    rng = np.random.default_rng(seed)
    middles = rng.uniform(12_000, 60_000, quotes)
    drawn = middles * dearer * rng.lognormal(0, wilder, quotes)
    checked = [
        Checked(AT.date(), int(fee), int(middle * 0.75), int(middle * 1.25))
        for fee, middle in zip(drawn, middles, strict=True)
    ]
    return fees(honesty(checked, AT.date()), AT, AT)


def same(firm: FirmProfile, _rng: np.random.Generator) -> FirmProfile:
    """Leave a firm as it is."""
    return firm


def forgotten(firm: FirmProfile, rng: np.random.Generator) -> FirmProfile:
    """Make the seniority of half the firms unknown."""
    return replace(firm, senior_contact=None) if rng.random() < 0.5 else firm


def levelled(firm: FirmProfile, _rng: np.random.Generator) -> FirmProfile:
    """Give every firm the same number of open places."""
    return replace(firm, open_slots=5)


def a_year(seed: int, a_week: int) -> bool:
    """Tell whether 52 weekly looks at a world that stands still raise any alarm about chances."""
    world = asking(seed, a_week, weeks=WEEKS + 52)
    looks: Iterator[Calibration] = (calibration(world, AT - timedelta(weeks=ago)) for ago in range(52))
    return any(each.level_is_off or each.slope_is_off for each in looks)


def rates(number: int = 1_000) -> Iterator[str]:
    """Measure everything, a line each."""
    yield from _of_chances(number)
    yield from _of_features(number // 5)
    yield from _of_fees(number)


def _of_chances(number: int) -> Iterator[str]:
    drifts: dict[str, dict[str, float]] = {
        "none": {},
        "asked half": {"level": -1.0},
        "scores say nothing": {"slope": 0},
    }
    for a_week, (name, drift) in product((5, 10, 20, 100), drifts.items()):
        found = [calibration(asking(seed, a_week, **drift), AT) for seed in range(number)]  # type: ignore[arg-type]  # told by name
        told = sum(each.is_told for each in found)
        level, slope = sum(each.level_is_off for each in found), sum(each.slope_is_off for each in found)
        yield f"chances, {a_week} matches a week, drift {name}: told {told}, level {level}, slope {slope} of {number}"
    for a_week in (5, 20, 100):
        alarms = sum(a_year(seed, a_week) for seed in range(number // 5))
        yield f"chances, {a_week} matches a week, 52 looks, drift none: {alarms} of {number // 5} years with an alarm"


def _of_features(number: int) -> Iterator[str]:
    changes = {"none": same, "half forgotten": forgotten, "levelled": levelled}
    for firms, (name, change) in product((20, 40, 80), changes.items()):
        counts: Counter[str] = Counter()
        for seed in range(number):
            rows = looking(seed, firms, 12, change)
            counts["told"] += sum(row.is_told for row in rows)
            counts["off"] += sum(row.is_constant or row.is_unknown for row in rows)
            counts["looks with an alarm"] += any(row.is_constant or row.is_unknown for row in rows)
        yield f"features, {firms} firms, 12 matches, drift {name}, {number} looks: {dict(counts)}"


def _of_fees(number: int) -> Iterator[str]:
    drifts: dict[str, dict[str, float]] = {"none": {}, "30 % dearer": {"dearer": 1.3}, "wild": {"wilder": 0.8}}
    for quotes, (name, drift) in product((5, 10, 30, 100), drifts.items()):
        drawn = [quoting(seed, quotes, **drift) for seed in range(number)]
        ratio, inside = sum(each.ratio_is_off for each in drawn), sum(each.range_is_off for each in drawn)
        yield f"fees, {quotes} quotes, drift {name}: ratio {ratio}, range {inside} of {number}"


if __name__ == "__main__":
    for line in rates():
        print(line, flush=True)
