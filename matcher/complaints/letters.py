"""The letters of complaints. Neither repeats what was complained of: it may be private."""

from foundation.mail.letters import Letter, Sample
from matcher.introductions.states import Party


def raised_letter(party: Party, link: str) -> Letter:
    """Tell an admin that somebody complained."""
    return Letter(
        "A complaint waits for an answer",
        (f"A {party} complained about an introduction. What it wrote stands on the page of the complaint.",),
        action="Read and answer it",
        link=link,
    )


def answered_letter(answer: str, link: str) -> Letter:
    """Tell whoever complained what the platform answers."""
    return Letter(
        "Your complaint was answered",
        ("The platform answered your complaint:", answer),
        action="See the introduction",
        link=link,
    )


def samples(base_url: str) -> tuple[Sample, ...]:
    """Give each letter with invented contents."""
    return (
        Sample("Complaint raised", "the platform's admin", raised_letter(Party.FIRM, f"{base_url}/admin/complaints/…")),
        Sample(
            "Complaint answered",
            "whoever complained",
            answered_letter("The request was withdrawn; nothing was disclosed.", f"{base_url}/introductions/…"),
        ),
    )
