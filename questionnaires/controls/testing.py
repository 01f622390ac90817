"""Tests of a control: writing one down, and what earlier ones showed."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from foundation.errors import BadInput
from foundation.imports.collection import record_of
from foundation.imports.models import RecordVersion
from foundation.imports.plan import FieldChange
from foundation.imports.versions import versions_touching
from questionnaires.controls.models import Control
from questionnaires.controls.records import TestResult
from questionnaires.controls.service import CONTROLS, change_control

FIELDS = ("last_tested_on", "test_result", "exception_note")


@dataclass(frozen=True, slots=True)
class TestRequest:
    """A test that was done; `note` says what failed, and is left aside for one that passed."""

    __test__ = False  # pytest would otherwise collect the class for its name

    tested_on: date
    result: TestResult
    note: str | None


@dataclass(frozen=True, slots=True)
class PastTest:
    """A test as it was written down; `closed_on` is the day of the later test that an exception was closed by."""

    tested_on: date | None
    result: TestResult
    note: str
    noted_by: str
    closed_on: date | None


def record_test(
    session: Session, control: Control, request: TestRequest, *, version: int, actor: Actor
) -> tuple[FieldChange, ...]:
    """Write the latest test down: one that passed closes an exception, which its history keeps.

    Raises BadInput for a test before the last one or without a word on its exception, Conflict as every change does.
    """
    if control.last_tested_on and request.tested_on < control.last_tested_on:
        raise BadInput("Enter a day that is not before the last test.")
    failed = request.result is TestResult.EXCEPTION
    if failed and not request.note:
        raise BadInput("Enter what failed, and what was done about it.")
    record = replace(
        record_of(CONTROLS, control),
        last_tested_on=request.tested_on,
        test_result=request.result,
        exception_note=request.note if failed else None,
    )
    return change_control(session, control, record, version=version, actor=actor)


def past_tests(session: Session, control: Control) -> list[PastTest]:
    """List what tests showed, the latest first; one that was only worded anew stands once, as it was worded last."""
    told: list[PastTest] = []
    closed_on: date | None = None
    for version in versions_touching(session, CONTROLS, control, FIELDS):
        test = _test_of(version, closed_on)
        if test is None or (told and (told[-1].tested_on, told[-1].result) == (test.tested_on, test.result)):
            continue
        closed_on = test.tested_on if test.result is TestResult.PASSED else closed_on
        told.append(test)
    return told


def _test_of(version: RecordVersion, closed_on: date | None) -> PastTest | None:
    held = version.texts
    if held.get("test_result") not in (TestResult.PASSED, TestResult.EXCEPTION):
        return None
    result = TestResult(held["test_result"])
    tested_on = date.fromisoformat(held["last_tested_on"]) if held.get("last_tested_on") else None
    closed = closed_on if result is TestResult.EXCEPTION else None
    return PastTest(tested_on, result, held.get("exception_note", ""), version.actor_name, closed)
