"""One fact about the organisation as it stands in `facts.csv` and in the database."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Fact:
    """What is true of the organisation: a key of the known list or one of its own, a value, the day it was true."""

    key: str
    value: str
    as_of: date | None = None
