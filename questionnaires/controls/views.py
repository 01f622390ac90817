"""Pages of the control set."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.errors import Conflict
from foundation.imports.forms import RemoveForm
from foundation.imports.views import add_file_pages
from foundation.web.session import session
from questionnaires.controls.forms import ControlFilterForm, ControlForm
from questionnaires.controls.queries import find_controls, owners_of
from questionnaires.controls.service import CONTROLS, add_control, change_control, fetch_control, remove_control
from questionnaires.controls.words import titles_of

blueprint = Blueprint("controls", __name__, url_prefix="/controls")
add_file_pages(blueprint, CONTROLS, read=Permission.CONTROLS_READ, write=Permission.CONTROLS_WRITE)


@blueprint.get("/")
@requires(Permission.CONTROLS_READ)
def index():
    """List the controls, searched, filtered and sorted as asked."""
    form = ControlFilterForm(request.args, owners=owners_of(session))
    wanted = form.to_filter()
    page = find_controls(session, wanted, page=request.args.get("page", 1, type=int))
    return render_template("questionnaires/controls/index.html", form=form, wanted=wanted, page=page)


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.CONTROLS_WRITE)
def new():
    """Write down a control that is not in the set yet."""
    form = ControlForm()
    del form.version
    if form.validate_on_submit():
        try:
            control = add_control(session, form.to_record(), current_user.actor)
        except Conflict as taken:
            form.control_id.errors = [taken.problem]
        else:
            flash(f"{control.control_id} added.", "success")
            return redirect(url_for(".show", control_id=control.id), code=303)
    return render_template("questionnaires/controls/new.html", form=form), 422 if form.errors else 200


@blueprint.get("/<uuid:control_id>")
@requires(Permission.CONTROLS_READ)
def show(control_id):
    """Show one control with everything that is known of it."""
    control = fetch_control(session, control_id)
    return render_template("questionnaires/controls/show.html", control=control, criteria=titles_of(control.criteria))


@blueprint.route("/<uuid:control_id>/edit", methods=["GET", "POST"])
@requires(Permission.CONTROLS_WRITE)
def edit(control_id):
    """Change a control; its id stays, as answers name it."""
    control = fetch_control(session, control_id)
    form = ControlForm(obj=control)
    del form.control_id
    if form.validate_on_submit():
        record = form.to_record(control.control_id)
        changes = change_control(session, control, record, version=form.version.data, actor=current_user.actor)
        flash(f"{control.control_id} saved." if changes else "Nothing was different, so nothing changed.", "success")
        return redirect(url_for(".show", control_id=control.id), code=303)
    page = render_template("questionnaires/controls/edit.html", form=form, control=control)
    return page, 422 if form.errors else 200


@blueprint.route("/<uuid:control_id>/remove", methods=["GET", "POST"])
@requires(Permission.CONTROLS_WRITE)
def remove(control_id):
    """Ask once more, then remove a control."""
    control, form = fetch_control(session, control_id), RemoveForm()
    if form.validate_on_submit():
        remove_control(session, control, current_user.actor)
        flash(f"{control.control_id} removed.", "success")
        return redirect(url_for(".index"), code=303)
    return render_template("questionnaires/controls/remove.html", form=form, control=control)
