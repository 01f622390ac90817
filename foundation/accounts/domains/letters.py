"""The letter that asks whoever keeps a domain's mail."""

from foundation.mail.letters import Letter, Sample


def domain_letter(organisation: str, domain: str, link: str, days: int) -> Letter:
    """Ask whether people of the domain may join the organisation."""
    return Letter(
        f"May people of {domain} join by single sign-on?",
        (
            "Hello,",
            f'this goes to whoever keeps the mail of {domain}. An owner of "{organisation}" on auditmatch wants '
            f"everybody with an address at {domain} to be able to join that organisation by single sign-on, without "
            "an invitation.",
            f"The link holds for {days} days. If you do not know of it, do nothing: nothing changes.",
        ),
        action="If that is right, allow it here",
        link=link,
    )


def samples(base_url: str) -> tuple[Sample, ...]:
    """Give the letter with invented contents."""
    letter = domain_letter("Lanternbrook Payroll", "lanternbrook.example", f"{base_url}/domains/…", 7)
    return (Sample("Domain asked for", "whoever keeps the domain's mail", letter),)
