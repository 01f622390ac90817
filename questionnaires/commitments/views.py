"""Pages of the commitment register."""

from flask import Blueprint, Response, render_template, request

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.clock import today
from foundation.tables.write import to_csv
from foundation.web.pages import paginate
from foundation.web.session import session
from questionnaires.commitments.register import Register, RegisterFilter, Told

blueprint = Blueprint("commitments", __name__, url_prefix="/commitments")
PER_PAGE = 25
"""Statements on one page, each with its text then and now."""
HEADER = (
    "buyer", "sent_on", "revision", "ref", "question", "verdict", "answer", "sent_by",
    "rests_on", "then", "now",
)  # fmt: skip


@blueprint.get("/")
@requires(Permission.QUESTIONNAIRE_READ)
def index():
    """List what buyers were told and what stands otherwise today."""
    wanted = RegisterFilter.of(request.args)
    register = Register(session, today())
    page = paginate(session, register.wanted(wanted), number=request.args.get("page", 1, int), size=PER_PAGE)
    return render_template(
        "questionnaires/commitments/index.html", wanted=wanted, page=page, rows=register.told(page.rows)
    )


@blueprint.get("/export.csv")
@requires(Permission.QUESTIONNAIRE_READ)
def export():
    """Give what the filter shows as CSV, a row for each source."""
    register = Register(session, today())
    statements = session.scalars(register.wanted(RegisterFilter.of(request.args))).all()
    rows = [row for told in register.told(statements) for row in _rows(told)]
    headers = {"Content-Disposition": "attachment; filename=commitments.csv"}
    return Response(to_csv(HEADER, rows), mimetype="text/csv", headers=headers)


def _rows(told: Told):
    one = told.statement
    said = (one.buyer, one.sent_at.date(), one.revision, one.ref, one.question, one.verdict.value, one.answer_text)
    changed = {source.id: standing for source, standing in told.changed}
    if not one.sources:
        yield (*said, one.sent_by, "", "", "")
    for source in one.sources:
        then = f"{source.state}. {source.text}"
        now = changed.get(source.id)
        yield (
            *said,
            one.sent_by,
            f"{source.type} {source.source_id}",
            then,
            f"{now.state}. {now.text}" if now else then,
        )
