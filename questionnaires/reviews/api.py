"""Questionnaires over the API: upload, progress, answering, export. Their answers have a module of their own."""

import io
from typing import Any
from uuid import UUID

from flask import current_app, request, send_file
from flask_smorest import abort

from foundation.access.permissions import Permission
from foundation.api.blueprint import ApiBlueprint
from foundation.api.caller import caller
from foundation.api.gate import token_requires
from foundation.api.problems import PREFIX
from foundation.api.schemas import PageQuery, page_body, page_schema
from foundation.api.tokens.models import TokenScope
from foundation.api.versions import ETAG_HEADER, etag, guards_versions, seen_version
from foundation.storage import FolderStorage
from foundation.web.pages import paginate
from foundation.web.session import session
from questionnaires.commitments.sending import mark_sent
from questionnaires.reviews import exports, queries, service
from questionnaires.reviews.api_shapes import (
    UPLOAD,
    ExportSchema,
    ExportsSchema,
    QuestionnaireSchema,
    exports_body,
    questionnaire_body,
)
from questionnaires.reviews.forms import UploadForm
from questionnaires.reviews.life import reopen
from questionnaires.reviews.listing import ListFilter, listed, lives_of
from questionnaires.reviews.models import BuyerQuestionnaire

blueprint = ApiBlueprint(
    "api_questionnaires", __name__, url_prefix=f"{PREFIX}/questionnaires", description="Buyers' questionnaires"
)
BOOLEANS = ("true", "false")
"""A browser's box sends anything for yes; a program says what it means."""
READ, WRITE = TokenScope.QUESTIONNAIRES_READ, TokenScope.QUESTIONNAIRES_WRITE


def storage() -> FolderStorage:
    """Where this installation keeps files."""
    return FolderStorage(current_app.extensions["settings"].files)


def given(row: BuyerQuestionnaire) -> Any:
    """Give a questionnaire as it now is."""
    session.flush()
    return questionnaire_body(row, queries.tally_of(session, row.id), lives_of(session, [row])[row.id]), etag(row)


@blueprint.route("", methods=["GET"])
@token_requires(READ, Permission.QUESTIONNAIRE_READ)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, page_schema("Questionnaire", QuestionnaireSchema))
def index(query: dict[str, Any]) -> Any:
    """List the questionnaires, the newest first."""
    page = paginate(session, listed(ListFilter()), number=query["page"], size=query["page_size"])
    tallies = queries.tallies_of(session, page.rows)
    lives = lives_of(session, page.rows)
    return page_body(page, [questionnaire_body(row, tallies[row.id], lives[row.id]) for row in page.rows])


@blueprint.route("", methods=["POST"])
@token_requires(WRITE, Permission.QUESTIONNAIRE_WRITE)
@blueprint.doc(requestBody=UPLOAD, responses={422: "UNPROCESSABLE_ENTITY"})
@blueprint.response(201, QuestionnaireSchema, headers=ETAG_HEADER)
def add() -> Any:
    """Take in a buyer's file, or the questions as text; it is read in the background."""
    form = UploadForm(meta={"csrf": False})
    if request.form.get("under_nda", "") not in ("", *BOOLEANS):
        abort(422, errors={"under_nda": [f"Send one of {', '.join(BOOLEANS)}"]})
    if not form.validate():
        abort(422, errors=form.errors)
    row = service.receive(session, form.to_request(), storage(), caller.actor)
    return given(row)


@blueprint.route("/<uuid:questionnaire_id>", methods=["GET"])
@token_requires(READ, Permission.QUESTIONNAIRE_READ)
@blueprint.response(200, QuestionnaireSchema, headers=ETAG_HEADER)
def get(questionnaire_id: UUID) -> Any:
    """Say how far a questionnaire is."""
    return given(queries.fetch_questionnaire(session, questionnaire_id))


