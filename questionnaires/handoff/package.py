"""What goes into a package, settled before anything is written: the page counts it, the files hold it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from foundation.criteria import Category
from questionnaires.controls.readiness import CoverageState, Readiness, readiness
from questionnaires.controls.records import ControlRecord, Sensitivity
from questionnaires.handoff.evidence import EvidenceRow

WITHHELD = "Internal: left out of this package."


@dataclass(frozen=True, slots=True)
class Package:
    """One package; `controls` and `evidence` are as the auditor may read them."""

    organisation: str
    made_on: date
    held: Readiness
    controls: tuple[ControlRecord, ...]
    evidence: tuple[EvidenceRow, ...]
    internal_controls: int
    """Controls that are for the organisation's own eyes, whether or not their texts are in."""
    includes_internal: bool

    @property
    def counts(self) -> Counter[CoverageState]:
        """Criteria in scope by state."""
        return Counter(one.state for one in self.held.criteria)

    @property
    def outside_scope(self) -> tuple[ControlRecord, ...]:
        """Controls that name no criterion in scope."""
        named = {one.criterion.id for one in self.held.criteria}
        return tuple(one for one in self.controls if named.isdisjoint(one.criteria))

    @property
    def internal_sentence(self) -> str:
        """What became of internal texts."""
        one = self.internal_controls == 1
        controls = "1 internal control" if one else f"{self.internal_controls} internal controls"
        if not self.internal_controls:
            return "No control is marked as internal."
        if self.includes_internal:
            return f"The texts of {controls} are included."
        whose = "its" if one else "their"
        named = f"{whose} id, title, status, owner, frequency and test outcome stay in"
        return f"The texts and evidence of {controls} are left out; {named}."


def package_of(
    records: Sequence[ControlRecord],
    evidence: Sequence[EvidenceRow],
    categories: Sequence[Category],
    *,
    organisation: str,
    made_on: date,
    include_internal: bool,
) -> Package:
    """Settle what a package holds.

    Of an internal control only id, title, status, owner, frequency and the outcome of its last test stay, unless
    `include_internal`; the reasons of open gaps are written from what is left, so that they repeat nothing else.
    """
    shown = tuple(one if include_internal else _without_internal(one) for one in records)
    return Package(
        organisation,
        made_on,
        readiness(shown, categories),
        shown,
        tuple(one for one in evidence if include_internal or not one.internal),
        sum(one.sensitivity is Sensitivity.INTERNAL for one in records),
        include_internal,
    )


def _without_internal(one: ControlRecord) -> ControlRecord:
    if one.sensitivity is not Sensitivity.INTERNAL:
        return one
    return replace(one, statement=WITHHELD, policy=None, evidence=None, exception_note=None)
