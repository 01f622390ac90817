"""The chore comes at its minute and does a day's look once, also when the day was missed at midnight."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from foundation.mail.models import OutgoingMail
from foundation.storage import FolderStorage
from matcher.vetting.chore import vetting_chore
from matcher.vetting.facts import Fact
from matcher.vetting.models import VettingRound
from tests.factories.firm import add_firm
from tests.factories.vetting import add_check


@pytest.fixture
def platform(acting_for):
    return acting_for("The platform")


@pytest.fixture
def at(app, monkeypatch):
    """Let the worker look at a moment."""

    def look(moment):
        monkeypatch.setattr("foundation.jobs.chores.now", lambda: moment)
        monkeypatch.setattr("matcher.vetting.chore.today", moment.date)
        vetting_chore(app.extensions["settings"], app.extensions["engine"])()

    return look


def days(session):
    with session:
        return list(session.scalars(sa.select(VettingRound.day.cast(sa.String)).order_by(VettingRound.day)))


def test_each_day_is_looked_through_at_the_first_look_that_comes(at, platform):
    at(datetime(2027, 7, 1, 0, 9, tzinfo=UTC))
    assert days(platform) == []
    at(datetime(2027, 7, 1, 0, 10, tzinfo=UTC))
    at(datetime(2027, 7, 1, 1, 10, tzinfo=UTC))
    at(datetime(2027, 7, 3, 17, 10, tzinfo=UTC))

    assert days(platform) == ["2027-07-01", "2027-07-03"]


def test_two_looks_on_one_day_send_one_mail(at, platform, tmp_path):
    add_check(platform, add_firm(platform), Fact.INSURANCE, FolderStorage(tmp_path / "kept"))
    platform.commit()

    at(datetime(2027, 7, 1, 0, 10, tzinfo=UTC))
    at(datetime(2027, 7, 1, 1, 10, tzinfo=UTC))

    (mail,) = platform.scalars(sa.select(OutgoingMail)).all()
    assert (mail.recipient, mail.subject) == (
        "ada@example.com",
        "Vetting: 1 check past due, 0 firms became stale",
    )
    assert "http://127.0.0.1:8000/admin/vetting" in mail.body
