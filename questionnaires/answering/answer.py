"""What the engine says to one question: a verdict, its text, why, on which citations, and how sure it is."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What the organisation's own material lets us say; `needs_input` is unknown, never no."""

    YES = "yes"
    NO = "no"
    PARTIAL = "partial"
    NOT_APPLICABLE = "not_applicable"
    STATED = "stated"
    NEEDS_INPUT = "needs_input"


class Routing(StrEnum):
    """Whether an answer may stand as it is or must be read by a person first."""

    AUTO = "auto"
    REVIEW = "review"


class SourceType(StrEnum):
    """Where a citation points."""

    CONTROL = "control"
    ANSWER = "answer"
    FACT = "fact"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Citation:
    """The passage an answer rests on, quoted from the organisation's own material."""

    type: SourceType
    id: str
    quote: str


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """How strongly a question asks about one of the Trust Services Criteria, in [0, 1]."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as FORMATS' report of `answer` has it; `confidence` is None exactly when input is needed."""

    verdict: Verdict
    answer_text: str
    """The wording for the comment cell (or the answer cell of a free-text question); empty for needs_input."""
    cell_value: str | None
    """What is written into the answer cell: the buyer's own word where there is a vocabulary; None: left as it is."""
    confidence: float | None
    routing: Routing
    reasons: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    criteria: tuple[CriterionScore, ...] = ()
    wording: str | None = None
    """How an endpoint fared with the wording; None when none was asked."""
    estimate: float | None = None
    """Confidence as the shipped model gives it, before what reviewers have taught; None exactly when that is."""
