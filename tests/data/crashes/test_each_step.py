"""Each kind of work is killed at each of its steps, and done again: nothing is lost, nothing is there twice.

What touches the database alone is killed before each commit, as it stands after a commit as it does before the next;
what also touches files, mails or people is killed after each commit too, and before each file is in its place.
"""

import itertools
import uuid
from datetime import UTC, datetime
from functools import partial

import pytest
import sqlalchemy as sa

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.audit.models import AuditEntry
from foundation.jobs.models import Job, JobState
from foundation.jobs.worker import run_waiting
from foundation.mail.letters import Letter
from foundation.mail.models import OutgoingMail
from foundation.mail.service import post_letter
from foundation.orphans import names_without_file
from foundation.privacy.models import DataExport
from foundation.storage import FolderStorage
from matcher.ranker.models import RankingModel
from questionnaires.controls.models import Control
from questionnaires.reviews.models import AskedQuestion, BuyerQuestionnaire, DraftAnswer, QuestionnaireExport
from tests.conftest import signing_in
from tests.data.crashes import deeds, left
from tests.factories.outcomes import keep_outcomes
from tests.factories.questionnaire import keep_two_controls, upload, uploaded
from tests.support.dying import MOMENTS, is_killed_at, steps
from tests.support.full_house import controls_csv, questionnaire_csv
from tests.support.mail_server import running_mail_server

KNOWN = {"files", "queue.db", "queue.db-shm", "queue.db-wal"}
QUESTIONS = 12
FILE = questionnaire_csv(QUESTIONS)


@pytest.fixture
def alice(app, acting_for):
    with acting_for("Acme") as session:
        keep_two_controls(session)
        session.commit()
    return signing_in(app)("alice")


@pytest.fixture
def look(app):
    """Give a function that counts rows over all organisations."""
    return partial(left.look, app.extensions["engine"])


def killed_at_each_step(moment, ready, deed, *given, after=lambda: None):
    """Kill a deed at each of its steps in turn, each time on a thing of its own; gives how often it was killed."""
    for kills, step in enumerate(steps(moment)):
        mine = ready()
        if not is_killed_at(step, deed, *given, *mine):
            after()
            return kills
        after()
    raise AssertionError


def ready_for(app, let_leases_end):
    """Give what the next worker does after one was killed."""

    def after():
        let_leases_end()
        run_waiting(app.extensions["engine"], app.extensions["deeds"])

    return after


def told_of(look, action):
    """Count the lines of the trail about a deed, and the things that they tell of."""
    lines = sa.select(AuditEntry.thing_id).where(AuditEntry.action == action)
    return look(lines.subquery()), look(lines.distinct().subquery())


def leavings(app, settings, monkeypatch):
    """Give how many files no row names, once a later look removed them; half a file is never there."""
    engine = app.extensions["engine"]
    removed = left.tidy(engine, settings, monkeypatch)
    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
        assert names_without_file(session, FolderStorage(settings.files)) == 0
    assert {path.name for path in settings.instance.iterdir()} <= KNOWN
    assert [path.name for path in settings.files.iterdir() if path.suffix] == []
    return removed


def test_answering(app, settings, alice, look, let_leases_end, tell):
    def ready():
        assert alice.post(f"{uploaded(alice, FILE, filename='buyer.csv')}/answer").status_code == 303
        return ()

    kills = killed_at_each_step(MOMENTS[0], ready, deeds.work, settings, after=ready_for(app, let_leases_end))

    asked, jobs = look(AskedQuestion), look(Job)
    tell(f"{kills} kills, {look(Job, Job.state == JobState.DONE)} of {jobs} jobs done, "
         f"{look(DraftAnswer)} answers of {asked} questions")  # fmt: skip
    assert kills == 6  # taken, begun, after 10 and 12 answers, done, nothing else to do
    assert (look(Job, Job.state == JobState.DONE), jobs) == (14, 14)
    assert (asked, look(DraftAnswer)) == (84, 84)
    assert look(sa.select(DraftAnswer.question_id).distinct().subquery()) == 84
    assert told_of(look, "questionnaire.answered") == (7, 7)


