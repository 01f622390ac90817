"""The package for an auditor: what it holds, who takes it out, and the trail of it."""

import io
import re
import zipfile
from datetime import date

import openpyxl
import pytest
import sqlalchemy as sa

from foundation.audit.models import AuditEntry
from questionnaires.controls.records import Sensitivity
from questionnaires.handoff import views
from tests.factories.control import keep_control
from tests.factories.questionnaire import answered

PAGE = "/handoff/"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(views, "today", lambda: date(2027, 3, 4))


def files(answer):
    with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def take_out(browser, internal="include"):
    return browser.post(PAGE, data={"internal": internal})


@pytest.mark.parametrize(
    ("person", "expected"), [(None, 302), ("fiona", 403), ("ada", 403), ("sam", 403), ("bob", 200), ("alice", 200)]
)
def test_who_may_take_it_out(sign_in, client, person, expected):
    browser = sign_in(person) if person else client

    assert browser.get(PAGE).status_code == expected
    assert take_out(browser).status_code == expected


def test_the_page_lists_exactly_what_the_package_then_holds(sign_in, acting_for):
    with acting_for("Acme") as acme:
        keep_control(acme, "AC-01", criteria=("CC6.1", "CC6.2"), evidence="Screenshots")
        keep_control(acme, "AC-02", criteria=("CC6.1",), sensitivity=Sensitivity.INTERNAL)
    bob = sign_in("bob")
    page = bob.get(PAGE).text
    book = openpyxl.load_workbook(io.BytesIO(files(take_out(bob))["auditor-handoff.xlsx"]))

    promised = re.findall(r'class="app-nowrap">([^<]+)</th><td[^>]*>(\d+)</td>', page)
    assert promised == [(sheet.title, str(sheet.max_row - 1)) for sheet in book]
    assert ("Controls by criterion", "3") in promised
    assert ("Open gaps", "59") in promised
    assert "1 of its 2 controls is internal" in page


def test_it_is_a_zip_of_a_workbook_and_one_page_that_needs_nothing_else(sign_in, acting_for):
    with acting_for("Acme") as acme:
        keep_control(acme, "AC-01", statement="<script>alert(1)</script>", title="A & B")

    answer = take_out(sign_in("bob"))

    assert answer.headers["Content-Disposition"] == "attachment; filename=auditor-handoff-2027-03-04.zip"
    assert sorted(files(answer)) == ["auditor-handoff.html", "auditor-handoff.xlsx"]
    printed = files(answer)["auditor-handoff.html"].decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in printed
    assert "A &amp; B" in printed
    assert not re.search(r"<script|<link|<img|src=|href=|url\(|@import", printed)
    assert "4 March 2027" in printed
    assert "break-inside" in printed


def test_it_keeps_to_the_settled_scope(sign_in):
    bob = sign_in("bob")
    bob.post("/readiness/scope", data={"version": "0", "categories": ["availability"]})

    printed = files(take_out(bob))["auditor-handoff.html"].decode()

    assert "A1.3" in printed
    assert "PI1.1" not in printed
    assert "Scope: Security, Availability." in bob.get(PAGE).text


def test_texts_of_internal_controls_stay_in_the_house_when_nothing_is_signed(sign_in, acting_for):
    with acting_for("Acme") as acme:
        keep_control(acme, statement="The vault stands in Boulder.", sensitivity=Sensitivity.INTERNAL)
    bob = sign_in("bob")

    assert b"Boulder" in files(take_out(bob))["auditor-handoff.html"]
    left_out = files(take_out(bob, "leave_out"))
    assert b"Boulder" not in left_out["auditor-handoff.html"]
    assert b"AC-01" in left_out["auditor-handoff.html"]


def test_internal_material_goes_along_only_when_somebody_says_so(sign_in):
    bob = sign_in("bob")

    assert re.search(r'<input checked[^>]*value="leave_out"', bob.get(PAGE).text)
    refused = take_out(bob, "elephant")
    assert refused.status_code == 422
    assert "Select whether internal material goes along" in refused.text


def test_steps_stand_in_it_with_owner_and_day(sign_in):
    bob = sign_in("bob")
    bob.post(
        "/remediation/new?criterion=CC9.2", data={"own_step": "Ask each vendor", "owner": "", "due_on": "2027-04-01"}
    )

    printed = files(take_out(bob))["auditor-handoff.html"].decode()

    assert "<td>Ask each vendor</td><td>Not begun</td><td>Nobody yet</td><td>1 April 2027</td>" in printed


def test_what_buyers_ask_is_not_told_to_an_auditor(app, sign_in, acting_for):
    with acting_for("Acme") as acme:
        keep_control(acme, criteria=("CC1.1",))
    bob = sign_in("bob")
    answered(app, bob)

    assert "Asked in" in bob.get("/readiness/").text
    printed = files(take_out(bob))["auditor-handoff.html"]
    assert b"Asked in" not in printed
    assert b"buyer" not in printed


def test_the_trail_keeps_who_took_it_out_and_looking_leaves_nothing(sign_in, acting_for):
    bob = sign_in("bob")
    bob.get(PAGE)
    take_out(bob, "leave_out")

    with acting_for("Acme") as acme:
        line = acme.scalars(sa.select(AuditEntry).where(AuditEntry.action == "handoff.taken_out")).one()
    assert (line.actor_name, line.summary) == ("Bob", "Took out the auditor hand-off: 0 controls, 61 open gaps")
    assert line.detail["with_internal"] is False


def test_the_same_day_and_data_give_the_same_bytes(sign_in, acting_for):
    with acting_for("Acme") as acme:
        keep_control(acme)
    bob = sign_in("bob")

    assert take_out(bob).data == take_out(bob).data


def test_another_organisations_controls_are_not_in_it(sign_in, acting_for):
    with acting_for("Acme") as acme:
        keep_control(acme, statement="The vault stands in Boulder.")

    assert b"Boulder" not in files(take_out(sign_in("charlie")))["auditor-handoff.html"]


def test_links_of_an_internal_control_go_along_only_with_its_texts(sign_in, acting_for):
    bob = sign_in("bob")
    with acting_for("Acme") as acme:
        shown = keep_control(acme, "AC-01").id
        hidden = keep_control(acme, "AC-02", sensitivity=Sensitivity.INTERNAL).id
    for row_id, name in ((shown, "public-page"), (hidden, "secret-page")):
        piece = {"title": name, "url": f"https://wiki.example/{name}"}
        assert bob.post(f"/controls/{row_id}/evidence/new", data=piece).status_code == 303

    assert "2 (1 without internal texts)" in bob.get(PAGE).text
    stays = "internal controls stand by id, criteria, products, state, and day and result of the last test"
    assert stays in bob.get(PAGE).text
    choices = ("leave_out", "include")
    without, whole = (files(take_out(bob, internal))["auditor-handoff.html"] for internal in choices)

    assert (b"https://wiki.example/public-page" in without, b"secret-page" in without) == (True, False)
    assert b"https://wiki.example/secret-page" in whole
