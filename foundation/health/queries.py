"""What tells how the installation does: numbers over all organisations, nothing of what is theirs."""

import os
import shutil
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from foundation.access.scope import across_organisations
from foundation.accounts.models import Organisation
from foundation.audit.models import AuditEntry
from foundation.backup.manifest import BACKED_UP, version_here
from foundation.config import Settings
from foundation.jobs.models import GIVEN_UP, Job, JobState
from foundation.mail.models import OutgoingMail
from foundation.mail.sender import ATTEMPTS
from foundation.migrations.standing import known_revisions, revision_of
from foundation.web.pages import Page, paginate

FRESH = timedelta(days=7)
"""An older backup is told of as old."""


@dataclass(frozen=True, slots=True)
class Mails:
    """The outbox in numbers."""

    waiting: int
    given_up: int
    """Tried so often that they are tried no more."""
    oldest_at: datetime | None
    """When the oldest that waits was written."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the installation does at this moment."""

    version: str
    revision: str | None
    newest_revision: str
    database: str
    database_bytes: int
    disk_free_bytes: int
    disk_bytes: int
    jobs: Mapping[JobState, int]
    given_up: int
    """Jobs that stopped too often, and that nobody has started again."""
    oldest_job_at: datetime | None
    """When the oldest job that waits was put there."""
    mails: Mails
    last_backup_at: datetime | None

    @property
    def is_up_to_date(self) -> bool:
        """Whether the database is at the schema that this version works with."""
        return self.revision == self.newest_revision

    def is_backed_up(self, at: datetime) -> bool:
        """Whether the last backup is of the week before a moment."""
        return self.last_backup_at is not None and at - self.last_backup_at <= FRESH

    @property
    def share_free(self) -> float:
        """How much of the disk is free, in [0, 1]."""
        return self.disk_free_bytes / self.disk_bytes if self.disk_bytes else 0.0


def standing(session: Session, settings: Settings) -> Standing:
    """Look how the installation does."""
    connection = session.connection()
    disk = shutil.disk_usage(existing(settings.files))
    with across_organisations(session):
        by_state = session.execute(sa.select(Job.state, sa.func.count()).group_by(Job.state))
        oldest = session.scalar(sa.select(sa.func.min(Job.created_at)).where(Job.state == JobState.WAITING))
        backed_up = session.scalar(sa.select(sa.func.max(AuditEntry.at)).where(AuditEntry.action == BACKED_UP))
        return Standing(
            version=version_here(),
            revision=revision_of(connection),
            newest_revision=known_revisions()[0],
            database=connection.dialect.name,
            database_bytes=_database_bytes(session),
            disk_free_bytes=disk.free,
            disk_bytes=disk.total,
            jobs=dict.fromkeys(JobState, 0) | dict(by_state.all()),
            given_up=session.scalar(sa.select(sa.func.count()).select_from(_given_up().subquery())) or 0,
            oldest_job_at=oldest,
            mails=_mails(session),
            last_backup_at=backed_up,
        )


def jobs_given_up(session: Session, *, page: int) -> Page[Job]:
    """Fetch one page of the jobs that stopped too often, the newest first."""
    with across_organisations(session):
        return paginate(session, _given_up().order_by(Job.finished_at.desc(), Job.id), number=page)


def organisations_of(session: Session, jobs: Page[Job]) -> dict[uuid.UUID, str]:
    """Name the organisations of some jobs."""
    wanted = sa.select(Organisation.id, Organisation.name)
    rows = session.execute(wanted.where(Organisation.id.in_({job.organisation_id for job in jobs.rows})))
    return dict(rows.all())


def _given_up() -> sa.Select[Job]:
    """Leave out what somebody started again in its place: done twice, it would undo what came of the second."""
    later = aliased(Job)
    again = sa.exists().where(later.subject_id == Job.subject_id, later.created_at > Job.created_at)
    return sa.select(Job).where(Job.state == JobState.FAILED, Job.problem == GIVEN_UP, ~again)


def _mails(session: Session) -> Mails:
    waits = sa.and_(OutgoingMail.sent_at.is_(None), OutgoingMail.attempts < ATTEMPTS)
    given_up = sa.and_(OutgoingMail.sent_at.is_(None), OutgoingMail.attempts >= ATTEMPTS)
    counted = sa.select(
        sa.func.count().filter(waits),
        sa.func.count().filter(given_up),
        sa.func.min(OutgoingMail.created_at).filter(waits),
    )
    return Mails(*session.execute(counted).one())


def _database_bytes(session: Session) -> int:
    if session.get_bind().dialect.name == "postgresql":
        return session.scalar(sa.select(sa.func.pg_database_size(sa.func.current_database()))) or 0
    place = session.connection().engine.url.database
    return sum(os.path.getsize(path) for path in (f"{place}", f"{place}-wal") if os.path.exists(path))


def existing(folder: Path) -> Path:
    """Give a folder, or the nearest above it that stands: the disk that it will be on."""
    return next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())


def is_given_up(session: Session, job_id: uuid.UUID) -> bool:
    """Tell whether a job is one that stopped too often and that nobody has started again."""
    return session.scalar(_given_up().where(Job.id == job_id)) is not None
