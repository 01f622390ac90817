"""The page of the trail."""

from flask import Blueprint, render_template, request

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.audit import queries
from foundation.web.session import session

blueprint = Blueprint("trail", __name__, url_prefix="/trail")


@blueprint.get("")
@requires(Permission.AUDIT_READ)
def index():
    """Show who did what to which thing, the newest first."""
    wanted = queries.TrailFilter(request.args.get("action", ""), request.args.get("person", ""))
    number = request.args.get("page", 1, type=int)
    return render_template(
        "foundation/trail/index.html",
        page=queries.trail(session, wanted, page=number),
        wanted=wanted,
        actions=queries.actions(session),
        people=queries.people(session),
    )
