"""The gate: every rule asked of one firm, in the order in which exclusions are named."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from matcher.eligibility import conflicts, scope, terms, vetting, wishes
from matcher.eligibility.case import PASS, Case, Rule, Ruling, case_of
from matcher.eligibility.fees import FeeEstimate
from matcher.firms.profile import FirmProfile
from matcher.intakes.wanted import Wanted

RULES: Mapping[Rule, Callable[[Case], Ruling]] = {
    Rule.NOT_VERIFIED: vetting.not_verified,
    Rule.LICENCE_NOT_ACTIVE: vetting.licence_not_active,
    Rule.LICENCE_CHECK_STALE: vetting.licence_check_stale,
    Rule.PEER_REVIEW_MISSING: vetting.peer_review_missing,
    Rule.PEER_REVIEW_ENGAGEMENT_ONLY: vetting.peer_review_engagement_only,
    Rule.PEER_REVIEW_FAILED: vetting.peer_review_failed,
    Rule.PEER_REVIEW_EXPIRED: vetting.peer_review_expired,
    Rule.GUARANTEES_OPINION: vetting.guarantees_opinion,
    Rule.INDEPENDENCE_CONFLICT: conflicts.independence_conflict,
    Rule.EXCLUDED_BY_COMPANY: conflicts.excluded_by_company,
    Rule.REPORT_TYPE_NOT_OFFERED: scope.report_type_not_offered,
    Rule.CATEGORY_NOT_COVERED: scope.category_not_covered,
    Rule.FRAMEWORK_CREDENTIAL_MISSING: scope.framework_credential_missing,
    Rule.OVER_BUDGET: terms.over_budget,
    Rule.DEADLINE_INFEASIBLE: terms.deadline_infeasible,
    Rule.NO_CAPACITY: terms.no_capacity,
    Rule.REGION_NOT_SERVED: wishes.region_not_served,
    Rule.LANGUAGE_NOT_OFFERED: wishes.language_not_offered,
    Rule.OFFSHORE_NOT_ALLOWED: wishes.offshore_not_allowed,
    Rule.TIER_BELOW_MINIMUM: wishes.tier_below_minimum,
    Rule.SENIOR_CONTACT_NOT_OFFERED: wishes.senior_contact_not_offered,
    Rule.HEADCOUNT_OUT_OF_RANGE: wishes.headcount_out_of_range,
    Rule.PROFILE_STALE: terms.profile_stale,
}


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that a firm breaks, and the sentence that says how."""

    rule: Rule
    text: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the gate says of one firm: eligible when nothing is broken."""

    firm: FirmProfile
    broken: tuple[Broken, ...]
    """In the order of `Rule`."""
    flags: tuple[str, ...]
    """Codes, in the order of the rules that raise them."""
    fee: FeeEstimate | None
    earliest_report_on: date | None
    later_report_on: date | None

    @property
    def eligible(self) -> bool:
        """Whether the firm may be shown for this intake."""
        return not self.broken

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The names of the rules it breaks."""
        return tuple(each.rule for each in self.broken)


def judge(wanted: Wanted, firm: FirmProfile, today: date) -> Judgement:
    """Ask every rule of one firm."""
    case = case_of(wanted, firm, today)
    breaks: list[Broken] = []
    flags: list[str] = []
    for rule, ask in RULES.items():
        ruling = ask(case)
        if ruling is PASS:
            continue
        if ruling.broken is not None:
            breaks.append(Broken(rule, ruling.broken))
        flags += ruling.flags
    earliest, later = (case.dates.earliest_report_on, case.dates.later_report_on) if case.dates else (None, None)
    return Judgement(firm, tuple(breaks), tuple(flags), case.fee, earliest, later)
