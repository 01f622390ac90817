"""What two approved answers say, held against each other."""

from datetime import date

import pytest

from questionnaires.controls.records import Sensitivity
from questionnaires.library.comparing import contradict, makes_needless, say_the_same, strictest
from tests.factories.library import make_answer


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"answer": "yes"}, {"answer": "no"}, True),
        ({"answer": "yes"}, {"answer": "partial"}, True),
        ({"answer": "yes", "explanation": "A"}, {"answer": "yes", "explanation": "B"}, False),
        ({"answer": "Every day."}, {"answer": "every  day"}, False),
        ({"answer": "Every day."}, {"answer": "Every week."}, True),
        ({"answer": "yes"}, {"answer": "Every week."}, False),
        ({"answer": "yes", "product": ("Payroll",)}, {"answer": "no", "product": ("Mobile",)}, False),
        ({"answer": "yes", "product": ("Payroll",)}, {"answer": "no", "product": ("payroll ", "Mobile")}, True),
        ({"answer": "yes", "product": ("Payroll",)}, {"answer": "no"}, True),
    ],
)
def test_two_answers_contradict_when_both_cannot_hold_for_one_product(one, other, expected):
    assert contradict(make_answer("A", **one), make_answer("B", **other)) is expected
    assert contradict(make_answer("B", **other), make_answer("A", **one)) is expected


def test_another_explanation_is_not_the_same():
    assert say_the_same(make_answer(explanation="With AES-256."), make_answer(explanation="with AES-256"))
    assert not say_the_same(make_answer(explanation="With AES-256."), make_answer(explanation="With AES-128."))


@pytest.mark.parametrize(
    ("kept", "new", "expected"),
    [
        ({}, {}, True),
        ({}, {"product": ("Payroll",)}, True),
        ({"product": ("Payroll",)}, {}, False),
        ({"product": ("Payroll", "Mobile")}, {"product": ("mobile",)}, True),
        ({"sensitivity": Sensitivity.NDA}, {}, False),
        ({}, {"sensitivity": Sensitivity.NDA}, True),
        ({"expires_on": date(2020, 1, 1)}, {}, True),
    ],
)
def test_an_answer_is_needless_where_one_that_reaches_as_far_says_it(kept, new, expected):
    assert makes_needless(make_answer(**kept), make_answer(**new)) is expected


def test_the_strictest_of_several_readers_counts_and_none_is_public():
    assert strictest(Sensitivity.NDA, Sensitivity.INTERNAL, Sensitivity.PUBLIC) is Sensitivity.INTERNAL
    assert strictest(Sensitivity.PUBLIC, Sensitivity.NDA) is Sensitivity.NDA
    assert strictest() is Sensitivity.PUBLIC
