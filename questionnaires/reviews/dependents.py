"""Follow-ups and the questions that they hang on, within one file."""

import uuid
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased, joinedload

from questionnaires.reviews.models import AnswerState, AskedQuestion, DraftAnswer


def parent_of(session: Session, question: AskedQuestion) -> AskedQuestion | None:
    """Give the question that a follow-up hangs on; None for a question that stands for itself."""
    if question.parent_ref is None and question.parent_row is None:
        return None
    child, parent = aliased(AskedQuestion), aliased(AskedQuestion)
    wanted = sa.select(parent).join(child, _hangs_on(child, parent)).where(child.id == question.id)
    return session.scalars(wanted.options(joinedload(parent.answer)).order_by(parent.position.desc()).limit(1)).first()


def follow_ups_of(session: Session, question: AskedQuestion) -> Sequence[AskedQuestion]:
    """List the questions that hang on a question, those that hang on them included."""
    found: dict[uuid.UUID, AskedQuestion] = {}
    waiting = [question]
    while waiting:
        child, parent = aliased(AskedQuestion), aliased(AskedQuestion)
        wanted = sa.select(child).join(parent, _hangs_on(child, parent)).where(parent.id == waiting.pop().id)
        for one in session.scalars(wanted.options(joinedload(child.answer))).all():
            if one.id not in found and one.id != question.id:
                found[one.id] = one
                waiting.append(one)
    return list(found.values())


def waiting_dependents(
    session: Session, questionnaire_id: uuid.UUID, approved_with: AbstractSet[uuid.UUID]
) -> set[uuid.UUID]:
    """Give the ids of follow-ups whose parent is neither approved nor among those that are approved with them."""
    pairs = _open_pairs(session, questionnaire_id)
    waiting = {child_id for child_id, parent_id in pairs if parent_id not in approved_with}
    while more := {one for one, above in pairs if above in waiting and one not in waiting}:
        waiting |= more
    return waiting


def _open_pairs(session: Session, questionnaire_id: uuid.UUID) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """Pair each follow-up with the questions that it hangs on and that are not approved.

    Laid side by side here, as `_hangs_on` says it: a database compares each question with each other one for it.
    """
    asked = sa.select(AskedQuestion.id, AskedQuestion.sheet, AskedQuestion.ref, AskedQuestion.row)
    rows = session.execute(
        asked.add_columns(AskedQuestion.parent_ref, AskedQuestion.parent_row, DraftAnswer.state)
        .outerjoin(AskedQuestion.answer)
        .where(AskedQuestion.questionnaire_id == questionnaire_id)
    ).all()
    open_at: dict[tuple[str, str | int | None], list[uuid.UUID]] = {}
    for row in rows:
        if row.state is not None and row.state is not AnswerState.APPROVED:
            open_at.setdefault((row.sheet, row.ref), []).append(row.id)
            open_at.setdefault((row.sheet, row.row), []).append(row.id)
    return [
        (row.id, parent_id)
        for row in rows
        for place in (row.parent_ref, row.parent_row)
        if place is not None
        for parent_id in open_at.get((row.sheet, place), ())
        if parent_id != row.id
    ]


def _hangs_on(child: type[AskedQuestion], parent: type[AskedQuestion]) -> sa.ColumnElement[bool]:
    return sa.and_(
        parent.questionnaire_id == child.questionnaire_id,
        parent.sheet == child.sheet,
        parent.id != child.id,
        sa.or_(parent.ref == child.parent_ref, parent.row == child.parent_row),
    )
