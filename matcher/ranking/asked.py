"""Features that hold a firm against what this intake asks; where it does not ask, all firms stand alike."""

import math
from datetime import date

import numpy as np

from matcher.eligibility.dates import ready_on, window_end
from matcher.eligibility.gate import Judgement
from matcher.eligibility.wording import counted, dollars, listed, said
from matcher.intakes.wanted import ReportType
from matcher.ranking.candidates import Candidates, Floats
from matcher.ranking.feature import Feature, as_it_is, count_said, saturating, share_said, value_said

FULL_DEPTH_REPORTS = 60
FULL_SLACK_DAYS = 84
LONGEST_DELAY_DAYS = 140
FEE_COLUMNS = (
    "type_1_fee_min_usd", "type_1_fee_max_usd", "type_2_fee_min_usd", "type_2_fee_max_usd",
    "fee_per_extra_category_pct",
)  # fmt: skip
"""Columns of `firms.csv` that the fee estimate rests on."""
LOWEST_USUAL_FEE_USD, HIGHEST_USUAL_FEE_USD = 8_000, 200_000


def _industry_reports(candidates: Candidates) -> Floats:
    industry = candidates.wanted.industry
    if industry is None:
        return candidates.unknown()
    # a firm that lists industries and not this one has no report there; one that lists none is unknown
    return candidates.column(lambda each: each.firm.industries.get(industry, 0) if each.firm.industries else None)


def _industry_words(_judgement: Judgement, raw: float, candidates: Candidates) -> str:
    return counted(raw, f"{said(candidates.wanted.industry or 'other')} report")


def _fee_middle(candidates: Candidates) -> Floats:
    return candidates.column(lambda each: each.fee.middle if each.fee else None)


def _price_goodness(raw: Floats, candidates: Candidates) -> Floats:
    """A fee at the budget's end is 0.28, at 35 % of it and below 1; without a budget the usual fees are the measure."""
    most = candidates.wanted.budget_usd.max
    if most:
        return (1.25 - raw / most) / 0.9
    span = math.log(HIGHEST_USUAL_FEE_USD / LOWEST_USUAL_FEE_USD)
    return np.asarray(1 - np.log(np.maximum(raw, 1.0) / LOWEST_USUAL_FEE_USD) / span)


def _price_words(judgement: Judgement, raw: float, _candidates: Candidates) -> str:
    ends = f"{dollars(judgement.fee.low)} to {dollars(judgement.fee.high)}" if judgement.fee else dollars(raw)
    return f"Estimated fee {ends}"


def _report_day(candidates: Candidates) -> Floats:
    return candidates.column(lambda each: each.earliest_report_on.toordinal() if each.earliest_report_on else None)


def _speed_goodness(raw: Floats, candidates: Candidates) -> Floats:
    """Twelve weeks before the deadline is 1, on its day 0; without one, days after the window has ended count."""
    wanted = candidates.wanted
    if wanted.report_needed_by:
        return (wanted.report_needed_by.toordinal() - raw) / FULL_SLACK_DAYS
    free_from = window_end if wanted.report_type is ReportType.TYPE_2 else ready_on
    return 1 - (raw - free_from(wanted, candidates.today).toordinal()) / LONGEST_DELAY_DAYS


def _speed_words(_judgement: Judgement, raw: float, _candidates: Candidates) -> str:
    return f"Report by {date.fromordinal(int(raw))} at the earliest"


def _platform_known(candidates: Candidates) -> Floats:
    platform = candidates.wanted.platform
    if platform is None:
        return candidates.unknown()
    return candidates.column(lambda each: platform in each.firm.platforms if each.firm.platforms else None)


def _platform_words(_judgement: Judgement, raw: float, candidates: Candidates) -> str:
    platform = said(candidates.wanted.platform or "")
    return f"Works in {platform}" if raw else f"Does not list {platform} among its platforms"


def _cloud_share(candidates: Candidates) -> Floats:
    clouds = set(candidates.wanted.clouds)
    if not clouds:
        return candidates.unknown()
    return candidates.column(
        lambda each: len(clouds & set(each.firm.clouds)) / len(clouds) if each.firm.clouds else None
    )


