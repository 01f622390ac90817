"""How the installation does is counted alike in both databases."""

import uuid

from foundation.accounts.platform import platform_id
from foundation.audit.actor import SERVICE
from foundation.config import Settings
from foundation.health.queries import jobs_given_up, standing
from foundation.health.service import try_again
from foundation.jobs.models import GIVEN_UP, Job, JobState
from foundation.jobs.worker import claim
from foundation.mail.letters import Letter
from foundation.mail.service import post_letter


def test_the_standing_counts_what_waits_and_what_stopped(acting_for, engine, tmp_path):
    with acting_for("Acme") as acme:
        acme.add(Job(kind="read", subject_id=uuid.uuid4()))
        acme.add(Job(kind="read", subject_id=uuid.uuid4(), state=JobState.FAILED, problem=GIVEN_UP, fence=3))
        post_letter(acme, Letter("Hello", ("x",)), recipient="one@example.com")
        acme.commit()
    with acting_for("The platform") as platform:
        platform_id(platform)

        found = standing(platform, Settings(instance=tmp_path))

    assert found.database == engine.dialect.name
    assert (found.jobs[JobState.WAITING], found.jobs[JobState.FAILED], found.given_up) == (1, 1, 1)
    assert (found.mails.waiting, found.mails.given_up) == (1, 0)
    assert found.oldest_job_at.tzinfo is not None
    assert found.database_bytes > 10_000
    assert found.is_up_to_date
    assert found.last_backup_at is None


def test_work_that_stopped_is_taken_again_once_an_admin_says_so(acting_for, engine):
    with acting_for("Acme") as acme:
        job = Job(kind="read", subject_id=uuid.uuid4(), state=JobState.FAILED, problem=GIVEN_UP, fence=3)
        acme.add(job)
        acme.commit()
        job_id = job.id
    assert claim(engine) is None

    with acting_for("The platform") as platform:
        assert [row.id for row in jobs_given_up(platform, page=1).rows] == [job_id]
        try_again(platform, SERVICE, job_id)
        platform.commit()

    assert claim(engine).fence == 4
