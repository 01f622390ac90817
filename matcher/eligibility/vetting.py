"""Rules about the firm itself: may it sign, and is what we know of that fresh?"""

from matcher.eligibility.case import PASS, Case, Ruling, broken, flagged
from matcher.eligibility.wording import counted, said
from matcher.firms.words import LicenceStatus, PeerReviewRating, PeerReviewType, VettingStatus

LICENCE_EXPIRING_DAYS = 60
LICENCE_CHECK_STALE_DAYS = 365
LICENCE_CHECK_DUE_DAYS = 90
PEER_REVIEW_EXPIRED_DAYS = 1_279
PEER_REVIEW_DUE_SOON_DAYS = 1_005


def not_verified(case: Case) -> Ruling:
    """Only firms that we have verified are shown; one whose verification has gone stale is flagged."""
    status = case.firm.vetting_status
    if status is VettingStatus.VERIFIED:
        return PASS
    if status is VettingStatus.STALE:
        return flagged("verification_stale")
    return broken(f"We have not verified it: its vetting status is {said(status) if status else 'not recorded'}.")


def licence_not_active(case: Case) -> Ruling:
    """Only a licensed firm may issue the report; the last day of the licence still counts."""
    status, expires_on = case.firm.licence_status, case.firm.licence_expires_on
    if status is not LicenceStatus.ACTIVE:
        return broken(f"Its CPA licence is not known to be active: the status is {said(status or 'unknown')}.")
    if expires_on is None:
        return flagged("unknown_licence_expires_on")
    days_left = -case.days_since(expires_on)
    if days_left < 0:
        return broken(f"Its CPA licence expired on {expires_on}, {counted(-days_left, 'day')} ago.")
    return flagged("licence_expiring") if days_left <= LICENCE_EXPIRING_DAYS else PASS


def licence_check_stale(case: Case) -> Ruling:
    """The licence must have been looked up within a year."""
    checked_on = case.firm.licence_checked_on
    if checked_on is None:
        return broken("We have no day on which its licence was checked.")
    days = case.days_since(checked_on)
    if days > LICENCE_CHECK_STALE_DAYS:
        limit = f"we ask for no more than {LICENCE_CHECK_STALE_DAYS}"
        return broken(f"Its licence was last checked on {checked_on}, {counted(days, 'day')} ago; {limit}.")
    return flagged("licence_check_due") if days > LICENCE_CHECK_DUE_DAYS else PASS


def peer_review_missing(case: Case) -> Ruling:
    """A peer review with a rating and the end of its period must be known, unless none is due yet."""
    firm = case.firm
    if firm.peer_review_type in (None, PeerReviewType.NONE):
        return broken("We know of no peer review of its practice.")
    if firm.peer_review_rating is None:
        return broken("We know no rating from its peer review.")
    if firm.peer_review_rating is PeerReviewRating.NOT_YET_DUE:
        return flagged("peer_review_not_yet_due")
    if firm.peer_review_period_end is None:
        return broken("We do not know which period its peer review covers.")
    return PASS


def peer_review_engagement_only(case: Case) -> Ruling:
    """SOC 2 work must be looked at in a System Review."""
    if case.firm.peer_review_type is PeerReviewType.ENGAGEMENT:
        return broken("Its peer review was an Engagement Review; SOC 2 work needs a System Review.")
    return PASS


def peer_review_failed(case: Case) -> Ruling:
    """A fail excludes, and so do deficiencies in a review that left SOC work out."""
    rating, covers_soc = case.firm.peer_review_rating, case.firm.peer_review_covers_soc
    if rating is PeerReviewRating.FAIL:
        return broken("Its peer review was rated fail.")
    if rating is not PeerReviewRating.PASS_WITH_DEFICIENCIES:
        return PASS
    if covers_soc is False:
        return broken("Its peer review was rated pass with deficiencies and did not look at SOC work.")
    return flagged("peer_review_deficiencies")


def peer_review_expired(case: Case) -> Ruling:
    """The reviewed period may have ended at most three and a half years ago."""
    period_end = case.firm.peer_review_period_end
    if period_end is None or case.firm.peer_review_rating is PeerReviewRating.NOT_YET_DUE:
        return PASS
    days = case.days_since(period_end)
    if days > PEER_REVIEW_EXPIRED_DAYS:
        limit = f"we ask for no more than {PEER_REVIEW_EXPIRED_DAYS:,}"
        return broken(
            f"Its peer review covers a period that ended on {period_end}, {counted(days, 'day')} ago; {limit}."
        )
    return flagged("peer_review_due_soon") if days > PEER_REVIEW_DUE_SOON_DAYS else PASS


def guarantees_opinion(case: Case) -> Ruling:
    """No auditor may promise what the opinion will say."""
    if case.firm.guarantees_clean_opinion:
        return broken("It promises a clean opinion before examining anything, which no auditor may do.")
    return PASS
