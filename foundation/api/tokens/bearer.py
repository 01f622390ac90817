"""Who stands behind a token. Looks across organisations, as it must to learn whose token it is."""

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from foundation.access.permissions import Permission, permits
from foundation.access.scope import across_organisations
from foundation.accounts.models import Membership
from foundation.accounts.tokens import hash_token
from foundation.api.tokens.models import ApiToken, TokenScope
from foundation.clock import now


def find_token(session: Session, text: str) -> ApiToken | None:
    """Find the live token behind its text, with its member: not revoked, not past its end, the member not removed."""
    member = joinedload(ApiToken.membership, innerjoin=True)
    wanted = sa.select(ApiToken).options(
        member.joinedload(Membership.user, innerjoin=True), member.joinedload(Membership.organisation, innerjoin=True)
    )
    live = wanted.where(ApiToken.revoked_at.is_(None), ApiToken.expires_at > now())
    with across_organisations(session):
        return session.scalar(live.where(ApiToken.token_hash == hash_token(text)))


def token_permits(token: ApiToken, scope: TokenScope, permission: Permission) -> bool:
    """Tell whether a token may do a deed: it needs the scope, and its member's present role the permission."""
    return scope in token.scopes and permits(token.membership.role, permission)
