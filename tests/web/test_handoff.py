"""The package for the auditor."""

import io
import zipfile

import openpyxl
import pytest
import sqlalchemy as sa

from foundation.audit.models import AuditEntry
from questionnaires.controls.records import ControlStatus, Sensitivity, TestResult
from tests.factories.control import keep_control

HOSTILE = '=HYPERLINK("http://x.invalid")<script>alert(1)</script>'


@pytest.fixture
def acme(acting_for):
    session = acting_for("Acme")
    keep_control(session, "AC-01", evidence="Export of the sign-in settings")
    keep_control(session, "AC-02", statement=HOSTILE, criteria=("CC6.2",), title="@title")
    keep_control(
        session,
        "AC-03",
        statement="The vault stands in cellar nine.",
        evidence="Photo of cellar nine",
        exception_note="Cellar nine was open",
        test_result=TestResult.EXCEPTION,
        criteria=("CC6.4",),
        status=ControlStatus.IMPLEMENTED,
        sensitivity=Sensitivity.INTERNAL,
    )
    return session


def taken_out(browser, address="/readiness/handoff", **fields):
    sent = browser.post(address, data=fields)
    assert sent.status_code == 200
    return zipfile.ZipFile(io.BytesIO(sent.data))


def rows(files, sheet):
    book = openpyxl.load_workbook(io.BytesIO(files.read("handoff.xlsx")))
    return [[cell.value for cell in row] for row in book[sheet].iter_rows()]


@pytest.mark.parametrize(
    ("person", "expected"), [(None, 302), ("fiona", 403), ("ada", 403), ("sam", 403), ("bob", 200)]
)
def test_who_may_take_it_out(sign_in, client, person, expected):
    browser = sign_in(person) if person else client

    assert browser.get("/readiness/handoff").status_code == expected
    assert browser.post("/readiness/handoff").status_code == expected


def test_the_page_says_beforehand_what_is_in_it(sign_in, acme):
    page = sign_in("bob").get("/readiness/handoff?chosen=yes").text

    assert "33 criteria with your 3 controls" in page
    assert "1 piece of evidence" in page
    stays = "its id, title, status, owner, frequency and test outcome stay in."
    assert f"The texts and evidence of 1 internal control are left out; {stays}" in page


def test_it_holds_the_four_sheets_with_frozen_headers(sign_in, acme):
    book = openpyxl.load_workbook(io.BytesIO(taken_out(sign_in("bob")).read("handoff.xlsx")))

    assert book.sheetnames == ["Scope", "Controls by criterion", "Evidence", "Open gaps"]
    assert {sheet.freeze_panes for sheet in book} == {"A2"}


def test_controls_stand_by_their_criterion_as_text(sign_in, acme):
    files = taken_out(sign_in("bob"), "/readiness/handoff?chosen=yes")

    found = {row[0]: row for row in rows(files, "Controls by criterion")}
    assert len(rows(files, "Controls by criterion")) == 34
    assert found["CC6.1"][3:6] == ["Covered", "AC-01", "Sign-in with a second factor"]
    assert found["CC6.2"][5:7] == ["@title", HOSTILE]
    assert found["CC1.1"][3:5] == ["Gap", "No control"]
    inside = zipfile.ZipFile(io.BytesIO(files.read("handoff.xlsx")))
    assert not any(b"<f>" in inside.read(name) for name in inside.namelist())


def test_the_page_to_print_escapes_and_runs_nothing(sign_in, acme):
    page = taken_out(sign_in("bob")).read("handoff.html").decode()

    assert "&lt;script&gt;alert(1)" in page
    assert "<script" not in page
    assert "src=" not in page
    assert "href=" not in page


def test_internal_texts_stay_out_of_every_part_of_both_files(sign_in, acme):
    files = taken_out(sign_in("bob"))

    everything = [files.read("handoff.html").decode()]
    everything += [str(rows(files, name)) for name in ("Scope", "Controls by criterion", "Evidence", "Open gaps")]
    assert not any("ellar nine" in part for part in everything)
    assert "AC-03" in everything[2]


def test_internal_texts_are_in_when_ticked_and_the_trail_says_so(sign_in, acme):
    files = taken_out(sign_in("bob"), include_internal="y")

    assert "The vault stands in cellar nine." in str(rows(files, "Controls by criterion"))
    assert "Photo of cellar nine" in str(rows(files, "Evidence"))
    assert "Cellar nine was open" in str(rows(files, "Open gaps"))
    line = acme.scalars(sa.select(AuditEntry).where(AuditEntry.action == "readiness.handed_off")).one()
    assert (line.actor_name, line.detail["includes_internal"]) == ("Bob", True)


def test_the_same_data_on_the_same_day_give_the_same_bytes(sign_in, acme):
    browser = sign_in("bob")

    assert browser.post("/readiness/handoff").data == browser.post("/readiness/handoff").data


def test_nothing_of_another_organisation_is_in_it(sign_in, acme):
    assert "AC-01" not in str(rows(taken_out(sign_in("charlie")), "Controls by criterion"))
