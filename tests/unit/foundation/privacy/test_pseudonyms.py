"""People and things of a deleted organisation under names that say nothing."""

import re
import uuid

import pytest

from foundation.privacy.pseudonyms import Pseudonyms, said

ALICE, BOB = uuid.UUID(int=1), uuid.UUID(int=2)


def test_the_same_person_has_the_same_number_whatever_they_were_called():
    names = Pseudonyms("deleted organisation 0a1b2c3d")

    assert names.person(ALICE, "Alice") == "Person 1 of deleted organisation 0a1b2c3d"
    assert names.person(BOB, "Bob") == "Person 2 of deleted organisation 0a1b2c3d"
    assert names.person(ALICE, "Alice Married") == "Person 1 of deleted organisation 0a1b2c3d"


def test_a_person_without_an_account_is_a_person_too():
    names = Pseudonyms("deleted organisation 0a1b2c3d")

    assert names.person(None, "Zoe") == "Person 1 of deleted organisation 0a1b2c3d"


@pytest.mark.parametrize("name", ["auditmatch", "Visitor"])
def test_the_service_and_visitors_are_nobody_in_particular(name):
    assert Pseudonyms("deleted organisation 0a1b2c3d").person(None, name) == f"{name} for deleted organisation 0a1b2c3d"


def test_a_person_who_is_called_like_the_service_is_no_less_a_person():
    assert Pseudonyms("gone").person(ALICE, "auditmatch") == "Person 1 of gone"


def test_an_id_stays_and_what_people_typed_does_not():
    names = Pseudonyms("gone")

    assert names.thing("questionnaire", str(BOB)) == str(BOB)
    assert names.thing("controls", "ACME-01") == "no. 1"
    assert names.thing("controls", "acme_controls.csv") == "no. 2"
    assert names.thing("controls", "ACME-01") == "no. 1"


def test_an_account_is_named_as_its_person_as_it_may_live_on_elsewhere():
    names = Pseudonyms("gone")

    assert names.person(BOB, "Bob") == names.thing("user", str(BOB))


def test_two_organisations_are_told_apart():
    first, second = Pseudonyms().organisation, Pseudonyms().organisation

    assert re.fullmatch(r"deleted organisation [0-9a-f]{8}", first)
    assert first != second


@pytest.mark.parametrize(
    ("action", "words"),
    [("questionnaire.exported", "Questionnaire: exported"), ("sign_in.opened", "Sign in: opened"), ("begun", "Begun")],
)
def test_a_line_says_what_was_done_by_the_action_alone(action, words):
    assert said(action) == words
