"""What is read out of a question."""

import pytest

from questionnaires.answering.claims import claim_of, halves_of
from questionnaires.answering.lexicon import security_lexicon
from questionnaires.answering.question import Asked, understand
from questionnaires.parsing.model import Kind

LEXICON = security_lexicon()


def asked(text: str) -> Asked:
    return understand(text, LEXICON)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Do you encrypt laptops?", Kind.YES_NO),
        ("The supplier shall encrypt laptops.", Kind.YES_NO),
        ("Describe how laptops are encrypted.", Kind.FREE_TEXT),
        ("How often are laptops patched?", Kind.FREE_TEXT),
        ("Please attach a copy of your SOC 2 report.", Kind.EVIDENCE),
        ("Number of employees", Kind.FACT),
    ],
)
def test_kind_is_read_from_the_wording(text: str, kind: Kind) -> None:
    assert asked(text).kind is kind


@pytest.mark.parametrize(
    ("text", "adverse"),
    [
        ("Are shared accounts prohibited?", False),
        ("Do employees share accounts?", True),
        ("Is data ever stored unencrypted?", True),
        ("Is data encrypted?", False),
        ("Have you had a security breach in the last 12 months?", True),
        ("Do you have a plan for a security breach?", False),
        ("Do you sell customer data?", True),
    ],
)
def test_adverse_questions_are_recognised(text: str, adverse: bool) -> None:
    assert asked(text).adverse is adverse


def test_examples_and_list_numbers_are_no_needs() -> None:
    needs = asked("(2) Do you use single sign-on (e.g. Okta, Entra ID)?").claims[0].needs

    assert [need.names for need in needs] == [frozenset({"sso"})]


def test_alternatives_are_one_need() -> None:
    needs = asked("Do you use SSO or MFA?").claims[0].needs

    assert [need.names for need in needs] == [frozenset({"sso", "mfa"})]


def test_request_for_details_behind_a_question_does_not_change_it() -> None:
    question = asked("Are laptops encrypted? Please describe.")

    assert (question.kind, len(question.claims)) == (Kind.YES_NO, 1)


@pytest.mark.parametrize(
    ("text", "follow_up"), [("If yes, describe.", True), ("If no, why not?", False), ("Why?", None)]
)
def test_condition_of_a_follow_up_is_read(text: str, follow_up: bool | None) -> None:
    assert asked(text).follow_up is follow_up


def test_follow_up_without_an_object_asks_about_its_parent() -> None:
    assert asked("If yes, please describe.").about_parent
    assert not asked("If yes, how often are backups tested?").about_parent


def test_section_helps_a_question_that_names_no_object() -> None:
    question = understand("Is it reviewed?", LEXICON, section="Firewall rules")

    assert "firewall" in {name for need in question.claims[0].needs for name in need.names}


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        ("Is data encrypted at rest and in transit?", ["is data encrypted at rest", "is data encrypted in transit"]),
        ("Are backups encrypted and tested?", ["are backups encrypted", "tested"]),
        ("Are backups encrypted?", ["Are backups encrypted?"]),
    ],
)
def test_compound_is_parted_into_halves_that_stand_alone(text: str, halves: list[str]) -> None:
    parted = halves_of(claim_of(text, LEXICON), LEXICON)

    assert [half.text.removesuffix(" ?") for half in parted] == halves


def test_a_claim_without_a_joint_is_its_only_half_and_is_not_read_again() -> None:
    claim = claim_of("Are backups encrypted?", LEXICON)

    assert halves_of(claim, LEXICON)[0] is claim


@pytest.mark.parametrize(
    ("text", "universal"), [("Are backups taken every day?", False), ("Is every laptop encrypted?", True)]
)
def test_every_before_a_unit_says_how_often_and_not_of_how_many(text: str, universal: bool) -> None:
    assert claim_of(text, LEXICON).universal is universal
