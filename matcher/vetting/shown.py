"""What anyone may read of a firm's vetting: each fact with its dates, and what is not checked. Names of admins stay."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from matcher.firms.profile import FirmProfile
from matcher.firms.vetted import VettedFact, licence_fact, opinion_fact, peer_review_fact
from matcher.firms.wording import in_words, link_of
from matcher.firms.words import VettingStatus
from matcher.vetting.effects import still_stands
from matcher.vetting.facts import TITLES, Fact
from matcher.vetting.models import VettingCheck
from matcher.vetting.requirements import found_by

_IN_DIRECTORY: Mapping[Fact, Callable[[FirmProfile], VettedFact | None]] = {
    Fact.FIRM_LICENCE: licence_fact,
    Fact.PEER_REVIEW: peer_review_fact,
    Fact.CLEAN_OPINION: opinion_fact,
}
"""What the gate looks at: shown also where it stands in the directory without a check."""


@dataclass(frozen=True, slots=True)
class ShownFact:
    """One fact as a line of the dated list."""

    fact: VettedFact
    is_check: bool
    """A check of the ledger; else the directory has it without one."""
    is_confirmed: bool = False
    is_stale: bool = False
    is_overtaken: bool = False
    """The directory says something else since."""

    @property
    def link(self) -> str | None:
        """The source's address, when it is one."""
        return link_of(self.fact.source)


@dataclass(frozen=True, slots=True)
class ShownVetting:
    """The dated list, and the titles of what is not checked."""

    status: str
    is_stale: bool
    verified_on: date | None
    facts: tuple[ShownFact, ...]
    not_checked: tuple[str, ...]


def shown_vetting(firm: FirmProfile, checks: Iterable[VettingCheck], today: date) -> ShownVetting:
    """Give the dated list of a firm from its current checks, in the order of facts."""
    of_fact: dict[Fact, list[VettingCheck]] = {fact: [] for fact in Fact}
    for check in checks:
        of_fact[check.fact].append(check)
    shown = [line for fact in Fact for line in _lines(firm, fact, of_fact[fact], today)]
    unchecked = [TITLES[fact] for fact in Fact if not of_fact[fact] and not _in_directory(firm, fact)]
    counts = firm.vetting_status in (VettingStatus.VERIFIED, VettingStatus.STALE)
    stale = firm.vetting_status is VettingStatus.STALE
    status = in_words("", firm.vetting_status or VettingStatus.CANDIDATE)
    return ShownVetting(status, stale, firm.verified_on if counts else None, tuple(shown), tuple(unchecked))


def _lines(firm: FirmProfile, fact: Fact, checks: list[VettingCheck], today: date) -> list[ShownFact]:
    lines = [_checked(firm, check, today) for check in checks]
    said = _in_directory(firm, fact)
    if said is not None and all(
        line.is_overtaken or not check.cells for line, check in zip(lines, checks, strict=True)
    ):
        lines.append(ShownFact(said, is_check=False))
    return lines


def _checked(firm: FirmProfile, check: VettingCheck, today: date) -> ShownFact:
    return ShownFact(
        VettedFact(check.title, check.finding, check.checked_on, check.valid_until, check.source),
        is_check=True,
        is_confirmed=check.confirmed_at is not None,
        is_stale=check.is_past(today),
        is_overtaken=not still_stands(firm, found_by(check)),
    )


def _in_directory(firm: FirmProfile, fact: Fact) -> VettedFact | None:
    return _IN_DIRECTORY[fact](firm) if fact in _IN_DIRECTORY else None
