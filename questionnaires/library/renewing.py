"""What a person decides about an answer that runs out or is held back: it is still right, it may be used."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from foundation.audit.service import record as leave_trail
from foundation.clock import today
from foundation.errors import Conflict, Forbidden
from foundation.imports.collection import record_of
from foundation.imports.deeds import flush_or_conflict
from questionnaires.library.authors import own_words
from questionnaires.library.models import ApprovedAnswer, Held
from questionnaires.library.service import ANSWERS, change_answer, note_change, released
from questionnaires.library.shelf import contradictions
from questionnaires.trust.service import rules_of


def renewed_until(session: Session) -> date:
    """Give the last day of an answer that is approved anew today."""
    return today() + timedelta(days=rules_of(session).answer_days)


def renew(session: Session, chosen: Sequence[tuple[ApprovedAnswer, int]], actor: Actor) -> date:
    """Approve answers anew, each as it was seen (its version), and give their last day.

    Raises Conflict, with nothing done, when one was changed since or is held back; Forbidden for one's own words
    where four eyes are asked for.
    """
    last, own = renewed_until(session), own_words(session, [answer for answer, _ in chosen], actor)
    for answer, version in chosen:
        if answer.held is not None:
            raise Conflict(f"'{answer.answer_id}' is held back. Decide first whether it may be used.")
        _leave_own_words(answer, own, "renews it")
        record = record_of(ANSWERS, answer)
        renewed = replace(record, approved_by=actor.name, approved_on=today(), expires_on=last)
        change_answer(session, answer, renewed, version=version, actor=actor)
    return last


def release(session: Session, answer: ApprovedAnswer, *, version: int, actor: Actor) -> None:
    """Let an answer be used that was held back.

    Raises Conflict while another one in use contradicts it; Forbidden as `renew` does.
    """
    if answer.version != version:
        raise Conflict(f"Somebody changed '{answer.answer_id}' while you had it open.")
    if answer.held is None:
        raise Conflict(f"'{answer.answer_id}' is in use already.")
    _leave_own_words(answer, own_words(session, [answer], actor), "lets it be used")
    if against := contradictions(session, [answer], today()).get(answer):
        raise Conflict(f"'{against[0].answer_id}' says something else to the same question. Keep one of the two.")
    why, answer.held = answer.held, None
    flush_or_conflict(session, ANSWERS)
    note_change(session, answer, released(Held(why)), actor)
    leave_trail(
        session,
        actor,
        "answers.released",
        thing="answers",
        thing_id=answer.answer_id[:80],
        summary=f"Let the approved answer {answer.answer_id} be used",
        held=Held(why).value,
    )


def _leave_own_words(answer: ApprovedAnswer, own: Collection[UUID], deed: str) -> None:
    if answer.id in own:
        raise Forbidden(
            f"You wrote '{answer.answer_id}' yourself, and your organisation has settled that somebody else {deed}."
        )
