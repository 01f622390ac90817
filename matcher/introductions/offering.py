"""Offering the blind brief to a firm: at the company's wish, or in place of another firm."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.accounts.models import Organisation
from foundation.clock import now
from foundation.criteria import Category
from matcher.intakes.models import Intake
from matcher.introductions.brief import Revealing, brief_of
from matcher.introductions.models import Disclosed, Disclosure, Introduction
from matcher.introductions.next_best import Candidate, candidates, next_best
from matcher.introductions.states import AT_MOST, CLOCK
from matcher.introductions.steps import Deed, mark, told_of
from matcher.matches.models import MatchRun
from matcher.matches.outcomes import note_asked


@dataclass(frozen=True, slots=True)
class Ask:
    """Which firms of a match to ask, by `firm_id`, and what else to tell them."""

    firm_ids: tuple[str, ...]
    note: str | None = None
    replaces_next: bool = True


def revealing_of(session: Session, intake: Mapping[str, Any], organisation_id: uuid.UUID) -> Revealing:
    """Gather what would tell who asks: the names and domain of the intake, and the account's name."""
    return Revealing.of(intake, session.get_one(Organisation, organisation_id).name)


def lock_and_list(session: Session, intake_id: uuid.UUID) -> list[Introduction]:
    """Give an intake's introductions; nobody else offers for it until this transaction ends."""
    session.execute(sa.select(Intake.id).where(Intake.id == intake_id).with_for_update())
    return list(session.scalars(sa.select(Introduction).where(Introduction.intake_id == intake_id)))


def offer(
    session: Session, run: MatchRun, candidate: Candidate, ask: Ask, deed: Deed, replaces: Introduction | None = None
) -> Introduction:
    """Offer the blind brief to one firm, with its disclosure, event, step, trail and letter."""
    at, firm, (low, high) = now(), candidate.firm, candidate.fee or (None, None)
    offered = Introduction(
        organisation_id=run.organisation_id,
        partner_id=firm.organisation_id,
        intake_id=run.intake_id,
        run_id=run.id,
        firm=firm,
        place=_place(run, candidate),
        brief=brief_of(run.intake, revealing_of(session, run.intake, run.organisation_id)),
        note=ask.note or None,
        asked_by_id=replaces.asked_by_id if replaces else deed.actor.user_id,
        offered_at=at,
        answer_by=at + CLOCK,
        replaces_next=ask.replaces_next,
        replaces_id=replaces.id if replaces else None,
        fee_low_usd=low,
        fee_high_usd=high,
        earliest_report_on=candidate.earliest_report_on,
        extra_categories=len(set(run.intake["categories"]) - {Category.SECURITY}),
    )
    session.add(offered)
    session.flush()
    disclose(session, offered, Disclosed.BRIEF, _as_told(offered))
    note_asked(session, run, firm.firm_id, _place(run, candidate), dict(candidate.features))
    mark(session, offered, deed, told_of(offered, deed))
    return offered


def offer_next(session: Session, over: Introduction, deed: Deed, today: date) -> Introduction | None:
    """Ask the next best firm that is eligible today in place of one that declined or was silent.

    None when none is, or when three requests are open without it. Either way the matter is settled.
    """
    over.followed_up = True
    run = session.get_one(MatchRun, over.run_id)
    standing = lock_and_list(session, over.intake_id)
    if sum(one.is_open for one in standing) >= AT_MOST:
        return None
    following = next_best(candidates(session, run, today), [one.firm_key for one in standing])
    if following is None:
        return None
    return offer(session, run, following, Ask((), over.note), deed, over)


def disclose(session: Session, introduction: Introduction, what: Disclosed, content: Mapping[str, Any]) -> None:
    """Write down what a firm comes to know."""
    row = Disclosure(introduction_id=introduction.id, what=what, content=dict(content))
    row.organisation_id, row.partner_id = introduction.organisation_id, introduction.partner_id
    session.add(row)


def _place(run: MatchRun, candidate: Candidate) -> int:
    """Give the firm's place in the run, or today's when it was not eligible then."""
    firm_id = candidate.firm.firm_id
    return run.eligible.index(firm_id) + 1 if firm_id in run.eligible else candidate.place


def _as_told(offered: Introduction) -> dict[str, str]:
    lines = {line["title"]: line["text"] for line in offered.brief}
    return lines | ({"Note": offered.note} if offered.note else {})
