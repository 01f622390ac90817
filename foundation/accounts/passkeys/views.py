"""Pages of a person's passkeys, and signing in by one."""

from flask import Blueprint, current_app, flash, jsonify, redirect, render_template, request, url_for
from flask import session as cookie
from flask_login import current_user

from foundation.access.gate import leads_in, requires
from foundation.access.permissions import Permission
from foundation.accounts.browsers import browser_named
from foundation.accounts.confirming.service import note_confirmed
from foundation.accounts.entering import carry_on, lead_in, safe_target
from foundation.accounts.passkeys import service
from foundation.accounts.passkeys.ceremonies import REFUSED
from foundation.accounts.passkeys.forms import AnswerForm, NewPasskeyForm, PasskeyNameForm
from foundation.accounts.passkeys.party import party_of
from foundation.errors import BadInput, Conflict, NotFound
from foundation.web.session import keep_despite_refusal, session

blueprint = Blueprint("passkeys", __name__)
COOKIE = "passkey"


def _party():
    party = party_of(current_app.extensions["settings"])
    if party is None:
        raise NotFound("Passkeys need a name for this service, and its address is a number.")
    return party


@blueprint.route("/account/passkeys/new", methods=["GET"])
@requires(Permission.ACCOUNT, fresh=True, even_without_second_factor=True)
def new():
    """Ask what the new passkey is called."""
    return _new_page(NewPasskeyForm(name=browser_named(str(request.user_agent))), 200)


@blueprint.post("/account/passkeys/new/options")
@requires(Permission.ACCOUNT, fresh=True, even_without_second_factor=True)
def options_of_new():
    """Tell the browser what the new passkey is to be like."""
    cookie[COOKIE], options = service.ask_for_new(session, current_user.user_id, _party())
    return jsonify(options)


@blueprint.post("/account/passkeys")
@requires(Permission.ACCOUNT, fresh=True, even_without_second_factor=True)
def add():
    """Keep the new passkey; recovery codes, where there are none yet, stand on the answer and nowhere else."""
    form = NewPasskeyForm()
    if form.validate_on_submit():
        try:
            codes = _add(form)
        except BadInput as refused:
            form.form_errors.append(refused.problem)
        else:
            if codes:
                return render_template("foundation/factors/codes.html", codes=codes, just_set_up=True), 201
            flash("The passkey is kept. You can sign in with it from now on.", "success")
            return redirect(url_for("factors.index"), code=303)
    return _new_page(form, 422)


def _add(form):
    name, answer = form.name.data, form.credential.data
    token = cookie.pop(COOKIE, None)
    return service.add_passkey(session, current_user.user_id, token, answer, name=name, party=_party())


def _new_page(form, status):
    return render_template("foundation/passkeys/new.html", form=form, origin=_party().origin), status


@blueprint.route("/account/passkeys/<uuid:passkey_id>", methods=["GET", "POST"])
@requires(Permission.ACCOUNT)
def edit(passkey_id):
    """Rename a passkey."""
    passkey = service.fetch_passkey(session, current_user.user_id, passkey_id)
    form = PasskeyNameForm(name=passkey.name)
    if form.validate_on_submit():
        service.rename_passkey(session, current_user.user_id, passkey_id, form.name.data)
        flash("The name is saved.", "success")
        return redirect(url_for("factors.index"), code=303)
    return render_template("foundation/passkeys/edit.html", form=form, passkey=passkey), 422 if form.errors else 200


@blueprint.post("/account/passkeys/<uuid:passkey_id>/remove")
@requires(Permission.ACCOUNT, fresh=True)
def remove(passkey_id):
    """Remove a passkey."""
    service.remove_passkey(session, current_user.user_id, passkey_id)
    flash("The passkey is removed. You may delete it on your device too.", "success")
    return redirect(url_for("factors.index"), code=303)


@blueprint.post("/sign-in/passkey/options")
@leads_in
def options():
    """Tell the browser that any passkey of this service will do."""
    cookie[COOKIE], told = service.ask_for_answer(session, _party(), target=safe_target(request.form.get("next")))
    return jsonify(told)


@blueprint.route("/sign-in/passkey", methods=["GET", "POST"])
@leads_in
def sign_in():
    """Let a person in by a passkey, which stands for password and code."""
    form = AnswerForm(next=request.args.get("next"))
    if form.validate_on_submit():
        try:
            user, target = service.use_passkey(session, cookie.pop(COOKIE, None), form.credential.data, _party())
        except (BadInput, Conflict) as refused:
            keep_despite_refusal()
            form.form_errors.append(refused.problem)
        else:
            return lead_in(user, target)
    shown = {"form": form, "origin": _party().origin}
    return render_template("foundation/passkeys/sign_in.html", **shown), 422 if form.errors else 200


@blueprint.post("/confirm/passkey")
@requires(Permission.ACCOUNT, even_without_second_factor=True)
def confirm():
    """Confirm that it is the same person by one of their passkeys."""
    form = AnswerForm()
    if form.validate_on_submit():
        user, target = service.use_passkey(session, cookie.pop(COOKIE, None), form.credential.data, _party())
        if user.id != current_user.user_id:
            raise BadInput(REFUSED)
        carry_on(note_confirmed(session, current_user.sign_in_id, current_user.actor))
        return redirect(target, code=303)
    flash(REFUSED, "info")
    return redirect(url_for("confirming.confirm", next=safe_target(form.next.data)), code=303)
