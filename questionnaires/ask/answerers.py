"""Answerers that are ready: building one takes longer than answering with it."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from foundation.access.scope import Scope
from questionnaires.answering.engine import Answerer

Result = TypeVar("Result")
MOST_SOURCES = 30_000
"""Controls, approved answers and facts of all organisations together whose index stays in memory: some 11 kB each.

One that was judged takes 3 kB more.
"""
MOST_KEPT = 200
"""Organisations (and products of theirs) of which something stays, however little they know."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Which answerer is wanted; questions that agree in all of it share one."""

    scope: Scope
    product: str | None
    under_nda: bool
    today: date


@dataclass(slots=True)
class Kept:
    """A place for an answerer on knowledge of one stamp; one question is answered at a time."""

    stamp: Any
    answerer: Answerer | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def sources(self) -> int:
        """How many sources are held here; none before the answerer is built."""
        known = self.answerer.knowledge if self.answerer else None
        return len(known.controls) + len(known.answers) + len(known.facts) if known else 0

    def use(self, deed: Callable[[Answerer], Result], build: Callable[[], Answerer]) -> Result:
        """Do something with the answerer; whoever comes first builds it."""
        with self.lock:
            if self.answerer is None:
                self.answerer = build()
            return deed(self.answerer)


class Answerers:
    """Keeps the answerers that were used last; one whose knowledge has changed since gives way to a new one."""

    def __init__(self, most_sources: int = MOST_SOURCES, most_kept: int = MOST_KEPT) -> None:
        self._most_sources, self._most_kept = most_sources, most_kept
        self._kept: OrderedDict[Kind, Kept] = OrderedDict()
        self._unweighed: list[Kept] = []
        self._lock = threading.Lock()

    def place(self, kind: Kind, stamp: Any) -> Kept:
        """Give the place of an answerer of a kind, an empty one when there is none on knowledge of that stamp."""
        with self._lock:
            kept = self._kept.get(kind)
            if kept is None or kept.stamp != stamp:
                kept = self._kept[kind] = Kept(stamp)
                self._unweighed.append(kept)
            self._kept.move_to_end(kind)
            if self._unweighed:
                self._give_way()
        return kept

    def _give_way(self) -> None:
        """Forget those that were not used for longest; the one that was asked for stays, however large it is.

        What is not yet built weighs nothing, and is looked at again until it is; else nothing changes its weight.
        """
        here = {id(one) for one in self._kept.values()}
        self._unweighed = [one for one in self._unweighed if one.answerer is None and id(one) in here]
        held = sum(one.sources for one in self._kept.values())
        while len(self._kept) > 1 and (held > self._most_sources or len(self._kept) > self._most_kept):
            held -= self._kept.popitem(last=False)[1].sources
