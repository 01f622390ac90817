"""What the package holds: values only, in the order in which they are written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from foundation.criteria import Category
from questionnaires.controls.gaps import Gap
from questionnaires.controls.readiness import CriterionCoverage, Readiness, by_criterion
from questionnaires.controls.records import ControlRecord, Sensitivity
from questionnaires.controls.words import CATEGORIES
from questionnaires.facts.records import Fact
from questionnaires.handoff.evidence import EvidenceRow, Piece, evidence_rows

SCOPE_FACTS = {
    "legal_name": "Legal name",
    "website": "Website",
    "products": "Products in scope",
    "hosting_provider": "Subservice organisation: hosting",
    "hosting_regions": "Hosting regions",
    "subprocessors": "Subservice organisations: subprocessors",
    "soc2_report_type": "Last SOC 2 report, type",
    "soc2_categories": "Last SOC 2 report, categories",
    "soc2_period_start": "Last SOC 2 report, first day of its window",
    "soc2_period_end": "Last SOC 2 report, last day of its window",
    "soc2_auditor": "Last SOC 2 report, auditor",
    "soc2_opinion": "Last SOC 2 report, opinion",
    "security_contact": "Security contact",
}
"""The facts that say what is examined, in the order in which they are written."""

NOT_STATED = "Not stated"
LEFT_OUT = "Left out: internal"


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step towards covering a criterion."""

    criterion: str
    step: str
    state: str
    owner: str
    due_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class Package:
    """Everything an auditor gets to begin with."""

    organisation: str
    made_on: date
    categories: tuple[Category, ...]
    coverage: float
    """Share of the applicable criteria in scope that are covered, in [0, 1]."""
    with_internal: bool
    facts: tuple[tuple[str, str, date | None], ...]
    """Label, value (`NOT_STATED` where there is none) and the day it was true."""
    criteria: tuple[CriterionCoverage, ...]
    controls: tuple[ControlRecord, ...]
    """Those that name a criterion in scope, in the organisation's own order."""
    evidence: tuple[EvidenceRow, ...]
    gaps: tuple[Gap, ...]
    steps: tuple[PlannedStep, ...]
    """Of every criterion in scope, in the order of the criteria; a criterion that is covered may have some left."""

    @property
    def internal(self) -> int:
        """How many of the controls are internal."""
        return sum(1 for one in self.controls if one.sensitivity is Sensitivity.INTERNAL)

    @property
    def named_categories(self) -> str:
        """The categories in scope, in words."""
        return ", ".join(CATEGORIES[one] for one in self.categories)

    @property
    def controls_by_criterion(self) -> tuple[tuple[CriterionCoverage, Sequence[ControlRecord]], ...]:
        """Each criterion with the controls that name it."""
        naming = by_criterion(self.controls)
        return tuple((one, naming.get(one.criterion.id, ())) for one in self.criteria)


def package(
    *,
    organisation: str,
    made_on: date,
    held: Readiness,
    records: Sequence[ControlRecord],
    facts: Iterable[Fact],
    steps: Iterable[PlannedStep],
    with_internal: bool,
    pieces: Mapping[str, Sequence[Piece]] = MappingProxyType({}),
) -> Package:
    """Put the package together; `records` are those that `held` was judged by, `masked` where internal ones stay."""
    in_scope = {one.criterion.id for one in held.criteria}
    controls = tuple(one for one in records if in_scope & set(one.criteria))
    return Package(
        organisation=organisation,
        made_on=made_on,
        categories=held.categories,
        coverage=held.coverage,
        with_internal=with_internal,
        facts=_scope_facts(facts),
        criteria=held.criteria,
        controls=controls,
        evidence=evidence_rows(controls, pieces),
        gaps=held.gaps,
        steps=tuple(one if with_internal else replace(one, note="") for one in steps),
    )


def masked(records: Iterable[ControlRecord]) -> tuple[ControlRecord, ...]:
    """Take the texts out of internal controls; what the state of a criterion rests on stays."""
    return tuple(_masked(one) if one.sensitivity is Sensitivity.INTERNAL else one for one in records)


def _masked(control: ControlRecord) -> ControlRecord:
    return ControlRecord(
        control_id=control.control_id,
        title=LEFT_OUT,
        statement=LEFT_OUT,
        criteria=control.criteria,
        status=control.status,
        last_tested_on=control.last_tested_on,
        test_result=control.test_result,
        product=control.product,
        sensitivity=control.sensitivity,
    )


def _scope_facts(facts: Iterable[Fact]) -> tuple[tuple[str, str, date | None], ...]:
    stated = {one.key: one for one in facts}
    return tuple(
        (label, stated[key].value, stated[key].as_of) if key in stated else (label, NOT_STATED, None)
        for key, label in SCOPE_FACTS.items()
    )
