"""Where the chance of an explored place comes from: the running service alone, and only where it is switched on."""

import numpy as np

from foundation.config import Settings


def chance(settings: Settings) -> np.random.Generator | None:
    """Give the source of chance that the settings allow; None: nothing is left to chance."""
    return np.random.default_rng() if settings.explore_third_place else None
