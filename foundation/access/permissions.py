"""What each role may do: data, read by the gate, the pages and a test that holds the README to it."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is in an organisation."""

    OWNER = "owner"
    SECURITY = "security"
    SALES = "sales"
    FIRM = "firm"
    ADMIN = "admin"


class Permission(StrEnum):
    """One deed, or one sort of page."""

    ACCOUNT = "account"
    """See one's own account, sessions and organisation."""
    MEMBERS_MANAGE = "members:manage"
    """Invite people, change their roles, remove them."""
    DATA_MANAGE = "data:manage"
    """Take out or delete everything that the organisation keeps."""
    AUDIT_READ = "audit:read"
    """Read the organisation's trail."""
    INTAKE_READ = "intake:read"
    """See the organisation's intakes and their matches."""
    INTAKE_WRITE = "intake:write"
    """Start an intake, change it, claim it, match it."""
    ENGAGEMENT_WRITE = "engagement:write"
    """Record how an engagement goes: its days, its steps, its report."""
    CONTROLS_READ = "controls:read"
    """Read controls, facts, approved answers and the coverage of the criteria."""
    CONTROLS_WRITE = "controls:write"
    """Import, edit and remove controls, facts and approved answers."""
    QUESTIONNAIRE_READ = "questionnaire:read"
    """See questionnaires and their answers."""
    QUESTIONNAIRE_WRITE = "questionnaire:write"
    """Upload a questionnaire, correct its mapping, have it answered, propose an answer."""
    QUESTIONNAIRE_REVIEW = "questionnaire:review"
    """Approve answers."""
    QUESTIONNAIRE_EXPORT = "questionnaire:export"
    """Take out the file whose answers were reviewed."""
    DIRECTORY_MANAGE = "directory:manage"
    """Keep the firm directory: import, export, edit, suspend."""
    MATCHING_OVERSEE = "matching:oversee"
    """See introductions, their clocks and what came of them, across companies and firms."""
    FIRM_PORTAL = "firm:portal"
    """Keep one's own firm's profile and capacity."""
    OUTBOX_READ = "outbox:read"
    """Read the mails that wait or went."""
    SERVICE_RUN = "service:run"
    """See how the installation does, and try work again that stopped."""


_COMPANY = frozenset({Role.OWNER, Role.SECURITY, Role.SALES})
_SECURITY = frozenset({Role.OWNER, Role.SECURITY})
_OWNER = frozenset({Role.OWNER})
_ADMIN = frozenset({Role.ADMIN})
_FIRM = frozenset({Role.FIRM})

GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.ACCOUNT: frozenset(Role),
    Permission.MEMBERS_MANAGE: _OWNER | _ADMIN | _FIRM,
    Permission.DATA_MANAGE: _OWNER,
    Permission.AUDIT_READ: _SECURITY | _ADMIN,
    Permission.INTAKE_READ: _SECURITY,
    Permission.INTAKE_WRITE: _OWNER,
    Permission.ENGAGEMENT_WRITE: _SECURITY,
    Permission.CONTROLS_READ: _COMPANY,
    Permission.CONTROLS_WRITE: _SECURITY,
    Permission.QUESTIONNAIRE_READ: _COMPANY,
    Permission.QUESTIONNAIRE_WRITE: _COMPANY,
    Permission.QUESTIONNAIRE_REVIEW: _SECURITY,
    Permission.QUESTIONNAIRE_EXPORT: _COMPANY,
    Permission.DIRECTORY_MANAGE: _ADMIN,
    Permission.MATCHING_OVERSEE: _ADMIN,
    Permission.FIRM_PORTAL: _FIRM,
    Permission.OUTBOX_READ: _ADMIN,
    Permission.SERVICE_RUN: _ADMIN,
}


def permits(role: Role | None, permission: Permission) -> bool:
    """Tell whether a role may do a deed; a visitor (None) may do nothing that needs a permission."""
    return role is not None and role in GRANTS[permission]