def _cloud_words(judgement: Judgement, _raw: float, candidates: Candidates) -> str:
    shared = [cloud for cloud in candidates.wanted.clouds if cloud in judgement.firm.clouds]
    wished = listed(candidates.wanted.clouds)
    return f"Has examined systems on {listed(shared)}" if shared else f"Lists no experience with {wished}"


def _headcount_fit(candidates: Candidates) -> Floats:
    people = candidates.wanted.headcount
    if people is None:
        return candidates.unknown()
    return candidates.column(lambda each: middle_of_range(people, each.firm.headcount_min, each.firm.headcount_max))


def middle_of_range(people: int, fewest: int | None, most: int | None) -> float | None:
    """Place a headcount among the sizes that a firm takes: 1 in the middle of the logarithms, 0 at an end or outside.

    None when an end is unknown.
    """
    if fewest is None or most is None:
        return None
    low, high, here = math.log(max(fewest, 1)), math.log(max(most, 1)), math.log(people)
    if high <= low:
        return 1.0 if here == low else 0.0
    return max(0.0, 1 - abs(here - (low + high) / 2) / ((high - low) / 2))


def _headcount_words(judgement: Judgement, _raw: float, candidates: Candidates) -> str:
    firm, people = judgement.firm, candidates.wanted.headcount
    return f"Takes companies of {firm.headcount_min:,} to {firm.headcount_max:,} people; you are {people:,}"


def _in_the_middle(raw: Floats, _level: float) -> str:
    return f"{int((raw > 0.5).sum())} of {len(raw)} firms here have you near the middle of their range"


ASKED = (
    Feature(
        name="industry_depth", unit="SOC 2 reports in the wanted industry", direction=1, weight=0.20,
        source=("industries",), asks=("industry",), needs="industry",
        raw=_industry_reports, goodness=saturating(FULL_DEPTH_REPORTS), words=_industry_words,
        typical=count_said, not_known="We do not know its reports by industry", unknown=0.3,
        unknown_words="a firm that lists industries, but not this one, has 0 reports in it",
    ),
    Feature(
        name="price", unit="US dollars, middle of the estimate", direction=1, weight=0.16,
        source=FEE_COLUMNS, asks=("budget_usd", "headcount", "categories", "report_type"),
        raw=_fee_middle, goodness=_price_goodness, words=_price_words,
        typical=value_said(lambda raw: f"about {dollars(round(raw, -2))}"), not_known="We do not know its fee",
        unknown_words="an unknown surcharge for a further category counts as 15 %",
    ),
    Feature(
        name="speed", unit="day of the earliest report, as an ordinal", direction=1, weight=0.13,
        source=("next_start_on", "fieldwork_weeks", "report_weeks"),
        asks=("report_needed_by", "earliest_start", "readiness", "window_months", "report_type"),
        raw=_report_day, goodness=_speed_goodness, words=_speed_words,
        typical=value_said(lambda raw: f"{date.fromordinal(int(raw))}"),
        not_known="We cannot tell when its report would come",
        unknown_words="unknown weeks count as 3 of fieldwork and 4 of writing, an unknown start as no wait",
    ),
    Feature(
        name="platform_fit", unit="1 works in the wanted platform, 0 does not", direction=1, weight=0.06,
        source=("platforms",), asks=("platform",), needs="platform",
        raw=_platform_known, goodness=as_it_is, words=_platform_words, typical=share_said("list it"),
        not_known="We do not know its platforms",
    ),
    Feature(
        name="cloud_fit", unit="share of the wanted clouds", direction=1, weight=0.04,
        source=("clouds",), asks=("clouds",), needs="clouds",
        raw=_cloud_share, goodness=as_it_is, words=_cloud_words, typical=share_said("know all you asked for"),
        not_known="We do not know which clouds it has examined",
    ),
    Feature(
        name="headcount_fit", unit="1 middle of the sizes it takes, 0 an end", direction=1, weight=0.04,
        source=("headcount_min", "headcount_max"), asks=("headcount",), needs="headcount",
        raw=_headcount_fit, goodness=as_it_is, words=_headcount_words, typical=_in_the_middle,
        not_known="We do not know which company sizes it takes",
    ),
)  # fmt: skip
"""In the order in which the model reads them. The weights are the expert's, published in docs/ranking.md."""
