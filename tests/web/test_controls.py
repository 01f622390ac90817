"""The pages of the control set."""

import io
import re
import uuid

import pytest

from questionnaires.controls.records import ControlStatus, Sensitivity, TestResult
from questionnaires.controls.service import control_records
from tests.factories.control import keep_control

TYPED = {
    "control_id": "AC-07",
    "title": "Leavers",
    "statement": "We close accounts\r\nwithin a day.",
    "status": "implemented",
    "criteria": "cc6.2; CC6.3",
    "last_tested_on": "2026-05-04",
    "test_result": "passed",
    "sensitivity": "nda",
}


@pytest.fixture
def control(acting_for):
    with acting_for("Acme") as acme:
        return keep_control(acme, owner="Head of IT").id


def records(acting_for, name="Acme"):
    with acting_for(name) as session:
        return control_records(session)


@pytest.mark.parametrize(
    ("person", "method", "path", "expected"),
    [
        (None, "GET", "/controls/", 302),
        ("fiona", "GET", "/controls/", 403),
        ("ada", "GET", "/controls/", 403),
        ("sam", "GET", "/controls/", 200),
        ("sam", "GET", "/controls/export", 200),
        ("sam", "GET", "/controls/{control}", 200),
        ("sam", "GET", "/controls/new", 403),
        ("sam", "GET", "/controls/import", 403),
        ("sam", "GET", "/controls/{control}/edit", 403),
        ("sam", "POST", "/controls/{control}/remove", 403),
        ("bob", "GET", "/controls/new", 200),
        ("bob", "GET", "/controls/import", 200),
        ("bob", "GET", "/controls/{control}/edit", 200),
        ("bob", "GET", "/controls/{control}/remove", 200),
        ("charlie", "GET", "/controls/{control}", 404),
        ("charlie", "GET", "/controls/{control}/edit", 404),
        ("charlie", "POST", "/controls/{control}/edit", 404),
        ("charlie", "POST", "/controls/{control}/remove", 404),
    ],
)
def test_who_may_open_which_page(sign_in, client, control, person, method, path, expected):
    browser = sign_in(person) if person else client
    data = {"csrf_token": browser.csrf_token()} if method == "POST" else None

    assert browser.open(path.format(control=control), method=method, data=data).status_code == expected


def test_an_empty_control_set_says_what_to_do(sign_in):
    assert "Import the control set you have" in sign_in("bob").get("/controls/").text


def test_a_control_that_was_typed_in_is_kept_as_typed(sign_in, acting_for):
    answer = sign_in("bob").post("/controls/new", data=TYPED)

    assert answer.status_code == 303
    kept = records(acting_for)[0]
    assert (kept.control_id, kept.statement) == ("AC-07", "We close accounts\nwithin a day.")
    assert (kept.criteria, kept.sensitivity) == (("CC6.2", "CC6.3"), Sensitivity.NDA)
    assert (str(kept.last_tested_on), kept.test_result) == ("2026-05-04", TestResult.PASSED)
    assert (kept.owner, kept.product) == (None, ())


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"control_id": " "}, "Enter an id, such as AC-01"),
        ({"control_id": "A" * 201}, "Enter at most 200 characters"),
        ({"control_id": "AC-01"}, "&#39;AC-01&#39; names another control already"),
        ({"title": ""}, "Enter a title"),
        ({"statement": "\x00 "}, "Enter what you do, in your own words"),
        ({"status": ""}, "Select how far it is"),
        ({"criteria": "CC99.9"}, "and CC99.9 is none"),
        ({"last_tested_on": "2026-02-30"}, "Enter a day that exists"),
    ],
)
def test_a_wrong_control_is_told_what_to_enter_and_not_kept(sign_in, control, acting_for, wrong, told):
    answer = sign_in("bob").post("/controls/new", data=TYPED | wrong)

    assert answer.status_code == 422
    assert told in answer.text
    assert len(records(acting_for)) == 1


