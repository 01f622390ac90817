"""What statements rest on, as it stands today."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from questionnaires.answering.answer import SourceType
from questionnaires.controls.records import ControlRecord, TestResult
from questionnaires.controls.service import control_records
from questionnaires.facts.queries import label_of
from questionnaires.facts.records import Fact
from questionnaires.facts.service import facts
from questionnaires.library.merged import merged_answers
from questionnaires.library.models import MergedAnswer
from questionnaires.library.records import LibraryAnswer
from questionnaires.library.service import library_answers

Key = tuple[str, str]
"""Type and id of a source."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a source stands: what a later look is compared with."""

    title: str
    state: str
    text: str

    @property
    def digest(self) -> str:
        """SHA-256 over state and text, as hex; a new title alone changes nothing that was said."""
        return hashlib.sha256(f"{self.state}\n{self.text}".encode()).hexdigest()


REMOVED = Standing("", "removed", "")


def standings(session: Session, today: date) -> Mapping[Key, Standing]:
    """Give how each of the organisation's sources stands on a day (approved answers run out)."""
    found: dict[Key, Standing] = {}
    found |= {(SourceType.CONTROL, one.control_id): _control(one) for one in control_records(session)}
    found |= {(SourceType.ANSWER, one.answer_id): _answer(one, today) for one in library_answers(session)}
    found |= {(SourceType.FACT, one.key): _fact(one) for one in facts(session)}
    for one in merged_answers(session):
        if kept := found.get((SourceType.ANSWER, one.kept_id)):
            found[SourceType.ANSWER, one.old_id] = _merged(one, kept)
    return found


def _control(control: ControlRecord) -> Standing:
    failed = ", failed its last test" if control.test_result is TestResult.EXCEPTION else ""
    return Standing(control.title, control.status.value.replace("_", " ") + failed, control.statement)


def _answer(answer: LibraryAnswer, today: date) -> Standing:
    expired = answer.expires_on is not None and answer.expires_on < today
    return Standing(answer.question, "expired" if expired else "holds", answer.said)


def _merged(one: MergedAnswer, kept: Standing) -> Standing:
    """Give how a merged answer stands: as it read, while the one that was found to say the same is unchanged."""
    same = one.alike and kept.text == one.kept_said
    return Standing(one.question, kept.state, one.said) if same else kept


def _fact(fact: Fact) -> Standing:
    return Standing(label_of(fact.key), "stated", fact.value)
