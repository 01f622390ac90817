"""The gate in front of each address of the API: the token's scope, and the present role of its member."""

from collections.abc import Callable
from copy import deepcopy
from functools import wraps
from typing import Any, TypeVar, cast

from flask import current_app
from flask.typing import ResponseReturnValue

from foundation.access.permissions import Permission
from foundation.api.caller import Caller, identify
from foundation.api.limits import RequestLimit
from foundation.api.tokens.models import TokenScope
from foundation.errors import Forbidden

View = TypeVar("View", bound=Callable[..., Any])
COMPONENTS = {401: "UNAUTHORIZED", 403: "FORBIDDEN", 404: "NOT_FOUND", 429: "TOO_MANY_REQUESTS"}
"""What every address may answer, by the name under which the specification keeps it."""


def token_requires(scope: TokenScope, permission: Permission) -> Callable[[View], View]:
    """Let only tokens with a scope in, and only while the role of their member has a permission.

    It stands directly below the route, so that a stranger learns nothing of what the address expects.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> ResponseReturnValue:
            caller = identify()
            limit: RequestLimit = current_app.extensions["api_limit"]
            limit.count(caller.token_id)
            _admit(caller, scope, permission)
            return cast("ResponseReturnValue", view(*args, **kwargs))

        guarded.guard = permission  # type: ignore[attr-defined]  # read by the test that every page is guarded
        guarded._apidoc = _documented(view, scope)  # type: ignore[attr-defined]  # flask-smorest reads it
        return cast("View", guarded)

    return guard


def only_reads(view: View) -> View:
    """Declare that a POST changes nothing, so that its session takes no lock; stands above the gate."""
    view.only_reads = True  # type: ignore[attr-defined]  # read by the request's session
    return view


def _admit(caller: Caller, scope: TokenScope, permission: Permission) -> None:
    if caller.lacks_second_factor_of:
        raise Forbidden(
            f"{caller.lacks_second_factor_of} requires a second factor of everybody, and {caller.name} has none. Sign "
            'in on the web and set one up on your account, under "Your second factor"; then this token works again.'
        )
    if scope not in caller.scopes:
        raise Forbidden(f"This token lacks the scope {scope}.")
    if not caller.may(permission):
        raise Forbidden(f"In the role {caller.role} this deed is not open to the member whose token this is.")


def _documented(view: Any, scope: TokenScope) -> dict[str, Any]:
    doc: dict[str, Any] = deepcopy(getattr(view, "_apidoc", {}))
    manual = doc.setdefault("manual_doc", {})
    manual["security"] = [{"token": [str(scope)]}]
    manual["responses"] = {**COMPONENTS, **manual.get("responses", {})}
    return doc
