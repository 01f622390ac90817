"""Pages of what a person should look at: answers that run out, that are held back, or that are asked alike."""

from functools import partial
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.clock import today
from foundation.errors import BadInput
from foundation.web.session import session
from questionnaires.library import merging
from questionnaires.library.authors import own_words
from questionnaires.library.forms import PairForm, QueueFilterForm, SeenForm
from questionnaires.library.models import ApprovedAnswer
from questionnaires.library.pairs import find_pairs
from questionnaires.library.queries import find_answers, overview_of
from questionnaires.library.renewing import release, renew, renewed_until
from questionnaires.library.service import fetch_answer, fetch_chosen
from questionnaires.library.shelf import contradictions
from questionnaires.library.standing import standing
from questionnaires.library.usage import usage_of
from questionnaires.library.views import blueprint

RELOAD = "The page did not say which version of the answer it showed. Reload it and try again."


@blueprint.get("/queue")
@requires(Permission.CONTROLS_READ)
def queue() -> ResponseReturnValue:
    """List what is held back and what runs out, the soonest first."""
    day = today()
    overview = overview_of(session, day)
    form = QueueFilterForm(request.args, owners=overview.owners, products=overview.products)
    wanted = form.to_filter()
    page = find_answers(session, form.in_queue(), today=day, page=request.args.get("page", 1, type=int))
    return render_template(
        "questionnaires/library/queue.html",
        form=form,
        wanted=wanted,
        page=page,
        standing=partial(standing, today=day),
        against=contradictions(session, page.rows, day),
        usage=usage_of(session, [row.answer_id for row in page.rows]),
        renewed_until=renewed_until(session),
        own=own_words(session, page.rows, current_user.actor),
        all_chosen=request.args.get("choose") == "all",
    )


@blueprint.route("/renew", methods=["GET", "POST"])
@requires(Permission.QUESTIONNAIRE_REVIEW)
def renew_chosen() -> ResponseReturnValue:
    """Say how many answers would be renewed, with their texts, then renew them."""
    given = request.form if request.method == "POST" else request.args
    chosen = fetch_chosen(session, given.getlist("chosen"))
    if request.method == "POST":
        last = renew(session, chosen, current_user.actor)
        flash(f"{len(chosen)} answers renewed until {last.day} {last:%B %Y}.", "success")
        return redirect(url_for(".queue"), code=303)
    return render_template("questionnaires/library/renew.html", chosen=chosen, renewed_until=renewed_until(session))


@blueprint.post("/<uuid:answer_id>/renew")
@requires(Permission.QUESTIONNAIRE_REVIEW)
def renew_one(answer_id: UUID) -> ResponseReturnValue:
    """Say that one answer is still right."""
    answer = fetch_answer(session, answer_id)
    last = renew(session, [(answer, _seen())], current_user.actor)
    flash(f"{answer.answer_id} renewed until {last.day} {last:%B %Y}.", "success")
    return _back(answer)


@blueprint.post("/<uuid:answer_id>/release")
@requires(Permission.QUESTIONNAIRE_REVIEW)
def release_one(answer_id: UUID) -> ResponseReturnValue:
    """Let an answer be used that was held back."""
    answer = fetch_answer(session, answer_id)
    release(session, answer, version=_seen(), actor=current_user.actor)
    flash(f"{answer.answer_id} may be used from now on.", "success")
    return _back(answer)


@blueprint.get("/duplicates")
@requires(Permission.CONTROLS_READ)
def duplicates() -> ResponseReturnValue:
    """List answers that are asked alike, side by side."""
    page = find_pairs(session, page=request.args.get("page", 1, type=int))
    rows = [row for pair in page.rows for row in (pair.first, pair.second)]
    return render_template(
        "questionnaires/library/duplicates.html",
        page=page,
        standing=partial(standing, today=today()),
        usage=usage_of(session, [row.answer_id for row in rows]),
    )


@blueprint.post("/<uuid:answer_id>/merge")
@requires(Permission.QUESTIONNAIRE_REVIEW)
def merge(answer_id: UUID) -> ResponseReturnValue:
    """Keep this answer of two, and let it stand for the other."""
    kept = fetch_answer(session, answer_id)
    gone, seen = _other()
    name = gone.answer_id
    merging.merge(session, kept, gone, seen=seen, actor=current_user.actor)
    flash(f"{kept.answer_id} now stands for {name} too.", "success")
    return _back(kept)


@blueprint.post("/<uuid:answer_id>/tell-apart")
@requires(Permission.QUESTIONNAIRE_REVIEW)
def tell_apart(answer_id: UUID) -> ResponseReturnValue:
    """Remember that two answers are not the same."""
    one = fetch_answer(session, answer_id)
    other, seen = _other()
    merging.tell_apart(session, one, other, seen=seen, actor=current_user.actor)
    flash(f"{one.answer_id} and {other.answer_id} are kept as two.", "success")
    return _back(one)


def _seen() -> int:
    form = SeenForm()
    if not form.validate():
        raise BadInput(RELOAD)
    return int(form.version.data)


def _other() -> tuple[ApprovedAnswer, merging.Seen]:
    form = PairForm()
    if not form.validate():
        raise BadInput(RELOAD)
    return fetch_answer(session, UUID(form.other.data)), (form.version.data, form.other_version.data)


def _back(answer: ApprovedAnswer) -> ResponseReturnValue:
    """Lead back to the list that the person came from, or to the answer's own page."""
    place = request.form.get("back")
    if place in ("queue", "duplicates"):
        number = request.form.get("page", 1, type=int)
        return redirect(url_for(f".{place}", page=number if number > 1 else None), code=303)
    return redirect(url_for(".show", answer_id=answer.id), code=303)
