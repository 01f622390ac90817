"""Matches over the API."""

from typing import Any
from uuid import UUID

from flask import current_app
from marshmallow import Schema, fields

from foundation.access.permissions import Permission
from foundation.api.blueprint import ApiBlueprint
from foundation.api.caller import caller
from foundation.api.gate import token_requires
from foundation.api.problems import PREFIX
from foundation.api.schemas import PageQuery, page_body, page_schema
from foundation.api.tokens.models import TokenScope
from foundation.clock import today
from foundation.web.session import session
from matcher.intakes.service import fetch_intake
from matcher.matches import queries, service
from matcher.matches.chance import chance

blueprint = ApiBlueprint(
    "api_matches", __name__, url_prefix=f"{PREFIX}/intakes/<uuid:intake_id>/matches", description="Matched firms"
)


class MatchRunSchema(Schema):
    """One answer to one intake, kept as it was given."""

    id = fields.UUID(required=True)
    intake_id = fields.UUID(required=True)
    matched_on = fields.Date(required=True)
    created_at = fields.DateTime(required=True)
    trial_of = fields.String(required=True, allow_none=True, metadata={"description": "The change that was tried"})
    intake = fields.Dict(required=True, metadata={"description": "The whole intake.json as it was matched"})
    report = fields.Dict(
        required=True,
        metadata={
            "description": "`matches` (at most three, with reasons, flags and fee), `excluded` (each with its rules), "
            "`what_would_change`, `binding_constraint` and `model`: the report of `auditmatch match`"
        },
    )


@blueprint.route("", methods=["GET"])
@token_requires(TokenScope.INTAKES_READ, Permission.INTAKE_READ)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, page_schema("MatchRun", MatchRunSchema))
def index(query: dict[str, Any], intake_id: UUID) -> Any:
    """List the matches of an intake, the latest first."""
    intake = fetch_intake(session, intake_id)
    page = queries.list_runs(session, intake.id, page=query["page"], size=query["page_size"])
    return page_body(page, list(page.rows))


@blueprint.route("", methods=["POST"])
@token_requires(TokenScope.INTAKES_WRITE, Permission.INTAKE_WRITE)
@blueprint.alt_response(422, "UNPROCESSABLE_ENTITY")
@blueprint.response(201, MatchRunSchema)
def add(intake_id: UUID) -> Any:
    """Match an intake as it stands."""
    intake, rng = fetch_intake(session, intake_id), chance(current_app.extensions["settings"])
    return service.find_matches(session, intake, today(), caller.actor, rng=rng)


@blueprint.route("/<uuid:run_id>", methods=["GET"])
@token_requires(TokenScope.INTAKES_READ, Permission.INTAKE_READ)
@blueprint.response(200, MatchRunSchema)
def get(intake_id: UUID, run_id: UUID) -> Any:
    """Get the matches as they were found."""
    return queries.fetch_run(session, fetch_intake(session, intake_id).id, run_id)
