"""The readiness page."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.clock import today
from foundation.web.session import session
from questionnaires.controls.service import rows_by_id
from questionnaires.controls.stage import stage_shown
from questionnaires.controls.words import CATEGORIES
from questionnaires.coverage.service import Scope, coverage_of, scope_of, settle_scope
from questionnaires.coverage.words import STAGES, STATES
from questionnaires.progress.history import days_of, lines
from questionnaires.progress.service import measured
from questionnaires.readiness.forms import CriteriaFilter, ScopeForm, categories_from, ticked
from questionnaires.readiness.page import (
    FIRST_GAPS,
    MOST_LINKED,
    chart,
    counted,
    evidence_by_criterion,
    linked_controls,
)
from questionnaires.remediation.queries import count_tasks, tasks_by_criterion
from questionnaires.remediation.service import untaken

blueprint = Blueprint("readiness", __name__, url_prefix="/readiness")


@blueprint.get("/")
@requires(Permission.CONTROLS_READ)
def index():
    """Show how far the controls cover the criteria in scope, and what to do about the rest."""
    scope = scope_of(session)
    coverage = coverage_of(session, categories_from(request.args, scope.categories))
    held = coverage.held
    wanted = CriteriaFilter.of(request.args)
    tasks = tasks_by_criterion(session, [gap.criterion.id for gap in held.gaps])
    days = days_of(measured(session), held.categories)
    return render_template(
        "questionnaires/readiness/index.html",
        scope=scope,
        form=ScopeForm(formdata=None, version=scope.version),
        held=held,
        shown=stage_shown(held, coverage.records),
        stages=STAGES,
        intake_endpoint=current_app.extensions["readiness_to_intake"],
        categories=counted(held),
        chart=chart(counted(held)),
        days=days,
        lines=lines(days, held.categories),
        wanted=wanted,
        chosen=[one.criterion for one in held.criteria if wanted.lets_through(one)],
        labels=CATEGORIES,
        states=STATES,
        rows=rows_by_id(session, linked_controls(held.criteria)),
        most_linked=MOST_LINKED,
        has_controls=bool(coverage.records),
        evidence=evidence_by_criterion(held.criteria, coverage.records),
        tasks=tasks,
        steps={gap.criterion.id: untaken(gap.steps, tasks[gap.criterion.id]) for gap in held.gaps},
        task_counts=count_tasks(session, today()),
        today=today(),
        first=FIRST_GAPS,
    )


@blueprint.post("/scope")
@requires(Permission.CONTROLS_WRITE)
def settle():
    """Settle which categories are in scope."""
    form = ScopeForm()
    if form.validate_on_submit():
        settle_scope(session, Scope(ticked(request.form), form.version.data), current_user.actor)
        flash("The scope is settled. The hand-off to an auditor follows it.", "success")
    else:
        flash("The scope was not settled: look at the boxes again.", "danger")
    return redirect(url_for(".index"), code=303)
