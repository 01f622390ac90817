"""Who comes in by single sign-on: whoever is known, whoever takes it into use, whoever may join by their domain."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.access.scope import in_organisation
from foundation.accounts import letters
from foundation.accounts.domains.finding import organisation_of_domain
from foundation.accounts.models import Membership, Organisation, User
from foundation.accounts.oidc.claims import Claims
from foundation.accounts.oidc.models import Identity
from foundation.accounts.roles import LABELS, ROLES
from foundation.accounts.signin import record_everywhere
from foundation.accounts.signup import find_user
from foundation.accounts.steps.models import Purpose
from foundation.accounts.steps.service import begin_step, find_step, finish_step
from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.errors import Forbidden

NO_PASSWORD = ""
"""A hash that no password matches: who joins by single sign-on has none until they ask for one by mail."""


def find_person(session: Session, claims: Claims) -> User | None:
    """Find whoever the provider has brought before."""
    known = sa.select(User).join(Identity, Identity.user_id == User.id)
    return session.scalar(known.where(Identity.issuer == claims.issuer, Identity.subject == claims.subject))


def has_identity(session: Session, user_id: uuid.UUID) -> bool:
    """Tell whether a person has taken single sign-on into use."""
    return session.scalar(sa.select(Identity.id).where(Identity.user_id == user_id).limit(1)) is not None


def ask_to_link(session: Session, claims: Claims) -> str | None:
    """Let somebody who has an account under the verified address take single sign-on into use; None without one.

    Gives the token of a step that their next sign-in by other means finishes. Their address alone is not enough: an
    account may have been opened under it by somebody else, who knows its password.
    """
    user = find_user(session, claims.email) if claims.email else None
    if user is None:
        return None
    return begin_step(session, Purpose.LINK, user_id=user.id, issuer=claims.issuer, subject=claims.subject)


def link_waiting(session: Session, token: str | None, user: User) -> None:
    """Finish that step, if it is this person's and still holds."""
    step = find_step(session, Purpose.LINK, token)
    if step is None or step.user_id != user.id:
        return
    issuer, subject = step.detail["issuer"], step.detail["subject"]
    finish_step(session, step)
    session.add(Identity(user_id=user.id, issuer=issuer, subject=subject))
    session.flush()
    record_everywhere(session, user, "identity.linked", f"Took single sign-on by {issuer} into use")
    letters.tell(session, user, letters.single_sign_on_in_use(user.name, issuer))


def join(session: Session, claims: Claims) -> User:
    """Make somebody a member whose domain is shown to be an organisation's; raises Forbidden for everybody else."""
    if claims.email is None:
        raise Forbidden("Your identity provider does not vouch for your e-mail address, so nobody can be told by it.")
    organisation = organisation_of_domain(session, claims.email)
    if organisation is None:
        raise Forbidden(
            f"There is no account for {claims.email}, and no organisation takes in people of its domain. Ask an owner "
            "of yours to invite you, or create an account."
        )
    user = User(email=claims.email, name=_name_of(claims), password_hash=NO_PASSWORD)
    session.add(user)
    session.flush()
    session.add(Identity(user_id=user.id, issuer=claims.issuer, subject=claims.subject))
    _add_member(session, organisation, user)
    return user


def _add_member(session: Session, organisation: Organisation, user: User) -> None:
    """In the role that may least of all; owners give another one."""
    role, organisation_id, actor = ROLES[organisation.kind][-1], organisation.id, Actor(user.id, user.name)
    summary = f"{user.name} ({user.email}) joined by single sign-on as {LABELS[role]}"
    with in_organisation(session, organisation_id):
        member = Membership(user_id=user.id, role=role)
        session.add(member)
        session.flush()
        record(session, actor, "member.joined", thing="membership", thing_id=member.id, summary=summary)


def _name_of(claims: Claims) -> str:
    given = " ".join((claims.name or "").split())[:200]
    return given or (claims.email or "").partition("@")[0]
