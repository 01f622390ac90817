"""The blueprint of a part of the API: a body that an address takes must be there, and must be JSON."""

from typing import Any

from flask import Request
from flask_smorest import Blueprint
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import UnsupportedMediaType


class BodyParser(FlaskParser):
    """Reads JSON bodies; one of another kind, or none at all, is never taken for an empty one."""

    def load_json(self, req: Request, schema: Any) -> Any:
        """Load the body; raises UnsupportedMediaType."""
        if not req.is_json:
            raise UnsupportedMediaType("Send a body in JSON, with the header Content-Type: application/json.")
        return super().load_json(req, schema)


class ApiBlueprint(Blueprint):  # type: ignore[misc]  # flask-smorest ships no types
    """One part of the API."""

    ARGUMENTS_PARSER = BodyParser()
