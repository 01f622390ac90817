"""Who belongs to the organisation, in which role."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from foundation.access.permissions import Role
from foundation.access.scope import in_organisation
from foundation.accounts.factors.service import reset_factors
from foundation.accounts.models import Membership, Organisation, OrganisationKind, User
from foundation.accounts.roles import LABELS, ROLES, lead_role
from foundation.accounts.signin import memberships_of
from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.errors import BadInput, Conflict, NotFound
from foundation.web.pages import Page, paginate

_MEMBERS = sa.select(Membership).options(joinedload(Membership.user)).order_by(Membership.created_at, Membership.id)


def fetch_organisation(session: Session, organisation_id: uuid.UUID) -> Organisation:
    """Fetch the person's own organisation."""
    return session.get_one(Organisation, organisation_id)


def list_members(session: Session) -> list[Membership]:
    """List the members of the session's organisation, the oldest first."""
    return list(session.scalars(_MEMBERS))


def members_page(session: Session, number: int) -> Page[Membership]:
    """Give one page of the members, in the same order."""
    return paginate(session, _MEMBERS, number=number)


def addresses_of(session: Session, organisation_id: uuid.UUID) -> list[str]:
    """List the addresses of an organisation's people, so that what was done to their things is mailed to them."""
    with in_organisation(session, organisation_id):
        return [member.user.email for member in list_members(session)]


def fetch_member(session: Session, membership_id: uuid.UUID) -> Membership:
    """Fetch one member; raises NotFound for another organisation's."""
    wanted = sa.select(Membership).options(joinedload(Membership.user), joinedload(Membership.organisation))
    found = session.scalar(wanted.where(Membership.id == membership_id))
    if found is None:
        raise NotFound("No such member.")
    return found


def change_role(session: Session, membership_id: uuid.UUID, role: Role, actor: Actor) -> Membership:
    """Give a member another role; raises BadInput for a role of other organisations, Conflict for the last owner."""
    member = fetch_member(session, membership_id)
    before = member.role
    if role not in ROLES[member.organisation.kind]:
        raise BadInput("Select one of the roles of this organisation")
    if role is before:
        return member
    _keep_one_lead(session, member, "Make somebody else an owner before you change this role.")
    member.role = role
    summary = f"Changed {member.user.name} from {LABELS[before]} to {LABELS[role]}"
    record(
        session, actor, "member.role_changed", thing="membership", thing_id=member.id, summary=summary, before=before
    )
    session.flush()
    return member


def remove_member(session: Session, membership_id: uuid.UUID, actor: Actor) -> Membership:
    """Remove a member, whose sessions for this organisation end with it; raises Conflict for the last owner."""
    member = fetch_member(session, membership_id)
    _keep_one_lead(session, member, _BEFORE_REMOVING[member.organisation.kind])
    summary = f"Removed {member.user.name} ({LABELS[member.role]})"
    record(session, actor, "member.removed", thing="membership", thing_id=member.id, summary=summary)
    session.delete(member)
    session.flush()
    return member


def leave(session: Session, membership_id: uuid.UUID, actor: Actor) -> None:
    """Take out somebody who deletes their account; raises Conflict for the last owner, saying what to do."""
    member = fetch_member(session, membership_id)
    _keep_one_lead(session, member, _BEFORE_LEAVING[member.organisation.kind])
    record(session, actor, "member.left", thing="membership", thing_id=member.id, summary="Deleted their account")
    session.delete(member)
    session.flush()


_BEFORE_REMOVING = {
    OrganisationKind.COMPANY: "Make somebody else an owner first.",
    OrganisationKind.FIRM: "Invite somebody else first.",
    OrganisationKind.PLATFORM: "Invite somebody else first.",
}
_BEFORE_LEAVING = {
    OrganisationKind.COMPANY: "Make somebody else an owner first, or delete the organisation.",
    OrganisationKind.FIRM: "Invite somebody else first, or ask whoever runs this service to delete the organisation.",
    OrganisationKind.PLATFORM: "Invite another admin first.",
}


def _keep_one_lead(session: Session, member: Membership, remedy: str) -> None:
    """Refuse to lose the last owner; the lock on the organisation keeps two owners from removing each other at once."""
    session.execute(sa.select(Organisation.id).where(Organisation.id == member.organisation_id).with_for_update())
    lead = lead_role(member.organisation.kind)
    if member.role is not lead:
        return
    if session.scalars(sa.select(Membership.id).where(Membership.role == lead)).all() == [member.id]:
        told = f"{member.user.name} is the last {LABELS[member.role].lower()} of {member.organisation.name}."
        if len(ROLES[member.organisation.kind]) == 1:  # nobody else could be made one
            told = f"{member.user.name} is the last member of {member.organisation.name}."
        raise Conflict(f"{told} {remedy}")


def require_second_factor(session: Session, organisation_id: uuid.UUID, required: bool, actor: Actor) -> None:
    """Require a second factor of everybody, or no longer; raises Conflict when whoever requires it has none."""
    organisation, own = fetch_organisation(session, organisation_id), session.get_one(User, actor.user_id)
    if required and own.second_factor_at is None:
        raise Conflict("Set up your own second factor first, then require it of everybody.")
    if organisation.requires_second_factor is required:
        return
    organisation.requires_second_factor = required
    summary = "Required a second factor of everybody" if required else "Left the second factor to each person"
    action = "organisation.second_factor_required" if required else "organisation.second_factor_optional"
    record(session, actor, action, thing="organisation", thing_id=organisation_id, summary=summary)
    session.flush()


def reset_second_factor(session: Session, membership_id: uuid.UUID, actor: Actor) -> Membership:
    """Take away a member's second factor, who is mailed it; raises Conflict for oneself and for people of others too.

    An owner answers for their own organisation alone: whoever belongs to another one as well would be weaker there.
    """
    member = fetch_member(session, membership_id)
    if member.user_id == actor.user_id:
        raise Conflict("Your own second factor is on your account. Change it there.")
    if len(memberships_of(session, member.user_id)) > 1:
        raise Conflict(f"{member.user.name} belongs to another organisation too. Ask whoever runs this service.")
    reset_factors(session, member.user, actor)
    return member


def rename(session: Session, organisation_id: uuid.UUID, name: str, actor: Actor) -> None:
    """Give the organisation another name."""
    organisation = fetch_organisation(session, organisation_id)
    summary = f"Renamed {organisation.name} to {name}"
    organisation.name = name
    record(session, actor, "organisation.renamed", thing="organisation", thing_id=organisation_id, summary=summary)
    session.flush()
