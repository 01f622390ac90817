"""What the directory says of a firm's vetting where the ledger has no check of it: pure."""

from dataclasses import dataclass
from datetime import date

from matcher.firms.profile import FirmProfile
from matcher.firms.wording import day_in_words, in_words

COVERS = {True: "covers SOC work", False: "does not cover SOC work", None: "whether it covers SOC work is not known"}


@dataclass(frozen=True, slots=True)
class VettedFact:
    """What is known of one thing: the finding, when it was looked up, until when it holds, and where."""

    title: str
    finding: str
    checked_on: date | None = None
    valid_until: date | None = None
    source: str | None = None


def licence_fact(firm: FirmProfile) -> VettedFact | None:
    """Give the firm's licence; None when nobody ever looked it up."""
    if firm.licence_checked_on is None:
        return None
    licence = " ".join(filter(None, (firm.licence_state, firm.licence_number)))
    title, finding = f"CPA firm licence {licence}".strip(), in_words("", firm.licence_status)
    return VettedFact(title, finding, firm.licence_checked_on, firm.licence_expires_on, firm.licence_source)


def peer_review_fact(firm: FirmProfile) -> VettedFact | None:
    """Give the review of the firm's practice; None when nothing is known of one."""
    if firm.peer_review_type is None and firm.peer_review_rating is None:
        return None
    reviewed = f"{in_words('', firm.peer_review_type)} review" if firm.peer_review_type else "Type not known"
    finding = f"{reviewed}: {in_words('', firm.peer_review_rating).lower()}; {COVERS[firm.peer_review_covers_soc]}"
    ended_on = firm.peer_review_period_end
    period = f"; period to {day_in_words(ended_on)}" if ended_on else ""
    return VettedFact("Peer review", finding + period, source=firm.peer_review_source)


def opinion_fact(firm: FirmProfile) -> VettedFact | None:
    """Give its word on opinions; None when it is not known."""
    if firm.guarantees_clean_opinion is None:
        return None
    return VettedFact("Promises a clean opinion", in_words("", firm.guarantees_clean_opinion))
