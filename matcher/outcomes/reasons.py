"""Why a company dismisses a match."""

from collections.abc import Mapping
from enum import StrEnum


class DismissReason(StrEnum):
    """Why a firm is not for the company."""

    TOO_EXPENSIVE = "too_expensive"
    TOO_LATE = "too_late"
    WRONG_SIZE = "wrong_size"
    LACKS_EXPERIENCE = "lacks_experience"
    KNOWN_ALREADY = "known_already"
    OTHER = "other"


DISMISSALS: Mapping[str, str] = {
    DismissReason.TOO_EXPENSIVE: "Too expensive",
    DismissReason.TOO_LATE: "Too late",
    DismissReason.WRONG_SIZE: "Too large or too small a firm",
    DismissReason.LACKS_EXPERIENCE: "Too little experience with companies like ours",
    DismissReason.KNOWN_ALREADY: "We know this firm already and do not want it",
    DismissReason.OTHER: "Another reason",
}
