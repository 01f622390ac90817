"""Remediation steps: taken on, given to somebody, moved along, given up."""

import re
from datetime import date

import pytest
import sqlalchemy as sa

from foundation.accounts.models import User
from foundation.audit.models import AuditEntry
from foundation.mail.models import OutgoingMail
from questionnaires.controls.records import ControlStatus
from questionnaires.controls.remediation import remediation_steps
from questionnaires.remediation import views
from questionnaires.remediation.models import LONGEST_STEP, RemediationTask
from tests.factories.control import keep_control

NEW = "/remediation/new?criterion=CC9.2"
FIRST, SECOND = remediation_steps()["CC9.2"][:2]


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(views, "today", lambda: date(2027, 3, 4))


@pytest.fixture
def user_id(acting_for):
    def find(name):
        with acting_for("Acme") as session:
            return str(session.scalars(sa.select(User.id).where(User.name == name)).one())

    return find


@pytest.fixture
def tasks(acting_for):
    def read():
        with acting_for("Acme") as session:
            return session.scalars(sa.select(RemediationTask).order_by(RemediationTask.created_at)).all()

    return read


def take_on(browser, *steps, **fields):
    return browser.post(NEW, data={"steps": list(steps), "owner": "", **fields})


def move(browser, task, **fields):
    usual = {"version": str(task.version), "state": task.state.value, "owner": str(task.owner_id or "")}
    return browser.post(f"/remediation/{task.id}", data={**usual, "due_on": task.due_on or "", **fields})


@pytest.mark.parametrize(
    ("person", "listed", "new"), [(None, 302, 302), ("fiona", 403, 403), ("sam", 200, 403), ("bob", 200, 200)]
)
def test_who_may_see_the_list_and_who_may_take_on_steps(sign_in, client, person, listed, new):
    browser = sign_in(person) if person else client

    assert browser.get("/remediation/").status_code == listed
    assert browser.get(NEW).status_code == new


def test_a_page_without_a_criterion_says_what_to_choose(sign_in):
    page = sign_in("bob").get("/remediation/new?criterion=CC99.1")

    assert page.status_code == 422
    assert "Choose a gap on the readiness page" in page.text


def test_ticked_steps_and_an_own_one_are_taken_on_with_owner_and_day(sign_in, tasks, user_id, acting_for):
    alice = sign_in("alice")
    offered = alice.get(NEW).text
    assert FIRST in offered

    sent = take_on(
        alice, FIRST, SECOND, own_step="Ask each vendor for its report", owner=user_id("Bob"), due_on="2027-04-01"
    )

    assert sent.status_code == 303
    assert [(one.step, one.own, one.owner_name, one.due_on) for one in tasks()] == [
        (FIRST, False, "Bob", date(2027, 4, 1)),
        (SECOND, False, "Bob", date(2027, 4, 1)),
        ("Ask each vendor for its report", True, "Bob", date(2027, 4, 1)),
    ]
    with acting_for("Acme") as session:
        line = session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "remediation.taken_on")).one()
        assert line.summary == "Took on 3 steps for CC9.2, given to Bob"


def test_the_owner_gets_one_mail_for_all_steps_and_nobody_mails_themself(sign_in, tasks, user_id, acting_for):
    alice = sign_in("alice")
    take_on(alice, FIRST, SECOND, owner=user_id("Bob"), due_on="2027-04-01")
    take_on(alice, own_step="Mine", owner=user_id("Alice"))
    take_on(alice, own_step="Whose?")

    with acting_for("Acme") as session:
        mail = session.scalars(sa.select(OutgoingMail)).one()
    assert (mail.recipient, mail.subject) == ("bob@example.com", "For you to do: CC9.2 by 1 April 2027")
    assert mail.body.startswith("Alice asks you to do these 2 steps by 1 April 2027")
    assert f"/remediation/{tasks()[0].id}" in mail.body
    assert FIRST in mail.body
    assert SECOND in mail.body


def test_steps_taken_on_are_offered_no_more_and_stand_beside_their_gap(sign_in):
    bob = sign_in("bob")
    take_on(bob, FIRST)

    page = bob.get(NEW).text
    assert f'value="{FIRST}"' not in page
    gap = bob.get("/readiness/").text.split("CC9.2 ", 1)[1].split("</li><li", 1)[0]
    assert gap.index(FIRST) < gap.index("more suggested steps")
    assert "Nobody yet" in gap


