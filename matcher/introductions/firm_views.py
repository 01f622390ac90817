"""Pages of introductions for the firm: requests, their clock, the answer. Nothing here can say who asks too early."""

from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.clock import now
from foundation.web.session import session
from matcher.introductions.answering import accept, decline, firm_deed, refuse_late
from matcher.introductions.forms import AcceptForm, DeclineForm
from matcher.introductions.queries import firms_introduction, list_introductions
from matcher.introductions.shown import shown
from matcher.introductions.states import DeclineReason, Stage
from matcher.introductions.steps import Deed, seen

blueprint = Blueprint("requests", __name__, url_prefix="/portal/introductions")


@blueprint.get("/")
@requires(Permission.FIRM_PORTAL)
def index() -> ResponseReturnValue:
    """List the firm's requests, the next to run out first."""
    page = list_introductions(session, page=request.args.get("page", 1, type=int))
    rows = [shown(one, now()) for one in page.rows]
    return render_template("matcher/introductions/requests.html", page=page, rows=rows)


@blueprint.get("/<uuid:key>")
@requires(Permission.FIRM_PORTAL)
def show(key: UUID) -> ResponseReturnValue:
    """Show one request."""
    return _page(key, AcceptForm(), DeclineForm())


@blueprint.post("/<uuid:key>/accept")
@requires(Permission.FIRM_PORTAL)
def agree(key: UUID) -> ResponseReturnValue:
    """Say that the firm would like to talk."""
    form = AcceptForm()
    if not form.validate_on_submit():
        refuse_late(firms_introduction(session, key), Stage.ACCEPTED)
        return _page(key, form, DeclineForm(formdata=None)), 422
    accept(session, seen(firms_introduction(session, key), form.version.data), _deed(form))
    flash("The company was told. It decides whether to be introduced; you get a mail when it does.", "success")
    return redirect(url_for(".show", key=key), code=303)


@blueprint.post("/<uuid:key>/decline")
@requires(Permission.FIRM_PORTAL)
def refuse(key: UUID) -> ResponseReturnValue:
    """Decline with a reason."""
    form = DeclineForm()
    if not form.validate_on_submit():
        refuse_late(firms_introduction(session, key), Stage.DECLINED)
        return _page(key, AcceptForm(formdata=None), form), 422
    introduction = seen(firms_introduction(session, key), form.version.data)
    decline(session, introduction, DeclineReason(form.reason.data), _deed(form))
    flash("Declined. The company was told the reason.", "success")
    return redirect(url_for(".show", key=key), code=303)


def _page(key: UUID, accept_form: AcceptForm, decline_form: DeclineForm) -> str:
    introduction = firms_introduction(session, key)
    return render_template(
        "matcher/introductions/request.html",
        introduction=introduction,
        shown=shown(introduction, now()),
        accept_form=accept_form.on(introduction.version),
        decline_form=decline_form.on(introduction.version),
    )


def _deed(form: AcceptForm | DeclineForm) -> Deed:
    return firm_deed(current_user.actor, current_app.extensions["settings"].base_url, form.message.data)
