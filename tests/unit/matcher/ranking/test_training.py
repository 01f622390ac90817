"""What outcomes become to learn from, and that nothing later than the moment asked for is in it."""

from datetime import UTC, datetime, timedelta

import pytest

from matcher.outcomes.models import OutcomeKind
from matcher.ranking.features import FEATURES
from matcher.ranking.training import GRADES, LOOKED_AT, SHOWN, grade_of, training_set
from tests.factories.outcomes import NAMES, invented_outcomes, told

AT = datetime(2027, 3, 1, 12, tzinfo=UTC)


def later(minutes):
    return AT + timedelta(minutes=minutes)


def three_shown(run="run-1", at=AT):
    return [told(at, "shown", run, f"F-{place}", place) for place in (1, 2, 3)]


@pytest.mark.parametrize(
    ("history", "grade"),
    [
        (["shown"], 0),
        (["shown", "opened", "compared"], 0),
        (["shown", "dismissed"], 0),
        (["shown", "introduced"], 1),
        (["shown", "introduced", "dismissed"], 1),
        (["shown", "introduced", "quoted"], 2),
        (["shown", "introduced", "quoted", "signed"], 3),
        (["shown", "signed", ("rated", 2.0)], 1),
        (["shown", "signed", ("rated", 2.9)], 1),
        (["shown", "signed", ("rated", 3.0)], 3),
        (["shown", "signed", ("rated", 3.9)], 3),
        (["shown", "signed", ("rated", 4.0)], 4),
        (["shown", "signed", ("rated", 1.0), ("rated", 5.0)], 4),
        (["shown", "signed", ("rated", 5.0), ("rated", 1.0)], 1),
        (["shown", "introduced", ("rated", 5.0)], 1),
    ],
)
def test_a_firm_is_graded_by_what_came_of_it(history, grade):
    events = [told(later(n), *((one,) if isinstance(one, str) else (one[0],))) for n, one in enumerate(history)]
    events = [
        event if isinstance(one, str) else told(event.at, one[0], value=one[1])
        for event, one in zip(events, history, strict=True)
    ]

    assert grade_of(events) == grade


def test_every_kind_of_event_has_its_meaning_here():
    assert {SHOWN, *LOOKED_AT} == {kind.value for kind in OutcomeKind}
    assert set(GRADES) <= {kind.value for kind in OutcomeKind}


def test_later_events_change_not_a_byte():
    known = list(invented_outcomes(40, AT))
    as_of = AT + timedelta(hours=20)
    before = training_set((event for event in known if event.at <= as_of), as_of)

    after = training_set([*reversed(known), told(as_of + timedelta(microseconds=1), "signed", known[0].run_id)], as_of)

    assert after.fingerprint == before.fingerprint
    assert (after.rows.tobytes(), after.grades.tobytes()) == (before.rows.tobytes(), before.grades.tobytes())
    assert len(before.shown_at) == 21


def test_an_event_of_that_very_moment_counts_and_one_just_after_does_not():
    events = [*three_shown(), told(later(5), "introduced", firm="F-2", position=2)]

    assert training_set(events, later(5)).grades.tolist() == [0, 1, 0]
    assert training_set(events, later(4)).grades.tolist() == [0, 0, 0]


def test_intakes_stand_in_the_order_they_were_shown_and_firms_by_their_place():
    events = [*three_shown("b", later(1)), *three_shown("a", later(2))][::-1]

    found = training_set(events, later(9))

    assert found.shown_at == (later(1), later(2))
    assert found.groups.tolist() == [0, 0, 0, 1, 1, 1]
    assert found.positions.tolist() == [1, 2, 3, 1, 2, 3]


def test_firms_never_looked_at_count_for_nothing_where_another_was_opened():
    events = [
        *three_shown(),
        told(later(1), "opened", firm="F-1"),
        told(later(2), "introduced", firm="F-3", position=3),
        *three_shown("run-2"),
        told(later(3), "introduced", "run-2", "F-1"),
    ]

    found = training_set(events, later(9))

    assert found.weights.tolist() == [1, 0, 1, 1, 1, 1]
    assert found.looked.tolist() == [True, False, True, True, False, False]


def test_a_firm_asked_that_was_not_shown_gives_no_row_and_is_counted():
    events = [*three_shown(), told(later(1), "introduced", firm="F-9", position=4, probability=None)]

    found = training_set(events, later(9))

    assert len(found.rows) == 3
    assert found.with_outcomes.tolist() == []
    assert found.asked_unshown == 1


def test_places_of_features_are_kept_and_one_that_is_not_there_is_unknown():
    shown = told(AT, "shown", features={"price": 0.9})

    row = training_set([shown], AT).rows[0].tolist()

    assert row[NAMES.index("price")] == 0.9
    assert row[NAMES.index("industry_depth")] == 0.3
    assert len(row) == len(FEATURES)


def test_nothing_known_gives_no_rows():
    found = training_set([], AT)

    assert found.rows.shape == (0, len(FEATURES))
    assert found.until(AT).shown_at == found.after(None).shown_at == ()


def test_a_set_falls_apart_by_intakes_and_never_through_one():
    known = training_set(invented_outcomes(10, AT), AT + timedelta(days=9))
    moment = known.shown_at[6]

    earlier, rest = known.until(moment), known.after(moment)

    assert (len(earlier.shown_at), len(rest.shown_at)) == (7, 3)
    assert rest.groups.tolist() == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert [*earlier.rows.ravel(), *rest.rows.ravel()] == known.rows.ravel().tolist()