def test_what_was_edited_is_kept_and_the_id_stays(sign_in, control, acting_for):
    answer = sign_in("bob").post(f"/controls/{control}/edit", data=TYPED | {"version": "1", "status": "partial"})

    assert answer.status_code == 303
    kept = records(acting_for)[0]
    assert (kept.control_id, kept.title, kept.status) == ("AC-01", "Leavers", ControlStatus.PARTIAL)


def test_an_edit_of_what_somebody_else_changed_is_refused(sign_in, control, acting_for):
    bob = sign_in("bob")
    bob.post(f"/controls/{control}/edit", data=TYPED | {"version": "1"})

    answer = bob.post(f"/controls/{control}/edit", data=TYPED | {"version": "1", "title": "Mine"})

    assert answer.status_code == 409
    assert records(acting_for)[0].title == "Leavers"


def test_an_edit_without_its_version_is_refused(sign_in, control):
    assert sign_in("bob").post(f"/controls/{control}/edit", data=TYPED | {"version": "x"}).status_code == 422


def test_a_removed_control_is_gone_only_after_the_question(sign_in, control, acting_for):
    bob = sign_in("bob")
    asked = bob.get(f"/controls/{control}/remove")
    assert "Remove AC-01?" in asked.text
    assert len(records(acting_for)) == 1

    bob.post(f"/controls/{control}/remove")

    assert records(acting_for) == ()


def test_the_page_of_an_internal_control_says_so(sign_in, acting_for):
    with acting_for("Acme") as acme:
        row_id = keep_control(acme, sensitivity=Sensitivity.INTERNAL).id

    assert "never quoted to a buyer" in sign_in("bob").get(f"/controls/{row_id}").text


@pytest.fixture
def three(acting_for):
    with acting_for("Acme") as acme:
        keep_control(acme, "AC-01", criteria=("CC6.1", "P1.1"), owner="Head of IT", title="Beta")
        keep_control(acme, "AC-02", status=ControlStatus.PLANNED, criteria=("PI1.1",), title="Gamma")
        keep_control(acme, "AC-03", test_result=TestResult.PASSED, criteria=(), title="100% alpha")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["AC-01", "AC-02", "AC-03"]),
        ("search=beta", ["AC-01"]),
        ("search=100%25", ["AC-03"]),
        ("search=beta+gamma", []),
        ("status=planned", ["AC-02"]),
        ("criterion=CC6.1", ["AC-01"]),
        ("criterion=P1.1", ["AC-01"]),
        ("criterion=PI1.1", ["AC-02"]),
        ("criterion=privacy", ["AC-01"]),
        ("criterion=processing_integrity", ["AC-02"]),
        ("test_result=passed", ["AC-03"]),
        ("test_result=unknown", ["AC-01", "AC-02"]),
        ("owner=Head+of+IT", ["AC-01"]),
        ("sensitivity=internal", []),
        ("sort=title", ["AC-03", "AC-01", "AC-02"]),
        ("status=nonsense", ["AC-01", "AC-02", "AC-03"]),
        ("page=99999999999999999999", ["AC-01", "AC-02", "AC-03"]),
    ],
)
def test_the_list_shows_what_was_asked_for(sign_in, three, asked, found):
    page = sign_in("sam").get(f"/controls/?{asked}")

    assert re.findall(r'<th scope="row"[^>]*>(.*?)</th>', page.text) == found


def test_a_long_list_is_cut_into_pages_that_keep_the_filter(sign_in, acting_for):
    with acting_for("Acme") as acme:
        for number in range(1, 52):
            keep_control(acme, f"AC-{number:02}")

    page = sign_in("sam").get("/controls/?status=implemented")

    assert "Page 1 of 2 · 51 in all" in page.text
    assert "/controls/?page=2&amp;status=implemented" in page.text


FILE = b"control_id,title,statement,status,mood\nAC-01,Other,We do.,partial,fine\nAC-02,New one,We do.,planned,\n"
BAD = FILE + b"AC-03,Three,We do.,finished,\n"


def upload(browser, content, name="controls.csv"):
    return browser.post("/controls/import", data={"file": (io.BytesIO(content), name)})


def seen_on(page):
    return re.search(r'name="seen"[^>]*value="(\w+)"', page.text)[1]


