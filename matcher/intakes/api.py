"""Intakes over the API."""

import json
from typing import Any
from uuid import UUID

from flask import current_app
from flask_smorest import abort
from marshmallow import Schema, fields, validate

from foundation.access.permissions import Permission
from foundation.api.blueprint import ApiBlueprint
from foundation.api.caller import caller
from foundation.api.gate import token_requires
from foundation.api.problems import PREFIX
from foundation.api.schemas import PageQuery, Text, Whole, YesNo, day, page_body, page_schema, text, word
from foundation.api.tokens.models import TokenScope
from foundation.api.versions import ETAG_HEADER, etag, guards_versions, seen_version
from foundation.clock import today
from foundation.criteria import Category
from foundation.errors import BadInput
from foundation.web.session import session
from matcher.firms.words import Industry, Tier
from matcher.intakes import queries, service
from matcher.intakes.answers import hindrances
from matcher.intakes.intake_json import LONGEST_WINDOW_MONTHS, MOST_DOLLARS, MOST_PEOPLE
from matcher.intakes.models import Intake
from matcher.intakes.wanted import Opinion, Readiness, ReportType

blueprint = ApiBlueprint(
    "api_intakes", __name__, url_prefix=f"{PREFIX}/intakes", description="What the organisation wants attested"
)
READ, WRITE = TokenScope.INTAKES_READ, TokenScope.INTAKES_WRITE


def _whole(low: int, high: int) -> Whole:
    return Whole(allow_none=True, validate=validate.Range(low, high))


def _yes_no() -> YesNo:
    return YesNo(allow_none=True)


def _texts() -> fields.List[Any]:
    return fields.List(Text())


class BudgetBody(Schema):
    """Whole US dollars; only `max` rules anything out."""

    min = _whole(0, MOST_DOLLARS)
    max = _whole(0, MOST_DOLLARS)


class PrioritiesBody(Schema):
    """How much the organisation cares, 0 (not at all) to 5 (above all)."""

    price = _whole(0, 5)
    speed = _whole(0, 5)
    industry_depth = _whole(0, 5)


class IndependenceBody(Schema):
    """Ids or names of firms whose ties to the organisation forbid that they examine it."""

    firms_that_built_controls = _texts()
    firms_with_financial_ties = _texts()
    firms_doing_tax_or_bookkeeping = _texts()


class IntakeBody(Schema):
    """An `intake.json`; what is left out, or null, is unknown."""

    organisation = text()
    website = text()
    industry = word(Industry)
    headcount = _whole(1, MOST_PEOPLE)
    hq_country = text(about="ISO 3166 code of two letters, or the country's name in English")
    hq_state = text()
    report_type = word(ReportType)
    categories = fields.List(fields.String(validate=validate.OneOf(list(Category))))
    window_months = _whole(1, LONGEST_WINDOW_MONTHS)
    first_audit = _yes_no()
    prior_auditor = text()
    prior_opinion = word(Opinion)
    frameworks = _texts()
    clouds = _texts()
    platform = text()
    systems = _texts()
    data_types = _texts()
    subservice_organisations = _texts()
    readiness = word(Readiness)
    report_needed_by = day()
    earliest_start = day()
    languages = _texts()
    offshore_ok = _yes_no()
    senior_contact_required = _yes_no()
    minimum_tier = word(Tier)
    excluded_firms = _texts()
    budget_usd = fields.Nested(BudgetBody)
    priorities = fields.Nested(PrioritiesBody)
    independence = fields.Nested(IndependenceBody)


class IntakeSchema(Schema):
    """An intake as it stands."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    title = fields.String(required=True)
    answers = fields.Dict(required=True, metadata={"description": "Keys of intake.json that are known so far"})
    hindrances = fields.List(fields.String(), required=True, metadata={"description": "What stands in the way"})
    created_at = fields.DateTime(required=True)
    updated_at = fields.DateTime(required=True)


def shown(row: Intake) -> dict[str, Any]:
    """Write an intake."""
    names = ("id", "version", "title", "answers", "created_at", "updated_at")
    hindering = [each.text for each in hindrances(row.answers, today())]
    return {name: getattr(row, name) for name in names} | {"hindrances": hindering}


def saved_from(values: dict[str, Any]) -> service.Saved:
    """Read an intake by the rules of `intake.json`; what they refuse is answered with 422, key by key."""
    known = {key: value for key, value in values.items() if value is not None}
    try:
        return service.read_upload(json.dumps(known, default=str).encode(), "request")
    except BadInput as wrong:
        lines = [line.removeprefix("request: ").partition(": ") for line in wrong.problem.splitlines()]
    return abort(422, errors={key: [problem] for key, _, problem in lines})


@blueprint.route("", methods=["GET"])
@token_requires(READ, Permission.INTAKE_READ)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, page_schema("Intake", IntakeSchema))
def index(query: dict[str, Any]) -> Any:
    """List the intakes, the last changed first."""
    page = queries.list_intakes(session, page=query["page"], size=query["page_size"])
    return page_body(page, [shown(row) for row in page.rows])


@blueprint.route("", methods=["POST"])
@token_requires(WRITE, Permission.INTAKE_WRITE)
@blueprint.arguments(IntakeBody)
@blueprint.response(201, IntakeSchema, headers=ETAG_HEADER)
def add(values: dict[str, Any]) -> Any:
    """Begin an intake."""
    row = service.begin(session, saved_from(values), caller.actor)
    return shown(row), etag(row)


@blueprint.route("/<uuid:intake_id>", methods=["GET"])
@token_requires(READ, Permission.INTAKE_READ)
@blueprint.response(200, IntakeSchema, headers=ETAG_HEADER)
def get(intake_id: UUID) -> Any:
    """Get one intake."""
    row = service.fetch_intake(session, intake_id)
    return shown(row), etag(row)


@blueprint.route("/<uuid:intake_id>", methods=["PUT"])
@token_requires(WRITE, Permission.INTAKE_WRITE)
@guards_versions
@blueprint.arguments(IntakeBody)
@blueprint.response(200, IntakeSchema, headers=ETAG_HEADER)
def replace(values: dict[str, Any], intake_id: UUID) -> Any:
    """Replace all answers of an intake; what is left out becomes unknown."""
    row = service.fetch_intake(session, intake_id)
    seen_version(row)
    service.save(session, row, saved_from(values), caller.actor)
    return shown(row), etag(row)


@blueprint.route("/<uuid:intake_id>", methods=["DELETE"])
@token_requires(WRITE, Permission.INTAKE_WRITE)
@guards_versions
@blueprint.response(204)
def remove(intake_id: UUID) -> None:
    """Delete an intake with its matches."""
    row = service.fetch_intake(session, intake_id)
    seen_version(row)
    service.delete(session, row, caller.actor, current_app.extensions["intake_holds"])
