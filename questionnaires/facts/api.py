"""The facts over the API."""

from typing import Any

from foundation.access.permissions import Permission
from foundation.api.blueprint import ApiBlueprint
from foundation.api.gate import token_requires
from foundation.api.problems import PREFIX
from foundation.api.records import Deeds, Shapes, add_record_routes, shown
from foundation.api.schemas import PageQuery, day, page_body, page_schema, text
from foundation.api.tokens.models import TokenScope
from foundation.web.session import session
from questionnaires.facts import queries, service

blueprint = ApiBlueprint(
    "api_facts", __name__, url_prefix=f"{PREFIX}/facts", description="What is true of the organisation"
)
SHAPES = Shapes.of(
    "Fact",
    "key",
    {
        "key": text(required=True, longest=200, about="A known key such as `legal_name`, or one of your own"),
        "value": text(required=True, about="An ISO day where the key asks for a day"),
        "as_of": day("The day on which it was true"),
        "owner": text(about="A member by name or address, or a role in words; no file holds it"),
        "next_review_on": day("By which somebody looks whether it still holds; no file holds it"),
    },
)
DEEDS = Deeds(service.fetch_fact, service.add_fact, service.change_fact, service.remove_fact)


@blueprint.route("", methods=["GET"])
@token_requires(TokenScope.FACTS_READ, Permission.CONTROLS_READ)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, page_schema("Fact", SHAPES.whole))
def index(query: dict[str, Any]) -> Any:
    """List the facts, in the organisation's own order."""
    page = queries.page_of_facts(session, page=query["page"], size=query["page_size"])
    return page_body(page, [shown(service.FACTS, row) for row in page.rows])


add_record_routes(blueprint, service.FACTS, SHAPES, DEEDS, (TokenScope.FACTS_READ, TokenScope.FACTS_WRITE))
