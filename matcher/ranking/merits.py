"""Features of the firm itself, the same for every intake of one day."""

from datetime import date

from matcher.eligibility.gate import Judgement
from matcher.eligibility.vetting import PEER_REVIEW_DUE_SOON_DAYS
from matcher.eligibility.wording import counted, said
from matcher.firms.profile import FirmProfile
from matcher.firms.words import PeerReviewRating, Tier
from matcher.ranking.candidates import Candidates, Floats
from matcher.ranking.feature import Feature, as_it_is, count_said, falling, saturating, share_said, value_said

FULL_REPORTS_A_YEAR = 150
FULL_FRAMEWORKS = 6
FULL_OPEN_SLOTS = 8
EASY_REPORTS_PER_CPA, CROWDED_REPORTS_PER_CPA = 4.0, 30.0
USUAL_RATING, WEIGHT_OF_USUAL_RATING = 4.0, 5
LEAST_USUAL_RATING = 3.0


def shrunk_rating(firm: FirmProfile) -> float | None:
    """Pull a rating of few companies to the usual one: five companies' worth of 4.0 stand beside it."""
    if firm.rating is None:
        return None
    number = 1 if firm.rating_count is None else firm.rating_count
    return (firm.rating * number + USUAL_RATING * WEIGHT_OF_USUAL_RATING) / (number + WEIGHT_OF_USUAL_RATING)


def peer_review_standing(firm: FirmProfile, today: date) -> float | None:
    """Place a peer review on [0, 1]: a pass that covered SOC work is 1, deficiencies 0.3; less when it is old."""
    if firm.peer_review_rating is None:
        return None
    if firm.peer_review_rating is PeerReviewRating.NOT_YET_DUE:
        return 0.5
    if firm.peer_review_rating is not PeerReviewRating.PASS:
        return 0.3
    standing = {True: 1.0, None: 0.85, False: 0.7}[firm.peer_review_covers_soc]
    ended = firm.peer_review_period_end
    return standing - (0.15 if ended and (today - ended).days > PEER_REVIEW_DUE_SOON_DAYS else 0.0)


def reports_per_cpa(firm: FirmProfile) -> float | None:
    """Give SOC 2 reports a year for each CPA; reports with no CPA at all are as crowded as can be."""
    if firm.soc2_reports_per_year is None or firm.cpa_count is None:
        return None
    if firm.cpa_count == 0:
        return CROWDED_REPORTS_PER_CPA if firm.soc2_reports_per_year else None
    return firm.soc2_reports_per_year / firm.cpa_count


def valid_frameworks(firm: FirmProfile, today: date) -> int | None:
    """Count the further frameworks whose credential has not expired; None when the firm lists none."""
    if not firm.frameworks:
        return None
    return sum(expires_on is None or expires_on >= today for expires_on in firm.frameworks.values())


def _peer_review_words(judgement: Judgement, _raw: float, _candidates: Candidates) -> str:
    firm = judgement.firm
    until = f", period to {firm.peer_review_period_end}" if firm.peer_review_period_end else ""
    without_soc = ", without SOC work" if firm.peer_review_covers_soc is False else ""
    return f"Peer review: {said(firm.peer_review_rating or 'unknown')}{until}{without_soc}"


def _rating_words(judgement: Judgement, raw: float, _candidates: Candidates) -> str:
    by = judgement.firm.rating_count
    companies = "an unknown number of companies" if by is None else counted(by, "company", "companies")
    return f"Rated {judgement.firm.rating:g} of 5 by {companies}, which counts as {raw:.1f}"


def _senior_words(_judgement: Judgement, raw: float, _candidates: Candidates) -> str:
    return "A senior person is the day-to-day contact" if raw else "The day-to-day contact is no senior person"


def _days_since_check(candidates: Candidates) -> Floats:
    def days(each: Judgement) -> float | None:
        checked_on = each.firm.licence_checked_on
        return (candidates.today - checked_on).days if checked_on else None

    return candidates.column(days)


def _process_stated(candidates: Candidates) -> Floats:
    return candidates.column(lambda each: 1.0 if each.firm.exception_process else None)


