"""The page of the auditor's package; it belongs to the readiness pages."""

import io

from flask import render_template, request, send_file
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.clock import today
from foundation.web.session import session
from questionnaires.controls.words import CATEGORIES
from questionnaires.handoff.forms import HandoffForm
from questionnaires.handoff.service import hand_off, prepare
from questionnaires.readiness.forms import categories_from
from questionnaires.readiness.views import blueprint


@blueprint.route("/handoff", methods=["GET", "POST"])
@requires(Permission.CONTROLS_WRITE)
def handoff():
    """Say what the package would hold, and make it."""
    form = HandoffForm()
    sending = form.validate_on_submit()
    package = prepare(
        session,
        categories_from(request.args),
        organisation=current_user.organisation_name,
        made_on=today(),
        include_internal=sending and form.include_internal.data,
    )
    if sending:
        content = io.BytesIO(hand_off(session, package, current_user.actor))
        name = f"auditor-handoff-{package.made_on.isoformat()}.zip"
        return send_file(content, mimetype="application/zip", as_attachment=True, download_name=name)
    page = render_template("questionnaires/handoff/index.html", form=form, package=package, labels=CATEGORIES)
    return page, 422 if form.errors else 200
