"""Three matches out of 10,000 firms, beside gradient boosting that only scores a feature table of that size."""

from dataclasses import replace
from datetime import date

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor

from bench.timing import compare
from matcher.firms.samples import WRITTEN_FOR, sample_firms
from matcher.intakes.intake_json import read_intake
from matcher.matches.matching import match
from matcher.ranking.expert import expert_ranker

FIRMS = 10_000
TODAY: date = WRITTEN_FOR


def run() -> None:
    """Print the ratios."""
    samples = sample_firms(TODAY)
    firms = [replace(samples[n % len(samples)], firm_id=f"F-{n}") for n in range(FIRMS)]
    wanted = read_intake({"organisation": "Bench", "industry": "fintech", "headcount": 60}, today=TODAY)
    model = expert_ranker()
    boosted, table = rival(len(model.feature_names))
    compare(
        "gate, features, score and reasons over 10,000 firms",
        lambda: match(wanted, firms, model=model, today=TODAY),
        "scikit-learn boosting, scoring alone",
        lambda: boosted.predict(table),
        runs=3,
    )
    compare(
        "scoring 10,000 rows", lambda: model.predict(table), "scikit-learn boosting", lambda: boosted.predict(table)
    )


def rival(features: int) -> tuple[HistGradientBoostingRegressor, np.ndarray]:
    """Fit the rival on noise of the same shape; only its speed counts here."""
    rng = np.random.default_rng(7)
    table = rng.random((FIRMS, features))
    return HistGradientBoostingRegressor(max_iter=300, random_state=7).fit(table, table @ rng.random(features)), table
