"""What an approved answer of a questionnaire would be as an answer of the library."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.imports.collection import as_texts, record_of
from foundation.imports.fields import tidy
from questionnaires.answering.answer import SourceType, Verdict
from questionnaires.answering.wording import follow_up_of
from questionnaires.controls.models import Control
from questionnaires.controls.records import Sensitivity
from questionnaires.library.comparing import say_the_same, strictest
from questionnaires.library.merged import merged_into
from questionnaires.library.models import ApprovedAnswer
from questionnaires.library.records import WORDS, LibraryAnswer
from questionnaires.library.service import ANSWERS
from questionnaires.reviews.models import BuyerQuestionnaire, DraftAnswer
from questionnaires.reviews.shown import AnyQuestion

_OPENINGS = {Verdict.YES: "yes", Verdict.NO: "no", Verdict.PARTIAL: "partly", Verdict.NOT_APPLICABLE: "not applicable"}
CHUNK = 300


@dataclass(frozen=True, slots=True)
class Sources:
    """What answers cite: the sensitivity of controls by id, and approved answers by the id that is cited."""

    controls: Mapping[str, Sensitivity]
    answers: Mapping[str, ApprovedAnswer]

    @classmethod
    def of(cls, session: Session, answers: Sequence[DraftAnswer]) -> "Sources":
        """Fetch what some answers cite, whatever was merged since by the one that was kept."""
        cited = sorted(
            {one["id"] for answer in answers for one in answer.citations if one["type"] == SourceType.ANSWER}
        )
        kept = merged_into(session, cited)
        rows = {
            row.answer_id: row
            for at in range(0, len(cited), CHUNK)
            for row in session.scalars(
                sa.select(ApprovedAnswer).where(
                    ApprovedAnswer.answer_id.in_({kept.get(one, one) for one in cited[at : at + CHUNK]})
                )
            )
        }
        controls = session.execute(sa.select(Control.control_id, Control.sensitivity)).all()
        found = {one: rows[kept.get(one, one)] for one in cited if kept.get(one, one) in rows}
        return cls(dict(iter(controls)), found)

    def answers_cited(self, answer: DraftAnswer) -> list[ApprovedAnswer]:
        """Give the approved answers that an answer cites."""
        return [self.answers[one["id"]] for one in answer.citations if one["id"] in self.answers and _is_answer(one)]


def _is_answer(citation: Mapping[str, str]) -> bool:
    return citation["type"] == SourceType.ANSWER


def stands_alone(question: AnyQuestion) -> bool:
    """Tell whether a question can be read without another one before it."""
    hangs = question.parent_ref is not None or question.parent_row is not None
    return not hangs and follow_up_of(question.text)[0] is None


def record_from(
    answer: DraftAnswer, questionnaire: BuyerQuestionnaire, sources: Sources, *, days: int, asked: str
) -> LibraryAnswer | None:
    """Read an approved answer as one of the library, which holds so many days; None for one that says nothing."""
    word, words = _word_and_text(answer)
    question = tidy(asked)
    if question is None or (word is None and words is None) or answer.approved_at is None:
        return None
    approved_on = answer.approved_at.date()
    return LibraryAnswer(
        answer_id=f"Q-{answer.id.hex[:10]}",
        question=question,
        answer=word or str(words),
        explanation=words if word else None,
        controls=_controls(answer, sources),
        approved_by=answer.approved_by,
        approved_on=approved_on,
        expires_on=approved_on + timedelta(days=days),
        product=(questionnaire.product,) if questionnaire.product else (),
        sensitivity=_sensitivity(answer, questionnaire, sources),
    )


def repeats(record: LibraryAnswer, answer: DraftAnswer, sources: Sources) -> bool:
    """Tell whether an answer only says again what an approved answer says that it cites and that holds today.

    What nobody worded anew says the same as what it was drafted from, unless its verdict is another one.
    """
    for row in sources.answers_cited(answer):
        kept = record_of(ANSWERS, row)
        unchanged = answer.edited_by is None and (kept.word == record.word or None in (kept.word, record.word))
        holds = record.approved_on is not None and not kept.is_stale(record.approved_on)
        if holds and (unchanged or say_the_same(kept, record)):
            return True
    return False


def digest_of(record: LibraryAnswer) -> str:
    """Give SHA-256 over all that stands in the library's file, as hex."""
    return hashlib.sha256(json.dumps(as_texts(record), sort_keys=True).encode()).hexdigest()


def _word_and_text(answer: DraftAnswer) -> tuple[str | None, str | None]:
    """Give the verdict's word, where there is one, and the text without that word before it."""
    text = tidy(answer.answer_text)
    if answer.verdict.value not in WORDS:
        return None, text or tidy(answer.cell_value)
    opening = re.match(rf"{_OPENINGS[answer.verdict]}(?:[.,:;!]\s*|$)", text or "", re.IGNORECASE)
    rest = (text or "")[opening.end() :] if opening else (text or "")
    return answer.verdict.value, rest[:1].upper() + rest[1:] or None


def _controls(answer: DraftAnswer, sources: Sources) -> tuple[str, ...]:
    """Name the controls that it cites, and those behind the approved answers that it cites."""
    cited = [one["id"] for one in answer.citations if one["type"] == SourceType.CONTROL]
    behind = [name for row in sources.answers_cited(answer) for name in row.controls]
    return tuple(dict.fromkeys([*cited, *behind]))


def _sensitivity(answer: DraftAnswer, questionnaire: BuyerQuestionnaire, sources: Sources) -> Sensitivity:
    """Give the strictest of what it rests on; under NDA it is never public."""
    levels = [sources.controls.get(name, Sensitivity.PUBLIC) for name in _controls(answer, sources)]
    levels += [row.sensitivity for row in sources.answers_cited(answer)]
    levels += [Sensitivity.NDA] if questionnaire.under_nda else []
    return strictest(*levels)
