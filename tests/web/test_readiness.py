"""The readiness page."""

import json
import re
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from foundation.audit.models import AuditEntry
from questionnaires.controls.records import ControlStatus, TestResult
from questionnaires.progress import chore
from questionnaires.progress.service import measure, snapshots
from tests.factories.control import keep_control
from tests.factories.questionnaire import answered, buyer_workbook


@pytest.mark.parametrize(
    ("person", "expected"), [(None, 302), ("fiona", 403), ("ada", 403), ("sam", 200), ("bob", 200)]
)
def test_who_may_open_it(sign_in, client, person, expected):
    browser = sign_in(person) if person else client

    assert browser.get("/readiness/").status_code == expected


def chart_on(page):
    return json.loads(re.search(r'id="coverage-data">(.*?)</script>', page.text)[1])


def test_without_a_control_everything_is_a_gap_and_the_page_says_where_to_begin(sign_in):
    page = sign_in("bob").get("/readiness/")

    assert "Import your control set" in page.text
    assert [part["counts"] for part in chart_on(page)["parts"]] == [[0] * 5, [0] * 5, [33, 3, 5, 2, 18], [0] * 5]


def test_the_criteria_are_counted_by_category_and_state(sign_in, acting_for):
    with acting_for("Acme") as acme:
        keep_control(acme, "AC-01", criteria=("CC6.1", "A1.1"))
        keep_control(acme, "AC-02", criteria=("A1.2",), status=ControlStatus.PARTIAL)
        keep_control(acme, "AC-03", criteria=("A1.3",), status=ControlStatus.NOT_APPLICABLE)

    page = sign_in("sam").get("/readiness/?chosen=yes&categories=availability")

    assert chart_on(page)["labels"] == ["Security", "Availability"]
    assert [part["counts"] for part in chart_on(page)["parts"]] == [[1, 1], [0, 1], [32, 0], [0, 1]]
    assert "6\u00a0% of the applicable criteria covered" in page.text  # 2 of 35


def test_security_stays_in_scope_when_nothing_is_ticked(sign_in):
    assert chart_on(sign_in("sam").get("/readiness/?chosen=yes"))["labels"] == ["Security"]


def test_a_word_that_is_no_category_is_passed_over(sign_in):
    assert chart_on(sign_in("sam").get("/readiness/?chosen=yes&categories=elephants"))["labels"] == ["Security"]


def test_a_planned_control_is_a_gap_with_its_reason_and_a_link(sign_in, acting_for):
    with acting_for("Acme") as acme:
        row_id = keep_control(acme, "AC-01", status=ControlStatus.PLANNED).id

    page = sign_in("sam").get("/readiness/").text

    assert "AC-01 (Sign-in with a second factor) is planned, not in place." in page
    assert f'<a href="/controls/{row_id}">AC-01</a>' in page


def test_of_many_controls_the_first_are_named_and_the_list_has_the_others(sign_in, acting_for):
    with acting_for("Acme") as acme:
        for number in range(15):
            keep_control(acme, f"AC-{number:02}", criteria=("CC6.1",))
    bob = sign_in("bob")

    page = bob.get("/readiness/").text

    assert ">AC-11</a>" in page
    assert ">AC-12</a>" not in page
    assert '<a href="/controls/?criterion=CC6.1">3 more' in page
    assert ">AC-12<" in bob.get("/controls/?criterion=CC6.1").text


def test_the_controls_of_another_organisation_cover_nothing(sign_in, acting_for):
    with acting_for("Acme") as acme:
        keep_control(acme)

    assert chart_on(sign_in("charlie").get("/readiness/"))["parts"][0]["counts"] == [0, 0, 0, 0, 0]


def settle(browser, *categories, version=0):
    return browser.post("/readiness/scope", data={"version": str(version), "categories": list(categories)})


def test_a_settled_scope_is_kept_and_others_can_still_be_looked_at(sign_in, acting_for):
    bob = sign_in("bob")
    assert "Nobody has settled the scope yet" in bob.get("/readiness/").text

    assert settle(bob, "privacy", "availability").status_code == 303

    assert chart_on(bob.get("/readiness/"))["labels"] == ["Security", "Availability", "Privacy"]
    other = bob.get("/readiness/?chosen=yes&categories=confidentiality")
    assert chart_on(other)["labels"] == ["Security", "Confidentiality"]
    assert "Your settled scope is Security, Availability, Privacy." in other.text
    with acting_for("Acme") as acme:
        line = acme.scalars(sa.select(AuditEntry).where(AuditEntry.action == "readiness.scope_settled")).one()
        assert (line.summary, line.actor_name) == ("Settled the scope: Security, Availability, Privacy", "Bob")


def test_a_scope_that_somebody_else_settled_meanwhile_is_not_overwritten(sign_in):
    bob = sign_in("bob")
    settle(bob, "privacy")

    assert settle(bob, "availability").status_code == 409
    assert settle(bob, "availability", version=1).status_code == 303
    assert chart_on(bob.get("/readiness/"))["labels"] == ["Security", "Availability"]


def test_settling_takes_the_right_to_change_controls_and_a_post(sign_in):
    assert settle(sign_in("sam"), "privacy").status_code == 403
    assert sign_in("bob").get("/readiness/scope").status_code == 405
    assert "Settle what you look at" not in sign_in("sam").get("/readiness/").text


def test_another_organisations_scope_is_its_own(sign_in):
    settle(sign_in("bob"))

    assert len(chart_on(sign_in("charlie").get("/readiness/"))["labels"]) == 5


def criteria_on(page):
    return re.findall(r'<tr><th scope="row">([A-Z]+[0-9.]+)</th>', page.text)


