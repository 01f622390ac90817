"""What sign-in, sign-up and invitations share at the edge: letting a person in, and where they go then."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user

from foundation.access.permissions import Role
from foundation.access.scope import bind
from foundation.accounts.models import Membership, User
from foundation.accounts.oidc.service import link_waiting
from foundation.accounts.principal import principal_of
from foundation.accounts.signin import find_sign_in, memberships_of, open_sign_in, revoke
from foundation.accounts.steps.models import Purpose
from foundation.accounts.steps.service import LINK, SECOND_STEP, begin_step
from foundation.audit.service import record
from foundation.clock import now
from foundation.config import Settings
from foundation.web.session import session


def enter(membership: Membership, *, proved_at: datetime | None = None) -> None:
    """Open a server-side session for a membership and bind this request to it; this browser's former one ends.

    `proved_at` says when the person proved who they are, if this request brought the proof. Else somebody who is signed
    in already and only acts for another organisation has proved it when they last did.
    """
    settings: Settings = current_app.extensions["settings"]
    if current_user.is_authenticated:
        if current_user.user_id == membership.user_id:
            proved_at = proved_at or current_user.confirmed_at
        revoke(session, current_user.user_id, current_user.sign_in_id)
    token = open_sign_in(
        session,
        membership,
        user_agent=str(request.user_agent),
        days=settings.session_days,
        confirmed_at=proved_at,
    )
    found = find_sign_in(session, token, idle_hours=settings.session_idle_hours)
    assert found is not None  # noqa: S101 - it was opened just now, and said for the type checker
    principal = principal_of(token, found)
    login_user(principal)
    bind(session, principal.organisation_id, oversees=principal.role is Role.ADMIN)
    opened = principal.sign_in_id
    record(session, principal.actor, "sign_in.opened", thing="sign_in", thing_id=opened, summary="Signed in")


def carry_on(token: str) -> None:
    """Hand the browser the new token of its session."""
    login_user(replace(current_user._get_current_object(), token=token))


def go_on(user: User, target: str, *, proved_at: datetime | None = None) -> ResponseReturnValue:
    """Ask for the code of whoever has a second factor, let all others in."""
    if user.second_factor_at is None:
        return lead_in(user, target, proved_at=proved_at)
    cookie[SECOND_STEP] = begin_step(session, Purpose.SECOND_STEP, user_id=user.id, next=target)
    return redirect(url_for("secondstep.code"), code=303)


def lead_in(user: User, target: str, *, proved_at: datetime | None = None) -> ResponseReturnValue:
    """Let a person in who has proved who they are, for the organisation they belong to for longest.

    They have done so just now, unless it is said when.
    """
    link_waiting(session, cookie.pop(LINK, None), user)
    memberships = memberships_of(session, user.id)
    if not memberships:
        return render_template("foundation/accounts/no_organisation.html", email=user.email), 403
    enter(memberships[0], proved_at=proved_at or now())
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
    return lambda token: page_at(endpoint, token=token)


def page_at(endpoint: str, **values: Any) -> str:
    """Give the full address of a page, for mails."""
    settings: Settings = current_app.extensions["settings"]
    return settings.base_url.rstrip("/") + url_for(endpoint, **values)
