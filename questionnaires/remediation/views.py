"""Pages of remediation steps."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.clock import today
from foundation.criteria import all_criteria
from foundation.errors import BadInput
from foundation.imports.forms import RemoveForm
from foundation.web.session import session
from questionnaires.controls.service import rows_by_id
from questionnaires.coverage.service import coverage_of, scope_of
from questionnaires.remediation import service
from questionnaires.remediation.forms import TakeOnForm, TaskFilterForm, TaskForm
from questionnaires.remediation.queries import TaskFilter, count_tasks, find_tasks, owners_of, tasks_by_criterion
from questionnaires.remediation.words import DONE_IS_NOT_COVERED, STATES, TONES

blueprint = Blueprint("remediation", __name__, url_prefix="/remediation")


@blueprint.app_context_processor
def words():
    """Give pages the words for steps."""
    return {"step_states": STATES, "step_tones": TONES, "done_is_not_covered": DONE_IS_NOT_COVERED}


@blueprint.get("/")
@requires(Permission.CONTROLS_READ)
def index():
    """List the steps that were taken on, the next one first."""
    wanted = TaskFilter.of(request.args)
    criteria = {one.id: f"{one.id} {one.title}" for one in all_criteria()}
    return render_template(
        "questionnaires/remediation/index.html",
        wanted=wanted,
        form=TaskFilterForm(wanted, owners=owners_of(session), criteria=criteria),
        page=find_tasks(session, wanted, today(), page=request.args.get("page", 1, type=int)),
        counts=count_tasks(session, today()),
        titles=criteria,
        today=today(),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.CONTROLS_WRITE)
def new():
    """Take on steps for one criterion, named in the address."""
    criterion = _criterion(request.args.get("criterion", ""))
    coverage = coverage_of(session, {criterion.category, *scope_of(session).categories})
    gap = next((one for one in coverage.held.gaps if one.criterion == criterion), None)
    tasks = tasks_by_criterion(session, [criterion.id])[criterion.id]
    form = TakeOnForm(
        steps=service.untaken(gap.steps if gap else (), tasks),
        taken=[task.step for task in tasks],
        owners=service.possible_owners(session),
        me=current_user.user_id,
    )
    if form.validate_on_submit():
        settings = current_app.extensions["settings"]
        taken = service.take_on(session, form.to_request(criterion.id), current_user.actor, settings.base_url)
        flash(f"{len(taken)} {'step' if len(taken) == 1 else 'steps'} taken on for {criterion.id}.", "success")
        return redirect(url_for(".index", criterion=criterion.id), code=303)
    page = render_template(
        "questionnaires/remediation/new.html",
        form=form,
        criterion=criterion,
        held=next(one for one in coverage.held.criteria if one.criterion == criterion),
        gap=gap,
        tasks=tasks,
        rows=rows_by_id(session),
        today=today(),
    )
    return page, 422 if form.errors else 200


@blueprint.route("/<uuid:task_id>", methods=["GET", "POST"])
@requires(Permission.CONTROLS_WRITE)
def show(task_id):
    """Show one step, and say how it stands from now on."""
    task = service.fetch_task(session, task_id)
    form = TaskForm(task, owners=service.possible_owners(session))
    if form.validate_on_submit():
        settings = current_app.extensions["settings"]
        changed = service.move(session, task, form.to_request(), current_user.actor, today(), settings.base_url)
        flash(_told(task, changed), "success")
        return redirect(url_for(".index", criterion=task.criterion), code=303)
    page = render_template(
        "questionnaires/remediation/show.html",
        form=form,
        remove=RemoveForm(),
        task=task,
        criterion=_criterion(task.criterion),
        today=today(),
    )
    return page, 422 if form.errors else 200


@blueprint.post("/<uuid:task_id>/remove")
@requires(Permission.CONTROLS_WRITE)
def remove(task_id):
    """Take a step off the list."""
    task = service.fetch_task(session, task_id)
    criterion = task.criterion
    service.give_up(session, task, current_user.actor)
    flash("The step is off the list; the trail keeps what it was.", "success")
    return redirect(url_for(".index", criterion=criterion), code=303)


def _criterion(reference):
    found = next((one for one in all_criteria() if one.id == reference), None)
    if found is None:
        raise BadInput("Choose a gap on the readiness page; steps belong to one criterion, such as CC9.2")
    return found


def _told(task, changed):
    if not changed:
        return "Nothing was different, so nothing changed."
    if task.is_done:
        return f"Done. {task.criterion} counts as covered once a control that is in place names it."
    return "The step is saved."
