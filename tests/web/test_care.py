"""The care for controls and facts: owners, reviews, tests, and changing several at once."""

import re
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from foundation.audit.models import AuditEntry
from foundation.clock import today
from questionnaires.controls.models import Control
from questionnaires.controls.records import ControlStatus, TestResult
from questionnaires.facts.models import StatedFact
from tests.factories.control import keep_control
from tests.factories.fact import keep_fact

TYPED = {
    "title": "Leavers",
    "statement": "We close accounts.",
    "status": "partial",
    "sensitivity": "public",
    "test_result": "",
}


@pytest.fixture
def several(acting_for):
    """Three controls of Acme by id: overdue, due, and not planned."""
    with acting_for("Acme") as acme:
        rows = {name: keep_control(acme, name, owner="Head of IT") for name in ("AC-01", "AC-02", "AC-03")}
        rows["AC-01"].next_review_on = today() - timedelta(days=1)
        rows["AC-02"].next_review_on = today() + timedelta(days=14)
        acme.commit()
        return {name: row.id for name, row in rows.items()}


@pytest.fixture
def fact(acting_for):
    with acting_for("Acme") as acme:
        return keep_fact(acme).id


def control_of(acting_for, row_id):
    with acting_for("Acme") as session:
        return session.get_one(Control, row_id)


def shown(page):
    return re.findall(r'<th scope="row"[^>]*>(.*?)</th>', page)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("review=due", ["AC-01", "AC-02"]),
        ("review=overdue", ["AC-01"]),
        ("review=later", []),
        ("review=not_planned", ["AC-03"]),
        ("review=nonsense&sort=next_review_on", ["AC-01", "AC-02", "AC-03"]),
    ],
)
def test_the_list_is_narrowed_to_what_is_due(sign_in, several, asked, found):
    assert shown(sign_in("sam").get(f"/controls/?{asked}").text) == found


def test_what_is_due_and_overdue_is_marked(sign_in, several):
    page = sign_in("sam").get("/controls/").text

    assert (page.count("Review overdue"), page.count(">Review due<")) == (1, 1)


@pytest.mark.parametrize(("days", "review"), [(14, "due"), (15, "later")])
def test_a_review_is_due_from_two_weeks_before_its_day(sign_in, fact, acting_for, days, review):
    with acting_for("Acme") as acme:
        acme.get_one(StatedFact, fact).next_review_on = today() + timedelta(days=days)
        acme.commit()

    assert "Employees" in sign_in("sam").get(f"/facts/?review={review}").text.split("Not stated yet")[0]


def test_the_members_may_be_chosen_as_owners(sign_in, several):
    page = sign_in("bob").get(f"/controls/{several['AC-01']}/edit").text

    assert '<option value="Alice">' in page
    assert '<option value="Charlie">' not in page


def test_owner_and_next_review_are_kept_as_typed(sign_in, several, fact, acting_for):
    bob = sign_in("bob")

    bob.post(
        f"/controls/{several['AC-03']}/edit",
        data=TYPED | {"version": "1", "owner": "Bob", "next_review_on": "2027-03-01"},
    )
    bob.post(
        f"/facts/{fact}/edit", data={"version": "1", "value": "85", "owner": "Sam", "next_review_on": "2027-04-01"}
    )

    row = control_of(acting_for, several["AC-03"])
    assert (row.owner, row.next_review_on) == ("Bob", date(2027, 3, 1))
    with acting_for("Acme") as acme:
        kept = acme.get_one(StatedFact, fact)
    assert (kept.owner, kept.next_review_on) == ("Sam", date(2027, 4, 1))
    assert "<ins>2027-04-01</ins>" in bob.get(f"/facts/{fact}/history").text


def test_the_facts_are_searched_and_narrowed_by_owner(sign_in, fact, acting_for):
    with acting_for("Acme") as acme:
        keep_fact(acme, "dpo", "Kim").owner = "Sam"
        acme.commit()
    bob = sign_in("bob")

    for asked, count in (("search=data+officer", 1), ("search=85", 1), ("owner=Sam", 1), ("search=zebra", 0)):
        assert bob.get(f"/facts/?{asked}").text.count('<th scope="row"') == count, asked


