"""Asking one question over the API."""

from typing import Any

from flask import current_app
from marshmallow import Schema, fields, validate

from foundation.access.permissions import Permission
from foundation.api.blueprint import ApiBlueprint
from foundation.api.gate import only_reads, token_requires
from foundation.api.problems import PREFIX
from foundation.api.schemas import SOMETHING, Text, YesNo, text
from foundation.api.tokens.models import TokenScope
from foundation.clock import today
from foundation.web.session import session
from questionnaires.answering.answer import Routing, Verdict
from questionnaires.answering.report import answer_entry
from questionnaires.ask.service import LONGEST_QUESTION, Asking, ask
from questionnaires.reviews.api_shapes import CitationSchema

blueprint = ApiBlueprint("api_ask", __name__, url_prefix=f"{PREFIX}/ask", description="One question, answered at once")


def _asked(under_nda: fields.Boolean) -> type[Schema]:
    """Make the schema of a question, and for which buyer it is answered."""
    longest = validate.Length(max=LONGEST_QUESTION)
    example = {"examples": ["Is customer data encrypted at rest?"]}
    question = Text(required=True, validate=[SOMETHING, longest], metadata=example)
    product = text(longest=200, about="Answer for this product only")
    return Schema.from_dict({"question": question, "product": product, "under_nda": under_nda}, name="Question")


UNDER_NDA = {"description": "The buyer may read material under NDA"}
AskedByAddress = _asked(fields.Boolean(load_default=False, truthy={"true"}, falsy={"false"}, metadata=UNDER_NDA))
AskedByBody = _asked(YesNo(load_default=False, metadata=UNDER_NDA))


class Criterion(Schema):
    """How strongly the question asks about one of the Trust Services Criteria, in [0, 1]."""

    id = fields.String(required=True)
    score = fields.Float(required=True)


class AnswerSchema(Schema):
    """An answer; `needs_input` is unknown, never no, and has no confidence."""

    question = fields.String(required=True)
    verdict = fields.String(required=True, validate=validate.OneOf(list(Verdict)))
    answer_text = fields.String(required=True)
    confidence = fields.Float(
        required=True, allow_none=True, metadata={"description": "How likely a reviewer keeps it unchanged, in [0, 1]"}
    )
    routing = fields.String(required=True, validate=validate.OneOf(list(Routing)))
    reasons = fields.List(fields.String(), required=True)
    citations = fields.List(fields.Nested(CitationSchema), required=True)
    criteria = fields.List(fields.Nested(Criterion), required=True)


def answered(asked: dict[str, Any]) -> dict[str, Any]:
    """Answer and write the answer."""
    asking = Asking(asked["question"], asked["product"], asked["under_nda"])
    return {
        "question": asking.question,
        **answer_entry(ask(session, current_app.extensions["desk"], asking, today=today())),
    }


@blueprint.route("", methods=["GET"])
@token_requires(TokenScope.ASK, Permission.QUESTIONNAIRE_READ)
@blueprint.arguments(AskedByAddress, location="query")
@blueprint.response(200, AnswerSchema)
def by_address(asked: dict[str, Any]) -> Any:
    """Ask one question."""
    return answered(asked)


@blueprint.route("", methods=["POST"])
@only_reads
@token_requires(TokenScope.ASK, Permission.QUESTIONNAIRE_READ)
@blueprint.arguments(AskedByBody)
@blueprint.response(200, AnswerSchema)
def by_body(asked: dict[str, Any]) -> Any:
    """Ask one question that should not stand in an address; nothing is kept of it."""
    return answered(asked)
