"""What a firm is worth to a company: read from raw facts, curved, with thresholds, and partly from what nobody sees."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from bench.ranking.directory import TODAY, Firm
from matcher.eligibility.gate import Judgement
from matcher.firms.words import Industry, PeerReviewRating
from matcher.intakes.wanted import Wanted

NEIGHBOURS: Mapping[Industry, Industry] = {
    Industry.FINTECH: Industry.INSURTECH, Industry.INSURTECH: Industry.FINTECH, Industry.SAAS: Industry.MARTECH,
    Industry.MARTECH: Industry.SAAS, Industry.AI_ML: Industry.INFRASTRUCTURE, Industry.INFRASTRUCTURE: Industry.AI_ML,
    Industry.HR_PAYROLL: Industry.FINTECH, Industry.HEALTHTECH: Industry.INSURTECH,
}  # fmt: skip
"""Industries whose experience helps too; the ranking's features do not see it."""

USUAL = {
    "depth": 2.0, "price": 2.0, "speed": 1.2, "platform": 0.7, "cloud": 0.5, "size": 0.8, "volume": 0.6,
    "crowded": 0.7, "review": 0.6, "quality": 0.5, "senior": 0.4, "quickness": 0.4, "frameworks": 0.2,
}  # fmt: skip
"""What the best of each term is worth before a world draws its own, in log-odds."""


@dataclass(frozen=True, slots=True)
class Taste:
    """One world's hidden weights and curves."""

    weights: Mapping[str, float]
    enough_reports: float
    """Reports in the industry after which more add little."""
    pain: float
    """Share of the budget (or of $40,000) at which a fee begins to hurt."""
    steep: float
    """How sudden thresholds are."""
    slack_days: float
    """Days before the deadline that a company wants to spare."""
    likes_small: float
    """Log-odds for a small company of each step of tier downwards; a large one wants it upwards."""
    crowd: float
    """Reports a year for each CPA at which service falls."""


def draw_taste(rng: np.random.Generator) -> Taste:
    """Draw the taste of one world; the expert never knew it."""
    return Taste(
        weights={name: usual * float(rng.lognormal(0, 0.6)) for name, usual in USUAL.items()},
        enough_reports=rng.uniform(3, 25), pain=rng.uniform(0.5, 0.95), steep=rng.uniform(6, 18),
        slack_days=rng.uniform(10, 70), likes_small=rng.uniform(0.0, 0.6), crowd=rng.uniform(8, 20),
    )  # fmt: skip


def worth(taste: Taste, wanted: Wanted, judgement: Judgement, firm: Firm) -> float:
    """Give what a firm is worth to an intake, in log-odds."""
    terms = _fit(taste, wanted, judgement, firm) | _merit(taste, firm)
    if wanted.first_audit:
        terms["senior"] *= 2
    people, tier = wanted.headcount or 50, firm.profile.tier
    towards_small = np.clip(np.log(80 / people) / 2, -1, 1)
    size = -taste.likes_small * towards_small * (tier.step if tier else 1)
    return float(sum(taste.weights[name] * term for name, term in terms.items()) + size)


def _fit(taste: Taste, wanted: Wanted, judgement: Judgement, firm: Firm) -> dict[str, float]:
    profile = firm.profile
    fee = (judgement.fee.middle if judgement.fee else 30_000) * firm.unseen.overrun
    ready = judgement.earliest_report_on
    needed = wanted.report_needed_by
    spare = (needed - ready).days if needed and ready else 250 - (ready - TODAY).days if ready else 0
    return {
        "depth": 1 - np.exp(-_reports(wanted, firm) / taste.enough_reports),
        "price": expit(taste.steep * (taste.pain - fee / (wanted.budget_usd.max or 40_000))),
        "speed": expit((spare - taste.slack_days) * taste.steep / 100),
        "platform": float(wanted.platform in profile.platforms),
        "cloud": float(bool(set(wanted.clouds) & set(profile.clouds))),
        "size": _at_home(wanted.headcount or 50, profile.headcount_min or 1, profile.headcount_max or 1_000),
    }


def _reports(wanted: Wanted, firm: Firm) -> float:
    held = firm.profile.industries
    if wanted.industry is None:
        return 0.3 * sum(number or 0 for number in held.values())
    near = NEIGHBOURS.get(wanted.industry)
    return (held.get(wanted.industry) or 0) + 0.4 * (held.get(near) or 0 if near else 0)


def _at_home(people: int, fewest: int, most: int) -> float:
    """1 well inside the sizes a firm takes, falling suddenly near the ends."""
    inside = min(np.log(people / fewest), np.log(most / people))
    return float(expit(3 * (inside - 0.5)))


def _merit(taste: Taste, firm: Firm) -> dict[str, float]:
    profile = firm.profile
    reports = profile.soc2_reports_per_year or 12
    crowded = reports / (profile.cpa_count or 4)
    review = {PeerReviewRating.PASS: 1.0, PeerReviewRating.NOT_YET_DUE: 0.7}.get(profile.peer_review_rating, 0.0)
    return {
        "volume": float(np.clip(np.log(reports / 5) / 3, 0, 1)),
        "crowded": expit((taste.crowd - crowded) * taste.steep / 30),
        "review": review if profile.peer_review_covers_soc is not False else review / 2,
        "quality": firm.unseen.quality,
        "quickness": firm.unseen.quickness,
        "senior": float(bool(profile.senior_contact)),
        "frameworks": min(len(profile.frameworks), 3) / 3,
    }
