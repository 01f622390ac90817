"""Pages of a person's own e-mail address."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.accounts.email import service
from foundation.accounts.email.forms import NewAddressForm
from foundation.accounts.entering import link_to, page_at
from foundation.accounts.throttle.limits import address_limits
from foundation.errors import BadInput, TooManyAttempts
from foundation.web.session import session

blueprint = Blueprint("email", __name__, url_prefix="/account/email")


@blueprint.route("", methods=["GET", "POST"])
@requires(Permission.ACCOUNT, fresh=True)
def new():
    """Ask for another address; the answer is the same whether it has an account."""
    form, status = NewAddressForm(), 200
    if form.validate_on_submit():
        try:
            _ask(form.email.data)
        except (BadInput, TooManyAttempts) as refused:
            form.email.errors = [*form.email.errors, refused.problem]
            status = 429 if isinstance(refused, TooManyAttempts) else 422
        else:
            return redirect(url_for(".asked"), code=303)
    elif form.errors:
        status = 422
    minutes = current_app.extensions["settings"].reset_minutes
    return render_template("foundation/email/new.html", form=form, minutes=minutes), status


def _ask(email):
    settings = current_app.extensions["settings"]
    links = service.AddressLinks(link_to("email.take"), page_at("accounts.sign_in"), settings.reset_minutes)
    limits = address_limits(settings, current_user.user_id, email)
    service.ask(session, current_user.user_id, email, links=links, limits=limits)


@blueprint.get("/asked")
@requires(Permission.ACCOUNT)
def asked():
    """Say what happens next, to everyone alike."""
    minutes = current_app.extensions["settings"].reset_minutes
    return render_template("foundation/email/asked.html", minutes=minutes)


@blueprint.route("/<token>", methods=["GET", "POST"])
@requires(Permission.ACCOUNT, fresh=True)
def take(token):
    """Let whoever asked, and holds the mailed link, take the new address into use."""
    if request.method == "GET":
        email = service.address_waiting(session, current_user.user_id, token)
        return render_template("foundation/email/take.html", email=email, token=token)
    email = service.change_address(session, current_user.user_id, token, this_one=current_user.sign_in_id)
    flash(f"You sign in as {email} from now on. Your other sessions have ended.", "success")
    return redirect(url_for("person.show"), code=303)
