"""The memo of a selection for a company's file: what was asked of whom, what came back, what was chosen, why. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from foundation.tables.write_workbook import Cell, Sheet
from matcher.intakes.summary import lines_of
from matcher.quotes.answers import QUESTIONS
from matcher.quotes.comparison import Asked, Comparison, estimate_in_words
from matcher.quotes.lines import NOT_SAID

SCOPE = (
    "industry", "headcount", "hq_country", "report_type", "categories", "window_months", "first_audit", "frameworks",
    "clouds", "platform", "data_types", "readiness", "earliest_start", "report_needed_by", "budget_usd", "languages",
    "offshore_ok", "senior_contact_required",
)  # fmt: skip
"""What of an intake the memo tells, by its keys."""
NOT_ANSWERED = "Not answered"
OUR_NOTE = "Our own note"


@dataclass(frozen=True, slots=True)
class Decision:
    """Whom the company chose."""

    firm: str | None
    """None: none of the firms that quoted."""
    reason: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Memo:
    """All that the memo says."""

    organisation: str
    made_on: date
    compared: Comparison
    decision: Decision | None
    """None: not decided yet."""

    @property
    def scope(self) -> list[tuple[str, str]]:
        """What was asked for: title and text."""
        return lines_of(self.compared.scope, SCOPE) if self.compared.scope else []

    @property
    def firms(self) -> tuple[tuple[Asked, str], ...]:
        """Every firm that was asked, with what was estimated for it."""
        return tuple((firm, estimate_in_words(firm.expected)) for firm in self.compared.asked)


def sheets_of(memo: Memo) -> tuple[Sheet, ...]:
    """Give the memo as sheets, in the order in which it is read."""
    return (_decision(memo), _scope(memo), _firms(memo), _quotes(memo), _first_years(memo), _questions(memo))


def _decision(memo: Memo) -> Sheet:
    rows: list[tuple[Cell, ...]] = [("Organisation", memo.organisation), ("Memo made on", memo.made_on)]
    if memo.decision is None:
        rows.append(("Decision", "Not decided yet"))
    else:
        rows += [
            ("Chosen firm", memo.decision.firm or "None of the firms that quoted"),
            ("Reason", memo.decision.reason),
            ("Decided by", memo.decision.by),
            ("Decided on", memo.decision.on),
        ]
    return Sheet("Decision", (("What", 24), ("Value", 90)), tuple(rows))


def _scope(memo: Memo) -> Sheet:
    return Sheet("What was asked", (("What", 34), ("Value", 80)), tuple(memo.scope))


def _firms(memo: Memo) -> Sheet:
    columns = (("Firm", 34), ("Asked on", 13), ("What came of it", 50), ("Our estimate", 26), ("Quoted on", 13))
    rows = ((firm.name, firm.offered_on, firm.stood, estimate, firm.known.quoted_on) for firm, estimate in memo.firms)
    return Sheet("Firms asked", columns, tuple(rows))


def _quotes(memo: Memo) -> Sheet:
    names = tuple((firm.name, 40) for firm in memo.compared.quoted)
    rows = (
        (row.title, *("\n".join([cell.text or NOT_SAID, *(mark.text for mark in cell.marks)]) for cell in row.cells))
        for row in memo.compared.rows
    )
    return Sheet("Quotes", (("Term", 30), *names), tuple(rows))


def _first_years(memo: Memo) -> Sheet:
    columns = (("Firm", 34), ("Part", 24), ("US dollars", 14), ("How it comes about", 50))
    return Sheet("First year", columns, tuple(_parts(memo)))


def _parts(memo: Memo) -> Iterator[tuple[Cell, ...]]:
    for firm, figure in memo.compared.first_years:
        for part in figure.parts:
            yield firm.name, part.title, part.usd, part.text if part.usd is not None else f"Not known: {part.text}"
        yield firm.name, "Sum of what is known", figure.usd, None


def _questions(memo: Memo) -> Sheet:
    columns = (("Question", 44), ("Firm", 30), ("Answer", 70), ("Where it comes from", 40))
    return Sheet("Four questions", columns, tuple(_answers(memo.compared.asked)))


def _answers(asked: Sequence[Asked]) -> Iterator[tuple[Cell, ...]]:
    for question, title in QUESTIONS.items():
        for firm in asked:
            said = firm.answers[question]
            for one in said:
                yield title, firm.name, one.text, one.source
            if not said:
                yield title, firm.name, NOT_ANSWERED, None
            if note := firm.notes.get(question):
                yield title, firm.name, note, OUR_NOTE
