"""What the package holds, and that no program runs anything out of it."""

import io
import zipfile
from datetime import date

import openpyxl

from foundation.criteria import Category
from foundation.tables.write_workbook import CUT, workbook
from questionnaires.controls.readiness import readiness
from questionnaires.controls.records import ControlStatus, Sensitivity, TestResult
from questionnaires.facts.records import Fact
from questionnaires.handoff.archive import archive
from questionnaires.handoff.evidence import Piece, evidence_rows
from questionnaires.handoff.package import PlannedStep, masked, package
from questionnaires.handoff.sheets import sheets_of
from tests.factories.control import make_control

DAY = date(2027, 3, 4)
SECRET = make_control(
    "AC-02",
    title="Vault of Gringotts",
    statement="The vault stands in Boulder.",
    owner="Griphook",
    evidence="Photographs",
    exception_note="The dragon slept",
    criteria=("CC6.4",),
    test_result=TestResult.EXCEPTION,
    sensitivity=Sensitivity.INTERNAL,
)
STEP = PlannedStep("CC9.2", "Ask each vendor", "Being done", "Bob", date(2027, 4, 1), "Half of them answered")


def made(*records, with_internal=True, facts=(), steps=(STEP,)):
    held = records if with_internal else masked(records)
    return package(
        organisation="Acme",
        made_on=DAY,
        held=readiness(held, [Category.SECURITY]),
        records=held,
        facts=facts,
        steps=steps,
        with_internal=with_internal,
    )


def opened(held):
    return openpyxl.load_workbook(io.BytesIO(workbook(sheets_of(held), DAY, title="Auditor hand-off")))


def rows_of(sheet):
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)]


def test_the_workbook_has_a_sheet_for_each_part_with_frozen_headers():
    book = opened(made(make_control()))

    assert book.sheetnames == [
        "Scope", "Criteria", "Controls by criterion", "Evidence", "Open gaps", "Remediation steps"
    ]  # fmt: skip
    assert {sheet.freeze_panes for sheet in book} == {"A2"}
    assert all(sheet.column_dimensions["A"].width >= 8 for sheet in book)


def test_a_control_stands_under_each_criterion_that_it_serves_and_only_within_the_scope():
    book = opened(made(make_control(criteria=("CC6.2", "CC6.1")), make_control("AV-01", criteria=("A1.1",))))

    assert [row[:2] for row in rows_of(book["Controls by criterion"])] == [("CC6.1", "AC-01"), ("CC6.2", "AC-01")]
    assert len(rows_of(book["Criteria"])) == 33
    assert len(rows_of(book["Open gaps"])) == 31


def test_the_scope_says_what_is_known_and_what_is_not_stated():
    rows = dict(row[:2] for row in rows_of(opened(made(facts=[Fact("products", "Payroll", DAY)]))["Scope"]))

    assert rows["Products in scope"] == "Payroll"
    assert rows["Subservice organisation: hosting"] == "Not stated"
    assert rows["Categories in scope"] == "Security"


def test_steps_stand_with_owner_and_day():
    row = rows_of(opened(made())["Remediation steps"])[0]

    assert row[:4] == ("CC9.2", "Ask each vendor", "Being done", "Bob")
    assert (row[4].date(), row[5]) == (date(2027, 4, 1), "Half of them answered")


def test_without_internal_material_no_text_of_an_internal_control_is_left_but_its_state_is():
    book = opened(made(make_control(), SECRET, with_internal=False))
    texts = str([rows_of(sheet) for sheet in book])

    for word in ("Gringotts", "Boulder", "Griphook", "Photographs", "dragon", "Half of them"):
        assert word not in texts
    assert ("CC6.4", "AC-02", "Left out: internal") in [row[:3] for row in rows_of(book["Controls by criterion"])]
    assert [row[3] for row in rows_of(book["Criteria"]) if row[0] == "CC6.4"] == ["Partly covered"]
    assert "Every employee signs in" in texts


def test_with_internal_material_it_is_all_there():
    texts = str([rows_of(sheet) for sheet in opened(made(SECRET))])

    for word in ("Gringotts", "Boulder", "Griphook", "Photographs", "dragon"):
        assert word in texts


def test_no_text_becomes_a_formula_a_link_or_a_number():
    hostile = make_control("=1+1", title="@SUM(A1)", statement="https://evil.example", evidence="-2+3", owner="007")
    book = opened(made(hostile))

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert [cell for cell in cells if cell.hyperlink] == []
    row = rows_of(book["Controls by criterion"])[0]
    assert (row[1], row[2], row[3], row[5]) == ('"=1+1"', '"@SUM(A1)"', "https://evil.example", "007")


def test_a_text_that_is_too_long_for_a_cell_is_cut_and_says_so():
    row = rows_of(opened(made(make_control(statement="=" + "\U0001f512" * 20_000)))["Controls by criterion"])[0]

    assert row[3].rstrip('"').endswith(CUT)
    assert len(row[3].encode("utf-16-le")) // 2 <= 32_767


def test_a_control_without_evidence_and_test_gives_no_row_of_evidence():
    shown = make_control("AC-02", evidence="A ticket")
    tested = make_control("AC-03", last_tested_on=DAY, test_result=TestResult.PASSED)

    rows = evidence_rows([make_control(), shown, tested])

    assert [(one.control_id, one.evidence, one.observed_on, one.result) for one in rows] == [
        ("AC-02", "A ticket", None, ""),
        ("AC-03", "", DAY, "Passed"),
    ]


def test_links_and_files_stand_behind_what_the_control_says():
    piece = Piece("Access review", "https://wiki.example/review", DAY, DAY)

    rows = evidence_rows([make_control("AC-01"), make_control("AC-02", evidence="A ticket")], {"AC-02": [piece]})

    assert [(one.control_id, one.evidence) for one in rows] == [
        ("AC-02", "A ticket"),
        ("AC-02", f"Access review (https://wiki.example/review), shows {DAY}, holds until {DAY}"),
    ]


def test_the_same_package_gives_the_same_bytes():
    held = made(make_control(status=ControlStatus.PARTIAL), facts=[Fact("products", "Payroll", DAY)])
    files = {"a.xlsx": workbook(sheets_of(held), DAY, title="Auditor hand-off"), "a.html": b"<p>"}
    again = {"a.xlsx": workbook(sheets_of(held), DAY, title="Auditor hand-off"), "a.html": b"<p>"}

    assert archive(files, DAY) == archive(again, DAY)
    with zipfile.ZipFile(io.BytesIO(archive(files, DAY))) as packed:
        assert [(one.filename, one.date_time[:3]) for one in packed.infolist()] == [
            ("a.xlsx", (2027, 3, 4)),
            ("a.html", (2027, 3, 4)),
        ]
