"""The firm directory over the API, for admins."""

from typing import Any
from uuid import UUID

from flask_smorest import abort
from werkzeug.datastructures import MultiDict

from foundation.access.permissions import Permission
from foundation.api.blueprint import ApiBlueprint
from foundation.api.caller import caller
from foundation.api.gate import token_requires
from foundation.api.problems import PREFIX
from foundation.api.schemas import page_body, page_schema, words_of
from foundation.api.tokens.models import TokenScope
from foundation.api.versions import ETAG_HEADER, etag, guards_versions, seen_version
from foundation.web.session import session
from matcher.firms import queries, service
from matcher.firms.api_shapes import FirmChangeBody, FirmQuery, FirmSchema, NewFirm, cells_of, firm_body
from matcher.firms.forms import FirmForm, entered
from matcher.firms.profile import FirmProfile
from matcher.firms.rows import NAMES, profile_of

blueprint = ApiBlueprint("api_firms", __name__, url_prefix=f"{PREFIX}/firms", description="The firm directory")
READ, WRITE = TokenScope.FIRMS_READ, TokenScope.FIRMS_WRITE


def edit_from(cells: dict[str, Any], standing: FirmProfile | None = None) -> service.FirmEdit:
    """Read a firm by the rules of the form that admins fill in; what they refuse is answered with 422."""
    form = FirmForm(formdata=MultiDict(cells), standing=standing, meta={"csrf": False})
    if not form.validate():
        abort(422, errors=form.errors)
    return form.to_request()


@blueprint.route("", methods=["GET"])
@token_requires(READ, Permission.DIRECTORY_MANAGE)
@blueprint.arguments(FirmQuery, location="query")
@blueprint.response(200, page_schema("Firm", FirmSchema))
def index(query: dict[str, Any]) -> Any:
    """List the directory, searched, narrowed and ordered as asked."""
    wanted = words_of(query, but=("page", "page_size", "search"))
    search = queries.FirmSearch(text=query["search"] or "", **wanted)
    page = queries.search_firms(session, search, page=query["page"], size=query["page_size"])
    return page_body(page, [firm_body(row) for row in page.rows])


@blueprint.route("", methods=["POST"])
@token_requires(WRITE, Permission.DIRECTORY_MANAGE)
@blueprint.arguments(NewFirm)
@blueprint.response(201, FirmSchema, headers=ETAG_HEADER)
def add(values: dict[str, Any]) -> Any:
    """Add a firm; it begins as a candidate."""
    row = service.create_firm(session, edit_from(cells_of(dict.fromkeys(NAMES) | values)), caller.actor)
    return firm_body(row), etag(row)


@blueprint.route("/<uuid:key>", methods=["GET"])
@token_requires(READ, Permission.DIRECTORY_MANAGE)
@blueprint.response(200, FirmSchema, headers=ETAG_HEADER)
def get(key: UUID) -> Any:
    """Get one firm."""
    row = service.fetch_firm(session, key)
    return firm_body(row), etag(row)


@blueprint.route("/<uuid:key>", methods=["PATCH"])
@token_requires(WRITE, Permission.DIRECTORY_MANAGE)
@guards_versions
@blueprint.arguments(FirmChangeBody(partial=tuple(name for name in FirmChangeBody().fields if name != "source")))
@blueprint.response(200, FirmSchema, headers=ETAG_HEADER)
def change(values: dict[str, Any], key: UUID) -> Any:
    """Change some fields of a firm; the ledger keeps each with its source."""
    row = service.fetch_firm(session, key)
    standing = profile_of(row)
    cells = entered(standing, seen_version(row)) | cells_of(values)
    service.edit_firm(session, row, edit_from(cells, standing), caller.actor)
    return firm_body(row), etag(row)
