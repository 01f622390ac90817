"""What shows that controls work: the one place where the package takes evidence from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from questionnaires.controls.records import ControlRecord
from questionnaires.controls.words import TEST_RESULTS


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One thing that shows a control at work, or its last test."""

    control_id: str
    title: str
    evidence: str
    """What shows it, in the organisation's words; empty: only a test is known."""
    observed_on: date | None
    result: str
    """What the test showed, in words; empty: not known."""
    exception: str


def evidence_rows(records: Iterable[ControlRecord]) -> tuple[EvidenceRow, ...]:
    """List the evidence of some controls, in their order; a control of which none is known gives no row."""
    return tuple(
        EvidenceRow(
            control_id=one.control_id,
            title=one.title,
            evidence=one.evidence or "",
            observed_on=one.last_tested_on,
            result=TEST_RESULTS[one.test_result] if one.test_result else "",
            exception=one.exception_note or "",
        )
        for one in records
        if one.evidence or one.last_tested_on or one.test_result or one.exception_note
    )
