"""The bell on each of its places: it wakes a worker, and a lost one only delays."""

import shutil
import threading
import time
import uuid
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Organisation
from foundation.db import open_engine
from foundation.errors import BadInput
from foundation.jobs.bell import SCHEMA, bell
from foundation.jobs.models import Job, JobState
from foundation.jobs.queue import Queue
from foundation.jobs.service import enqueue
from tests.data.conftest import new_database, run_alone
from tests.support.ports import free_port
from tests.support.postgresql import APPLICATION, as_role
from tests.support.redis import running_redis

SECRET = "the same in every process"


IN_POSTGRESQL = ("postgresql", "beside the rows")


@pytest.fixture(params=["file", "redis", *(pytest.param(name, marks=pytest.mark.postgresql) for name in IN_POSTGRESQL)])
def place(request: pytest.FixtureRequest, tmp_path) -> Iterator[str]:
    """The address of a bell of this test's own."""
    if request.param == "file":
        yield ""
    elif request.param == "redis":
        with running_redis(tmp_path) as url:
            yield url
    elif request.param == "beside the rows":  # as the application's role, which may make no schema
        yield as_role(APPLICATION, new_database(request.getfixturevalue("postgresql_template")))
    else:
        server, name = request.getfixturevalue("cluster"), f"bell_{uuid.uuid4().hex}"
        run_alone(server, f"CREATE DATABASE {name}")
        yield f"{server}/{name}"


@pytest.fixture
def database(sqlite_template, tmp_path):
    """An engine on the rows, which are on SQLite here wherever the bell is."""
    shutil.copy(sqlite_template, tmp_path / "own.db")
    engine = open_engine(f"sqlite:///{tmp_path / 'own.db'}")
    yield engine
    engine.dispose()


@pytest.fixture
def organisation_id(database):
    with open_session(database, EVERY_ORGANISATION, read_only=True) as session:
        return session.scalars(sa.select(Organisation.id).where(Organisation.name == "Acme")).one()


class Process:
    """What a web or worker process has of the bell."""

    def __init__(self, url, folder, engine, deeds=None, chores=(), secret=SECRET):
        self.bell = bell(url, folder=folder, secret=secret)
        self.queue = Queue(self.bell, engine, deeds or {}, chores)

    def listen(self, patience=5.0):
        """Wait for a ring as a worker's thread does, and do what it asks; tells whether there was one."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            if (task := self.bell.huey.dequeue()) is not None:
                self.bell.huey.execute(task)
                return True
            time.sleep(0.01)
        return False

    def close(self):
        self.bell.huey.storage.close()


def ask(engine, organisation_id):
    with open_session(engine, organisation_id) as session:
        job = enqueue(session, "count", uuid.UUID(int=7))
        session.commit()
        return job.id


def state_of(engine, job_id):
    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
        return session.get_one(Job, job_id).state


def test_a_bell_that_one_process_rings_has_another_do_the_job_once(place, tmp_path, database, organisation_id):
    done = []
    web = Process(place, tmp_path, database)
    worker = Process(place, tmp_path, database, {"count": lambda work: done.append(work.job.id)})
    job_id = ask(database, organisation_id)

    for _ring in range(3):
        web.queue.wake()
    heard = [worker.listen() for _ring in range(3)]

    assert (heard, done) == ([True] * 3, [job_id])
    assert state_of(database, job_id) is JobState.DONE
    web.close()
    worker.close()


def test_a_worker_hears_a_bell_within_a_moment(place, tmp_path, database, organisation_id):
    web, worker = Process(place, tmp_path, database), Process(place, tmp_path, database)
    assert worker.listen(0.2) is False
    threading.Timer(0.3, web.queue.wake).start()
    began = time.monotonic()

    assert worker.listen() is True
    assert time.monotonic() - began < 2
    web.close()
    worker.close()


def test_the_look_each_minute_makes_a_lost_bell_good(place, tmp_path, database, organisation_id):
    worker = Process(place, tmp_path, database, {"count": lambda _work: None})
    job_id = ask(database, organisation_id)

    for task in worker.bell.huey.read_periodic(None):
        worker.bell.huey.enqueue(task)
    worker.listen()

    assert state_of(database, job_id) is JobState.DONE
    worker.close()


def test_what_another_secret_has_signed_is_carried_out_by_nobody(place, tmp_path, database, organisation_id):
    stranger = Process(place, tmp_path, database, secret="of somebody who reached the queue")
    worker = Process(place, tmp_path, database, {"count": lambda _work: None})
    job_id = ask(database, organisation_id)
    stranger.queue.wake()

    with pytest.raises(ValueError, match="mismatch"):
        worker.listen()

    assert state_of(database, job_id) is JobState.WAITING
    stranger.close()
    worker.close()


@pytest.mark.parametrize("scheme", ["redis", "postgresql"])
def test_a_bell_that_is_not_there_keeps_nobody_waiting(scheme, tmp_path, database, caplog):
    web = Process(f"{scheme}://127.0.0.1:{free_port()}/0", tmp_path, database)
    began = time.monotonic()

    web.queue.wake()

    assert time.monotonic() - began < 5
    assert "the bell could not be rung" in caplog.text


def test_a_file_that_cannot_be_rung_keeps_nobody_waiting(tmp_path, database, caplog):
    web = Process("", tmp_path, database)
    (tmp_path / "queue.db").unlink()
    (tmp_path / "queue.db").mkdir()

    web.queue.wake()

    assert "the bell could not be rung: OperationalError" in caplog.text


@pytest.mark.parametrize("url", ["amqp://queue", "queue.db", "sqlite:///queue.db"])
def test_an_address_of_no_bell_is_refused_with_examples(url, tmp_path):
    with pytest.raises(BadInput, match="AUDITMATCH_QUEUE_URL: is not an address such as redis://host:6379/0"):
        bell(url, folder=tmp_path, secret=SECRET)


def test_a_redis_address_with_a_wrong_number_is_refused(tmp_path):
    with pytest.raises(BadInput, match="is not an address of Redis"):
        bell("redis://host:many/0", folder=tmp_path, secret=SECRET)


@pytest.mark.postgresql
def test_processes_that_start_at_once_lay_the_tables_once_and_apart_from_the_rows(cluster, tmp_path, database):
    name = f"bell_{uuid.uuid4().hex}"
    run_alone(cluster, f"CREATE DATABASE {name}")
    processes = [Process(f"{cluster}/{name}", tmp_path, database) for _ in range(6)]
    threads = [threading.Thread(target=process.queue.wake) for process in processes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    engine = sa.create_engine(f"{cluster}/{name}")
    found = sa.inspect(engine)
    assert found.get_table_names() == []
    assert set(found.get_table_names(schema=SCHEMA)) == {"huey_kv", "huey_schedule", "huey_task", "huey_counter"}
    assert processes[0].bell.huey.pending_count() == 6
    engine.dispose()
    for process in processes:
        process.close()
