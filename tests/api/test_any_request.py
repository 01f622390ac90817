"""Whatever a program sends, the answer is one that the specification names."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.core.parameters import ParameterLocation

from auditmatch import create_app
from foundation.config import Settings
from tests.conftest import Browser, signing_in
from tests.support.api import token_of
from tests.support.furnished import Examples, furnish
from tests.support.unconfined import read_without_processes

SPECIFICATION = "/api/v1/openapi.json"
EXAMPLES = 15
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


def operations() -> list[tuple[str, str]]:
    app = create_app(Settings(database_url="sqlite://", secret_key="only to list operations"))
    paths = app.test_client().get(SPECIFICATION).json["paths"]
    return [(path, method) for path, found in paths.items() for method in found if method != "parameters"]


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
    app = create_app(Settings(instance=tmp_path / "own", secret_key="only for tests"))
    app.test_client_class = Browser
    read_without_processes(app)
    yield app
    app.extensions["engine"].dispose()


def known_ids(examples: Examples, path: str, names: list[str]) -> dict[str, str]:
    """Give ids that lead to things of the organisation, for the arguments of an address."""
    part = path.split("/")[3]
    blueprint = "matches" if path.endswith(("/matches", "/matches/{run_id}")) else part
    return {name: examples[f"{blueprint}.{name}"] for name in names}


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize(("path", "method"), operations())
def test_every_answer_is_one_that_the_specification_names(house, furnished, path, method, mode):
    config = SchemathesisConfig()
    config.projects.default.generation.with_security_parameters = False
    if path in BEYOND_A_SCHEMA:
        accepted = config.projects.default.checks.positive_data_acceptance
        accepted.expected_statuses = [*accepted.expected_statuses, "422"]
    if path in TEXT_ALONE:
        rejected = config.projects.default.checks.negative_data_rejection
        rejected.expected_statuses = [*rejected.expected_statuses, "201"]
    specification = schemathesis.openapi.from_wsgi(SPECIFICATION, house, config=config)
    operation = specification[path][method.upper()]
    ids = known_ids(furnished[1], path, [each.name for each in operation.path_parameters])
    token = token_of(house, "ada" if path.startswith("/api/v1/firms") else "alice")

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    def answered(case):
        spoilt = {place for place, found in case.meta.components.items() if found.mode.is_negative}
        if ParameterLocation.PATH not in spoilt:
            case.path_parameters = {**(case.path_parameters or {}), **ids}
        seen = {} if ParameterLocation.HEADER in spoilt else {"If-Match": "*"}
        case.call_and_validate(headers={"Authorization": f"Bearer {token}", **seen})

    answered()
