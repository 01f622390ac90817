"""What tests of the API may ask for."""

from collections.abc import Callable, Collection

import pytest
from flask import Flask

from foundation.api.tokens.models import TokenScope
from tests.support.api import Program, program


@pytest.fixture
def calling(app: Flask) -> Callable[..., Program]:
    """Give a program acting for a standing person: `calling("bob")`, with every scope unless some are named."""

    def call(name: str | None, scopes: Collection[TokenScope] = tuple(TokenScope)) -> Program:
        return program(app, name, scopes)

    return call
