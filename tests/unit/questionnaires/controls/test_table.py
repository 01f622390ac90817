"""A control set reads from any of FORMATS' files and writes back unchanged."""

import json
from datetime import date

import pytest

from foundation.errors import Unreadable
from questionnaires.controls.records import ControlRecord, ControlStatus, Sensitivity, TestResult
from questionnaires.controls.table import read_controls, write_controls

FULL = ControlRecord(
    control_id="AC-01",
    title="Sign-in",
    statement='Staff sign in with "SSO", and a second factor.\nNo exceptions.',
    criteria=("CC6.1", "CC6.2"),
    status=ControlStatus.IMPLEMENTED,
    owner="Head of Security",
    frequency="continuous",
    policy="Access Policy",
    evidence="- screenshot of the identity provider",
    last_tested_on=date(2026, 3, 31),
    test_result=TestResult.EXCEPTION,
    exception_note="=1 of 25 leavers late",
    product=("Payroll", "Portal"),
    sensitivity=Sensitivity.NDA,
)
BARE = ControlRecord("AC-02", "Keys", "Keys rotate.", (), ControlStatus.PLANNED)


def test_a_control_with_the_required_columns_only_leaves_the_rest_unknown_and_public():
    read = read_controls(
        b"control_id,title,statement,status\nAC-02,Keys,Keys rotate.,planned\n", filename="controls.csv"
    )

    assert (read.records, read.problems, read.extra_columns) == ((BARE,), (), ())


def test_records_written_and_read_back_are_unchanged():
    written = write_controls([FULL, BARE])

    read = read_controls(written, filename="controls.csv")

    assert (read.records, read.problems) == ((FULL, BARE), ())
    assert write_controls(read.records) == written


def test_the_same_control_reads_from_json():
    row = {"control_id": "AC-02", "title": "Keys", "statement": "Keys rotate.", "criteria": [], "status": "planned"}

    assert read_controls(json.dumps([row]).encode(), filename="controls.json").records == (BARE,)


def test_references_are_read_whatever_their_case_and_separator():
    content = b'control_id,title,statement,criteria,status\nA,T,S,"cc6.1, CC6.2; A1.2",Not implemented\n'

    (record,) = read_controls(content, filename="controls.csv").records

    assert record.criteria == ("CC6.1", "CC6.2", "A1.2")
    assert record.status is ControlStatus.NOT_IMPLEMENTED


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("A,T,S,CC6.1,done,", "column 'status': expected one of implemented, partial, planned, not_implemented"),
        ("A,T,S,CC6.9,planned,", "column 'criteria': expected Trust Services Criteria such as CC6.1; CC6.2, and CC6.9"),
        ("A,T,S,CC6.1,planned,03/31/2026", "column 'last_tested_on': expected a date such as 2027-03-31"),
        ("A,T,S,CC6.1,,", "column 'status': expected a value, as this column is required"),
        (",T,S,CC6.1,planned,", "column 'control_id': expected a value"),
    ],
)
def test_a_bad_cell_is_a_problem_with_its_place(row, said):
    content = f"control_id,title,statement,criteria,status,last_tested_on\n{row}\n".encode()

    read = read_controls(content, filename="controls.csv")

    assert read.records == ()
    assert [str(problem)[:19] for problem in read.problems] == ["controls.csv, row 2"]
    assert said in str(read.problems[0])


def test_a_control_id_stands_once():
    content = b"control_id,title,statement,status\nA,T,S,planned\nB,T,S,planned\nA,T,S,planned\n"

    (problem,) = read_controls(content, filename="controls.csv").problems

    assert str(problem) == "controls.csv, row 4, column 'control_id': 'A' stands in row 2 already; expected once"


def test_an_unreadable_file_raises():
    with pytest.raises(Unreadable, match=r"controls\.xlsx"):
        read_controls(b"control_id,title", filename="controls.xlsx")
