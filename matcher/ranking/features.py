"""All features in the order of the matrix's columns. None reads a payment, a name, an id or a place in a file."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from matcher.eligibility.wording import dollars
from matcher.ranking.asked import ASKED, FEE_COLUMNS, HIGHEST_USUAL_FEE_USD, LOWEST_USUAL_FEE_USD
from matcher.ranking.candidates import Candidates, Floats
from matcher.ranking.feature import Feature, value_said
from matcher.ranking.merits import MERITS


def _fee_ratio(candidates: Candidates) -> Floats:
    return candidates.column(lambda each: each.fee.middle / LOWEST_USUAL_FEE_USD if each.fee else None)


def _place_of_ratio(raw: Floats, _candidates: Candidates) -> Floats:
    span = math.log(HIGHEST_USUAL_FEE_USD / LOWEST_USUAL_FEE_USD)
    return np.asarray(np.log(np.maximum(raw, 1e-9)) / span)


FEE_RATIO = Feature(
    name="fee_ratio", unit="middle of the estimate over 8,000 US dollars", direction=0, weight=0.0,
    source=FEE_COLUMNS, asks=("headcount", "categories", "report_type"),
    raw=_fee_ratio, goodness=_place_of_ratio, unknown=0.5,
    words=lambda _judgement, raw, _candidates: f"Fee of about {dollars(raw * LOWEST_USUAL_FEE_USD)}",
    typical=value_said(lambda raw: f"about {dollars(round(raw * LOWEST_USUAL_FEE_USD, -2))}"),
    not_known="We do not know its fee",
    unknown_words="an unknown surcharge for a further category counts as 15 %",
)  # fmt: skip

FEATURES: tuple[Feature, ...] = (*ASKED, *MERITS, FEE_RATIO)
FEATURE_BY_NAME: Mapping[str, Feature] = {feature.name: feature for feature in FEATURES}


def feature_matrix(candidates: Candidates, names: Sequence[str] | None = None) -> Floats:
    """Describe how well each firm fits one intake.

    Parameters
    ----------
    candidates : the firms, in the order the rows are wanted; none give a matrix without rows.
    names : which features, in which order; all in the order of `FEATURES` when None. KeyError for a name unknown.

    Returns
    -------
    ndarray of shape (n_firms, n_features), float64, every value in [0, 1].
    """
    chosen = FEATURES if names is None else tuple(FEATURE_BY_NAME[name] for name in names)
    return np.column_stack([feature.places(candidates) for feature in chosen])
