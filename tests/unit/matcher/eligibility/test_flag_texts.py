"""Every flag that the gate may raise has its sentence."""

from datetime import date

import pytest

from matcher.eligibility.flags import flag_text
from matcher.eligibility.gate import judge
from matcher.firms.profile import FirmProfile
from matcher.firms.words import LicenceStatus, PeerReviewRating, PeerReviewType, VettingStatus
from matcher.intakes.wanted import Budget
from tests.unit.matcher.dull import TODAY, dull_firm, dull_wanted


def test_a_firm_of_which_little_is_known_has_a_sentence_for_each_flag():
    firm = FirmProfile(
        firm_id="F-1",
        name="Quiet",
        vetting_status=VettingStatus.STALE,
        licence_status=LicenceStatus.ACTIVE,
        licence_checked_on=date(2026, 1, 1),
        peer_review_type=PeerReviewType.SYSTEM,
        peer_review_rating=PeerReviewRating.NOT_YET_DUE,
    )
    wanted = dull_wanted(frameworks=("iso_27001",), headcount=None)

    judgement = judge(wanted, firm, TODAY)

    assert judgement.rules == ()
    assert len(judgement.flags) == 16
    assert all(flag_text(code, wanted, firm, TODAY).endswith(".") for code in judgement.flags)


def test_a_sentence_carries_the_values():
    wanted, firm = dull_wanted(budget_usd=Budget(max=25_000)), dull_firm()

    text = flag_text("may_exceed_budget", wanted, firm, TODAY)

    assert text == "The upper end of its estimated fee, $30,000, is above your budget of $25,000."


@pytest.mark.parametrize("code", ["nonsense", "unknown_nonsense"])
def test_a_code_that_is_no_flag_is_a_bug(code):
    with pytest.raises(ValueError, match="is no flag"):
        flag_text(code, dull_wanted(), dull_firm(), TODAY)
