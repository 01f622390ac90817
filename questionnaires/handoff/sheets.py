"""The four tables of a package, the same for its workbook and its page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from foundation.tables.write import cell_text
from questionnaires.controls.readiness import CoverageState, CriterionCoverage
from questionnaires.controls.records import ControlRecord
from questionnaires.controls.words import CATEGORIES, STATUSES, TEST_RESULTS
from questionnaires.handoff.package import Package

COVERAGE = {
    CoverageState.COVERED: "Covered",
    CoverageState.PARTIAL: "Partly covered",
    CoverageState.GAP: "Gap",
    CoverageState.NOT_APPLICABLE: "Not applicable",
}
OUTSIDE = "None in scope"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name, its columns with their widths in characters, its rows as text."""

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, ...], ...]


def sheets_of(package: Package) -> tuple[Sheet, ...]:
    """Give the tables in their order."""
    return tuple(make(package) for make in _SHEETS)


def _texts(*values: object) -> tuple[str, ...]:
    return tuple(cell_text(value) for value in values)


def _scope(package: Package) -> Sheet:
    held = package.held
    said: list[tuple[object, ...]] = [
        ("Organisation", package.organisation),
        ("Made on", package.made_on),
        ("Categories in scope", ", ".join(CATEGORIES[one] for one in held.categories)),
        ("Criteria in scope", len(held.criteria)),
        *((f"Criteria: {label.lower()}", package.counts[state]) for state, label in COVERAGE.items()),
        ("Controls", len(package.controls)),
        ("Controls that name no criterion in scope", len(package.outside_scope)),
        ("Pieces of evidence", len(package.evidence)),
        ("Internal material", package.internal_sentence),
        ("Who says so", "The organisation itself, from its own control set. Nobody has examined it."),
        ("Titles of criteria", "In our own words; the published sentences belong to the AICPA."),
    ]
    return Sheet("Scope", (("What", 40), ("Value", 80)), tuple(_texts(*row) for row in said))


def _controls(package: Package) -> Sheet:
    by_id = {one.control_id: one for one in package.controls}
    rows = [
        row for held in package.held.criteria for row in _criterion_rows(held, [by_id[name] for name in held.controls])
    ]
    rows += [_texts(OUTSIDE, "", "", "", *_told(one)) for one in package.outside_scope]
    columns = (
        *(("Criterion", 12), ("Title", 32), ("Category", 18), ("State", 14), ("Control", 14), ("Control title", 32)),
        *(("Statement", 60), ("Status", 18), ("Owner", 20), ("Frequency", 16), ("Policy", 24)),
        *(("Last tested on", 14), ("Test result", 16), ("Exception", 40)),
    )
    return Sheet("Controls by criterion", columns, tuple(rows))


def _criterion_rows(held: CriterionCoverage, controls: Sequence[ControlRecord]) -> list[tuple[str, ...]]:
    one = held.criterion
    about = (one.id, one.title, CATEGORIES[one.category], COVERAGE[held.state])
    return [_texts(*about, *_told(control)) for control in controls] or [_texts(*about, "No control", *[""] * 9)]


def _told(one: ControlRecord) -> tuple[object, ...]:
    result = TEST_RESULTS[one.test_result] if one.test_result else None
    return (
        *(one.control_id, one.title, one.statement, STATUSES[one.status], one.owner, one.frequency, one.policy),
        *(one.last_tested_on, result, one.exception_note),
    )


def _evidence(package: Package) -> Sheet:
    columns = (("Control", 14), ("Control title", 32), ("Evidence", 60), ("Owner", 20), ("Last tested on", 14))
    rows = (
        _texts(one.control_id, one.title, one.evidence, one.owner, one.observed_on,
               TEST_RESULTS[one.result] if one.result else None)
        for one in package.evidence
    )  # fmt: skip
    return Sheet("Evidence", (*columns, ("Test result", 16)), tuple(rows))


def _gaps(package: Package) -> Sheet:
    columns = (("Rank", 8), ("Criterion", 12), ("Title", 32), ("Why", 60), ("Steps", 80))
    rows = (
        _texts(gap.rank, gap.criterion.id, gap.criterion.title, gap.why, "\n".join(gap.steps))
        for gap in package.held.gaps
    )
    return Sheet("Open gaps", columns, tuple(rows))


_SHEETS: tuple[Callable[[Package], Sheet], ...] = (_scope, _controls, _evidence, _gaps)
