"""The page on which a person confirms that it is them."""

from flask import Blueprint, current_app, redirect, render_template, request
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.accounts.confirming.forms import ConfirmForm
from foundation.accounts.confirming.service import check_own_password, note_confirmed
from foundation.accounts.entering import carry_on, safe_target
from foundation.accounts.factors.service import passkeys_of, try_code
from foundation.accounts.oidc.service import has_identity
from foundation.accounts.passkeys.forms import AnswerForm
from foundation.accounts.passkeys.party import party_of
from foundation.accounts.secondstep.forms import CODE_HINT
from foundation.accounts.throttle.limits import code_limits, password_limits
from foundation.errors import BadInput, TooManyAttempts
from foundation.web.session import keep_despite_refusal, session

blueprint = Blueprint("confirming", __name__)


@blueprint.route("/confirm", methods=["GET", "POST"])
@requires(Permission.ACCOUNT, even_without_second_factor=True)
def confirm():
    """Ask for the password again, and lead back to where the person was."""
    form = ConfirmForm(with_code=current_user.has_second_factor, next=request.args.get("next"))
    if form.validate_on_submit():
        try:
            _confirm(form)
        except (BadInput, TooManyAttempts) as wrong:
            keep_despite_refusal()
            form.form_errors.append(wrong.problem)
            return _page(form, 429 if isinstance(wrong, TooManyAttempts) else 422)
        return redirect(safe_target(form.next.data), code=303)
    return _page(form, 422 if form.errors else 200)


def _confirm(form):
    settings, source = current_app.extensions["settings"], request.remote_addr
    limits = password_limits(settings, current_user.email, source)
    user = check_own_password(session, current_user.email, form.password.data, limits)
    if form.code:
        limits = code_limits(settings, user.id, source)
        try_code(session, user, form.code.data, sealer=current_app.extensions["sealer"], limits=limits)
    carry_on(note_confirmed(session, current_user.sign_in_id, current_user.actor))


def _page(form, status):
    settings = current_app.extensions["settings"]
    party = party_of(settings)
    shown = {
        "form": form,
        "answer_form": AnswerForm(formdata=None),
        "origin": party.origin if party and passkeys_of(session, current_user.user_id) else None,
        "linked": has_identity(session, current_user.user_id),
        "minutes": settings.confirm_minutes,
        "code_hint": CODE_HINT,
    }
    return render_template("foundation/confirming/confirm.html", **shown), status
