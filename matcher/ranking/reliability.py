"""Whether a model is as sure of its order as it may be: how often the firm that it puts first does better."""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from matcher.ranking.candidates import Floats
from matcher.ranking.metrics import wilson
from matcher.ranking.model import AdditiveRanker
from matcher.ranking.pairs import pairs_of
from matcher.ranking.training import TrainingSet

EDGES = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Of the bins into which pairs fall by how sure the model is."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Pairs of firms of one intake of which one did better, and of which the model is about as sure."""

    start: float
    end: float
    pairs: int
    predicted: float
    """Mean chance, as the model sees it, that the firm that it puts first does better; from 0.5."""
    observed: float
    """How often that firm did better."""
    low: float
    high: float
    """Wilson's 95 % of the observed share, taking pairs for independent."""


def reliability(later: TrainingSet, model: AdditiveRanker) -> tuple[Bin, ...]:
    """Compare the chances that a model gives with what happened, over later intakes; bins without a pair are left out.

    The chance is the logistic function of the difference of scores in log-odds (the model's `scale_` a point of it).
    What a place in the list is worth is no part of it, as in ranking; firms never looked at give no pair.
    """
    pairs = pairs_of(later.grades, later.groups, later.weights)
    scores = model.predict(later.of_names(model.feature_names)) * model.scale_ if len(later.rows) else np.empty(0)
    apart = scores[pairs.better] - scores[pairs.worse]
    sure, right = expit(np.abs(apart)), np.where(apart == 0, 0.5, apart > 0)
    into = np.clip(np.searchsorted(EDGES, sure, side="right") - 1, 0, len(EDGES) - 2)
    return tuple(_bin(at, sure[into == at], right[into == at]) for at in range(len(EDGES) - 1) if (into == at).any())


def _bin(at: int, sure: Floats, right: Floats) -> Bin:
    number, won = len(sure), float(right.sum())
    low, high = wilson(won, number)
    return Bin(EDGES[at], EDGES[at + 1], number, float(sure.mean()), won / number, low, high)
