"""Approved answers: `make_answer` for pure code, `keep_answer` for the database."""

from typing import Any

from sqlalchemy.orm import Session

from foundation.audit.actor import SERVICE
from questionnaires.library.models import ApprovedAnswer
from questionnaires.library.records import LibraryAnswer
from questionnaires.library.service import add_answer


def make_answer(answer_id: str = "L-001", **fields: Any) -> LibraryAnswer:
    """Give one valid, dull approved answer."""
    dull = {"question": "Do employees sign in with a second factor?", "answer": "yes"}
    return LibraryAnswer(answer_id, **(dull | fields))


def keep_answer(session: Session, answer_id: str = "L-001", **fields: Any) -> ApprovedAnswer:
    """Keep one in the session's organisation, for good."""
    row = add_answer(session, make_answer(answer_id, **fields), SERVICE)
    session.commit()
    return row
