"""What the matrix of routes does not walk by itself: jobs about another's rows, and that the API is walked whole.

Every kind of job is tried; a new one fails until it says here whose thing it is about.
"""

import uuid

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Organisation
from foundation.jobs.models import Job, JobState
from foundation.jobs.service import enqueue
from foundation.jobs.worker import run_waiting
from foundation.mapped import columns_of, owned_classes
from foundation.privacy.models import EXPORT_JOB, DataExport
from foundation.storage import FolderStorage
from matcher.ranker.models import TRAIN_JOB
from questionnaires.reviews.models import ANSWER_JOB, READ_JOB, BuyerQuestionnaire
from tests.support.marked import MARK, ids_of, mark, told_of
from tests.support.unconfined import read_without_processes
from tests.test_access_matrix import every_route

ABOUT = {READ_JOB: BuyerQuestionnaire, ANSWER_JOB: BuyerQuestionnaire, EXPORT_JOB: DataExport}
"""Which row of an organisation each kind of job works on."""
OF_NO_ROW = {TRAIN_JOB}
"""Jobs of the platform that work on what the directory knows, whatever they are told to work on."""


@pytest.fixture
def acme(house):
    return organisation(house.extensions["engine"], "Acme")


@pytest.fixture
def umbrella(house):
    return organisation(house.extensions["engine"], "Umbrella")


def organisation(engine: Engine, name: str) -> uuid.UUID:
    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
        return session.scalars(sa.select(Organisation.id).where(Organisation.name == name)).one()


def rows_of(engine: Engine, organisation_id: uuid.UUID) -> dict[str, list[str]]:
    """Give every row of an organisation, shared ones too, as text."""
    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
        return {
            mapped.__tablename__: sorted(
                str(dict(row))
                for row in session.execute(
                    sa.select(*columns_of(mapped).values()).where(mapped.organisation_id == organisation_id)
                ).mappings()
            )
            for mapped in owned_classes()
        }


def test_every_kind_of_job_says_whose_thing_it_is_about(house):
    assert set(house.extensions["deeds"]) == set(ABOUT) | OF_NO_ROW


@pytest.mark.parametrize("kind", ABOUT)
def test_a_job_about_anothers_row_finds_none_and_changes_nothing_there(house, acme, umbrella, kind):
    engine = house.extensions["engine"]
    read_without_processes(house)
    mark(engine, acme)
    with open_session(engine, acme, read_only=True) as session:
        acmes = session.scalars(sa.select(ABOUT[kind].id)).first()
    with open_session(engine, umbrella) as session:
        job_id = enqueue(session, kind, acmes, as_found=True).id
        session.commit()
    before, ids, files = rows_of(engine, acme), ids_of(engine, acme), stored(house)

    run_waiting(engine, house.extensions["deeds"])

    with open_session(engine, umbrella, read_only=True) as session:
        assert session.get_one(Job, job_id).state is JobState.FAILED
    assert rows_of(engine, acme) == before
    umbrellas = str(rows_of(engine, umbrella)).encode()
    assert told_of(umbrellas, ids, asked=str(acmes)) == []
    added = [FolderStorage(house.extensions["settings"].files).fetch(name) for name in stored(house) - files]
    assert [told_of(content, ids) for content in added if told_of(content, ids)] == []


def stored(house) -> set[str]:
    folder = house.extensions["settings"].files
    return {path.name for path in folder.iterdir()}


def test_the_matrix_walks_every_operation_of_the_api(house):
    paths = house.test_client().get("/api/v1/openapi.json").json["paths"]
    operations = {
        (path, method.upper()) for path, methods in paths.items() for method in methods if method != "parameters"
    }
    walked = {
        (rule.rule.replace("<uuid:", "{").replace("<", "{").replace(">", "}"), method)
        for endpoint, method in every_route()
        for rule in house.url_map.iter_rules(endpoint)
        if rule.rule.startswith("/api/v1/")
    }

    assert operations == walked - {("/api/v1/openapi.json", "GET")}


def test_what_tells_a_stranger_of_acme_is_found_in_every_table_that_is_its_own(house, acme):
    """The matrix would look for nothing, and find nothing, if the furnished house held nothing of Acme's own."""
    engine = house.extensions["engine"]
    mark(engine, acme)

    written = str(rows_of(engine, acme)).encode()

    assert len(ids_of(engine, acme)) > 400
    assert written.count(MARK.encode()) > 500