@blueprint.route("/<uuid:questionnaire_id>", methods=["DELETE"])
@token_requires(WRITE, Permission.QUESTIONNAIRE_WRITE)
@guards_versions
@blueprint.response(204)
def remove(questionnaire_id: UUID) -> None:
    """Remove a questionnaire with its answers and files."""
    row = queries.fetch_questionnaire(session, questionnaire_id)
    seen_version(row)
    service.remove(session, row, storage(), caller.actor)


@blueprint.route("/<uuid:questionnaire_id>/answering", methods=["POST"])
@token_requires(WRITE, Permission.QUESTIONNAIRE_WRITE)
@blueprint.alt_response(409, "CONFLICT")
@blueprint.alt_response(422, "UNPROCESSABLE_ENTITY")
@blueprint.response(202, QuestionnaireSchema, headers=ETAG_HEADER)
def answer(questionnaire_id: UUID) -> Any:
    """Have it answered in the background; drafts that nobody has touched are drafted anew."""
    row = queries.fetch_questionnaire(session, questionnaire_id)
    service.start_answering(session, row, actor=caller.actor)
    return given(row)


@blueprint.route("/<uuid:questionnaire_id>/sent", methods=["POST"])
@token_requires(WRITE, Permission.QUESTIONNAIRE_EXPORT)
@guards_versions
@blueprint.alt_response(409, "CONFLICT")
@blueprint.response(200, QuestionnaireSchema, headers=ETAG_HEADER)
def sent(questionnaire_id: UUID) -> Any:
    """Keep that the buyer has the file, and what it says."""
    row = queries.fetch_questionnaire(session, questionnaire_id)
    seen_version(row)
    mark_sent(session, row, version=row.version, actor=caller.actor)
    return given(row)


@blueprint.route("/<uuid:questionnaire_id>/reopen", methods=["POST"])
@token_requires(WRITE, Permission.QUESTIONNAIRE_WRITE)
@guards_versions
@blueprint.alt_response(409, "CONFLICT")
@blueprint.response(200, QuestionnaireSchema, headers=ETAG_HEADER)
def begin_revision(questionnaire_id: UUID) -> Any:
    """Open the answers of a file that was written, as a new revision."""
    row = queries.fetch_questionnaire(session, questionnaire_id)
    seen_version(row)
    reopen(session, row, version=row.version, actor=caller.actor)
    return given(row)


@blueprint.route("/<uuid:questionnaire_id>/exports", methods=["GET"])
@token_requires(READ, Permission.QUESTIONNAIRE_READ)
@blueprint.response(200, ExportsSchema)
def list_exports(questionnaire_id: UUID) -> Any:
    """List the filled files that left, the newest first."""
    row = queries.fetch_questionnaire(session, questionnaire_id)
    return exports_body(queries.exports_of(session, row.id))


@blueprint.route("/<uuid:questionnaire_id>/exports", methods=["POST"])
@token_requires(WRITE, Permission.QUESTIONNAIRE_EXPORT)
@blueprint.alt_response(422, "UNPROCESSABLE_ENTITY")
@blueprint.response(201, ExportSchema)
def export(questionnaire_id: UUID) -> Any:
    """Write the approved answers into the buyer's file and keep it."""
    row = queries.fetch_questionnaire(session, questionnaire_id)
    return exports.export_approved(session, row, storage(), current_app.extensions["writer"], caller.actor)


@blueprint.route("/<uuid:questionnaire_id>/exports/<uuid:export_id>", methods=["GET"])
@token_requires(READ, Permission.QUESTIONNAIRE_EXPORT)
@blueprint.response(200, {"type": "string", "format": "binary"}, content_type="application/octet-stream")
def download(questionnaire_id: UUID, export_id: UUID) -> Any:
    """Hand out a file as it left."""
    exported = queries.fetch_export(session, questionnaire_id, export_id)
    content = io.BytesIO(storage().fetch(exported.stored_name))
    return send_file(content, mimetype="application/octet-stream", as_attachment=True, download_name=exported.filename)
