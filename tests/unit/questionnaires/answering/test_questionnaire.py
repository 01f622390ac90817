"""A questionnaire as a whole: follow-ups, filled cells, choices, order, report and criteria."""

from dataclasses import replace
from datetime import date

from foundation.criteria import Category, Criterion
from questionnaires.answering.answer import Verdict
from questionnaires.answering.engine import Answerer
from questionnaires.answering.knowledge import Knowledge
from questionnaires.answering.report import answer_report
from questionnaires.controls.records import ControlRecord, ControlStatus
from questionnaires.parsing.model import Kind, Question, Questionnaire

CONTROLS = (
    ControlRecord("B-1", "Backups", "Backups run daily.", ("A1.2",), ControlStatus.IMPLEMENTED),
    ControlRecord("V-1", "Bug bounty", "We run no bug bounty.", ("CC7.1",), ControlStatus.NOT_IMPLEMENTED),
)
CRITERIA = tuple(
    Criterion(ref, Category.AVAILABILITY, title, text, ())
    for ref, title, text in (
        ("A1.2", "Backups and recovery", "Data is backed up and protected against loss."),
        ("CC7.1", "Finding weaknesses", "Vulnerabilities are found by scans and tests."),
        ("CC6.1", "Access", "Access to systems is restricted."),
    )
)


def answerer() -> Answerer:
    return Answerer(Knowledge(CONTROLS), today=date(2027, 3, 1), criteria=CRITERIA)


def question(row: int, text: str, **fields: object) -> Question:
    return Question("S", row, text, **fields)  # type: ignore[arg-type]  # each test names the fields it is about


def test_follow_up_of_a_yes_tells_what_the_yes_rests_on() -> None:
    answers = answerer().answer([question(1, "Do you take backups?"), question(2, "If yes, please describe.")])

    assert (answers[1].verdict, answers[1].answer_text) == (Verdict.STATED, "Backups run daily.")


def test_follow_up_of_a_no_does_not_apply() -> None:
    answers = answerer().answer([question(1, "Do you run a bug bounty?"), question(2, "If yes, please describe.")])

    assert [answer.verdict for answer in answers] == [Verdict.NO, Verdict.NOT_APPLICABLE]


def test_follow_up_of_an_open_question_waits() -> None:
    answers = answerer().answer(
        [question(1, "Do you use blockchain?", ref="1"), question(5, "If so, describe.", parent="1")]
    )

    assert answers[1].reasons == ("waits_for_parent",)


def test_filled_cell_is_left_alone_when_input_is_needed() -> None:
    answers = answerer().answer([question(1, "Do you use blockchain?", filled=True)])

    assert answers[0].reasons == ("nothing_found", "already_filled")
    assert answers[0].cell_value is None


def test_verdict_without_a_word_goes_to_review() -> None:
    answers = answerer().answer([question(1, "Do you run a bug bounty?", vocabulary=("Yes", "Planned"))])

    assert answers[0].cell_value is None
    assert "no_word_for_verdict" in answers[0].reasons


def test_choice_is_taken_where_the_evidence_names_one() -> None:
    asked = question(1, "How often do you take backups?", kind=Kind.CHOICE, vocabulary=("Daily", "Weekly"))

    assert answerer().answer([asked])[0].cell_value == "Daily"


def test_marked_column_gets_the_buyers_word() -> None:
    asked = question(1, "Do you take backups?", answer_cell={"Compliant": "B1", "Non-compliant": "C1"})

    assert answerer().answer([asked])[0].cell_value == "Compliant"


def test_progress_can_be_followed_question_by_question() -> None:
    asked = [question(1, "Do you take backups?"), question(2, "Do you run a bug bounty?")]

    seen = [(each.row, answer.verdict.value) for each, answer in answerer().answer_each(asked)]

    assert seen == [(1, "yes"), (2, "no")]


def test_criteria_of_the_question_come_best_first() -> None:
    answer = answerer().answer_one("Do you take backups?")

    assert answer.criteria[0].id == "A1.2"
    assert [c.score for c in answer.criteria] == sorted((c.score for c in answer.criteria), reverse=True)


def test_who_needs_no_criteria_gets_the_same_answer_without_them() -> None:
    whole = answerer().answer_one("Do you take backups?")

    assert answerer().answer_one("Do you take backups?", with_criteria=False) == replace(whole, criteria=())


def test_report_counts_and_keeps_the_questions_text() -> None:
    asked = (question(1, "Do you take backups?", answer_cell="B1"), question(2, "Do you use blockchain?"))
    file = Questionnaire("buyer.csv", "csv", (), asked)

    ours = answerer()
    report = answer_report(file, ours.answer(asked), ours.trust)

    assert report["questionnaire"] == {"file": "buyer.csv", "questions": 2, "answered": 1, "for_review": 1}
    assert list(report["questions"][0]) == [
        "ref", "sheet", "row", "section", "question", "kind", "verdict", "answer_cell", "comment_cell",
        "answer_text", "cell_value", "confidence", "routing", "reasons", "citations", "criteria",
    ]  # fmt: skip
    assert report["questions"][0]["citations"] == [{"type": "control", "id": "B-1", "quote": "Backups run daily."}]
