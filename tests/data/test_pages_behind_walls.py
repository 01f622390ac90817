"""Every page that is only read, for each kind of organisation, with the application's role behind the walls.

What the walls hide although it should be seen is a page that does not open, or breaks.
"""

import pytest

from auditmatch import create_app
from foundation.config import Settings
from tests.conftest import Browser, signing_in
from tests.data.conftest import new_database
from tests.support.furnished import address_of, furnish
from tests.support.postgresql import APPLICATION, as_role
from tests.support.unconfined import read_without_processes
from tests.test_access_matrix import asked, due, every_route, rule_of, seen

READ = [endpoint for endpoint, method in every_route() if method == "GET"]


@pytest.fixture(scope="module")
def house(postgresql_template, tmp_path_factory):
    """A furnished installation on PostgreSQL, and what leads to its things."""
    url = as_role(APPLICATION, new_database(postgresql_template))
    settings = Settings(
        instance=tmp_path_factory.mktemp("walled"), database_url=url, secret_key="only for tests", demo=True
    )
    app = create_app(settings)
    app.test_client_class = Browser
    read_without_processes(app)
    yield app, furnish(app, signing_in(app))
    app.extensions["engine"].dispose()


@pytest.mark.postgresql
@pytest.mark.parametrize("person", [None, "alice", "charlie", "fiona", "ada"])
def test_what_one_may_read_opens_behind_the_walls_and_nothing_else(house, person):
    app, examples = house

    outcome, wanted = {}, {}
    for endpoint in READ:
        rule, guard = rule_of(app, endpoint, "GET"), app.view_functions[endpoint].guard
        wanted[endpoint] = due(rule, guard, examples, person)
        if wanted[endpoint] in ("open", "unknown"):  # the gate refuses the rest before a row is asked for
            with asked(app, person, endpoint, "GET", address_of(app, rule, examples)) as answer:
                outcome[endpoint] = seen(answer)

    assert outcome == {endpoint: answer for endpoint, answer in wanted.items() if endpoint in outcome}
