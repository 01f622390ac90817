"""What visits come to: medians, 95th percentiles, errors, and ratios to the bare page of the same run."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

BARE, HOME, STEP, STEP_SAVED = "bare page", "home", "intake step", "intake step, saved"
MATCH_PAGE, REVIEW, ASK, UPLOAD = "match page", "review of 300 questions", "ask", "upload of 40 questions"
MATCHING = "matching itself"
PAGES = (BARE, HOME, STEP, STEP_SAVED, MATCH_PAGE, REVIEW, ASK, UPLOAD, MATCHING)
GOALS = {MATCH_PAGE: 3.0, REVIEW: 4.0, ASK: 3.0}
"""At most so many times the bare page's median."""
FLAT = 1.10
"""Memory after all questionnaires may be this many times that after the first tenth."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One page, once."""

    page: str
    ms: float
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """What all visits of one page come to."""

    visits: int
    errors: int
    median_ms: float
    high_ms: float
    """95 of 100 visits took at most this."""
    ratio: float
    """Median, in medians of the bare page."""


def figures(visits: Iterable[Visit]) -> dict[str, Figures]:
    """Sum up by page; a visit that failed counts as an error and its time is left out.

    Raises ValueError when the bare page was never reached, as there is nothing to compare with then.
    """
    by_page: dict[str, list[Visit]] = {}
    for visit in visits:
        by_page.setdefault(visit.page, []).append(visit)
    times = {page: sorted(one.ms for one in all_of_it if not one.failed) for page, all_of_it in by_page.items()}
    if not times.get(BARE):
        raise ValueError("the bare page was never reached")
    unit = median(times[BARE])
    return {
        page: Figures(
            visits=len(by_page[page]),
            errors=sum(one.failed for one in by_page[page]),
            median_ms=median(reached) if reached else float("nan"),
            high_ms=percentile(reached, 95) if reached else float("nan"),
            ratio=median(reached) / unit if reached else float("nan"),
        )
        for page, reached in times.items()
    }


def percentile(ascending: list[float], per_cent: int) -> float:
    """Give the smallest value that at least so many of a hundred do not exceed (the nearest rank)."""
    return ascending[-(-len(ascending) * per_cent // 100) - 1]


def missed(found: Mapping[str, Figures]) -> dict[str, float]:
    """Give the pages that miss their goal, with their ratio; one that was not measured misses it."""
    ratios = {page: found[page].ratio if page in found else float("nan") for page in GOALS}
    return {page: ratio for page, ratio in ratios.items() if not ratio <= GOALS[page]}


def growth(memory: list[int]) -> float:
    """Compare what a process holds at the end with what it held after the first tenth, in which it warms up."""
    return memory[-1] / memory[max(len(memory) // 10 - 1, 0)]
