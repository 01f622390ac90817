"""The last words to whoever deleted an organisation or their account; they name neither."""

from datetime import date

from foundation.mail.letters import Letter, Sample

_NOT_YOU = "If you did not do this yourself, write to whoever runs the service at once."


def organisation_gone(day: date) -> Letter:
    """Tell the owner that their organisation is deleted."""
    return Letter(
        "Your organisation is deleted",
        (
            "Hello,",
            f"on {day} you deleted your organisation on auditmatch, with everything that it kept. What was done in it "
            "stays as lines of a trail without names: when something was done, and what sort of deed it was.",
            f"Nothing can be brought back. {_NOT_YOU} This is the last mail: your address is not kept once it is "
            "sent, unless you belong to another organisation there.",
        ),
    )


def account_gone(day: date) -> Letter:
    """Tell the person that their account is deleted."""
    return Letter(
        "Your account is deleted",
        (
            "Hello,",
            f"on {day} you deleted your account on auditmatch. You are signed out everywhere, and your API tokens "
            "have ended. Your name stays beside what you did in your organisations, until those are deleted.",
            f"{_NOT_YOU} This is the last mail: your address is not kept once it is sent.",
        ),
    )


def samples(_base_url: str) -> tuple[Sample, ...]:
    """Give each letter with invented contents."""
    day = date(2027, 3, 5)
    return (
        Sample("Organisation deleted", "the owner who deleted it", organisation_gone(day)),
        Sample("Account deleted", "the person", account_gone(day)),
    )
