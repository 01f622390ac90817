"""How the API says that something went wrong: problem details as RFC 9457 has them."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from flask import Response, json, request
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import RequestRedirect

PREFIX = "/api/v1"
MEDIA_TYPE = "application/problem+json"
_PLACES = {"json": "", "query": "?", "headers": "header ", "form": "", "files": "", "path": ""}


def is_for_the_api() -> bool:
    """Tell whether a program asks, which gets problem details and never a page."""
    return request.path == PREFIX or request.path.startswith(f"{PREFIX}/")


def problem(
    status: int, detail: str | None = None, errors: Any = None, headers: Mapping[str, str] | None = None
) -> Response:
    """Make a problem response; `errors` maps fields, possibly nested, to what is wrong with each."""
    body: dict[str, Any] = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    if detail:
        body["detail"] = detail
    if errors:
        body["errors"] = [{"field": field, "detail": text} for field, text in _flat(errors)]
    return Response(json.dumps(body), status, headers, mimetype=MEDIA_TYPE)


def refuse_redirects() -> None:
    """Answer doubled slashes with 404, where a page would lead on: a program should know the address."""
    if is_for_the_api() and isinstance(request.routing_exception, RequestRedirect):
        raise NotFound("There is no such address.")


def problem_of(error: HTTPException) -> Response:
    """Make the problem response of an HTTP error."""
    status = error.code or 500
    told: dict[str, Any] = getattr(error, "data", None) or {}
    messages = told.get("errors") or _placed(told.get("messages"))
    detail = "Some fields cannot be used; see errors." if messages else error.description
    headers = {name: value for name, value in error.get_headers() if name.lower() != "content-type"}
    return problem(status, detail, messages, headers)


def _placed(messages: Any) -> Any:
    """Name query arguments and headers as such; fields of the body stay as they are."""
    if not isinstance(messages, Mapping):
        return messages
    placed: dict[str, Any] = {}
    for place, found in messages.items():
        prefix = _PLACES.get(place, f"{place}.")
        placed |= {f"{prefix}{key}": text for key, text in found.items()} if isinstance(found, Mapping) else {"": found}
    return placed


def _flat(errors: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(errors, Mapping):
        for key, inner in errors.items():
            yield from _flat(inner, path if key == "_schema" else f"{path}.{key}".lstrip("."))
    elif isinstance(errors, (list, tuple)):
        for text in errors:
            yield from _flat(text, path)
    else:
        yield path, str(errors)
