"""Showing that a domain is the organisation's own: a link goes to a mailbox that only its keepers read."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from foundation.access.scope import in_organisation
from foundation.accounts.domains.finding import find_asked
from foundation.accounts.domains.letters import domain_letter
from foundation.accounts.domains.models import MailDomain
from foundation.accounts.models import Organisation, OrganisationKind
from foundation.accounts.tokens import hash_token, new_token
from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.clock import now
from foundation.errors import Conflict, NotFound
from foundation.mail.service import post_letter

MAILBOXES = ("admin", "postmaster", "hostmaster", "webmaster")
"""Mailboxes that are reserved for whoever keeps a domain (RFC 2142, and what certificate authorities write to)."""

MOST = 10
MINUTES_BETWEEN = 10


@dataclass(frozen=True, slots=True)
class DomainRequest:
    """Which domain, at which of its reserved mailboxes to ask, and for how many days the link is to hold."""

    domain: str
    mailbox: str
    days: int


def list_domains(session: Session) -> list[MailDomain]:
    """List the organisation's domains, shown to be its own or not yet."""
    return list(session.scalars(sa.select(MailDomain).order_by(MailDomain.domain)))


def ask(
    session: Session,
    organisation_id: uuid.UUID,
    request: DomainRequest,
    actor: Actor,
    *,
    link: Callable[[str], str],
) -> MailDomain:
    """Mail a link to the keepers of a domain; raises Conflict for the platform, and when it was asked just now."""
    organisation = session.get_one(Organisation, organisation_id)
    if organisation.kind not in (OrganisationKind.COMPANY, OrganisationKind.FIRM):
        raise Conflict("Nobody joins the platform by a domain. Invite other admins.")
    row = _renewed(session, request)
    token = new_token()
    row.token_hash, row.mailbox = hash_token(token), f"{request.mailbox}@{request.domain}"
    row.asked_by, row.created_at, row.expires_at = actor.name, now(), now() + timedelta(days=request.days)
    session.add(row)
    session.flush()
    letter = domain_letter(organisation.name, row.domain, link(token), request.days)
    post_letter(session, letter, recipient=row.mailbox)
    summary = f"Asked {row.mailbox} whether people of {row.domain} may join by single sign-on"
    record(session, actor, "domain.asked", thing="mail_domain", thing_id=row.id, summary=summary)
    session.flush()
    return row


def _renewed(session: Session, request: DomainRequest) -> MailDomain:
    rows = list_domains(session)
    found = next((one for one in rows if one.domain == request.domain), None)
    if found is None:
        if len(rows) >= MOST:
            raise Conflict(f"There are {MOST} domains already. Take one back first.")
        return MailDomain(domain=request.domain)
    if found.verified_at:
        raise Conflict(f"{found.domain} is shown to be yours already.")
    if found.created_at > now() - timedelta(minutes=MINUTES_BETWEEN):
        raise Conflict(f"A link went to {found.mailbox} a moment ago. Wait ten minutes, then ask again.")
    return found


def allow(session: Session, token: str) -> str:
    """Take a mailed link for a yes; gives the domain. Raises NotFound, or Conflict when it is another's already."""
    organisation_id, _name, domain = find_asked(session, token)
    with in_organisation(session, organisation_id):
        row = session.scalars(sa.select(MailDomain).where(MailDomain.token_hash == hash_token(token))).one()
        mailbox, row_id = row.mailbox, row.id
        try:
            with session.begin_nested():
                row.verified_at = now()
                session.flush()
        except IntegrityError as taken:
            raise Conflict(f"{domain} is shown to be another organisation's already.") from taken
        summary = f"{mailbox} allowed people of {domain} to join by single sign-on"
        record(session, Actor(None, mailbox), "domain.verified", thing="mail_domain", thing_id=row_id, summary=summary)
    return domain


def remove(session: Session, domain_id: uuid.UUID, actor: Actor) -> str:
    """Take a domain back: nobody joins by it any more, members stay; raises NotFound for another's."""
    row = session.scalar(sa.select(MailDomain).where(MailDomain.id == domain_id))
    if row is None:
        raise NotFound("No such domain.")
    domain = row.domain
    session.delete(row)
    summary = f"Took back that people of {domain} may join by single sign-on"
    record(session, actor, "domain.removed", thing="mail_domain", thing_id=domain_id, summary=summary)
    session.flush()
    return domain
