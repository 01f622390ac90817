"""Taking a firm's profile over: asked for by mail, taken up once, released by an admin."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from foundation.access.permissions import Role
from foundation.access.scope import bind
from foundation.accounts.invitations.service import NewPerson
from foundation.accounts.models import Membership, Organisation, OrganisationKind, User
from foundation.accounts.signup import add_user
from foundation.accounts.tokens import hash_token, new_token
from foundation.audit.actor import VISITOR, Actor
from foundation.audit.service import record
from foundation.clock import now
from foundation.errors import Conflict, Forbidden, NotFound
from matcher.claims import mails
from matcher.claims.domains import firm_domain, is_of_domain
from matcher.claims.handing_over import hand_over
from matcher.claims.models import FirmClaim
from matcher.claims.trails import note_for_admins
from matcher.firms.ledger import flush
from matcher.firms.models import Firm
from matcher.firms.words import VettingStatus

MOST_A_DAY = 3
"""Mails about one firm within 24 hours, whoever asks: nobody's mailbox is filled, no domain is tried through."""
CLAIMED = "The firm's own people keep this profile already. Ask them to invite you."


@dataclass(frozen=True, slots=True)
class ClaimRequest:
    """Who says to be of the firm, and for how many days the link is to hold."""

    name: str
    email: str
    days: int


def domain_of(firm: Firm) -> str | None:
    """Give the domain whose people may claim a firm; None where nobody may by mail."""
    return firm_domain(firm.website, firm.contact_email)


def ask(session: Session, key: uuid.UUID, request: ClaimRequest, *, link: Callable[[str], str]) -> None:
    """Mail a link if the address is of the firm's domain; whoever asks is not told whether it was.

    Raises NotFound for no firm, Conflict for one that is claimed.
    """
    firm = _unclaimed(session, key)
    if not _is_of(request.email, firm) or _asked_often(session, firm):
        return
    _withdraw(session, firm, FirmClaim.email == request.email)
    token = new_token()
    claim = FirmClaim(
        firm_id=firm.firm_id,
        name=request.name,
        email=request.email,
        token_hash=hash_token(token),
        expires_at=now() + timedelta(days=request.days),
    )
    session.add(claim)
    session.flush()
    mails.offer(session, claim, firm, link(token))
    _note(session, VISITOR, "claim_asked", firm, f"{request.email} asked to take over {firm.name}", name=request.name)


def _unclaimed(session: Session, key: uuid.UUID) -> Firm:
    """Lock a firm, so that one asks or takes it over at a time."""
    wanted = sa.select(Firm).where(Firm.id == key).with_for_update(of=Firm)
    firm = session.scalar(wanted.execution_options(populate_existing=True))
    if firm is None or firm.vetting_status is VettingStatus.REMOVED:
        raise NotFound("There is no such firm in the directory.")
    if firm.organisation_id is not None:
        raise Conflict(CLAIMED)
    return firm


def _is_of(email: str, firm: Firm) -> bool:
    domain = domain_of(firm)
    return domain is not None and is_of_domain(email, domain)


def _asked_often(session: Session, firm: Firm) -> bool:
    lately = FirmClaim.created_at > now() - timedelta(hours=24)
    wanted = sa.select(sa.func.count()).where(FirmClaim.firm_id == firm.firm_id, FirmClaim.used_at.is_(None), lately)
    return (session.scalar(wanted) or 0) >= MOST_A_DAY


def _withdraw(session: Session, firm: Firm, *which: sa.ColumnElement[bool]) -> None:
    """End the links to a firm that nobody has used."""
    still = (FirmClaim.firm_id == firm.firm_id, FirmClaim.used_at.is_(None), FirmClaim.withdrawn_at.is_(None))
    session.execute(sa.update(FirmClaim).where(*still, *which).values(withdrawn_at=now()))


def fetch_open(session: Session, token: str) -> FirmClaim:
    """Fetch a claim that can still be taken up; raises NotFound saying why it cannot, Conflict for a claimed firm."""
    wanted = sa.select(FirmClaim).options(joinedload(FirmClaim.firm)).where(FirmClaim.token_hash == hash_token(token))
    found = session.scalar(wanted)
    if found is None:
        raise NotFound("This link does not exist. Check that the whole link was copied from the mail.")
    if found.used_at:
        raise NotFound("This link was used already. Sign in instead.")
    if found.firm.organisation_id:
        raise Conflict(CLAIMED)
    again = "Ask for a new one on the firm's page."
    if found.withdrawn_at:
        raise NotFound(f"This link no longer works: a newer one was mailed, or the claim was released. {again}")
    if found.expires_at <= now() or not _is_of(found.email, found.firm):
        raise NotFound(f"This link is too old. {again}")
    return found


def claim_as_new(session: Session, token: str, person: NewPerson) -> Membership:
    """Open an account for the mailed address and take the firm over; raises BadInput when the address has one."""
    claim = fetch_open(session, token)
    user = add_user(session, name=person.name, email=claim.email, password=person.password)
    session.flush()
    return _take_over(session, claim, user)


def claim_as(session: Session, token: str, user_id: uuid.UUID) -> Membership:
    """Take the firm over with an existing account; raises Forbidden when the link went to another address."""
    claim = fetch_open(session, token)
    user = session.get_one(User, user_id)
    if user.email != claim.email:
        raise Forbidden(f"This link was sent to {claim.email}, and you are signed in as {user.email}.")
    return _take_over(session, claim, user)


def _take_over(session: Session, claim: FirmClaim, user: User) -> Membership:
    """Use the link up, make the firm's organisation, and bind the session to it."""
    firm = _unclaimed(session, claim.firm.id)  # before the link: whoever asks or claims locks in this order
    _use_up(session, claim)
    organisation = Organisation(name=firm.name, kind=OrganisationKind.FIRM, is_demo=firm.is_sample)
    session.add(organisation)
    session.flush()
    firm.organisation_id = organisation.id
    _withdraw(session, firm)
    flush(session)
    hand_over(session, firm.id, organisation.id)
    mails.tell_contact(session, firm, user)
    summary, actor = f"{user.name} ({user.email}) took over {firm.name}", Actor(user.id, user.name)
    _note(session, actor, "claimed", firm, summary)
    firm_id, organisation_id = firm.firm_id, organisation.id
    bind(session, organisation_id)
    membership = Membership(user_id=actor.user_id, role=Role.FIRM)
    session.add(membership)
    record(session, actor, "firm.claimed", thing="firm", thing_id=firm_id, summary=summary)
    session.flush()
    return membership


def _use_up(session: Session, claim: FirmClaim) -> None:
    still = (FirmClaim.id == claim.id, FirmClaim.used_at.is_(None), FirmClaim.withdrawn_at.is_(None))
    used = session.scalars(sa.update(FirmClaim).where(*still).values(used_at=now()).returning(FirmClaim.id)).all()
    if not used:  # another request with the same link came first
        raise Conflict("This link was used a moment ago.")


def open_claims(session: Session, firm: Firm) -> Iterable[FirmClaim]:
    """List the links to a firm that were mailed and wait to be used."""
    wanted = sa.select(FirmClaim).where(FirmClaim.firm_id == firm.firm_id, FirmClaim.expires_at > now())
    still = wanted.where(FirmClaim.used_at.is_(None), FirmClaim.withdrawn_at.is_(None))
    return session.scalars(still.order_by(FirmClaim.created_at.desc())).all()


def _note(session: Session, actor: Actor, deed: str, firm: Firm, summary: str, **detail: str) -> None:
    note_for_admins(session, actor, f"firm.{deed}", thing_id=firm.firm_id, summary=summary, **detail)
