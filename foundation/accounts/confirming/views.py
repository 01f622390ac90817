"""The page on which a person confirms that it is them."""

from flask import Blueprint, current_app, redirect, render_template, request
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.accounts.confirming.forms import ConfirmForm
from foundation.accounts.confirming.service import confirm_by_password
from foundation.accounts.entering import safe_target
from foundation.accounts.throttle.limits import password_limits
from foundation.errors import BadInput, TooManyAttempts
from foundation.web.session import keep_despite_refusal, session

blueprint = Blueprint("confirming", __name__)


@blueprint.route("/confirm", methods=["GET", "POST"])
@requires(Permission.ACCOUNT)
def confirm():
    """Ask for the password again, and lead back to where the person was."""
    form = ConfirmForm(next=request.args.get("next"))
    if form.validate_on_submit():
        try:
            _confirm(form)
        except (BadInput, TooManyAttempts) as wrong:
            keep_despite_refusal()
            told = "That is not your password" if isinstance(wrong, BadInput) else wrong.problem
            form.password.errors = [*form.password.errors, told]
            return _page(form, 429 if isinstance(wrong, TooManyAttempts) else 422)
        return redirect(safe_target(form.next.data), code=303)
    return _page(form, 422 if form.errors else 200)


def _confirm(form):
    limits = password_limits(current_app.extensions["settings"], current_user.email, request.remote_addr)
    given = (current_user.sign_in_id, current_user.email, form.password.data)
    confirm_by_password(session, *given, limits=limits, actor=current_user.actor)


def _page(form, status):
    minutes = current_app.extensions["settings"].confirm_minutes
    return render_template("foundation/confirming/confirm.html", form=form, minutes=minutes), status
