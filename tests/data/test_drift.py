"""The weekly look on each engine: each sort of drift trips its own line and no other; nothing is changed afterwards."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError, IntegrityError

from bench.drift import AT, asking
from foundation.access.scope import NOBODY, open_session
from foundation.audit.models import AuditEntry
from foundation.mail.models import OutgoingMail
from matcher.drift.models import DriftCheck
from matcher.drift.queries import watch
from matcher.drift.service import look, look_weekly
from matcher.outcomes.models import EligibleSpread
from matcher.quotes.models import FeeHonesty
from tests.factories.drift import add_check, keep_asking, keep_looks
from tests.factories.ranking_model import add_model

BASE = "https://auditmatch.example"
REFERENCE, LATELY = AT.date() - timedelta(weeks=20), AT.date() - timedelta(days=3)


@pytest.fixture
def session(engine):
    with open_session(engine, NOBODY) as opened:
        yield opened


def quoted(session, *, ratio=(1.0, 0.95, 1.05), inside=20, quotes=30, at=AT):
    counts = {"inside": inside, "below": 0, "above": quotes - inside}
    session.add(FeeHonesty(at=at, **counts, median_ratio=ratio[0], ratio_low=ratio[1], ratio_high=ratio[2]))
    session.flush()


def still(session, *, asked=None, **spreads):
    """Keep a world that stands still, but for what is told."""
    keep_asking(session, asked or asking(3, 20))
    keep_looks(session, REFERENCE)
    keep_looks(session, LATELY, **spreads)


def off(session):
    return [line.code for line in look(session, AT).lines]


def states(session):
    found = look(session, AT).to_json()
    return [found[part]["state"] for part in ("calibration", "features", "fees")]


def test_a_world_that_stands_still_trips_nothing(session):
    still(session)
    quoted(session)

    assert states(session) == ["fine", "fine", "fine"]
    assert off(session) == []


def test_nothing_at_all_is_never_fine(session):
    assert states(session) == ["untold", "untold", "untold"]


@pytest.mark.parametrize(
    ("drift", "line"),
    [
        ({"asked": asking(3, 20, level=-1.2)}, "asked_level"),
        ({"asked": asking(3, 40, slope=0.0)}, "asked_slope"),
        ({"price": {"unknown": 25}}, "unknown:price"),
        ({"tier": {"low": 0.5, "high": 0.5, "deviation": 0.0}}, "constant:tier"),
    ],
)
def test_each_sort_of_drift_trips_exactly_its_line(session, drift, line):
    still(session, **drift)
    quoted(session)

    assert off(session) == [line]


def test_nobody_asking_any_more_is_off_and_not_too_few(session):
    still(session, asked=asking(3, 20, level=-9.0))
    found = look(session, AT).calibration

    assert found.later[2] == 0
    assert found.level_is_off


def test_dearer_quotes_and_wider_ones_trip_a_line_each(session):
    still(session)
    quoted(session, ratio=(1.3, 1.2, 1.4))
    assert off(session) == ["fee_ratio"]
    session.execute(sa.delete(FeeHonesty))
    quoted(session, inside=5)

    assert off(session) == ["fee_range"]


@pytest.mark.parametrize(("days", "counts"), [(14, True), (15, False)])
def test_asking_later_than_fourteen_days_is_not_waited_for(session, days, counts):
    keep_asking(session, asking(3, 20), days=days)

    assert (look(session, AT).calibration.later[2] > 0) is counts


def test_a_match_that_is_too_young_does_not_count(session):
    world = asking(3, 20)
    keep_asking(session, world)
    found = look(session, AT).calibration
    end = AT - timedelta(days=14)
    young = sum(moment > end for moment in world.at)

    assert young > 20
    assert found.later[0] == sum(end - timedelta(weeks=8) < moment <= end for moment in world.at)


def test_what_the_model_in_force_has_learnt_from_is_in_no_window(session):
    keep_asking(session, asking(3, 20))
    add_model(session, "v1", is_current=True, promoted_at=AT, reason="Better", learnt_until=AT - timedelta(weeks=6))
    found = look(session, AT).calibration

    assert found.earlier == (0, 0, 0)
    assert 60 < found.later[0] < 100  # the four weeks from then until fourteen days ago
    assert found.state == "untold"


def test_a_learnt_model_is_held_against_the_time_that_it_has_learnt_from(session):
    add_model(session, "v1", is_current=True, promoted_at=AT, reason="Better")
    keep_looks(session, date(2026, 1, 15), price={"unknown": 2})
    keep_looks(session, date(2026, 3, 1), price={"unknown": 30})
    keep_looks(session, LATELY, price={"unknown": 30})

    found = look(session, AT)

    assert str(found.reference.last) == "2026-01-20"
    assert [line.code for line in found.lines] == ["unknown:price"]


def weekly(acting_for, at):
    with acting_for() as session:
        done = look_weekly(session, at, BASE)
        session.commit()
        return done


def mails(acting_for):
    with acting_for() as session:
        return [(one.recipient, one.subject) for one in session.scalars(sa.select(OutgoingMail))]


def test_a_week_is_looked_at_once_and_a_thing_is_told_once(platform, acting_for):
    keep_looks(platform, REFERENCE)
    keep_looks(platform, LATELY, price={"unknown": 25})
    platform.commit()

    assert [weekly(acting_for, AT + timedelta(days=days)) for days in (0, 6, 7)] == [True, False, True]

    with acting_for() as session:
        rows = session.scalars(sa.select(DriftCheck).order_by(DriftCheck.week)).all()
        assert [(str(row.week), row.off) for row in rows] == [
            ("2027-03-01", ["unknown:price"]),
            ("2027-03-08", ["unknown:price"]),
        ]
        assert session.scalars(sa.select(AuditEntry.action).where(AuditEntry.action.like("ranking.%"))).all() == [
            "ranking.drifted"
        ]
    assert mails(acting_for) == [("ada@example.com", "Ranking: 1 thing is newly off")]


def test_no_letter_goes_where_nothing_is_off(platform, acting_for):
    weekly(acting_for, AT)

    assert mails(acting_for) == []


def test_the_database_keeps_one_look_a_week_and_changes_none(session):
    add_check(session, AT)
    session.commit()
    with pytest.raises(IntegrityError):
        add_check(session, AT + timedelta(days=1))
    session.rollback()
    for deed in (sa.update(DriftCheck).values(off=[]), sa.delete(DriftCheck), sa.delete(EligibleSpread)):
        if deed.table.name == "eligible_spread":
            keep_looks(session, LATELY, 1)
            session.commit()
        with pytest.raises(DatabaseError, match="append-only"):
            session.execute(deed)
        session.rollback()


@pytest.mark.parametrize(("days", "overdue"), [(14, False), (15, True)])
def test_looking_that_stopped_is_no_peace(session, days, overdue):
    row = add_check(session, AT)

    seen = watch(session, AT + timedelta(days=days))

    assert seen.latest.id == row.id
    assert (seen.is_overdue, seen.needs_somebody) == (overdue, overdue)


def test_an_installation_that_never_looked_is_overdue_once_it_is_old(session):
    assert not watch(session, datetime.now(UTC)).needs_somebody
    assert watch(session, datetime.now(UTC) + timedelta(days=15)).needs_somebody


def test_what_is_kept_names_no_match_and_nobody(session):
    still(session)
    kept = str(look(session, AT).to_json()) + str(EligibleSpread.__table__.columns.keys())

    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}", kept)
    assert "F-1" not in kept
    assert "run_id" not in kept
