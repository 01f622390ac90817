"""Figures of answered questionnaires; all shares are in [0, 1], None where nothing stands below the line."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

YES, NO, NEEDS_INPUT = "yes", "no", "needs_input"
_BINS = 10


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question: what it is, which verdicts a reviewer accepts (the best first), and what came out."""

    sort: str
    expected: tuple[str, ...]
    verdict: str
    confidence: float | None = None
    auto: bool = False
    cited: bool | None = None
    """Whether a source that bears on the question is among the citations; None where nobody said which does."""

    @property
    def right(self) -> bool:
        """Whether a reviewer lets the verdict stand."""
        return self.verdict in self.expected

    @property
    def answered(self) -> bool:
        """Whether anything but a request for input came out."""
        return self.verdict != NEEDS_INPUT

    @property
    def false_yes(self) -> bool:
        """Whether a yes came out that nobody accepts."""
        return self.verdict == YES and YES not in self.expected

    @property
    def turned(self) -> bool:
        """Whether yes came out for a plain no, or no for a plain yes."""
        return (self.verdict, self.expected) in ((YES, (NO,)), (NO, (YES,)))


def share(outcomes: Sequence[Outcome], count: Callable[[Outcome], bool]) -> float | None:
    """Give the share of outcomes that count."""
    return sum(map(count, outcomes)) / len(outcomes) if outcomes else None


def right_by_sort(outcomes: Sequence[Outcome]) -> dict[str, tuple[int, int]]:
    """Give for each sort how many are right, and of how many."""
    whole = Counter(one.sort for one in outcomes)
    right = Counter(one.sort for one in outcomes if one.right)
    return {sort: (right[sort], whole[sort]) for sort in sorted(whole)}


def false_yes_rate(outcomes: Sequence[Outcome], *sorts: str) -> float | None:
    """Give the share of questions that deserve no yes and got one; of some sorts only, or of all."""
    asked = [one for one in outcomes if YES not in one.expected and (not sorts or one.sort in sorts)]
    return share(asked, lambda one: one.false_yes)


def supported_answered(outcomes: Sequence[Outcome]) -> float | None:
    """Give the share of supported questions (yes or a statement expected first) that are answered rightly."""
    supported = [one for one in outcomes if one.expected[0] in (YES, "stated")]
    return share(supported, lambda one: one.answered and one.right)


def coverage_at(outcomes: Sequence[Outcome], precision: float) -> float:
    """Give the largest share of all questions that can be answered, most confident first, at this precision."""
    ranked = _ranked(outcomes)
    best = right = 0
    for number, one in enumerate(ranked, start=1):
        right += one.right
        if right >= precision * number:
            best = number
    return best / len(outcomes) if outcomes else 0.0


def risk_coverage_area(outcomes: Sequence[Outcome]) -> float | None:
    """Give the mean share wrong over all coverages, most confident first: 0 is best."""
    ranked = _ranked(outcomes)
    wrong, risks = 0, []
    for number, one in enumerate(ranked, start=1):
        wrong += not one.right
        risks.append(wrong / number)
    return sum(risks) / len(risks) if risks else None


def calibration_error(outcomes: Sequence[Outcome]) -> float | None:
    """Give the expected calibration error over ten bins of confidence."""
    ranked = _ranked(outcomes)
    bins: dict[int, list[Outcome]] = {}
    for one in ranked:
        bins.setdefault(min(_BINS - 1, int((one.confidence or 0.0) * _BINS)), []).append(one)
    gaps = (abs(sum((one.confidence or 0.0) - one.right for one in group)) for group in bins.values())
    return sum(gaps) / len(ranked) if ranked else None


def _ranked(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Give what was answered, most confident first."""
    answered = [one for one in outcomes if one.answered and one.confidence is not None]
    return sorted(answered, key=lambda one: -(one.confidence or 0.0))


def citations_right(outcomes: Sequence[Outcome]) -> float | None:
    """Give the share of right answers that cite what bears on the question."""
    return share([one for one in outcomes if one.answered and one.right and one.cited is not None], _is_cited)


def hit_at(ranked: Sequence[tuple[Sequence[str], Sequence[str]]], first: int) -> float | None:
    """Give the share of questions with one of the wanted names among the `first` found; pairs of wanted and found."""
    hits = [bool(set(wanted) & set(found[:first])) for wanted, found in ranked]
    return sum(hits) / len(hits) if hits else None


def _is_cited(one: Outcome) -> bool:
    return bool(one.cited)
