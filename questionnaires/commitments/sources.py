"""What statements rest on, as it stands today."""

import hashlib
from collections.abc import Iterable, Mapping
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


def standings(session: Session, keys: Iterable[Key], today: date) -> Mapping[Key, Standing]:
    """Give how sources stand on a day (approved answers run out); those that were removed are missing."""
    ids: dict[str, set[str]] = {wanted: set() for wanted in SourceType}
    for type_, source_id in keys:
        ids[type_].add(source_id)
    found: dict[Key, Standing] = {}
    for control in control_records(session, ids[SourceType.CONTROL]):
        found[SourceType.CONTROL, control.control_id] = _control(control)
    merged = [one for one in merged_answers(session) if one.old_id in ids[SourceType.ANSWER]]
    for answer in library_answers(session, [*ids[SourceType.ANSWER], *(one.kept_id for one in merged)]):
        found[SourceType.ANSWER, answer.answer_id] = _answer(answer, today)
    for fact in facts(session, ids[SourceType.FACT]):
        found[SourceType.FACT, fact.key] = _fact(fact)
    for one in merged:
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
