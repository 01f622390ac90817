"""Counting over all companies how many quotes lay inside our estimates, and keeping the counts alone."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from foundation.access.scope import NOBODY, open_session
from foundation.clock import now
from foundation.jobs.chores import hourly
from foundation.mail.chore import Chore
from matcher.firms.models import Firm
from matcher.firms.words import Tier
from matcher.introductions.models import Introduction
from matcher.quotes.first_year import fee_for_scope
from matcher.quotes.honesty import Checked, Honesty, Ratio, honesty
from matcher.quotes.models import FeeHonesty, Quote
from matcher.quotes.terms import terms_of

MINUTE = 50
"""Minute of the hour at which quotes are counted."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What was counted, and when."""

    tier: Tier | None
    """None: firms of every tier."""
    at: datetime
    counts: Honesty


def measure(session: Session, at: datetime) -> None:
    """Count anew, in all and by tier, in place of what was counted before; for a session that oversees."""
    checked = _checked(session)
    session.execute(sa.delete(FeeHonesty))
    for tier in (None, *Tier):
        counts = honesty([one for of_tier, one in checked if tier in (None, of_tier)], at.date())
        session.add(
            FeeHonesty(
                at=at,
                tier=tier,
                inside=counts.inside,
                below=counts.below,
                above=counts.above,
                median_miss=counts.median_miss,
                median_ratio=counts.ratio and counts.ratio.median,
                ratio_low=counts.ratio and counts.ratio.low,
                ratio_high=counts.ratio and counts.ratio.high,
            )
        )
    session.flush()


def measured(session: Session, *, by_tier: bool = False) -> Sequence[Measured]:
    """Give what was counted in all, and by tier if wanted; nothing before the first count."""
    rows = session.scalars(sa.select(FeeHonesty)).all()
    found = {row.tier: Measured(row.tier, row.at, _counts(row)) for row in rows}
    return [found[tier] for tier in (None, *(Tier if by_tier else ())) if tier in found]


def _counts(row: FeeHonesty) -> Honesty:
    known = row.median_ratio, row.ratio_low, row.ratio_high
    ratio = None if known[0] is None or known[1] is None or known[2] is None else Ratio(known[0], known[1], known[2])
    return Honesty(row.inside, row.below, row.above, row.median_miss, ratio)


def honesty_chore(engine: Engine) -> Chore:
    """Give the chore of counting once an hour, in a session that oversees what companies and firms share."""

    def count() -> None:
        with open_session(engine, NOBODY, oversees=True) as session, suppress(IntegrityError):
            measure(session, now())  # of several workers one may have counted meanwhile, and counted the same
            session.commit()

    return hourly(MINUTE, count)


def _checked(session: Session) -> list[tuple[Tier | None, Checked]]:
    """Give the latest quote of each introduction whose fee was estimated, with the firm's tier."""
    newest = (
        sa.select(Quote.introduction_id, sa.func.max(Quote.number).label("number"))
        .group_by(Quote.introduction_id)
        .subquery()
    )
    wanted = (
        sa.select(Quote, Introduction, Firm.tier)
        .join(newest, sa.and_(Quote.introduction_id == newest.c.introduction_id, Quote.number == newest.c.number))
        .join(Introduction, Quote.introduction_id == Introduction.id)
        .join(Firm, Introduction.firm_key == Firm.id)
        .where(Introduction.fee_low_usd.is_not(None), Introduction.fee_high_usd.is_not(None))
    )
    found = ((tier, _check(quote, asked)) for quote, asked, tier in session.execute(wanted))
    return [(tier, one) for tier, one in found if one is not None]


def _check(quote: Quote, asked: Introduction) -> Checked | None:
    fee = fee_for_scope(terms_of(quote), asked.extra_categories)
    if fee is None or asked.fee_low_usd is None or asked.fee_high_usd is None:
        return None
    return Checked(quote.at.date(), fee, asked.fee_low_usd, asked.fee_high_usd)
