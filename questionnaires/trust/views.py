"""The page that says how sure answers are, how that held, and what the organisation has settled."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission, permits
from foundation.web.session import session
from questionnaires.answering.trust import ENOUGH, reliability
from questionnaires.trust import service
from questionnaires.trust.forms import RulesForm

blueprint = Blueprint("trust", __name__, url_prefix="/reliability")


@blueprint.get("/")
@requires(Permission.QUESTIONNAIRE_READ)
def index():
    """Say how confidence held."""
    form = RulesForm()
    form.show(service.rules_of(session))
    return _page(form)


def _ends_four_eyes() -> bool:
    return service.rules_of(session).four_eyes and not RulesForm().four_eyes.data


@blueprint.post("/rules")
@requires(Permission.QUESTIONNAIRE_REVIEW, fresh=_ends_four_eyes)
def settle():
    """Settle the rules of answering."""
    form = RulesForm()
    if not form.validate():
        return _page(form), 422
    service.settle(session, form.to_rules(), current_user.actor)
    flash("The rules hold for every questionnaire answered from now on.", "success")
    return redirect(url_for(".index"), code=303)


def _page(form: RulesForm) -> str:
    trust = service.trust_of(session)
    held = reliability(trust)
    return render_template(
        "questionnaires/trust/index.html",
        form=form,
        rules=service.rules_of(session),
        trust=trust,
        held=held,
        decided=len(service.decisions_of(session)),
        enough=ENOUGH,
        may_settle=permits(current_user.role, Permission.QUESTIONNAIRE_REVIEW),
        chart=[{"x": one.confidence, "y": one.accepted, "answers": one.answers} for one in held.bins],
    )
