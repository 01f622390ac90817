"""Controls over the API."""

import pytest

from foundation.audit.queries import TrailFilter, trail
from questionnaires.controls.service import control_records
from tests.factories.control import keep_control

CONTROLS = "/api/v1/controls"
SENT = {
    "control_id": "AC-07",
    "title": "Leavers",
    "statement": "=We close accounts\nwithin a day.",
    "status": "implemented",
    "criteria": ["CC6.2", "CC6.3"],
    "last_tested_on": "2026-05-04",
    "test_result": "passed",
    "product": ["Payroll", "Ledger"],
    "sensitivity": "nda",
}


@pytest.fixture
def control(acting_for):
    with acting_for("Acme") as acme:
        return f"{CONTROLS}/{keep_control(acme, owner='Head of IT').id}"


def records(acting_for, name="Acme"):
    with acting_for(name) as session:
        return control_records(session)


def test_a_control_that_was_added_is_given_back_as_sent(calling):
    bob = calling("bob")

    added = bob.post(CONTROLS, json=SENT)

    assert added.status_code == 201
    given = bob.get(f"{CONTROLS}/{added.json['id']}")
    assert {name: given.json[name] for name in SENT} == SENT
    assert (given.json["owner"], given.json["version"], given.headers["ETag"]) == (None, 1, '"1"')


def test_adding_leaves_one_line_in_the_trail_under_the_members_name(calling, acting_for):
    calling("bob").post(CONTROLS, json=SENT)

    with acting_for("Acme") as acme:
        lines = [(line.action, line.actor_name) for line in trail(acme, TrailFilter(), page=1).rows]
    assert lines.count(("controls.added", "Bob")) == 1


@pytest.mark.parametrize(
    ("wrong", "field", "told"),
    [
        ({"title": " "}, "title", "Enter a text"),
        ({"control_id": "A" * 201}, "control_id", "Longer than maximum length 200."),
        ({"criteria": ["CC6.1", "CC99.9"]}, "criteria.1", "Must be one of"),
        ({"status": "finished"}, "status", "Must be one of"),
        ({"last_tested_on": "2026-02-30"}, "last_tested_on", "Not a valid date."),
        ({"product": ["One; two"]}, "product.0", "without a semicolon"),
        ({"mood": "fine"}, "mood", "Unknown field."),
    ],
)
def test_a_wrong_field_is_named_and_nothing_kept(calling, acting_for, wrong, field, told):
    answer = calling("bob").post(CONTROLS, json=SENT | wrong)

    assert answer.status_code == 422
    assert [one["field"] for one in answer.json["errors"]] == [field]
    assert told in answer.json["errors"][0]["detail"]
    assert records(acting_for) == ()


def test_an_id_that_is_taken_is_a_conflict(calling, control):
    assert calling("bob").post(CONTROLS, json=SENT | {"control_id": "AC-01"}).status_code == 409


def test_signs_that_are_no_text_are_left_out(calling):
    answer = calling("bob").post(
        CONTROLS,
        data=b'{"control_id": "A", "title": "a\\ud800b\\u0000", "statement": "c", "status": "planned"}',
        content_type="application/json",
    )

    assert (answer.status_code, answer.json["title"]) == (201, "ab")


def test_a_change_needs_the_version_that_was_seen(calling, control):
    bob = calling("bob")

    assert bob.patch(control, json={"title": "Other"}, headers={"If-Match": ""}).status_code == 412
    assert bob.patch(control, json={"title": "Other"}, headers={"If-Match": '"2"'}).status_code == 412
    assert bob.patch(control, json={"title": "Other"}, headers={"If-Match": '"1"'}).status_code == 200
    assert bob.patch(control, json={"title": "Third"}, headers={"If-Match": '"1"'}).status_code == 412


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_a_change_of_what_nobody_says_to_have_seen_is_refused(app, calling, control, method):
    client, token = app.test_client(), calling("bob").token
    body = {key: value for key, value in SENT.items() if key != "control_id"}
    sent = None if method == "DELETE" else body

    answer = client.open(control, method=method, json=sent, headers={"Authorization": f"Bearer {token}"})

    assert (answer.status_code, answer.mimetype) == (428, "application/problem+json")


def test_a_part_that_is_changed_leaves_the_others(calling, control, acting_for):
    answer = calling("bob").patch(control, json={"title": "Other", "owner": None})

    assert (answer.json["title"], answer.json["owner"], answer.json["criteria"]) == ("Other", None, ["CC6.1"])
    assert answer.headers["ETag"] == '"2"'
    assert records(acting_for)[0].title == "Other"


def test_a_replacement_forgets_what_it_does_not_name(calling, control, acting_for):
    answer = calling("bob").put(control, json={"title": "Other", "statement": "We do.", "status": "partial"})

    assert answer.status_code == 200
    kept = records(acting_for)[0]
    assert (kept.control_id, kept.title, kept.owner, kept.criteria) == ("AC-01", "Other", None, ())


def test_a_removed_control_is_gone(calling, control, acting_for):
    assert calling("bob").delete(control).status_code == 204
    assert records(acting_for) == ()


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_a_control_of_another_organisation_does_not_exist(calling, control, acting_for, method):
    body = {"title": "Mine", "statement": "We do.", "status": "partial"} if method in ("PUT", "PATCH") else None

    answer = calling("charlie").open(control, method=method, json=body)

    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    assert len(records(acting_for)) == 1


def test_sales_may_read_and_not_write(calling, control):
    sam = calling("sam")

    assert sam.get(control).status_code == 200
    assert sam.patch(control, json={"title": "Other"}).status_code == 403


@pytest.fixture
def three(acting_for):
    with acting_for("Acme") as acme:
        keep_control(acme, "AC-01", title="Beta", criteria=("P1.1",))
        keep_control(acme, "AC-02", title="Gamma", status="planned")
        keep_control(acme, "AC-03", title="Alpha")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["AC-01", "AC-02", "AC-03"]),
        ("sort=title", ["AC-03", "AC-01", "AC-02"]),
        ("search=gamma", ["AC-02"]),
        ("status=planned", ["AC-02"]),
        ("criterion=privacy", ["AC-01"]),
        ("page_size=2", ["AC-01", "AC-02"]),
        ("page_size=2&page=2", ["AC-03"]),
    ],
)
def test_the_list_gives_what_was_asked_for(calling, three, asked, found):
    answer = calling("sam").get(f"{CONTROLS}?{asked}")

    assert [one["control_id"] for one in answer.json["items"]] == found


def test_a_page_says_how_many_there_are(calling, three):
    page = calling("sam").get(f"{CONTROLS}?page_size=2&page=2").json

    assert {name: page[name] for name in ("page", "page_size", "pages", "total")} == {
        "page": 2,
        "page_size": 2,
        "pages": 2,
        "total": 3,
    }


@pytest.mark.parametrize("asked", ["status=nonsense", "page=0", "page_size=201", "page=x"])
def test_a_query_that_means_nothing_is_told(calling, asked):
    answer = calling("sam").get(f"{CONTROLS}?{asked}")

    assert answer.status_code == 422
    assert answer.json["errors"][0]["field"].startswith("?")
