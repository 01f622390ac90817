"""Pages of the control set."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.clock import today
from foundation.errors import Conflict
from foundation.imports.forms import RemoveForm
from foundation.imports.history_views import add_history_pages
from foundation.imports.models import VersionDeed
from foundation.imports.versions import latest_deed
from foundation.imports.views import add_file_pages
from foundation.web.session import session
from questionnaires.care.forms import ReviewedForm
from questionnaires.care.service import nameable_owners, owners_of
from questionnaires.care.views import add_care_pages
from questionnaires.controls.forms import ControlBulkForm, ControlFilterForm, ControlForm, TestForm
from questionnaires.controls.models import Control
from questionnaires.controls.queries import all_controls, find_controls
from questionnaires.controls.service import (
    CONTROLS,
    add_control,
    change_control,
    fetch_control,
    remove_control,
    titled,
)
from questionnaires.controls.testing import past_tests, record_test
from questionnaires.controls.words import titles_of
from questionnaires.evidence.service import counts_of, evidence_of
from questionnaires.evidence.views import add_evidence_pages

READ, WRITE = Permission.CONTROLS_READ, Permission.CONTROLS_WRITE
blueprint = Blueprint("controls", __name__, url_prefix="/controls")


def filtered(held, arguments):
    """Give every control that the filter of an address lets through."""
    return all_controls(held, ControlFilterForm(arguments, owners=owners_of(held, Control)).to_filter())


add_file_pages(blueprint, CONTROLS, read=READ, write=WRITE)
add_history_pages(blueprint, CONTROLS, read=READ, title=titled, which="control_id")
add_evidence_pages(blueprint, CONTROLS, read=READ, write=WRITE, title=titled)
add_care_pages(blueprint, CONTROLS, write=WRITE, form=ControlBulkForm, filtered=filtered)


@blueprint.get("/")
@requires(READ)
def index():
    """List the controls, searched, filtered and sorted as asked."""
    form = ControlFilterForm(request.args, owners=owners_of(session, Control))
    wanted = form.to_filter()
    page = find_controls(session, wanted, page=request.args.get("page", 1, type=int))
    return render_template(
        "questionnaires/controls/index.html",
        form=form,
        wanted=wanted,
        page=page,
        today=today(),
        evidence=counts_of(session, CONTROLS, page.rows, today()),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@requires(WRITE)
def new():
    """Write down a control that is not in the set yet."""
    form = ControlForm()
    del form.version
    if form.validate_on_submit():
        try:
            control = add_control(session, form.to_record(), current_user.actor, form.to_care())
        except Conflict as taken:
            form.control_id.errors = [taken.problem]
        else:
            flash(f"{control.control_id} added.", "success")
            return redirect(url_for(".show", control_id=control.id), code=303)
    page = render_template("questionnaires/controls/new.html", form=form, owners=nameable_owners(session))
    return page, 422 if form.errors else 200


@blueprint.get("/<uuid:control_id>")
@requires(READ)
def show(control_id):
    """Show one control with everything that is known of it."""
    control = fetch_control(session, control_id)
    return render_template(
        "questionnaires/controls/show.html",
        control=control,
        criteria=titles_of(control.criteria),
        today=today(),
        tests=past_tests(session, control),
        last_review=latest_deed(session, CONTROLS, control, VersionDeed.REVIEWED),
        evidence=evidence_of(session, CONTROLS, control, page=request.args.get("page", 1, type=int)),
        reviewed=ReviewedForm(obj=control),
    )


@blueprint.route("/<uuid:control_id>/edit", methods=["GET", "POST"])
@requires(WRITE)
def edit(control_id):
    """Change a control; its id stays, as answers name it."""
    control = fetch_control(session, control_id)
    form = ControlForm(obj=control)
    del form.control_id
    if form.validate_on_submit():
        record = form.to_record(control.control_id)
        changes = change_control(
            session, control, record, version=form.version.data, actor=current_user.actor, care=form.to_care()
        )
        flash(f"{control.control_id} saved." if changes else "Nothing was different, so nothing changed.", "success")
        return redirect(url_for(".show", control_id=control.id), code=303)
    page = render_template(
        "questionnaires/controls/edit.html", form=form, control=control, owners=nameable_owners(session)
    )
    return page, 422 if form.errors else 200


@blueprint.route("/<uuid:control_id>/test", methods=["GET", "POST"])
@requires(WRITE)
def test(control_id):
    """Write down what the latest test of a control showed."""
    control = fetch_control(session, control_id)
    form = TestForm(last=control.last_tested_on)
    if form.validate_on_submit():
        record_test(session, control, form.to_request(), version=form.version.data, actor=current_user.actor)
        flash(f"The test of {control.control_id} is written down.", "success")
        return redirect(url_for(".show", control_id=control.id), code=303)
    if not form.is_submitted():
        form.version.data, form.tested_on.data = control.version, today()
    page = render_template("questionnaires/controls/test.html", form=form, control=control)
    return page, 422 if form.errors else 200


@blueprint.route("/<uuid:control_id>/remove", methods=["GET", "POST"])
@requires(WRITE)
def remove(control_id):
    """Ask once more, then remove a control."""
    control, form = fetch_control(session, control_id), RemoveForm()
    if form.validate_on_submit():
        remove_control(session, control, current_user.actor)
        flash(f"{control.control_id} removed.", "success")
        return redirect(url_for(".index"), code=303)
    return render_template("questionnaires/controls/remove.html", form=form, control=control)
