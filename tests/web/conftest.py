"""What tests of pages ask for beside the application itself."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from foundation.access.scope import EVERY_ORGANISATION, open_session

Result = TypeVar("Result")


@pytest.fixture
def change(app: Flask) -> Callable[[Callable[[Session], Result]], Result]:
    """Do something in a session that reaches every organisation, and commit it; gives what it gave."""

    def do(deed: Callable[[Session], Result]) -> Result:
        with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
            done = deed(session)
            session.commit()
        return done

    return do
