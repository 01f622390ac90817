"""Gathering what was asked and offered for one intake out of the database, in a handful of queries."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.criteria import Category
from matcher.firms.rows import profile_of
from matcher.intakes.models import Intake
from matcher.introductions.models import Introduction
from matcher.introductions.queries import of_intake
from matcher.matches.models import MatchRun
from matcher.matches.stored import public_profile
from matcher.quotes.answers import Known, Question
from matcher.quotes.comparison import Asked, Comparison
from matcher.quotes.marks import Expected
from matcher.quotes.models import Quote, QuoteNotes
from matcher.quotes.queries import notes_of, quotes_of
from matcher.quotes.terms import terms_of


def gather(session: Session, intake: Intake, today: date) -> Comparison:
    """Put the firms that were asked for an intake side by side, those that quoted with their latest quote."""
    introductions = of_intake(session, intake.id)
    keys = {one.run_id for one in introductions}
    runs = {run.id: run for run in session.scalars(sa.select(MatchRun).where(MatchRun.id.in_(keys)))}
    quotes, notes = quotes_of(session, introductions), notes_of(session, introductions)
    asked = [_asked(one, runs[one.run_id], quotes.get(one.id, ()), notes.get(one.id), today) for one in introductions]
    scope = runs[introductions[-1].run_id].intake if introductions else {}
    return Comparison(scope=scope, asked=asked, needs_readiness=scope.get("readiness") != "ready")


def _asked(
    introduction: Introduction, run: MatchRun, quotes: Sequence[Quote], notes: QuoteNotes | None, today: date
) -> Asked:
    latest = quotes[0] if quotes else None
    return Asked(
        key=str(introduction.id),
        name=introduction.firm.name,
        stage=introduction.stage,
        reason=introduction.decline_reason,
        offered_on=introduction.offered_at.date(),
        quote_id=str(latest.id) if latest else None,
        number=latest.number if latest else 0,
        earlier=[(str(one.id), one.number, one.at.date()) for one in quotes[1:]],
        expected=_expected(introduction, run.intake, today),
        known=_known(introduction, run, latest, today),
        notes=_noted(notes),
    )


def _expected(introduction: Introduction, intake: Mapping[str, Any], today: date) -> Expected:
    needed_by = intake.get("report_needed_by")
    return Expected(
        today=today,
        low_usd=introduction.fee_low_usd,
        high_usd=introduction.fee_high_usd,
        budget_usd=(intake.get("budget_usd") or {}).get("max"),
        needed_by=date.fromisoformat(needed_by) if needed_by else None,
        extra_categories=len(set(intake.get("categories") or ()) - {Category.SECURITY}),
    )


def _known(introduction: Introduction, run: MatchRun, latest: Quote | None, today: date) -> Known:
    """Answer from the profile that the run kept; of a firm that it did not show, from the directory of today."""
    firm = introduction.firm
    kept = next((match["firm"] for match in run.shown if match["firm"]["firm_id"] == firm.firm_id), None)
    return Known(
        profile=kept or public_profile(profile_of(firm)),
        profile_as_of=run.matched_on if kept else today,
        terms=terms_of(latest) if latest else None,
        quoted_on=latest.at.date() if latest else None,
        industry=run.intake.get("industry"),
        clouds=run.intake.get("clouds") or (),
    )


def _noted(notes: QuoteNotes | None) -> dict[Question, str]:
    held = {question: getattr(notes, question.value, None) for question in Question}
    return {question: text for question, text in held.items() if text}
