"""The letter to somebody whom a comment mentions."""

from foundation.mail.letters import Letter, Sample


def mention_letter(by: str, buyer: str, question: str, said: str, page: str) -> Letter:
    """Give question and comment as they stand; `page` is the full address of the question."""
    return Letter(
        f"{by} mentioned you in {buyer}'s questionnaire",
        (f"{by} mentioned you in a comment on a question of {buyer}'s questionnaire.",),
        (("About the question", question), (f"{by} said", said)),
        "Open the question",
        page,
    )


def samples(base_url: str) -> tuple[Sample, ...]:
    """Give the letter with invented contents."""
    letter = mention_letter(
        "Robin Ashby",
        "Globex",
        "Do you run a bug bounty programme?",
        "@Alex Fenn, is there one for the mobile app?\nThe control names only the website.",
        f"{base_url}/questionnaires/…/answers/…/panel",
    )
    return (Sample("Mentioned in a comment", "whoever is mentioned", letter),)
