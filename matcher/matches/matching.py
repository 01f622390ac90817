"""Three matches for one intake: the gate, then the ranking, then what would change the answer."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from matcher.eligibility.case import Rule
from matcher.eligibility.fees import FeeEstimate
from matcher.eligibility.flags import flag_text
from matcher.eligibility.gate import Judgement, judge
from matcher.firms.profile import FirmProfile
from matcher.intakes.wanted import Wanted
from matcher.matches.changes import Change, what_would_change
from matcher.ranking.candidates import Candidates
from matcher.ranking.closeness import spreads, too_close
from matcher.ranking.explain import Reason, Scored, reasons, reasons_against, reasons_for
from matcher.ranking.explore import explore
from matcher.ranking.model import AdditiveRanker
from matcher.ranking.score import ranking, score

SHOWN = 3
EXPLORED = 3
"""The place that chance may give."""
COMBINATION = "combination"


@dataclass(frozen=True, slots=True)
class Flag:
    """Something to know about a firm that stays eligible."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Match:
    """One firm that is shown, and why."""

    rank: int
    firm: FirmProfile
    score: float
    fee: FeeEstimate | None
    earliest_report_on: date | None
    later_report_on: date | None
    contributions: tuple[Reason, ...]
    """Every feature in the model's order; they sum to `score` minus the result's `average_score`."""
    flags: tuple[Flag, ...]
    spread: float | None = None
    """Standard deviation of the difference from the next match's score; None for the last."""
    is_close: bool = False
    """Whether the next match's score is too close to call."""
    probability: float = 1.0
    """With which it was to be shown in its place, in (0, 1]."""
    is_explored: bool = False
    """Whether chance gave it its place."""

    @property
    def reasons_for(self) -> tuple[Reason, ...]:
        """The largest contributions that speak for it."""
        return reasons_for(self.contributions)

    @property
    def reasons_against(self) -> tuple[Reason, ...]:
        """The largest contributions that speak against it."""
        return reasons_against(self.contributions)


@dataclass(frozen=True, slots=True)
class ModelUsed:
    """Which model ranked; `trained_on` counts intakes with outcomes, 0 is the expert prior."""

    name: str
    version: str
    trained_on: int


@dataclass(frozen=True, slots=True)
class MatchResult:
    """The whole answer to one intake."""

    wanted: Wanted
    today: date
    matches: tuple[Match, ...]
    """Best first; fewer than asked for when fewer are eligible."""
    excluded: tuple[Judgement, ...]
    """Every firm that breaks a rule, once, by id."""
    eligible: tuple[str, ...]
    """Ids of all eligible firms, best first: those after the matches are the next best."""
    average_score: float | None
    """The score of the average eligible firm; None when there is none."""
    what_would_change: tuple[Change, ...]
    binding_constraint: str | None
    """When no firm is eligible: the rule whose relaxing alone admits most firms, or `combination`."""
    model: ModelUsed
    scored: Scored | None = field(default=None, compare=False, repr=False)
    """Every eligible firm by every feature; None when there is none."""


def match(
    wanted: Wanted,
    firms: Sequence[FirmProfile],
    *,
    model: AdditiveRanker,
    today: date,
    shown: int = SHOWN,
    rng: np.random.Generator | None = None,
) -> MatchResult:
    """Match an intake with the firms of a directory.

    Parameters
    ----------
    wanted : what the organisation asks for.
    firms : the whole directory in any order; the order changes nothing in the result.
    model : a fitted ranker over features of `matcher.ranking.features`.
    today : the day on which it is asked.
    shown : how many matches at most.
    rng : where chance comes from that gives the third place; None, as on the command line: nothing is left to chance.
    """
    judgements = [judge(wanted, firm, today) for firm in firms]
    eligible = [judgement for judgement in judgements if judgement.eligible]
    excluded = sorted((each for each in judgements if not each.eligible), key=lambda each: each.firm.firm_id)
    scored = score(Candidates(wanted, eligible, today), model) if eligible else None
    order = ranking(scored) if scored else []
    places = _places(scored, model, order, shown, rng) if scored else ()
    return MatchResult(
        wanted=wanted,
        today=today,
        matches=places,
        excluded=tuple(excluded),
        eligible=tuple(eligible[row].firm.firm_id for row in order),
        average_score=scored.average_score if scored else None,
        what_would_change=what_would_change(wanted, excluded, today),
        binding_constraint=None if eligible else binding_constraint(excluded),
        model=ModelUsed(model.name, model.version, model.trained_on_),
        scored=scored,
    )


def _places(
    scored: Scored, model: AdditiveRanker, order: Sequence[int], shown: int, rng: np.random.Generator | None
) -> tuple[Match, ...]:
    """Fill the places: by the model's order, the third by chance where that is wished and there is a choice."""
    rows = list(order[:shown])
    drawn = explore(scored, model, order[EXPLORED - 1 :], rng) if rng and len(order) > EXPLORED <= shown else None
    explored = drawn is not None and drawn.row != rows[EXPLORED - 1]
    if drawn:
        rows[EXPLORED - 1] = drawn.row
    matches = [_match(scored, row, place) for place, row in enumerate(rows, start=1)]
    for at, spread in enumerate(spreads(scored, model, rows)):
        apart = matches[at].score - matches[at + 1].score
        matches[at] = replace(matches[at], spread=spread, is_close=too_close(apart, spread))
    if drawn:
        third = replace(matches[EXPLORED - 1], probability=drawn.probability, is_explored=explored)
        matches[EXPLORED - 1] = third
    return tuple(matches)


def binding_constraint(excluded: Sequence[Judgement]) -> str | None:
    """Name the rule that alone keeps most firms out (a tie: the first in the table); `combination` when none does.

    None for an empty directory, in which nothing binds.
    """
    if not excluded:
        return None
    alone = Counter(each.rules[0] for each in excluded if len(each.rules) == 1)
    return max(Rule, key=lambda rule: alone[rule]).value if alone else COMBINATION


def _match(scored: Scored, row: int, rank: int) -> Match:
    judgement, candidates = scored.candidates.judgements[row], scored.candidates
    flags = [
        Flag(code, flag_text(code, candidates.wanted, judgement.firm, candidates.today)) for code in judgement.flags
    ]
    return Match(
        rank=rank,
        firm=judgement.firm,
        score=float(scored.scores[row]),
        fee=judgement.fee,
        earliest_report_on=judgement.earliest_report_on,
        later_report_on=judgement.later_report_on,
        contributions=reasons(scored, row),
        flags=tuple(flags),
    )
