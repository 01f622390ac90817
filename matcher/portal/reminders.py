"""Reminding a firm's people of capacity that fades: once a week at most, and not at all once they told it anew."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.access.scope import scope_of
from foundation.accounts.members.service import list_members
from foundation.accounts.models import Organisation
from foundation.audit.actor import SERVICE
from foundation.audit.service import record
from foundation.mail.service import post_letter
from matcher.firms.capacity import REMINDED_DAYS, CapacityAge
from matcher.firms.models import Firm
from matcher.firms.words import VettingStatus
from matcher.portal.letters import capacity_letter
from matcher.portal.models import CapacityReminder

AGAIN_AFTER = timedelta(days=7)


def organisations_to_remind(session: Session, today: date) -> Sequence[uuid.UUID]:
    """Name the organisations whose firm's capacity fades and who were not told so this week."""
    lately = sa.and_(
        CapacityReminder.for_day == Firm.capacity_as_of, CapacityReminder.reminded_on > today - AGAIN_AFTER
    )
    reminded = sa.exists().where(CapacityReminder.firm_id == Firm.firm_id, lately)
    wanted = sa.select(Firm.organisation_id).where(_fades(today), Firm.organisation_id.is_not(None), ~reminded)
    return [found for found in session.scalars(wanted) if found]


def _fades(today: date) -> sa.ColumnElement[bool]:
    shown = Firm.vetting_status.is_distinct_from(VettingStatus.REMOVED)
    return sa.and_(Firm.capacity_as_of <= today - timedelta(days=REMINDED_DAYS), shown)


def remind(session: Session, today: date, base_url: str) -> int:
    """Mail everybody at the firm of the session's organisation, in the transaction that keeps it; counts the mails."""
    mine = scope_of(session)
    # one worker at a time: the second finds the firm marked
    session.execute(sa.select(Organisation.id).where(Organisation.id == mine).with_for_update())
    firm = session.scalar(sa.select(Firm).where(Firm.organisation_id == mine, _fades(today)))
    if firm is None or firm.capacity_as_of is None or not _mark(session, firm, firm.capacity_as_of, today):
        return 0
    people = [member.user.email for member in list_members(session)]
    age = CapacityAge(firm.capacity_as_of, today)
    letter = capacity_letter(firm.name, age, firm.open_slots, firm.next_start_on, base_url)
    for address in people:
        post_letter(session, letter, recipient=address)
    summary = f"Reminded {len(people)} people of the capacity of {firm.name}"
    record(session, SERVICE, "firm.capacity_reminded", thing="firm", thing_id=firm.firm_id, summary=summary)
    session.flush()
    return len(people)


def _mark(session: Session, firm: Firm, told_on: date, today: date) -> bool:
    """Note that the firm is reminded; False when it was already, of the same word, this week."""
    mark = session.scalar(sa.select(CapacityReminder).where(CapacityReminder.firm_id == firm.firm_id))
    if mark and mark.for_day == told_on and today < mark.reminded_on + AGAIN_AFTER:
        return False
    if mark is None:
        mark = CapacityReminder(firm_id=firm.firm_id)
        session.add(mark)
    mark.for_day, mark.reminded_on = told_on, today
    return True
