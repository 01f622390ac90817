"""Suspending and reinstating a firm over the API."""

from typing import Any
from uuid import UUID

from flask import current_app
from marshmallow import Schema

from foundation.access.permissions import Permission
from foundation.api.caller import caller
from foundation.api.gate import token_requires
from foundation.api.schemas import text
from foundation.api.versions import ETAG_HEADER, etag, guards_versions, seen_version
from foundation.web.session import session
from matcher.firms.api import WRITE, blueprint
from matcher.firms.api_shapes import FirmSchema, firm_body
from matcher.firms.service import fetch_firm
from matcher.vetting.standing import reinstate_firm, suspend_firm


class VerdictBody(Schema):
    """Why a firm is suspended or reinstated."""

    reason = text(required=True, longest=1_000)


@blueprint.route("/<uuid:key>/suspension", methods=["POST"])
@token_requires(WRITE, Permission.DIRECTORY_MANAGE)
@guards_versions
@blueprint.arguments(VerdictBody)
@blueprint.response(200, FirmSchema, headers=ETAG_HEADER)
def suspend(values: dict[str, Any], key: UUID) -> Any:
    """Take a firm out of matching."""
    row = fetch_firm(session, key)
    suspend_firm(session, row, values["reason"], seen_version(row), caller.actor)
    return firm_body(row), etag(row)


@blueprint.route("/<uuid:key>/reinstatement", methods=["POST"])
@token_requires(WRITE, Permission.DIRECTORY_MANAGE)
@guards_versions
@blueprint.arguments(VerdictBody)
@blueprint.response(200, FirmSchema, headers=ETAG_HEADER)
def reinstate(values: dict[str, Any], key: UUID) -> Any:
    """End a firm's suspension: it stands as before, or under review when facts are missing by now."""
    row = fetch_firm(session, key)
    rules = current_app.extensions["settings"].two_person_vetting
    reinstate_firm(session, row, values["reason"], seen_version(row), caller.actor, two_person=rules)
    return firm_body(row), etag(row)
