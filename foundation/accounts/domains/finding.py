"""Whose domain it is. Looks across organisations, as it must before it knows whose people ask."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.access.scope import across_organisations
from foundation.accounts.domains.models import MailDomain
from foundation.accounts.models import Organisation
from foundation.accounts.tokens import hash_token
from foundation.clock import now
from foundation.errors import NotFound


def organisation_of_domain(session: Session, email: str) -> Organisation | None:
    """Find the organisation that has shown the domain of an address to be its own."""
    domain = email.rpartition("@")[2]
    wanted = sa.select(Organisation).join(MailDomain, MailDomain.organisation_id == Organisation.id)
    with across_organisations(session):
        return session.scalar(wanted.where(MailDomain.domain == domain, MailDomain.verified_at.is_not(None)))


def find_asked(session: Session, token: str) -> tuple[uuid.UUID, str, str]:
    """Find what a mailed link asks for: the organisation's id and name, and the domain; raises NotFound."""
    wanted = sa.select(Organisation.id, Organisation.name, MailDomain.domain).join(
        MailDomain, MailDomain.organisation_id == Organisation.id
    )
    open_still = (MailDomain.verified_at.is_(None), MailDomain.expires_at > now())
    with across_organisations(session):
        found = session.execute(wanted.where(MailDomain.token_hash == hash_token(token), *open_still)).one_or_none()
    if found is None:
        raise NotFound("This link was used already, is too old, or was taken back.")
    return found.id, found.name, found.domain
