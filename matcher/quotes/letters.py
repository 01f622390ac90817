"""The letter that tells a company of a quote."""

from foundation.mail.letters import Letter, Sample
from matcher.eligibility.wording import dollars


def quote_letter(firm: str, number: int, fee_usd: int, page: str) -> Letter:
    """Say that a firm quoted, or quoted anew; `page` is the full address of the comparison."""
    anew = number > 1
    return Letter(
        f"{firm} {'changed its quote' if anew else 'sent you a quote'}",
        (
            f"{firm} {f'sent quote {number}, which takes the place of the one before' if anew else 'quotes'}: a fixed "
            f"fee of {dollars(fee_usd)}. Travel, further categories and help with readiness may come on top; the "
            "comparison says what is in the fee and what the firm did not say.",
        ),
        action="Compare your quotes",
        link=page,
    )


def samples(base_url: str) -> tuple[Sample, ...]:
    """Give each letter with invented contents."""
    letter = quote_letter("Cedar Hollow Assurance", 1, 24_000, f"{base_url}/introductions/quotes/…")
    return (Sample("Quote", "the company", letter),)
