"""Facts and approved answers over the API: what differs from controls."""

import pytest

from questionnaires.facts.service import facts
from questionnaires.library.service import library_answers
from tests.factories.questionnaire import answered, keep_two_controls

FACTS, LIBRARY = "/api/v1/facts", "/api/v1/library"
ANSWER = {
    "answer_id": "L-001",
    "question": "Do you encrypt backups?",
    "answer": "Yes",
    "explanation": "With AES-256.",
    "controls": ["CR-01"],
    "approved_by": "Bob",
    "approved_on": "2026-01-31",
    "expires_on": "2027-01-31",
    "product": ["Payroll"],
    "sensitivity": "nda",
}


def test_a_fact_is_kept_under_its_key_and_removed(calling, acting_for):
    bob = calling("bob")

    added = bob.post(FACTS, json={"key": "Legal name", "value": "Acme Payroll Ltd", "as_of": "2026-01-31"})

    assert (added.status_code, added.json["key"], added.json["as_of"]) == (201, "legal_name", "2026-01-31")
    assert bob.get(FACTS).json["items"] == [added.json]
    assert bob.delete(f"{FACTS}/{added.json['id']}").status_code == 204
    with acting_for("Acme") as acme:
        assert facts(acme) == ()


def test_a_fact_whose_key_asks_for_a_day_takes_only_a_day(calling):
    answer = calling("bob").post(FACTS, json={"key": "soc2_period_end", "value": "last spring"})

    assert answer.status_code == 422
    assert [one["field"] for one in answer.json["errors"]] == ["value"]


def test_a_fact_that_is_changed_keeps_its_key(calling):
    bob = calling("bob")
    added = bob.post(FACTS, json={"key": "employees", "value": "85"})

    changed = bob.patch(f"{FACTS}/{added.json['id']}", json={"value": "90"}, headers={"If-Match": '"1"'})

    assert (changed.status_code, changed.json["key"], changed.json["value"]) == (200, "employees", "90")
    assert bob.patch(f"{FACTS}/{added.json['id']}", json={"key": "staff"}).status_code == 422


def test_owner_and_next_review_of_a_fact_are_given_changed_and_put_out(calling):
    bob = calling("bob")
    added = bob.post(FACTS, json={"key": "employees", "value": "85", "owner": "Kim", "next_review_on": "2027-03-01"})
    address = f"{FACTS}/{added.json['id']}"
    assert (added.json["owner"], added.json["next_review_on"]) == ("Kim", "2027-03-01")

    part = bob.patch(address, json={"owner": "Sam"}).json
    assert (part["owner"], part["next_review_on"], part["value"]) == ("Sam", "2027-03-01", "85")

    whole = bob.put(address, json={"value": "90"}).json
    assert (whole["owner"], whole["next_review_on"], whole["value"]) == (None, None, "90")


def test_the_controls_are_filtered_by_their_next_review(calling):
    bob = calling("bob")
    control = {"title": "T", "statement": "S", "status": "planned"}
    bob.post("/api/v1/controls", json=control | {"control_id": "AC-01", "next_review_on": "2020-01-01"})
    bob.post("/api/v1/controls", json=control | {"control_id": "AC-02"})

    found = {word: bob.get(f"/api/v1/controls?review={word}").json["items"] for word in ("overdue", "not_planned")}

    assert [one["control_id"] for one in found["overdue"]] == ["AC-01"]
    assert [one["control_id"] for one in found["not_planned"]] == ["AC-02"]


def test_an_approved_answer_is_given_back_as_sent_its_word_as_files_have_it(calling, acting_for):
    added = calling("bob").post(LIBRARY, json=ANSWER)

    assert added.status_code == 201
    assert {name: added.json[name] for name in ANSWER} == ANSWER | {"answer": "yes"}
    with acting_for("Acme") as acme:
        assert [kept.answer_id for kept in library_answers(acme)] == ["L-001"]


@pytest.mark.parametrize(("standing", "found"), [("expired", ["L-001"]), ("holds", ["L-002"]), ("expiring", [])])
def test_the_library_is_filtered_by_what_still_holds(calling, standing, found):
    bob = calling("bob")
    bob.post(LIBRARY, json=ANSWER | {"expires_on": "2020-01-31"})
    bob.post(LIBRARY, json=ANSWER | {"answer_id": "L-002", "expires_on": None})

    page = bob.get(f"{LIBRARY}?standing={standing}").json

    assert [one["answer_id"] for one in page["items"]] == found


def test_an_approved_answer_is_replaced_and_removed(calling, acting_for):
    bob = calling("bob")
    address = f"{LIBRARY}/{bob.post(LIBRARY, json=ANSWER).json['id']}"

    replaced = bob.put(address, json={"question": "Are backups encrypted?", "answer": "partial"})

    assert (replaced.status_code, replaced.json["explanation"], replaced.json["answer_id"]) == (200, None, "L-001")
    assert bob.delete(address).status_code == 204
    assert bob.get(address).status_code == 404


def test_an_answer_that_was_approved_comes_with_its_origin_which_nobody_sends(app, calling, sign_in, acting_for):
    keep_two_controls(acting_for("Acme"))
    bob = calling("bob")
    address = answered(app, sign_in("bob"))
    answers = f"/api/v1{address}/answers"
    first = bob.get(answers).json["items"][0]

    assert bob.post(f"{answers}/{first['id']}/keep", headers={"If-Match": "*"}).status_code == 409
    assert bob.post(f"{answers}/{first['id']}/approval", headers={"If-Match": "*"}).status_code == 200

    (entry,) = bob.get(LIBRARY).json["items"]
    assert (entry["owner"], entry["held"]) == ("Bob", None)
    assert (entry["origin_buyer"], entry["origin_filename"], entry["origin_ref"]) == ("Globex", "review.xlsx", "A-1")
    assert address.endswith(entry["origin_questionnaire_id"])
    refused = bob.patch(f"{LIBRARY}/{entry['id']}", json={"owner": "Sam"}, headers={"If-Match": "*"})
    assert refused.status_code == 422
    assert calling("charlie").get(LIBRARY).json["items"] == []


def test_where_answers_are_chosen_a_program_keeps_one(app, calling, sign_in, acting_for):
    keep_two_controls(acting_for("Acme"))
    browser, bob = sign_in("bob"), calling("bob")
    browser.post(
        "/reliability/rules", data={"error_budget": "3", "answer_days": "9", "only_chosen": "y", "version": "0"}
    )
    answers = f"/api/v1{answered(app, browser)}/answers"
    first = bob.get(answers).json["items"][0]
    bob.post(f"{answers}/{first['id']}/approval", headers={"If-Match": "*"})
    assert bob.get(LIBRARY).json["items"] == []

    assert bob.post(f"{answers}/{first['id']}/keep", headers={"If-Match": "*"}).status_code == 200
    assert [one["origin_ref"] for one in bob.get(LIBRARY).json["items"]] == ["A-1"]
