"""The control set over the API."""

from typing import Any

from foundation.access.permissions import Permission
from foundation.api.blueprint import ApiBlueprint
from foundation.api.gate import token_requires
from foundation.api.problems import PREFIX
from foundation.api.records import Deeds, Shapes, add_record_routes, shown
from foundation.api.schemas import PageQuery, day, page_body, page_schema, text, texts, word, words_of
from foundation.api.tokens.models import TokenScope
from foundation.criteria import Category, all_criteria
from foundation.web.session import session
from questionnaires.care.filters import REVIEWS
from questionnaires.controls import queries, service
from questionnaires.controls.records import ControlStatus, Sensitivity, TestResult

blueprint = ApiBlueprint(
    "api_controls", __name__, url_prefix=f"{PREFIX}/controls", description="What the organisation does"
)
CRITERIA = [one.id for one in all_criteria()]
SHAPES = Shapes.of(
    "Control",
    "control_id",
    {
        "control_id": text(required=True, longest=200, about="The organisation's own reference, as AC-01"),
        "title": text(required=True),
        "statement": text(required=True, about="What is done, in the organisation's own words"),
        "criteria": texts("Trust Services Criteria that it serves", CRITERIA),
        "status": word(ControlStatus, required=True),
        "owner": text(),
        "frequency": text(),
        "policy": text(),
        "evidence": text(about="What shows that it is done"),
        "last_tested_on": day(),
        "test_result": word(TestResult),
        "exception_note": text(),
        "product": texts("Products it holds for; empty: all"),
        "sensitivity": word(Sensitivity, default=Sensitivity.PUBLIC),
        "next_review_on": day("By which somebody looks whether it still holds; no file holds it"),
    },
)
DEEDS = Deeds(service.fetch_control, service.add_control, service.change_control, service.remove_control)


class ControlQuery(PageQuery):
    """Which controls are wanted."""

    search = text(about="Words that must all stand in the id, title, statement, policy or evidence")
    status = word(ControlStatus)
    criterion = word([*CRITERIA, *Category])
    test_result = word([*TestResult, queries.NO_RESULT])
    owner = text()
    sensitivity = word(Sensitivity)
    review = word(REVIEWS)
    sort = word([order for order in queries.ORDERS if order])


@blueprint.route("", methods=["GET"])
@token_requires(TokenScope.CONTROLS_READ, Permission.CONTROLS_READ)
@blueprint.arguments(ControlQuery, location="query")
@blueprint.response(200, page_schema("Control", SHAPES.whole))
def index(query: dict[str, Any]) -> Any:
    """List the controls, searched, filtered and sorted as asked."""
    wanted = queries.ControlFilter(**{name: value or "" for name, value in words_of(query).items()})
    page = queries.find_controls(session, wanted, page=query["page"], size=query["page_size"])
    return page_body(page, [shown(service.CONTROLS, row) for row in page.rows])


add_record_routes(blueprint, service.CONTROLS, SHAPES, DEEDS, (TokenScope.CONTROLS_READ, TokenScope.CONTROLS_WRITE))
