"""The invented sample firms of `seed_data/firms.csv`, moved to the day on which they are seeded."""

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

from foundation.assets import asset
from foundation.tables.model import raise_if_any
from matcher.firms.profile import FirmProfile
from matcher.firms.records.read import read_firms

WRITTEN_FOR = date(2026, 11, 23)
"""The day that the dates of the sample firms were written for."""


def sample_firms(today: date) -> tuple[FirmProfile, ...]:
    """Give the sample firms as fresh as they were on the day they were written for."""
    path = asset("seed_data", "firms.csv")
    read = read_firms(path.read_bytes(), filename=path.name)
    raise_if_any(read.problems)
    return tuple(shifted(firm, (today - WRITTEN_FOR).days) for firm in read.profiles)


def shifted(firm: FirmProfile, days: int) -> FirmProfile:
    """Move every date of a profile by some days, back when negative; unknown dates stay unknown."""
    move = timedelta(days=days)
    dates: dict[str, Any] = {
        each.name: held + move for each in fields(firm) if isinstance(held := getattr(firm, each.name), date)
    }
    frameworks = {name: day and day + move for name, day in firm.frameworks.items()}
    return replace(firm, frameworks=frameworks, **dates)
