"""The letter that tells admins what the weekly look found newly off."""

from collections.abc import Sequence

from foundation.mail.letters import Letter, Sample
from matcher.drift.words import FEES, Line


def drift_letter(fresh: Sequence[Line], base_url: str) -> Letter:
    """Name each thing that was not off the last time."""
    number = "1 thing is" if len(fresh) == 1 else f"{len(fresh)} things are"
    return Letter(
        f"Ranking: {number} newly off",
        (
            "The weekly look at the ranking found what it did not find the last time.",
            "\n".join(f"- {line.text}" for line in fresh),
            "Nothing was changed: what ranks stays until an admin decides.",
        ),
        action="See what was found",
        link=f"{base_url}/admin/models/drift/",
    )


def samples(base_url: str) -> tuple[Sample, ...]:
    """Give the letter with invented contents."""
    text = (
        "Firms quote more than we estimate. 9 of 22 quotes lie inside what we estimated; in the middle they are 1.24 "
        "times the estimate."
    )
    letter = drift_letter([Line("fee_ratio", FEES, text)], base_url)
    return (Sample("Something of the ranking is newly off", "the platform's admins", letter),)
