"""Which categories the adviser proposes, and why."""

import pytest

from foundation.criteria import Category
from matcher.intakes.advice import propose, proposed

ALL_NO = {"promises_uptime": False, "computes_results": False, "holds_confidential": False, "handles_personal": False}


@pytest.mark.parametrize(
    ("question", "category"),
    [
        ("promises_uptime", Category.AVAILABILITY),
        ("computes_results", Category.PROCESSING_INTEGRITY),
        ("holds_confidential", Category.CONFIDENTIALITY),
        ("handles_personal", Category.PRIVACY),
    ],
)
def test_each_yes_speaks_for_one_category(question, category):
    proposals = propose({**ALL_NO, question: True})

    assert proposed(proposals) == (Category.SECURITY, category)


def test_security_is_proposed_whatever_the_answers():
    assert proposed(propose(ALL_NO)) == (Category.SECURITY,)


def test_an_open_question_gives_no_advice_either_way():
    availability = propose({**ALL_NO, "promises_uptime": None})[1]

    assert (availability.add, availability.why) == (None, "you left the question open")
