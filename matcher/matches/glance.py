"""What the pages of a match run print of it, without the thousands of firms that it asked."""

import threading
import uuid
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matcher.matches import pages
from matcher.matches.models import MatchRun
from matcher.matches.queries import filled
from matcher.matches.words import BINDING

MOST_KEPT = 200
"""Runs that stay in memory, each some tens of kilobytes; read from the database a run takes megabytes."""


@dataclass(frozen=True, slots=True)
class Model:
    """What ranked a run."""

    name: str
    version: str
    trained_on: int
    """Intakes with outcomes that it had learnt from."""


@dataclass(frozen=True, slots=True)
class Glance:
    """A run in brief. It never changes, as a run does not; what was tried or taken of it stands in its row."""

    matches: tuple[pages.ShownMatch, ...]
    headline: str
    lead: str
    rules: tuple[tuple[str, str, int], ...]
    """Name, title and number of the firms that each rule is a reason for."""
    binding: str | None
    changes: Sequence[Mapping[str, Any]]
    """What would change the answer, as in the report."""
    asked: int
    eligible: int
    excluded: int
    model: Model

    def match(self, rank: int) -> pages.ShownMatch | None:
        """Give one match by its rank."""
        return next((match for match in self.matches if match.rank == rank), None)


class Glances:
    """Keeps the runs that were looked at last. A run must be fetched first: that tells whether one may see it."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[uuid.UUID, uuid.UUID], Glance] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, run: MatchRun) -> Glance:
        """Give a run in brief; its large columns are read the first time only."""
        key = (run.organisation_id, run.id)
        with self._lock:
            kept = self._kept.get(key)
        kept = kept or glance_at(filled(run))
        with self._lock:
            self._kept[key] = kept
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return kept


def glance_at(run: MatchRun) -> Glance:
    """Read a run."""
    return Glance(
        matches=pages.shown_matches(run),
        headline=pages.headline(run),
        lead=pages.lead(run),
        rules=pages.rule_counts(run),
        binding=BINDING.get(run.report["binding_constraint"]),
        changes=tuple(run.report["what_would_change"]),
        asked=len(run.directory),
        eligible=len(run.eligible),
        excluded=len(run.report["excluded"]),
        model=Model(run.model_name, run.model_version, run.model_trained_on),
    )
