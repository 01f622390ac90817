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
MOST_KEPT = 8
"""Organisations (and products of theirs) whose index stays in memory; each takes some megabytes."""


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

    def use(self, deed: Callable[[Answerer], Result], build: Callable[[], Answerer]) -> Result:
        """Do something with the answerer; whoever comes first builds it."""
        with self.lock:
            if self.answerer is None:
                self.answerer = build()
            return deed(self.answerer)


class Answerers:
    """Keeps the answerers that were used last; one whose knowledge has changed since gives way to a new one."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._kept: OrderedDict[Kind, Kept] = OrderedDict()
        self._lock = threading.Lock()

    def place(self, kind: Kind, stamp: Any) -> Kept:
        """Give the place of an answerer of a kind, an empty one when there is none on knowledge of that stamp."""
        with self._lock:
            kept = self._kept.get(kind)
            if kept is None or kept.stamp != stamp:
                kept = self._kept[kind] = Kept(stamp)
            self._kept.move_to_end(kind)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return kept
