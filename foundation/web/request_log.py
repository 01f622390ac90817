"""A number for each request, on its answer and on every line of the log; and one line for each request."""

import logging
import secrets
import time
from uuid import UUID

from flask import Flask, Response, g, request

from foundation.logs.context import request_id

HEADER = "X-Request-ID"
UNTOLD = frozenset({"static", "probes.healthz", "probes.readyz", "probes.metrics"})
"""Asked for so often that a line of each would hide the others."""

log = logging.getLogger(__name__)


def install(app: Flask) -> None:
    """Number each request. The number is made here: one that was sent along could be anybody's words."""
    app.before_request(_begin)
    app.after_request(_end)
    app.teardown_request(_forget)


def _begin() -> None:
    g.began, g.request_id = time.monotonic(), secrets.token_hex(8)
    request_id.set(g.request_id)


def _end(response: Response) -> Response:
    response.headers[HEADER] = g.request_id
    if request.endpoint not in UNTOLD:
        log.info(
            "answered",
            extra={
                "method": request.method,
                "route": route_of_request(),
                "status": response.status_code,
                "milliseconds": round((time.monotonic() - g.began) * 1000),
                **_who_asks(),
            },
        )
    return response


def _who_asks() -> dict[str, UUID]:
    """Name person and organisation by their ids, where the request was found to be somebody's."""
    asking = g.get("api_caller") or g.get("_login_user")  # not `current_user`: to load it would ask the database
    named = {"user": "user_id", "organisation": "organisation_id"}
    return {key: getattr(asking, name) for key, name in named.items() if isinstance(getattr(asking, name, None), UUID)}


def _forget(_error: BaseException | None) -> None:
    request_id.set(None)


def route_of_request() -> str:
    """Name the page asked for by its rule: an address itself may hold a token that lets people in."""
    return request.url_rule.rule if request.url_rule else "none"
