"""An introduction that led somewhere, and an engagement from it."""

import uuid
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.accounts.models import User
from foundation.audit.actor import Actor
from foundation.criteria import Category
from matcher.engagements.issuing import Decided, issue, preview
from matcher.engagements.models import Engagement
from matcher.engagements.rating import RatingRequest, rate
from matcher.engagements.report_facts import Report, fingerprint
from matcher.engagements.service import SignRequest, sign
from matcher.firms.models import Firm
from matcher.firms.words import OfferedType
from matcher.intakes.wanted import Opinion
from matcher.introductions.asking import company_deed
from matcher.introductions.models import Disclosed, Disclosure, Introduction
from matcher.introductions.states import Stage
from matcher.outcomes.models import OutcomeEvent, OutcomeKind
from matcher.plan.engagement import Promised
from tests.factories.introduction import add_introduction

BASE = "https://audit.example"
TODAY = date(2026, 10, 1)
"""The day on which the factory does its deeds, behind all days of the dull engagement."""
STARS = RatingRequest(5, 4, 4, 5, 4, "Clear and never late.", True)
SIGNED_ON = date(2026, 1, 12)
PROMISED = Promised(
    window_start=date(2026, 2, 1),
    window_end=date(2026, 7, 31),
    fieldwork_start=date(2026, 8, 3),
    fieldwork_end=date(2026, 8, 21),
    report_on=date(2026, 9, 18),
)
REPORT = Report(
    report_type=OfferedType.TYPE_2,
    categories=(Category.SECURITY, Category.AVAILABILITY),
    period_start=date(2026, 2, 1),
    period_end=date(2026, 7, 31),
    opinion=Opinion.UNQUALIFIED,
    exceptions=1,
    exceptions_note="One leaver kept access for two days.",
    auditor="Cedar Hollow Assurance LLP",
    report_on=date(2026, 9, 24),
)


def add_introduced(
    session: Session, organisation_id: uuid.UUID, partner_id: uuid.UUID | None = None, **fields: Any
) -> Introduction:
    """Add an introduction in which the company consented, with what the ranking knows of it."""
    introduction = add_introduction(session, organisation_id, partner_id=partner_id, stage=Stage.INTRODUCED, **fields)
    if session.scalar(sa.select(Firm.id).where(Firm.organisation_id == partner_id)) is None:
        introduction.firm.organisation_id = partner_id
    disclosed = Disclosure(introduction_id=introduction.id, what=Disclosed.IDENTITY, content={"Company": "Acme"})
    disclosed.organisation_id, disclosed.partner_id = organisation_id, partner_id
    asked = OutcomeEvent(
        kind=OutcomeKind.INTRODUCED,
        run_id=introduction.run_id,
        firm_id=introduction.firm.firm_id,
        position=1,
        probability=1.0,
        model_name="expert_prior",
        model_version="1",
        features={"industry_depth": 0.5},
    )
    session.add_all([disclosed, asked])
    session.flush()
    return introduction


def sign_request(**given: Any) -> SignRequest:
    """Give a dull agreement on a Type 2."""
    values = {
        "report": OfferedType.TYPE_2,
        "categories": (Category.SECURITY, Category.AVAILABILITY),
        "signed_on": SIGNED_ON,
        "fee_usd": 38_000,
        "promised": PROMISED,
    }
    return SignRequest(**values | given)


def actor_of(session: Session, name: str) -> Actor:
    """Give one of the standing people as the trail names them."""
    return Actor(session.scalars(sa.select(User.id).where(User.name == name)).one(), name)


def add_engagement(
    session: Session, organisation_id: uuid.UUID, partner_id: uuid.UUID | None = None, **given: Any
) -> Engagement:
    """Add an engagement that the company signed, by the deed itself."""
    introduction = add_introduced(session, organisation_id, partner_id)
    return sign(session, introduction, sign_request(**given), company_deed(actor_of(session, "Alice"), BASE))


def add_rated(session: Session, organisation_id: uuid.UUID, partner_id: uuid.UUID | None = None) -> Engagement:
    """Add an engagement whose report was issued, leaving facts that people wrote as they are, and rated."""
    engagement = add_engagement(session, organisation_id, partner_id)
    deed = company_deed(actor_of(session, "Alice"), BASE)
    decided = Decided(fingerprint(preview(session, REPORT)), leave_others=True)
    issue(session, engagement, REPORT, decided, deed, TODAY)
    rate(session, engagement, STARS, deed, TODAY)
    return engagement
