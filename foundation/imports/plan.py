"""What an import would do, worked out before anything is done. Pure."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Generic, TypeVar

from foundation.tables.model import Problem
from foundation.tables.write import cell_text

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a record: its text as it stands, and as the file has it; empty is unknown."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changed(Generic[Record]):
    """A record that is kept already and reads otherwise in the file; `fields` is never empty."""

    key: str
    record: Record
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class ImportPlan(Generic[Record]):
    """Which records of a file are new, changed, unchanged or refused, each in the file's order."""

    new: tuple[Record, ...]
    changed: tuple[Changed[Record], ...]
    unchanged: tuple[str, ...]
    """Keys."""
    refused: tuple[Problem, ...]
    """What is wrong, place by place; a row may appear more than once."""
    absent: tuple[str, ...] = ()
    """Keys that are kept and not in the file; an import leaves them as they are."""
    extra_columns: tuple[str, ...] = ()
    """Columns of the file that nobody asked for; they are left aside."""
    missing_columns: tuple[str, ...] = ()
    """Columns that the file has not; records that are kept stay as they are there."""

    @property
    def does_something(self) -> bool:
        """Tell whether there is a record to add or to change."""
        return bool(self.new or self.changed)

    @property
    def refused_rows(self) -> int:
        """How many rows are refused; a problem of no one row, such as a missing column, counts as one."""
        return len({problem.row or str(problem) for problem in self.refused})

    @property
    def fingerprint(self) -> str:
        """A short text that differs when the plan does: what was previewed is then not what would be done."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:32]


def plan_import(
    existing: Mapping[str, Record],
    incoming: Sequence[Record],
    problems: Sequence[Problem] = (),
    *,
    key: str,
    extra_columns: Sequence[str] = (),
    missing_columns: Sequence[str] = (),
) -> ImportPlan[Record]:
    """Hold the records of a file against those that are kept.

    Parameters
    ----------
    existing : key -> record, as kept now.
    incoming : the good records of the file, each key once; dataclasses of one kind.
    problems : what is wrong with the other rows.
    key : the name of the field that tells records apart.
    extra_columns : columns of the file that were left aside.
    missing_columns : columns that the file has not; a record that is kept already keeps its values there.
    """
    new: list[Record] = []
    changed: list[Changed[Record]] = []
    unchanged: list[str] = []
    for record in incoming:
        name = getattr(record, key)
        if name not in existing:
            new.append(record)
            continue
        before = existing[name]
        after = _with_values_of(before, record, missing_columns)
        if differences := field_changes(before, after):
            changed.append(Changed(name, after, differences))
        else:
            unchanged.append(name)
    absent = tuple(existing.keys() - {getattr(record, key) for record in incoming})
    return ImportPlan(
        tuple(new),
        tuple(changed),
        tuple(unchanged),
        tuple(problems),
        tuple(sorted(absent)),
        tuple(extra_columns),
        tuple(missing_columns),
    )


def without(plan: ImportPlan[Record], keys: Collection[str]) -> ImportPlan[Record]:
    """Leave changed records as they are that a person chose to keep."""
    left = tuple(one.key for one in plan.changed if one.key in keys)
    changed = tuple(one for one in plan.changed if one.key not in keys)
    return replace(plan, changed=changed, unchanged=(*plan.unchanged, *left))


def _with_values_of(before: Record, after: Record, names: Sequence[str]) -> Record:
    if not names:
        return after
    return replace(after, **{name: getattr(before, name) for name in names})  # type: ignore[type-var]  # records are dataclasses


def field_changes(before: Any, after: Any) -> tuple[FieldChange, ...]:
    """List the fields in which two records of one dataclass differ, in the order of its fields."""
    return tuple(
        FieldChange(declared.name, cell_text(old), cell_text(new))
        for declared in fields(before)
        if (old := getattr(before, declared.name)) != (new := getattr(after, declared.name))
    )
