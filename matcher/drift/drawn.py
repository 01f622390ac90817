"""A kept look as its page prints it: states in words, and where figures lie on their axes. No scripts needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from matcher.drift.models import DriftCheck
from matcher.drift.states import STATES, State
from matcher.drift.words import CALIBRATION, FEATURES, FEES, PARTS
from matcher.ranking.words import factor_title

WIDE = 100
"""Width of an axis in units of its own."""
ORDER = {State.OFF: 0, State.UNTOLD: 1, State.FINE: 2}


@dataclass(frozen=True, slots=True)
class Badge:
    """What can be said of one part, in a word and a tone."""

    title: str
    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class DrawnBin:
    """Firms of like chances on an axis of 0 to `WIDE`."""

    firms: int
    expected: float
    asked: float
    low: float
    high: float
    at: float
    at_asked: float
    at_low: float
    at_high: float


@dataclass(frozen=True, slots=True)
class DrawnFeature:
    """One feature, now and before."""

    title: str
    badge: Badge
    text: str
    now: Mapping[str, Any] | None
    then: Mapping[str, Any] | None


def badges(check: DriftCheck) -> tuple[Badge, ...]:
    """Say how each part of a look stands."""
    return tuple(_badge(title, check.found[part]["state"]) for part, title in PARTS.items())


def drawn_bins(check: DriftCheck) -> tuple[DrawnBin, ...]:
    """Give what was expected and what came, the least likely first; none where too little is known."""
    bins = check.found[CALIBRATION]["bins"]
    end = axis_end(check)
    return tuple(
        DrawnBin(**each, **{name: round(each[of] / end * WIDE, 2) for name, of in _PLACES.items()}) for each in bins
    )


_PLACES = {"at": "expected", "at_asked": "asked", "at_low": "low", "at_high": "high"}


def axis_end(check: DriftCheck) -> float:
    """Give the share at which the axis of the bins ends: the next tenth above all that is drawn."""
    ends = [max(each["high"], each["expected"]) for each in check.found[CALIBRATION]["bins"]]
    return min(1.0, (int(max(ends, default=0.0) * 10) + 1) / 10)


def drawn_features(check: DriftCheck) -> tuple[DrawnFeature, ...]:
    """Give every feature, what is off first."""
    rows = sorted(check.found[FEATURES]["rows"], key=lambda row: ORDER[State(row["state"])])
    return tuple(
        DrawnFeature(factor_title(row["name"]), _badge("", row["state"]), row["text"], row["now"], row["then"])
        for row in rows
    )


def reference_days(check: DriftCheck) -> tuple[date, date] | None:
    """Give the first and last day that features were held against."""
    held = check.found[FEATURES]["reference"]
    return (date.fromisoformat(held["first"]), date.fromisoformat(held["last"])) if held else None


def number_told(rows: Sequence[DrawnFeature]) -> int:
    """Count the features of which enough is known."""
    return sum(row.badge.label != STATES[State.UNTOLD][0] for row in rows)


def fees_of(check: DriftCheck) -> Mapping[str, Any]:
    """Give what was found of fees."""
    found: Mapping[str, Any] = check.found[FEES]
    return found


def _badge(title: str, state: str) -> Badge:
    return Badge(title, *STATES[State(state)])
