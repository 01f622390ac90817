"""An installation on each database whose processes are killed, and what is left of it."""

from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.engine import Engine

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.clock import now
from foundation.config import Settings
from foundation.jobs.models import Job, JobState
from foundation.mail.models import OutgoingMail
from tests.data.crashes.deeds import house
from tests.support.counts import COUNTS


@pytest.fixture
def settings(engine, tmp_path) -> Settings:
    """Settings that every process of the installation is given."""
    url = engine.url.render_as_string(hide_password=False)
    return Settings(instance=tmp_path / "house", database_url=url, secret_key="the same in every process of the house")


@pytest.fixture
def app(settings) -> Iterator[Flask]:
    """The process of the test itself, which is not killed."""
    app = house(settings)
    yield app
    app.extensions["engine"].dispose()


@pytest.fixture
def let_leases_end(engine) -> Callable[[], None]:
    """Let the time pass after which what a killed process held is free: its jobs, its mails."""
    return lambda: end_leases(engine)


@pytest.fixture
def tell(record_property) -> Callable[[str], None]:
    """Have a line of counts printed at the end of the run."""
    return lambda line: record_property(COUNTS, line)


def end_leases(engine: Engine) -> None:
    with open_session(engine, EVERY_ORGANISATION) as session:
        session.execute(sa.update(Job).where(Job.state == JobState.RUNNING).values(leased_until=now()))
        session.execute(sa.update(OutgoingMail).where(OutgoingMail.sent_at.is_(None)).values(claimed_until=now()))
        session.commit()
