"""Pages of the weekly look, for admins."""

from flask import Blueprint, render_template, request

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.clock import now
from foundation.web.session import session
from matcher.drift import calibration, features, fees
from matcher.drift.drawn import axis_end, badges, drawn_bins, drawn_features, number_told, reference_days
from matcher.drift.queries import fetch_check, list_checks, watch

blueprint = Blueprint("drift", __name__, url_prefix="/admin/models/drift")
RULES = {"calibration": calibration, "features": features, "fees": fees}
"""Where a page takes windows and bounds from."""


@blueprint.get("/")
@requires(Permission.MATCHING_OVERSEE)
def index():
    """Show the latest look, whether looking has stopped, and the weeks before."""
    page = list_checks(session, page=request.args.get("page", 1, type=int))
    seen = watch(session, now())
    return render_template(
        "matcher/drift/index.html", watch=seen, page=page, badges=badges, **(_shown(seen.latest) if seen.latest else {})
    )


@blueprint.get("/<uuid:key>")
@requires(Permission.MATCHING_OVERSEE)
def show(key):
    """Show the look of one week."""
    return render_template("matcher/drift/show.html", **_shown(fetch_check(session, key)))


def _shown(check):
    rows = drawn_features(check)
    return {
        "check": check,
        "states": badges(check),
        "bins": drawn_bins(check),
        "end": axis_end(check),
        "features": rows,
        "told": number_told(rows),
        "days": reference_days(check),
        "rules": RULES,
    }
