"""What the company does with quotes: noting what it thinks of the answers, choosing a firm and saying why."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.clock import now
from foundation.errors import BadInput, Conflict
from matcher.intakes.models import Intake
from matcher.introductions.clock import ask_no_further
from matcher.introductions.models import Introduction
from matcher.introductions.queries import of_intake
from matcher.quotes.answers import Question
from matcher.quotes.models import AuditorChoice, QuoteNotes
from matcher.quotes.offering import may_quote
from matcher.quotes.queries import choice_of, notes_of, quotes_of

CHANGED = "A colleague changed this while you had it open. Look at it again before you save."


@dataclass(frozen=True, slots=True)
class Noted:
    """What a company notes on one firm, by question; `version` is the one that the person saw, 0 for none."""

    texts: Mapping[Question, str | None]
    version: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which introduction is chosen (None: none of them) and why; `version` as the person saw it, 0 for none."""

    introduction_id: uuid.UUID | None
    reason: str
    version: int


def save_notes(session: Session, introduction: Introduction, noted: Noted, actor: Actor) -> None:
    """Keep the company's notes on a firm; raises Conflict when somebody changed them since."""
    row = notes_of(session, [introduction]).get(introduction.id)
    _held_to(row, noted.version)
    if row is None:
        row = QuoteNotes(introduction_id=introduction.id)
        row.organisation_id = introduction.organisation_id
        session.add(row)
    for question, text in noted.texts.items():
        setattr(row, question.value, text)
    _flush(session)
    record(
        session,
        actor,
        "quote.noted",
        thing="introduction",
        thing_id=introduction.id,
        summary=f"Noted on the answers of {introduction.firm.name}",
    )
    session.flush()


def choose(session: Session, intake: Intake, chosen: Chosen, actor: Actor) -> AuditorChoice:
    """Keep which firm is chosen, or none, and why; once one is, no other is asked by itself.

    Raises BadInput for a firm that did not quote or is no longer introduced, Conflict when somebody chose since.
    """
    firm = _choosable(session, intake, chosen.introduction_id) if chosen.introduction_id else None
    row = choice_of(session, intake.id)
    _held_to(row, chosen.version)
    if row is None:
        row = AuditorChoice(organisation_id=intake.organisation_id, intake_id=intake.id)
        session.add(row)
    row.introduction_id, row.reason = firm.id if firm else None, chosen.reason
    row.decided_at, row.decided_by = now(), actor.name
    _flush(session)
    if firm:
        ask_no_further(session, intake.id)
    record(
        session,
        actor,
        "auditor.chosen" if firm else "auditor.none_chosen",
        thing="intake",
        thing_id=intake.id,
        summary=f"Chose {firm.firm.name if firm else 'none of the firms that quoted'} for {intake.title}",
        introduction=str(firm.id) if firm else None,
    )
    session.flush()
    return row


def choosable(session: Session, intake: Intake) -> list[Introduction]:
    """List what can be chosen: introductions that stand and have a quote."""
    standing = [one for one in of_intake(session, intake.id) if may_quote(one)]
    quoted = quotes_of(session, standing)
    return [one for one in standing if one.id in quoted]


def _choosable(session: Session, intake: Intake, introduction_id: uuid.UUID) -> Introduction:
    found = next((one for one in choosable(session, intake) if one.id == introduction_id), None)
    if found is None:
        raise BadInput("That firm cannot be chosen: it has no quote, or the introduction is over. Look again.")
    return found


def _held_to(row: QuoteNotes | AuditorChoice | None, version: int) -> None:
    if version != (row.version if row else 0):
        raise Conflict(CHANGED)


def _flush(session: Session) -> None:
    try:
        session.flush()
    except (StaleDataError, IntegrityError) as lost:
        raise Conflict(CHANGED) from lost
