"""How rules are called on pages."""

from collections.abc import Mapping

from matcher.eligibility.case import Rule
from matcher.matches.matching import COMBINATION

RULE_TITLES: Mapping[str, str] = {
    Rule.NOT_VERIFIED: "We have not verified it",
    Rule.LICENCE_NOT_ACTIVE: "Its CPA licence is not known to be active",
    Rule.LICENCE_CHECK_STALE: "Its licence was not checked within a year",
    Rule.PEER_REVIEW_MISSING: "No peer review of its practice is known",
    Rule.PEER_REVIEW_ENGAGEMENT_ONLY: "Its peer review was not a System Review",
    Rule.PEER_REVIEW_FAILED: "Its peer review was not passed",
    Rule.PEER_REVIEW_EXPIRED: "Its peer review is too old",
    Rule.GUARANTEES_OPINION: "It promises a clean opinion",
    Rule.INDEPENDENCE_CONFLICT: "It is not independent of you",
    Rule.EXCLUDED_BY_COMPANY: "You asked to leave it out",
    Rule.REPORT_TYPE_NOT_OFFERED: "It does not issue the report you need",
    Rule.CATEGORY_NOT_COVERED: "It does not examine a category you need",
    Rule.FRAMEWORK_CREDENTIAL_MISSING: "It lacks a credential for a framework you need",
    Rule.OVER_BUDGET: "Its estimated fee is above your budget",
    Rule.DEADLINE_INFEASIBLE: "Its report would come too late",
    Rule.NO_CAPACITY: "It takes no new clients at present",
    Rule.REGION_NOT_SERVED: "It does not serve your country",
    Rule.LANGUAGE_NOT_OFFERED: "It does not work in your languages",
    Rule.OFFSHORE_NOT_ALLOWED: "It uses staff in other countries",
    Rule.TIER_BELOW_MINIMUM: "It is smaller than you asked for",
    Rule.SENIOR_CONTACT_NOT_OFFERED: "It offers no senior contact",
    Rule.HEADCOUNT_OUT_OF_RANGE: "It takes companies of another size",
    Rule.PROFILE_STALE: "Its figures are more than a year old",
}
BINDING: Mapping[str, str] = {
    **RULE_TITLES,
    COMBINATION: "No single rule: every firm is ruled out by at least two",
}
