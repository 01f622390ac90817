"""Pages of the directory: what admins keep, and what anyone may read of a firm."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_login import current_user

from foundation.access.gate import public, requires
from foundation.access.permissions import Permission
from foundation.clock import today
from foundation.errors import BadInput
from foundation.web.session import session
from matcher.firms.capacity import CapacityAge
from matcher.firms.forms import FirmForm, FirmSearchForm, VerdictForm, entered
from matcher.firms.portrait import CAPACITY_GROUP, portrait
from matcher.firms.queries import count_firms, history, latest_changes, search_firms
from matcher.firms.questions import GROUPS, TITLES
from matcher.firms.rows import profile_of
from matcher.firms.service import (
    create_firm,
    edit_firm,
    export_firms,
    fetch_firm,
    fetch_shown_firm,
    reinstate_firm,
    status_before_suspension,
    suspend_firm,
)
from matcher.firms.told.queries import count_unseen
from matcher.firms.wording import in_words, link_of, spelt

blueprint = Blueprint("firms", __name__)


@blueprint.get("/firms/<uuid:key>")
@public
def show(key):
    """Tell anyone what is known of a firm, since when, and what is not known."""
    firm = fetch_shown_firm(session, key)
    return render_template(
        "matcher/firms/show.html",
        firm=firm,
        portrait=portrait(profile_of(firm)),
        capacity=CapacityAge(firm.capacity_as_of, today()),
        capacity_group=CAPACITY_GROUP,
        link_of=link_of,
    )


@blueprint.get("/admin/firms")
@requires(Permission.DIRECTORY_MANAGE)
def index():
    """List the directory, searched, narrowed and ordered."""
    form = FirmSearchForm(request.args)
    found = search_firms(session, form.to_request(), page=request.args.get("page", 1, type=int))
    return render_template(
        "matcher/firms/index.html",
        form=form,
        found=found,
        in_all=count_firms(session),
        unseen=count_unseen(session),
        in_words=in_words,
        spelt=spelt,
    )


@blueprint.get("/admin/firms/export")
@requires(Permission.DIRECTORY_MANAGE)
def export():
    """Hand out the whole directory as a file that imports unchanged."""
    headers = {"Content-Disposition": f'attachment; filename="firms-{today()}.csv"'}
    return Response(export_firms(session), mimetype="text/csv", headers=headers)


@blueprint.route("/admin/firms/new", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_MANAGE)
def new():
    """Add a firm."""
    form = FirmForm(data={"vetting_status": "candidate"})
    if form.validate_on_submit():
        try:
            firm = create_firm(session, form.to_request(), current_user.actor)
        except BadInput as taken:
            form.firm_id.errors = [taken.problem]
        else:
            flash(f"{firm.name} stands in the directory.", "success")
            return redirect(url_for(".record", key=firm.id), code=303)
    page = render_template("matcher/firms/edit.html", form=form, firm=None, groups=GROUPS)
    return page, 422 if form.errors else 200


@blueprint.get("/admin/firms/<uuid:key>")
@requires(Permission.DIRECTORY_MANAGE)
def record(key):
    """Show all that is kept of a firm, each value with its source, and its history."""
    firm = fetch_firm(session, key)
    field = request.args.get("field") if request.args.get("field") in TITLES else None
    return render_template(
        "matcher/firms/record.html",
        firm=firm,
        profile=profile_of(firm),
        groups=GROUPS,
        titles=TITLES,
        latest=latest_changes(session, firm),
        changes=history(session, firm, field=field, page=request.args.get("page", 1, type=int)),
        field_shown=field,
        in_words=in_words,
        link_of=link_of,
    )


@blueprint.route("/admin/firms/<uuid:key>/edit", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_MANAGE)
def edit(key):
    """Change what is kept of a firm."""
    firm = fetch_firm(session, key)
    profile = profile_of(firm)
    form = FirmForm(data=entered(profile, firm.version), standing=profile)
    if form.validate_on_submit():
        changed = edit_firm(session, firm, form.to_request(), current_user.actor)
        fields = "1 field" if changed == 1 else f"{changed} fields"
        flash(f"Changed {fields}." if changed else "Nothing was different, so nothing was changed.", "success")
        return redirect(url_for(".record", key=key), code=303)
    page = render_template("matcher/firms/edit.html", form=form, firm=firm, groups=GROUPS)
    return page, 422 if form.errors else 200


@blueprint.route("/admin/firms/<uuid:key>/suspend", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_MANAGE)
def suspend(key):
    """Take a firm out of matching."""
    firm = fetch_firm(session, key)
    form = VerdictForm(data={"version": firm.version})
    if form.validate_on_submit():
        suspend_firm(session, firm, form.to_request(), current_user.actor)
        flash(f"{firm.name} is suspended: no company is matched with it.", "success")
        return redirect(url_for(".record", key=key), code=303)
    page = render_template("matcher/firms/suspend.html", form=form, firm=firm, returns_to=None)
    return page, 422 if form.errors else 200


@blueprint.route("/admin/firms/<uuid:key>/reinstate", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_MANAGE)
def reinstate(key):
    """End a firm's suspension."""
    firm = fetch_firm(session, key)
    form = VerdictForm(data={"version": firm.version})
    if form.validate_on_submit():
        reinstate_firm(session, firm, form.to_request(), current_user.actor)
        flash(f"{firm.name} is reinstated.", "success")
        return redirect(url_for(".record", key=key), code=303)
    returns_to = spelt(status_before_suspension(session, firm))
    page = render_template("matcher/firms/suspend.html", form=form, firm=firm, returns_to=returns_to)
    return page, 422 if form.errors else 200