def test_the_preview_tells_new_changed_and_extra_and_changes_nothing(sign_in, control, acting_for):
    bob = sign_in("bob")

    page = bob.get(upload(bob, FILE).location)

    for told in ("1 new", "1 changed", "0 refused", "mood", "New one", "<del>implemented</del>", "<ins>partial</ins>"):
        assert told in page.text
    assert [kept.title for kept in records(acting_for)] == ["Sign-in with a second factor"]


def test_a_confirmed_import_does_what_the_preview_said(sign_in, control, acting_for):
    bob = sign_in("bob")
    where = upload(bob, FILE).location

    answer = bob.post(f"{where}/confirm", data={"seen": seen_on(bob.get(where))})

    assert answer.status_code == 303
    assert [kept.title for kept in records(acting_for)] == ["Other", "New one"]
    assert bob.get(where).status_code == 404


def test_refused_rows_import_nothing_unless_the_person_says_so(sign_in, acting_for):
    bob = sign_in("bob")
    where = upload(bob, BAD).location
    page = bob.get(where)
    assert "expected one of implemented" in page.text

    refused = bob.post(f"{where}/confirm", data={"seen": seen_on(page)})
    assert refused.status_code == 422
    assert records(acting_for) == ()

    bob.post(f"{where}/confirm", data={"seen": seen_on(page), "leave_out_refused": "y"})
    assert [kept.control_id for kept in records(acting_for)] == ["AC-01", "AC-02"]


def test_a_plan_that_is_no_longer_the_previewed_one_is_not_carried_out(sign_in, control, acting_for):
    bob = sign_in("bob")
    where = upload(bob, FILE).location
    seen = seen_on(bob.get(where))
    bob.post(f"/controls/{control}/edit", data=TYPED | {"version": "1"})

    answer = bob.post(f"{where}/confirm", data={"seen": seen})

    assert answer.status_code == 409
    assert records(acting_for)[0].title == "Leavers"


def test_an_upload_that_was_given_up_is_forgotten(sign_in, acting_for):
    bob = sign_in("bob")
    where = upload(bob, FILE).location

    assert bob.post(f"{where}/give-up").status_code == 303
    assert bob.get(where).status_code == 404
    assert records(acting_for) == ()


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "controls.csv", "the file is empty"),
        (b"words", "controls.xlsx", "not an Excel workbook"),
        (b"PK\x03\x04", "controls.csv", "a ZIP file or workbook named .csv"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_beside_its_field(sign_in, content, name, told):
    answer = upload(sign_in("bob"), content, name)

    assert answer.status_code == 422
    assert told in answer.text


def test_a_missing_column_is_told_and_offers_nothing_to_import(sign_in):
    bob = sign_in("bob")

    page = bob.get(upload(bob, b"control_id,title\nAC-01,One\n").location)

    assert "this required column is missing" in page.text
    assert "There is nothing to import" in page.text


def test_nobody_chose_a_file(sign_in):
    assert "Choose a file" in sign_in("bob").post("/controls/import").text


@pytest.mark.parametrize("deed", ["", "/confirm", "/give-up"])
def test_the_upload_of_another_organisation_does_not_exist(sign_in, deed):
    bob, charlie = sign_in("bob"), sign_in("charlie")
    where = upload(bob, FILE).location

    answer = charlie.post(where + deed, data={"seen": "x"}) if deed else charlie.get(where)

    assert answer.status_code == 404


def test_an_upload_of_controls_is_not_found_among_the_facts(sign_in):
    bob = sign_in("bob")
    where = upload(bob, FILE).location

    assert bob.get(where.replace("/controls/", "/facts/")).status_code == 404


@pytest.mark.parametrize("deed", ["confirm", "give-up"])
def test_deeds_are_not_done_by_following_a_link(sign_in, deed):
    assert sign_in("bob").get(f"/controls/import/{uuid.uuid4()}/{deed}").status_code == 405


def test_the_export_holds_every_control(sign_in, three):
    answer = sign_in("sam").get("/controls/export")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="controls.csv"'
    assert [line.split(",")[0] for line in answer.text.splitlines()] == ["control_id", "AC-01", "AC-02", "AC-03"]
