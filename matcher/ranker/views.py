"""Pages of the ranking model for admins: what ranks, what was learnt, deciding about it."""

from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.errors import Conflict
from foundation.web.session import session
from matcher.exposure.drawn import drawn_findings
from matcher.ranker.current import current_row
from matcher.ranker.deed import ask_for_training, is_under_way
from matcher.ranker.drawn import PLACES
from matcher.ranker.fairness import Unfair, compared
from matcher.ranker.forms import PRIOR, DecisionForm, RollBackForm
from matcher.ranker.given import model_file
from matcher.ranker.queries import earlier_models, fetch_model, latest_training, list_models
from matcher.ranker.record import count_with_outcomes
from matcher.ranker.report import report_on
from matcher.ranker.service import promote as let_rank
from matcher.ranker.service import return_to_prior
from matcher.ranking.recipe import FEWEST

blueprint = Blueprint("ranker", __name__, url_prefix="/admin/models")


@blueprint.get("/")
@requires(Permission.MATCHING_OVERSEE)
def index():
    """List all models, what ranks now, and whether there is enough to train on."""
    return _overview(_roll_back_form())


@blueprint.post("/train")
@requires(Permission.MATCHING_OVERSEE)
def train():
    """Have a candidate trained in the background."""
    ask_for_training(session, current_user.organisation_id, current_user.actor)
    flash("A candidate is being trained. What ranks stays until you decide.", "success")
    return redirect(url_for(".index"), code=303)


@blueprint.get("/progress")
@requires(Permission.MATCHING_OVERSEE)
def progress():
    """The progress alone; once the work has ended it leads to the whole page."""
    job = latest_training(session)
    if job is None or not is_under_way(job):
        return "", 200, {"HX-Refresh": "true"}
    return render_template("matcher/ranker/_progress.html", job=job)


@blueprint.post("/roll-back")
@requires(Permission.MATCHING_OVERSEE, fresh=True)
def roll_back():
    """Let an earlier model or the expert prior rank again."""
    form = _roll_back_form()
    if not form.to.choices:
        raise Conflict("Nothing else has ranked so far, so there is nothing to go back to.")
    if not form.validate_on_submit():
        return _overview(form), 422
    if form.to.data == PRIOR:
        return_to_prior(session, form.to_request(), current_user.actor)
        flash("The expert prior ranks again.", "success")
    else:
        try:
            _let_rank(fetch_model(session, UUID(form.to.data)), form)
        except Unfair as unfair:
            form.to.errors = [f"{unfair.problem} Let it rank on its own page, where you can say that it shall."]
            return _overview(form), 422
    return redirect(url_for(".index"), code=303)


@blueprint.get("/<uuid:key>")
@requires(Permission.MATCHING_OVERSEE)
def show(key):
    """Show how a model fared and what it has learnt."""
    row, ranks = fetch_model(session, key), current_row(session)
    return _model_page(row, DecisionForm(seen=ranks.version if ranks else ""))


@blueprint.post("/<uuid:key>/promote")
@requires(Permission.MATCHING_OVERSEE, fresh=True)
def promote(key):
    """Let a model rank."""
    row, form = fetch_model(session, key), DecisionForm()
    if not form.validate_on_submit():
        return _model_page(row, form), 422
    try:
        _let_rank(row, form)
    except Unfair as unfair:
        form.accepts_warning.errors = ["Tick this if it shall rank all the same"]
        return _model_page(row, form, warning=unfair.problem), 422
    return redirect(url_for(".show", key=row.id), code=303)


@blueprint.get("/<uuid:key>/model.json")
@requires(Permission.MATCHING_OVERSEE)
def download(key):
    """Give a model as its file, which the command line takes too."""
    row = fetch_model(session, key)
    headers = {"Content-Disposition": f'attachment; filename="model-{row.id}.json"'}
    return Response(model_file(row.content, row.evaluation), mimetype="application/json", headers=headers)


def _let_rank(row, form):
    let_rank(session, row, form.to_request(), current_user.actor)
    flash(f"Version {row.version} ranks every match from now on. Matches that were found stay as they are.", "success")


def _roll_back_form():
    return RollBackForm(earlier_models(session), ranks=current_row(session))


def _overview(form):
    job = latest_training(session)
    return render_template(
        "matcher/ranker/index.html",
        ranks=current_row(session),
        page=list_models(session, page=request.args.get("page", 1, type=int)),
        form=form,
        job=job,
        is_training=job is not None and is_under_way(job),
        outcomes=count_with_outcomes(session),
        fewest=FEWEST,
    )


def _model_page(row, form, *, warning=None):
    ranks = current_row(session)
    report, fairness = report_on(row, ranks), compared(session, row)
    return render_template(
        "matcher/ranker/show.html",
        row=row,
        form=form,
        ranks=ranks,
        report=report,
        places=PLACES,
        fairness=fairness,
        drawn_findings=drawn_findings,
        warning=warning or fairness.warning,
    )
