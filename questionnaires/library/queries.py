"""Finding approved answers in a long list."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.web.pages import Page, paginate
from questionnaires.library.models import ApprovedAnswer
from questionnaires.library.standing import EXPIRING_WITHIN, Standing

ORDERS: Mapping[str, tuple[Any, ...]] = {
    "": (),
    "answer_id": (ApprovedAnswer.answer_id.asc(),),
    "question": (sa.func.lower(ApprovedAnswer.question).asc(),),
    "expires_on": (sa.nulls_last(ApprovedAnswer.expires_on.asc()),),
    "changed_at": (ApprovedAnswer.changed_at.desc(),),
}
"""Ways to sort; the organisation's own order comes last in each."""


@dataclass(frozen=True, slots=True)
class AnswerFilter:
    """Which approved answers are wanted; an empty text asks for all."""

    search: str = ""
    """Words that must all stand in the id, question, answer or explanation."""
    standing: str = ""
    sensitivity: str = ""
    sort: str = ""

    @property
    def arguments(self) -> dict[str, str]:
        """The same as arguments of the page's address."""
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def narrows(self) -> bool:
        """Tell whether some answers may be left out."""
        return any(name != "sort" for name in self.arguments)


def find_answers(
    session: Session, wanted: AnswerFilter, *, today: date, page: int, size: int = 50
) -> Page[ApprovedAnswer]:
    """Fetch one page of the answers that a filter lets through."""
    found = sa.select(ApprovedAnswer).where(*_conditions(wanted, today))
    order = (*ORDERS[wanted.sort], ApprovedAnswer.position, ApprovedAnswer.id)
    return paginate(session, found.order_by(*order), number=page, size=size)


def _conditions(wanted: AnswerFilter, today: date) -> list[sa.ColumnElement[bool]]:
    conditions = [_holds_word(word) for word in wanted.search.split()]
    if wanted.standing:
        conditions.append(_stands(Standing(wanted.standing), today))
    if wanted.sensitivity:
        conditions.append(ApprovedAnswer.sensitivity == wanted.sensitivity)
    return conditions


def _holds_word(word: str) -> sa.ColumnElement[bool]:
    searched = (
        ApprovedAnswer.answer_id,
        ApprovedAnswer.question,
        ApprovedAnswer.answer,
        ApprovedAnswer.explanation,
    )
    return sa.or_(*(column.icontains(word, autoescape=True) for column in searched))


def _stands(wanted: Standing, today: date) -> sa.ColumnElement[bool]:
    """The same rule as `standing`, said to the database."""
    last = ApprovedAnswer.expires_on
    match wanted:
        case Standing.EXPIRED:
            return last < today
        case Standing.EXPIRING:
            return last.between(today, today + EXPIRING_WITHIN)
        case Standing.HOLDS:
            return sa.or_(last.is_(None), last > today + EXPIRING_WITHIN)
