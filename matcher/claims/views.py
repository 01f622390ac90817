"""Pages of claiming a firm's profile, and of releasing it."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user

from foundation.access.gate import public, requires
from foundation.access.permissions import Permission
from foundation.accounts.entering import enter, link_to
from foundation.accounts.forms import PASSWORD_HINT
from foundation.accounts.invitations.forms import JoinForm
from foundation.accounts.signup import find_user
from foundation.web.session import session
from matcher.claims import service
from matcher.claims.domains import website_domain
from matcher.claims.forms import ClaimForm
from matcher.claims.release import Release
from matcher.claims.release import release as release_claim
from matcher.firms.service import fetch_firm, fetch_shown_firm
from matcher.vetting.standing_forms import VerdictForm

blueprint = Blueprint("claims", __name__)


@blueprint.route("/firms/<uuid:key>/claim", methods=["GET", "POST"])
@public
def new(key):
    """Mail a link to take over a firm's profile; the answer is the same whether the address is of the firm."""
    firm, form = fetch_shown_firm(session, key), ClaimForm()
    days = current_app.extensions["settings"].link_days
    if firm.organisation_id:
        page = render_template("matcher/claims/claimed.html", firm=firm)
        return page, 409 if request.method == "POST" else 200
    if form.validate_on_submit():
        service.ask(session, key, form.to_request(days), link=link_to("claims.take_up"))
        return redirect(url_for(".asked", key=key), code=303)
    shown = {"firm": firm, "form": form, "domain": website_domain(firm.website), "by_mail": service.domain_of(firm)}
    return render_template("matcher/claims/new.html", **shown), 422 if form.errors else 200


@blueprint.get("/firms/<uuid:key>/claim/asked")
@public
def asked(key):
    """Say what happens next, to everyone alike."""
    days = current_app.extensions["settings"].link_days
    firm = fetch_shown_firm(session, key)
    return render_template("matcher/claims/asked.html", firm=firm, days=days, most=service.MOST_A_DAY)


@blueprint.route("/claims/<token>", methods=["GET", "POST"])
@public
def take_up(token):
    """Let the holder of a mailed link take the firm over: with the account they are signed in to, or with a new one."""
    if current_user.is_authenticated:
        return _take_up_signed_in(token)
    claim = service.fetch_open(session, token)
    if find_user(session, claim.email):
        return _page(claim, "sign_in_first")
    form = JoinForm(email=claim.email, name=claim.name)
    if form.validate_on_submit():
        enter(service.claim_as_new(session, token, form.to_person()))
        return _welcome()
    return _page(claim, "join", form=form, password_hint=PASSWORD_HINT), 422 if form.errors else 200


def _take_up_signed_in(token):
    claim = service.fetch_open(session, token)
    if claim.email != current_user.email:
        return _page(claim, "another_address"), 403
    if request.method == "GET":
        return _page(claim, "accept")
    enter(service.claim_as(session, token, current_user.user_id))
    return _welcome()


def _page(claim, name, **more):
    return render_template(f"matcher/claims/{name}.html", claim=claim, firm=claim.firm, **more)


def _welcome():
    flash(f"You keep the profile of {current_user.organisation_name} from now on.", "success")
    return redirect(url_for("portal.start"), code=303)


@blueprint.route("/admin/firms/<uuid:key>/release", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_MANAGE, fresh=True)
def release(key):
    """Take a claimed profile away from the firm's people again."""
    firm = fetch_firm(session, key)
    form = VerdictForm(data={"version": firm.version})
    if form.validate_on_submit():
        release_claim(session, firm, Release(form.reason.data.strip(), form.seen), current_user.actor)
        flash(f"The claim of {firm.name} is released.", "success")
        return redirect(url_for("firms.record", key=key), code=303)
    return render_template("matcher/claims/release.html", form=form, firm=firm), 422 if form.errors else 200
