"""How sure an answer must be to stand without a person."""

from foundation.config import Settings
from questionnaires.answering.confidence import AUTO_THRESHOLD


def test_settings_and_engine_agree_on_the_confidence_that_needs_no_review() -> None:
    assert Settings().auto_threshold == AUTO_THRESHOLD == 0.85
