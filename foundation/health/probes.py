"""What machines ask: is the process alive, can it serve, what are its numbers."""

import hmac
import os
import time

from flask import Blueprint, Flask, Response, current_app, g, jsonify, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import Unauthorized

from foundation.access.gate import public
from foundation.config import Settings
from foundation.errors import NotFound
from foundation.health.queries import existing, standing
from foundation.migrations.standing import known_revisions, revision_of
from foundation.web.request_log import UNTOLD, route_of_request
from foundation.web.session import engine, session

blueprint = Blueprint("probes", __name__)
TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8"


def install(app: Flask, settings: Settings) -> None:
    """Count requests where somebody may read the numbers."""
    if settings.metrics_token:
        app.after_request(_count)


@blueprint.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    """Say that the process answers, and nothing more."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz")
@public
def readyz() -> ResponseReturnValue:
    """Say whether the process can serve: database, its schema, the folder of files. What is wrong stands in the log."""
    parts = {"database": False, "schema": False, "files": _can_keep_files()}
    try:
        with engine().execution_options(sqlite_transaction="DEFERRED").connect() as connection:
            parts["database"] = True
            parts["schema"] = revision_of(connection) == known_revisions()[0]
    except SQLAlchemyError:
        current_app.logger.exception("not ready")
    told = {name: "ok" if fine else "not ok" for name, fine in parts.items()}
    return jsonify(told), 200 if all(parts.values()) else 503


@blueprint.get("/metrics")
@public
def metrics() -> ResponseReturnValue:
    """Give the numbers to whoever has the token; where none is set there is no such page."""
    from foundation.health.metrics import written  # see there why not before

    settings: Settings = current_app.extensions["settings"]
    if not settings.metrics_token:
        raise NotFound("There is no such page.")
    sent = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not hmac.compare_digest(sent.encode(), settings.metrics_token.encode()):
        raise Unauthorized("Send the token that AUDITMATCH_METRICS_TOKEN names, as a Bearer token.")
    return Response(written(standing(session, settings)), content_type=TEXT_FORMAT)


def _can_keep_files() -> bool:
    settings: Settings = current_app.extensions["settings"]
    return os.access(existing(settings.files), os.W_OK)


def _count(response: Response) -> Response:
    from foundation.health.metrics import count  # see there why not before

    if request.endpoint not in UNTOLD:
        count(request.method, route_of_request(), response.status_code, time.monotonic() - g.began)
    return response
