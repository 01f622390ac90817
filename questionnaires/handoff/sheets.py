"""The package as tables: what each sheet of the workbook holds, cell by cell."""

from collections.abc import Iterable, Sequence

from foundation.tables.write_workbook import Cell, Sheet
from questionnaires.controls.words import CATEGORIES, SENSITIVITIES, STATUSES, TEST_RESULTS
from questionnaires.coverage.words import STATES
from questionnaires.handoff.package import NOT_STATED, Package


def sheets_of(held: Package) -> tuple[Sheet, ...]:
    """Give every sheet, in the order in which an auditor reads them."""
    return (_scope(held), _criteria(held), _controls(held), _evidence(held), _gaps(held), _steps(held))


def _scope(held: Package) -> Sheet:
    rows: list[tuple[Cell, ...]] = [
        ("Organisation", held.organisation, None),
        ("Package made on", held.made_on, None),
        ("Categories in scope", held.named_categories, None),
        ("Criteria in scope", len(held.criteria), None),
        ("Applicable criteria covered", f"{held.coverage:.0%}", None),
        ("Open gaps", len(held.gaps), None),
        ("Internal material", "Included" if held.with_internal else "Left out", None),
    ]
    rows += held.facts
    return Sheet("Scope", (("What", 40), ("Value", 70), ("As of", 14)), tuple(rows))


def _criteria(held: Package) -> Sheet:
    rows = (
        (
            one.criterion.id,
            CATEGORIES[one.criterion.category],
            one.criterion.title,
            STATES[one.state],
            "; ".join(one.controls),
        )
        for one in held.criteria
    )
    columns = (("Criterion", 11), ("Category", 20), ("What it asks, in our words", 50), ("State", 16), ("Controls", 50))
    return Sheet("Criteria", columns, tuple(rows))


def _controls(held: Package) -> Sheet:
    rows = (
        (
            one.criterion.id,
            control.control_id,
            control.title,
            control.statement,
            STATUSES[control.status],
            control.owner,
            control.frequency,
            control.policy,
            "; ".join(control.product) or "All products",
            control.last_tested_on,
            TEST_RESULTS[control.test_result] if control.test_result else NOT_STATED,
            SENSITIVITIES[control.sensitivity],
        )
        for one, controls in held.controls_by_criterion
        for control in controls
    )
    columns = (
        ("Criterion", 11), ("Control", 12), ("Title", 34), ("What is done", 70), ("Status", 18), ("Owner", 22),
        ("Frequency", 16), ("Policy", 28), ("Products", 26), ("Last tested", 13), ("Result", 16),
        ("Who may read it", 30),
    )  # fmt: skip
    return Sheet("Controls by criterion", columns, tuple(rows))


def _evidence(held: Package) -> Sheet:
    columns = (
        ("Control", 12), ("Title", 34), ("What shows it", 70), ("Last tested", 13), ("Result", 16), ("Exception", 60),
    )  # fmt: skip
    rows = (
        (one.control_id, one.title, one.evidence, one.observed_on, one.result, one.exception) for one in held.evidence
    )
    return Sheet("Evidence", columns, tuple(rows))


def _gaps(held: Package) -> Sheet:
    titles: Iterable[tuple[Cell, ...]] = (
        (gap.rank, gap.criterion.id, gap.criterion.title, gap.reasons, gap.place) for gap in held.gaps
    )
    columns = (
        ("Order", 8),
        ("Criterion", 11),
        ("What it asks, in our words", 50),
        ("Why it is open", 70),
        ("Why this place", 50),
    )
    return Sheet("Open gaps", columns, tuple(titles))


def _steps(held: Package) -> Sheet:
    columns: Sequence[tuple[str, int]] = (
        ("Criterion", 11), ("Step", 70), ("State", 14), ("Owner", 22), ("Due", 13), ("Note", 60),
    )  # fmt: skip
    rows = ((one.criterion, one.step, one.state, one.owner, one.due_on, one.note) for one in held.steps)
    return Sheet("Remediation steps", tuple(columns), tuple(rows))
