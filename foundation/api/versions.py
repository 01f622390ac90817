"""ETags: a change is taken only from who has seen what it changes."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any, Protocol, TypeVar

from flask import request
from werkzeug.exceptions import PreconditionFailed, PreconditionRequired

View = TypeVar("View", bound=Callable[..., Any])
ETAG_HEADER = {"ETag": {"description": "Version of the thing, for If-Match", "schema": {"type": "string"}}}
IF_MATCH = {
    "description": "The ETag of the thing as you have seen it, or `*` to change it whatever it is by now",
    "required": False,
    "schema": {"type": "string", "examples": ['"3"', "*"]},
}
COMPONENTS = {412: "PRECONDITION_FAILED", 428: "PRECONDITION_REQUIRED", 409: "CONFLICT"}


class Versioned(Protocol):
    """A row that counts its changes."""

    @property
    def version(self) -> Any: ...


def etag(row: Versioned) -> dict[str, str]:
    """Give the header that names a row's version."""
    return {"ETag": f'"{row.version}"'}


def seen_version(row: Versioned) -> int:
    """Give the version of a row when the request names it; raises PreconditionRequired or PreconditionFailed."""
    if "If-Match" not in request.headers:
        raise PreconditionRequired("Send the ETag that you have seen in the header If-Match.")
    version: int = row.version
    if not request.if_match.star_tag and not request.if_match.contains(str(version)):
        raise PreconditionFailed("It was changed since. Get it again, and make your change on what it is now.")
    return version


def guards_versions(view: View) -> View:
    """Say in the specification that a view asks for If-Match; stands below the gate."""
    doc: dict[str, Any] = deepcopy(getattr(view, "_apidoc", {}))
    manual = doc.setdefault("manual_doc", {})
    manual["parameters"] = [*manual.get("parameters", []), "If-Match"]
    manual["responses"] = {**manual.get("responses", {}), **COMPONENTS}
    view._apidoc = doc  # type: ignore[attr-defined]  # flask-smorest reads it
    return view
