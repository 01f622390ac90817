"""What sign-in, sign-up and invitations share at the edge: letting a person in, and where they go then."""

from collections.abc import Callable
from urllib.parse import urlsplit

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user

from foundation.access.permissions import Role
from foundation.access.scope import bind
from foundation.accounts.models import Membership, User
from foundation.accounts.principal import principal_of
from foundation.accounts.signin import memberships_of, open_sign_in, revoke
from foundation.audit.service import record
from foundation.config import Settings
from foundation.web.session import session


def enter(membership: Membership, *, proved: bool = False) -> None:
    """Open a server-side session for a membership and bind this request to it; this browser's former one ends.

    `proved` says that this request brought the proof of who it is. Else somebody who is signed in already and only
    acts for another organisation has proved it when they last did.
    """
    settings: Settings = current_app.extensions["settings"]
    confirmed_at = None
    if current_user.is_authenticated:
        if current_user.user_id == membership.user_id and not proved:
            confirmed_at = current_user.confirmed_at
        revoke(session, current_user.user_id, current_user.sign_in_id)
    token, row = open_sign_in(
        session,
        membership,
        user_agent=str(request.user_agent),
        days=settings.session_days,
        confirmed_at=confirmed_at,
    )
    principal = principal_of(token, row)
    login_user(principal)
    bind(session, principal.organisation_id, oversees=principal.role is Role.ADMIN)
    record(session, principal.actor, "sign_in.opened", thing="sign_in", thing_id=row.id, summary="Signed in")


def lead_in(user: User, target: str) -> ResponseReturnValue:
    """Let a person in who has proved who they are, for the organisation they belong to for longest."""
    memberships = memberships_of(session, user.id)
    if not memberships:
        return render_template("foundation/accounts/no_organisation.html", email=user.email), 403
    enter(memberships[0], proved=True)
    return redirect(target, code=303)


def safe_target(target: str | None) -> str:
    """Follow only a path of this service, never an address elsewhere."""
    if target and target.isprintable() and "\\" not in target and target.startswith("/"):
        parts = urlsplit(target)
        if not parts.scheme and not parts.netloc and not target.startswith("//"):
            return target
    return url_for("home.index")


def link_to(endpoint: str) -> Callable[[str], str]:
    """Make the full address of a page from its token, for mails."""
    settings: Settings = current_app.extensions["settings"]
    return lambda token: settings.base_url.rstrip("/") + url_for(endpoint, token=token)
