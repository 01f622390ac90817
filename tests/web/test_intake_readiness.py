"""One click takes into an intake what the controls show of its readiness."""

import pytest
import sqlalchemy as sa

from foundation.audit.models import AuditEntry
from foundation.criteria import Category, criteria_of
from matcher.intakes.models import Intake
from tests.factories.control import keep_control
from tests.factories.intake import add_intake

SECURITY = tuple(one.id for one in criteria_of([Category.SECURITY]))


@pytest.fixture
def ready(acting_for):
    with acting_for("Acme") as acme:
        keep_control(acme, "AC-01", criteria=SECURITY)


@pytest.fixture
def intake(acting_for):
    def keep(organisation="Acme", **answers):
        with acting_for(organisation) as session:
            kept = add_intake(session, **answers).id
            session.commit()
            return kept

    return keep


@pytest.fixture
def answers(acting_for):
    def read(intake_id):
        with acting_for("Acme") as acme:
            return acme.get_one(Intake, intake_id).answers

    return read


def test_the_step_offers_what_the_controls_show_with_its_reason(sign_in, ready, intake):
    intake_id = intake(readiness="none")

    page = sign_in("alice").get(f"/intakes/{intake_id}/steps/readiness").text

    assert "Your controls show: Our controls stand and leave evidence" in page
    assert "All 33 applicable criteria in scope are covered by a control that is in place." in page
    assert f'action="/intakes/{intake_id}/readiness"' in page


def test_a_click_takes_it_and_the_person_may_choose_otherwise(sign_in, ready, intake, answers, acting_for):
    alice, intake_id = sign_in("alice"), intake(readiness="none", budget_usd={"min": None, "max": 30000})

    sent = alice.post(f"/intakes/{intake_id}/readiness")

    assert (sent.status_code, sent.location) == (303, f"/intakes/{intake_id}/steps/readiness")
    assert answers(intake_id)["readiness"] == "ready"
    assert answers(intake_id)["budget_usd"] == {"min": None, "max": 30000}
    assert "This intake says the same." in alice.get(sent.location).text
    with acting_for("Acme") as acme:
        line = acme.scalars(sa.select(AuditEntry).where(AuditEntry.action == "intake.saved")).one()
        assert line.summary == "Took the readiness ready from the controls into the intake for Acme Payroll"

    alice.post(sent.location, data={"readiness": "remediating"})
    assert answers(intake_id)["readiness"] == "remediating"


def test_the_categories_of_the_intake_decide(sign_in, ready, intake, answers):
    intake_id = intake(categories=["security", "privacy"])

    sign_in("alice").post(f"/intakes/{intake_id}/readiness")

    assert answers(intake_id)["readiness"] == "gap_assessed"


def test_only_owners_may_and_only_for_their_own(sign_in, client, ready, intake):
    intake_id = intake()

    assert sign_in("bob").post(f"/intakes/{intake_id}/readiness").status_code == 403
    assert sign_in("charlie").post(f"/intakes/{intake_id}/readiness").status_code == 404
    assert client.post(f"/intakes/{intake_id}/readiness").status_code == 302
    assert sign_in("alice").get(f"/intakes/{intake_id}/readiness").status_code == 405


def test_without_controls_nothing_is_offered(sign_in, intake):
    assert "Your controls show" not in sign_in("alice").get(f"/intakes/{intake()}/steps/readiness").text


def test_a_private_link_offers_nothing_even_to_a_member_with_controls(sign_in, client, ready):
    link = client.post("/intakes/new/company", data={"organisation": "Someone"}).location.rsplit("/steps", 1)[0]

    assert "Your controls show" not in client.get(f"{link}/steps/readiness").text
    assert "Your controls show" not in sign_in("alice").get(f"{link}/steps/readiness").text


def test_the_readiness_page_offers_it_to_owners(sign_in, ready):
    page = sign_in("alice").get("/readiness/?chosen=yes").text

    assert "For finding an auditor, this shows: Ready" in page
    assert 'action="/intakes/readiness"' in page
    assert 'action="/intakes/readiness"' not in sign_in("bob").get("/readiness/").text


def test_from_there_one_click_is_enough_for_the_only_intake(sign_in, ready, intake, answers):
    intake_id = intake(readiness="none")

    sent = sign_in("alice").post("/intakes/readiness")

    assert sent.location == f"/intakes/{intake_id}/steps/readiness"
    assert answers(intake_id)["readiness"] == "ready"


def test_without_an_intake_one_is_begun(sign_in, ready, answers, acting_for):
    sent = sign_in("alice").post("/intakes/readiness")

    with acting_for("Acme") as acme:
        intake = acme.scalars(sa.select(Intake)).one()
    assert sent.location == f"/intakes/{intake.id}/steps/company"
    assert intake.answers == {"organisation": "Acme", "readiness": "ready"}


def test_of_several_intakes_the_person_chooses(sign_in, ready, intake, answers):
    first, second = intake(readiness="none"), intake(readiness="ready", categories=["security", "privacy"])
    alice = sign_in("alice")

    sent = alice.post("/intakes/readiness")

    assert (sent.location, answers(first)["readiness"]) == ("/intakes/readiness", "none")
    page = alice.get(sent.location).text
    assert "The intake says: We have not begun." in page
    assert f'action="/intakes/{first}/readiness"' in page
    assert f'action="/intakes/{second}/readiness"' in page
    assert 'action="/intakes/' not in sign_in("bob").get(sent.location).text


def test_the_choice_page_without_anything_says_what_it_takes(sign_in):
    assert "Nothing to take over yet" in sign_in("alice").get("/intakes/readiness").text
