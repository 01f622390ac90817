"""What is older than the settings keep it goes, by a clock that the tests move."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from auditmatch import retained_of
from foundation.access.scope import EVERY_ORGANISATION, NOBODY, open_session
from foundation.accounts.models import Organisation, OrganisationKind
from foundation.audit.models import AuditEntry
from foundation.clock import now
from foundation.jobs.shift import Shift
from foundation.jobs.worker import run_waiting
from foundation.mail.letters import Letter
from foundation.mail.models import OutgoingMail
from foundation.mail.service import post_letter
from foundation.privacy import retention
from foundation.privacy.models import DataExport
from foundation.privacy.retention import Retained, forget, retention_chore
from foundation.storage import FolderStorage
from matcher.intakes.models import Intake
from matcher.introductions.models import Disclosed, Disclosure, Introduction, IntroductionStep
from matcher.introductions.states import Party, Stage
from matcher.matches.models import MatchRun
from tests.factories.introduction import add_introduction
from tests.support.furnished import INTAKE

UNTIL = timedelta(minutes=1)


@pytest.fixture
def engine(app):
    return app.extensions["engine"]


@pytest.fixture
def look(engine):
    def read(selection):
        with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
            return session.scalars(selection).all()

    return read


@pytest.fixture
def after(engine, settings, monkeypatch):
    """Forget as if some time had passed: `after(days=90)`, with other settings where they are named."""

    def forgotten(passed, **changed):
        moment = datetime.now(UTC) + passed
        monkeypatch.setattr(retention, "now", lambda: moment)
        return forget(engine, retained_of(replace(settings, **changed)))

    return forgotten


def begin(browser):
    return browser.post("/intakes/new/upload", data={"pasted": json.dumps(INTAKE)}).location


def lines(look):
    return look(sa.select(AuditEntry.summary).where(AuditEntry.action == "data.forgotten"))


def test_a_visitors_intake_goes_with_its_matches_and_its_lines_of_the_trail(app, look, after):
    token = re.findall(r"/intakes/link/([^/]+)", begin(app.test_client()))[0]
    app.test_client().post(f"/intakes/link/{token}/match")
    visitors = sa.select(Organisation).where(Organisation.kind == OrganisationKind.VISITOR)
    assert len(look(sa.select(MatchRun))) == 1

    assert after(timedelta(days=90) - UNTIL) == {}
    assert len(look(visitors)) == 1
    assert after(timedelta(days=90) + UNTIL) == {"Intakes that no account took": 1}

    assert look(visitors) == look(sa.select(Intake)) == look(sa.select(MatchRun)) == []
    assert [line for line in look(sa.select(AuditEntry.summary)) if "Acme" in line] == []
    assert lines(look) == ["Erased as older than the settings keep it: intakes that no account took (1)"]


def test_a_visitor_who_came_back_lately_keeps_the_intake(app, engine, look, after):
    begin(app.test_client())
    with open_session(engine, EVERY_ORGANISATION) as session:
        session.scalars(sa.select(Intake)).one().updated_at = now() + timedelta(days=50)
        session.commit()

    assert after(timedelta(days=100)) == {}
    assert len(look(sa.select(Intake))) == 1


def test_a_visitor_who_deleted_the_intake_leaves_lines_of_the_trail_no_longer_than_it(app, look, after):
    visitor = app.test_client()
    token = re.findall(r"/intakes/link/([^/]+)", begin(visitor))[0]
    visitor.post(f"/intakes/link/{token}/delete")

    assert after(timedelta(days=90) - UNTIL) == {}
    assert after(timedelta(days=90) + UNTIL) == {"Intakes that no account took": 1}
    assert [line for line in look(sa.select(AuditEntry.summary)) if "Acme" in line] == []


def test_a_claimed_intake_stays_and_the_empty_visitor_goes(sign_in, app, look, after):
    token = re.findall(r"/intakes/link/([^/]+)", begin(app.test_client()))[0]
    assert sign_in("alice").post(f"/intakes/link/{token}/claim").status_code == 303

    assert after(timedelta(days=400)) == {"Intakes that no account took": 1}

    assert len(look(sa.select(Intake))) == 1
    assert look(sa.select(Organisation).where(Organisation.kind == OrganisationKind.VISITOR)) == []


def test_a_companys_intake_stays_unless_the_settings_say_otherwise(sign_in, look, after):
    begin(sign_in("alice"))

    assert after(timedelta(days=4_000)) == {}
    assert after(timedelta(days=30) - UNTIL, retention_intake_days=30) == {}
    assert after(timedelta(days=30) + UNTIL, retention_intake_days=30) == {"Intakes kept in an account": 1}

    assert look(sa.select(Intake)) == []
    assert (
        "Erased an intake that was not changed for as long as intakes are kept" in sign_in("alice").get("/trail").text
    )


@pytest.fixture
def withdrawn(engine):
    """An introduction of Acme that was withdrawn just now, with everything that was said."""
    with open_session(engine, EVERY_ORGANISATION) as session:
        acme = session.scalars(sa.select(Organisation).where(Organisation.name == "Acme")).one()
        asked = add_introduction(session, acme.id, note="Soon", stage=Stage.WITHDRAWN, closed_at=now())
        step = IntroductionStep(introduction_id=asked.id, stage=Stage.WITHDRAWN, party=Party.COMPANY, note="We wait.")
        told = Disclosure(introduction_id=asked.id, what=Disclosed.IDENTITY, content={"Company": "Acme"})
        for row in (step, told):
            row.organisation_id = acme.id
        session.add_all([step, told])
        session.commit()


def test_what_a_brief_said_goes_a_year_after_its_end_and_that_it_was_disclosed_stays(engine, look, after, withdrawn):
    assert after(timedelta(days=365) - UNTIL) == {}
    assert after(timedelta(days=365) + UNTIL) == {"Briefs and what was disclosed": 1}
    assert after(timedelta(days=365) + UNTIL) == {}

    (asked,), (step,), (told,) = (look(sa.select(kind)) for kind in (Introduction, IntroductionStep, Disclosure))
    assert (asked.brief, asked.note, asked.stage, step.note) == ([], None, "withdrawn", None)
    assert (told.what, told.content) == ("identity", {"Erased": "This text was kept for as long as briefs are kept"})


def test_the_brief_of_an_open_introduction_stays_however_old_it_is(engine, look, after, withdrawn):
    with open_session(engine, EVERY_ORGANISATION) as session:
        asked = session.scalars(sa.select(Introduction)).one()
        asked.stage, asked.closed_at = Stage.INTRODUCED, None
        session.commit()

    assert after(timedelta(days=4_000)) == {}
    assert look(sa.select(Introduction))[0].note == "Soon"


def test_an_intake_whose_firms_are_asked_is_kept_until_they_are_not(sign_in, engine, look, after):
    begin(sign_in("alice"))
    with open_session(engine, EVERY_ORGANISATION) as session:
        acme = session.scalars(sa.select(Organisation).where(Organisation.name == "Acme")).one()
        asked = add_introduction(session, acme.id)
        session.commit()
        key = asked.id

    assert after(timedelta(days=31), retention_intake_days=30) == {"Intakes kept in an account": 1}
    with open_session(engine, EVERY_ORGANISATION) as session:
        asked = session.get_one(Introduction, key)
        asked.stage, asked.closed_at = Stage.WITHDRAWN, now()
        session.commit()
    assert after(timedelta(days=31), retention_intake_days=30) == {"Intakes kept in an account": 1}
    assert look(sa.select(Introduction)) == []


def test_zero_days_keep_everything(app, look, after):
    begin(app.test_client())

    assert after(timedelta(days=4_000), retention_visitor_intake_days=0) == {}
    assert len(look(sa.select(Intake))) == 1
    assert lines(look) == []


def test_a_mail_that_went_is_forgotten_and_one_that_never_went_goes(engine, look, after):
    with open_session(engine, NOBODY) as session:
        post_letter(session, Letter("Hello", ("Good day",)), recipient="sent@example.com")
        post_letter(session, Letter("Hello", ("Good day",)), recipient="waits@example.com")
        session.flush()
        sent = session.scalars(sa.select(OutgoingMail).where(OutgoingMail.recipient == "sent@example.com")).one()
        sent.sent_at, sent.problem = now(), "refused sent@example.com once"
        session.commit()

    assert after(timedelta(days=90) - UNTIL) == {}
    assert after(timedelta(days=90) + UNTIL) == {"Address and text of mails": 2}
    assert after(timedelta(days=90) + UNTIL) == {}

    (left,) = look(sa.select(OutgoingMail))
    assert (left.recipient, left.subject, left.body, left.problem) == ("(erased)", "(erased)", "(erased)", None)
    assert left.sent_at is not None


def test_a_package_of_everything_goes_with_its_file(app, sign_in, look, after, settings):
    sign_in("alice").post("/organisation/data/exports")
    run_waiting(app.extensions["engine"], app.extensions["deeds"])
    storage = FolderStorage(settings.files)
    assert len(list(storage.folder.iterdir())) == 1

    assert after(timedelta(days=7) - UNTIL) == {}
    assert after(timedelta(days=7) + UNTIL) == {"Packages of everything": 1}

    assert look(sa.select(DataExport)) == []
    assert list(storage.folder.iterdir()) == []


def briefs(erase, days=365):
    return Retained("briefs", "Briefs of introductions", "the introduction ended", days, erase)


def test_a_thing_of_another_package_is_erased_batch_by_batch_until_there_is_none(engine, look):
    batches, asked = [50, 50, 7, 0], []

    def erase(_session, before):
        asked.append(before)
        return batches[len(asked) - 1]

    assert forget(engine, [briefs(erase)]) == {"Briefs of introductions": 107}

    assert len(asked) == 4
    assert timedelta(days=364, hours=23) < now() - asked[0] < timedelta(days=365, hours=1)
    assert lines(look) == ["Erased as older than the settings keep it: briefs of introductions (107)"]


def test_something_that_never_ends_is_left_for_the_next_hour(engine, monkeypatch):
    monkeypatch.setattr(retention, "MOST_ROUNDS", 3)

    assert forget(engine, [briefs(lambda _session, _before: 1)]) == {"Briefs of introductions": 3}


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (0, "Briefs of introductions are kept until somebody deletes them."),
        (1, "Briefs of introductions are erased 1 day after the introduction ended."),
        (365, "Briefs of introductions are erased 365 days after the introduction ended."),
    ],
)
def test_a_sentence_says_how_long(days, sentence):
    assert briefs(lambda _session, _before: 0, days).sentence == sentence


@pytest.mark.parametrize(("minute", "times"), [(20, 1), (21, 0)])
def test_the_chore_looks_once_an_hour(engine, monkeypatch, minute, times):
    asked = []
    monkeypatch.setattr("foundation.jobs.chores.now", lambda: datetime(2026, 3, 4, 5, minute, tzinfo=UTC))

    retention_chore(engine, [briefs(lambda _session, before: asked.append(before) or 0)])()

    assert len(asked) == times


def test_the_worker_forgets_by_itself(engine, settings, look, monkeypatch):
    from auditmatch import chores_of

    with open_session(engine, NOBODY) as session:
        post_letter(session, Letter("Hello", ("Good day",)), recipient="waits@example.com")
        session.commit()
    later = (now() + timedelta(days=91)).replace(minute=20)
    for place in ("foundation.jobs.chores.now", "foundation.privacy.retention.now"):
        monkeypatch.setattr(place, lambda: later)

    for chore in chores_of(settings, engine, Shift()):
        chore()

    assert look(sa.select(OutgoingMail)) == []
