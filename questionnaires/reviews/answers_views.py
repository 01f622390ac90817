"""Pages of a questionnaire's answers: the review, one answer anew, approval."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission, permits
from foundation.clock import now, today
from foundation.errors import BadInput
from foundation.web.pages import cut
from foundation.web.session import session
from questionnaires.assigning.models import Assignment
from questionnaires.assigning.service import InHand, assignments_of, hands_in, people_of
from questionnaires.commitments.consistency import otherwise
from questionnaires.discussion.service import comment_counts
from questionnaires.library.kept import held_from, kept_answers
from questionnaires.reviews import decisions, queries
from questionnaires.reviews.forms import AnswerForm, VersionForm
from questionnaires.reviews.groups import in_groups
from questionnaires.reviews.knowledge import cited_sources
from questionnaires.reviews.models import BuyerQuestionnaire, DraftAnswer
from questionnaires.reviews.queries import AnswerFilter
from questionnaires.reviews.rows import question_value
from questionnaires.reviews.shown import AnyAnswer, page_shown
from questionnaires.reviews.views import blueprint
from questionnaires.trust.service import rules_of

PER_PAGE = 25
"""Answers on one page: more than anybody sees at once, and few enough to be there at once."""


def reviewer() -> decisions.Reviewer:
    """The person asking, as the decisions know them."""
    may_approve = permits(current_user.role, Permission.QUESTIONNAIRE_REVIEW)
    return decisions.Reviewer(current_user.actor, may_approve, rules_of(session).four_eyes)


@blueprint.get("/<uuid:questionnaire_id>/review")
@requires(Permission.QUESTIONNAIRE_READ)
def review(questionnaire_id: UUID) -> ResponseReturnValue:
    """List the answers that a filter shows, each with what it rests on."""
    questionnaire = queries.fetch_questionnaire(session, questionnaire_id)
    wanted = AnswerFilter.of(request.args)
    tally = queries.tally_of(session, questionnaire_id)
    total = None if wanted.narrows else tally.answered
    number = request.args.get("page", 1, int)
    page = page_shown(session, questionnaire_id, wanted, number=number, size=PER_PAGE, total=total)
    hands = hands_in(session, questionnaire_id)
    return render_template(
        "questionnaires/reviews/review.html",
        questionnaire=questionnaire,
        page=page,
        wanted=wanted,
        tally=tally,
        groups=in_groups(page.rows, wanted.order, hands),
        people=people_of(hands),
        **_beside(questionnaire, page.rows, hands, {row.question_id: row.said for row in page.rows if row.said}),
    )


def _beside(
    questionnaire: BuyerQuestionnaire,
    answers: Sequence[AnyAnswer],
    hands: Mapping[UUID, Assignment | InHand],
    comments: Mapping[UUID, int],
) -> dict[str, Any]:
    """Give what answers are shown with: what they rest on, who has them in hand, what was said about them."""
    asking = reviewer()
    return {
        "sources": cited_sources(session, answers),
        "otherwise": otherwise(session, questionnaire.id, answers, now()),
        "assignments": hands,
        "comments": comments,
        "kept": kept_answers(session, answers),
        "today": today(),
        "reviewer": asking,
        "may_approve": asking.may_approve,
    }


@blueprint.route("/<uuid:questionnaire_id>/answers/<uuid:answer_id>", methods=["GET", "POST"])
@requires(Permission.QUESTIONNAIRE_WRITE)
def edit(questionnaire_id: UUID, answer_id: UUID) -> ResponseReturnValue:
    """Word one answer anew; its history stands below.

    Where somebody else was quicker, their words are shown beside one's own, which are kept until they are sent again.
    """
    questionnaire = queries.fetch_questionnaire(session, questionnaire_id)
    row = queries.fetch_answer(session, questionnaire_id, answer_id)
    form = AnswerForm(question=question_value(row.question))
    overtaken = form.is_overtaken(row) and not questionnaire.stands_still
    if form.validate_on_submit() and not overtaken:
        decisions.revise(session, row, form.to_revision(), reviewer())
        if "approve" in request.form and not reviewer().worded(row):
            decisions.approve(session, row, version=row.version, reviewer=reviewer())
        return _decided(questionnaire, row)
    if not form.is_submitted():
        form.show(row)
    if overtaken:
        form.go_on_from(row)
    page = render_template(
        f"questionnaires/reviews/{'_edit_form' if _is_partial() else 'edit'}.html",
        questionnaire=questionnaire,
        answer=row,
        form=form,
        overtaken=overtaken,
        in_list=_is_partial(),
        wanted=AnswerFilter.of(request.args),
        sources=cited_sources(session, [row]),
        may_approve=reviewer().may_approve and not reviewer().four_eyes,
    )
    again = bool(form.errors) or overtaken
    into_place = {"HX-Retarget": f"#edit-{row.id}", "HX-Reswap": "innerHTML"}
    return page, 409 if overtaken else 422 if form.errors else 200, into_place if again else {}


@blueprint.post("/<uuid:questionnaire_id>/answers/<uuid:answer_id>/approve")
@requires(Permission.QUESTIONNAIRE_REVIEW)
def approve(questionnaire_id: UUID, answer_id: UUID) -> ResponseReturnValue:
    """Approve one answer."""
    return _decide(decisions.approve, questionnaire_id, answer_id)


@blueprint.post("/<uuid:questionnaire_id>/answers/<uuid:answer_id>/not-applicable")
@requires(Permission.QUESTIONNAIRE_WRITE)
def not_applicable(questionnaire_id: UUID, answer_id: UUID) -> ResponseReturnValue:
    """Say that one question does not concern the organisation."""
    return _decide(decisions.not_applicable, questionnaire_id, answer_id)


@blueprint.post("/<uuid:questionnaire_id>/answers/<uuid:answer_id>/needs-input")
@requires(Permission.QUESTIONNAIRE_WRITE)
def needs_input(questionnaire_id: UUID, answer_id: UUID) -> ResponseReturnValue:
    """Say that somebody must look into one answer."""
    return _decide(decisions.ask_for_input, questionnaire_id, answer_id)


@blueprint.post("/<uuid:questionnaire_id>/answers/<uuid:answer_id>/keep")
@requires(Permission.QUESTIONNAIRE_REVIEW)
def keep(questionnaire_id: UUID, answer_id: UUID) -> ResponseReturnValue:
    """Keep one approved answer in the library."""
    return _decide(decisions.keep_in_library, questionnaire_id, answer_id)


def _decide(deed: Callable[..., None], questionnaire_id: UUID, answer_id: UUID) -> ResponseReturnValue:
    questionnaire = queries.fetch_questionnaire(session, questionnaire_id)
    row = queries.fetch_answer(session, questionnaire_id, answer_id)
    form = VersionForm()
    if not form.validate():
        raise BadInput("The page did not say which version of the answer it showed. Reload it and try again.")
    deed(session, row, version=form.version.data, reviewer=reviewer())
    return _decided(questionnaire, row)


def _decided(questionnaire: BuyerQuestionnaire, row: DraftAnswer) -> ResponseReturnValue:
    """Give the changed answer alone to a page that replaces it, or lead back to it in the list."""
    wanted = AnswerFilter.of(request.args)
    if _is_partial():
        asked = [row.question_id]
        hands, comments = assignments_of(session, asked), comment_counts(session, asked)
        return render_template(
            "questionnaires/reviews/_one_answer.html",
            questionnaire=questionnaire,
            answer=row,
            wanted=wanted,
            **_beside(questionnaire, [row], hands, comments),
        )
    place: dict[str, Any] = {"questionnaire_id": questionnaire.id, "page": request.args.get("page", 1, int)}
    return redirect(url_for(".review", **place | wanted.as_arguments(), _anchor=f"answer-{row.id}"), code=303)


def _is_partial() -> bool:
    return "HX-Request" in request.headers


@blueprint.route("/<uuid:questionnaire_id>/approve", methods=["GET", "POST"])
@requires(Permission.QUESTIONNAIRE_REVIEW)
def approve_all(questionnaire_id: UUID) -> ResponseReturnValue:
    """Approve every draft that a filter shows, after saying how many they are."""
    questionnaire = queries.fetch_questionnaire(session, questionnaire_id)
    wanted = AnswerFilter.of(request.args)
    if request.method == "POST":
        expected = request.form.get("expected", -1, int)
        count = decisions.approve_all(session, questionnaire_id, wanted, expected=expected, reviewer=reviewer())
        flash(f"{count} answers approved.", "success")
        if held := held_from(session, questionnaire_id):
            flash(f"{held} of its answers are held back from the library: look at its queue.", "warning")
        return redirect(url_for(".show", questionnaire_id=questionnaire_id), code=303)
    answers = decisions.approvable_by(session, questionnaire_id, wanted, reviewer())
    page = cut(answers, number=request.args.get("page", 1, int), size=PER_PAGE)
    queries.load_reasons(session, page.rows)
    return render_template(
        "questionnaires/reviews/approve_all.html",
        questionnaire=questionnaire,
        wanted=wanted,
        page=page,
        otherwise=otherwise(session, questionnaire_id, answers, now()),
    )