def test_reading(app, settings, alice, look, let_leases_end, tell):
    def ready():
        assert upload(alice, FILE, filename="buyer.csv").status_code == 303
        return ()

    kills = killed_at_each_step(MOMENTS[0], ready, deeds.work, settings, after=ready_for(app, let_leases_end))

    tell(f"{kills} kills, {look(Job, Job.state == JobState.DONE)} of {look(Job)} jobs done, "
         f"{look(AskedQuestion)} questions of {look(BuyerQuestionnaire)} files")  # fmt: skip
    assert kills == 4  # taken, begun, done, nothing else to do
    assert (look(Job, Job.state == JobState.DONE), look(Job)) == (5, 5)
    assert look(AskedQuestion) == 5 * QUESTIONS
    assert told_of(look, "questionnaire.read") == (5, 5)


@pytest.mark.parametrize(("moment", "expected"), list(zip(MOMENTS, (6, 6, 1), strict=True)))
def test_packing_everything(moment, expected, app, settings, alice, look, let_leases_end, tell, monkeypatch):
    def ready():
        assert alice.post("/organisation/data/exports").status_code == 303
        return ()

    kills = killed_at_each_step(moment, ready, deeds.work, settings, after=ready_for(app, let_leases_end))

    made, removed = look(DataExport, DataExport.made_at.is_not(None)), leavings(app, settings, monkeypatch)
    tell(f"{kills} kills, {made} of {look(DataExport)} packages made, {removed} files of nobody removed")
    assert kills == expected  # taken, begun, counted, packed, done, nothing else to do; or its one file
    assert (made, look(DataExport)) == (kills + 1, kills + 1)
    assert told_of(look, "data.packed") == (kills + 1, kills + 1)


def test_training(app, settings, platform, look, let_leases_end, tell):
    keep_outcomes(platform, 60, datetime(2026, 1, 1, tzinfo=UTC))
    platform.commit()
    ada = signing_in(app)("ada")

    def ready():
        assert ada.post("/admin/models/train").status_code == 303
        return ()

    kills = killed_at_each_step(MOMENTS[0], ready, deeds.work, settings, after=ready_for(app, let_leases_end))

    tell(f"{kills} kills, {look(Job, Job.state == JobState.DONE)} of {look(Job)} trainings done, "
         f"{look(RankingModel)} model, as all learnt from the same")  # fmt: skip
    assert kills == 6  # taken, three steps, done, nothing else to do
    assert (look(Job, Job.state == JobState.DONE), look(Job)) == (7, 7)
    assert look(RankingModel) == 1
    assert look(AuditEntry, AuditEntry.action == "ranking.trained") == 7


@pytest.mark.parametrize("moment", MOMENTS[:2])
def test_mailing(moment, app, settings, acting_for, look, let_leases_end, tell):
    number = itertools.count(1)

    def ready():
        with acting_for("Acme") as session:
            for _two in range(2):
                letter = Letter("Hello", ("Good day",))
                post_letter(session, letter, recipient="alice@example.com", occasion=f"occasion/{next(number)}")
            session.commit()
        return ()

    def after():
        let_leases_end()
        deeds.send_to(app.extensions["engine"], settings, server.port)

    with running_mail_server() as server:
        kills = killed_at_each_step(moment, ready, deeds.send, settings, server.port, after=after)
        ids = server.message_ids()

    waiting, again = look(OutgoingMail, OutgoingMail.sent_at.is_(None)), len(ids) - len(set(ids))
    tell(f"{kills} kills, {look(OutgoingMail)} mails, {len(set(ids))} taken by the server, {waiting} still wait, "
         f"{again} taken again with the same Message-ID")  # fmt: skip
    assert kills == 5
    assert (look(OutgoingMail), waiting) == (12, 0)
    assert {uuid.UUID(one) for one in ids} == mails(app)
    # killed between the server's yes and the note of it: before the commit that notes the first mail, and the second
    assert again == (2 if moment == "before a commit" else 0)


