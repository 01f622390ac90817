"""Bringing an intake.json along, and taking it out again."""

import io
import json

import pytest
import sqlalchemy as sa

from matcher.intakes.models import IntakeLink

INTAKE = {"organisation": "Acme Payroll", "report_type": "type_1", "platform": "own_tool", "window_months": 5}


def test_a_file_becomes_an_intake_with_the_steps_that_it_answers(client):
    file = (io.BytesIO(json.dumps(INTAKE).encode()), "intake.json")

    answer = client.post("/intakes/new/upload", data={"file": file}, content_type="multipart/form-data")

    assert answer.status_code == 303
    assert json.loads(client.get(f"{answer.location}/intake.json").text)["report_type"] == "type_1"


def test_pasted_text_comes_out_as_it_went_in(client):
    link = client.post("/intakes/new/upload", data={"pasted": json.dumps(INTAKE)}).location
    first = client.get(f"{link}/intake.json").text

    again = client.post("/intakes/new/upload", data={"pasted": first}).location

    assert client.get(f"{again}/intake.json").text == first


@pytest.mark.parametrize(("step", "word"), [("scope", 'value="5"'), ("readiness", 'value="own_tool"')])
def test_a_step_offers_the_word_that_was_brought_along(client, step, word):
    link = client.post("/intakes/new/upload", data={"pasted": json.dumps(INTAKE)}).location

    assert word in client.get(f"{link}/steps/{step}").text


@pytest.mark.parametrize(
    ("pasted", "problem"),
    [
        ("", "Choose a file, or paste the text"),
        ("not json", "expected JSON text"),
        ("[1]", "expected one JSON object"),
        ('{"headcount": "many"}', "headcount: expected a whole number"),
        ('{"report_needed_by": "2020-01-01"}', "report_needed_by: 2020-01-01 is before today"),
        ('{"budget_usd": {"min": 2, "max": 1}}', "budget_usd: min 2 is above max 1"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words_and_nothing_is_kept(client, acting_for, pasted, problem):
    answer = client.post("/intakes/new/upload", data={"pasted": pasted})

    assert answer.status_code == 422
    assert problem in answer.text
    assert acting_for("Acme").scalars(sa.select(IntakeLink)).all() == []
