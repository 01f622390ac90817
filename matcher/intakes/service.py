"""An intake's life: begun, filled step by step, brought along as a file, deleted."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from foundation.access.scope import bind, standing
from foundation.accounts.models import Organisation, OrganisationKind
from foundation.accounts.tokens import hash_token, new_token
from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.clock import now, today
from foundation.errors import Conflict, NotFound, Unreadable
from foundation.strict_json import strict_json
from matcher.intakes.answers import STEP_OF_KEY
from matcher.intakes.holds import Hold, refuse_held
from matcher.intakes.intake_json import read_intake, wanted_to_json
from matcher.intakes.models import Intake, IntakeLink
from matcher.intakes.steps import Step


@dataclass(frozen=True, slots=True)
class Saved:
    """What a page saves: answers by key of `intake.json`, and the steps that they complete."""

    answers: Mapping[str, Any]
    steps: tuple[Step, ...] = ()
    advice: Mapping[str, bool | None] = field(default_factory=dict)


def begin(session: Session, saved: Saved, actor: Actor) -> Intake:
    """Begin an intake in the session's organisation."""
    intake = Intake(answers={}, steps_done=[], advice={})
    session.add(intake)
    _fill(intake, saved)
    session.flush()
    _note(session, actor, "begun", intake, f"Began an intake for {intake.title}")
    return intake


def begin_for_visitor(session: Session, saved: Saved, actor: Actor) -> tuple[str, Intake]:
    """Begin an intake in an organisation of its own and bind the session to it; gives the link's token too."""
    visitor = Organisation(name="Visitor", kind=OrganisationKind.VISITOR)
    session.add(visitor)
    session.flush()
    bind(session, visitor.id)
    intake = begin(session, saved, actor)
    token = new_token()
    session.add(IntakeLink(token_hash=hash_token(token), organisation_id=intake.organisation_id, intake_id=intake.id))
    session.flush()
    return token, intake


def save(session: Session, intake: Intake, saved: Saved, actor: Actor, summary: str | None = None) -> None:
    """Take answers into an intake; raises Conflict when somebody else saved at the same moment.

    `summary` is what the trail says of it; without one it names the steps.
    """
    _fill(intake, saved)
    try:
        session.flush()
    except StaleDataError as error:
        raise Conflict("Somebody else saved this intake at the same moment. Your answers were not saved.") from error
    names = ", ".join(step.value for step in saved.steps) or "answers"
    _note(session, actor, "saved", intake, summary or f"Saved {names} of the intake for {intake.title}")


def delete(session: Session, intake: Intake, actor: Actor, standing: Sequence[Hold]) -> None:
    """Delete an intake with its matches and its private link; raises Conflict while one of `standing` holds it."""
    refuse_held(session, intake, standing)
    _note(session, actor, "deleted", intake, f"Deleted the intake for {intake.title}")
    session.delete(intake)
    session.flush()


NO_INTAKE = "There is no such intake in your organisation."
_INTAKE = standing(sa.select(Intake).where(Intake.id == sa.bindparam("intake_id")))


def fetch_intake(session: Session, intake_id: uuid.UUID) -> Intake:
    """Give an intake of the session's organisation; raises NotFound, also for another's."""
    intake: Intake | None = session.scalar(_INTAKE, {"intake_id": intake_id})
    if intake is None:
        raise NotFound(NO_INTAKE)
    return intake


def read_upload(content: bytes, source: str) -> Saved:
    """Read the bytes of an `intake.json`; raises BadInput naming `source`, the key and what was expected."""
    try:
        given = strict_json(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Unreadable("expected JSON text in UTF-8", where=source) from error
    except ValueError as error:
        raise Unreadable("expected JSON text such as the file that you can download from an intake", source) from error
    wanted = read_intake(given, today=today(), source=source)
    steps = {STEP_OF_KEY[key] for key in STEP_OF_KEY if isinstance(given, dict) and key in given}
    return Saved(wanted_to_json(wanted), tuple(step for step in Step if step in steps))


def _fill(intake: Intake, saved: Saved) -> None:
    intake.answers = {**intake.answers, **saved.answers}
    intake.steps_done = list(dict.fromkeys([*intake.steps_done, *(step.value for step in saved.steps)]))
    intake.advice = {**intake.advice, **saved.advice}
    intake.updated_at = now()


def _note(session: Session, actor: Actor, deed: str, intake: Intake, summary: str) -> None:
    record(session, actor, f"intake.{deed}", thing="intake", thing_id=intake.id, summary=summary)
