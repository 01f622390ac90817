"""Approved answers of questionnaires enter the library, and leave it when their approval is taken back."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from foundation.audit.service import record as leave_trail
from foundation.clock import today
from foundation.errors import Conflict
from foundation.imports.collection import as_texts, new_row, record_of
from foundation.imports.deeds import flush_or_conflict, next_position
from foundation.imports.models import VersionDeed
from foundation.imports.versions import Cause, keep_version
from questionnaires.answering.answer import SourceType, Verdict
from questionnaires.library.buyers import Buyers
from questionnaires.library.candidate import Sources, digest_of, record_from, repeats, stands_alone
from questionnaires.library.comparing import makes_needless
from questionnaires.library.models import AnswerUse, ApprovedAnswer, Held, key_of
from questionnaires.library.records import LibraryAnswer
from questionnaires.library.service import ANSWERS, note_removal
from questionnaires.library.shelf import Shelf
from questionnaires.reviews.dependents import parent_of
from questionnaires.reviews.models import AnswerState, BuyerQuestionnaire, DraftAnswer
from questionnaires.reviews.shown import AnyAnswer
from questionnaires.trust.service import rules_of

CHUNK = 300


def enter(session: Session, answers: Sequence[DraftAnswer], actor: Actor) -> None:
    """Take answers that were just approved into the library, unless the organisation chooses them one by one.

    Left out is what says nothing, cannot be read without another question, repeats an answer that it cites, or stands
    in the library already. What approved answers they cite is noted in any case.
    """
    _note_uses(session, answers)
    rules = rules_of(session)
    if rules.only_chosen or not answers:
        return
    there = entries_of(session, answers)
    new = [answer for answer in answers if answer.id not in there and stands_alone(answer.question)]
    sources = Sources.of(session, new)
    found = [(one, _record(session, one, sources, rules.answer_days, one.question.text)) for one in new]
    wanted = [(one, record) for one, record in found if record and not repeats(record, one, sources)]
    _take_in(session, wanted, actor)


def keep(session: Session, answer: DraftAnswer, actor: Actor) -> ApprovedAnswer:
    """Take one approved answer in because a person says so; raises Conflict when there is nothing to take."""
    if answer.state is not AnswerState.APPROVED:
        raise Conflict("Only an approved answer can be kept in the library. Approve it first.")
    if answer.id in entries_of(session, [answer]):
        raise Conflict("This answer is in the library already.")
    sources = Sources.of(session, [answer])
    above = parent_of(session, answer.question)
    asked = f"{above.text} {answer.question.text}" if above else answer.question.text
    record = _record(session, answer, sources, rules_of(session).answer_days, asked)
    if record is None:
        raise Conflict("This answer says nothing that could be given again. Edit it first.")
    if not (taken := _take_in(session, [(answer, record)], actor)):
        raise Conflict("The library holds an answer that says the same already.")
    return taken[0]


def withdraw(session: Session, answer: DraftAnswer, actor: Actor) -> None:
    """Take out what an approval brought in, as it is taken back; what a person has changed since stays."""
    session.execute(sa.delete(AnswerUse).where(AnswerUse.answer_id == answer.id))
    row = entries_of(session, [answer]).get(answer.id)
    if row is None:
        return
    record = record_of(ANSWERS, row)
    if digest_of(record) != row.origin_digest:
        return
    note_removal(session, row, actor)
    session.delete(row)
    flush_or_conflict(session, ANSWERS)
    summary = f"Took {record.answer_id} out of the library, as its approval was taken back"
    _trail(session, actor, "withdrawn", record, summary, was=as_texts(record))


def entries_of(session: Session, answers: Sequence[AnyAnswer]) -> dict[uuid.UUID, ApprovedAnswer]:
    """Give the library's entries that came from some answers, by the answer's id."""
    ids = [answer.id for answer in answers]
    found: dict[uuid.UUID, ApprovedAnswer] = {}
    for at in range(0, len(ids), CHUNK):
        of_them = ApprovedAnswer.origin_answer_id.in_(ids[at : at + CHUNK])
        for row in session.scalars(sa.select(ApprovedAnswer).where(of_them)):
            if row.origin_answer_id is not None:
                found[row.origin_answer_id] = row
    return found


def _record(session: Session, answer: DraftAnswer, sources: Sources, days: int, asked: str) -> LibraryAnswer | None:
    if answer.verdict is Verdict.NEEDS_INPUT:
        return None
    return record_from(answer, _questionnaire_of(session, answer), sources, days=days, asked=asked)


def _questionnaire_of(session: Session, answer: DraftAnswer) -> BuyerQuestionnaire:
    return session.get_one(BuyerQuestionnaire, answer.question.questionnaire_id)


def _take_in(
    session: Session, wanted: Sequence[tuple[DraftAnswer, LibraryAnswer]], actor: Actor
) -> list[ApprovedAnswer]:
    """Add what the library does not hold yet, held back where a person must look first."""
    if not wanted:
        return []
    keys = {record.question: key_of(record.question) for _, record in wanted}
    shelf = Shelf(session, keys.values())
    buyers = Buyers(session.scalars(sa.select(BuyerQuestionnaire.buyer).distinct()))
    taken: list[ApprovedAnswer] = []
    position = next_position(session, ANSWERS)
    for answer, record in wanted:
        beside = [record_of(ANSWERS, row) for row in shelf.beside(keys[record.question], record.question)]
        if any(makes_needless(one, record) and not one.is_stale(_day(record)) for one in beside):
            continue
        row = new_row(ANSWERS, record, position + len(taken))
        row.held = _why_held(record, keys[record.question], shelf, buyers)
        _set_origin(row, record, answer, _questionnaire_of(session, answer))
        session.add(row)
        shelf.add(row)
        taken.append(row)
    flush_or_conflict(session, ANSWERS)
    for row in taken:
        keep_version(session, ANSWERS, row, Cause(VersionDeed.ADDED, actor, row.origin_filename))
        _trail_entry(session, actor, row)
    return taken


def _why_held(record: LibraryAnswer, key: str, shelf: Shelf, buyers: Buyers) -> Held | None:
    if buyers.named_in(record.question, record.answer, record.explanation):
        return Held.NAMES_BUYER
    return Held.CONTRADICTS if shelf.against(record, key, _day(record)) else None


def _day(record: LibraryAnswer) -> date:
    return record.approved_on or today()


def _set_origin(
    row: ApprovedAnswer, record: LibraryAnswer, answer: DraftAnswer, questionnaire: BuyerQuestionnaire
) -> None:
    question = answer.question
    row.origin_questionnaire_id, row.origin_answer_id = questionnaire.id, answer.id
    row.origin_buyer, row.origin_filename = questionnaire.buyer, questionnaire.filename
    row.origin_ref = question.ref or f"{question.sheet}, row {question.row}"
    row.origin_digest = digest_of(record)
    row.owner_id, row.owner = answer.approved_by_id, answer.approved_by


def _note_uses(session: Session, answers: Sequence[DraftAnswer]) -> None:
    for at in range(0, len(answers), CHUNK):
        of_them = AnswerUse.answer_id.in_([answer.id for answer in answers[at : at + CHUNK]])
        session.execute(sa.delete(AnswerUse).where(of_them))
    for answer in answers:
        cited = dict.fromkeys(one["id"] for one in answer.citations if one["type"] == SourceType.ANSWER)
        session.add_all(AnswerUse(answer_id=answer.id, source_id=source_id) for source_id in cited)


_WHY = {Held.NAMES_BUYER: "names a buyer", Held.CONTRADICTS: "contradicts another answer"}


def _trail_entry(session: Session, actor: Actor, row: ApprovedAnswer) -> None:
    held = f", held back, as it {_WHY[row.held]}" if row.held else ""
    summary = f"Took {row.answer_id} into the library from {row.origin_filename} of {row.origin_buyer}{held}"
    _trail(session, actor, "entered", record_of(ANSWERS, row), summary, now=as_texts(record_of(ANSWERS, row)))


def _trail(session: Session, actor: Actor, deed: str, record: LibraryAnswer, summary: str, **detail: Any) -> None:
    key = record.answer_id[:80]
    leave_trail(session, actor, f"answers.{deed}", thing="answers", thing_id=key, summary=summary, **detail)
