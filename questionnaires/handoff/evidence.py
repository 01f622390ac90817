"""What shows that controls are done: the one place that says which rows a package lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from questionnaires.controls.records import ControlRecord, Sensitivity, TestResult
from questionnaires.controls.service import control_records


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece of evidence of one control."""

    control_id: str
    title: str
    evidence: str
    owner: str | None
    observed_on: date | None
    """Day of the control's last test; None: not known."""
    result: TestResult | None
    internal: bool
    """Whether it is for the organisation's own eyes."""


def evidence_rows(session: Session) -> tuple[EvidenceRow, ...]:
    """List the evidence that the organisation's controls name, in the order of its control set."""
    return evidence_of(control_records(session))


def evidence_of(records: Sequence[ControlRecord]) -> tuple[EvidenceRow, ...]:
    """List the evidence that some controls name; controls that name none are missing."""
    return tuple(
        EvidenceRow(
            one.control_id,
            one.title,
            one.evidence,
            one.owner,
            one.last_tested_on,
            one.test_result,
            one.sensitivity is Sensitivity.INTERNAL,
        )
        for one in records
        if one.evidence
    )
