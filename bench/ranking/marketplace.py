"""Worlds as the product meets them: its own gate and features over drawn firms, worth hidden from both."""

import numpy as np

from bench.ranking.directory import TODAY, Firm, draw_firm, draw_wanted
from bench.ranking.taste import Taste, draw_taste, worth
from bench.ranking.world import Case, World
from matcher.eligibility.gate import judge
from matcher.ranking.candidates import Candidates
from matcher.ranking.expert import expert_ranker
from matcher.ranking.features import feature_matrix

FIRMS, INTAKES, HELD, ELSEWHERE = 300, 1_200, 300, 300
FEWEST_ELIGIBLE = 8


def marketplace(seed: int) -> World:
    """Draw 300 firms, a taste, and intakes; outcomes are drawn from 1,200 different ones, 300 more are held out.

    Another 300 intakes held out meet 300 other firms.
    """
    rng = np.random.default_rng(seed)
    firms = [draw_firm(number, rng) for number in range(FIRMS)]
    taste = draw_taste(rng)
    cases = _cases(firms, taste, INTAKES + HELD, rng)
    others = [draw_firm(FIRMS + number, rng) for number in range(FIRMS)]
    elsewhere = _cases(others, taste, ELSEWHERE, rng)
    specs = tuple(expert_ranker().features or ())
    return World(f"marketplace {seed}", specs, cases[HELD:], cases[:HELD], elsewhere=elsewhere)


def _cases(firms: list[Firm], taste: Taste, wanted: int, rng: np.random.Generator) -> list[Case]:
    found: list[Case] = []
    while len(found) < wanted:
        if (case := _case(firms, taste, rng)) is not None:
            found.append(case)
    return found


def _case(firms: list[Firm], taste: Taste, rng: np.random.Generator) -> Case | None:
    wanted = draw_wanted(rng)
    judged = [(judge(wanted, firm.profile, TODAY), firm) for firm in firms]
    eligible = [(judgement, firm) for judgement, firm in judged if judgement.eligible]
    if len(eligible) < FEWEST_ELIGIBLE:
        return None
    rows = feature_matrix(Candidates(wanted, [judgement for judgement, _ in eligible], TODAY))
    return Case(rows, np.array([worth(taste, wanted, judgement, firm) for judgement, firm in eligible]))
