"""The letter that tells somebody that steps are theirs."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from foundation.mail.letters import Letter, Places, Sample

Step = tuple[str, str]
"""What to do, and the path of its page."""


def steps_letter(by: str, criterion: str, due_on: date | None, steps: Sequence[Step], base_url: str) -> Letter:
    """Name the steps for one criterion, each with its page."""
    until = f" by {due_on.day} {due_on:%B %Y}" if due_on else ""
    asked = "this step" if len(steps) == 1 else f"these {len(steps)} steps"
    base = base_url.rstrip("/")
    return Letter(
        f"For you to do: {criterion}{until}",
        (
            f"{by} asks you to do {asked}{until}, so that {criterion} can be covered:",
            Places(tuple((step, f"{base}{path}") for step, path in steps)),
            "When a step is done, say on its page what was done and where it shows. The criterion itself counts as "
            "covered once a control that is in place names it.",
        ),
        action=f"See all steps for {criterion}",
        link=f"{base}/remediation/?{urlencode({'criterion': criterion})}",
    )


def samples(base_url: str) -> tuple[Sample, ...]:
    """Give the letter with invented contents."""
    steps = (
        ("Write down who may approve a vendor.", "/remediation/…"),
        ("Look through the vendors of last year.", "/remediation/…"),
    )
    letter = steps_letter("Robin Ashby", "CC9.2", date(2027, 4, 1), steps, base_url)
    return (Sample("Steps given to somebody", "the person", letter),)
