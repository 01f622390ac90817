"""Flask-Login over the server-side session table."""

from flask import Flask, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user
from sqlalchemy.exc import DBAPIError

from foundation.access.permissions import Role
from foundation.access.scope import NOBODY, bind, open_session
from foundation.accounts.principal import Principal, principal_of
from foundation.accounts.signin import SEEN_EVERY, find_sign_in, touch
from foundation.api.problems import is_for_the_api
from foundation.clock import now
from foundation.config import Settings
from foundation.web.session import engine, session
from foundation.web.unavailable import reason_of


def install(app: Flask) -> None:
    """Load the principal of each request and bind the request's session to their organisation."""
    manager = LoginManager(app)
    manager.user_loader(load)
    manager.unauthorized_handler(ask_to_sign_in)
    app.before_request(know_who_asks)


def know_who_asks() -> ResponseReturnValue | None:
    """Load the person before the page begins: later it would bind the session anew and forget what was loaded.

    Who has no second factor although their organisation requires one is led to the page that sets it up.
    """
    if request.endpoint == "static" or is_for_the_api() or not current_user.is_authenticated:
        return None
    view = current_app.view_functions.get(request.endpoint or "")
    if current_user.must_set_up and not getattr(view, "even_without_second_factor", False):
        return redirect(url_for("factors.index"), code=303)
    return None


def load(token: str) -> Principal | None:
    """Turn the token in the cookie into the person asking, or None when the session is over."""
    settings: Settings = current_app.extensions["settings"]
    found = find_sign_in(session, token, idle_hours=settings.session_idle_hours)
    if found is None:
        return None
    principal = principal_of(token, found)
    if found.last_seen_at + SEEN_EVERY <= now():
        _note_use(principal)
    bind(session, principal.organisation_id, oversees=principal.role is Role.ADMIN)
    return principal


def _note_use(principal: Principal) -> None:
    session.rollback()  # it has only read so far, but on SQLite may hold the lock that the next lines wait for
    try:
        with open_session(engine(), NOBODY) as own:  # its own short transaction, as pages that are read do not write
            touch(own, principal.sign_in_id)
            own.commit()
    except DBAPIError as trouble:  # a full disk is no reason not to show a page
        if reason_of(trouble) is None:
            raise
        current_app.logger.warning("use of a sign-in not noted", exc_info=trouble)


def ask_to_sign_in() -> ResponseReturnValue:
    """Send a visitor to the sign-in page, and back afterwards when the page can be asked for again."""
    flash("Sign in to see that page.", "info")
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("accounts.sign_in", next=back), code=302)
