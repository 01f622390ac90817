"""One question at a time through the whole engine."""

from datetime import date

import pytest

from questionnaires.answering.answer import Routing, Verdict
from questionnaires.answering.engine import Answerer
from questionnaires.answering.knowledge import Knowledge
from questionnaires.controls.records import ControlRecord, ControlStatus

TODAY = date(2027, 3, 1)


def control(statement: str, *, title: str, status: ControlStatus = ControlStatus.IMPLEMENTED) -> ControlRecord:
    return ControlRecord("C-1", title, statement, ("CC6.1",), status)


@pytest.mark.parametrize(
    ("title", "statement", "status", "question", "expected"),
    [
        ("Backups", "Backups run daily.", "implemented", "Do you take daily backups?", "yes"),
        ("Backups", "Backups run daily.", "implemented", "Are backups kept offline?", "needs_input"),
        ("Backups", "Backups run weekly.", "implemented", "Do you take daily backups?", "partial"),
        ("Customer-managed keys", "We do not offer them.", "implemented", "Do you support CMEK?", "no"),
        ("Bug bounty", "A programme is on our roadmap.", "planned", "Do you run a bug bounty?", "no"),
        (
            "Data centres",
            "We run none ourselves.",
            "not_applicable",
            "Do you guard your data centres?",
            "not_applicable",
        ),
        ("DLP", "Data loss prevention covers e-mail.", "partial", "Do you use data loss prevention?", "partial"),
    ],
)
def test_verdict_follows_from_the_state_of_the_control(
    title: str, statement: str, status: str, question: str, expected: str
) -> None:
    answerer = Answerer(Knowledge((control(statement, title=title, status=ControlStatus(status)),)), today=TODAY)

    assert answerer.answer_one(question).verdict.value == expected


def test_no_knowledge_at_all_gives_no_answer() -> None:
    answer = Answerer(Knowledge(()), today=TODAY).answer_one("Do you encrypt data at rest?")

    assert (answer.verdict, answer.confidence, answer.routing) == (Verdict.NEEDS_INPUT, None, Routing.REVIEW)
    assert answer.reasons == ("nothing_found",)
