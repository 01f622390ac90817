"""What a report left behind is told as what it is: each fact answers what it states, a period with both its ends."""

from datetime import date

import pytest

from questionnaires.answering.engine import Answerer
from questionnaires.answering.knowledge import Knowledge
from questionnaires.facts.records import Fact
from questionnaires.parsing.model import Kind, Question

FACTS = (
    Fact("soc2_report_type", "Type 2"),
    Fact("soc2_categories", "Security; Availability"),
    Fact("soc2_period_start", "2026-02-01"),
    Fact("soc2_period_end", "2026-07-31"),
    Fact("soc2_auditor", "Cedar Hollow Assurance LLP"),
    Fact("soc2_opinion", "unqualified"),
    Fact("soc2_exceptions", "1 noted: One leaver kept access for two days."),
    Fact("soc2_report_on", "2026-09-24"),
)


@pytest.fixture(scope="module")
def answerer():
    return Answerer(Knowledge((), (), FACTS), today=date(2026, 10, 1))


@pytest.mark.parametrize(
    ("question", "verdict", "cited"),
    [
        ("Do you have a SOC 2 report?", "yes", ["soc2_report_type"]),
        ("Which period does your SOC 2 report cover?", "stated", ["soc2_period_start", "soc2_period_end"]),
        ("When does the period of your SOC 2 report end?", "stated", ["soc2_period_end", "soc2_period_start"]),
        ("Who issued your SOC 2 report?", "stated", ["soc2_auditor"]),
        ("When was your SOC 2 report issued?", "stated", ["soc2_report_on"]),
        ("Which Trust Services Categories does your SOC 2 report cover?", "stated", ["soc2_categories"]),
        ("Do you have a SOC 2 Type 1 report?", "needs_input", ["soc2_report_type"]),
    ],
)
def test_each_question_is_answered_by_the_fact_that_states_it(answerer, question, verdict, cited):
    answer = answerer.answer_one(question)

    assert (answer.verdict, [one.id for one in answer.citations]) == (verdict, cited)


def test_a_question_that_points_back_is_read_under_its_heading(answerer):
    asked = Question(
        sheet="s", row=2, question="Which period does it cover?", kind=Kind.FREE_TEXT, section="SOC 2 report"
    )

    (answer,) = answerer.answer([asked])
    assert answer.answer_text == (
        "The period of our SOC 2 report starts on 2026-02-01. The period of our SOC 2 report ends on 2026-07-31."
    )


def test_exceptions_of_the_report_never_make_the_report_doubtful(answerer):
    without = [fact for fact in FACTS if fact.key != "soc2_exceptions"]
    none = Answerer(Knowledge((), (), (*without, Fact("soc2_exceptions", "0 noted"))), today=date(2026, 10, 1))

    assert none.answer_one("Do you have a SOC 2 report?").reasons == ()
