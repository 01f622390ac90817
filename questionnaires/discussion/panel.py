"""All that stands beside one answer for the person who decides about it."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.access.scope import scope_of
from questionnaires.ask.answerers import Kind
from questionnaires.ask.service import Desk, with_answerer
from questionnaires.assigning.models import Assignment
from questionnaires.assigning.service import history_of
from questionnaires.controls.models import Control
from questionnaires.discussion.models import QuestionComment
from questionnaires.discussion.service import comments_on
from questionnaires.evidence.models import Evidence
from questionnaires.evidence.service import evidence_of_controls
from questionnaires.reviews.knowledge import has_knowledge
from questionnaires.reviews.models import BuyerQuestionnaire, DraftAnswer
from questionnaires.reviews.rows import question_value
from questionnaires.reviews.runners_up import RunnerUp, runners_up


@dataclass(frozen=True, slots=True)
class Panel:
    """The full controls that an answer cites, whose hands it was in, what was said."""

    controls: Sequence[Control]
    evidence: Mapping[uuid.UUID, Sequence[Evidence]]
    """Links and files of those controls, by the id of the control's row."""
    assignments: Sequence[Assignment]
    """The latest first; the first is in force unless it has ended."""
    comments: Sequence[QuestionComment]

    @property
    def held(self) -> Assignment | None:
        """The assignment in force."""
        latest = self.assignments[0] if self.assignments else None
        return latest if latest is not None and latest.ended_at is None else None


def panel_of(session: Session, answer: DraftAnswer) -> Panel:
    """Gather it; what else comes near is looked up apart, as its index may have to be built first."""
    ids = [source_id for type_, source_id in _cited(answer) if type_ == "control"]
    wanted = sa.select(Control).where(Control.control_id.in_(ids)).order_by(Control.position)
    controls = session.scalars(wanted).all()
    return Panel(
        controls=controls,
        evidence=evidence_of_controls(session, [control.id for control in controls]),
        assignments=history_of(session, answer.question_id),
        comments=comments_on(session, answer.question_id),
    )


def runners_up_of(
    session: Session, desk: Desk, questionnaire: BuyerQuestionnaire, answer: DraftAnswer, today: date
) -> Sequence[RunnerUp]:
    """List what comes near besides what an answer cites, in what the organisation knows today."""
    if not has_knowledge(session):
        return ()
    kind = Kind(scope_of(session), questionnaire.product, questionnaire.under_nda, today)
    question = question_value(answer.question)
    return with_answerer(session, desk, kind, lambda answerer: runners_up(answerer, question, _cited(answer)))


def _cited(answer: DraftAnswer) -> set[tuple[str, str]]:
    return {(one["type"], one["id"]) for one in answer.citations}
