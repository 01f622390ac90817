"""Which way a question is meant: how likely a good control answers it with no, read from its words alone."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from questionnaires.answering.question import Asked
from questionnaires.answering.words import tokens_of

LONGEST = 3
"""Words in the longest run that is looked at."""
SIGNALS = ("denies", "affirms", "event", "permission", "loophole", "adverse", "soft", "certain")


@dataclass(frozen=True)
class Polarity:
    """Log-odds of an adverse question: weights of runs of words, and of what the rules make of it."""

    intercept: float
    signals: Mapping[str, float]
    runs: Mapping[str, float]

    def adverse(self, asked: Asked) -> float:
        """Give the probability in (0, 1) that yes would be the bad answer."""
        odds = self.intercept + sum(self.signals[name] * value for name, value in signals_of(asked).items())
        odds += sum(self.runs.get(run, 0.0) for run in runs_of(asked.text))
        return 1 / (1 + math.exp(-max(-35.0, min(35.0, odds))))

    def as_json(self) -> dict[str, Any]:
        """Give the numbers, rounded; runs that weigh nothing are left out."""
        runs = {run: round(weight, 4) for run, weight in self.runs.items() if round(weight, 4)}
        signals = {name: round(weight, 4) for name, weight in self.signals.items()}
        return {"intercept": round(self.intercept, 4), "signals": signals, "runs": runs}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Polarity":
        """Read what `as_json` wrote."""
        return cls(float(told["intercept"]), dict(told["signals"]), dict(told["runs"]))


def runs_of(text: str) -> frozenset[str]:
    """Cut a text into runs of one to three words; `^` marks where it begins."""
    tokens: Sequence[str] = ["^", *tokens_of(text)]
    return frozenset(
        " ".join(tokens[at : at + size]) for size in range(1, LONGEST + 1) for at in range(len(tokens) - size + 1)
    )


def signals_of(asked: Asked) -> dict[str, float]:
    """Give what the rules make of a question's direction, each 0 or 1."""
    signs = [claim.sign for claim in asked.claims]
    values = (
        min(signs, default=0) < 0,
        max(signs, default=0) > 0,
        asked.event,
        asked.permission,
        asked.loophole,
        asked.adverse,
        any(claim.soft for claim in asked.claims),
        all(claim.certain for claim in asked.claims),
    )
    return dict(zip(SIGNALS, map(float, values), strict=True))
