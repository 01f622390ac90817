"""What the firm does: quoting, and quoting anew, as long as it is introduced."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.errors import Conflict
from foundation.mail.service import post_letter
from matcher.eligibility.wording import dollars
from matcher.introductions.mailing import company_address
from matcher.introductions.models import Introduction
from matcher.introductions.outcomes import note_outcome
from matcher.introductions.states import Stage
from matcher.outcomes.models import OutcomeKind
from matcher.quotes.letters import quote_letter
from matcher.quotes.models import Quote
from matcher.quotes.queries import quotes_of
from matcher.quotes.terms import Terms, columns_of, terms_of
from matcher.quotes.words import PLATFORMS


@dataclass(frozen=True, slots=True)
class QuoteRequest:
    """A quote as entered; `seen` is the number of the latest one that the person saw, 0 for none."""

    terms: Terms
    seen: int


def may_quote(introduction: Introduction) -> bool:
    """Tell whether the firm may quote: from the company's consent until either side closes the introduction."""
    return introduction.stage is Stage.INTRODUCED


def submit(session: Session, introduction: Introduction, request: QuoteRequest, actor: Actor, base_url: str) -> Quote:
    """Keep a quote, tell the company, leave it in the firm's trail; an earlier one stays to be read.

    Raises Conflict when the introduction is not open to quotes, or somebody quoted since the person looked.
    """
    locked = sa.select(Introduction).where(Introduction.id == introduction.id).with_for_update(of=Introduction)
    session.scalars(locked.execution_options(populate_existing=True)).one()
    if not may_quote(introduction):
        raise Conflict("Quotes are taken only while you are introduced. Look at the request again.")
    standing = quotes_of(session, [introduction]).get(introduction.id, ())
    number = 1 + (standing[0].number if standing else 0)
    if request.seen != number - 1:
        raise Conflict("A colleague sent a quote while you had this one open. Look at it before you send another.")
    quote = Quote(introduction_id=introduction.id, number=number, **columns_of(request.terms))
    quote.organisation_id, quote.partner_id = introduction.organisation_id, introduction.partner_id
    session.add(quote)
    try:
        session.flush()
    except IntegrityError as twice:
        raise Conflict("A colleague sent a quote at the same moment. Look at it before you send another.") from twice
    _tell(session, introduction, quote, actor, base_url)
    return quote


def _tell(session: Session, introduction: Introduction, quote: Quote, actor: Actor, base_url: str) -> None:
    if quote.number == 1:
        note_outcome(session, OutcomeKind.QUOTED, introduction)
    record(
        session,
        actor,
        "quote.sent",
        thing="quote",
        thing_id=quote.id,
        summary=f"Sent quote {quote.number} with a fixed fee of {dollars(quote.fixed_fee_usd)}",
        introduction=str(introduction.id),
    )
    page = f"{base_url.rstrip('/')}/introductions/quotes/{introduction.intake_id}"
    if address := company_address(session, introduction):
        letter = quote_letter(introduction.firm.name, quote.number, quote.fixed_fee_usd, page)
        post_letter(session, letter, recipient=address, occasion=f"quote/{quote.id}")
    session.flush()


@dataclass(frozen=True, slots=True)
class Prefill:
    """What a form for a quote shows at first, and which of its fields come from the directory."""

    values: Mapping[str, Any]
    from_directory: frozenset[str] = frozenset()


def prefill(introduction: Introduction, latest: Quote | None, today: date) -> Prefill:
    """Begin from the firm's latest quote; the first one from what the directory knows of the firm."""
    if latest is not None:
        return Prefill({**columns_of(terms_of(latest)), "seen": latest.number})
    firm = introduction.firm
    known = {
        "platforms": [each for each in firm.platforms if each in PLATFORMS],
        "exception_process": firm.exception_process,
        "start_on": firm.next_start_on if firm.next_start_on and firm.next_start_on >= today else None,
    }
    held = {name: value for name, value in known.items() if value}
    return Prefill({**held, "seen": 0}, frozenset(held))
