"""The page that asks for the code after the password."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask import session as cookie

from foundation.access.gate import leads_in
from foundation.accounts.entering import lead_in, safe_target
from foundation.accounts.factors.service import passkeys_of, try_code
from foundation.accounts.models import User
from foundation.accounts.secondstep.forms import CODE_HINT, CodeForm
from foundation.accounts.steps.models import Purpose
from foundation.accounts.steps.service import SECOND_STEP, TOO_LATE, find_step, finish_step
from foundation.accounts.throttle.limits import code_limits
from foundation.errors import BadInput, TooManyAttempts
from foundation.web.session import keep_despite_refusal, session

blueprint = Blueprint("secondstep", __name__)


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
@leads_in
def code():
    """Let a person in whose password was right, by a code."""
    step = find_step(session, Purpose.SECOND_STEP, cookie.get(SECOND_STEP))
    if step is None:
        flash(TOO_LATE, "info")
        return redirect(url_for("accounts.sign_in"), code=303)
    form = CodeForm()
    if form.validate_on_submit():
        user = session.get_one(User, step.user_id)
        try:
            _try(user, form.code.data)
        except (BadInput, TooManyAttempts) as wrong:
            keep_despite_refusal()
            form.code.errors = [*form.code.errors, wrong.problem]
            return _page(form, step, 429 if isinstance(wrong, TooManyAttempts) else 422)
        target = safe_target(step.detail["next"])
        finish_step(session, step)
        cookie.pop(SECOND_STEP)
        return lead_in(user, target)
    return _page(form, step, 422 if form.errors else 200)


def _try(user, given):
    limits = code_limits(current_app.extensions["settings"], user.id, request.remote_addr)
    try_code(session, user, given, sealer=current_app.extensions["sealer"], limits=limits)


def _page(form, step, status):
    shown = {"form": form, "hint": CODE_HINT, "target": step.detail["next"]}
    shown["passkeys"] = bool(passkeys_of(session, step.user_id))
    return render_template("foundation/secondstep/code.html", **shown), status
