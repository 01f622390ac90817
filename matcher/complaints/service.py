"""Complaining and answering: each leaves one line in the trail of who acts, and one letter."""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from foundation.access.scope import scope_of
from foundation.accounts.mailboxes import mailbox_of
from foundation.accounts.platform import platform_id
from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.clock import now
from foundation.errors import Conflict, NotFound
from foundation.mail.service import post_letter
from foundation.web.pages import Page, paginate
from matcher.complaints.letters import answered_letter, raised_letter
from matcher.complaints.models import Complaint
from matcher.introductions.models import Introduction
from matcher.introductions.states import Party


def complain(
    session: Session, introduction: Introduction, party: Party, text: str, actor: Actor, base_url: str
) -> None:
    """Complain about an introduction on behalf of the session's organisation."""
    raised = Complaint(introduction=introduction, party=party, text=text, written_by_id=actor.user_id)
    session.add(raised)
    session.flush()
    summary = f"Complained about the introduction to {introduction.firm.name}"
    record(session, actor, "complaint.raised", thing="complaint", thing_id=raised.id, summary=summary)
    session.flush()
    if address := mailbox_of(session, platform_id(session)):
        letter = raised_letter(party, f"{base_url.rstrip('/')}/admin/complaints/{raised.id}")
        post_letter(session, letter, recipient=address, occasion=f"complaint/{raised.id}/raised")


def answer(session: Session, complaint: Complaint, text: str, actor: Actor, base_url: str) -> None:
    """Answer a complaint as an admin; raises Conflict when somebody answered already."""
    if complaint.answer is not None:
        raise Conflict("Somebody else answered this complaint in the meantime.")
    complaint.answer, complaint.answered_at = text, now()
    summary = f"Answered a complaint of the {complaint.party}"
    record(session, actor, "complaint.answered", thing="complaint", thing_id=complaint.id, summary=summary, reason=text)
    session.flush()
    if address := mailbox_of(session, complaint.organisation_id, first=complaint.written_by_id):
        letter = answered_letter(text, page_of(complaint, base_url))
        post_letter(session, letter, recipient=address, occasion=f"complaint/{complaint.id}/answered")


def page_of(complaint: Complaint, base_url: str) -> str:
    """Give the full address of the introduction for whoever complained."""
    side = "introductions" if complaint.party is Party.COMPANY else "portal/introductions"
    return f"{base_url.rstrip('/')}/{side}/{complaint.introduction_id}"


def own_complaints(session: Session, introduction: Introduction) -> Sequence[Complaint]:
    """Give what the session's organisation complained of in an introduction."""
    mine = sa.and_(Complaint.introduction_id == introduction.id, Complaint.organisation_id == scope_of(session))
    return session.scalars(sa.select(Complaint).where(mine).order_by(Complaint.written_at)).all()


def list_complaints(session: Session, *, page: int, size: int = 25) -> Page[Complaint]:
    """Give one page of all complaints, those without an answer first, the oldest of them on top."""
    wanted = sa.select(Complaint).options(joinedload(Complaint.introduction).joinedload(Introduction.firm))
    unanswered_first = sa.case((Complaint.answer.is_(None), 0), else_=1)
    return paginate(
        session, wanted.order_by(unanswered_first, Complaint.written_at, Complaint.id), number=page, size=size
    )


def count_unanswered(session: Session) -> int:
    """Count complaints that nobody answered."""
    return session.scalar(sa.select(sa.func.count()).select_from(Complaint).where(Complaint.answer.is_(None))) or 0


def fetch_complaint(session: Session, key: uuid.UUID) -> Complaint:
    """Give a complaint; raises NotFound."""
    found = session.get(Complaint, key)
    if found is None:
        raise NotFound("There is no such complaint.")
    return found
