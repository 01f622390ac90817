"""Finding approved answers in a long list."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.web.pages import Page, paginate
from questionnaires.library.models import ApprovedAnswer
from questionnaires.library.standing import EXPIRING_WITHIN, Standing
from questionnaires.library.usage import sent_counts, waiting_counts

ORDERS: Mapping[str, tuple[Any, ...]] = {
    "": (),
    "answer_id": (ApprovedAnswer.answer_id.asc(),),
    "question": (sa.func.lower(ApprovedAnswer.question).asc(),),
    "expires_on": (sa.nulls_last(ApprovedAnswer.expires_on.asc()),),
    "changed_at": (ApprovedAnswer.changed_at.desc(),),
    "used": (),
    "queue": (ApprovedAnswer.held.is_(None).asc(), sa.nulls_last(ApprovedAnswer.expires_on.asc())),
}
"""Ways to sort; the organisation's own order comes last in each, `used` is put before it by a join."""
QUEUE = "queue"
"""As a standing: whatever a person should look at. As an order: what is held back first, then what runs out first."""


@dataclass(frozen=True, slots=True)
class AnswerFilter:
    """Which approved answers are wanted; an empty text asks for all."""

    search: str = ""
    """Words that must all stand in the id, question, answer or explanation."""
    standing: str = ""
    """A `Standing` of an answer in use, `held`, or `queue` for all but those that hold."""
    sensitivity: str = ""
    owner: str = ""
    """The owner's name."""
    product: str = ""
    """A product that it names."""
    origin: str = ""
    """`questionnaire` or `own` (by hand or by file)."""
    sort: str = ""

    @property
    def arguments(self) -> dict[str, str]:
        """The same as arguments of the page's address."""
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def narrows(self) -> bool:
        """Tell whether some answers may be left out."""
        return any(name != "sort" for name in self.arguments)


@dataclass(frozen=True, slots=True)
class Overview:
    """What stands in the library as a whole."""

    owners: Sequence[str]
    """Who looks after answers, each once, by name."""
    products: Sequence[str]
    """Products that answers are said to hold for, each once."""
    waiting: int
    """Answers that a person should look at."""


def find_answers(
    session: Session, wanted: AnswerFilter, *, today: date, page: int, size: int = 50
) -> Page[ApprovedAnswer]:
    """Fetch one page of the answers that a filter lets through."""
    found = sa.select(ApprovedAnswer).where(*_conditions(wanted, today))
    if wanted.sort == "used":
        found = _most_used_first(found)
    order = (*ORDERS[wanted.sort], ApprovedAnswer.position, ApprovedAnswer.id)
    return paginate(session, found.order_by(*order), number=page, size=size)


def overview_of(session: Session, today: date) -> Overview:
    """Look through the library once for all that the bar above its lists offers and says."""
    product = sa.cast(ApprovedAnswer.product, sa.Text)
    waiting = sa.func.sum(sa.case((_in_queue(today), 1), else_=0))
    found = session.execute(
        sa.select(ApprovedAnswer.owner, product, waiting).group_by(ApprovedAnswer.owner, product)
    ).all()
    owners = {owner for owner, _, _ in found if owner}
    products = {name for _, names, _ in found for name in json.loads(names)}
    return Overview(
        owners=sorted(owners, key=str.casefold),
        products=sorted(products, key=str.casefold),
        waiting=sum(count for _, _, count in found),
    )


def _most_used_first(found: sa.Select[ApprovedAnswer]) -> sa.Select[ApprovedAnswer]:
    sent, waiting = sent_counts(), waiting_counts()
    uses = sa.func.coalesce(sent.c.uses, 0) + sa.func.coalesce(waiting.c.uses, 0)
    joined = found.outerjoin(sent, sent.c.answer_id == ApprovedAnswer.answer_id)
    return joined.outerjoin(waiting, waiting.c.answer_id == ApprovedAnswer.answer_id).order_by(uses.desc())


def _conditions(wanted: AnswerFilter, today: date) -> list[sa.ColumnElement[bool]]:
    conditions = [_holds_word(word) for word in wanted.search.split()]
    if wanted.standing:
        conditions.append(_stands(wanted.standing, today))
    if wanted.sensitivity:
        conditions.append(ApprovedAnswer.sensitivity == wanted.sensitivity)
    if wanted.owner:
        conditions.append(ApprovedAnswer.owner == wanted.owner)
    if wanted.product:
        conditions.append(_names_product(wanted.product))
    if wanted.origin:
        by_hand = ApprovedAnswer.origin_questionnaire_id.is_(None)
        conditions.append(by_hand if wanted.origin == "own" else ~by_hand)
    return conditions


def _names_product(product: str) -> sa.ColumnElement[bool]:
    """Look into the JSON list as text, which every engine can; a name stands in it as JSON writes it."""
    listed = sa.cast(ApprovedAnswer.product, sa.Text)
    return sa.or_(*(listed.contains(json.dumps(product, ensure_ascii=form), autoescape=True) for form in (True, False)))


def _holds_word(word: str) -> sa.ColumnElement[bool]:
    searched = (
        ApprovedAnswer.answer_id,
        ApprovedAnswer.question,
        ApprovedAnswer.answer,
        ApprovedAnswer.explanation,
    )
    return sa.or_(*(column.icontains(word, autoescape=True) for column in searched))


def _in_queue(today: date) -> sa.ColumnElement[bool]:
    return sa.or_(ApprovedAnswer.held.is_not(None), ApprovedAnswer.expires_on <= today + EXPIRING_WITHIN)


def _stands(wanted: str, today: date) -> sa.ColumnElement[bool]:
    """The same rule as `standing`, said to the database."""
    last, in_use = ApprovedAnswer.expires_on, ApprovedAnswer.held.is_(None)
    match wanted:
        case Standing.EXPIRED:
            return sa.and_(in_use, last < today)
        case Standing.EXPIRING:
            return sa.and_(in_use, last.between(today, today + EXPIRING_WITHIN))
        case Standing.HOLDS:
            return sa.and_(in_use, sa.or_(last.is_(None), last > today + EXPIRING_WITHIN))
        case "held":
            return ~in_use
        case _:
            return _in_queue(today)
