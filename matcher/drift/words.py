"""What a look found, in sentences. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from matcher.drift.calibration import FEWEST_FIRMS, FEWEST_MATCHES, Calibration
from matcher.drift.features import FEWEST_FIRMS as FEWEST_ELIGIBLE
from matcher.drift.features import FEWEST_MATCHES as FEWEST_COMPARED
from matcher.drift.features import FeatureDrift, Usual
from matcher.drift.fees import Fees
from matcher.quotes.honesty import FEWEST as FEWEST_QUOTES
from matcher.ranking.words import factor_title

CALIBRATION, FEATURES, FEES = "calibration", "features", "fees"
PARTS: Mapping[str, str] = {
    CALIBRATION: "Chance of being asked for an introduction",
    FEATURES: "What the ranking reads",
    FEES: "Fee estimates against quotes",
}
"""The parts of a look, with their titles."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is off."""

    code: str
    part: str
    text: str


def said_of_calibration(found: Calibration) -> str:
    """Say how chances fared."""
    if found.expected is None or found.asked is None:
        return (
            f"Too few to tell: {_counts(found.earlier)} in the earlier window, {_counts(found.later)} in the later. "
            f"Each needs {FEWEST_MATCHES} matches with {FEWEST_FIRMS} firms asked and {FEWEST_FIRMS} not, as expected."
        )
    return (
        f"Of {found.later[1]:,} firms shown in {found.later[0]:,} later matches {_share(found.asked)} were asked; "
        f"{_share(found.expected)} was expected."
    )


def said_of_feature(found: FeatureDrift) -> str:
    """Say how a feature stands."""
    if found.is_constant:
        return "All eligible firms stand alike: it decides nothing any more."
    if found.is_unknown and found.now and found.then:
        return f"Unknown of {_share(found.now.unknown)} of the eligible firms; it was {_share(found.then.unknown)}."
    if not found.is_told:
        lacking = [words for name, each in (("now", found.now), ("before", found.then)) for words in _lacks(name, each)]
        return f"Too few to tell: {' and '.join(lacking)}."
    if found.now and found.now.is_constant:
        return "All eligible firms stand alike, as they did before."
    return "As it was."


def said_of_fees(found: Fees) -> str:
    """Say how estimates fared."""
    if found.counted_at is None:
        return "Too few to tell: quotes were never counted."
    if found.inside is None:
        if found.quotes >= FEWEST_QUOTES:
            return f"Too old to tell: quotes were last counted on {found.counted_at:%Y-%m-%d}."
        return f"Too few to tell: {found.quotes} of at least {FEWEST_QUOTES} quotes."
    ratio = f"; in the middle they are {found.ratio.median:.2f} times the estimate" if found.ratio else ""
    return f"{found.inside} of {found.quotes} quotes lie inside what we estimated{ratio}."


def lines_of(calibration: Calibration, features: tuple[FeatureDrift, ...], fees: Fees) -> tuple[Line, ...]:
    """Give a line for each thing that is off."""
    return (*_of_calibration(calibration), *_of_features(features), *_of_fees(fees))


def _of_calibration(found: Calibration) -> Iterator[Line]:
    if found.level_is_off and found.level:
        way = "more" if found.level.value > 0 else "less"
        text = f"Firms are asked {way} often than expected. {said_of_calibration(found)}"
        yield Line("asked_level", CALIBRATION, text)
    if found.slope_is_off and found.slope:
        way = "more" if found.slope.value > 1 else "less"
        text = (
            f"Scores tell {way} than they did about which firms are asked: slope {found.slope.value:.2f} instead of 1."
        )
        yield Line("asked_slope", CALIBRATION, text)


def _of_features(features: tuple[FeatureDrift, ...]) -> Iterator[Line]:
    for found in features:
        if found.is_constant:
            yield Line(f"constant:{found.name}", FEATURES, f"{factor_title(found.name)}: {said_of_feature(found)}")
        elif found.is_unknown:
            yield Line(f"unknown:{found.name}", FEATURES, f"{factor_title(found.name)}: {said_of_feature(found)}")


def _of_fees(found: Fees) -> Iterator[Line]:
    if found.ratio_is_off and found.ratio:
        way = "more" if found.ratio.median > 1 else "less"
        yield Line("fee_ratio", FEES, f"Firms quote {way} than we estimate. {said_of_fees(found)}")
    if found.range_is_off:
        yield Line("fee_range", FEES, f"Most quotes lie outside the estimated range. {said_of_fees(found)}")


def _counts(window: tuple[int, int, int]) -> str:
    matches, firms, asked = window
    return f"{asked:,} of {firms:,} asked in {matches:,} matches"


def _lacks(name: str, found: Usual | None) -> Iterator[str]:
    if found is None or found.matches < FEWEST_COMPARED:
        yield f"compared in {found.matches if found else 0} of at least {FEWEST_COMPARED} matches {name}"
    elif not found.is_telling:
        yield f"{found.firms:.0f} of at least {FEWEST_ELIGIBLE} eligible firms {name}"


def _share(value: float) -> str:
    return f"{value * 100:.0f}\u00a0%"
