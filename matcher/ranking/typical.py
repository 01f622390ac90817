"""Typical intakes on which a model's fairness is audited: our own invention, the same for every model and directory."""

from itertools import product

from foundation.criteria import Category
from matcher.firms.words import Industry
from matcher.intakes.wanted import Budget, ReportType, Wanted

SIZES = ((15, 12_000, 25_000), (60, 20_000, 40_000), (250, 30_000, 70_000), (1_000, 60_000, 150_000))
"""People of the company, with a tight and an ample budget in US dollars; each size is asked without a budget too."""
CATEGORIES = (
    (Category.SECURITY,),
    (Category.SECURITY, Category.AVAILABILITY, Category.CONFIDENTIALITY),
)
INDUSTRIES = (Industry.SAAS, Industry.FINTECH, Industry.HEALTHTECH, Industry.AI_ML)


def typical_intakes() -> tuple[Wanted, ...]:
    """Give every combination: a Type 2 report, no deadline, no other wish, priorities as the model has them.

    >>> len(typical_intakes())
    96
    """
    asked = [(people, budget) for people, tight, ample in SIZES for budget in (tight, ample, None)]
    return tuple(
        Wanted(
            headcount=people,
            budget_usd=Budget(max=budget),
            categories=categories,
            industry=industry,
            report_type=ReportType.TYPE_2,
        )
        for (people, budget), categories, industry in product(asked, CATEGORIES, INDUSTRIES)
    )