@pytest.mark.parametrize(
    ("steps", "fields", "said"),
    [
        ((), {}, "Tick a step, or write one of your own"),
        (("Dance",), {}, "The suggestions have changed meanwhile"),
        ((), {"own_step": "a" * (LONGEST_STEP + 1)}, "Enter at most 500 characters"),
        ((FIRST,), {"own_step": FIRST}, "This step is on the list already"),
        ((FIRST,), {"due_on": "soon"}, "Enter a day that exists"),
        ((FIRST,), {"owner": "00000000-0000-0000-0000-000000000007"}, "Select one of the members"),
    ],
)
def test_what_cannot_be_taken_on_is_told_and_nothing_is_kept(sign_in, tasks, steps, fields, said):
    answer = take_on(sign_in("bob"), *steps, **fields)

    assert answer.status_code == 422
    assert said in answer.text
    assert tasks() == []


def test_people_of_sales_and_of_other_organisations_cannot_be_owners(sign_in, user_id):
    page = sign_in("bob").get(NEW).text

    assert re.findall(r'<option[^>]*value="[0-9a-f-]{36}">(\w+)<', page.replace("selected ", "")) == ["Alice", "Bob"]
    assert user_id("Sam") not in page
    assert take_on(sign_in("bob"), FIRST, owner=user_id("Sam")).status_code == 422


def test_done_asks_what_was_done_and_does_not_cover_the_criterion(sign_in, tasks, acting_for):
    bob = sign_in("bob")
    take_on(bob, FIRST)
    assert move(bob, tasks()[0], state="done").status_code == 422

    assert move(bob, tasks()[0], state="done", note="See ticket 12").status_code == 303

    done = tasks()[0]
    assert (done.state.value, done.done_on, done.done_by, done.note) == (
        "done",
        date(2027, 3, 4),
        "Bob",
        "See ticket 12",
    )
    page = bob.get("/remediation/?show=done").text
    assert "CC9.2 counts as covered once a control that is in place names it" in page
    assert "CC9.2" in re.findall(r'coverage-rank">\d+</span> (\S+)', bob.get("/readiness/").text)
    with acting_for("Acme") as acme:
        keep_control(acme, criteria=("CC9.2",))
    assert "CC9.2" not in re.findall(r'coverage-rank">\d+</span> (\S+)', bob.get("/readiness/").text)


def test_a_step_is_in_one_of_three_states(sign_in, tasks):
    bob = sign_in("bob")
    take_on(bob, FIRST)

    refused = move(bob, tasks()[0], state="elephant")

    assert refused.status_code == 422
    assert "Select how far it is" in refused.text


def test_a_step_that_is_begun_again_is_done_no_more(sign_in, tasks):
    bob = sign_in("bob")
    take_on(bob, FIRST)
    move(bob, tasks()[0], state="done", note="See ticket 12")

    move(bob, tasks()[0], state="doing", note="It came back")

    assert (tasks()[0].state.value, tasks()[0].done_on, tasks()[0].done_by) == ("doing", None, None)


def test_a_new_owner_is_told_and_the_trail_says_what_changed(sign_in, tasks, user_id, acting_for):
    alice = sign_in("alice")
    take_on(alice, FIRST, owner=user_id("Alice"))

    move(alice, tasks()[0], owner=user_id("Bob"), due_on="2027-05-01")

    with acting_for("Acme") as session:
        assert session.scalars(sa.select(OutgoingMail.recipient)).all() == ["bob@example.com"]
        line = session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "remediation.changed")).one()
        assert line.detail["changes"] == {"owner": ["Alice", "Bob"], "due_on": [None, "2027-05-01"]}


def test_saving_what_stands_already_changes_nothing(sign_in, tasks, acting_for):
    bob = sign_in("bob")
    take_on(bob, FIRST)

    move(bob, tasks()[0])

    assert "Nothing was different" in bob.get("/remediation/").text
    assert tasks()[0].version == 1


def test_a_step_that_somebody_else_changed_is_not_overwritten(sign_in, tasks):
    bob = sign_in("bob")
    take_on(bob, FIRST)
    seen = tasks()[0]
    move(bob, seen, state="doing")

    assert move(bob, seen, due_on="2027-05-01").status_code == 409
    assert tasks()[0].due_on is None


