"""What an organisation keeps, in plain words: each package names its kinds, the composition root hands them over."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.accounts.models import Invitation, Membership
from foundation.audit.models import AuditEntry
from foundation.imports.models import ImportDraft, RecordVersion
from foundation.jobs.models import Job
from foundation.mapped import owned_classes
from foundation.privacy.files import files_of
from foundation.privacy.models import DataExport


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: its name on pages, and the classes whose rows are counted as such."""

    name: str
    classes: tuple[type[Any], ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are of a kind."""

    name: str
    number: int


PEOPLE = (Kind("People and their roles", (Membership,)), Kind("Invitations", (Invitation,)))
HOUSE = (
    Kind("Earlier versions of records", (RecordVersion,)),
    Kind("Files of imports that nobody confirmed", (ImportDraft,)),
    Kind("Lines of the trail", (AuditEntry,)),
    Kind("Background jobs and packages of everything", (Job, DataExport)),
)
"""What every organisation has, whatever packages there are."""
OTHER = "Other records"


def counts(session: Session, kinds: Sequence[Kind]) -> list[Count]:
    """Count what the session's organisation keeps; what no kind names is counted too, under another heading."""
    named = [*PEOPLE, *kinds, *HOUSE]
    known = {one for kind in named for one in kind.classes}
    rest = Kind(OTHER, tuple(one for one in owned_classes() if one not in known))
    found = [Count(kind.name, sum(_rows(session, one) for one in kind.classes)) for kind in (*named, rest)]
    files = Count("Files that were uploaded or written", sum(1 for _ in files_of(session)))
    return [one for one in (*found, files) if one.number]


def _rows(session: Session, mapped: type[Any]) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(mapped)) or 0
