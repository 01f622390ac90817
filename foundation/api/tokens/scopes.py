"""What a token may be allowed, in words, and the permission that its member needs for it."""

from foundation.access.permissions import Permission, Role, permits
from foundation.api.tokens.models import TokenScope

SCOPES: dict[TokenScope, tuple[Permission, str]] = {
    TokenScope.CONTROLS_READ: (Permission.CONTROLS_READ, "Read controls"),
    TokenScope.CONTROLS_WRITE: (Permission.CONTROLS_WRITE, "Add, change and remove controls"),
    TokenScope.FACTS_READ: (Permission.CONTROLS_READ, "Read facts"),
    TokenScope.FACTS_WRITE: (Permission.CONTROLS_WRITE, "Add, change and remove facts"),
    TokenScope.LIBRARY_READ: (Permission.CONTROLS_READ, "Read approved answers"),
    TokenScope.LIBRARY_WRITE: (Permission.CONTROLS_WRITE, "Add, change and remove approved answers"),
    TokenScope.ASK: (Permission.QUESTIONNAIRE_READ, "Ask single questions"),
    TokenScope.QUESTIONNAIRES_READ: (Permission.QUESTIONNAIRE_READ, "Read questionnaires and their answers"),
    TokenScope.QUESTIONNAIRES_WRITE: (
        Permission.QUESTIONNAIRE_WRITE,
        "Upload, answer, approve and take out questionnaires, as far as your role may",
    ),
    TokenScope.INTAKES_READ: (Permission.INTAKE_READ, "Read intakes and matches"),
    TokenScope.INTAKES_WRITE: (Permission.INTAKE_WRITE, "Add, change, match and delete intakes"),
    TokenScope.FIRMS_READ: (Permission.DIRECTORY_MANAGE, "Read the firm directory"),
    TokenScope.FIRMS_WRITE: (Permission.DIRECTORY_MANAGE, "Add, change, suspend and reinstate firms"),
}


def scopes_for(role: Role) -> dict[TokenScope, str]:
    """Give what a member of a role may allow a token, with its words; anything else would never open."""
    return {scope: label for scope, (permission, label) in SCOPES.items() if permits(role, permission)}


def label_of(scope: str) -> str:
    """Give the words for a scope as it is stored."""
    return SCOPES[TokenScope(scope)][1]
