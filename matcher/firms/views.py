"""Pages of the directory that admins keep. What anyone may read of a firm stands in `matcher.vetting`."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.clock import today
from foundation.errors import BadInput
from foundation.web.session import session
from matcher.firms.forms import FirmForm, FirmSearchForm, entered
from matcher.firms.queries import count_firms, history, latest_changes, search_firms
from matcher.firms.questions import GROUPS, TITLES
from matcher.firms.rows import profile_of
from matcher.firms.service import create_firm, edit_firm, export_firms, fetch_firm
from matcher.firms.told.queries import count_unseen
from matcher.firms.wording import in_words, link_of, spelt

blueprint = Blueprint("firms", __name__)


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
    form = FirmForm()
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
