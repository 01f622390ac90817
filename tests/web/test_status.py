"""The status page and the work that stopped: an admin's pages."""

import re
import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa

from foundation.access.scope import EVERY_ORGANISATION, NOBODY, open_session
from foundation.accounts.models import Organisation
from foundation.audit.models import AuditEntry
from foundation.backup.cli import backup_command
from foundation.clock import now
from foundation.jobs.models import GIVEN_UP, Job, JobState
from foundation.jobs.worker import claim, run_waiting
from foundation.mail.letters import Letter
from foundation.mail.models import OutgoingMail
from foundation.mail.service import post_letter

SUBJECT = uuid.UUID(int=7)


@pytest.fixture
def change(app):
    def changed(*statements):
        with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
            for statement in statements:
                session.execute(statement)
            session.commit()

    return changed


@pytest.fixture
def stopped(app, acting_for):
    """A job of Acme's whose workers fell silent three times."""
    with acting_for("Acme") as session:
        job = Job(kind="read_questionnaire", subject_id=SUBJECT)
        session.add(job)
        session.commit()
        job_id = job.id
    for _attempt in range(3):
        assert claim(app.extensions["engine"], lease=timedelta(seconds=-1)).job_id == job_id
    assert claim(app.extensions["engine"]) is None
    return job_id


def terms(page):
    """Give title -> what stands behind it."""
    found = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page, re.DOTALL)
    return {title: re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text)).strip() for title, text in found}


def test_an_idle_installation_is_shown_as_such(sign_in):
    shown = terms(sign_in("ada").get("/admin/status").text)

    assert (shown["Running"], shown["Stopped"], shown["Tried no more"]) == ("0", "None", "None")
    assert shown["Last backup"] == "Never Run auditmatch backup FILE."
    assert re.fullmatch(r"SQLite, \d+(\.\d)? (kB|MB)", shown["Database"])
    assert re.match(r"\d.* of \d", shown["Free on the disk"])


def test_what_waits_and_what_was_not_sent_is_counted(app, sign_in, acting_for, change, stopped):
    with acting_for("Acme") as session:
        session.add(Job(kind="count", subject_id=uuid.uuid4(), created_at=now() - timedelta(hours=2)))
        session.commit()
    with open_session(app.extensions["engine"], NOBODY) as session:
        for recipient in ("one@example.com", "two@example.com"):
            post_letter(session, Letter("Hello", ("x",)), recipient=recipient)
        session.commit()
    change(sa.update(OutgoingMail).where(OutgoingMail.recipient == "two@example.com").values(attempts=20))

    page = sign_in("ada").get("/admin/status").text
    shown = terms(page)

    assert shown["Stopped"] == "1 stopped See them and try again"
    assert re.findall(r"<dt>Waiting</dt><dd>(\d+), the oldest since", page) == ["1", "1"]
    assert shown["Tried no more"] == "1 not sent Look at the mail server that AUDITMATCH_SMTP_URL names."


def test_the_last_backup_is_told_and_an_old_one_marked(app, sign_in, tmp_path, change):
    with app.extensions["engine"].begin() as connection:
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('0001')")
    assert app.test_cli_runner().invoke(backup_command, [str(tmp_path / "out.zip")]).exit_code == 0

    shown = terms(sign_in("ada").get("/admin/status").text)
    assert shown["Last backup"].endswith("UTC Within a week")
    assert "This version needs" in shown["Schema"]
    assert "Run auditmatch db upgrade" in shown["Schema"]


def test_work_that_stopped_is_listed_without_what_is_in_it(sign_in, stopped):
    page = sign_in("ada").get("/admin/jobs").text

    assert "Read questionnaire for Acme" in page
    assert "Acme" in page
    assert str(stopped) in page


def test_nothing_stopped(sign_in):
    assert "Nothing has stopped" in sign_in("ada").get("/admin/jobs").text


def test_work_that_stopped_begins_anew_and_is_done(app, sign_in, stopped):
    ada, done = sign_in("ada"), []

    answer = ada.post(f"/admin/jobs/{stopped}/again")

    assert (answer.status_code, answer.location) == (303, "/admin/jobs")
    assert "The work begins anew" in ada.get("/admin/jobs").text
    run_waiting(app.extensions["engine"], {"read_questionnaire": lambda work: done.append(work.fence)})
    assert done == [4]
    with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
        assert session.get_one(Job, stopped).state is JobState.DONE
        line = session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "job.tried_again")).one()
        platform = session.get_one(Organisation, line.organisation_id)
    assert (line.actor_name, line.thing_id, platform.name) == ("Ada", str(stopped), "The platform")


def test_it_is_given_up_again_only_after_as_many_attempts(app, sign_in, stopped):
    sign_in("ada").post(f"/admin/jobs/{stopped}/again")

    taken = [claim(app.extensions["engine"], lease=timedelta(seconds=-1)) for _ in range(4)]

    assert [one and one.fence for one in taken] == [4, 5, 6, None]
    assert "Acme" in sign_in("ada").get("/admin/jobs").text


def test_what_somebody_started_again_meanwhile_is_no_longer_offered(sign_in, acting_for, stopped):
    """Reading a file again after its answers were drafted would throw the drafts away."""
    with acting_for("Acme") as session:
        session.add(Job(kind="answer", subject_id=SUBJECT, state=JobState.DONE))
        session.commit()
    ada = sign_in("ada")

    assert "Nothing has stopped" in ada.get("/admin/jobs").text
    assert ada.post(f"/admin/jobs/{stopped}/again").status_code == 409


def test_work_that_failed_with_a_sentence_for_its_people_is_their_matter(sign_in, acting_for):
    with acting_for("Acme") as session:
        job = Job(kind="read", subject_id=SUBJECT, state=JobState.FAILED, fence=1, problem="Sheet 'Pay' is empty")
        session.add(job)
        session.commit()
        job_id = job.id
    ada = sign_in("ada")

    assert "Sheet" not in ada.get("/admin/jobs").text
    assert ada.post(f"/admin/jobs/{job_id}/again").status_code == 409


def test_work_that_there_is_not(sign_in):
    assert sign_in("ada").post(f"/admin/jobs/{uuid.uuid4()}/again").status_code == 404


@pytest.mark.parametrize(("person", "expected"), [("alice", 403), ("fiona", 403), (None, 302)])
def test_nobody_but_an_admin_sees_or_starts_it(app, sign_in, client, stopped, person, expected):
    browser = sign_in(person) if person else client

    assert [browser.get(path).status_code for path in ("/admin/status", "/admin/jobs")] == [expected, expected]
    assert browser.post(f"/admin/jobs/{stopped}/again").status_code == expected
    with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
        assert session.get_one(Job, stopped).problem == GIVEN_UP
