"""What shows that controls work: the one place where the package takes evidence from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from questionnaires.controls.records import ControlRecord
from questionnaires.controls.words import TEST_RESULTS


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One thing that shows a control at work, or its last test."""

    control_id: str
    title: str
    evidence: str
    """What shows it, in the organisation's words; empty: only a test is known."""
    observed_on: date | None
    result: str
    """What the test showed, in words; empty: not known."""
    exception: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A link or a file that shows a control; the file itself stays in the house."""

    title: str
    where: str
    """The address, or the file's name."""
    observed_on: date | None
    valid_until: date | None
    """Last day on which it still shows it; empty: not known."""

    @property
    def text(self) -> str:
        """Title, place and days in one line."""
        days = (("shows", self.observed_on), ("holds until", self.valid_until))
        return ", ".join([f"{self.title} ({self.where})", *(f"{word} {day.isoformat()}" for word, day in days if day)])


def evidence_rows(
    records: Iterable[ControlRecord], pieces: Mapping[str, Sequence[Piece]] = MappingProxyType({})
) -> tuple[EvidenceRow, ...]:
    """List the evidence of some controls, in their order, each with its pieces (by control_id) behind it.

    A control of which nothing is known gives no row.
    """
    return tuple(row for one in records for row in (*_told(one), *_shown(one, pieces.get(one.control_id, ()))))


def _shown(one: ControlRecord, pieces: Sequence[Piece]) -> Iterator[EvidenceRow]:
    for piece in pieces:
        yield EvidenceRow(one.control_id, one.title, piece.text, None, "", "")


def _told(one: ControlRecord) -> tuple[EvidenceRow, ...]:
    if not (one.evidence or one.last_tested_on or one.test_result or one.exception_note):
        return ()
    return (
        EvidenceRow(
            control_id=one.control_id,
            title=one.title,
            evidence=one.evidence or "",
            observed_on=one.last_tested_on,
            result=TEST_RESULTS[one.test_result] if one.test_result else "",
            exception=one.exception_note or "",
        ),
    )
