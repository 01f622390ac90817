"""The specification of the API in OpenAPI 3.1, made from the routes themselves."""

from collections.abc import Sequence
from functools import cache
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Flask, Response, current_app, jsonify
from flask_smorest import Api
from flask_smorest import Blueprint as ApiBlueprint
from flask_smorest.utils import prepare_response

from foundation.access.gate import public
from foundation.api.problems import MEDIA_TYPE, PREFIX
from foundation.api.schemas import ProblemSchema
from foundation.api.versions import IF_MATCH

TEXT = (
    "Everything that the pages do with controls, facts, approved answers, questionnaires, single questions, intakes, "
    "matches and firms. Send a personal token, made on the page of your account, in the header Authorization."
)
blueprint = Blueprint("api", __name__, url_prefix=PREFIX)


class Specification(Api):  # type: ignore[misc]  # flask-smorest ships no types
    """flask-smorest's collector of routes; errors stay with `foundation.web.errors`."""

    ERROR_SCHEMA = ProblemSchema

    def _register_error_handlers(self) -> None:
        """Leave every error to the one place that knows them."""

    def _register_responses(self) -> None:
        for status in HTTPStatus:
            if status >= 400:
                answer = {"description": status.phrase, "schema": ProblemSchema}
                prepare_response(answer, self.spec, MEDIA_TYPE)
                self.spec.components.response(status.name, answer, lazy=True)
        other = {"description": "Any other problem", "schema": ProblemSchema}
        prepare_response(other, self.spec, MEDIA_TYPE)
        self.spec.components.response("DEFAULT_ERROR", other, lazy=True)


def install(app: Flask, blueprints: Sequence[ApiBlueprint]) -> None:
    """Register the parts of the API; its specification is written when it is first asked for."""
    for part in blueprints:
        app.register_blueprint(part)
    app.register_blueprint(blueprint)
    app.extensions["specification"] = cache(lambda: _written(app, blueprints))


@blueprint.get("/openapi.json")
@public
def openapi() -> Response:
    """Hand out the specification."""
    return jsonify(current_app.extensions["specification"]())


def _written(app: Flask, blueprints: Sequence[ApiBlueprint]) -> dict[str, Any]:
    app.config.update(API_TITLE="auditmatch", API_VERSION="v1", OPENAPI_VERSION="3.1.0")
    made = Specification()
    made._app = app
    made.config = app.config
    made._init_spec(info={"description": TEXT})
    spec = made.spec
    spec.components.security_scheme("token", {"type": "http", "scheme": "bearer"})
    spec.components.parameter("If-Match", "header", IF_MATCH)
    for part in blueprints:
        part.register_views_in_doc(made, app, spec, name=part.name, parameters=None)
    written: dict[str, Any] = spec.to_dict()
    return written
