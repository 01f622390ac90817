"""Who was eligible and who was shown, kept without a company, counted; audits kept as they were found."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError, IntegrityError

from foundation.access.scope import EVERY_ORGANISATION, NOBODY, open_session
from foundation.audit.actor import SERVICE, Actor
from foundation.audit.append_only import AppendOnlyError
from foundation.clock import now, today
from matcher.exposure.auditing import changes_of_model, chosen, latest_audit
from matcher.exposure.measuring import Ranked, count_exposure, note_run, recorded_since
from matcher.exposure.models import AuditCause, ExposureCount, RankedRun, RankingAudit
from matcher.firms.ledger import enter
from matcher.firms.samples import sample_firms
from matcher.firms.service import directory
from matcher.intakes.service import Saved, begin
from matcher.matches.service import find_matches
from matcher.outcomes.models import OutcomeKind
from matcher.outcomes.service import note_further
from matcher.ranker.fairness import Unfair, measure_exposure
from matcher.ranker.models import RankingModel
from matcher.ranker.service import Decision, promote, return_to_prior
from matcher.ranking.audit import audit_from_json
from matcher.ranking.expert import expert_ranker
from matcher.ranking.features import FEATURES
from matcher.ranking.stored import model_to_json
from tests.factories.ranking_model import UNTIL, add_model

ALICE = Actor(None, "Alice")
INTAKE = {"organisation": "Acme Secret", "industry": "fintech", "headcount": 85, "report_type": "type_2"}
DAY = date(2026, 11, 23)


@pytest.fixture
def firms(engine):
    """The sample directory."""
    with open_session(engine, EVERY_ORGANISATION) as session:
        for firm in sample_firms(today()):
            enter(session, firm, SERVICE, source="Invented", is_sample=True)
        session.commit()


def matched(session):
    return find_matches(session, begin(session, Saved(INTAKE), ALICE), today(), ALICE)


def of_size(session, version="sized"):
    """Keep a candidate that likes large firms."""
    model = expert_ranker()
    model.name, model.version, model.trained_on_ = "learnt-from-outcomes", version, 60
    model.coef_[[feature.name for feature in FEATURES].index("tier")] = 0.04
    return add_model(session, version, content=model_to_json(model, {"shown_until": UNTIL}))


def test_a_run_leaves_who_was_eligible_and_shown_and_nothing_of_the_company(engine, firms, acting_for):
    with acting_for("Acme") as session:
        run = matched(session)
        shown, eligible = [match["firm"]["firm_id"] for match in run.shown], list(run.eligible)
        run_id = run.id
        session.commit()

    with open_session(engine, NOBODY, read_only=True) as session:
        kept = session.scalars(sa.select(RankedRun)).one()
        assert (kept.day, kept.model_name, kept.model_version) == (today(), "expert-prior", "1")
        assert (kept.eligible, kept.shown) == (sorted(eligible), shown)
        assert kept.id != run_id
        assert set(RankedRun.__mapper__.columns.keys()) == {
            "id", "day", "model_name", "model_version", "eligible", "shown",
        }  # fmt: skip


@pytest.mark.parametrize("table", [RankedRun, RankingAudit])
def test_the_database_refuses_to_change_or_delete_what_was_kept(engine, platform, firms, table):
    note_run(platform, Ranked(DAY, "expert-prior", "1", ["F-1"], ["F-1"]))
    measure_exposure(platform)
    platform.commit()

    for deed in (sa.update(table).values(model_version="2"), sa.delete(table)):
        with open_session(engine, NOBODY) as session, pytest.raises(DatabaseError, match="append-only"):
            session.execute(deed)
    with open_session(engine, NOBODY) as session:
        session.scalars(sa.select(table)).first().model_version = "2"
        with pytest.raises(AppendOnlyError):
            session.flush()


def test_counts_say_how_often_a_firm_was_eligible_shown_asked_and_engaged(firms, acting_for):
    with acting_for("Acme") as session:
        runs = [matched(session) for _ in range(3)]
        first = runs[0].shown[0]["firm"]["firm_id"]
        for run, kinds in zip(runs, [("introduced", "signed"), ("introduced",), ()], strict=True):
            for kind in kinds:
                note_further(session, OutcomeKind(kind), run.id, first)
        note_further(session, OutcomeKind.INTRODUCED, runs[0].id, first)  # twice in one run is once
        session.flush()
        count_exposure(session, now())
        count_exposure(session, now())

        rows = {row.firm_id: row for row in session.scalars(sa.select(ExposureCount))}
        top, last = rows[first], rows[runs[0].eligible[-1]]
        assert (top.eligible, top.shown, top.asked, top.engaged) == (3, 3, 2, 1)
        assert top.expected == pytest.approx(3 * 3 / len(runs[0].eligible))
        assert (last.eligible, last.shown, last.asked, last.engaged) == (3, 0, 0, 0)
        assert len(rows) == len(runs[0].eligible)
        assert recorded_since(session) == today()


def test_versions_of_the_model_are_counted_apart(platform):
    for version, number in (("1", 2), ("v2", 1)):
        for _ in range(number):
            note_run(platform, Ranked(DAY, "some", version, ["F-2", "F-1"], ["F-1"]))
    platform.flush()
    count_exposure(platform, now())

    found = {
        (row.firm_id, row.model_version): (row.eligible, row.shown)
        for row in platform.scalars(sa.select(ExposureCount))
    }
    assert found == {("F-1", "1"): (2, 2), ("F-2", "1"): (2, 0), ("F-1", "v2"): (1, 1), ("F-2", "v2"): (1, 0)}


def test_the_database_refuses_counts_that_cannot_be(platform):
    platform.add(
        ExposureCount(at=now(), firm_id="F-1", model_version="1", eligible=1, shown=2, expected=1.0, asked=0, engaged=0)
    )
    with pytest.raises(IntegrityError):
        platform.flush()


def test_it_is_counted_once_a_day_and_audited_once_a_week(firms, platform, monkeypatch):
    note_run(platform, Ranked(DAY, "expert-prior", "1", ["F-001"], ["F-001"]))
    at = [now()]
    monkeypatch.setattr("matcher.ranker.fairness.now", lambda: at[0])
    monkeypatch.setattr("matcher.ranker.fairness.today", lambda: at[0].date())

    def after(**time):
        at[0] += timedelta(**time)
        measure_exposure(platform)
        counted = platform.scalar(sa.select(sa.func.max(ExposureCount.at)))
        return counted == at[0], platform.scalar(sa.select(sa.func.count(RankingAudit.id)))

    assert after() == (True, 1)
    assert after(minutes=1)[0] is (at[0].date() > (at[0] - timedelta(minutes=1)).date())
    assert after(days=1) == (True, 1)
    assert after(days=7)[1] == 2


def test_a_directory_without_eligible_firms_is_looked_at_again(platform):
    measure_exposure(platform)

    assert platform.scalars(sa.select(RankingAudit)).all() == []


def test_a_promotion_and_a_roll_back_are_audited_and_stand_in_the_history(firms, platform):
    one, two = add_model(platform, "v1"), add_model(platform, "v2")
    promote(platform, one, Decision("Better", ""), SERVICE)
    promote(platform, two, Decision("Better still", "v1"), SERVICE)
    promote(platform, one, Decision("Slower", "v2"), SERVICE)
    return_to_prior(platform, Decision("Start", "v1"), SERVICE)

    told = [(one.cause, one.model_version, one.despite_warning) for one in changes_of_model(platform)]
    assert told[::-1] == [
        (AuditCause.PROMOTED, "v1", False),
        (AuditCause.PROMOTED, "v2", False),
        (AuditCause.ROLLED_BACK, "v1", False),
        (AuditCause.ROLLED_BACK, "1", False),
    ]
    kept = latest_audit(platform, "learnt-from-outcomes", "v2")
    assert audit_from_json(kept.findings).intakes == 96


def test_a_model_that_keeps_small_firms_down_for_no_named_reason_ranks_only_by_a_decision(firms, platform):
    row = of_size(platform)

    with pytest.raises(Unfair, match="Boutique firms make up 47% of the eligible"):
        promote(platform, row, Decision("Better", ""), SERVICE)
    assert platform.scalar(sa.select(RankingModel.is_current)) is False
    assert changes_of_model(platform) == []

    promote(platform, row, Decision("Companies of ours need large firms", "", accepts_warning=True), SERVICE)
    (kept,) = changes_of_model(platform)
    assert (kept.model_version, kept.despite_warning) == ("sized", True)


def test_of_a_huge_directory_a_fixed_choice_is_audited(firms, platform, monkeypatch):
    monkeypatch.setattr("matcher.exposure.auditing.MOST_FIRMS", 20)
    every = directory(platform)

    found = chosen(every)

    assert len(found) == 20
    assert {firm.firm_id for firm in found} == {firm.firm_id for firm in chosen(every[::-1])}
    assert [firm.firm_id for firm in found] != [firm.firm_id for firm in every[:20]]


def test_a_column_about_payment_in_the_table_of_firms_moves_no_rank(owner, firms, acting_for):
    """What the files of firms cannot bring in, a column of the table cannot either: no code names it."""
    with acting_for("Acme") as session:
        before = list(matched(session).eligible)
    with owner.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE firm ADD COLUMN paid_usd INTEGER")
        connection.exec_driver_sql("UPDATE firm SET paid_usd = 1000000 WHERE firm_id > 'F-030'")

    with acting_for("Acme") as session:
        after = list(matched(session).eligible)

    assert after == before
    assert len(after) > 10
