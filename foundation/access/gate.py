"""The gate in front of each page: may this role do this? Whose rows exist is the scope's matter."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from flask import current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from foundation.access.permissions import Permission, permits
from foundation.clock import now
from foundation.errors import Forbidden

View = TypeVar("View", bound=Callable[..., Any])


def requires(
    permission: Permission, *, fresh: bool | Callable[[], bool] = False, even_without_second_factor: bool = False
) -> Callable[[View], View]:
    """Let only roles with a permission in: visitors are sent to sign-in, other roles are refused.

    `fresh` is for deeds that would hurt: who has not proved for some minutes that it is them is asked to confirm it.
    Where only some of what a page does would, it tells by the request whether this is such a deed.
    `even_without_second_factor` is for what leads to one: all else is shut while an organisation requires it.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> ResponseReturnValue:
            if not current_user.is_authenticated:
                return cast("ResponseReturnValue", current_app.login_manager.unauthorized())  # type: ignore[attr-defined]  # Flask-Login adds it
            if not permits(current_user.role, permission):
                raise Forbidden(f"In the role {current_user.role} this page or deed is not open to you.")
            if (fresh() if callable(fresh) else fresh) and not _has_just_proved():
                return _ask_to_confirm()
            return cast("ResponseReturnValue", view(*args, **kwargs))

        guarded.guard = permission  # type: ignore[attr-defined]  # read by the test that every page is guarded
        guarded.even_without_second_factor = even_without_second_factor  # type: ignore[attr-defined]  # read at sign-in
        guarded.fresh = bool(fresh)  # type: ignore[attr-defined]  # read by the test of what needs a fresh proof
        return cast("View", guarded)

    return guard


def _has_just_proved() -> bool:
    minutes = current_app.extensions["settings"].confirm_minutes
    return bool(current_user.confirmed_at > now() - timedelta(minutes=minutes))


def _ask_to_confirm() -> ResponseReturnValue:
    """Lead to the page that asks, and from there back: to this page, or to the one whose button was pressed."""
    back: str | None = request.full_path.rstrip("?")
    if request.method not in ("GET", "HEAD"):
        flash("Nothing was changed yet. Do it again, now that you have confirmed that it is you.", "info")
        back = _where_the_button_was()
    return redirect(url_for("confirming.confirm", next=back), code=303)


def _where_the_button_was() -> str | None:
    came = urlsplit(request.referrer or "")
    if came.netloc != request.host:
        return None
    return f"{came.path}?{came.query}" if came.query else came.path


def public(view: View) -> View:
    """Declare that a page is open to anyone, on purpose."""
    view.guard = None  # type: ignore[attr-defined]  # read by the test that every page is guarded
    return view


def leads_in(view: View) -> View:
    """Declare that a page is open to anyone as it is a part of signing in, also while a second factor is missing."""
    view.even_without_second_factor = True  # type: ignore[attr-defined]  # read at sign-in
    return public(view)