MERITS = (
    Feature(
        name="experience", unit="SOC 2 reports a year", direction=1, weight=0.08,
        source=("soc2_reports_per_year",),
        raw=lambda candidates: candidates.column(lambda each: each.firm.soc2_reports_per_year),
        goodness=saturating(FULL_REPORTS_A_YEAR),
        words=lambda _judgement, raw, _candidates: f"{counted(raw, 'SOC 2 report')} a year",
        typical=count_said, not_known="We do not know how many reports it issues a year",
    ),
    Feature(
        name="peer_review", unit="standing, 0 to 1", direction=1, weight=0.06,
        source=("peer_review_rating", "peer_review_covers_soc", "peer_review_period_end"),
        raw=lambda candidates: candidates.column(lambda each: peer_review_standing(each.firm, candidates.today)),
        goodness=as_it_is, words=_peer_review_words,
        typical=lambda raw, _level: f"{int((raw >= 0.85).sum())} of {len(raw)} firms here have a recent pass",
        not_known="We do not know its peer review",
        unknown_words="a pass is 0.85 where it is unknown whether SOC work was covered; one of unknown age is not old",
    ),
    Feature(
        name="rating", unit="stars, pulled to 4.0 when few companies rated", direction=1, weight=0.06,
        source=("rating", "rating_count"),
        raw=lambda candidates: candidates.column(lambda each: shrunk_rating(each.firm)),
        goodness=lambda raw, _candidates: (raw - LEAST_USUAL_RATING) / (5 - LEAST_USUAL_RATING), words=_rating_words,
        typical=value_said(lambda raw: f"{raw:.1f}"), not_known="No company has rated it", unknown=0.45,
        unknown_words="a rating by an unknown number of companies counts as one company's",
    ),
    Feature(
        name="senior_contact", unit="1 senior, 0 not", direction=1, weight=0.04,
        source=("senior_contact",),
        raw=lambda candidates: candidates.column(lambda each: each.firm.senior_contact),
        goodness=as_it_is, words=_senior_words, typical=share_said("offer one"),
        not_known="We do not know how senior the day-to-day contact is",
    ),
    Feature(
        name="staffing", unit="SOC 2 reports a year for each CPA", direction=1, weight=0.04,
        source=("soc2_reports_per_year", "cpa_count"),
        raw=lambda candidates: candidates.column(lambda each: reports_per_cpa(each.firm)),
        goodness=falling(EASY_REPORTS_PER_CPA, CROWDED_REPORTS_PER_CPA),
        words=lambda _judgement, raw, _candidates: f"{raw:.1f} reports a year for each CPA",
        typical=value_said(lambda raw: f"{raw:.1f}"), not_known="We do not know how many reports each CPA signs",
    ),
    Feature(
        name="framework_breadth", unit="further frameworks with a valid credential", direction=1, weight=0.03,
        source=("frameworks",),
        raw=lambda candidates: candidates.column(lambda each: valid_frameworks(each.firm, candidates.today)),
        goodness=saturating(FULL_FRAMEWORKS),
        words=lambda _judgement, raw, _candidates: counted(raw, "further framework"),
        typical=count_said, not_known="We do not know its further frameworks",
    ),
    Feature(
        name="capacity", unit="open places", direction=1, weight=0.03,
        source=("open_slots",),
        raw=lambda candidates: candidates.column(lambda each: each.firm.open_slots),
        goodness=saturating(FULL_OPEN_SLOTS),
        words=lambda _judgement, raw, _candidates: counted(raw, "open place"),
        typical=count_said, not_known="We do not know whether it has room",
    ),
    Feature(
        name="verification_freshness", unit="days since the licence was checked", direction=1, weight=0.02,
        source=("licence_checked_on",),
        raw=_days_since_check, goodness=falling(0.0, 365.0),
        words=lambda _judgement, raw, _candidates: f"Licence checked {counted(raw, 'day')} ago",
        typical=value_said(lambda raw: f"{raw:,.0f} days"), not_known="We do not know when its licence was checked",
    ),
    Feature(
        name="exception_process", unit="1 stated; an empty cell is unknown", direction=1, weight=0.01,
        source=("exception_process",),
        raw=_process_stated, goodness=as_it_is,
        words=lambda _judgement, _raw, _candidates: "Says what it does when a control fails in fieldwork",
        typical=share_said("do"), not_known="Does not say what it does when a control fails in fieldwork",
    ),
    Feature(
        name="tier", unit="0 boutique to 3 global", direction=0, weight=0.0,
        source=("tier",),
        raw=lambda candidates: candidates.column(lambda each: each.firm.tier.step if each.firm.tier else None),
        goodness=lambda raw, _candidates: raw / (len(Tier) - 1),
        words=lambda judgement, _raw, _candidates: f"A {said(judgement.firm.tier or 'unknown')} firm",
        typical=value_said(lambda raw: said(list(Tier)[round(raw)])), not_known="We do not know its size class",
        unknown=0.5,
    ),
)  # fmt: skip
"""In the order in which the model reads them, after those that the intake asks for."""
