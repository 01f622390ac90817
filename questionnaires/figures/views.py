"""The page of sales' figures, and the same as CSV."""

from flask import Blueprint, Response, render_template, request

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.clock import today
from foundation.tables.write import to_csv
from foundation.web.session import session
from questionnaires.figures.page import STRETCHES, as_rows, chart, stretch_from
from questionnaires.figures.service import figures

blueprint = Blueprint("figures", __name__, url_prefix="/figures")


@blueprint.get("/")
@requires(Permission.QUESTIONNAIRE_READ)
def index():
    """Show how many came, how fast they went, how much stood as drafted, and what waits."""
    stretch = stretch_from(request.args)
    period, counted = figures(session, stretch, today=today())
    return render_template(
        "questionnaires/figures/index.html",
        stretches=STRETCHES,
        stretch=stretch,
        period=period,
        figures=counted,
        chart=chart(counted),
    )


@blueprint.get("/export.csv")
@requires(Permission.QUESTIONNAIRE_READ)
def export():
    """Give the same figures as CSV."""
    period, counted = figures(session, stretch_from(request.args), today=today())
    headers = {"Content-Disposition": "attachment; filename=figures.csv"}
    return Response(to_csv(("figure", "value", "unit"), as_rows(period, counted)), mimetype="text/csv", headers=headers)
