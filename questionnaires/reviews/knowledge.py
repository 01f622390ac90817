"""What answers may rest on, out of the database."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from questionnaires.answering.answer import Citation, SourceType
from questionnaires.answering.knowledge import Knowledge
from questionnaires.controls.models import Control
from questionnaires.controls.records import ControlRecord, Sensitivity
from questionnaires.controls.service import control_records
from questionnaires.facts.models import StatedFact
from questionnaires.facts.queries import label_of
from questionnaires.facts.records import Fact
from questionnaires.facts.service import facts
from questionnaires.library.merged import merged_into
from questionnaires.library.models import ApprovedAnswer
from questionnaires.library.records import LibraryAnswer
from questionnaires.library.service import library_answers
from questionnaires.reviews.shown import AnyAnswer


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A control, approved answer or fact as a reviewer reads it beside an answer that cites it."""

    title: str
    text: str
    state: str | None = None
    """A control's status, in FORMATS' word."""
    notes: tuple[str, ...] = ()
    """What a reviewer should know of it: its last test, its sensitivity, its expiry."""


def has_knowledge(session: Session) -> bool:
    """Tell whether there is anything at all to answer from."""
    return any(session.scalar(sa.select(table.id).limit(1)) for table in (Control, ApprovedAnswer, StatedFact))


def knowledge_of(session: Session) -> Knowledge:
    """Gather the organisation's controls, approved answers and facts."""
    return Knowledge(control_records(session), library_answers(session), facts(session))


def known_products(session: Session) -> tuple[str, ...]:
    """Name the products that controls speak of, for suggesting them."""
    lists = session.scalars(sa.select(Control.product))
    return tuple(sorted({name for names in lists for name in names}))


def cited_sources(session: Session, answers: Iterable[AnyAnswer]) -> dict[tuple[str, str], CitedSource]:
    """Give what answers cite, under (type, id), as it stands today; a source that was removed since is missing."""
    return _sources(session, {(one["type"], one["id"]) for answer in answers for one in answer.citations})


def sources_in(knowledge: Knowledge, citations: Iterable[Citation]) -> dict[tuple[str, str], CitedSource]:
    """Give what citations of an answer that is kept nowhere name, as `cited_sources` does, from what it rests on."""
    found = {(one.type.value, one.id): knowledge.records.get((one.type, one.id)) for one in citations}
    return {key: _cited(record) for key, record in found.items() if record is not None}


def _cited(record: ControlRecord | LibraryAnswer | Fact) -> CitedSource:
    if isinstance(record, ControlRecord):
        return _control(record)
    return _answer(record) if isinstance(record, LibraryAnswer) else _fact(record)


def _sources(session: Session, keys: set[tuple[str, str]]) -> dict[tuple[str, str], CitedSource]:
    ids = {wanted: [source_id for type_, source_id in keys if type_ == wanted] for wanted in SourceType}
    known: dict[tuple[str, str], CitedSource] = {}
    known |= {("control", one.control_id): _control(one) for one in control_records(session, ids[SourceType.CONTROL])}
    known |= {("answer", one.answer_id): _answer(one) for one in library_answers(session, ids[SourceType.ANSWER])}
    gone = [one for one in ids[SourceType.ANSWER] if ("answer", one) not in known]
    merged = merged_into(session, gone)
    standing = {one.answer_id: _answer(one) for one in library_answers(session, merged.values())}
    known |= {("answer", old): standing[new] for old, new in merged.items() if new in standing}
    known |= {("fact", one.key): _fact(one) for one in facts(session, ids[SourceType.FACT])}
    return known


def _control(control: ControlRecord) -> CitedSource:
    tested = f"Last tested {control.last_tested_on.isoformat()}" if control.last_tested_on else None
    result = control.test_result.value.replace("_", " ") if control.test_result else None
    notes = (
        f"{tested}: {result}" if tested and result else tested,
        f"Exception: {control.exception_note}" if control.exception_note else None,
        f"Evidence: {control.evidence}" if control.evidence else None,
        f"Only for {', '.join(control.product)}" if control.product else None,
        _sensitivity(control.sensitivity),
    )
    return CitedSource(control.title, control.statement, control.status.value, tuple(filter(None, notes)))


def _answer(answer: LibraryAnswer) -> CitedSource:
    approved = f"Approved by {answer.approved_by}" if answer.approved_by else None
    expires = f"Holds until {answer.expires_on.isoformat()}" if answer.expires_on else None
    text = ": ".join(filter(None, (answer.answer.replace("_", " ").capitalize(), answer.explanation)))
    return CitedSource(
        answer.question, text, notes=tuple(filter(None, (approved, expires, _sensitivity(answer.sensitivity))))
    )


def _fact(fact: Fact) -> CitedSource:
    notes = (f"As of {fact.as_of.isoformat()}",) if fact.as_of else ()
    return CitedSource(label_of(fact.key), fact.value, notes=notes)


def _sensitivity(sensitivity: Sensitivity) -> str | None:
    return {Sensitivity.NDA: "Only under NDA", Sensitivity.INTERNAL: "Internal: never quoted to a buyer"}.get(
        sensitivity
    )
