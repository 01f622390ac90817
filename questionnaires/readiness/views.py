"""The readiness page."""

from flask import Blueprint, render_template, request

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.web.session import session
from questionnaires.controls.readiness import readiness
from questionnaires.controls.service import control_records, rows_by_id
from questionnaires.controls.words import CATEGORIES
from questionnaires.readiness.forms import categories_from
from questionnaires.readiness.page import STATES, chart, counted

blueprint = Blueprint("readiness", __name__, url_prefix="/readiness")


@blueprint.get("/")
@requires(Permission.CONTROLS_READ)
def index():
    """Show how far the controls cover the criteria in scope, and what to do about the rest."""
    held = readiness(control_records(session), categories_from(request.args))
    categories = counted(held)
    return render_template(
        "questionnaires/readiness/index.html",
        held=held,
        categories=categories,
        chart=chart(categories),
        labels=CATEGORIES,
        states=STATES,
        rows=rows_by_id(session),
    )
