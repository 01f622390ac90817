"""An introduction as it stands in the database, with the intake and the run that it came from."""

import uuid
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.clock import now
from matcher.firms.models import Firm
from matcher.intakes.models import Intake
from matcher.introductions.models import Introduction
from matcher.introductions.states import CLOCK
from matcher.matches.models import MatchRun


def add_bare_firm(session: Session, firm_id: str = "F-900", **fields: Any) -> Firm:
    """Add a firm of which nothing is known but its name."""
    names = ("regions", "languages", "report_types", "categories", "clouds", "platforms", "conflict_clients")
    lists: dict[str, Any] = {name: [] for name in names}
    known = {"name": f"Firm {firm_id}", "frameworks": {}, "industries": {}}
    firm = Firm(firm_id=firm_id, **(known | lists | fields))
    session.add(firm)
    session.flush()
    return firm


def add_introduction(
    session: Session, organisation_id: uuid.UUID, *, partner_id: uuid.UUID | None = None, **fields: Any
) -> Introduction:
    """Add an introduction of an organisation to a firm, just offered unless told otherwise."""
    firm = session.scalar(sa.select(Firm).where(Firm.firm_id == "F-900")) or add_bare_firm(session)
    intake = Intake(organisation_id=organisation_id, answers={"organisation": "Acme"}, steps_done=[], advice={})
    session.add(intake)
    session.flush()
    run = MatchRun(
        organisation_id=organisation_id,
        intake_id=intake.id,
        matched_on=date(2026, 11, 29),
        intake={"organisation": "Acme"},
        report={"matches": [], "excluded": [], "what_would_change": [], "binding_constraint": None},
        shown=[],
        directory={},
        eligible=[firm.firm_id],
        model_name="expert_prior",
        model_version="1",
        model_trained_on=0,
    )
    session.add(run)
    session.flush()
    values: dict[str, Any] = {
        "firm_key": firm.id,
        "place": 1,
        "brief": [{"title": "Industry", "text": "Fintech"}],
        "answer_by": now() + CLOCK - timedelta(seconds=1),
    }
    asked = Introduction(
        organisation_id=organisation_id, partner_id=partner_id, intake_id=intake.id, run_id=run.id, **(values | fields)
    )
    session.add(asked)
    session.flush()
    return asked
