"""A number for each request, on its answer and on every line of the log; and one line for each request."""

import logging
import secrets
import time

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
            },
        )
    return response


def _forget(_error: BaseException | None) -> None:
    request_id.set(None)


def route_of_request() -> str:
    """Name the page asked for by its rule: an address itself may hold a token that lets people in."""
    return request.url_rule.rule if request.url_rule else "none"
