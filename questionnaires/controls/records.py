"""One control as it stands in `controls.csv` and in the database: a value that the pure folders reason about."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ControlStatus(StrEnum):
    """How far the organisation has come with a control."""

    IMPLEMENTED = "implemented"
    PARTIAL = "partial"
    PLANNED = "planned"
    NOT_IMPLEMENTED = "not_implemented"
    NOT_APPLICABLE = "not_applicable"


class TestResult(StrEnum):
    """What the last test of a control showed."""

    __test__ = False  # pytest would otherwise collect the class for its name

    PASSED = "passed"
    EXCEPTION = "exception"
    NOT_TESTED = "not_tested"


class Sensitivity(StrEnum):
    """Who may read a text: anyone, a buyer under NDA, or only the organisation itself."""

    PUBLIC = "public"
    NDA = "nda"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class ControlRecord:
    """What an organisation does, in its own words; None and empty mean unknown, never no."""

    control_id: str
    title: str
    statement: str
    criteria: tuple[str, ...]
    status: ControlStatus
    owner: str | None = None
    frequency: str | None = None
    policy: str | None = None
    evidence: str | None = None
    last_tested_on: date | None = None
    test_result: TestResult | None = None
    exception_note: str | None = None
    product: tuple[str, ...] = ()
    sensitivity: Sensitivity = Sensitivity.PUBLIC
