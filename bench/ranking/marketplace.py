"""Worlds as the product meets them: its own gate and features over drawn firms, worth hidden from both."""

import numpy as np

from bench.ranking.directory import TODAY, Firm, draw_firm, draw_wanted
from bench.ranking.taste import Taste, draw_taste, worth
from bench.ranking.world import Case, World
from matcher.eligibility.gate import judge
from matcher.ranking.candidates import Candidates
from matcher.ranking.expert import expert_ranker
from matcher.ranking.features import feature_matrix

FIRMS, INTAKES, HELD = 300, 1_200, 300
FEWEST_ELIGIBLE = 8


def marketplace(seed: int) -> World:
    """Draw 300 firms, a taste, and intakes; outcomes are drawn from 1,200 different ones, 300 more are held out."""
    rng = np.random.default_rng(seed)
    firms = [draw_firm(number, rng) for number in range(FIRMS)]
    taste = draw_taste(rng)
    cases: list[Case] = []
    while len(cases) < INTAKES + HELD:
        if (case := _case(firms, taste, rng)) is not None:
            cases.append(case)
    return World(f"marketplace {seed}", tuple(expert_ranker().features or ()), cases[HELD:], cases[:HELD])


def _case(firms: list[Firm], taste: Taste, rng: np.random.Generator) -> Case | None:
    wanted = draw_wanted(rng)
    judged = [(judge(wanted, firm.profile, TODAY), firm) for firm in firms]
    eligible = [(judgement, firm) for judgement, firm in judged if judgement.eligible]
    if len(eligible) < FEWEST_ELIGIBLE:
        return None
    rows = feature_matrix(Candidates(wanted, [judgement for judgement, _ in eligible], TODAY))
    return Case(rows, np.array([worth(taste, wanted, judgement, firm) for judgement, firm in eligible]))
