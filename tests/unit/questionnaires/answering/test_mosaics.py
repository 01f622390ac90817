"""Concepts that a sentence names by words apart, and what stands between the words of a phrase."""

import pytest

from questionnaires.answering.claims import claim_of
from questionnaires.answering.knowledge import Knowledge, control_source
from questionnaires.answering.lexicon import security_lexicon
from questionnaires.answering.mosaics import mosaic_names, mosaics_in
from questionnaires.answering.question import understand
from questionnaires.answering.reading import read
from questionnaires.controls.records import ControlRecord, ControlStatus
from questionnaires.facts.records import Fact

LEXICON = security_lexicon()


def needs_of(question: str, own: frozenset[str] = frozenset()) -> list[str]:
    return sorted(name for need in claim_of(question, LEXICON, own).strong for name in need.names)


@pytest.mark.parametrize(
    ("sentence", "concept"),
    [
        ("Is an account locked after too many wrong passwords?", "lockout"),
        ("Do developers' changes get a look from another programmer?", "code_review"),
        ("Are keys replaced when they grow old: encryption keys renewed yearly?", "key_rotation"),
    ],
)
def test_words_apart_name_a_concept(sentence: str, concept: str) -> None:
    assert concept in needs_of(sentence)


def test_words_far_apart_name_nothing_together() -> None:
    far = "Guess how the many different people of the firm who came last year would lock it"

    assert mosaics_in(read(far, LEXICON), LEXICON) == []


def test_title_and_sentence_name_a_concept_together() -> None:
    title, sentence = read("Audit log", LEXICON), read("Kept 400 days.", LEXICON)

    assert "log_retention" in mosaic_names((title, sentence), LEXICON)


def test_articles_inside_a_phrase_do_not_hide_it() -> None:
    assert needs_of("Is there a review of the accounts?") == ["access_review"]


def test_every_mosaic_is_made_of_known_concepts_and_at_least_one_word() -> None:
    known = LEXICON.data["concepts"].keys() | LEXICON.data["mosaics"].keys()
    mosaics = [mosaic for group in LEXICON.mosaics.values() for mosaic in group]

    assert [mosaic for mosaic in mosaics if not mosaic.names <= known or not mosaic.words | mosaic.names] == []


def test_own_product_names_are_no_needs() -> None:
    knowledge = Knowledge((), facts=(Fact("products", "Plumbline Ledger"),))

    assert needs_of("Does Plumbline Ledger encrypt data at rest?", knowledge.own_stems) == ["encryption_at_rest"]


def test_policy_named_by_a_control_counts_as_its_own() -> None:
    control = ControlRecord(
        "X", "Rules", "Approved by the board.", (), ControlStatus.IMPLEMENTED, policy="Security policy"
    )

    assert "security_policy" in control_source(control, LEXICON).passages[0].implied


def test_statement_before_a_bare_question_is_what_is_asked() -> None:
    asked = understand("Backups must be taken hourly. Do you meet this?", LEXICON)

    assert [need.names for claim in asked.claims for need in claim.strong] == [frozenset({"backup"})]


def test_contrast_is_no_need() -> None:
    assert needs_of("Do you test backups rather than trusting the vendor?") == ["backup_test"]


def test_buyers_own_things_are_no_needs() -> None:
    assert needs_of("Can our zookeepers use single sign-on?") == ["sso"]


@pytest.mark.parametrize(
    ("text", "loophole"),
    [
        ("Is TLS 1.0 still in use?", True),
        ("Could a developer read customer data?", True),
        ("Can customers export their data?", False),
        ("Do you encrypt data?", False),
    ],
)
def test_wording_that_looks_for_a_gap_is_recognised(text: str, loophole: bool) -> None:
    assert understand(text, LEXICON).loophole is loophole


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Separate accounts, no routes between", [1, -1]),
        ("Single sign-on on every plan at no charge", [1, -1]),
        ("Passwords can be changed without asking anybody", [1]),
        ("Data is stored without encryption", [-1]),
    ],
)
def test_negation_reaches_no_further_than_its_clause(text: str, signs: list[int]) -> None:
    reading = read(text, LEXICON)

    assert [clause.sign for clause in reading.clauses] == signs
