"""What is left of an installation after everything: rows, mails, files."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from foundation import orphans
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.audit.models import AuditEntry
from foundation.config import Settings
from foundation.jobs.models import Job, JobState
from foundation.mail.models import OutgoingMail
from foundation.orphans import names_without_file, remove_orphans
from foundation.storage import FolderStorage
from questionnaires.controls.models import Control
from questionnaires.reviews.models import AskedQuestion, DraftAnswer


def look(engine: Engine, what: Any, *where: Any) -> int:
    """Count rows over all organisations."""
    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
        return session.scalar(sa.select(sa.func.count()).select_from(what).where(*where)) or 0


def tidy(engine: Engine, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> int:
    """Look as the worker does a day later for files that no row names; gives how many it removed."""
    monkeypatch.setattr(orphans, "AGE", -orphans.AGE)
    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
        return remove_orphans(session, FolderStorage(settings.files))


@dataclass(frozen=True)
class Left:
    """The counts."""

    jobs: int
    done: int
    held: int
    """Jobs that somebody holds by a lease."""
    taken_over: int
    """How often another worker went on with a job."""
    questions: int
    answers: int
    answered: int
    """Lines of the trail that say so; one for each questionnaire."""
    controls: int
    mails: int
    sent: int
    taken: int
    """Mails that the server has, each counted once."""
    taken_again: int
    half_files: int
    without_file: int
    """Rows that name a file which is not there."""

    @classmethod
    def of(cls, engine: Engine, settings: Settings, message_ids: Sequence[str]) -> "Left":
        """Count."""
        with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
            without_file = names_without_file(session, FolderStorage(settings.files))
            taken = session.scalar(sa.select(sa.func.sum(Job.fence))) or 0
        return cls(
            jobs=look(engine, Job),
            done=look(engine, Job, Job.state == JobState.DONE),
            held=look(engine, Job, Job.leased_until.is_not(None)),
            taken_over=taken - look(engine, Job),
            questions=look(engine, AskedQuestion),
            answers=look(engine, DraftAnswer),
            answered=look(engine, AuditEntry, AuditEntry.action == "questionnaire.answered"),
            controls=look(engine, Control),
            mails=look(engine, OutgoingMail),
            sent=look(engine, OutgoingMail, OutgoingMail.sent_at.is_not(None)),
            taken=len(set(message_ids)),
            taken_again=len(message_ids) - len(set(message_ids)),
            half_files=len([path for path in settings.instance.rglob("*") if is_half(path.name)]),
            without_file=without_file,
        )

    def __str__(self) -> str:
        return (
            f"{self.done} of {self.jobs} jobs done, {self.taken_over} times taken over; "
            f"{self.answers} answers of {self.questions} questions, "
            f"{self.controls} controls, {self.sent} of {self.mails} mails sent, {self.taken} taken by the server "
            f"({self.taken_again} again with the same Message-ID), {self.half_files} half files, {self.held} held"
        )


def is_half(name: str) -> bool:
    """Whether a file is one that somebody was writing."""
    return name.endswith(".part") or name.startswith("tmp")
