"""Whether a model gives each size of firm what its eligibility gives, and which features account for less."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from matcher.eligibility.gate import judge
from matcher.firms.profile import FirmProfile
from matcher.firms.words import Tier
from matcher.intakes.wanted import Wanted
from matcher.ranking.candidates import Candidates, Floats
from matcher.ranking.explain import Scored
from matcher.ranking.exposure import Ints, Share, ratio_of, shares
from matcher.ranking.metrics import Interval
from matcher.ranking.model import AdditiveRanker
from matcher.ranking.score import ranking, score
from matcher.ranking.typical import typical_intakes

SMALL = Tier.BOUTIQUE
"""The size of firm whose exposure is watched."""
SIZE = "tier"
"""The feature that is size itself; it accounts for nothing."""
FEWEST_FIRMS = 5
"""Firms of a group below which getting less may be about these few, whatever their size."""
LEAST_NAMED = 0.001
"""Of a score: a mean difference nearer to 0 is none."""
GROUPS: tuple[Tier | None, ...] = (*Tier, None)
"""None: firms whose size is not known."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a feature adds to a group's firms less what it adds to the other eligible firms, in the mean."""

    factor: str
    difference: float


@dataclass(frozen=True, slots=True)
class Finding:
    """What one group of firms gets."""

    tier: Tier | None
    firms: int
    """That are eligible for at least one of the intakes."""
    eligible: float
    exposure: float
    ratio: Interval | None
    """Exposure over eligibility; None: none is eligible."""
    reasons: tuple[Difference, ...]
    """Where the ratio is below 1: the features, largest difference first, that account for it."""
    without: Interval | None
    """The ratio if all firms stood alike in `reasons`; None where the ratio is 1 or more."""
    size_alone: bool
    """Whether the ratio would reach 1 if size itself counted nothing, all else as it is."""
    size: float
    """What size itself adds to the group's firms less what it adds to the others."""

    @property
    def is_short(self) -> bool:
        """Whether it gets less than its eligibility gives, beyond chance; of too few firms that cannot be told."""
        return self.ratio is not None and self.ratio.high < 1 and self.firms >= FEWEST_FIRMS

    @property
    def is_accounted_for(self) -> bool:
        """Whether named features, size itself not among them, account for what it gets less, but for chance."""
        return not self.size_alone and (self.without is None or self.without.high >= 1)

    @property
    def is_concern(self) -> bool:
        """Whether small firms get less beyond chance, with no named feature to account for it."""
        return self.tier is SMALL and self.is_short and not self.is_accounted_for


@dataclass(frozen=True, slots=True)
class Audit:
    """One model over one directory on one day."""

    day: date
    intakes: int
    """Typical intakes for which a firm is eligible."""
    asked: int
    """All typical intakes."""
    findings: tuple[Finding, ...]

    @property
    def concerns(self) -> tuple[Finding, ...]:
        """Why the model should not rank without a word."""
        return tuple(one for one in self.findings if one.is_concern)

    def to_json(self) -> dict[str, Any]:
        """Write it as plain values."""
        return asdict(self) | {"day": self.day.isoformat(), "findings": [asdict(one) for one in self.findings]}


def audit_from_json(stored: Mapping[str, Any]) -> Audit:
    """Read what `to_json` wrote."""
    findings = tuple(_finding_from(one) for one in stored["findings"])
    return Audit(date.fromisoformat(stored["day"]), stored["intakes"], stored["asked"], findings)


def audit(
    model: AdditiveRanker,
    firms: Sequence[FirmProfile],
    today: date,
    intakes: Sequence[Wanted] | None = None,
    *,
    random_state: int = 0,
) -> Audit:
    """Match the typical intakes, or others, with a directory in any order, and see who is shown.

    Chance gives no place.
    """
    asked, firms = typical_intakes() if intakes is None else intakes, sorted(firms, key=lambda firm: firm.firm_id)
    groups = np.array([GROUPS.index(firm.tier) for firm in firms], dtype=np.int64)
    matched = [one for wanted in asked if (one := _matched(wanted, firms, today, model))]
    if not matched:
        return Audit(today, 0, len(asked), ())
    found = shares([one.order() for one in matched], groups, len(GROUPS), random_state=random_state)
    somewhere = np.unique(np.concatenate([one.rows for one in matched]))
    counts = np.bincount(groups[somewhere], minlength=len(GROUPS))
    findings = [_finding(matched, groups, at, share, int(counts[at]), random_state) for at, share in enumerate(found)]
    return Audit(today, len(matched), len(asked), tuple(one for one in findings if one.firms))