def test_the_criteria_are_narrowed_by_state_and_category(sign_in, acting_for):
    with acting_for("Acme") as acme:
        keep_control(acme, "AC-01", criteria=("CC6.1", "A1.1"))
    bob = sign_in("bob")

    assert len(criteria_on(bob.get("/readiness/"))) == 61
    assert criteria_on(bob.get("/readiness/?state=covered")) == ["CC6.1", "A1.1"]
    assert criteria_on(bob.get("/readiness/?state=covered&category=availability")) == ["A1.1"]
    assert "No criterion matches" in bob.get("/readiness/?state=partial").text
    assert len(criteria_on(bob.get("/readiness/?state=elephant&category=moon"))) == 61


def test_each_criterion_says_what_shows_it(sign_in, acting_for):
    with acting_for("Acme") as acme:
        keep_control(acme, "AC-01", evidence="Screenshots", last_tested_on=date(2026, 3, 4))
        keep_control(acme, "AC-02", test_result=TestResult.EXCEPTION)

    page = sign_in("sam").get("/readiness/?state=covered").text

    assert "1 of 2 say what shows it" in page
    assert "Last test 4 March 2026" in page
    assert "1 exception" in page


def test_what_buyers_ask_moves_a_gap_up_and_its_card_says_so(app, sign_in, acting_for):
    with acting_for("Acme") as acme:
        keep_control(acme, "AC-01", criteria=("CC1.1",))
    bob = sign_in("bob")
    questions = tuple((f"B-{n}", "Backup", f"Are backups restored in test {n} every quarter?") for n in range(3))
    answered(app, bob, buyer_workbook(questions), buyer="Globex")
    answered(app, bob, buyer_workbook(questions[:1]), buyer="globex ")
    answered(app, bob, buyer_workbook(questions[:1]), buyer="Initech")

    page = bob.get("/readiness/").text
    order = re.findall(r'<span class="coverage-rank">\d+</span> (\S+)', page)

    assert order.index("A1.3") == 5  # behind the five that auditors find most, before all others
    assert "Asked in 5 questions of 2 buyers; nothing covers it yet." in page
    assert "No buyer has asked about it so far; nothing covers it yet." in page
    assert "No buyer has asked" not in sign_in("charlie").get("/readiness/").text


def test_the_number_of_statements_does_not_grow_with_controls_gaps_and_questions(app, sign_in, acting_for):
    bob = sign_in("bob")
    with acting_for("Acme") as acme:
        keep_control(acme, "AC-00")
    few = statements(app, lambda: bob.get("/readiness/"))
    with acting_for("Acme") as acme:
        for number in range(1, 12):
            keep_control(acme, f"AC-{number:02}", criteria=("CC1.1", "CC7.1"), status=ControlStatus.PARTIAL)
    answered(app, bob)
    bob.post("/remediation/new?criterion=CC9.2", data={"own_step": "Ask each vendor", "owner": ""})

    assert statements(app, lambda: bob.get("/readiness/")) == few


def statements(app, ask):
    seen = []
    note = lambda *given: seen.append(given[2])  # noqa: E731 - taken away again by its name
    event.listen(app.extensions["engine"], "before_cursor_execute", note)
    assert ask().status_code == 200
    event.remove(app.extensions["engine"], "before_cursor_execute", note)
    return len([one for one in seen if one.startswith("SELECT")])


def test_before_the_first_measurement_the_page_says_when_it_comes(sign_in):
    page = sign_in("sam").get("/readiness/").text

    assert "Nothing is measured yet." in page
    assert "progress-chart" not in page


def test_one_measurement_is_a_number_and_two_days_are_a_line_with_its_table(sign_in, acting_for):
    with acting_for("Acme") as acme:
        keep_control(acme, "AC-01", criteria=("CC6.1",))
        measure(acme, datetime(2026, 3, 4, 9, tzinfo=UTC))
        acme.commit()
    bob = sign_in("bob")
    page = bob.get("/readiness/?chosen=yes").text
    assert "covered at the first measurement, on 4 March 2026" in page
    assert "progress-chart" not in page

    with acting_for("Acme") as acme:
        keep_control(acme, "AC-02", criteria=("CC6.2", "CC6.3"))
        measure(acme, datetime(2026, 3, 9, 9, tzinfo=UTC))
        acme.commit()

    page = bob.get("/readiness/?chosen=yes").text
    drawn = json.loads(re.search(r'id="progress-data">(.*?)</script>', page)[1])
    assert drawn == {"days": ["2026-03-04", "2026-03-09"], "lines": [{"label": "Security", "values": [3, 9]}]}
    assert "9 March 2026" in page


def test_the_clock_measures_first_control_sets_at_once_and_changes_once_an_hour(app, acting_for, monkeypatch):
    moment = datetime(2026, 3, 4, 9, 7, tzinfo=UTC)
    monkeypatch.setattr(chore, "now", lambda: moment)
    write_down = chore.progress_chore(app.extensions["engine"])

    def kept():
        with acting_for("Acme") as acme:
            return len(snapshots(acme))

    write_down()
    assert kept() == 0  # no controls, nothing to measure
    with acting_for("Acme") as acme:
        keep_control(acme, "AC-01", criteria=("CC6.1",))
    write_down()
    assert kept() == 5
    with acting_for("Acme") as acme:
        keep_control(acme, "AC-02", criteria=("CC6.2",))
    write_down()
    assert kept() == 5
    moment = datetime(2026, 3, 4, 9, 45, tzinfo=UTC)
    write_down()
    write_down()
    assert kept() == 6
    with acting_for("Umbrella") as umbrella:
        assert len(snapshots(umbrella)) == 0
