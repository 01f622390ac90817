"""Signing in by single sign-on: out to the identity provider, and back."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask import session as cookie

from foundation.access.gate import leads_in
from foundation.accounts.entering import go_on, safe_target
from foundation.accounts.oidc import client, service
from foundation.accounts.steps.service import LINK
from foundation.errors import BadInput, Forbidden
from foundation.web.session import session

blueprint = Blueprint("oidc", __name__, url_prefix="/sign-in/single-sign-on")
TARGET = "single_sign_on_target"
_OWN_WILL = ("same-origin", "none")
"""Where a browser says that it comes from, when the person pressed the button or typed the address; another site would
sign them in unasked."""


@blueprint.get("")
@leads_in
def begin():
    """Send the browser to the identity provider; a link, as the policy for contents lets no form lead elsewhere."""
    if not client.is_set_up():
        return _not_set_up()
    target = safe_target(request.args.get("next"))
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in _OWN_WILL:
        return redirect(url_for("accounts.sign_in", next=target), code=303)
    cookie[TARGET] = target
    try:
        return client.lead_to_provider(_callback(), ask_again=bool(request.args.get("again")))
    except BadInput as failed:
        return _failed(failed)


@blueprint.get("/back")
@leads_in
def back():
    """Take what the browser brings back, and let in whom it may."""
    if not client.is_set_up():
        return _not_set_up()
    target = safe_target(cookie.pop(TARGET, None))
    try:
        claims = client.claims_brought()
    except BadInput as failed:
        return _failed(failed)
    user = service.find_person(session, claims)
    if user is not None:
        return go_on(user, target, proved_at=claims.proved_at)
    if token := service.ask_to_link(session, claims):
        cookie[LINK] = token
        label = current_app.extensions["settings"].oidc_label
        flash(f"There is an account for {claims.email}. Sign in to it this once, to take {label} into use.", "info")
        return redirect(url_for("accounts.sign_in", next=target), code=303)
    try:
        return go_on(service.join(session, claims), target, proved_at=claims.proved_at)
    except Forbidden as nobody:
        return render_template("foundation/oidc/nobody.html", problem=nobody.problem), 403


back.only_reads = False  # type: ignore[attr-defined]  # a GET that signs in, as the provider leads the browser back by one


def _callback():
    return current_app.extensions["settings"].base_url.rstrip("/") + url_for(".back")


def _not_set_up():
    flash("Single sign-on is not set up here. Sign in with your password.", "info")
    return redirect(url_for("accounts.sign_in"), code=303)


def _failed(failed):
    flash(failed.problem, "danger")
    return redirect(url_for("accounts.sign_in"), code=303)
