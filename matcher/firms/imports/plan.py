"""What a directory file would do to the directory: pure."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from foundation.tables.model import Problem
from matcher.firms.compare import FieldChange, changes_between, ranges_that_run_backwards
from matcher.firms.profile import FirmProfile
from matcher.firms.words import VettingStatus

_TRUST = (
    VettingStatus.REMOVED,
    VettingStatus.SUSPENDED,
    VettingStatus.CANDIDATE,
    VettingStatus.UNDER_REVIEW,
    VettingStatus.STALE,
    VettingStatus.VERIFIED,
)
"""From the status that says least for a firm to the one that says most."""


@dataclass(frozen=True, slots=True)
class ChangedFirm:
    """A firm of the directory that the file says something else of."""

    before: FirmProfile
    after: FirmProfile
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class RisingFirm:
    """A firm that the file would put higher in our vetting; `before` is None for a new one."""

    firm_id: str
    name: str
    before: VettingStatus | None
    after: VettingStatus


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What would be added, changed and left, and the rows that are refused."""

    new: tuple[FirmProfile, ...]
    changed: tuple[ChangedFirm, ...]
    unchanged: int
    problems: tuple[Problem, ...]
    extra_columns: tuple[str, ...]

    @property
    def does_something(self) -> bool:
        """Whether there is anything to import."""
        return bool(self.new or self.changed)

    @property
    def refused(self) -> int:
        """How many rows are refused; a problem of the whole file counts as one."""
        return len({(problem.row, None if problem.row else problem.problem) for problem in self.problems})

    @property
    def rising(self) -> tuple[RisingFirm, ...]:
        """The firms that would stand higher in our vetting than they do."""
        pairs: list[tuple[FirmProfile | None, FirmProfile]] = [(None, firm) for firm in self.new]
        pairs += [(each.before, each.after) for each in self.changed]
        return tuple(risen for before, after in pairs if (risen := _risen(before, after)))

    @property
    def fingerprint(self) -> str:
        """The same for the same plan: tells whether what is confirmed is still what was shown."""
        return hashlib.sha256(repr((self.new, self.changed, self.problems)).encode()).hexdigest()


def plan_import(
    given: Iterable[FirmProfile],
    columns: Iterable[str],
    standing: Mapping[str, FirmProfile],
    *,
    problems: tuple[Problem, ...] = (),
    extra_columns: tuple[str, ...] = (),
    file: str = "",
) -> ImportPlan:
    """Compare a file with the directory.

    Parameters
    ----------
    given : the firms of the file's good rows.
    columns : the columns that the file has; the others of a standing firm stay as they are.
    standing : the firms of the directory by `firm_id`; those that the file does not name stay.
    problems : what is wrong with the other rows.
    """
    present = tuple(columns)
    new, changed, clashes = [], [], []
    unchanged = 0
    for firm in given:
        before = standing.get(firm.firm_id)
        after = firm if before is None else replace(before, **{name: getattr(firm, name) for name in present})
        if backwards := ranges_that_run_backwards(after):
            clashes += [_clash(file, after, high) for high in backwards]
        elif before is None:
            new.append(after)
        elif differing := changes_between(before, after):
            changed.append(ChangedFirm(before, after, differing))
        else:
            unchanged += 1
    return ImportPlan(tuple(new), tuple(changed), unchanged, (*problems, *clashes), extra_columns)


def without_rises(plan: ImportPlan) -> ImportPlan:
    """Let no firm rise above under review: a new one or a candidate gets so far, the others keep their status."""
    rising = {risen.firm_id for risen in plan.rising}
    new = tuple(_under_review(firm) if firm.firm_id in rising else firm for firm in plan.new)
    held = [_held(each) if each.after.firm_id in rising else each for each in plan.changed]
    changed = tuple(each for each in held if each.changes)
    return replace(plan, new=new, changed=changed, unchanged=plan.unchanged + len(held) - len(changed))


def held_back(plan: ImportPlan) -> int:
    """Count the firms that `without_rises` leaves lower than the file has them."""
    standing = (VettingStatus.CANDIDATE, None)
    reaches = [each for each in plan.rising if each.after is VettingStatus.UNDER_REVIEW and each.before in standing]
    return len(plan.rising) - len(reaches)


def _under_review(firm: FirmProfile) -> FirmProfile:
    return replace(firm, vetting_status=VettingStatus.UNDER_REVIEW, verified_on=None)


def _held(each: ChangedFirm) -> ChangedFirm:
    before = each.before
    kept = before.vetting_status
    begins = kept in (VettingStatus.CANDIDATE, None)
    status = VettingStatus.UNDER_REVIEW if begins else kept
    after = replace(each.after, vetting_status=status, verified_on=before.verified_on)
    return ChangedFirm(before, after, changes_between(before, after))


def _risen(before: FirmProfile | None, after: FirmProfile) -> RisingFirm | None:
    was = before.vetting_status if before else None
    if after.vetting_status is None or _trust(after.vetting_status) <= _trust(was or VettingStatus.CANDIDATE):
        return None
    return RisingFirm(after.firm_id, after.name, was, after.vetting_status)


def _trust(status: VettingStatus) -> int:
    return _TRUST.index(status)


def _clash(file: str, firm: FirmProfile, high: str) -> Problem:
    low = high.replace("_max", "_min")
    found = f"expected at least {low}, which is {getattr(firm, low)}, found '{getattr(firm, high)}'"
    return Problem(file, None, None, high, f"firm {firm.firm_id}: {found}")
