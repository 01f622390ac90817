"""Codes that an app counts from a secret and the time."""

from datetime import UTC, datetime, timedelta

import pytest

from foundation.accounts.factors.totp import new_secret, qr_code, step_of

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""The secret of RFC 6238's test vectors, "12345678901234567890", in base 32."""

MOMENT = datetime(2005, 3, 18, 1, 58, 29, tzinfo=UTC)
"""The last second of a time step; the standard gives its code."""


def test_a_test_vector_of_the_standard():
    assert step_of(SECRET, "081804", MOMENT) == 37037036


@pytest.mark.parametrize(("seconds", "step"), [(-60, None), (-59, 37037036), (0, 37037036), (30, 37037036), (31, None)])
def test_a_clock_may_be_one_step_early_or_late(seconds, step):
    assert step_of(SECRET, "081804", MOMENT + timedelta(seconds=seconds)) == step


@pytest.mark.parametrize("code", ["081805", "", "08180", "07081804"])
def test_any_other_code_is_of_no_step(code):
    assert step_of(SECRET, code, MOMENT) is None


def test_a_secret_has_160_random_bits():
    assert (len(new_secret()), new_secret() != new_secret()) == (32, True)


def test_the_picture_is_an_image_that_holds_itself():
    assert qr_code(SECRET, "alice@example.com").startswith("data:image/svg+xml;charset=utf-8,")
