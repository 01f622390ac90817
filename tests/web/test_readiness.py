"""The readiness page."""

import json
import re

import pytest

from questionnaires.controls.records import ControlStatus
from tests.factories.control import keep_control


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


def test_the_controls_of_another_organisation_cover_nothing(sign_in, acting_for):
    with acting_for("Acme") as acme:
        keep_control(acme)

    assert chart_on(sign_in("charlie").get("/readiness/"))["parts"][0]["counts"] == [0, 0, 0, 0, 0]
