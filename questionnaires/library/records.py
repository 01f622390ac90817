"""One approved answer as it stands in `answers.csv` and in the database."""

from dataclasses import dataclass
from datetime import date

from questionnaires.controls.records import Sensitivity

WORDS = frozenset({"yes", "no", "partial", "not_applicable"})


@dataclass(frozen=True, slots=True)
class LibraryAnswer:
    """An answer somebody approved; `expires_on` is the last day on which it holds."""

    answer_id: str
    question: str
    answer: str
    """yes | no | partial | not_applicable, or free text."""
    explanation: str | None = None
    controls: tuple[str, ...] = ()
    approved_by: str | None = None
    approved_on: date | None = None
    expires_on: date | None = None
    product: tuple[str, ...] = ()
    sensitivity: Sensitivity = Sensitivity.PUBLIC

    @property
    def word(self) -> str | None:
        """Its verdict, where the answer is one of FORMATS' words; None for an answer in words of its own."""
        return self.answer if self.answer in WORDS else None

    @property
    def said(self) -> str:
        """Answer and explanation in one text."""
        return ": ".join(filter(None, (self.answer, self.explanation)))

    def is_stale(self, today: date) -> bool:
        """Tell whether the last day on which the answer holds has passed."""
        return self.expires_on is not None and self.expires_on < today
