"""The page that says what the package holds, and the package itself."""

from flask import Blueprint, Response, render_template
from flask_login import current_user
from markupsafe import Markup

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.assets import asset
from foundation.clock import today
from foundation.tables.write_workbook import workbook
from foundation.web.session import session
from questionnaires.controls.words import STATUSES
from questionnaires.coverage.service import scope_of
from questionnaires.coverage.words import STATES
from questionnaires.handoff.archive import archive
from questionnaires.handoff.forms import HandoffForm
from questionnaires.handoff.service import gather, note_taken_out
from questionnaires.handoff.sheets import sheets_of

blueprint = Blueprint("handoff", __name__, url_prefix="/handoff")


@blueprint.get("/")
@requires(Permission.CONTROLS_WRITE)
def index():
    """Say exactly what the package would hold today."""
    return _page(HandoffForm())


@blueprint.post("/")
@requires(Permission.CONTROLS_WRITE)
def take_out():
    """Give the package as a ZIP of an XLSX and an HTML for print."""
    form = HandoffForm()
    if not form.validate():
        return _page(form), 422
    held = _gathered().packed(with_internal=form.with_internal)
    note_taken_out(session, held, current_user.actor)
    book = workbook(sheets_of(held), held.made_on, title="Auditor hand-off")
    files = {"auditor-handoff.xlsx": book, "auditor-handoff.html": _printed(held)}
    headers = {"Content-Disposition": f"attachment; filename=auditor-handoff-{held.made_on}.zip"}
    return Response(archive(files, held.made_on), mimetype="application/zip", headers=headers)


def _printed(held):
    style = asset("static", "css", "handoff.css").read_text()
    printed = render_template(
        "questionnaires/handoff/package.html",
        held=held,
        states=STATES,
        statuses=STATUSES,
        style=Markup("<style>{}</style>").format(Markup(style)),  # noqa: S704 - our own file, no word of anybody else's
    )
    return printed.encode()


def _gathered():
    return gather(session, current_user.organisation_name, today())


def _page(form):
    material = _gathered()
    held = material.packed(with_internal=True)
    bare = material.packed(with_internal=False) if held.internal else held
    return render_template(
        "questionnaires/handoff/index.html",
        form=form,
        held=held,
        scope=scope_of(session),
        sheets=sheets_of(held),
        bare={sheet.name: len(sheet.rows) for sheet in sheets_of(bare)},
    )
