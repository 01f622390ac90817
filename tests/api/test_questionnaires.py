"""A questionnaire's whole life over the API."""

import io

import openpyxl
import pytest

from foundation.api.tokens.models import TokenScope
from foundation.jobs.worker import run_waiting
from tests.factories.questionnaire import buyer_workbook, keep_two_controls

QUESTIONNAIRES = "/api/v1/questionnaires"


@pytest.fixture
def controls(acting_for):
    keep_two_controls(acting_for("Acme"))


@pytest.fixture
def work(app):
    """Do what waits for the worker."""
    return lambda: run_waiting(app.extensions["engine"], app.extensions["deeds"])


def upload(client, **sent):
    file = (io.BytesIO(buyer_workbook()), "review.xlsx")
    return client.post(QUESTIONNAIRES, data={"buyer": "Globex", "file": file} | sent)


@pytest.fixture
def answered(calling, controls, work):
    """Give the address of a questionnaire that the worker has answered."""
    bob = calling("bob")
    address = f"{QUESTIONNAIRES}/{upload(bob).json['id']}"
    work()
    assert bob.post(f"{address}/answering").status_code == 202
    work()
    return address


def answers(client, address, query=""):
    return client.get(f"{address}/answers{query}").json["items"]


def test_an_upload_is_read_answered_approved_and_taken_out(calling, answered):
    bob = calling("bob")

    assert bob.get(answered).json["stage"] == "reviewing"
    assert bob.post(f"{answered}/approvals", json={"expected": 2}).json == {"approved": 2}
    exported = bob.post(f"{answered}/exports")

    assert (exported.status_code, exported.json["filename"]) == (201, "review-answered.xlsx")
    assert (exported.json["approved"], exported.json["questions"]) == (2, 3)
    file = bob.get(f"{answered}/exports/{exported.json['id']}")
    sheet = openpyxl.load_workbook(io.BytesIO(file.data))["Vendor review"]
    assert [sheet.cell(row, 4).value for row in (2, 3, 4)] == ["Compliant", "Compliant", None]
    assert bob.get(f"{answered}/exports").json["items"] == [exported.json]


def test_an_upload_says_how_far_it_is(calling, controls, work):
    bob = calling("bob")

    sent = upload(bob, due_on="2027-01-31", under_nda="true")

    assert sent.status_code == 201
    assert (sent.json["stage"], sent.json["due_on"], sent.json["under_nda"]) == ("reading", "2027-01-31", True)
    work()
    read = bob.get(f"{QUESTIONNAIRES}/{sent.json['id']}").json
    assert (read["stage"], read["format"], read["uploaded_by"]) == ("checking", "xlsx", "Bob")
    assert read["counts"] == {"questions": 3, "drafted": 0, "needs_input": 0, "approved": 0}
    assert [one["id"] for one in bob.get(QUESTIONNAIRES).json["items"]] == [read["id"]]


def test_questions_may_be_sent_as_text(calling):
    sent = calling("bob").post(QUESTIONNAIRES, data={"buyer": "Globex", "text": "1. Do you encrypt backups?"})

    assert (sent.status_code, sent.json["filename"]) == (201, "pasted text.txt")


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"buyer": " "}, "buyer"),
        ({"due_on": "31/01/2027"}, "due_on"),
        ({"text": "1. Do you encrypt backups?"}, "file"),
        ({"file": (io.BytesIO(b""), "")}, "file"),
    ],
)
def test_a_wrong_upload_names_its_field(calling, sent, field):
    answer = upload(calling("bob"), **sent)

    assert (answer.status_code, [one["field"] for one in answer.json["errors"]]) == (422, [field])


def test_a_file_that_cannot_be_read_is_told(calling):
    answer = upload(calling("bob"), file=(io.BytesIO(b"\x89PNG\r\n\x1a\n"), "photo.png"))

    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert "photo.png" in answer.json["detail"]


def test_answers_come_in_the_files_order_with_what_they_rest_on(calling, answered):
    first, second, third = answers(calling("sam"), answered)

    assert (first["question"]["ref"], first["question"]["vocabulary"]) == ("A-1", ["Compliant", "Non-compliant", "N/A"])
    assert (first["verdict"], first["cell_value"], first["state"]) == ("yes", "Compliant", "drafted")
    assert [one["id"] for one in first["citations"]] == ["AC-01"]
    assert [one["id"] for one in second["citations"]] == ["BC-02"]
    assert (third["state"], third["confidence"]) == ("needs_input", None)


def test_answers_are_filtered(calling, answered):
    sam = calling("sam")

    assert len(answers(sam, answered, "?state=needs_input")) == 1
    assert len(answers(sam, answered, "?section=Access")) == 2
    assert len(answers(sam, answered, "?page_size=1&page=3")) == 1


