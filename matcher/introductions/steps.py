"""Taking a step: stage, step, trail and letter in one transaction, each once."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.clock import now
from foundation.errors import Conflict
from foundation.mail.service import post_letter
from matcher.introductions.brief import as_pairs
from matcher.introductions.letters import LETTERS, Told
from matcher.introductions.mailing import company_address, firm_address
from matcher.introductions.models import Introduction, IntroductionStep
from matcher.introductions.states import OPEN, STAGES, Party, Stage, may_become


@dataclass(frozen=True, slots=True)
class Deed:
    """Who takes a step, which of the two parties they act for, and where the pages of this service are."""

    party: Party
    actor: Actor
    base_url: str
    message: str | None = None
    """For the other party; it goes into the letter and the history."""


def refuse_passed(introduction: Introduction, stage: Stage, party: Party) -> None:
    """Raise Conflict when a party cannot bring an introduction to a stage from where it stands."""
    if stage not in may_become(introduction.stage, party):
        raise Conflict(f"This request stands at “{STAGES[introduction.stage]}” by now. Look at it again.")


def take_step(session: Session, introduction: Introduction, stage: Stage, deed: Deed, told: Told | None = None) -> None:
    """Bring an introduction to a stage; raises Conflict when it cannot come there from where it stands."""
    refuse_passed(introduction, stage, deed.party)
    introduction.stage = stage
    introduction.closed_at = None if stage in OPEN else now()
    try:
        session.flush()
    except StaleDataError as stale:
        raise Conflict("Somebody else changed this request in the meantime. Look at it again.") from stale
    mark(session, introduction, deed, told or told_of(introduction, deed))


def mark(session: Session, introduction: Introduction, deed: Deed, told: Told) -> None:
    """Leave a stage's step, its line in the trail of whoever acts, and its letter to the other party."""
    stage = introduction.stage
    step = IntroductionStep(introduction_id=introduction.id, stage=stage, party=deed.party, note=deed.message)
    step.organisation_id, step.partner_id = introduction.organisation_id, introduction.partner_id
    session.add(step)
    record(
        session,
        deed.actor,
        f"introduction.{stage}",
        thing="introduction",
        thing_id=introduction.id,
        summary=f"Introduction to {introduction.firm.name}: {stage}",
    )
    to, write = LETTERS[stage]
    address = firm_address(session, introduction.firm) if to is Party.FIRM else company_address(session, introduction)
    if address:
        letter = write(replace(told, message=deed.message))
        post_letter(session, letter, recipient=address, occasion=f"introduction/{introduction.id}/{stage}")
    session.flush()


def told_of(introduction: Introduction, deed: Deed) -> Told:
    """Gather what any letter on an introduction may tell; never who the company is."""
    firm, base_url = introduction.firm, deed.base_url.rstrip("/")
    claimed = introduction.partner_id is not None
    page = f"portal/introductions/{introduction.id}" if claimed else f"firms/{firm.id}/claim"
    return Told(
        firm=firm.name,
        company_page=f"{base_url}/introductions/{introduction.id}",
        firm_page=f"{base_url}/{page}",
        claimed=claimed,
        answer_by=introduction.answer_by,
        brief=as_pairs(introduction.brief),
        note=introduction.note,
        reason=introduction.decline_reason,
        replaces_next=introduction.replaces_next,
    )


def seen(introduction: Introduction, version: int) -> Introduction:
    """Give an introduction on when the person saw it as it stands; raises Conflict when it has moved on."""
    if introduction.version != version:
        raise Conflict("This request has changed since you opened the page. Look at it again.")
    return introduction
