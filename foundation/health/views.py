"""Pages on which admins see how the installation does."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.clock import now
from foundation.health.queries import jobs_given_up, organisations_of, standing
from foundation.health.service import try_again
from foundation.jobs.models import ATTEMPTS
from foundation.web.session import session

blueprint = Blueprint("status", __name__, url_prefix="/admin")


@blueprint.get("/status")
@requires(Permission.SERVICE_RUN)
def index():
    """Show how the installation does."""
    found = standing(session, current_app.extensions["settings"])
    return render_template("foundation/status/index.html", standing=found, now=now())


@blueprint.get("/jobs")
@requires(Permission.SERVICE_RUN)
def jobs():
    """List the work that stopped too often."""
    page = jobs_given_up(session, page=request.args.get("page", 1, type=int))
    organisations = organisations_of(session, page)
    return render_template("foundation/status/jobs.html", page=page, organisations=organisations, attempts=ATTEMPTS)


@blueprint.post("/jobs/<uuid:job_id>/again")
@requires(Permission.SERVICE_RUN)
def again(job_id):
    """Let one of them begin anew."""
    try_again(session, current_user.actor, job_id)
    flash("The work begins anew. If it stops again, it comes back here.", "success")
    return redirect(url_for(".jobs"), code=303)
