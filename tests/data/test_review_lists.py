"""What stands beside the answers of a review, on each engine: counts, assignments, what is said otherwise."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from foundation.accounts.models import User
from foundation.clock import now, today
from questionnaires.answering.answer import Routing, Verdict
from questionnaires.assigning.models import Assignment
from questionnaires.assigning.service import hands_in, people_of
from questionnaires.commitments.consistency import otherwise
from questionnaires.discussion.models import QuestionComment
from questionnaires.library.models import Held
from questionnaires.reviews.models import AnswerState
from questionnaires.reviews.queries import AnswerFilter, tally_of
from questionnaires.reviews.shown import page_shown
from tests.factories.kept_questionnaire import keep_draft, keep_questionnaire
from tests.factories.library import keep_answer


@pytest.fixture
def session(acting_for):
    return acting_for("Acme")


@pytest.fixture
def questionnaire(session):
    return keep_questionnaire(session, now())


def shown(session, questionnaire):
    return page_shown(session, questionnaire.id, AnswerFilter(), number=1, size=25, total=None).rows


def test_a_question_is_counted_once_whatever_reasons_its_answer_has(session, questionnaire):
    keep_draft(session, questionnaire, 1, now(), reasons=["tie", "tie", "stale"])
    keep_draft(session, questionnaire, 2, now(), reasons=["tie"], routing=Routing.REVIEW)
    keep_draft(session, questionnaire, 3, now(), approved_at=now())
    keep_draft(session, keep_questionnaire(session, now()), 1, now(), reasons=["tie"])

    tally = tally_of(session, questionnaire.id)

    assert (tally.questions, tally.by_state) == (3, {AnswerState.DRAFTED: 2, AnswerState.APPROVED: 1})
    assert tally.by_routing == {Routing.AUTO: 2, Routing.REVIEW: 1}
    assert list(tally.by_reason.items()) == [("tie", 2), ("stale", 1)]


def test_a_question_without_an_answer_counts_as_one_and_sections_stand_as_in_the_file(session, questionnaire):
    for position, section in enumerate(("Network", "Access", None, "Network"), start=1):
        row = keep_draft(session, questionnaire, position, now())
        row.question.section = section
    session.delete(row)
    session.flush()

    tally = tally_of(session, questionnaire.id)

    assert (tally.questions, tally.answered, tally.sections) == (4, 3, ["Network", "Access"])


def test_who_has_what_in_hand_is_told_of_what_is_in_force_alone(session, questionnaire):
    alice = session.scalars(sa.select(User).where(User.email == "alice@example.com")).one()
    first, second, third = (keep_draft(session, questionnaire, position, now()) for position in (1, 2, 3))
    elsewhere = keep_draft(session, keep_questionnaire(session, now()), 1, now())
    ended = {"ended_at": now()}
    for row, name, user_id, rest in (
        (first, "alice", alice.id, {"due_on": today() - timedelta(1)}),
        (second, "Somebody who left", None, {"due_on": today()}),
        (third, "alice", alice.id, ended),
        (elsewhere, "alice", alice.id, {}),
    ):
        held = {"question_id": row.question_id, "assignee": name, "assignee_id": user_id, "assigned_by": "Sam"}
        session.add(Assignment(**held, **rest))
    session.flush()

    hands = hands_in(session, questionnaire.id)

    assert {one: (held.assignee, held.is_overdue(today())) for one, held in hands.items()} == {
        first.question_id: ("alice", True),
        second.question_id: ("Somebody who left", False),
    }
    assert people_of(hands) == {alice.id: "alice"}


def test_each_answer_is_shown_with_the_number_of_comments_on_its_own_question(session, questionnaire):
    first, _ = keep_draft(session, questionnaire, 1, now()), keep_draft(session, questionnaire, 2, now())
    session.add_all(QuestionComment(question_id=first.question_id, author="Sam", body="Why?") for _ in range(2))
    session.flush()

    assert [row.said for row in shown(session, questionnaire)] == [2, 0]


def keyed(session, questionnaire, said="yes", **fields):
    row = keep_draft(session, questionnaire, 1, now(), verdict=Verdict(said), **fields)
    entry = keep_answer(session, question=row.question.text, answer="no", explanation="Not yet.")
    row.question.claim_key = entry.claim_key
    session.flush()
    return row, entry


def against(session, questionnaire):
    found = otherwise(session, questionnaire.id, shown(session, questionnaire), now())
    return [(one.where, one.verdict, one.said) for others in found.values() for one in others]


LIBRARY = ("approved answer L-001 of the library", Verdict.NO, "Not yet.")


def test_an_answer_of_the_library_that_says_something_else_is_held_against_one(session, questionnaire):
    keyed(session, questionnaire)
    assert against(session, questionnaire) == [LIBRARY]


@pytest.mark.parametrize(
    "values",
    [
        {"answer": "yes"},
        {"answer": "In words."},
        {"held": Held.NAMES_BUYER},
        {"expires_on": today() - timedelta(1)},
        {"product": ["Reports"]},
    ],
    ids=["agrees", "says it in words", "held back", "expired", "of one product"],
)
def test_one_that_agrees_or_is_not_in_use_for_everything_is_not(session, questionnaire, values):
    _, entry = keyed(session, questionnaire)
    for name, value in values.items():
        setattr(entry, name, value)
    session.flush()

    assert against(session, questionnaire) == []


def test_one_that_holds_to_the_end_of_today_is(session, questionnaire):
    _, entry = keyed(session, questionnaire)
    entry.expires_on = today()
    session.flush()

    assert against(session, questionnaire) == [LIBRARY]


def test_what_an_answer_cites_or_was_kept_from_it_is_not_held_against_it(session, questionnaire):
    row, entry = keyed(session, questionnaire)
    entry.origin_answer_id = row.id
    session.flush()
    assert against(session, questionnaire) == []

    entry.origin_answer_id, row.citations = None, [{"type": "answer", "id": "L-001", "quote": "no"}]
    session.flush()
    assert against(session, questionnaire) == []
