"""Pages that bring a directory file in: upload, preview, confirmation."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.errors import BadInput
from foundation.web.session import session
from matcher.firms.imports.forms import DecisionForm, UploadForm
from matcher.firms.imports.service import confirm_import, fetch_upload, give_up, keep_upload, preview
from matcher.firms.questions import TITLES
from matcher.firms.wording import in_words

blueprint = Blueprint("firm_imports", __name__, url_prefix="/admin/firms/imports")
SHOWN = 200
"""Most lines of each table of the preview."""


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_MANAGE)
def new():
    """Take a file, and go on to its preview."""
    form = UploadForm()
    if form.validate_on_submit():
        try:
            waiting = keep_upload(session, form.to_request(), current_user.actor)
        except BadInput as unreadable:
            form.file.errors = [str(unreadable)]
        else:
            return redirect(url_for(".show", key=waiting.id), code=303)
    return render_template("matcher/firms/upload.html", form=form), 422 if form.errors else 200


@blueprint.get("/<uuid:key>")
@requires(Permission.DIRECTORY_MANAGE)
def show(key):
    """Show what a file would do, before it does it."""
    waiting = fetch_upload(session, key)
    plan = preview(session, waiting)
    return _page(waiting, plan, DecisionForm(formdata=None, fingerprint=plan.fingerprint))


@blueprint.post("/<uuid:key>")
@requires(Permission.DIRECTORY_MANAGE, fresh=True)
def confirm(key):
    """Bring in what the preview showed."""
    waiting = fetch_upload(session, key)
    form = DecisionForm()
    try:
        outcome = confirm_import(session, waiting, form.to_request(), current_user.actor)
    except BadInput as refused:
        form.leave_out_refused.errors = [refused.problem]
        return _page(waiting, preview(session, waiting), form), 422
    flash(f"Imported {waiting.filename}: {outcome}.", "success")
    if outcome.held_back:
        firms = "1 firm stands" if outcome.held_back == 1 else f"{outcome.held_back} firms stand"
        flash(f"{firms} lower in our vetting than the file has it. Check the facts in each ledger.", "info")
    return redirect(url_for("firms.index"), code=303)


@blueprint.post("/<uuid:key>/discard")
@requires(Permission.DIRECTORY_MANAGE)
def discard(key):
    """Forget a file; nothing of it is imported."""
    give_up(session, fetch_upload(session, key))
    flash("The file was set aside. Nothing was imported.", "success")
    return redirect(url_for("firms.index"), code=303)


def _page(waiting, plan, form):
    return render_template(
        "matcher/firms/preview.html",
        waiting=waiting,
        plan=plan,
        form=form,
        shown=SHOWN,
        titles=TITLES,
        in_words=in_words,
    )
