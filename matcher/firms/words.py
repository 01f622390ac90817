"""The words that a firm's profile is written in: each list is closed, and a word outside it is refused."""

from enum import StrEnum


class Tier(StrEnum):
    """How large a firm's reach is; the members stand from the smallest to the largest."""

    BOUTIQUE = "boutique"
    SPECIALIST = "specialist"
    NATIONAL = "national"
    GLOBAL = "global"

    @property
    def step(self) -> int:
        """Place in the order of tiers, from 0."""
        return list(Tier).index(self)


class Industry(StrEnum):
    """What a company sells, and where a firm has issued reports."""

    SAAS = "saas"
    FINTECH = "fintech"
    HEALTHTECH = "healthtech"
    ECOMMERCE = "ecommerce"
    EDTECH = "edtech"
    GOVTECH = "govtech"
    INSURTECH = "insurtech"
    HR_PAYROLL = "hr_payroll"
    MARTECH = "martech"
    LOGISTICS = "logistics"
    AI_ML = "ai_ml"
    INFRASTRUCTURE = "infrastructure"
    MANUFACTURING = "manufacturing"
    PROFESSIONAL_SERVICES = "professional_services"
    MEDIA = "media"
    WEB3 = "web3"
    OTHER = "other"


class OfferedType(StrEnum):
    """A kind of SOC 2 report that a firm issues."""

    TYPE_1 = "type_1"
    TYPE_2 = "type_2"


class LicenceStatus(StrEnum):
    """What the state board said of the firm's licence when it was last asked."""

    ACTIVE = "active"
    LAPSED = "lapsed"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


class PeerReviewType(StrEnum):
    """The review of the firm's own practice; only a System Review looks at SOC examinations."""

    SYSTEM = "system"
    ENGAGEMENT = "engagement"
    NONE = "none"


class PeerReviewRating(StrEnum):
    """What the peer review found; a firm that has only just begun its practice is not yet due."""

    PASS = "pass"  # noqa: S105 - the rating's own word, no secret
    PASS_WITH_DEFICIENCIES = "pass_with_deficiencies"  # noqa: S105 - the rating's own word, no secret
    FAIL = "fail"
    NOT_YET_DUE = "not_yet_due"


class VettingStatus(StrEnum):
    """Where a firm stands in our own vetting."""

    CANDIDATE = "candidate"
    UNDER_REVIEW = "under_review"
    VERIFIED = "verified"
    STALE = "stale"
    SUSPENDED = "suspended"
    REMOVED = "removed"
