"""The one place that knows which error is which status, and the page, or for programs the problem, that says it."""

from flask import Flask, g, render_template
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from foundation.api.problems import is_for_the_api, problem, problem_of, refuse_redirects
from foundation.errors import AuditmatchError, BadInput, Conflict, Forbidden, NotFound
from foundation.web.request_log import route_of_request

STATUS: dict[type[AuditmatchError], int] = {NotFound: 404, Forbidden: 403, Conflict: 409, BadInput: 422}

TITLES = {
    400: "That request could not be read",
    403: "Your role does not allow this",
    404: "There is no such page here",
    405: "That page cannot be asked for in this way",
    409: "Somebody else was quicker",
    413: "That file is too large",
    422: "That could not be used",
    500: "Something went wrong on our side",
}

NEXT = {
    400: "Go back, reload the page and try again.",
    403: "Ask an owner of your organisation to change your role, or go back to your own pages.",
    404: "The address may be mistyped, the thing may have been removed, or it belongs to somebody else.",
    405: "Go back and use the button on the page.",
    409: "Go back, reload the page to see the present state, and make your change again.",
    413: "Nothing was kept. Make the file smaller, for example by removing images or unused sheets, and try again.",
    422: "Nothing was changed. Put it right as described and try again.",
    500: "Nothing was changed. Try again in a minute; if it stays, tell your administrator the number.",
}


def install(app: Flask) -> None:
    """Answer every error with a page that says what to do next."""
    app.before_request(refuse_redirects)

    @app.errorhandler(AuditmatchError)
    def explain(error: AuditmatchError) -> ResponseReturnValue:
        status = next(code for kind, code in STATUS.items() if isinstance(error, kind))
        return _page(status, str(error))

    @app.errorhandler(CSRFError)
    def form_expired(_error: CSRFError) -> ResponseReturnValue:
        return _page(400, "This form was open for too long or was sent from elsewhere.")

    @app.errorhandler(HTTPException)
    def refuse(error: HTTPException) -> ResponseReturnValue:
        if is_for_the_api():
            return problem_of(error)
        status = error.code or 500
        return _page(status, None) if status in TITLES else error  # redirects and the like stay themselves

    @app.errorhandler(500)
    def apologise(error: Exception) -> ResponseReturnValue:
        app.logger.error("error at %s", route_of_request(), exc_info=getattr(error, "original_exception", error))
        return _page(500, f"Error number {g.request_id}.")


def _page(status: int, told: str | None) -> ResponseReturnValue:
    if is_for_the_api():
        return problem(status, told)
    page = render_template(
        "errors/error.html", status=status, heading=TITLES[status], problem=told, what_next=NEXT[status]
    )
    return page, status