def test_a_review_that_changed_nothing_plans_the_next_and_leaves_its_line(sign_in, several, acting_for, monkeypatch):
    monkeypatch.setattr("questionnaires.care.views.today", lambda: date(2027, 8, 31))
    row_id = several["AC-01"]
    version = control_of(acting_for, row_id).version

    answer = sign_in("bob").post(f"/controls/{row_id}/reviewed", data={"version": str(version), "months": "6"})

    assert answer.status_code == 303
    assert control_of(acting_for, row_id).next_review_on == date(2028, 2, 29)
    with acting_for("Acme") as acme:
        entry = acme.scalars(sa.select(AuditEntry).where(AuditEntry.action == "controls.reviewed")).one()
    assert (entry.actor_name, entry.summary) == ("Bob", "Reviewed the control AC-01")
    assert "by Bob" in sign_in("sam").get(f"/controls/{row_id}").text


def test_a_second_review_on_one_day_is_kept_too(sign_in, fact):
    bob = sign_in("bob")
    for version in ("1", "2"):
        assert bob.post(f"/facts/{fact}/reviewed", data={"version": version, "months": "12"}).status_code == 303

    assert bob.get(f"/facts/{fact}/history").text.count("Reviewed by Bob") == 2


@pytest.mark.parametrize(
    ("person", "sent", "expected"),
    [
        ("bob", {"version": "7", "months": "12"}, 409),
        ("bob", {"version": "1", "months": "5"}, 422),
        ("bob", {"months": "12"}, 422),
        ("sam", {"version": "1", "months": "12"}, 403),
        ("charlie", {"version": "1", "months": "12"}, 404),
    ],
)
def test_a_review_is_refused(sign_in, fact, person, sent, expected):
    assert sign_in(person).post(f"/facts/{fact}/reviewed", data=sent).status_code == expected


def test_an_exception_needs_a_note(sign_in, several):
    row = f"/controls/{several['AC-03']}"
    sent = TYPED | {"version": "1", "test_result": "exception"}

    answer = sign_in("bob").post(f"{row}/edit", data=sent)

    assert answer.status_code == 422
    assert "Enter what failed, and what was done about it" in answer.text
    assert sign_in("bob").post(f"{row}/edit", data=sent | {"exception_note": "1 of 9"}).status_code == 303


def test_a_later_test_that_passes_closes_an_exception_and_its_history_stays(sign_in, several, acting_for):
    bob, row = sign_in("bob"), f"/controls/{several['AC-03']}"
    failed = {"version": "1", "tested_on": "2026-03-01", "result": "exception", "note": "1 of 9 was late"}
    assert bob.post(f"{row}/test", data=failed).status_code == 303
    open_page = bob.get(row).text
    assert "The last test found an exception on 1 March 2026." in open_page
    assert "1 of 9 was late" in bob.get("/controls/").text

    bob.post(f"{row}/test", data={"version": "2", "tested_on": "2026-04-01", "result": "passed"})

    page = bob.get(row).text
    kept = control_of(acting_for, several["AC-03"])
    assert (kept.test_result, kept.exception_note) == (TestResult.PASSED, None)
    assert "The last test found an exception" not in page
    assert "1 of 9 was late" in page
    assert "Closed by the test of 1 April 2026" in page


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"tested_on": ""}, "Enter the day of the test"),
        ({"tested_on": "soon"}, "Enter a day that exists"),
        ({"tested_on": "2999-01-01"}, "Enter a day that has come already"),
        ({"tested_on": "2026-02-28"}, "Enter a day that is not before the last test, 2026-03-01"),
        ({"result": ""}, "Select what the test showed"),
        ({"result": "exception"}, "Enter what failed"),
    ],
)
def test_a_wrong_test_is_told_what_to_enter(sign_in, acting_for, sent, told):
    with acting_for("Acme") as acme:
        row_id = keep_control(acme, last_tested_on=date(2026, 3, 1)).id

    good = {"version": "1", "tested_on": "2026-03-01", "result": "passed"}
    answer = sign_in("bob").post(f"/controls/{row_id}/test", data=good | sent)

    assert answer.status_code == 422
    assert told in answer.text
    assert control_of(acting_for, row_id).test_result is None


def seen_on(page):
    return re.search(r'name="seen" value="(\w+)"', page)[1]


