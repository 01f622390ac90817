"""Who wrote an approved answer: under four eyes somebody else renews it, or lets it be used."""

import uuid
from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from foundation.audit.models import AuditEntry
from foundation.imports.models import RecordVersion, VersionDeed
from questionnaires.library.models import ApprovedAnswer
from questionnaires.library.service import ANSWERS
from questionnaires.reviews.models import DraftAnswer
from questionnaires.trust.service import rules_of

WORDING = frozenset({"question", "answer", "explanation"})
"""Fields whose change makes somebody the author; who only renews an answer does not write it."""


def own_words(session: Session, answers: Sequence[ApprovedAnswer], actor: Actor) -> set[uuid.UUID]:
    """Give the ids of those answers that another person must decide on; empty where four eyes are not asked for."""
    return written_by(session, answers, actor) if rules_of(session).four_eyes else set()


def written_by(session: Session, answers: Sequence[ApprovedAnswer], actor: Actor) -> set[uuid.UUID]:
    """Give the ids of those answers whose words are a person's own: in a questionnaire, by hand or by file.

    What came from a questionnaire is theirs who worded it there, not theirs who approved it; a draft that nobody
    worded anew is nobody's.
    """
    if actor.user_id is None or not answers:
        return set()
    latest = _latest_wordings(session, {answer.answer_id for answer in answers})
    by_hand, by_file = _names_of(session, actor.user_id, {answer.answer_id[:80] for answer in answers})
    worded = _worded_by(session, answers)
    found = set()
    for answer in answers:
        version = latest.get(answer.answer_id)
        if version is None:
            continue
        if version.deed is VersionDeed.ADDED and answer.origin_answer_id is not None:
            own = worded.get(answer.origin_answer_id) == actor.user_id
        elif version.source is not None:
            own = version.actor_name in by_file
        else:
            own = (answer.answer_id[:80], version.actor_name) in by_hand
        found |= {answer.id} if own else set()
    return found


def _latest_wordings(session: Session, keys: Collection[str]) -> dict[str, RecordVersion]:
    """Give by key the latest version in which an answer got its words."""
    mine = sa.select(RecordVersion).where(RecordVersion.collection == ANSWERS.code, RecordVersion.key.in_(keys))
    found: dict[str, RecordVersion] = {}
    for version in session.scalars(mine.order_by(RecordVersion.at, RecordVersion.number)):
        if version.deed is not VersionDeed.CHANGED or WORDING & version.changes.keys():
            found[version.key] = version
    return found


def _names_of(
    session: Session, user_id: uuid.UUID, keys: Collection[str]
) -> tuple[set[tuple[str, str]], Collection[str]]:
    """Give under which names a person did something to which answers by hand, and imported any by file.

    Versions keep a name alone, and people may be renamed: the trail knows who bore it.
    """
    imported = AuditEntry.action == f"{ANSWERS.code}.imported"
    lines = session.execute(
        sa.select(AuditEntry.thing_id, AuditEntry.actor_name, imported)
        .where(AuditEntry.actor_id == user_id, AuditEntry.thing == ANSWERS.code)
        .where(sa.or_(AuditEntry.thing_id.in_(keys), imported))
        .distinct()
    ).all()
    by_hand = {(thing_id, name) for thing_id, name, by_file in lines if not by_file}
    return by_hand, {name for _, name, by_file in lines if by_file}


def _worded_by(session: Session, answers: Sequence[ApprovedAnswer]) -> dict[uuid.UUID, uuid.UUID | None]:
    """Give who worded the answers of questionnaires that some came from, by the id of that answer."""
    ids = [answer.origin_answer_id for answer in answers if answer.origin_answer_id is not None]
    rows = session.execute(sa.select(DraftAnswer.id, DraftAnswer.edited_by_id).where(DraftAnswer.id.in_(ids)))
    return dict(iter(rows)) if ids else {}
