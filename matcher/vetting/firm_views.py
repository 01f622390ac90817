"""What anyone may read of a firm, and taking it out of matching: pages of the directory that ask the ledger."""

import uuid

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from foundation.access.gate import public, requires
from foundation.access.permissions import Permission
from foundation.clock import today
from foundation.web.session import session
from matcher.firms.capacity import CapacityAge
from matcher.firms.portrait import CAPACITY_GROUP, portrait
from matcher.firms.rows import profile_of
from matcher.firms.service import fetch_firm, fetch_shown_firm
from matcher.firms.views import blueprint
from matcher.firms.wording import link_of, spelt
from matcher.vetting.queries import current_checks
from matcher.vetting.shown import shown_vetting
from matcher.vetting.standing import reinstate_firm, status_after_suspension, suspend_firm
from matcher.vetting.standing_forms import VerdictForm


@blueprint.get("/firms/<uuid:key>")
@public
def show(key: uuid.UUID) -> ResponseReturnValue:
    """Tell anyone what was checked of a firm and when, what is not checked, and what is not known."""
    firm = fetch_shown_firm(session, key)
    profile = profile_of(firm)
    return render_template(
        "matcher/firms/show.html",
        firm=firm,
        portrait=portrait(profile),
        vetting=shown_vetting(profile, current_checks(session, firm), today()),
        capacity=CapacityAge(firm.capacity_as_of, today()),
        capacity_group=CAPACITY_GROUP,
        link_of=link_of,
    )


@blueprint.route("/admin/firms/<uuid:key>/suspend", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_MANAGE, fresh=True)
def suspend(key: uuid.UUID) -> ResponseReturnValue:
    """Take a firm out of matching."""
    firm = fetch_firm(session, key)
    form = VerdictForm(data={"version": firm.version})
    if form.validate_on_submit():
        suspend_firm(session, firm, form.reason.data.strip(), form.seen, current_user.actor)
        flash(f"{firm.name} is suspended: no company is matched with it.", "success")
        return redirect(url_for("firms.record", key=key), code=303)
    page = render_template("matcher/firms/suspend.html", form=form, firm=firm, returns_to=None)
    return page, 422 if form.errors else 200


@blueprint.route("/admin/firms/<uuid:key>/reinstate", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_MANAGE, fresh=True)
def reinstate(key: uuid.UUID) -> ResponseReturnValue:
    """End a firm's suspension."""
    firm = fetch_firm(session, key)
    form = VerdictForm(data={"version": firm.version})
    rule = bool(current_app.extensions["settings"].two_person_vetting)
    if form.validate_on_submit():
        reinstate_firm(session, firm, form.reason.data.strip(), form.seen, current_user.actor, two_person=rule)
        flash(f"{firm.name} is reinstated: {spelt(str(firm.vetting_status)).lower()}.", "success")
        return redirect(url_for("firms.record", key=key), code=303)
    returns_to = spelt(status_after_suspension(session, firm, two_person=rule))
    page = render_template("matcher/firms/suspend.html", form=form, firm=firm, returns_to=returns_to)
    return page, 422 if form.errors else 200
