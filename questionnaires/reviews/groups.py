"""Under which heading an answer stands in the review, for each order in which the review can be read."""

import uuid
from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from questionnaires.assigning.models import Assignment
from questionnaires.assigning.service import InHand
from questionnaires.reviews.queries import AnswerOrder
from questionnaires.reviews.shown import AnyAnswer
from questionnaires.reviews.words import REASONS

BANDS = ((0.5, "Below 50 %"), (0.8, "50 to 80 %"), (0.95, "80 to 95 %"), (1.01, "95 % and more"))
"""Confidence below the first number of a band is in it, unless it is in one before."""


def in_groups(
    answers: Sequence[AnyAnswer], order: AnswerOrder | None, hands: Mapping[uuid.UUID, Assignment | InHand]
) -> list[tuple[str, list[AnyAnswer]]]:
    """Give runs of answers that stand under one heading, each with it."""
    headed = ((heading_of(answer, order, hands.get(answer.question_id)), answer) for answer in answers)
    return [(heading, [one for _, one in run]) for heading, run in groupby(headed, key=itemgetter(0))]


def heading_of(answer: AnyAnswer, order: AnswerOrder | None, held: Assignment | InHand | None) -> str:
    """Name the group of an answer in an order; the file's own order goes by section."""
    match order:
        case AnswerOrder.UNSURE:
            return _band(answer.confidence)
        case AnswerOrder.REASON:
            return _reason(answer)
        case AnswerOrder.OWNER:
            return held.assignee if held else "In nobody's hands"
        case None:
            return answer.question.section or "Without a section"


def _band(confidence: float | None) -> str:
    if confidence is None:
        return "No draft"
    return next(f"Confidence: {label}" for below, label in BANDS if confidence < below)


def _reason(answer: AnyAnswer) -> str:
    """Name the reason that the order goes by: the first by its code, low confidence apart."""
    codes = sorted(reason.code for reason in answer.reasons if reason.code != "low_confidence")
    return REASONS.get(codes[0], codes[0]) if codes else "No reason to look"
