"""Firms that are introduced, and what they quote."""

import uuid
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from foundation.clock import now
from matcher.introductions.models import Disclosed, Disclosure, Introduction
from matcher.introductions.states import Stage
from matcher.outcomes.models import OutcomeEvent, OutcomeKind
from matcher.quotes.marks import Expected
from matcher.quotes.models import Quote
from matcher.quotes.terms import Terms, columns_of
from tests.factories.introduction import add_introduction

DAY = date(2026, 11, 29)
ENTERED = {"seen": "0", "fixed_fee_usd": "24,000"}
"""The least that a firm enters."""


def make_terms(**terms: Any) -> Terms:
    """Give the terms of a quote of which nothing is said but a fee of 24,000."""
    return Terms(**{"fixed_fee_usd": 24_000} | terms)


def expecting(**fields: Any) -> Expected:
    """Give what a quote is held against: an estimate of 20,000 to 25,000."""
    return Expected(**{"today": DAY, "low_usd": 20_000, "high_usd": 25_000} | fields)


def add_introduced(session: Session, organisation_id: uuid.UUID, partner_id: uuid.UUID, **fields: Any) -> Introduction:
    """Add an introduction to which the company consented, its estimate 20,000 to 25,000."""
    values: dict[str, Any] = {"fee_low_usd": 20_000, "fee_high_usd": 25_000, "extra_categories": 0}
    values |= {"stage": Stage.INTRODUCED}
    asked = add_introduction(session, organisation_id, partner_id=partner_id, **(values | fields))
    told = Disclosure(introduction_id=asked.id, what=Disclosed.IDENTITY, content={"Company": "Acme Rocketry"})
    told.organisation_id, told.partner_id = organisation_id, partner_id
    session.add(told)
    session.add(
        OutcomeEvent(
            kind=OutcomeKind.INTRODUCED,
            run_id=asked.run_id,
            firm_id=asked.firm.firm_id,
            position=1,
            model_name="expert_prior",
            model_version="1",
            features={"price": 0.5},
        )
    )
    session.flush()
    return asked


def add_quote(session: Session, introduction: Introduction, number: int = 1, *, at: Any = None, **terms: Any) -> Quote:
    """Add a quote of an introduction."""
    quote = Quote(introduction_id=introduction.id, number=number, at=at or now(), **columns_of(make_terms(**terms)))
    quote.organisation_id, quote.partner_id = introduction.organisation_id, introduction.partner_id
    session.add(quote)
    session.flush()
    return quote