@pytest.mark.parametrize(("due_on", "overdue"), [("2027-03-03", True), ("2027-03-04", False), ("", False)])
def test_a_step_is_overdue_from_the_day_after_its_last_one(sign_in, due_on, overdue):
    bob = sign_in("bob")
    take_on(bob, FIRST, due_on=due_on)

    assert ("Overdue since" in bob.get("/remediation/").text) is overdue
    assert (FIRST in bob.get("/remediation/?show=overdue").text) is overdue


def test_what_is_done_is_never_overdue(sign_in, tasks):
    bob = sign_in("bob")
    take_on(bob, FIRST, due_on="2027-03-01")
    move(bob, tasks()[0], state="done", note="See ticket 12")

    page = bob.get("/remediation/?show=all").text
    assert "Overdue" not in re.sub("<option.*?</option>", "", page)
    assert "done on 4 March 2027" in page


def listed(browser, query):
    return re.findall(r">(Step \w)<", browser.get(f"/remediation/?{query}").text)


def test_the_list_is_sorted_by_day_or_owner_and_narrowed(sign_in, tasks, user_id):
    alice = sign_in("alice")
    take_on(alice, own_step="Step A", owner=user_id("Bob"), due_on="2027-05-01")
    take_on(alice, own_step="Step B", owner="")
    take_on(alice, own_step="Step C", owner=user_id("Alice"), due_on="2027-06-01")
    alice.post("/remediation/new?criterion=A1.1", data={"own_step": "Step D", "owner": "", "due_on": "2027-04-01"})

    assert listed(alice, "") == ["Step D", "Step A", "Step C", "Step B"]
    assert listed(alice, "order=owner") == ["Step C", "Step A", "Step D", "Step B"]
    assert listed(alice, "criterion=A1.1") == ["Step D"]
    assert listed(alice, f"owner={user_id('Bob')}") == ["Step A"]
    assert listed(alice, "owner=nobody") == ["Step D", "Step B"]
    assert listed(alice, "show=done") == []
    assert listed(alice, "owner=elephant&order=moon&show=x&criterion=y") == ["Step D", "Step A", "Step C", "Step B"]


def test_a_step_is_given_up_by_a_post_and_the_trail_keeps_it(sign_in, tasks, acting_for):
    bob = sign_in("bob")
    take_on(bob, FIRST)
    address = f"/remediation/{tasks()[0].id}"
    assert bob.get(f"{address}/remove").status_code == 405

    assert bob.post(f"{address}/remove").status_code == 303

    assert tasks() == []
    with acting_for("Acme") as session:
        line = session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "remediation.given_up")).one()
        assert line.detail["was"]["step"] == FIRST


def test_another_organisations_step_does_not_exist(sign_in, tasks):
    take_on(sign_in("bob"), FIRST)
    charlie = sign_in("charlie")

    assert charlie.get(f"/remediation/{tasks()[0].id}").status_code == 404
    assert charlie.post(f"/remediation/{tasks()[0].id}/remove").status_code == 404
    assert "Nobody has taken on a step yet" in charlie.get("/remediation/").text


def test_an_owner_who_left_is_still_named(sign_in, tasks, user_id, acting_for):
    alice = sign_in("alice")
    take_on(alice, FIRST, owner=user_id("Bob"))
    with acting_for("Acme") as session:
        session.delete(session.get(User, tasks()[0].owner_id))
        session.commit()

    assert (tasks()[0].owner_id, tasks()[0].owner_name) == (None, "Bob")
    assert "Bob" in alice.get("/remediation/").text
    assert alice.get(f"/remediation/{tasks()[0].id}").status_code == 200


def test_a_covered_criterion_takes_own_steps_only(sign_in, acting_for):
    with acting_for("Acme") as acme:
        keep_control(acme, criteria=("CC9.2",), status=ControlStatus.IMPLEMENTED)

    page = sign_in("bob").get(NEW).text

    assert "Nothing is left open" in page
    assert FIRST not in page


def test_every_suggested_step_fits():
    assert max(len(step) for steps in remediation_steps().values() for step in steps) <= LONGEST_STEP
