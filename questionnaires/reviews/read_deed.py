"""What the background worker does with an uploaded file: have it read in a confined process and keep what it asks."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.audit.actor import SERVICE
from foundation.audit.service import record
from foundation.clock import now
from foundation.errors import NotFound
from foundation.jobs.work import Work
from foundation.storage import Storage
from questionnaires.reviews.models import AskedQuestion, BuyerQuestionnaire
from questionnaires.reviews.reader import Reader
from questionnaires.reviews.reading import Reading, ReadingOrder
from questionnaires.reviews.remembering import actor_of, remember, remembered_for, told
from questionnaires.reviews.rows import question_row


@dataclass(frozen=True, slots=True)
class ReadDeed:
    """Reads one questionnaire's file; a problem with the file fails the job with a sentence, and nothing else."""

    storage: Storage
    reader: Reader

    def __call__(self, work: Work) -> None:
        """Read without holding the database's only writer up, then write what was found in one transaction."""
        questionnaire_id = work.job.subject_id
        stored_name, order = _order(work.session, questionnaire_id, work)
        work.checkpoint(0, 1)
        content = self.storage.fetch(stored_name)
        reading = self.reader.read(content, order, beat=lambda: work.checkpoint(0, 1))
        _keep(work.session, _questionnaire(work.session, questionnaire_id), order, reading, work)


def _order(session: Session, questionnaire_id: UUID, work: Work) -> tuple[str, ReadingOrder]:
    questionnaire = _questionnaire(session, questionnaire_id)
    payload = work.job.payload
    known = [] if "mapping" in payload or payload.get("as_found") else remembered_for(session, questionnaire.buyer)
    return questionnaire.stored_name, ReadingOrder(
        filename=questionnaire.filename,
        mapping=payload.get("mapping"),
        encoding=payload.get("encoding"),
        delimiter=payload.get("delimiter"),
        remembered=known,
    )


def _questionnaire(session: Session, questionnaire_id: UUID) -> BuyerQuestionnaire:
    found = session.get(BuyerQuestionnaire, questionnaire_id)
    if found is None:
        raise NotFound("The questionnaire was removed before it was read.")
    return found


def _keep(
    session: Session, questionnaire: BuyerQuestionnaire, order: ReadingOrder, reading: Reading, work: Work
) -> None:
    session.execute(sa.delete(AskedQuestion).where(AskedQuestion.questionnaire_id == questionnaire.id))
    questionnaire.format, questionnaire.sheets, questionnaire.preview = reading.format, reading.sheets, reading.preview
    questionnaire.encoding, questionnaire.delimiter = reading.encoding, reading.delimiter
    questionnaire.read_at, questionnaire.remembered = now(), told(session, questionnaire, reading)
    questions = enumerate(reading.question_values(), start=1)
    session.add_all(question_row(questionnaire.id, position, question) for position, question in questions)
    if order.mapping is not None:
        remember(session, questionnaire.buyer, order, reading, actor_of(work.job.payload))
    record(
        session,
        SERVICE,
        "questionnaire.read",
        thing="questionnaire",
        thing_id=questionnaire.id,
        summary=f"Read {questionnaire.filename}: {len(reading.questions)} questions",
        questions=len(reading.questions),
    )
