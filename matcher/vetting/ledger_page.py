"""The ledger of a firm as its page shows it, and the counts as they are drawn: pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from matcher.firms.profile import FirmProfile
from matcher.firms.wording import spelt
from matcher.firms.words import VettingStatus
from matcher.vetting.effects import still_stands
from matcher.vetting.facts import REQUIRED, TITLES, Fact
from matcher.vetting.models import VettingCheck
from matcher.vetting.queries import SOON
from matcher.vetting.requirements import found_by


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A check that counts, and what there is to say of it today."""

    check: VettingCheck
    is_stale: bool
    is_due: bool
    is_overtaken: bool


@dataclass(frozen=True, slots=True)
class LedgerFact:
    """One fact with its checks; none: it is not checked."""

    fact: Fact
    title: str
    is_required: bool
    lines: tuple[LedgerLine, ...]

    @property
    def another(self) -> str | None:
        """What else may be checked beside what is; None: there is one such thing of a firm."""
        states = (Fact.FIRM_LICENCE, Fact.SIGNER_LICENCE)
        return "Another state" if self.fact in states else "Another framework" if self.fact is Fact.CREDENTIAL else None


def ledger_of(firm: FirmProfile, checks: Iterable[VettingCheck], today: date) -> tuple[LedgerFact, ...]:
    """Give every fact, in their order, with the checks that count."""
    lines: dict[Fact, list[LedgerLine]] = {fact: [] for fact in Fact}
    for check in checks:
        overtaken = not still_stands(firm, found_by(check))
        lines[check.fact].append(LedgerLine(check, check.is_past(today), check.due_on <= today + SOON, overtaken))
    return tuple(LedgerFact(fact, TITLES[fact], fact in REQUIRED, tuple(lines[fact])) for fact in Fact)


def chart(counts: Mapping[VettingStatus, int]) -> dict[str, object]:
    """Give the bars of where firms stand."""
    return {"labels": [spelt(status) for status in counts], "firms": list(counts.values())}
