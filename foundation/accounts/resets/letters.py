"""The letter with a link to choose a new password."""

from foundation.mail.letters import Letter, Sample


def reset_letter(name: str, link: str, minutes: int) -> Letter:
    """Bring the link to whoever has the account."""
    return Letter(
        "Choose a new password",
        (
            f"Hello {name},",
            "somebody, probably you, asked for a new password for auditmatch.",
            f"The link works once and for {minutes} minutes. Choosing a new password signs you out everywhere. If it "
            "was not you, do nothing: your password stays as it is.",
        ),
        action="Choose it here",
        link=link,
    )


def samples(base_url: str) -> tuple[Sample, ...]:
    """Give the letter with invented contents."""
    letter = reset_letter("Robin Ashby", f"{base_url}/password-reset/…", 60)
    return (Sample("New password asked for", "the person", letter),)
