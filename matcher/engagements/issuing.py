"""Recording the report: its facts, and the end of what was promised, in one transaction."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from foundation.criteria import Category
from foundation.errors import BadInput, Conflict
from matcher.engagements.models import Engagement, IssuedReport
from matcher.engagements.report_facts import Change, FactLine, Report, Standing, fact_lines, facts_of, fingerprint
from matcher.engagements.service import real_problems
from matcher.engagements.states import Stage
from matcher.engagements.steps import expect, take_step
from matcher.firms.words import OfferedType
from matcher.introductions.steps import Deed
from questionnaires.facts.models import StatedFact
from questionnaires.facts.records import Fact
from questionnaires.facts.service import add_fact, change_fact


@dataclass(frozen=True, slots=True)
class Decided:
    """What the person decided on the preview."""

    seen: str
    """Fingerprint of the preview that they had before them."""
    replace: frozenset[str] = frozenset()
    """Keys of facts that people wrote and that shall give way."""
    leave_others: bool = False
    """Whether those not named stay as they are."""


def preview(session: Session, report: Report) -> tuple[FactLine, ...]:
    """Say what a report changes in the facts, without changing anything."""
    facts = facts_of(report)
    standing = {key: Standing(row.value, row.as_of, row.version) for key, row in _rows(session, facts).items()}
    return fact_lines(facts, standing, _last_written(session))


def issue(session: Session, engagement: Engagement, report: Report, decided: Decided, deed: Deed, today: date) -> None:
    """Record that a report was issued and write its facts.

    Raises Conflict when the facts changed since the preview or the engagement is over, BadInput for days that cannot
    be and while a fact that a person wrote is not decided on.
    """
    expect(engagement, Stage.ISSUED, deed.party)
    if problem := next(iter(report_problems(engagement, report, today).values()), None):
        raise BadInput(problem)
    lines = preview(session, report)
    if fingerprint(lines) != decided.seen:
        raise Conflict("The facts changed since you looked. Look at the preview again.")
    if undecided(lines, decided):
        raise BadInput("Tick each fact that shall be replaced, or say that the others stay as they are")
    _write(session, lines, decided.replace, deed.actor)
    session.add(_row(engagement, report))
    engagement.window_start, engagement.window_end = _window(report)
    engagement.report_on = report.report_on
    take_step(session, engagement, Stage.ISSUED, deed, report.report_on)


def undecided(lines: Collection[FactLine], decided: Decided) -> list[FactLine]:
    """Give the facts that a person wrote and nobody decided on."""
    asked = [line for line in lines if line.change is Change.ASKED]
    return [] if decided.leave_others else [line for line in asked if line.fact.key not in decided.replace]


def report_problems(engagement: Engagement, report: Report, today: date) -> dict[str, str]:
    """Say what is wrong with the days of a report: by the name of the day, each with a sentence."""
    found = {}
    if report.period_start > report.period_end:
        found["period_end"] = "The last day must not be before the first"
    elif report.period_end > report.report_on:
        found["report_on"] = "The report's date must not be before the period that it covers ends"
    else:
        start, end = _window(report)
        known = replace(engagement.real, window_start=start, window_end=end, report_on=report.report_on)
        found = {_FIELDS.get(name, "report_on"): said for name, said in real_problems(known, today).items()}
    return found


_FIELDS = {"window_start": "period_start", "window_end": "period_end"}
"""Which field of the report's form a real day is told beside; the others beside the report's date."""


def own_report(session: Session, engagement: Engagement) -> IssuedReport | None:
    """Give what stands in the report of an engagement; only the company has it."""
    return session.scalar(sa.select(IssuedReport).where(IssuedReport.engagement_id == engagement.id))


def _window(report: Report) -> tuple[date | None, date | None]:
    if report.report_type is OfferedType.TYPE_1:
        return None, None
    return report.period_start, report.period_end


def _rows(session: Session, facts: Collection[Fact]) -> dict[str, StatedFact]:
    wanted = sa.select(StatedFact).where(StatedFact.key.in_([fact.key for fact in facts]))
    return {row.key: row for row in session.scalars(wanted)}


def _last_written(session: Session) -> dict[str, str]:
    last = session.scalar(sa.select(IssuedReport).order_by(IssuedReport.recorded_at.desc(), IssuedReport.id).limit(1))
    return {fact.key: fact.value for fact in facts_of(_report(last))} if last else {}


def _report(row: IssuedReport) -> Report:
    categories = tuple(Category(one) for one in row.categories)
    return Report(
        report_type=row.report_type,
        categories=categories,
        period_start=row.period_start,
        period_end=row.period_end,
        opinion=row.opinion,
        exceptions=row.exceptions,
        exceptions_note=row.exceptions_note,
        auditor=row.auditor,
        report_on=row.report_on,
    )


def _row(engagement: Engagement, report: Report) -> IssuedReport:
    values = asdict(report) | {"categories": [str(one) for one in report.categories]}
    return IssuedReport(organisation_id=engagement.organisation_id, engagement_id=engagement.id, **values)


def _write(session: Session, lines: Collection[FactLine], given_way: Collection[str], actor: Actor) -> None:
    """Write each fact that gives way, by the deeds that people's own changes take: with version and trail."""
    rows = _rows(session, [line.fact for line in lines])
    for line in lines:
        row = rows.get(line.fact.key)
        if row is None or line.old is None:
            add_fact(session, line.fact, actor)
        elif line.change is Change.SAME:
            kept = max(row.as_of or line.fact.as_of, line.fact.as_of) if line.fact.as_of else row.as_of
            change_fact(session, row, Fact(row.key, row.value, kept), version=line.old.version, actor=actor)
        elif line.change is Change.REPLACED or line.fact.key in given_way:
            change_fact(session, row, line.fact, version=line.old.version, actor=actor)
