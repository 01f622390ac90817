"""The approved answers over the API."""

from typing import Any

from marshmallow import fields, validate

from foundation.access.permissions import Permission
from foundation.api.blueprint import ApiBlueprint
from foundation.api.gate import token_requires
from foundation.api.problems import PREFIX
from foundation.api.records import Deeds, Shapes, add_record_routes, shown
from foundation.api.schemas import PageQuery, day, page_body, page_schema, text, texts, word, words_of
from foundation.api.tokens.models import TokenScope
from foundation.clock import today
from foundation.web.session import session
from questionnaires.controls.records import Sensitivity
from questionnaires.library import queries, service
from questionnaires.library.models import Held
from questionnaires.library.standing import Standing

blueprint = ApiBlueprint("api_library", __name__, url_prefix=f"{PREFIX}/library", description="Approved answers")


def given(about: str, words: Any = None) -> fields.String:
    """A text that is only ever given."""
    offered = validate.OneOf([str(one) for one in words]) if words else None
    return fields.String(dump_only=True, allow_none=True, validate=offered, metadata={"description": about})


SHAPES = Shapes.of(
    "ApprovedAnswer",
    "answer_id",
    {
        "answer_id": text(required=True, longest=200, about="The organisation's own reference, as L-001"),
        "question": text(required=True),
        "answer": text(required=True, about="yes, no, partial, not_applicable, or the answer in words"),
        "explanation": text(),
        "controls": texts("Ids of controls that it rests on"),
        "approved_by": text(),
        "approved_on": day(),
        "expires_on": day("Last day on which it holds, inclusive"),
        "product": texts("Products it holds for; empty: all"),
        "sensitivity": word(Sensitivity, default=Sensitivity.PUBLIC),
    },
    beside={
        "owner": given("Name of the member who looks after it"),
        "held": given("Why nothing rests on it until a person has decided; null: it is in use", Held),
        "origin_questionnaire_id": fields.UUID(
            dump_only=True, allow_none=True, metadata={"description": "Where it was approved; it may be gone"}
        ),
        "origin_buyer": given("The buyer of that questionnaire"),
        "origin_filename": given("Its file"),
        "origin_ref": given("The question in it"),
    },
)
DEEDS = Deeds(service.fetch_answer, service.add_answer, service.change_answer, service.remove_answer)


class AnswerQuery(PageQuery):
    """Which approved answers are wanted."""

    search = text(about="Words that must all stand in the id, question, answer or explanation")
    standing = word([*Standing, "held", queries.QUEUE])
    owner = text(about="The owner's name")
    product = text(about="A product that it names")
    origin = word(["questionnaire", "own"])
    sensitivity = word(Sensitivity)
    sort = word([order for order in queries.ORDERS if order and order != queries.QUEUE])


@blueprint.route("", methods=["GET"])
@token_requires(TokenScope.LIBRARY_READ, Permission.CONTROLS_READ)
@blueprint.arguments(AnswerQuery, location="query")
@blueprint.response(200, page_schema("ApprovedAnswer", SHAPES.whole))
def index(query: dict[str, Any]) -> Any:
    """List the approved answers, searched, filtered and sorted as asked; expired ones are among them."""
    wanted = queries.AnswerFilter(**{name: value or "" for name, value in words_of(query).items()})
    page = queries.find_answers(session, wanted, today=today(), page=query["page"], size=query["page_size"])
    return page_body(page, [shown(service.ANSWERS, row, SHAPES.beside) for row in page.rows])


add_record_routes(blueprint, service.ANSWERS, SHAPES, DEEDS, (TokenScope.LIBRARY_READ, TokenScope.LIBRARY_WRITE))
