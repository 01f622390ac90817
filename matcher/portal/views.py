"""Pages of a firm's own people: what companies see of the firm, its offer, its capacity."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.clock import today
from foundation.errors import BadInput
from foundation.web.session import session
from matcher.claims.service import domain_of
from matcher.firms.capacity import CapacityAge
from matcher.firms.rows import profile_of
from matcher.portal import service
from matcher.portal.forms import CapacityForm, ConfirmForm, OfferForm
from matcher.portal.gaps import gaps_of
from matcher.portal.pages import portal_pages
from matcher.portal.questions import GROUPS
from matcher.vetting.queries import current_checks
from matcher.vetting.shown import shown_vetting

blueprint = Blueprint("portal", __name__, url_prefix="/portal")


def _own_firm():
    return service.fetch_own_firm(session, current_user.organisation_id)


@blueprint.get("/")
@requires(Permission.FIRM_PORTAL)
def start():
    """Show a firm how it stands: vetting as companies see it, what is not known of it, its capacity."""
    firm = service.find_firm(session, current_user.organisation_id)
    if firm is None:
        return render_template("matcher/portal/no_firm.html")
    profile = profile_of(firm)
    return render_template(
        "matcher/portal/start.html",
        firm=firm,
        vetting=shown_vetting(profile, current_checks(session, firm), today()),
        gaps=gaps_of(profile),
        cards=[(page, page.news(session, firm)) for page in portal_pages()],
    )


@blueprint.route("/profile", methods=["GET", "POST"])
@requires(Permission.FIRM_PORTAL)
def profile():
    """Let a firm change what it offers, for which fees."""
    firm = _own_firm()
    form = OfferForm(standing=profile_of(firm), version=firm.version, domain=domain_of(firm))
    if form.validate_on_submit():
        try:
            changed = service.tell_offer(session, firm, form.to_request(), current_user.actor, today=today())
        except BadInput as refused:
            form.form_errors.append(refused.problem)
        else:
            fields = "1 field" if changed == 1 else f"{changed} fields"
            flash(f"Saved {fields}." if changed else "Nothing was different, so nothing was saved.", "success")
            return redirect(url_for(".start"), code=303)
    page = render_template("matcher/portal/profile.html", form=form, firm=firm, groups=GROUPS)
    return page, 422 if form.errors else 200


@blueprint.route("/capacity", methods=["GET", "POST"])
@requires(Permission.FIRM_PORTAL)
def capacity():
    """Let a firm tell how much it can take on."""
    firm = _own_firm()
    form = CapacityForm(standing=profile_of(firm), version=firm.version, today=today())
    if form.validate_on_submit():
        service.tell_capacity(session, firm, form.to_request(), current_user.actor, today=today())
        flash("Your capacity is kept, as of today.", "success")
        return redirect(url_for(".capacity"), code=303)
    shown = {"firm": firm, "age": CapacityAge(firm.capacity_as_of, today()), "today": today()}
    return render_template("matcher/portal/capacity.html", form=form, **shown), 422 if form.errors else 200


@blueprint.post("/capacity/confirm")
@requires(Permission.FIRM_PORTAL)
def confirm():
    """Keep that a firm's capacity is as it was."""
    firm, form = _own_firm(), ConfirmForm()
    if not form.validate():
        raise BadInput("The page did not say what to confirm. Reload it and try again.")
    service.confirm_capacity(session, firm, form.to_request(), current_user.actor, today=today())
    flash("Kept: your capacity is as it was, as of today.", "success")
    return redirect(url_for(".capacity"), code=303)
