"""Controls: `make_control` for pure code and forms, `keep_control` for the database."""

from typing import Any

from sqlalchemy.orm import Session

from foundation.audit.actor import SERVICE
from questionnaires.controls.models import Control
from questionnaires.controls.records import ControlRecord, ControlStatus
from questionnaires.controls.service import add_control


def make_control(control_id: str = "AC-01", **fields: Any) -> ControlRecord:
    """Give one valid, dull control."""
    dull: dict[str, Any] = {
        "title": "Sign-in with a second factor",
        "statement": "Every employee signs in with a second factor.",
        "criteria": ("CC6.1",),
        "status": ControlStatus.IMPLEMENTED,
    }
    return ControlRecord(control_id, **(dull | fields))


def keep_control(session: Session, control_id: str = "AC-01", **fields: Any) -> Control:
    """Keep one in the session's organisation, for good."""
    row = add_control(session, make_control(control_id, **fields), SERVICE)
    session.commit()
    return row
