"""Stored files that no row names: left by a process that died between storing and committing."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from foundation.clock import now
from foundation.storage import Storage
from questionnaires.evidence.models import Evidence
from questionnaires.reviews.models import BuyerQuestionnaire, QuestionnaireExport

AGE = timedelta(days=1)
"""Younger files may belong to a transaction that is still open."""


def remove_orphans(session: Session, storage: Storage, *others: InstrumentedAttribute[str | None]) -> int:
    """Remove stored files older than a day that no questionnaire, export or evidence names; gives how many.

    `others` are further columns that name files. The session must see every organisation: a file of another one
    would look like nobody's.
    """
    old = list(storage.stored_before(now() - AGE))
    if not old:
        return 0
    named = {
        *session.scalars(sa.select(BuyerQuestionnaire.stored_name)),
        *session.scalars(sa.select(QuestionnaireExport.stored_name)),
        *session.scalars(sa.select(Evidence.stored_name).where(Evidence.stored_name.is_not(None))),
        *(name for column in others for name in session.scalars(sa.select(column).where(column.is_not(None)))),
    }
    orphans = [name for name in old if name not in named]
    for name in orphans:
        storage.remove(name)
    return len(orphans)
