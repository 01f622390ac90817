"""Pages of a person's second factor."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask import session as cookie
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.accounts.factors import service
from foundation.accounts.factors.forms import FirstCodeForm
from foundation.accounts.factors.recovery import codes_left
from foundation.accounts.factors.totp import find_secret, qr_code
from foundation.accounts.passkeys.party import party_of
from foundation.accounts.steps.service import TOO_LATE
from foundation.errors import BadInput
from foundation.web.session import session

blueprint = Blueprint("factors", __name__, url_prefix="/account/second-factor")
COOKIE = "new_app"


@blueprint.get("")
@requires(Permission.ACCOUNT, even_without_second_factor=True)
def index():
    """Show whether there is a second factor, and what can be done about it."""
    app = find_secret(session, current_user.user_id)
    left = codes_left(session, current_user.user_id)
    passkeys = service.passkeys_of(session, current_user.user_id)
    party = party_of(current_app.extensions["settings"])
    return render_template("foundation/factors/index.html", app=app, left=left, passkeys=passkeys, party=party)


@blueprint.post("/app")
@requires(Permission.ACCOUNT, fresh=True, even_without_second_factor=True)
def begin():
    """Make a secret for a new app."""
    cookie[COOKIE] = service.begin_app(session, current_user.user_id, current_app.extensions["sealer"])
    return redirect(url_for(".app"), code=303)


@blueprint.route("/app", methods=["GET"])
@requires(Permission.ACCOUNT, fresh=True, even_without_second_factor=True)
def app():
    """Show the secret as QR code and as text, and ask for its first code."""
    return _app_page(FirstCodeForm(), 200)


@blueprint.post("/app/confirm")
@requires(Permission.ACCOUNT, fresh=True, even_without_second_factor=True)
def confirm():
    """Take the app into use by its first code; the recovery codes stand on the answer and nowhere else."""
    form = FirstCodeForm()
    if form.validate_on_submit():
        try:
            codes = _confirm(form.code.data)
        except BadInput as wrong:
            form.code.errors = [*form.code.errors, wrong.problem]
        else:
            cookie.pop(COOKIE, None)
            return render_template("foundation/factors/codes.html", codes=codes, just_set_up=True), 201
    return _app_page(form, 422)


def _confirm(code):
    return service.confirm_app(
        session,
        current_user.user_id,
        cookie.get(COOKIE),
        code,
        this_one=current_user.sign_in_id,
        sealer=current_app.extensions["sealer"],
    )


def _app_page(form, status):
    sealer = current_app.extensions["sealer"]
    secret = service.secret_to_show(session, current_user.user_id, cookie.get(COOKIE), sealer)
    if secret is None:
        flash(TOO_LATE, "info")
        return redirect(url_for(".index"), code=303)
    groups = [secret[start : start + 4] for start in range(0, len(secret), 4)]
    shown = {"image": qr_code(secret, current_user.email), "groups": groups, "form": form}
    return render_template("foundation/factors/app.html", **shown), status


@blueprint.post("/app/remove")
@requires(Permission.ACCOUNT, fresh=True)
def remove():
    """Do without the app."""
    service.remove_app(session, current_user.user_id)
    flash("The app is removed: signing in asks for no code of it any more.", "success")
    return redirect(url_for(".index"), code=303)


@blueprint.post("/codes")
@requires(Permission.ACCOUNT, fresh=True)
def renew_codes():
    """Make ten new recovery codes; they stand on the answer and nowhere else."""
    codes = service.make_recovery_codes(session, current_user.user_id)
    return render_template("foundation/factors/codes.html", codes=codes, just_set_up=False), 201
