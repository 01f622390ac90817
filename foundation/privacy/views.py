"""Pages about what is kept: taking it out, deleting it, how long it stays."""

from collections.abc import Sequence

from flask import Blueprint, Flask, current_app, flash, redirect, render_template, send_file, url_for
from flask_login import current_user, logout_user

from foundation.access.gate import public, requires
from foundation.access.permissions import Permission
from foundation.clock import now
from foundation.errors import BadInput, Conflict
from foundation.privacy import service
from foundation.privacy.forms import DeleteAccountForm, DeleteOrganisationForm
from foundation.privacy.kinds import Kind, counts
from foundation.privacy.models import EXPORT_DAYS
from foundation.privacy.queries import fetch_export, latest_export
from foundation.privacy.retention import Retained
from foundation.storage import FolderStorage
from foundation.web.session import session

blueprint = Blueprint("privacy", __name__)


def install(app: Flask, retained: Sequence[Retained], kinds: Sequence[Kind]) -> None:
    """Tell pages what is kept for some days only, of which they may ask by name, and what kinds of things there are."""
    app.extensions["kinds"] = tuple(kinds)
    app.jinja_env.globals["retained"] = {one.name: one for one in retained}


def storage() -> FolderStorage:
    """Where this installation keeps files."""
    return FolderStorage(current_app.extensions["settings"].files)


@blueprint.get("/privacy")
@public
def about():
    """Say what is kept of whom, and for how long."""
    return render_template("foundation/privacy/about.html")


@blueprint.get("/organisation/data")
@requires(Permission.DATA_MANAGE)
def index():
    """Show what is kept of the organisation, and offer to take it out or to delete it."""
    return render_template(
        "foundation/privacy/index.html",
        kept=counts(session, current_app.extensions["kinds"]),
        export=latest_export(session),
        now=now(),
        days=EXPORT_DAYS,
    )


@blueprint.post("/organisation/data/exports")
@requires(Permission.DATA_MANAGE, fresh=True)
def ask():
    """Have everything packed."""
    service.ask_for_export(session, current_user.actor)
    flash("Everything is being packed. You may leave this page and come back.", "success")
    return redirect(url_for(".index", _anchor="take-out"), code=303)


@blueprint.get("/organisation/data/progress")
@requires(Permission.DATA_MANAGE)
def progress():
    """The progress alone; once the work has ended it leads to the whole page."""
    export = latest_export(session)
    if export is None or not export.is_being_made:
        return "", 200, {"HX-Refresh": "true"}
    return render_template("foundation/privacy/_progress.html", export=export)


@blueprint.post("/organisation/data/exports/<uuid:export_id>/download")
@requires(Permission.DATA_MANAGE, fresh=True)
def download(export_id):
    """Hand out the package; a POST, as the trail keeps who took it."""
    export = fetch_export(session, export_id, now())
    stream = storage().open(export.stored_name or "")
    service.note_taken_out(session, export, current_user.actor)
    return send_file(stream, mimetype="application/zip", as_attachment=True, download_name=export.filename)


@blueprint.route("/organisation/data/delete", methods=["GET", "POST"])
@requires(Permission.DATA_MANAGE, fresh=True)
def delete():
    """Say what goes and what stays, ask for name and password, and delete the organisation."""
    form = DeleteOrganisationForm()
    if form.validate_on_submit():
        try:
            given, organisation_id = form.to_request(), current_user.organisation_id
            service.delete_organisation(session, organisation_id, given, storage(), current_user.actor)
        except BadInput as wrong:
            _blame(form, wrong)
        else:
            return _gone("The organisation is deleted. A mail confirms it.")
    kept = counts(session, current_app.extensions["kinds"])
    return render_template("foundation/privacy/delete.html", form=form, kept=kept), 422 if form.errors else 200


@blueprint.route("/account/delete", methods=["GET", "POST"])
@requires(Permission.ACCOUNT, fresh=True)
def delete_account():
    """Say what goes and what stays, ask for the password, and delete the person's account."""
    form = DeleteAccountForm()
    if form.validate_on_submit():
        try:
            service.delete_account(session, form.to_request(), current_user.actor)
        except BadInput as wrong:
            _blame(form, wrong)
        except Conflict as last:
            form.form_errors.append(last.problem)
        else:
            return _gone("Your account is deleted. A mail confirms it.")
    return render_template("foundation/privacy/account.html", form=form), 422 if form.errors else 200


def _blame(form, wrong):
    field = form[wrong.where]
    field.errors = [*field.errors, wrong.problem]


def _gone(said):
    logout_user()
    flash(said, "success")
    return redirect(url_for("home.index"), code=303)
