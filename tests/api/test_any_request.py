"""Whatever a program sends, the answer is one that the specification names."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.core.parameters import ParameterLocation
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance
from schemathesis.specs.openapi.schemas import OpenApiSchema

from auditmatch import create_app
from foundation.config import Settings
from tests.conftest import Browser, signing_in
from tests.support.api import token_of
from tests.support.furnished import Examples, furnish
from tests.support.unconfined import read_without_processes

SPECIFICATION = "/api/v1/openapi.json"
EXAMPLES = 5
"""Random requests an address, beside those at the edges of each field, which are thousands in all."""
BEYOND_A_SCHEMA = {
    "/api/v1/facts": "some keys ask for a day",
    "/api/v1/facts/{row_id}": "some keys ask for a day",
    "/api/v1/firms": "an id may be taken, ranges run forward, countries and words of lists are known",
    "/api/v1/firms/{key}": "ranges run forward, countries and words of lists are known",
    "/api/v1/intakes": "ranges run forward, days are to come, countries are known",
    "/api/v1/intakes/{intake_id}": "ranges run forward, days are to come, countries are known",
    "/api/v1/questionnaires": "a file or a text, and one that can be read",
    "/api/v1/questionnaires/{questionnaire_id}/answers/{answer_id}": "each question has words of its own",
}
"""Addresses whose rules a schema cannot say: there 422 may answer what fits the schema."""
TEXT_ALONE = {"/api/v1/questionnaires": "the fields of a form are texts: a null arrives as `null`, which names a buyer"}
"""Addresses at which a value of a wrong type may arrive as a right one: there 201 may answer what does not fit."""


class Standing:
    """Hands requests on to the application of the test that runs; the specification is read before any test."""

    def __init__(self) -> None:
        self.app = create_app(Settings(database_url="sqlite://", secret_key="only to read the specification"))

    def __call__(self, environ: Any, start_response: Any) -> Any:
        return self.app.wsgi_app(environ, start_response)


def written(standing: Standing) -> OpenApiSchema:
    """Read the specification."""
    config = SchemathesisConfig()
    config.projects.default.generation.with_security_parameters = False
    return schemathesis.openapi.from_wsgi(SPECIFICATION, standing, config=config)


standing = Standing()
specification = written(standing)


@pytest.fixture(scope="module")
def furnished(tmp_path_factory, standing_database) -> tuple[Path, Examples]:
    folder = tmp_path_factory.mktemp("furnished-api")
    shutil.copy(standing_database, folder / "auditmatch.db")
    app = create_app(Settings(instance=folder, secret_key="only for tests"))
    app.test_client_class = Browser
    read_without_processes(app)
    examples = furnish(app, signing_in(app))
    app.extensions["engine"].dispose()
    return folder, examples


@pytest.fixture
def house(furnished, tmp_path) -> Iterator[Flask]:
    shutil.copytree(furnished[0], tmp_path / "own")
    app = create_app(
        Settings(instance=tmp_path / "own", secret_key="only for tests", api_requests_per_minute=1_000_000)
    )
    app.test_client_class = Browser
    read_without_processes(app)
    yield app
    app.extensions["engine"].dispose()


@pytest.fixture
def tokens(house) -> dict[str, str]:
    return {name: token_of(house, name) for name in ("ada", "alice")}


def known_ids(examples: Examples, path: str, names: list[str]) -> dict[str, str]:
    """Give ids that lead to things of the organisation, for the arguments of an address."""
    part = path.split("/")[3]
    blueprint = "matches" if path.endswith(("/matches", "/matches/{run_id}")) else part
    return {name: examples[f"{blueprint}.{name}"] for name in names}


@pytest.mark.slow
@specification.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)
def test_every_answer_is_one_that_the_specification_names(case, house, tokens, furnished):
    standing.app = house
    path = case.operation.path
    spoilt = {place for place, found in case.meta.components.items() if found.mode.is_negative}
    if ParameterLocation.PATH not in spoilt:
        names = [each.name for each in case.operation.path_parameters]
        case.path_parameters = {**(case.path_parameters or {}), **known_ids(furnished[1], path, names)}
    headers = {} if ParameterLocation.HEADER in spoilt else {"If-Match": "*"}
    headers["Authorization"] = f"Bearer {tokens['ada' if path.startswith('/api/v1/firms') else 'alice']}"

    answer = case.call(headers=headers)

    beyond = [positive_data_acceptance] if path in BEYOND_A_SCHEMA and answer.status_code == 422 else []
    beyond += [negative_data_rejection] if path in TEXT_ALONE and answer.status_code == 201 else []
    case.validate_response(answer, excluded_checks=beyond, headers=headers)
