"""The gate in front of each page: may this role do this? Whose rows exist is the scope's matter."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import current_app
from flask.typing import ResponseReturnValue
from flask_login import current_user

from foundation.access.permissions import Permission, permits
from foundation.errors import Forbidden

View = TypeVar("View", bound=Callable[..., Any])


def requires(permission: Permission) -> Callable[[View], View]:
    """Let only roles with a permission in: visitors are sent to sign-in, other roles are refused."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> ResponseReturnValue:
            if not current_user.is_authenticated:
                return cast("ResponseReturnValue", current_app.login_manager.unauthorized())  # type: ignore[attr-defined]  # Flask-Login adds it
            if not permits(current_user.role, permission):
                raise Forbidden(f"In the role {current_user.role} this page or deed is not open to you.")
            return cast("ResponseReturnValue", view(*args, **kwargs))

        guarded.guard = permission  # type: ignore[attr-defined]  # read by the test that every page is guarded
        return cast("View", guarded)

    return guard


def public(view: View) -> View:
    """Declare that a page is open to anyone, on purpose."""
    view.guard = None  # type: ignore[attr-defined]  # read by the test that every page is guarded
    return view
