"""Findings in sentences."""

from matcher.exposure.words import accounting, concern_text
from matcher.firms.words import Tier
from matcher.ranking.audit import Difference, Finding
from matcher.ranking.metrics import Interval

LESS = Interval(0.4, 0.2, 0.6)


def finding(**changes):
    facts = {"tier": Tier.BOUTIQUE, "firms": 9, "eligible": 0.5, "exposure": 0.2, "ratio": LESS, "reasons": ()}
    return Finding(**(facts | {"without": Interval(1.1, 0.8, 1.3), "size_alone": False, "size": 0.0} | changes))


PRICE = Difference("price", -0.0323)


def test_features_that_account_for_it_are_named():
    assert accounting(finding(reasons=(PRICE,))) == "Price (3.2 points less)."
    assert accounting(finding(without=None)) == ""


def test_what_they_do_not_account_for_is_said():
    said = accounting(finding(reasons=(PRICE,), without=Interval(0.6, 0.4, 0.9), size=-0.08))

    assert said == (
        "Not all of it: Price (3.2 points less). With all firms alike in these the ratio would still be 0.60 (0.40 to "
        "0.90). Size itself takes 8.0 points."
    )


def test_size_alone_is_named_as_such():
    assert accounting(finding(size_alone=True, size=-0.08)) == (
        "Its size itself takes 8.0 points: if size counted nothing, the rest as it is, it would get its part."
    )


def test_a_concern_says_how_much_less_and_why_that_is_not_accounted_for():
    assert concern_text(finding(without=LESS)) == (
        "Boutique firms make up 50% of the eligible and would get 20% of what is seen, a ratio of 0.40 (0.20 to 0.60), "
        "and no named feature accounts for it. No feature speaks against these firms."
    )
