"""The letter that invites somebody into an organisation."""

from datetime import UTC, datetime

from foundation.mail.letters import Letter, Sample


def invitation_letter(organisation: str, inviter: str, role: str, expires_at: datetime, link: str) -> Letter:
    """Bring the link to whoever is invited."""
    return Letter(
        f"{inviter} invites you to {organisation} on auditmatch",
        (
            "Hello,",
            f"{inviter} invites you to {organisation} on auditmatch, in the role {role}.",
            f"The link works once, until {expires_at:%Y-%m-%d %H:%M} UTC. If you do not know {inviter}, ignore this "
            "mail.",
        ),
        action="Accept here",
        link=link,
    )


def samples(base_url: str) -> tuple[Sample, ...]:
    """Give the letter with invented contents."""
    until = datetime(2027, 3, 5, 14, 30, tzinfo=UTC)
    letter = invitation_letter("Lanternbrook Payroll", "Robin Ashby", "Sales", until, f"{base_url}/invitations/…")
    return (Sample("Invitation", "whoever is invited", letter),)
