"""Who belongs to the organisation, in which role."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from foundation.access.permissions import Role
from foundation.access.scope import in_organisation
from foundation.accounts.models import Membership, Organisation, OrganisationKind
from foundation.accounts.roles import LABELS, ROLES, lead_role
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


def rename(session: Session, organisation_id: uuid.UUID, name: str, actor: Actor) -> None:
    """Give the organisation another name."""
    organisation = fetch_organisation(session, organisation_id)
    summary = f"Renamed {organisation.name} to {name}"
    organisation.name = name
    record(session, actor, "organisation.renamed", thing="organisation", thing_id=organisation_id, summary=summary)
    session.flush()
