"""Which step of an introduction may follow which: every pair of stage and party."""

import itertools

import pytest

from matcher.introductions.letters import LETTERS
from matcher.introductions.states import FOLLOWS, STAGES, Party, Stage, may_become

ALLOWED = {
    ("offered", "firm"): {"accepted", "declined"},
    ("offered", "company"): {"withdrawn"},
    ("offered", "service"): {"expired"},
    ("accepted", "company"): {"introduced", "withdrawn"},
    ("accepted", "firm"): {"declined"},
    ("introduced", "firm"): {"declined"},
    ("introduced", "company"): {"withdrawn"},
}


@pytest.mark.parametrize(("stage", "party"), list(itertools.product(Stage, Party)))
def test_each_party_may_take_just_these_steps(stage, party):
    assert {one.value for one in may_become(stage, party)} == ALLOWED.get((stage.value, party.value), set())


def test_every_stage_has_a_letter_and_words():
    assert set(LETTERS) == set(STAGES) == set(Stage)
    assert {to for to, _ in LETTERS.values()} == {Party.COMPANY, Party.FIRM}
    assert len(FOLLOWS) == 7
