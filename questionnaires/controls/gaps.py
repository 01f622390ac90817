"""Why a criterion is not covered, and the steps that would cover it."""

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.criteria import Criterion
from questionnaires.controls.records import ControlRecord, ControlStatus, TestResult
from questionnaires.controls.remediation import MOST_FOUND, remediation_steps


@dataclass(frozen=True, slots=True)
class Gap:
    """One criterion that is not covered: its place in the order of work, why, and what to do."""

    criterion: Criterion
    rank: int
    """1 is the most pressing."""
    reasons: str
    """Why it is not covered, by its controls."""
    place: str
    """Why it stands where it stands in the order of work."""
    steps: tuple[str, ...]

    @property
    def why(self) -> str:
        """The reasons as FORMATS' report of `readiness` gives them: with what auditors find most."""
        found = " This is among the three gaps that auditors find most." if self.criterion.id in MOST_FOUND else ""
        return self.reasons + found


def gap_for(criterion: Criterion, controls: Sequence[ControlRecord], rank: int, place: str) -> Gap:
    """Explain one criterion by the controls that name it (none, or none that holds)."""
    reasons = [_reason(control) for control in controls if control.status is not ControlStatus.NOT_APPLICABLE]
    why = " ".join(reasons) or f"No control names {criterion.id} ({criterion.title.lower()})."
    own = [step for control in controls if (step := _step(control))]
    return Gap(criterion, rank, why, place, (*own, *remediation_steps()[criterion.id]))


def _reason(control: ControlRecord) -> str:
    name = f"{control.control_id} ({control.title})"
    match control.status:
        case ControlStatus.PLANNED:
            return f"{name} is planned, not in place."
        case ControlStatus.NOT_IMPLEMENTED:
            return f"{name} is not implemented."
        case ControlStatus.PARTIAL:
            return f"{name} is only partly in place."
        case _:
            tested = f" of {control.last_tested_on.isoformat()}" if control.last_tested_on else ""
            note = f": {control.exception_note.rstrip('.')}" if control.exception_note else ""
            return f"The last test{tested} of {name} found an exception{note}."


def _step(control: ControlRecord) -> str | None:
    """Say what to do about one control that exists on paper at least."""
    match control.status:
        case ControlStatus.PLANNED:
            return f"Bring {control.control_id} into operation and keep evidence from its first day on."
        case ControlStatus.NOT_IMPLEMENTED:
            return f"Decide who builds {control.control_id}, and by when."
        case ControlStatus.PARTIAL:
            return f"Finish {control.control_id}: write down what is missing, with an owner and a date."
        case ControlStatus.IMPLEMENTED if control.test_result is TestResult.EXCEPTION:
            return f"Find the cause of the exception in {control.control_id}, put it right and test again."
        case _:
            return None