def test_an_answer_is_worded_anew_with_the_buyers_word(calling, answered):
    bob = calling("bob")
    address = f"{answered}/answers/{answers(bob, answered)[0]['id']}"
    version = bob.get(address).headers["ETag"]

    changed = bob.patch(address, json={"word": "N/A", "answer_text": "None."}, headers={"If-Match": version})

    assert changed.status_code == 200
    assert {name: changed.json[name] for name in ("verdict", "cell_value", "answer_text", "edited_by")} == {
        "verdict": "not_applicable",
        "cell_value": "N/A",
        "answer_text": "None.",
        "edited_by": "Bob",
    }
    assert bob.patch(address, json={"answer_text": "Late."}, headers={"If-Match": version}).status_code == 412


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"word": "Perhaps"}, "word"),
        ({"verdict": "yes"}, "verdict"),
        ({"verdict": "perhaps"}, "verdict"),
        ({"verdict": "needs_input", "word": "N/A"}, "word"),
        ({"answer_text": "a" * 20_001}, "answer_text"),
    ],
)
def test_an_answer_that_does_not_fit_the_question_is_refused(calling, answered, sent, field):
    bob = calling("bob")
    address = f"{answered}/answers/{answers(bob, answered)[0]['id']}"

    answer = bob.patch(address, json=sent)

    assert (answer.status_code, [one["field"] for one in answer.json["errors"]]) == (422, [field])


def test_one_answer_is_approved_and_sent_back(calling, answered):
    bob = calling("bob")
    address = f"{answered}/answers/{answers(bob, answered)[0]['id']}"

    approved = bob.post(f"{address}/approval")

    assert (approved.json["state"], approved.json["approved_by"]) == ("approved", "Bob")
    assert bob.post(f"{address}/needs-input").json["state"] == "needs_input"


def test_an_approval_of_another_version_than_was_seen_is_refused(calling, answered):
    bob = calling("bob")
    address = f"{answered}/answers/{answers(bob, answered)[0]['id']}"
    bob.patch(address, json={"answer_text": "Newer."})

    assert bob.post(f"{address}/approval", headers={"If-Match": '"1"'}).status_code == 412


def test_an_answer_that_says_nothing_is_not_approved(calling, answered):
    bob = calling("bob")

    assert bob.post(f"{answered}/answers/{answers(bob, answered)[2]['id']}/approval").status_code == 409


def test_drafts_are_approved_at_once_only_when_they_are_as_many_as_expected(calling, answered):
    answer = calling("bob").post(f"{answered}/approvals", json={"expected": 3})

    assert (answer.status_code, answer.mimetype) == (409, "application/problem+json")


def test_sales_propose_and_do_not_approve(calling, answered):
    sam = calling("sam")
    address = f"{answered}/answers/{answers(sam, answered)[0]['id']}"

    assert sam.patch(address, json={"answer_text": "We do."}).status_code == 200
    assert sam.post(f"{address}/approval").status_code == 403
    assert sam.post(f"{answered}/approvals", json={"expected": 2}).status_code == 403


def test_a_token_to_read_takes_nothing_out(calling, answered):
    reading = calling("bob", [TokenScope.QUESTIONNAIRES_READ])

    assert reading.post(f"{answered}/exports").status_code == 403


def test_nothing_approved_is_nothing_to_take_out(calling, answered):
    assert calling("bob").post(f"{answered}/exports").status_code == 422


def test_a_file_that_was_taken_out_is_sent_and_reopened(calling, answered):
    bob = calling("bob")
    assert bob.post(f"{answered}/sent", headers={"If-Match": "*"}).status_code == 409
    bob.post(f"{answered}/approvals", json={"expected": 2})
    bob.post(f"{answered}/exports")
    given = bob.get(answered)
    assert (given.json["life"], given.json["sent_at"]) == ("exported", None)

    sent = bob.post(f"{answered}/sent", headers={"If-Match": given.headers["ETag"]})
    assert (sent.status_code, sent.json["life"]) == (200, "sent")
    assert bob.post(f"{answered}/reopen", headers={"If-Match": given.headers["ETag"]}).status_code == 412
    reopened = bob.post(f"{answered}/reopen", headers={"If-Match": sent.headers["ETag"]})
    assert (reopened.json["life"], reopened.json["revision"]) == ("in_review", 2)


def test_a_removed_questionnaire_is_gone(calling, answered):
    bob = calling("bob")

    assert bob.delete(answered).status_code == 204
    assert bob.get(answered).status_code == 404


@pytest.mark.parametrize("below", ["", "/answers", "/exports"])
def test_a_questionnaire_of_another_organisation_does_not_exist(calling, answered, below):
    assert calling("charlie").get(answered + below).status_code == 404
