"""What the learnt judge may answer where the rules know no wording, and what stops it however sure it is."""

import pytest

from questionnaires.answering.answer import Verdict
from questionnaires.answering.judge.judge import Judgement
from questionnaires.answering.knowledge import Source, control_source
from questionnaires.answering.lexicon import security_lexicon
from questionnaires.answering.question import Asked, understand
from questionnaires.answering.second_opinion import Opinion, doubts_about, may_be_asked, second_ruling
from questionnaires.answering.support import support_of
from questionnaires.answering.verdict import Reason, Ruling
from questionnaires.controls.records import ControlRecord, ControlStatus
from questionnaires.parsing.kinds import kind_of

LEXICON = security_lexicon()
SURE, FRIENDLY, ADVERSE, TORN = 0.99, 0.01, 0.9, 0.3


def source(statement: str, status: ControlStatus = ControlStatus.IMPLEMENTED) -> Source:
    return control_source(ControlRecord("C-1", "Restore tests", statement, ("A1.3",), status), LEXICON)


def asked(text: str) -> Asked:
    return understand(text, LEXICON, kind=kind_of(text, None))


def ruled(
    text: str,
    statement: str,
    *,
    likely: float = SURE,
    adverse: float = FRIENDLY,
    threshold: float = 0.8,
    **state: ControlStatus,
) -> Ruling | None:
    question = asked(text)
    supports = {0: [support_of(claim, source(statement, **state), 0.5, LEXICON) for claim in question.claims]}
    return second_ruling(Opinion({0: Judgement(likely, ())}, adverse), supports, question, threshold)


def verdict(text: str, statement: str, **more: object) -> Verdict | None:
    ruling = ruled(text, statement, **more)  # type: ignore[arg-type]  # the arguments of `ruled`
    return ruling.verdict if ruling else None


QUESTION, STATEMENT = "Do you try reading your spare copies back?", "Restores are rehearsed with every new release."


def test_a_sure_judge_says_yes_where_nothing_stands_against_it() -> None:
    assert verdict(QUESTION, STATEMENT) is Verdict.YES


@pytest.mark.parametrize(("likely", "expected"), [(0.79, None), (0.8, Verdict.YES)])
def test_the_threshold_is_reached_from_below(likely: float, expected: Verdict | None) -> None:
    assert verdict(QUESTION, STATEMENT, likely=likely) is expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (ControlStatus.PARTIAL, Verdict.PARTIAL),
        (ControlStatus.PLANNED, Verdict.NEEDS_INPUT),
        (ControlStatus.NOT_IMPLEMENTED, Verdict.NEEDS_INPUT),
        (ControlStatus.NOT_APPLICABLE, None),
    ],
)
def test_the_state_of_a_control_bounds_the_answer(status: ControlStatus, expected: Verdict | None) -> None:
    assert verdict(QUESTION, STATEMENT, status=status) is expected


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("Do you try reading spare copies back every week?", "Restores are rehearsed every quarter."),
        ("Do you try reading spare copies back as ISO 22301 asks?", STATEMENT),
        ("Do you try reading copies held in Veeam back?", STATEMENT),
        ("Do you try reading spare copies back only in Germany?", "Restores are rehearsed in Germany."),
        ("Do you try reading spare copies back?", "Restores will be rehearsed next year."),
    ],
    ids=["number", "standard", "proper name", "restriction", "plan"],
)
def test_what_the_evidence_does_not_bear_out_stops_a_sure_judge(question: str, statement: str) -> None:
    assert verdict(question, statement) is not Verdict.YES


def test_a_proper_name_that_stands_in_the_evidence_stops_nothing() -> None:
    assert verdict("Do you read the copies in Veeam back?", "Veeam restores are rehearsed.") is Verdict.YES


def test_evidence_that_denies_what_is_asked_for_gives_no_yes() -> None:
    statement = "Our staff rehearse restores. Customers do not get backups."

    assert verdict("Do you hand backups over?", statement) is not Verdict.YES


@pytest.mark.parametrize(
    ("adverse", "expected"), [(ADVERSE, Verdict.NO), (TORN, Verdict.NEEDS_INPUT), (FRIENDLY, Verdict.YES)]
)
def test_the_direction_of_the_question_decides_between_yes_and_no(adverse: float, expected: Verdict) -> None:
    assert verdict(QUESTION, STATEMENT, adverse=adverse) is expected


def test_a_direction_that_is_not_quite_clear_goes_to_a_person() -> None:
    ruling = ruled(QUESTION, STATEMENT, adverse=0.15)

    assert ruling is not None
    assert (ruling.verdict, ruling.reasons) == (Verdict.YES, (Reason.POLARITY,))


@pytest.mark.parametrize(
    ("reasons", "expected"),
    [
        ((), True),
        ((Reason.NOTHING,), True),
        ((f"{Reason.QUALIFIER}: tape", f"{Reason.HALF}: and tested"), True),
        ((f"{Reason.STANDARD}: FIPS 140-3",), False),
        ((Reason.PLANNED,), False),
        ((f"{Reason.QUALIFIER}: tape", Reason.POLARITY), False),
    ],
)
def test_only_a_want_of_words_is_open_to_a_second_opinion(reasons: tuple[str, ...], expected: bool) -> None:
    assert may_be_asked(Verdict.NEEDS_INPUT, reasons) is expected


def test_an_answer_of_the_rules_needs_no_second_opinion() -> None:
    assert not may_be_asked(Verdict.YES, ())


@pytest.mark.parametrize(("adverse", "doubted"), [(0.5, False), (0.51, True)])
def test_a_yes_to_what_sounds_adverse_is_taken_back(adverse: float, doubted: bool) -> None:
    question = asked("Do you rehearse restores?")
    support = support_of(question.claims[0], source("Restores are rehearsed."), 0.5, LEXICON)

    assert bool(doubts_about(Verdict.YES, [Ruling(Verdict.YES, (), support)], adverse)) is doubted


def test_a_no_that_hangs_on_words_is_taken_back_when_the_question_sounds_friendly() -> None:
    question = asked("Do you rehearse restores?")
    support = support_of(question.claims[0], source("Restores are not rehearsed."), 0.5, LEXICON)

    assert support.sign < 0
    assert doubts_about(Verdict.NO, [Ruling(Verdict.NO, (), support)], FRIENDLY) == (Reason.POLARITY,)
    assert doubts_about(Verdict.NO, [Ruling(Verdict.NO, (), support)], ADVERSE) == ()


@pytest.mark.parametrize(("gap", "expected"), [(0.29, Verdict.YES), (0.3, Verdict.NEEDS_INPUT)])
def test_a_gap_that_the_question_may_be_about_is_not_passed_over_for_a_likelier_control(
    gap: float, expected: Verdict
) -> None:
    question = asked(QUESTION)
    sources = (source(STATEMENT), source("Spare copies are read back.", ControlStatus.NOT_IMPLEMENTED))
    supports = {
        at: [support_of(claim, one, 0.5, LEXICON) for claim in question.claims] for at, one in enumerate(sources)
    }
    opinion = Opinion({0: Judgement(SURE, ()), 1: Judgement(gap, ())}, FRIENDLY)

    ruling = second_ruling(opinion, supports, question, 0.8)

    assert ruling is not None
    assert ruling.verdict is expected
