"""What a check found, as anyone may read it: pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from matcher.firms.vetted import COVERS
from matcher.firms.wording import day_in_words, in_words, range_in_words, spelt
from matcher.firms.words import LicenceStatus, PeerReviewRating, PeerReviewType
from matcher.vetting.grading import LOOKED_FOR, RedFlag, grade_of


def state_code(text: str) -> str:
    """Write a state as it is compared: two letters are capitals; what is too long to be one is empty.

    >>> state_code(" oh "), state_code("Ohio"), state_code("")
    ('OH', 'Ohio', '')
    """
    tidy = " ".join(text.split())
    return tidy.upper() if len(tidy) == 2 else tidy[:40]


def licence(status: LicenceStatus, number: str | None) -> str:
    """Say what a state board said."""
    said = "The board does not know it" if status is LicenceStatus.UNKNOWN else spelt(status)
    return f"{said}, number {number}" if number else said


def peer_review(values: Mapping[str, Any]) -> str:
    """Say a peer review, given the values of its columns."""
    kind: PeerReviewType | None = values["peer_review_type"]
    if kind in (None, PeerReviewType.NONE):
        return "None"
    rating: PeerReviewRating | None = values["peer_review_rating"]
    ended_on: date | None = values["peer_review_period_end"]
    period = f"; period to {day_in_words(ended_on)}" if ended_on else ""
    covers = COVERS[values["peer_review_covers_soc"]]
    return f"{in_words('', kind)} review: {in_words('', rating).lower()}; {covers}{period}"


def insurance(insured: bool, amount_usd: int | None) -> str:
    """Say whether and for how much a firm is insured."""
    if not insured:
        return "Not insured"
    return "Insured" if amount_usd is None else f"Insured for ${amount_usd:,}"


def sample_report(flags: Sequence[RedFlag]) -> str:
    """Say the grade of a sample report with the red flags behind it."""
    grade = f"Grade {grade_of(flags)}"
    if not flags:
        return f"{grade}: no red flag found"
    return f"{grade}, for {len(flags)} red {'flag' if len(flags) == 1 else 'flags'}: " + "; ".join(
        LOOKED_FOR[flag][:1].lower() + LOOKED_FOR[flag][1:] for flag in flags
    )


def fees(values: Mapping[str, Any]) -> str:
    """Say what a firm asks for, given the values of its columns."""
    one = range_in_words(values["type_1_fee_min_usd"], values["type_1_fee_max_usd"], unit="$")
    two = range_in_words(values["type_2_fee_min_usd"], values["type_2_fee_max_usd"], unit="$")
    extra = values["fee_per_extra_category_pct"]
    adds = "" if extra is None else f"; each further category adds {extra:g} %"
    return f"Type 1: {one.lower()}; Type 2: {two.lower()}{adds}"


def capacity(values: Mapping[str, Any]) -> str:
    """Say when a firm can begin, given the values of its columns."""
    slots, start = values["open_slots"], values["next_start_on"]
    said = [] if slots is None else [f"{slots} open {'slot' if slots == 1 else 'slots'}"]
    said += [f"next start {day_in_words(start)}"] if start else []
    return ", ".join(said)
