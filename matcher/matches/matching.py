"""Three matches for one intake: the gate, then the ranking, then what would change the answer."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matcher.eligibility.case import Rule
from matcher.eligibility.fees import FeeEstimate
from matcher.eligibility.flags import flag_text
from matcher.eligibility.gate import Judgement, judge
from matcher.firms.profile import FirmProfile
from matcher.intakes.wanted import Wanted
from matcher.matches.changes import Change, what_would_change
from matcher.ranking.candidates import Candidates
from matcher.ranking.explain import Reason, Scored, reasons, reasons_against, reasons_for
from matcher.ranking.model import AdditiveRanker
from matcher.ranking.score import ranking, score

SHOWN = 3
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


def match(
    wanted: Wanted, firms: Sequence[FirmProfile], *, model: AdditiveRanker, today: date, shown: int = SHOWN
) -> MatchResult:
    """Match an intake with the firms of a directory.

    Parameters
    ----------
    wanted : what the organisation asks for.
    firms : the whole directory in any order; the order changes nothing in the result.
    model : a fitted ranker over features of `matcher.ranking.features`.
    today : the day on which it is asked.
    shown : how many matches at most.
    """
    judgements = [judge(wanted, firm, today) for firm in firms]
    eligible = [judgement for judgement in judgements if judgement.eligible]
    excluded = sorted((each for each in judgements if not each.eligible), key=lambda each: each.firm.firm_id)
    scored = score(Candidates(wanted, eligible, today), model) if eligible else None
    order = ranking(scored) if scored else []
    return MatchResult(
        wanted=wanted,
        today=today,
        matches=tuple(_match(scored, row, place) for place, row in enumerate(order[:shown], start=1) if scored),
        excluded=tuple(excluded),
        eligible=tuple(eligible[row].firm.firm_id for row in order),
        average_score=scored.average_score if scored else None,
        what_would_change=what_would_change(wanted, excluded, today),
        binding_constraint=None if eligible else binding_constraint(excluded),
        model=ModelUsed(model.name, model.version, model.trained_on_),
    )


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
