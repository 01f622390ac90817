"""Telling owners by mail which of their answers run out, once for each last day."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.access.permissions import Role
from foundation.accounts.members.service import list_members
from foundation.audit.actor import SERVICE
from foundation.audit.service import record
from foundation.mail.service import post_letter
from questionnaires.library.letters import ending_letter
from questionnaires.library.models import ApprovedAnswer, key_of

WEEKLY = timedelta(days=30)
"""On a Monday people hear of what runs out within so many days from today."""
URGENT = timedelta(days=6)
"""On any other day only of what would have run out by the next Monday."""
MONDAY = 0
TOLD = (Role.OWNER, Role.SECURITY)
CHUNK = 300


def remind(session: Session, today: date, base_url: str) -> int:
    """Mail the owners of answers that run out soon; gives the number of answers. Who has no owner is everybody's."""
    rows = session.scalars(_due(today)).all()
    if not rows:
        return 0
    mails: dict[str, list[ApprovedAnswer]] = {}
    receivers = _receivers(session, rows)
    for row in rows:
        for address in receivers[row]:
            mails.setdefault(address, []).append(row)
    for address, theirs in mails.items():
        ending = [(row.expires_on, row.answer_id, row.question) for row in theirs if row.expires_on]
        post_letter(session, ending_letter(ending, base_url), recipient=address)
    _remember(session, rows)
    summary = f"Reminded of {len(rows)} approved answers that run out"
    ids = [row.answer_id for row in rows]
    record(session, SERVICE, "answers.reminded", thing="library", thing_id="queue", summary=summary, answers=ids)
    session.flush()
    return len(rows)


def fill_keys(session: Session, most: int = 500) -> int:
    """Work out the keys of answers that were kept before there were any, some at a time; gives their number."""
    wanted = sa.select(ApprovedAnswer.id, ApprovedAnswer.question).where(ApprovedAnswer.claim_key.is_(None))
    rows = session.execute(wanted.limit(most)).all()
    for row_id, question in rows:
        of_it = sa.update(ApprovedAnswer).where(ApprovedAnswer.id == row_id)
        session.execute(
            of_it.values(claim_key=key_of(question), changed_at=ApprovedAnswer.changed_at), execution_options=_APART
        )
    return len(rows)


_APART = {"synchronize_session": False}


def _due(today: date) -> sa.Select[ApprovedAnswer]:
    within = WEEKLY if today.weekday() == MONDAY else URGENT
    last, told = ApprovedAnswer.expires_on, ApprovedAnswer.reminded_for
    return (
        sa.select(ApprovedAnswer)
        .where(last.between(today, today + within), sa.or_(told.is_(None), told != last), ApprovedAnswer.held.is_(None))
        .order_by(last, ApprovedAnswer.position, ApprovedAnswer.id)
    )


def _receivers(session: Session, rows: Sequence[ApprovedAnswer]) -> Mapping[ApprovedAnswer, Sequence[str]]:
    """Give for each answer who is told: its owner while a member, else the owners and the security team."""
    members = list_members(session)
    of_person = {member.user_id: [member.user.email] for member in members}
    everybody = [member.user.email for member in members if member.role in TOLD]
    return {row: of_person.get(row.owner_id, everybody) if row.owner_id else everybody for row in rows}


def _remember(session: Session, rows: Sequence[ApprovedAnswer]) -> None:
    """Note the mail without a new version: nobody changed what the answers say."""
    ids = [row.id for row in rows]
    for at in range(0, len(ids), CHUNK):
        some = sa.update(ApprovedAnswer).where(ApprovedAnswer.id.in_(ids[at : at + CHUNK]))
        told = some.values(reminded_for=ApprovedAnswer.expires_on, changed_at=ApprovedAnswer.changed_at)
        session.execute(told, execution_options=_APART)
