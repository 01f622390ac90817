"""What a firm's page says, and what it leaves unsaid."""

import pytest

from matcher.firms.portrait import portrait
from matcher.firms.profile import FirmProfile
from matcher.firms.wording import in_words, link_of, range_in_words
from tests.factories.firm import make_profile


def test_a_firm_of_which_nothing_is_known_says_so_for_every_public_field():
    page = portrait(FirmProfile(firm_id="F-1", name="Silent"))

    assert page.said == ()
    assert {"Licence status", "Open slots", "Categories"} <= set(page.not_known)
    assert not {"Name", "Contact", "Notes"} & set(page.not_known)


def test_private_fields_stand_nowhere_on_a_firms_page():
    said = repr(portrait(make_profile()))

    assert not any(word in said for word in ("Contact Person", "contact@", "Quiet Rival", "trade fair"))


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://board.example/a?b=1", "https://board.example/a?b=1"),
        ("board.example", "https://board.example"),
        ("javascript:alert(1)", None),
        ("javascript://board.example/%0aalert(1)", None),
        ("call with the partner", None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(text, address):
    assert link_of(text) == address


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("type_1_fee_min_usd", 15000, "$15,000"),
        ("fee_per_extra_category_pct", 12.5, "12.5 %"),
        ("fieldwork_weeks", 1.0, "1 week"),
        ("senior_contact", False, "No"),
        ("categories", (), "Not known"),
        ("open_slots", 0, "0"),
    ],
)
def test_values_are_said_with_their_unit_and_zero_is_not_unknown(name, value, words):
    assert in_words(name, value) == words


def test_a_range_with_one_unknown_end_says_which_end_is_known():
    assert range_in_words(5, None) == "from 5"
    assert range_in_words(None, 5000, unit="$") == "up to $5,000"
