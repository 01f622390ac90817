"""Intakes and matches over the API."""

from uuid import UUID

import pytest

from foundation.access.scope import EVERY_ORGANISATION, open_session, scope_of
from foundation.clock import today
from matcher.firms.seed import seed_firms
from tests.factories.introduction import add_introduction
from tests.support.api import INTAKE

INTAKES = "/api/v1/intakes"


@pytest.fixture
def intake(calling):
    return f"{INTAKES}/{calling('alice').post(INTAKES, json=INTAKE).json['id']}"


@pytest.fixture
def directory(app):
    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        seed_firms(session, today=today())
        session.commit()


def test_an_intake_is_kept_as_sent_and_listed(calling, intake):
    alice = calling("alice")

    given = alice.get(intake).json

    assert {name: given["answers"][name] for name in INTAKE} == INTAKE
    assert (given["title"], given["hindrances"], given["answers"]["categories"]) == ("Acme", [], ["security"])
    assert [one["id"] for one in alice.get(INTAKES).json["items"]] == [given["id"]]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"headcount": 0}, "headcount"),
        ({"headcount": "50"}, "headcount"),
        ({"hq_country": "Atlantis"}, "hq_country"),
        ({"budget_usd": {"min": 2, "max": 1}}, "budget_usd"),
        ({"report_needed_by": "2020-01-01"}, "report_needed_by"),
        ({"priorities": {"price": 6}}, "priorities.price"),
        ({"mood": "fine"}, "mood"),
    ],
)
def test_a_wrong_answer_is_named_by_its_key(calling, wrong, field):
    answer = calling("alice").post(INTAKES, json=INTAKE | wrong)

    assert (answer.status_code, [one["field"] for one in answer.json["errors"]]) == (422, [field])


def test_a_replacement_needs_the_version_that_was_seen(calling, intake):
    alice = calling("alice")

    replaced = alice.put(intake, json={"organisation": "Acme", "platform": None}, headers={"If-Match": '"1"'})

    assert (replaced.status_code, replaced.json["answers"]["headcount"], replaced.headers["ETag"]) == (200, None, '"2"')
    assert alice.put(intake, json=INTAKE, headers={"If-Match": '"1"'}).status_code == 412


def test_an_intake_is_matched_and_the_matches_kept(calling, intake, directory):
    alice = calling("alice")

    found = alice.post(f"{intake}/matches")

    assert found.status_code == 201
    assert [match["rank"] for match in found.json["report"]["matches"]] == [1, 2, 3]
    assert found.json["intake"]["headcount"] == 50
    assert alice.get(f"{intake}/matches").json["items"] == [found.json]
    assert alice.get(f"{intake}/matches/{found.json['id']}").json == found.json


def test_the_security_team_reads_intakes_and_does_not_match(calling, intake, directory):
    bob = calling("bob")

    assert bob.get(intake).status_code == 200
    assert bob.post(f"{intake}/matches").status_code == 403
    assert bob.delete(intake).status_code == 403


def test_a_deleted_intake_is_gone(calling, intake):
    alice = calling("alice")

    assert alice.delete(intake).status_code == 204
    assert alice.get(intake).status_code == 404


def test_an_intake_is_not_deleted_under_a_firm_that_is_asked(calling, intake, acting_for):
    alice = calling("alice")
    with acting_for("Acme") as acme:
        add_introduction(acme, scope_of(acme)).intake_id = UUID(intake.rsplit("/", 1)[1])
        acme.commit()

    answer = alice.delete(intake)

    assert answer.status_code == 409
    assert "Withdraw those introductions first" in answer.json["detail"]
    assert alice.get(intake).status_code == 200


@pytest.mark.parametrize("below", ["", "/matches"])
def test_an_intake_of_another_organisation_does_not_exist(calling, intake, below):
    assert calling("charlie").get(intake + below).status_code == 404
