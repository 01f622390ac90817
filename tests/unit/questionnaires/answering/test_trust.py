"""What confidence is worth: read from practice, then from what reviewers decide."""

import pytest

from questionnaires.answering.confidence import Practised
from questionnaires.answering.trust import Trust, learnt_trust, reliability, shipped_trust


def decided(confidence: float, accepted: int, refused: int) -> list[Practised]:
    return [Practised(confidence, accepted=True)] * accepted + [Practised(confidence, accepted=False)] * refused


def test_reliability_counts_answers_of_like_confidence_together() -> None:
    trust = Trust(0.9, practice=tuple(decided(0.95, 9, 1) + decided(0.5, 1, 3)))

    held = reliability(trust)

    assert [(one.low, one.answers, one.confidence, one.accepted) for one in held.bins] == [
        (0.5, 4, 0.5, 0.25),
        (0.9, 10, pytest.approx(0.95), 0.9),
    ]
    assert held.calibration_error == pytest.approx((4 * 0.25 + 10 * 0.05) / 14)
    assert (held.answers, held.accepted, held.unread, held.unread_accepted) == (14, 10, 10, 9)


def test_an_answer_of_full_confidence_stands_in_the_last_group() -> None:
    assert reliability(Trust(1.0, practice=tuple(decided(1.0, 1, 0)))).bins[0].low == 0.9


def test_without_answers_there_is_no_calibration_error() -> None:
    assert reliability(Trust(1.0)).calibration_error is None


@pytest.mark.parametrize(("accepted", "refused"), [(89, 10), (91, 9), (9, 91)])
def test_too_few_decisions_teach_nothing(accepted: int, refused: int) -> None:
    assert learnt_trust(decided(0.9, accepted, refused)) is None


def test_reviewers_who_refuse_more_than_the_model_thinks_lower_its_confidence() -> None:
    trust = learnt_trust(decided(0.95, 60, 40) + decided(0.6, 20, 80))

    assert trust is not None
    assert trust.confidence_of(0.95) == pytest.approx(0.6, abs=0.05)
    assert trust.confidence_of(0.6) == pytest.approx(0.2, abs=0.05)
    assert trust.confidence_of(0.95) > trust.confidence_of(0.6)


def test_decisions_against_the_model_send_everything_to_a_person() -> None:
    trust = learnt_trust(decided(0.95, 10, 90) + decided(0.3, 90, 10))

    assert trust is not None
    assert trust.threshold == 1.0
    assert reliability(trust).unread == 0


def test_a_smaller_budget_never_lets_more_stand_unread() -> None:
    thresholds = [shipped_trust(budget).threshold for budget in (0.0, 0.01, 0.03, 0.1)]

    assert thresholds == sorted(thresholds, reverse=True)


def test_what_the_product_ships_leaves_an_estimate_as_it_is() -> None:
    assert shipped_trust().confidence_of(0.8123) == 0.8123
