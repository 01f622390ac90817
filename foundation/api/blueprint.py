"""The blueprint of a part of the API: a body that an address takes must be there, and must be JSON."""

from typing import Any

from flask import Request
from flask_smorest import Blueprint
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from foundation.strict_json import strict_json


class BodyParser(FlaskParser):
    """Reads JSON bodies; one of another kind, or none at all, is never taken for an empty one."""

    def load_json(self, req: Request, schema: Any) -> Any:  # noqa: ARG002 - webargs hands it over
        """Load the body; raises UnsupportedMediaType or BadRequest."""
        if not req.is_json:
            raise UnsupportedMediaType("Send a body in JSON, with the header Content-Type: application/json.")
        return body_of(req.get_data())


def body_of(content: bytes) -> Any:
    """Read a body as JSON, strictly, so that no two readers can take it for two things; raises BadRequest."""
    try:
        return strict_json(content.decode("utf-8"))
    except UnicodeDecodeError as wrong:
        raise BadRequest("The body is not in UTF-8; send JSON in UTF-8.") from wrong
    except ValueError as wrong:
        raise BadRequest(f"The body cannot be read as JSON: {wrong}.") from wrong


class ApiBlueprint(Blueprint):  # type: ignore[misc]  # flask-smorest ships no types
    """One part of the API."""

    ARGUMENTS_PARSER = BodyParser()
