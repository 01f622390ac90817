"""The exposure report as its page and its file print it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.tables.write import to_csv
from matcher.exposure.counts import FEWEST, Counts, Part, withheld
from matcher.exposure.measuring import recorded_since
from matcher.exposure.models import ExposureCount
from matcher.firms.models import Firm
from matcher.firms.words import Tier, VettingStatus

UNKNOWN = "unknown"
COLUMNS = (
    "group", "firm_id", "name", "tier", "eligible", "shown", "shown_share", "shown_low", "shown_high", "by_lot",
    "asked", "asked_share", "asked_low", "asked_high", "engaged", "engaged_share", "engaged_low", "engaged_high",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One firm, or all firms of a tier."""

    name: str
    tier: Tier | None
    counts: Counts | None
    """None: withheld."""
    firm_id: str | None = None
    key: UUID | None = None
    """The firm's id in URLs; None: nobody may open its page."""
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What the record says, for one version of the model or for all."""

    since: date | None
    at: datetime | None
    """When it was counted; None: it was not yet."""
    versions: tuple[str, ...]
    version: str | None
    """None: all."""
    tiers: tuple[Row, ...]
    firms: tuple[Row, ...]
    """Those that are told, most often eligible first."""
    hidden: int
    """Firms that are eligible in too few runs to be told."""


def exposure_report(session: Session, version: str | None) -> Report:
    """Put the report together from what was counted last; a version that was not counted counts as none."""
    cells = session.scalars(sa.select(ExposureCount)).all()
    by_version: defaultdict[str, dict[str, Counts]] = defaultdict(dict)
    for cell in cells:
        counts = Counts(cell.eligible, cell.shown, cell.expected, cell.asked, cell.engaged)
        by_version[cell.model_version][cell.firm_id] = counts
    found = _of_version(by_version, version)
    directory = sa.select(Firm.firm_id, Firm.name, Firm.tier, Firm.id, Firm.is_sample, Firm.vetting_status)
    known = {firm.firm_id: firm for firm in session.execute(directory)}
    tiers = {firm_id: known[firm_id].tier if firm_id in known else None for firm_id in found}
    rows = [_row(firm_id, known.get(firm_id), counts) for firm_id, counts in _told(found, tiers).items()]
    told = sorted((row for row in rows if row.counts), key=lambda row: (-_eligible(row), row.name))
    return Report(
        since=recorded_since(session),
        at=cells[0].at if cells else None,
        versions=tuple(sorted(by_version)),
        version=version,
        tiers=_tiers(found, tiers),
        firms=tuple(told),
        hidden=len(rows) - len(told),
    )


def exposure_csv(report: Report) -> bytes:
    """Write what the page tells, and nothing more."""
    rows = [("tier", row) for row in report.tiers] + [("firm", row) for row in report.firms]
    return to_csv(COLUMNS, [_cells(group, row) for group, row in rows])


def _of_version(by_version: Mapping[str, Mapping[str, Counts]], version: str | None) -> dict[str, Counts]:
    """Sum over all versions, or take one: of that, no firm of which the other versions would tell it less."""
    whole: defaultdict[str, Counts] = defaultdict(Counts)
    for held in by_version.values():
        for firm_id, counts in held.items():
            whole[firm_id] += counts
    if version is None:
        return dict(whole)
    mine = by_version.get(version, {})
    rest = {firm_id: whole[firm_id].eligible - counts.eligible for firm_id, counts in mine.items()}
    return {firm_id: counts for firm_id, counts in mine.items() if not 0 < rest[firm_id] < FEWEST}


def _told(found: Mapping[str, Counts], tiers: Mapping[str, Tier | None]) -> dict[str, Counts | None]:
    """Withhold small counts, tier by tier, as the sum of a tier is told."""
    kept: set[str] = set()
    for tier in set(tiers.values()):
        kept |= withheld({firm_id: found[firm_id].eligible for firm_id in found if tiers[firm_id] is tier})
    return {firm_id: None if firm_id in kept else counts for firm_id, counts in found.items()}


def _tiers(found: Mapping[str, Counts], tiers: Mapping[str, Tier | None]) -> tuple[Row, ...]:
    sums: dict[Tier | None, Counts] = {}
    for firm_id, counts in found.items():
        sums[tiers[firm_id]] = sums.get(tiers[firm_id], Counts()) + counts
    kept = withheld({tier: counts.eligible for tier, counts in sums.items()})
    return tuple(
        Row(tier.value if tier else UNKNOWN, tier, None if tier in kept else sums[tier])
        for tier in (*Tier, None)
        if tier in sums
    )


def _row(firm_id: str, firm: Any, counts: Counts | None) -> Row:
    if firm is None:
        return Row(firm_id, None, counts, firm_id)
    key = None if firm.vetting_status is VettingStatus.REMOVED else firm.id
    return Row(firm.name, firm.tier, counts, firm_id, key, firm.is_sample)


def _eligible(row: Row) -> int:
    return row.counts.eligible if row.counts else 0


def _cells(group: str, row: Row) -> Sequence[object]:
    head = (group, row.firm_id, row.name if row.firm_id else None, row.tier.value if row.tier else UNKNOWN)
    counts = row.counts
    if counts is None:
        return (*head, *(None,) * (len(COLUMNS) - len(head)))
    seen = (counts.eligible, *_part(counts.seen), _rounded(counts.by_lot))
    return (*head, *seen, *_part(counts.wanted), *_part(counts.won))


def _part(part: Part | None) -> tuple[object, ...]:
    return (part.number, *map(_rounded, (part.share, *part.interval))) if part else (None,) * 4


def _rounded(share: float) -> float:
    return round(share, 4)
