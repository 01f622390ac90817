"""The answers of a questionnaire over the API: read, worded anew, approved."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask_smorest import abort
from werkzeug.datastructures import MultiDict

from foundation.access.permissions import Permission
from foundation.api.caller import caller
from foundation.api.gate import token_requires
from foundation.api.schemas import page_body, page_schema, words_of
from foundation.api.versions import ETAG_HEADER, etag, guards_versions, seen_version
from foundation.web.pages import paginate
from foundation.web.session import session
from questionnaires.reviews import decisions, queries
from questionnaires.reviews.api import READ, WRITE, blueprint
from questionnaires.reviews.api_shapes import (
    AnswerChangeBody,
    AnswersQuery,
    ApprovalBody,
    ApprovedSchema,
    DraftAnswerSchema,
    answer_body,
)
from questionnaires.reviews.forms import AnswerForm
from questionnaires.reviews.models import DraftAnswer
from questionnaires.reviews.queries import AnswerFilter
from questionnaires.reviews.rows import question_value
from questionnaires.trust.service import rules_of

ONE = "/<uuid:questionnaire_id>/answers/<uuid:answer_id>"


def reviewer() -> decisions.Reviewer:
    """The caller, as the decisions know them."""
    return decisions.Reviewer(caller.actor, caller.may(Permission.QUESTIONNAIRE_REVIEW), rules_of(session).four_eyes)


def wanted_of(values: Mapping[str, Any]) -> AnswerFilter:
    """Read the filter of the review page out of a query or body."""
    named = words_of(values, but=("page", "page_size", "expected"))
    return AnswerFilter.of({name: value for name, value in named.items() if value})


@blueprint.route("/<uuid:questionnaire_id>/answers", methods=["GET"])
@token_requires(READ, Permission.QUESTIONNAIRE_READ)
@blueprint.arguments(AnswersQuery, location="query")
@blueprint.response(200, page_schema("DraftAnswer", DraftAnswerSchema))
def list_answers(query: dict[str, Any], questionnaire_id: UUID) -> Any:
    """List the answers in the file's order, filtered as asked."""
    row = queries.fetch_questionnaire(session, questionnaire_id)
    shown = queries.answers_shown(row.id, wanted_of(query))
    page = paginate(session, shown, number=query["page"], size=query["page_size"])
    return page_body(page, [answer_body(answer) for answer in page.rows])


@blueprint.route(ONE, methods=["GET"])
@token_requires(READ, Permission.QUESTIONNAIRE_READ)
@blueprint.response(200, DraftAnswerSchema, headers=ETAG_HEADER)
def get_answer(questionnaire_id: UUID, answer_id: UUID) -> Any:
    """Get one answer."""
    row = queries.fetch_answer(session, questionnaire_id, answer_id)
    return answer_body(row), etag(row)


@blueprint.route(ONE, methods=["PATCH"])
@token_requires(WRITE, Permission.QUESTIONNAIRE_WRITE)
@guards_versions
@blueprint.arguments(AnswerChangeBody)
@blueprint.response(200, DraftAnswerSchema, headers=ETAG_HEADER)
def change_answer(values: dict[str, Any], questionnaire_id: UUID, answer_id: UUID) -> Any:
    """Word one answer anew; it is a draft again."""
    row = queries.fetch_answer(session, questionnaire_id, answer_id)
    decisions.revise(session, row, revision(row, values, seen_version(row)), reviewer())
    return answer_body(row), etag(row)


def revision(row: DraftAnswer, values: Mapping[str, Any], version: int) -> decisions.Revision:
    """Read a revision by the rules of the form of the review page; what they refuse is answered with 422."""
    if "verdict" in values and "word" in values:
        abort(422, errors={"word": ["Send a verdict or a word, not both"]})
    question, without_cookies = question_value(row.question), {"csrf": False}
    standing = AnswerForm(formdata=None, question=question, meta=without_cookies)
    standing.show(row)
    chosen = f"word:{values['word']}" if "word" in values else values.get("verdict", standing.verdict.data)
    sent = {"version": version, "verdict": chosen, "answer_text": values.get("answer_text", row.answer_text)}
    form = AnswerForm(formdata=MultiDict(sent), question=question, meta=without_cookies)
    if not form.validate():
        abort(
            422,
            errors={
                ("word" if "word" in values and name == "verdict" else name): told for name, told in form.errors.items()
            },
        )
    return form.to_revision()


def decide(deed: Callable[..., None], questionnaire_id: UUID, answer_id: UUID) -> Any:
    """Do a deed on an answer as the caller has seen it."""
    row = queries.fetch_answer(session, questionnaire_id, answer_id)
    deed(session, row, version=seen_version(row), reviewer=reviewer())
    return answer_body(row), etag(row)


@blueprint.route(f"{ONE}/approval", methods=["POST"])
@token_requires(WRITE, Permission.QUESTIONNAIRE_REVIEW)
@guards_versions
@blueprint.response(200, DraftAnswerSchema, headers=ETAG_HEADER)
def approve_answer(questionnaire_id: UUID, answer_id: UUID) -> Any:
    """Approve one answer."""
    return decide(decisions.approve, questionnaire_id, answer_id)


@blueprint.route(f"{ONE}/needs-input", methods=["POST"])
@token_requires(WRITE, Permission.QUESTIONNAIRE_WRITE)
@guards_versions
@blueprint.response(200, DraftAnswerSchema, headers=ETAG_HEADER)
def ask_for_input(questionnaire_id: UUID, answer_id: UUID) -> Any:
    """Say that somebody must look into one answer."""
    return decide(decisions.ask_for_input, questionnaire_id, answer_id)


@blueprint.route(f"{ONE}/keep", methods=["POST"])
@token_requires(WRITE, Permission.QUESTIONNAIRE_REVIEW)
@guards_versions
@blueprint.alt_response(409, "CONFLICT")
@blueprint.response(200, DraftAnswerSchema, headers=ETAG_HEADER)
def keep_answer(questionnaire_id: UUID, answer_id: UUID) -> Any:
    """Keep one approved answer in the library."""
    return decide(decisions.keep_in_library, questionnaire_id, answer_id)


@blueprint.route("/<uuid:questionnaire_id>/approvals", methods=["POST"])
@token_requires(WRITE, Permission.QUESTIONNAIRE_REVIEW)
@blueprint.arguments(ApprovalBody)
@blueprint.alt_response(409, "CONFLICT")
@blueprint.response(200, ApprovedSchema)
def approve_shown(values: dict[str, Any], questionnaire_id: UUID) -> Any:
    """Approve every draft that a filter shows, when they are as many as expected."""
    count = decisions.approve_all(
        session, questionnaire_id, wanted_of(values), expected=values["expected"], reviewer=reviewer()
    )
    return {"approved": count}
