"""The letter that asks a firm whether its capacity is still right."""

from datetime import date, timedelta

from foundation.mail.letters import Letter, Sample
from matcher.firms.capacity import REMINDED_DAYS, UNCONFIRMED_DAYS, CapacityAge
from matcher.firms.wording import day_in_words


def capacity_letter(firm: str, age: CapacityAge, slots: int | None, start: date | None, base_url: str) -> Letter:
    """Say what was told, how old that is, and what companies read of it."""
    state = (
        "Companies read it as unconfirmed."
        if age.is_unconfirmed
        else f"After {UNCONFIRMED_DAYS} days companies read it as unconfirmed."
    )
    known = (("Next start", day_in_words(start)),) if start else ()
    return Letter(
        f"{firm}: is your capacity still right?",
        (
            f"{firm} told its capacity {age.words}. {state}",
            "Where nothing changed, one click says so. You are mailed again in a week if it is still as old then.",
        ),
        (("More engagements", "it is not known how many" if slots is None else str(slots)), *known),
        "Confirm or change it",
        f"{base_url.rstrip('/')}/portal/capacity",
    )


def samples(base_url: str) -> tuple[Sample, ...]:
    """Give the letter with invented contents."""
    today = date(2027, 3, 5)
    age = CapacityAge(today - timedelta(days=REMINDED_DAYS), today)
    letter = capacity_letter("Cedar Hollow Assurance", age, 2, date(2027, 4, 1), base_url)
    return (Sample("Capacity to confirm", "the firm's people", letter),)
