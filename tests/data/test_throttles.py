"""Attempts at the same moment are counted one after the other, on both databases."""

from concurrent.futures import ThreadPoolExecutor

from foundation.access.scope import NOBODY, open_session
from foundation.accounts.throttle.service import Limit, begin_attempt
from foundation.errors import TooManyAttempts

LIMIT = Limit("password:alice@example.com", most=5, minutes=15)


def test_twenty_attempts_at_once_pass_no_more_than_the_limit(engine):
    def fail(_number):
        with open_session(engine, NOBODY) as session:
            try:
                begin_attempt(session, [LIMIT]).failed()
            except TooManyAttempts:
                return "waits"
            session.commit()
            return "tried"

    with ThreadPoolExecutor(8) as threads:
        outcomes = list(threads.map(fail, range(20)))

    assert (outcomes.count("tried"), outcomes.count("waits")) == (5, 15)
