"""Pages of an intake: beginning it, its steps, reading it back, deleting it."""

import json

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user

from foundation.access.gate import public, requires
from foundation.access.permissions import Permission
from foundation.accounts.throttle.limits import opening_limits
from foundation.accounts.throttle.service import count
from foundation.audit.actor import VISITOR
from foundation.clock import today
from foundation.errors import BadInput, Conflict, Forbidden, NotFound
from foundation.web.session import session
from matcher.intakes.answers import hindrances
from matcher.intakes.choices import READINESS
from matcher.intakes.doors import Door, behind_both_doors
from matcher.intakes.forms import FORMS
from matcher.intakes.hints import HINTS
from matcher.intakes.intake_json import read_intake, wanted_to_json
from matcher.intakes.queries import count_intakes, list_intakes
from matcher.intakes.service import Saved, begin, begin_for_visitor, delete, read_upload, save
from matcher.intakes.shown import offers
from matcher.intakes.steps import Step
from matcher.intakes.summary import summarise
from matcher.intakes.upload_forms import UploadForm

blueprint = Blueprint("intakes", __name__)


@blueprint.get("/intakes/")
@requires(Permission.INTAKE_READ)
def index():
    """List the organisation's intakes."""
    page = list_intakes(session, page=request.args.get("page", 1, type=int))
    return render_template("matcher/intakes/index.html", page=page)


@blueprint.get("/intakes/new")
@public
def new():
    """Explain what an intake asks, and what becomes of the answers."""
    mine = current_user.is_authenticated and current_user.may(Permission.INTAKE_READ)
    intakes = count_intakes(session) if mine else 0
    may_begin = not current_user.is_authenticated or current_user.may(Permission.INTAKE_WRITE)
    return render_template("matcher/intakes/new.html", steps=Step, intakes=intakes, may_begin=may_begin)


@blueprint.route("/intakes/new/company", methods=["GET", "POST"])
@public
def first_step():
    """Ask the first questions; the intake is saved with their answers."""
    refuse_who_may_not_begin()
    form = FORMS[Step.COMPANY]({})
    if form.validate_on_submit():
        door = begin_wherever(Saved(form.to_answers(), (Step.COMPANY,)))
        return redirect(door.url("intakes.step", name=Step.SCOPE), code=303)
    return step_page(form, Step.COMPANY)


@blueprint.route("/intakes/new/upload", methods=["GET", "POST"])
@public
def upload():
    """Take an intake.json."""
    refuse_who_may_not_begin()
    form = UploadForm()
    if form.validate_on_submit():
        try:
            door = begin_wherever(read_upload(*form.to_content()))
        except BadInput as wrong:
            form.form_errors.extend(str(wrong).splitlines())
        else:
            flash("The intake was read. Check it, then find your matches.", "success")
            return redirect(door.url("intakes.show"), code=303)
    return render_template("matcher/intakes/upload.html", form=form), 422 if form.errors else 200


def refuse_who_may_not_begin() -> None:
    """Let visitors and owners begin; raises Forbidden for other roles."""
    if current_user.is_authenticated and not current_user.may(Permission.INTAKE_WRITE):
        raise Forbidden("Only an owner of a company may start an intake.")


def begin_wherever(saved: Saved) -> Door:
    """Begin an intake in the organisation of the person asking, or behind a new private link for a visitor."""
    if current_user.is_authenticated:
        return Door(begin(session, saved, current_user.actor).id)
    count(session, opening_limits(current_app.extensions["settings"], request.remote_addr))
    token, intake = begin_for_visitor(session, saved, VISITOR)
    return Door(intake.id, token)


@behind_both_doors(blueprint, "", Permission.INTAKE_READ)
def show(door, intake):
    """Read an intake back, say what hinders matching, and offer to match."""
    return render_template(
        "matcher/intakes/show.html",
        door=door,
        intake=intake,
        summaries=summarise(intake.answers, intake.steps_done),
        hindrances=hindrances(intake.answers, today()),
        steps=Step,
    )


@behind_both_doors(blueprint, "/steps/<name>", Permission.INTAKE_WRITE, ["GET", "POST"])
def step(door, intake, name):
    """Ask the questions of one step; saved answers lead to the next, or back to the review."""
    if name not in list(Step):
        raise NotFound("An intake has no such step.")
    asked = Step(name)
    form = FORMS[asked](intake.answers)
    if form.validate_on_submit():
        save(session, intake, Saved(form.to_answers(), (asked,)), door.actor)
        return redirect(after(door, intake, asked), code=303)
    offered = offers(session, [intake]) if asked is Step.READINESS else []
    return step_page(form, asked, door=door, done=intake.steps_done, offered=offered)


def step_page(form, asked, *, door=None, done=(), offered=()):
    """Render one step; there is no door yet before the first save."""
    page = render_template(
        "matcher/intakes/step.html",
        form=form,
        step=asked,
        steps=Step,
        door=door,
        done=done,
        hints=HINTS,
        offered=offered,
        readiness_labels=dict(READINESS),
    )
    return page, 422 if form.errors else 200


def after(door, intake, asked):
    """Give where a saved step leads: the next one that is still open, else the review."""
    later = [step for step in Step if step.number > asked.number and step not in intake.steps_done]
    return door.url("intakes.step", name=later[0]) if later else door.url("intakes.show")


@behind_both_doors(blueprint, "/intake.json", Permission.INTAKE_READ)
def download(_door, intake):
    """Give the intake as a file."""
    try:
        answers = wanted_to_json(read_intake(intake.answers, today=today()))
    except BadInput:  # a deadline that has passed must not keep the file from its owner
        answers = intake.answers
    content = json.dumps(answers, indent=2, ensure_ascii=False) + "\n"
    headers = {"Content-Disposition": 'attachment; filename="intake.json"'}
    return Response(content, mimetype="application/json", headers=headers)


@behind_both_doors(blueprint, "/delete", Permission.INTAKE_WRITE, ["POST"], fresh=True)
def remove(door, intake):
    """Delete an intake with its matches, unless something that came of it still stands."""
    try:
        delete(session, intake, door.actor, current_app.extensions["intake_holds"])
    except Conflict as held:
        flash(str(held), "danger")
        return redirect(door.url("intakes.show"), code=303)
    flash("The intake and its matches are deleted.", "success")
    return redirect(url_for("intakes.new" if door.is_private_link else "intakes.index"), code=303)
