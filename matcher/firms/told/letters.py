"""The letter that tells a firm what of its words was taken back."""

from foundation.mail.letters import Letter, Sample


def taken_back_letter(firm: str, values: tuple[tuple[str, str], ...], reason: str) -> Letter:
    """Say which fields went back to which value, and why; `values`: title and value as it stands again."""
    return Letter(
        f"{firm}: something you told was taken back",
        (
            f"Of what you told us about {firm}, what stands below was taken back. The reason:",
            reason,
            "You can tell it anew on your profile page.",
        ),
        tuple((title, f"back to {value}") for title, value in values),
    )


def samples(_base_url: str) -> tuple[Sample, ...]:
    """Give the letter with invented contents."""
    letter = taken_back_letter("Cedar Hollow Assurance", (("CISAs", "4"),), "The register names four.")
    return (Sample("Words taken back", "the firm's people", letter),)
