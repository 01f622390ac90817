"""Answers while an intake is being filled: changing some, and what hinders matching."""

from datetime import date

import pytest

from matcher.intakes.answers import STEP_OF_KEY, Hindrance, changed, hindrances
from matcher.intakes.intake_json import wanted_to_json
from matcher.intakes.steps import Step
from matcher.intakes.summary import summarise
from matcher.intakes.wanted import Wanted

TODAY = date(2026, 11, 23)


def test_a_dotted_key_changes_one_value_inside_an_object():
    before = {"budget_usd": {"min": 10, "max": 20}, "headcount": 5}

    after = changed(before, {"budget_usd.max": 30})

    assert after == {"budget_usd": {"min": 10, "max": 30}, "headcount": 5}
    assert before["budget_usd"] == {"min": 10, "max": 20}


def test_a_plain_key_is_replaced():
    assert changed({"languages": ["en"]}, {"languages": []}) == {"languages": []}


@pytest.mark.parametrize("day", ["2026-11-23", "2026-11-24"])
def test_a_deadline_today_or_later_hinders_nothing(day):
    assert hindrances({"report_needed_by": day}, TODAY) == ()


def test_a_deadline_that_passed_since_it_was_saved_is_named_with_its_step():
    found = hindrances({"report_needed_by": "2026-11-22"}, TODAY)

    text = "The day you need the report by, 2026-11-22, has passed (today is 2026-11-23)."
    assert found == (Hindrance(Step.READINESS, text),)


def test_a_budget_that_runs_backwards_is_named_with_its_step():
    found = hindrances({"budget_usd": {"min": 2, "max": 1}}, TODAY)

    assert [each.step for each in found] == [Step.BUDGET]


def test_every_key_of_the_format_is_asked_for_in_a_step():
    assert set(STEP_OF_KEY) == set(wanted_to_json(Wanted()))


def test_the_review_reads_answers_back_in_words():
    answers = {"headcount": 1200, "hq_country": "US", "offshore_ok": False, "priorities": {"price": 5}}

    lines = dict(line for summary in summarise(answers, ["company"]) for line in summary.lines)

    assert (lines["People"], lines["Country"], lines["Staff in other countries"], lines["Low price"]) == (
        "1,200",
        "United States",
        "Not wanted",
        "Above all",
    )
    assert lines["Categories"] == "Not said"


def test_the_review_says_which_steps_are_still_open():
    done = {summary.step: summary.done for summary in summarise({}, ["company"])}

    assert (done[Step.COMPANY], done[Step.SCOPE]) == (True, False)
