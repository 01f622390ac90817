"""What the review of a questionnaire says about the library: which of its answers stand there, and which do not."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.clock import today
from questionnaires.library.candidate import stands_alone
from questionnaires.library.entering import entries_of
from questionnaires.library.models import ApprovedAnswer
from questionnaires.library.shelf import contradictions
from questionnaires.reviews.models import AnswerState
from questionnaires.reviews.shown import AnyAnswer
from questionnaires.trust.service import rules_of


@dataclass(frozen=True, slots=True)
class Kept:
    """An approved answer's place in the library."""

    entry: ApprovedAnswer | None
    """None: it did not enter, or left."""
    against: Sequence[ApprovedAnswer] = ()
    """Entries in use that say something else to the same question."""
    offered: bool = False
    """Whether a person should be asked to keep it."""


def kept_answers(session: Session, answers: Sequence[AnyAnswer]) -> dict[uuid.UUID, Kept]:
    """Give for the approved ones among some answers where they stand."""
    approved = [answer for answer in answers if answer.state is AnswerState.APPROVED]
    if not approved:
        return {}
    entries, chosen = entries_of(session, approved), rules_of(session).only_chosen
    against = contradictions(session, list(entries.values()), today())
    found = {}
    for answer in approved:
        entry = entries.get(answer.id)
        offered = entry is None and (chosen or not stands_alone(answer.question))
        found[answer.id] = Kept(entry, against.get(entry, ()) if entry else (), offered)
    return found


def held_from(session: Session, questionnaire_id: uuid.UUID) -> int:
    """Count the answers of a questionnaire that the library holds back."""
    of_it = (ApprovedAnswer.origin_questionnaire_id == questionnaire_id, ApprovedAnswer.held.is_not(None))
    return session.scalars(sa.select(sa.func.count(ApprovedAnswer.id)).where(*of_it)).one()
