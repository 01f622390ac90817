"""The box that asks one question, and the page with its answer."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission, permits
from foundation.clock import today
from foundation.errors import BadInput
from foundation.web.session import session
from questionnaires.answering.answer import Verdict
from questionnaires.ask.escalation import send_to_security
from questionnaires.ask.forms import SendForm
from questionnaires.ask.service import LONGEST_QUESTION, Asking, ask_with_sources

blueprint = Blueprint("ask", __name__, url_prefix="/ask")
SALES_SIDE = (
    "questionnaires",
    "controls",
    "library",
    "facts",
    "readiness",
    "commitments",
    "trust",
    "ask",
    "figures",
    "remediation",
    "handoff",
)
"""Blueprints whose pages carry the box."""


@blueprint.app_context_processor
def box():
    """Tell pages whether they carry the box."""
    here = request.blueprint in SALES_SIDE and current_user.is_authenticated
    return {"asks_here": here and permits(current_user.role, Permission.QUESTIONNAIRE_READ)}


@blueprint.get("/")
@requires(Permission.QUESTIONNAIRE_READ)
def index():
    """Answer the question in the address; without one, say what can be asked."""
    asked = " ".join(request.args.get("question", "").replace("\x00", "").split())
    answered, problem = None, None
    if asked:
        try:
            answered = ask_with_sources(session, current_app.extensions["desk"], Asking(asked), today=today())
        except BadInput as refused:
            problem = refused.problem
    answer, sources = answered or (None, {})
    page = render_template(
        "questionnaires/ask/index.html",
        asked=asked,
        answer=answer,
        problem=problem,
        longest=LONGEST_QUESTION,
        form=SendForm(question=asked) if answer and answer.verdict is Verdict.NEEDS_INPUT else None,
        sources=sources,
    )
    return page, 422 if problem else 200


@blueprint.post("/security")
@requires(Permission.QUESTIONNAIRE_WRITE)
def send():
    """Send an open question to the security team."""
    form = SendForm()
    if not form.validate_on_submit():
        raise BadInput(f"Enter a question of 1 to {LONGEST_QUESTION:,} characters")
    settings = current_app.extensions["settings"]
    count = send_to_security(session, form.question.data, form.note.data or "", current_user.actor, settings.base_url)
    flash(f"Sent to {count} {'person' if count == 1 else 'people'} who may answer it.", "success")
    return redirect(url_for(".index", question=form.question.data), code=303)
