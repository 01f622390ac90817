"""One database session a request: bound to whoever asks, committed when the answer is good, else rolled back."""

from typing import cast

from flask import Flask, Response, current_app, g, request
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session
from werkzeug.local import LocalProxy

from foundation.access.scope import NOBODY, open_session

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def engine() -> Engine:
    """The engine of the running application."""
    return cast("Engine", current_app.extensions["engine"])


def _request_session() -> Session:
    if "db_session" not in g:
        g.db_session = open_session(engine(), NOBODY, read_only=_only_reads())
        g.db_session.info["wake"] = current_app.extensions["wake"]
    return cast("Session", g.db_session)


def _only_reads() -> bool:
    """Tell whether the page asked for changes nothing: by its method, or as it declares of itself."""
    view = current_app.view_functions.get(request.endpoint or "")
    return bool(getattr(view, "only_reads", request.method in SAFE))


session: Session = cast("Session", LocalProxy(_request_session))
"""The session of this request. Views hand it to services; nobody commits it but this module."""


def keep_despite_refusal() -> None:
    """Commit what this request has written although it refuses, as attempts that failed must be counted.

    Only for a request that has written nothing else.
    """
    g.keep_despite_refusal = True


def install(app: Flask) -> None:
    """Commit after a good answer, roll back after any other."""

    @app.after_request
    def commit(response: Response) -> Response:
        if "db_session" in g and not _only_reads() and (response.status_code < 400 or "keep_despite_refusal" in g):
            g.db_session.commit()
        return response

    @app.teardown_request
    def close(_error: BaseException | None) -> None:
        if "db_session" in g:
            g.pop("db_session").close()
