"""Reading JSON from outside."""

import pytest

from foundation.strict_json import strict_json


def test_what_json_can_say_is_read():
    assert strict_json('{"a": [1, -2.5, 1e3, "\\u00e4", null, true]}') == {"a": [1, -2.5, 1000.0, "ä", None, True]}


def test_the_longest_number_that_is_read_has_400_digits():
    assert strict_json("9" * 400) == 10**400 - 1
    with pytest.raises(ValueError, match="a number has more than 400 digits"):
        strict_json("9" * 401)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"a": 1, "b": {"c": 1, "c": 1}}', "same key twice"),
        ("NaN", "NaN is no number"),
        ("[-Infinity]", "-Infinity is no number"),
        ("-1e999", "-1e999 is too large a number"),
        ("[" * 100_000, "nested too deep"),
        ('{"a":' * 100_000, "nested too deep"),
        ("", "Expecting value"),
    ],
)
def test_what_two_readers_could_take_for_two_things_is_refused(text, told):
    with pytest.raises(ValueError, match=told):
        strict_json(text)
