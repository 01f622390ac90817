"""Whether firms quote what we estimate, from what the hourly count of quotes found. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from matcher.drift.states import State
from matcher.quotes.honesty import Honesty, Ratio

TOO_OLD = timedelta(days=2)
"""A count is made every hour; one older than this tells nothing of today."""
LOWEST, HIGHEST = 0.9, 1.1
"""A median ratio of quote to estimate between them is not worth a word, however sure."""
LEAST_INSIDE = 0.5
"""An estimate whose range most quotes miss is no estimate."""


@dataclass(frozen=True, slots=True)
class Fees:
    """Quotes of the last 365 days against their estimates; empty where too little is known."""

    quotes: int
    counted_at: datetime | None
    """None: nothing was ever counted."""
    inside: int | None = None
    share_low: float | None = None
    share_high: float | None = None
    """Wilson's 95 % interval of the share inside."""
    ratio: Ratio | None = None

    @property
    def ratio_is_off(self) -> bool:
        """Whether firms quote more, or less, than estimated, beyond chance and by enough to matter."""
        return self.ratio is not None and (self.ratio.low > HIGHEST or self.ratio.high < LOWEST)

    @property
    def range_is_off(self) -> bool:
        """Whether most quotes lie outside what was estimated, beyond chance."""
        return self.share_high is not None and self.share_high < LEAST_INSIDE

    @property
    def state(self) -> State:
        """What can be said."""
        if self.inside is None:
            return State.UNTOLD
        return State.OFF if self.ratio_is_off or self.range_is_off else State.FINE


def fees(counted: Honesty | None, counted_at: datetime | None, at: datetime) -> Fees:
    """Judge what was counted last; nothing is told of fewer than five quotes, or of an old count."""
    if counted is None or counted_at is None:
        return Fees(0, None)
    if not counted.is_telling or at - counted_at > TOO_OLD:
        return Fees(counted.quotes, counted_at)
    return Fees(counted.quotes, counted_at, counted.inside, *counted.interval, counted.ratio)
