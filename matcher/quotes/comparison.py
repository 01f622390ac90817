"""The quotes for one intake side by side: a column a firm, a row a term, with every difference in words. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from matcher.eligibility.wording import dollars
from matcher.introductions.states import REASONS, DeclineReason, Stage
from matcher.quotes.answers import Answers, Known, Question, answers_of
from matcher.quotes.first_year import FirstYear, first_year
from matcher.quotes.lines import LINES, MAY_BE_SILENT, TITLES, lines_of, to_ask
from matcher.quotes.marks import Expected, Mark, marks_of
from matcher.quotes.terms import Terms
from matcher.quotes.words import ReadinessHelp

STAGES: Mapping[Stage, str] = {
    Stage.OFFERED: "Asked, has not answered yet",
    Stage.ACCEPTED: "Accepted, waits for your consent",
    Stage.INTRODUCED: "Introduced",
    Stage.DECLINED: "Declined",
    Stage.EXPIRED: "Did not answer within 24 hours",
    Stage.WITHDRAWN: "Withdrawn by you",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One firm that was asked, with its latest quote if it gave one, and what its answers rest on."""

    key: str
    """Id of its introduction."""
    name: str
    stage: Stage
    reason: DeclineReason | None
    offered_on: date
    quote_id: str | None
    number: int
    """Of its latest quote; 0: none."""
    earlier: Sequence[tuple[str, int, date]]
    """Id, number and day of the quotes that were superseded, the latest first."""
    expected: Expected
    known: Known
    notes: Mapping[Question, str]
    """The company's own."""

    @property
    def terms(self) -> Terms | None:
        """What it offers; None: it has not quoted."""
        return self.known.terms

    @property
    def stood(self) -> str:
        """Where the request stands, in words."""
        return f"{STAGES[self.stage]}: {REASONS[self.reason]}" if self.reason else STAGES[self.stage]

    @property
    def is_open(self) -> bool:
        """Whether the firm can still be chosen."""
        return self.stage is Stage.INTRODUCED

    @property
    def answers(self) -> Answers:
        """The four questions, as far as they are answered."""
        return answers_of(self.known)


@dataclass(frozen=True, slots=True)
class Cell:
    """One term of one firm."""

    firm: str
    text: str | None
    """None: not said."""
    marks: Sequence[Mark]
    ask: bool
    """Whether it is missing and worth asking for."""


@dataclass(frozen=True, slots=True)
class Row:
    """One term of all firms that quoted."""

    key: str
    title: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that was asked and offered for one intake."""

    scope: Mapping[str, Any]
    """The intake as it was matched when the latest firm was asked."""
    asked: Sequence[Asked]
    needs_readiness: bool

    @property
    def quoted(self) -> tuple[Asked, ...]:
        """The firms that quoted."""
        return tuple(firm for firm in self.asked if firm.terms)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every term on which at least one firm says something or should be asked."""
        columns = [_column(firm.name, firm.terms, firm.expected) for firm in self.quoted if firm.terms]
        rows = (Row(key, TITLES[key], [column[key] for column in columns]) for key, _title, _say in LINES)
        return tuple(row for row in rows if any(cell.text or cell.ask for cell in row.cells))

    @property
    def first_years(self) -> tuple[tuple[Asked, FirstYear], ...]:
        """The comparable figure of each firm that quoted."""
        return tuple((firm, self._first_year(firm, firm.terms)) for firm in self.quoted if firm.terms)

    @property
    def to_ask(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What to ask each firm that can still answer, where it left something open."""
        found = ((firm.name, to_ask(firm.terms)) for firm in self.quoted if firm.terms and firm.is_open)
        return tuple((name, missing) for name, missing in found if missing)

    @property
    def readiness_helpers(self) -> tuple[str, ...]:
        """Firms that would help with readiness, which their independence sets limits to."""
        helping = (ReadinessHelp.INCLUDED, ReadinessHelp.FEE)
        return tuple(firm.name for firm in self.quoted if firm.terms and firm.terms.readiness in helping)

    @property
    def chart(self) -> dict[str, Any]:
        """The bars of the first-year figures, and the interval of each estimate."""
        figures = self.first_years
        titles = [part.title for part in figures[0][1].parts] if figures else []
        return {
            "firms": [firm.name for firm, _figure in figures],
            "parts": [
                {"title": title, "values": [figure.parts[at].usd or 0 for _firm, figure in figures]}
                for at, title in enumerate(titles)
            ],
            "estimates": [_interval(firm.expected) for firm, _figure in figures],
        }

    def _first_year(self, firm: Asked, terms: Terms) -> FirstYear:
        wanted = firm.expected.extra_categories
        return first_year(terms, extra_categories=wanted, needs_readiness=self.needs_readiness)


def estimate_in_words(expected: Expected) -> str:
    """Say what was estimated for a firm."""
    ends = _interval(expected)
    return "not known" if ends is None else f"{dollars(ends[0])} to {dollars(ends[1])}"


def _interval(expected: Expected) -> list[int] | None:
    known = expected.low_usd is not None and expected.high_usd is not None
    return [expected.low_usd or 0, expected.high_usd or 0] if known else None


def _column(name: str, terms: Terms, expected: Expected) -> dict[str, Cell]:
    marks = marks_of(terms, expected)
    return {
        line.key: Cell(name, line.text, marks.get(line.key, ()), line.text is None and line.key not in MAY_BE_SILENT)
        for line in lines_of(terms)
    }
