"""Which gap comes first: what auditors find most, what buyers ask most, and whether anything covers it at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from questionnaires.controls.remediation import MOST_FOUND

FOUND_MOST = 2
"""Points of a criterion behind the three gaps that auditors find most."""
ASKED_MOST = 2
"""Points of the open criterion that buyers ask about most; the others get their share of it."""
UNCOVERED = 1
"""Points where nothing covers the criterion, not even in part."""


@dataclass(frozen=True, slots=True)
class Demand:
    """How often buyers asked about one criterion."""

    questions: int = 0
    buyers: int = 0


Asked = Mapping[str, Demand]
"""Criterion -> how often buyers asked about it; one that is missing was never asked about."""

NEVER = Demand()


def urgency(criterion: str, *, partial: bool, asked: Asked, most: int) -> Fraction:
    """Give the points of an open criterion; the more, the sooner its turn.

    Points are exact fractions in [0, 5]: `FOUND_MOST` where auditors find it most, `UNCOVERED` unless it is covered
    in part, and `ASKED_MOST` times its share of `most`, the number of questions about the open criterion that buyers
    ask about most. Without buyers (`most` is 0) the order is thus: found most and uncovered, found most and partial,
    uncovered, partial.

    >>> urgency("CC7.1", partial=False, asked={"CC7.1": Demand(5, 2)}, most=10)
    Fraction(2, 1)
    """
    found = FOUND_MOST if criterion in MOST_FOUND else 0
    share = Fraction(asked.get(criterion, NEVER).questions, most) if most else Fraction(0)
    return found + (0 if partial else UNCOVERED) + ASKED_MOST * share


def place_in_words(criterion: str, *, partial: bool, asked: Asked) -> str:
    """Say why a gap stands where it stands; buyers are mentioned where any of them asked about anything.

    >>> place_in_words("CC9.2", partial=False, asked={"CC9.2": Demand(14, 3)})
    'Asked in 14 questions of 3 buyers; among the three gaps that auditors find most; nothing covers it yet.'
    """
    parts = [_asked_in_words(asked.get(criterion, NEVER))] if asked else []
    if criterion in MOST_FOUND:
        parts.append("among the three gaps that auditors find most")
    parts.append("covered in part" if partial else "nothing covers it yet")
    said = "; ".join(parts)
    return f"{said[0].upper()}{said[1:]}."


def _asked_in_words(demand: Demand) -> str:
    if not demand.questions:
        return "no buyer has asked about it so far"
    questions = f"{demand.questions:,} {'question' if demand.questions == 1 else 'questions'}"
    return f"asked in {questions} of {demand.buyers:,} {'buyer' if demand.buyers == 1 else 'buyers'}"
