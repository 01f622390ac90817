"""The one place that knows which error is which status, and the page, or for programs the problem, that says it."""

import sqlalchemy as sa
from flask import Flask, current_app, g, render_template
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from foundation.api.problems import is_for_the_api, problem, problem_of, refuse_redirects
from foundation.errors import AuditmatchError, BadInput, Conflict, Forbidden, NotFound, TooManyAttempts
from foundation.web.request_log import route_of_request
from foundation.web.unavailable import reason_of

STATUS: dict[type[AuditmatchError], int] = {
    NotFound: 404,
    Forbidden: 403,
    Conflict: 409,
    BadInput: 422,
    TooManyAttempts: 429,
}

TITLES = {
    400: "That request could not be read",
    403: "Your role does not allow this",
    404: "There is no such page here",
    405: "That page cannot be asked for in this way",
    409: "That cannot be done as things stand",
    413: "That file is too large",
    422: "That could not be used",
    429: "That was tried too often",
    500: "Something went wrong on our side",
    503: "This cannot be done just now",
}

NEXT = {
    400: "Go back, reload the page and try again.",
    403: "Ask an owner of your organisation to change your role, or go back to your own pages.",
    404: "The address may be mistyped, the thing may have been removed, or it belongs to somebody else.",
    405: "Go back and use the button on the page.",
    409: "Nothing was changed. Go back and reload the page to see how things stand now, then decide again.",
    413: "Nothing was kept. Make the file smaller, for example by removing images or unused sheets, and try again.",
    422: "Nothing was changed. Put it right as described and try again.",
    429: "Wait as long as it says, then try again.",
    500: "Nothing was changed. Try again in a minute; if it stays, tell your administrator the number.",
    503: "Nothing was changed. Try again in a minute; if it stays, tell your administrator the number.",
}


def install(app: Flask) -> None:
    """Answer every error with a page that says what to do next."""
    app.before_request(refuse_redirects)

    @app.errorhandler(AuditmatchError)
    def explain(error: AuditmatchError) -> ResponseReturnValue:
        status = next(code for kind, code in STATUS.items() if isinstance(error, kind))
        _note_refusal(status, error)
        return _page(status, str(error))

    @app.errorhandler(CSRFError)
    def form_expired(error: CSRFError) -> ResponseReturnValue:
        _note_refusal(400, error)
        return _page(400, "This form was open for too long or was sent from elsewhere.")

    @app.errorhandler(HTTPException)
    def refuse(error: HTTPException) -> ResponseReturnValue:
        if is_for_the_api():
            return problem_of(error)
        status = error.code or 500
        return _page(status, None) if status in TITLES else error  # redirects and the like stay themselves

    @app.errorhandler(OSError)
    @app.errorhandler(sa.exc.SQLAlchemyError)
    def tell_of_trouble(error: Exception) -> ResponseReturnValue:
        if reason_of(error) is None:
            raise error  # a bug
        return _apology(error)

    @app.errorhandler(500)
    def apologise(error: Exception) -> ResponseReturnValue:
        return _apology(getattr(error, "original_exception", None) or error)


def _note_refusal(status: int, error: Exception) -> None:
    """Leave a line for whoever watches for attempts; the line of the request says who asked for what."""
    current_app.logger.warning("refused", extra={"status": status, "kind": type(error).__name__})


def _apology(error: Exception) -> ResponseReturnValue:
    """Log what no person can put right, and give its number; trouble of the machine passes, and is a 503."""
    reason, number = reason_of(error), f"Error number {g.request_id}."
    current_app.logger.error("error at %s", route_of_request(), exc_info=error)
    if "_login_user" not in g:  # the page names whoever is signed in, and to know that would ask the database again
        g._login_user = current_app.login_manager.anonymous_user()  # type: ignore[attr-defined]  # Flask-Login adds it
    return _page(500, number) if reason is None else _page(503, f"{reason} {number}")


def _page(status: int, told: str | None) -> ResponseReturnValue:
    if is_for_the_api():
        return problem(status, told)
    page = render_template(
        "errors/error.html", status=status, heading=TITLES[status], problem=told, what_next=NEXT[status]
    )
    return page, status