def test_ticked_controls_are_changed_together_as_the_preview_said(sign_in, several, acting_for):
    bob = sign_in("bob")
    ticked = f"?rows={several['AC-01']}&rows={several['AC-02']}"
    typed = {"owner": "Bob", "status": "planned", "product": "Payroll; Time", "next_review_on": "2027-05-01"}

    page = bob.post(f"/controls/change-several{ticked}", data=typed).text
    assert "2 controls would change" in page
    assert "<ins>Payroll; Time</ins>" in page
    assert control_of(acting_for, several["AC-01"]).owner == "Head of IT"
    answer = bob.post(f"/controls/change-several/apply{ticked}", data=typed | {"seen": seen_on(page)})

    assert answer.status_code == 303
    for name in ("AC-01", "AC-02"):
        row = control_of(acting_for, several[name])
        assert (row.owner, row.status, row.product) == ("Bob", ControlStatus.PLANNED, ["Payroll", "Time"])
        assert row.next_review_on == date(2027, 5, 1)
    assert control_of(acting_for, several["AC-03"]).owner == "Head of IT"
    with acting_for("Acme") as acme:
        entry = acme.scalars(sa.select(AuditEntry).where(AuditEntry.action == "controls.changed_together")).one()
    assert list(entry.detail["changed"]) == ["AC-01", "AC-02"]
    assert "Changed by Bob" in bob.get(f"/controls/{several['AC-01']}/history").text


def test_all_that_a_filter_shows_are_changed_and_values_are_taken_out(sign_in, several, acting_for):
    bob = sign_in("bob")
    with acting_for("Acme") as acme:
        keep_control(acme, "AC-04", owner="CEO")
    asked = "?all=1&owner=Head+of+IT"

    page = bob.post(f"/controls/change-several{asked}", data={"no_owner": "y"}).text
    assert "3 controls would change" in page
    bob.post(f"/controls/change-several/apply{asked}", data={"no_owner": "y", "seen": seen_on(page)})

    with acting_for("Acme") as acme:
        owners = acme.scalars(sa.select(Control.owner).order_by(Control.control_id)).all()
    assert owners == [None, None, None, "CEO"]


def test_facts_are_changed_together(sign_in, fact, acting_for):
    bob = sign_in("bob")
    page = bob.post("/facts/change-several?all=1", data={"owner": "Sam"}).text

    bob.post("/facts/change-several/apply?all=1", data={"owner": "Sam", "seen": seen_on(page)})

    with acting_for("Acme") as acme:
        assert acme.get_one(StatedFact, fact).owner == "Sam"


def test_nothing_is_changed_when_one_of_them_changed_since_the_preview(sign_in, several, acting_for):
    bob = sign_in("bob")
    page = bob.post("/controls/change-several?all=1", data={"owner": "Bob"}).text
    bob.post(f"/controls/{several['AC-03']}/edit", data=TYPED | {"version": "1", "owner": "Head of IT"})

    answer = bob.post("/controls/change-several/apply?all=1", data={"owner": "Bob", "seen": seen_on(page)})

    assert answer.status_code == 409
    assert control_of(acting_for, several["AC-01"]).owner == "Head of IT"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, "Fill in what shall be different"),
        ({"owner": "Bob", "no_owner": "y"}, "Either enter a value or tick that it is taken out"),
        ({"status": "nonsense"}, "Not a valid choice"),
        ({"next_review_on": "2027-02-30"}, "Enter a day that exists"),
    ],
)
def test_a_wrong_change_of_several_is_told(sign_in, several, typed, told):
    answer = sign_in("bob").post("/controls/change-several?all=1", data=typed)

    assert answer.status_code == 422
    assert told in answer.text


def test_a_change_that_changes_nothing_offers_nothing_to_do(sign_in, several):
    page = sign_in("bob").post("/controls/change-several?all=1", data={"owner": "Head of IT"}).text

    assert "Nothing would change" in page
    assert 'name="seen"' not in page


def test_controls_of_another_organisation_cannot_be_ticked(sign_in, several):
    answer = sign_in("charlie").get(f"/controls/change-several?rows={several['AC-01']}&rows=nonsense")

    assert (answer.status_code, answer.location) == (303, "/controls/")


def test_sales_ticks_nothing_and_changes_nothing(sign_in, several):
    sam = sign_in("sam")

    assert 'name="rows"' not in sam.get("/controls/").text
    assert sam.get("/controls/change-several?all=1").status_code == 403


@pytest.mark.parametrize("address", ["/controls/", "/facts/"])
def test_a_longer_list_asks_the_database_no_more_often(app, sign_in, acting_for, address):
    bob = sign_in("bob")

    def asked(rows):
        with acting_for("Acme") as acme:
            for number in range(rows):
                keep_control(acme, f"AC-{rows}-{number}", owner="Bob")
                keep_fact(acme, f"fact_{rows}_{number}")
        said = []
        listener = lambda *about: said.append(about[2])  # noqa: E731 - it is taken off again below
        sa.event.listen(app.extensions["engine"], "before_cursor_execute", listener)
        assert bob.get(address).status_code == 200
        sa.event.remove(app.extensions["engine"], "before_cursor_execute", listener)
        return len(said)

    assert asked(2) == asked(20)
