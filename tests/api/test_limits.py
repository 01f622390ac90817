"""How many requests a token may make."""

import uuid

import pytest
from werkzeug.exceptions import TooManyRequests

from foundation.api.limits import RequestLimit
from tests.support.api import program

TOKEN, OTHER = uuid.uuid4(), uuid.uuid4()


def test_the_last_allowed_request_passes_and_the_next_is_told_when_to_come_back():
    limit = RequestLimit(2)
    limit.count(TOKEN, 120.0)
    limit.count(TOKEN, 130.5)

    with pytest.raises(TooManyRequests) as refused:
        limit.count(TOKEN, 150.5)

    assert refused.value.retry_after == 30
    limit.count(TOKEN, 180.0)


def test_each_token_has_a_count_of_its_own():
    limit = RequestLimit(1)
    limit.count(TOKEN, 0.0)

    limit.count(OTHER, 0.0)


def test_too_many_requests_are_a_problem_that_says_when_to_try_again(app, calling):
    app.extensions["api_limit"] = RequestLimit(1)
    bob = calling("bob")
    first, second = bob.get("/api/v1/facts"), bob.get("/api/v1/facts")
    if second.status_code == 200:  # a minute began between the two
        second = bob.get("/api/v1/facts")

    assert first.status_code == 200
    assert (second.status_code, second.mimetype) == (429, "application/problem+json")
    assert 1 <= int(second.headers["Retry-After"]) <= 60


def test_a_colleague_is_not_held_up(app, calling):
    app.extensions["api_limit"] = RequestLimit(1)
    calling("bob").get("/api/v1/facts")

    assert program(app, "alice").get("/api/v1/facts").status_code == 200