@dataclass(frozen=True, slots=True)
class Matched:
    """The eligible firms of one intake, scored."""

    scored: Scored
    rows: Ints
    """Which of the directory's firms they are."""

    def order(self, alike: Sequence[str] = ()) -> Ints:
        """Give them from best to worst; if all stood alike in some features."""
        columns = [self.scored.names.index(name) for name in alike]
        without = self.scored.scores - self.scored.added[:, columns].sum(axis=1)
        return np.asarray(self.rows[ranking(replace(self.scored, scores=without))])

    def difference(self, mine: "np.ndarray[Any, np.dtype[np.bool_]]") -> Floats:
        """Give what each feature adds to some firms less what it adds to the others, in the mean."""
        return np.asarray(self.scored.added[mine].mean(axis=0) - self.scored.added[~mine].mean(axis=0))


def _matched(wanted: Wanted, firms: Sequence[FirmProfile], today: date, model: AdditiveRanker) -> Matched | None:
    judgements = [judge(wanted, firm, today) for firm in firms]
    rows = np.array([at for at, one in enumerate(judgements) if one.eligible], dtype=np.int64)
    if not rows.size:
        return None
    return Matched(score(Candidates(wanted, [judgements[at] for at in rows], today), model), rows)


def _finding(matched: Sequence[Matched], groups: Ints, at: int, share: Share, firms: int, random_state: int) -> Finding:
    plain = Finding(GROUPS[at], firms, share.eligible, share.exposure, share.ratio, (), None, False, 0.0)
    if share.ratio is None or share.ratio.value >= 1:
        return plain
    differences = _differences(matched, groups, at)
    named = _accounting(matched, groups, at, differences)
    alike = [one.order([reason.factor for reason in named]) for one in matched]
    without = shares(alike, groups, len(GROUPS), random_state=random_state)[at].ratio
    size = differences.get(SIZE, 0.0)
    size_alone = SIZE in differences and _if_alike(matched, groups, at, [SIZE]) >= 1
    return replace(plain, reasons=named, without=without, size_alone=size_alone, size=size)


def _differences(matched: Sequence[Matched], groups: Ints, at: int) -> dict[str, float]:
    """Give the mean difference of each feature over the intakes in which the group and others are eligible."""
    found = [one.difference(mine) for one in matched if 0 < (mine := groups[one.rows] == at).sum() < len(mine)]
    return dict(zip(matched[0].scored.names, np.mean(found, axis=0).tolist(), strict=True)) if found else {}


def _accounting(
    matched: Sequence[Matched], groups: Ints, at: int, differences: Mapping[str, float]
) -> tuple[Difference, ...]:
    """Name the features against a group, largest first, until it would get its part if all stood alike in them."""
    against = [Difference(name, mean) for name, mean in differences.items() if name != SIZE and mean <= -LEAST_NAMED]
    named: list[Difference] = []
    for one in sorted(against, key=lambda one: one.difference):
        named.append(one)
        if _if_alike(matched, groups, at, [each.factor for each in named]) >= 1:
            break
    return tuple(named)


def _if_alike(matched: Sequence[Matched], groups: Ints, at: int, alike: Sequence[str]) -> float:
    return ratio_of([one.order(alike) for one in matched], groups, at)


def _finding_from(stored: Mapping[str, Any]) -> Finding:
    values = dict(stored)
    values["tier"] = Tier(stored["tier"]) if stored["tier"] else None
    values["ratio"] = Interval(**stored["ratio"]) if stored["ratio"] else None
    values["without"] = Interval(**stored["without"]) if stored["without"] else None
    values["reasons"] = tuple(Difference(**one) for one in stored["reasons"])
    return Finding(**values)