def mails(app):
    with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
        return set(session.scalars(sa.select(OutgoingMail.id)))


@pytest.mark.parametrize("moment", MOMENTS[:2])
def test_importing(moment, app, settings, alice, look, tell):
    rows, found, number, before = 40, [], itertools.count(1), look(Control)

    def ready():
        ready.mark = f"N{next(number)}-"
        ready.content = controls_csv(rows).replace(b"C-", ready.mark.encode())
        return (ready.content,)

    def after():
        found.append(look(Control, Control.control_id.startswith(ready.mark)))
        if found[-1] == 0:  # the person looks before
            deeds.take_in(alice, "controls", ready.content)

    kills = killed_at_each_step(moment, ready, deeds.import_controls, settings, after=after)

    tell(f"{kills} kills, {look(Control) - before} controls of {kills + 1} files of {rows}; "
         f"after each kill there were {', '.join(map(str, found[:-1]))}")  # fmt: skip
    # two requests commit, the upload for its preview and the import itself
    assert found == ([0, 0, 40] if moment == "before a commit" else [0, 40, 40])
    assert look(Control) - before == 3 * rows


@pytest.mark.parametrize("moment", MOMENTS)
def test_uploading(moment, app, settings, alice, look, let_leases_end, tell, monkeypatch):
    number = itertools.count(1)

    def ready():
        ready.buyer = f"Buyer {next(number)}"
        return ready.buyer, FILE

    def after():
        if look(BuyerQuestionnaire, BuyerQuestionnaire.buyer == ready.buyer) == 0:  # the person looks before
            assert upload(alice, FILE, filename="buyer.csv", buyer=ready.buyer).status_code == 303
        ready_for(app, let_leases_end)()

    kills = killed_at_each_step(moment, ready, deeds.upload, settings, after=after)

    removed = leavings(app, settings, monkeypatch)
    tell(f"{kills} kills, {look(BuyerQuestionnaire)} questionnaires, {look(AskedQuestion)} questions, "
         f"{removed} files of nobody removed")  # fmt: skip
    assert kills == 1
    assert (look(BuyerQuestionnaire), look(AskedQuestion)) == (2, 2 * QUESTIONS)
    assert look(Job, Job.state == JobState.DONE) == look(Job) == 2
    assert removed == (1 if moment == "before a commit" else 0)


@pytest.mark.parametrize("moment", MOMENTS)
def test_exporting(moment, app, settings, alice, acting_for, look, let_leases_end, tell, monkeypatch):
    def ready():
        address = uploaded(alice, FILE, filename="buyer.csv")
        alice.post(f"{address}/answer")
        run_waiting(app.extensions["engine"], app.extensions["deeds"])
        with acting_for("Acme") as session:
            session.execute(sa.update(DraftAnswer).values(state="approved", approved_at=sa.func.current_timestamp()))
            session.commit()
        ready.address = address
        return "alice", f"{address}/exports"

    def after():
        own = uuid.UUID(ready.address.rsplit("/", 1)[1])
        if look(QuestionnaireExport, QuestionnaireExport.questionnaire_id == own) == 0:
            assert alice.post(f"{ready.address}/exports").status_code == 303

    kills = killed_at_each_step(moment, ready, deeds.press, settings, after=after)

    removed = leavings(app, settings, monkeypatch)
    tell(f"{kills} kills, {look(QuestionnaireExport)} filled files of {look(BuyerQuestionnaire)} questionnaires, "
         f"{removed} files of nobody removed")  # fmt: skip
    assert (kills, look(QuestionnaireExport)) == (1, 2)
    assert removed == (1 if moment == "before a commit" else 0)
