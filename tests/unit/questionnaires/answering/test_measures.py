"""Numbers, units and directions, in the base unit of each dimension."""

import pytest

from questionnaires.answering.bounds import Kept, check_bounds
from questionnaires.answering.claims import claim_of
from questionnaires.answering.lexicon import security_lexicon
from questionnaires.answering.measures import Direction
from questionnaires.answering.reading import read

LEXICON = security_lexicon()


@pytest.mark.parametrize(
    ("text", "dimension", "value", "direction"),
    [
        ("within 24 hours", "duration", 24.0, Direction.AT_MOST),
        ("for at least two weeks", "duration", 336.0, Direction.AT_LEAST),
        ("no later than 3 days", "duration", 72.0, Direction.AT_MOST),
        ("a minimum of 12 characters", "characters", 12.0, Direction.AT_LEAST),
        ("TLS 1.2 or higher", "tls_version", 1.2, Direction.AT_LEAST),
        ("every 6 months", "period", 4380.0, None),
        ("within a week", "duration", 168.0, Direction.AT_MOST),
        ("once a year", "period", 8760.0, Direction.AT_MOST),
        ("four times a day", "period", 6.0, Direction.AT_MOST),
        ("within forty-five days", "duration", 1080.0, Direction.AT_MOST),
        ("for a hundred days", "duration", 2400.0, None),
        ("one hundred and eighty days", "duration", 4320.0, None),
        ("four hundred eighty-five days", "duration", 11640.0, None),
        ("half a day", "duration", 12.0, None),
        ("quarterly", "period", 2190.0, Direction.AT_MOST),
        ("in the last 12 months", "lookback", 8760.0, None),
        ("99.9% uptime", "percent", 99.9, None),
    ],
)
def test_measure_is_read(text: str, dimension: str, value: float, direction: Direction | None) -> None:
    measure = read(text.replace("%", " percent"), LEXICON).measures[0]

    assert (measure.dimension, measure.value, measure.direction) == (dimension, value, direction)


@pytest.mark.parametrize(
    ("question", "evidence", "kept"),
    [
        ("Are logs retained for at least 12 months?", "Logs are retained for 365 days.", Kept.KEPT),
        ("Are logs retained for at least 12 months?", "Logs are retained for 11 months.", Kept.BROKEN),
        ("Are passwords at least 12 characters?", "Passwords have 12 characters.", Kept.KEPT),
        ("Are passwords at least 12 characters?", "Passwords have 11 characters.", Kept.BROKEN),
        ("Is the RTO under 4 hours?", "The RTO is 4 hours.", Kept.KEPT),
        ("Is the RTO under 4 hours?", "The RTO is 5 hours.", Kept.BROKEN),
        ("Is access reviewed at least annually?", "Access is reviewed quarterly.", Kept.KEPT),
        ("Is access reviewed quarterly?", "Access is reviewed annually.", Kept.BROKEN),
        ("Is access reviewed quarterly?", "Access is reviewed.", Kept.SILENT),
        ("Is TLS 1.2 or higher used?", "TLS 1.3 is used.", Kept.KEPT),
        ("Is TLS 1.3 used?", "TLS 1.2 is used.", Kept.BROKEN),
        ("Is the RPO 2 hours or less?", "The RTO is 8 hours and the RPO is 1 hour.", Kept.KEPT),
        ("Is the RTO 2 hours or less?", "The RTO is 8 hours and the RPO is 1 hour.", Kept.BROKEN),
    ],
)
def test_bound_is_held_against_the_evidence(question: str, evidence: str, kept: Kept) -> None:
    bounds = check_bounds(claim_of(question, LEXICON), read(evidence, LEXICON), (), LEXICON)

    assert [bound.kept for bound in bounds] == [kept]


def test_frequency_field_speaks_where_the_statement_is_silent() -> None:
    claim = claim_of("Is access reviewed quarterly?", LEXICON)
    field = read("quarterly", LEXICON).measures

    assert check_bounds(claim, read("Access is reviewed.", LEXICON), field, LEXICON)[0].kept is Kept.KEPT


def test_a_better_time_is_a_shorter_one_and_a_better_protocol_a_higher_one():
    [time] = read("Is the recovery time objective 4 hours or better?", LEXICON).measures
    [protocol] = read("Do you require TLS 1.2 or better?", LEXICON).measures

    assert (time.direction, protocol.direction) == (Direction.AT_MOST, Direction.AT_LEAST)


def test_silence_about_a_thing_is_not_harmless_once_all_of_them_are_asked_for():
    [some] = [need for need in claim_of("Is EDR on servers?", LEXICON).needs if "server" in need.names]
    [every] = [need for need in claim_of("Is EDR on all servers?", LEXICON).needs if "server" in need.names]

    assert (some.ignorable, every.ignorable) == (True, False)
