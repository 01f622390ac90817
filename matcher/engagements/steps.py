"""Taking a step: stage, step, trail and letter in one transaction, each once; and telling of what is no stage."""

from collections.abc import Callable
from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from foundation.audit.service import record
from foundation.errors import Conflict
from foundation.mail.letters import Letter
from foundation.mail.service import post_letter
from matcher.engagements.letters import LETTERS, Pairs, Told
from matcher.engagements.models import Engagement, EngagementStep
from matcher.engagements.states import STAGES, Stage, may_become
from matcher.engagements.wording import company_of, report_in_words
from matcher.introductions.mailing import company_address, firm_address
from matcher.introductions.states import Party
from matcher.introductions.steps import Deed

CHANGED = "Somebody else changed this engagement in the meantime. Look at it again."


def take_step(session: Session, engagement: Engagement, stage: Stage, deed: Deed, day: date, facts: Pairs = ()) -> None:
    """Bring an engagement to a stage; raises Conflict when this party cannot bring it there from where it stands."""
    expect(engagement, stage, deed.party)
    engagement.stage = stage
    flush(session)
    mark(session, engagement, deed, day, facts)


def expect(engagement: Engagement, stage: Stage, party: Party) -> None:
    """Refuse a stage that this party cannot bring an engagement to; raises Conflict."""
    if stage not in may_become(engagement.stage, party, engagement.report_type):
        raise Conflict(f"This engagement stands at “{STAGES[engagement.stage]}” by now. Look at it again.")


def mark(session: Session, engagement: Engagement, deed: Deed, day: date, facts: Pairs = ()) -> None:
    """Leave the step of a stage that was just reached, with its line in the trail and its letter."""
    stage = engagement.stage
    step = EngagementStep(
        organisation_id=engagement.organisation_id,
        partner_id=engagement.partner_id,
        engagement_id=engagement.id,
        stage=stage,
        party=deed.party,
        on_day=day,
        note=deed.message,
    )
    session.add(step)
    tell(session, engagement, deed, (stage.value, stage.value, STAGES[stage].lower()), LETTERS[stage], day, facts)


def tell(
    session: Session,
    engagement: Engagement,
    deed: Deed,
    names: tuple[str, str, str],
    write: Callable[[Told], Letter],
    day: date,
    facts: Pairs = (),
) -> None:
    """Leave one line in the trail of whoever acts and one letter to the other party.

    `names`: of the deed in the trail, of the letter's occasion, and of the deed in words.
    """
    action, occasion, words = names
    firm, company = engagement.introduction.firm, company_of(engagement.introduction)
    to_firm = deed.party is Party.COMPANY
    record(
        session,
        deed.actor,
        f"engagement.{action}",
        thing="engagement",
        thing_id=engagement.id,
        summary=f"Engagement with {firm.name if to_firm else company}: {words}",
    )
    told = Told(
        by=company if to_firm else firm.name,
        report=report_in_words(engagement.report_type),
        page=page_of(engagement, deed.base_url, to_firm=to_firm),
        day=day,
        message=deed.message,
        facts=facts,
    )
    introduction = engagement.introduction
    address = firm_address(session, firm) if to_firm else company_address(session, introduction)
    if address:
        post_letter(session, write(told), recipient=address, occasion=f"engagement/{engagement.id}/{occasion}")
    flush(session)


def page_of(engagement: Engagement, base_url: str, *, to_firm: bool) -> str:
    """Give the full address of an engagement as the firm or the company opens it."""
    base = base_url.rstrip("/")
    if not to_firm:
        return f"{base}/engagements/{engagement.id}"
    if engagement.partner_id is None:
        return f"{base}/firms/{engagement.introduction.firm_key}/claim"
    return f"{base}/portal/engagements/{engagement.id}"


def flush(session: Session) -> None:
    """Write what was changed; raises Conflict when somebody else was quicker."""
    try:
        session.flush()
    except (StaleDataError, IntegrityError) as lost:
        raise Conflict(CHANGED) from lost
