"""Which roles an organisation of each kind has, and who answers for it."""

from foundation.access.permissions import Role
from foundation.accounts.models import OrganisationKind

ROLES: dict[OrganisationKind, tuple[Role, ...]] = {
    OrganisationKind.COMPANY: (Role.OWNER, Role.SECURITY, Role.SALES),
    OrganisationKind.FIRM: (Role.FIRM,),
    OrganisationKind.PLATFORM: (Role.ADMIN,),
    OrganisationKind.VISITOR: (),
}
"""The first of each is the role of which somebody must remain."""

LABELS = {
    Role.OWNER: "Owner",
    Role.SECURITY: "Security",
    Role.SALES: "Sales",
    Role.FIRM: "Audit firm",
    Role.ADMIN: "Platform admin",
}

MEANINGS = {
    Role.OWNER: "everything, people and roles included",
    Role.SECURITY: "keeps controls and evidence, reviews and approves answers",
    Role.SALES: "uploads questionnaires and takes them out answered",
    Role.FIRM: "keeps the audit firm's profile and capacity, invites colleagues",
    Role.ADMIN: "keeps the directory of firms",
}


def lead_role(kind: OrganisationKind) -> Role | None:
    """The role that an organisation of a kind must never be without; None where nobody can be a member."""
    return next(iter(ROLES[kind]), None)
