"""The letter that brings an open question to those who may answer it."""

from urllib.parse import urlencode

from foundation.mail.letters import Letter, Sample


def open_question_letter(by: str, question: str, note: str, base_url: str) -> Letter:
    """Say who was asked what; `note` is what they add, perhaps nothing."""
    noted = (("Note", note),) if note else ()
    return Letter(
        f"Open question: {question}",
        (
            f"{by} was asked something that your controls, facts and approved answers do not answer.",
            "Once a control, fact or approved answer says it, everybody gets the answer there.",
        ),
        (("Question", question), *noted),
        "Open the question",
        f"{base_url.rstrip('/')}/ask/?{urlencode({'question': question})}",
    )


def samples(base_url: str) -> tuple[Sample, ...]:
    """Give the letter with invented contents."""
    letter = open_question_letter(
        "Robin Ashby", "Do you run a bug bounty programme?", "Globex asks, by Thursday.", base_url
    )
    return (Sample("Open question sent to security", "whoever may approve answers", letter),)
