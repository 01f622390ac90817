"""Searching everything that an admin may see: firms, organisations, people, introductions, complaints."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from foundation.accounts.models import Organisation, OrganisationKind, User
from matcher.complaints.models import Complaint
from matcher.firms.models import Firm
from matcher.introductions.models import Introduction

AT_MOST = 20
"""Found things of each kind that are listed."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, at most twenty of each kind."""

    firms: Sequence[Firm] = ()
    organisations: Sequence[Organisation] = ()
    people: Sequence[User] = ()
    introductions: Sequence[Introduction] = ()
    complaints: Sequence[Complaint] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not (self.firms or self.organisations or self.people or self.introductions or self.complaints)


def search_everything(session: Session, text: str) -> Found:
    """Find what holds every word of a text; nothing for an empty one. Visitors' intakes have no name to be found by."""
    words = text.split()
    if not words:
        return Found()
    named = _holding(words, Organisation.name)
    companies = sa.select(Organisation.id).where(named)
    of_firm = _holding(words, Firm.name, Firm.firm_id)
    return Found(
        firms=_first(session, sa.select(Firm).where(_holding(words, *_FIRM_COLUMNS)).order_by(Firm.name)),
        organisations=_first(session, _organisations().where(named).order_by(Organisation.name)),
        people=_first(session, sa.select(User).where(_holding(words, User.name, User.email)).order_by(User.name)),
        introductions=_first(
            session,
            sa.select(Introduction)
            .join(Introduction.firm)
            .options(joinedload(Introduction.firm))
            .where(sa.or_(Introduction.organisation_id.in_(companies), of_firm))
            .order_by(Introduction.offered_at.desc()),
        ),
        complaints=_first(
            session, sa.select(Complaint).where(_holding(words, Complaint.text)).order_by(Complaint.written_at.desc())
        ),
    )


_FIRM_COLUMNS = (Firm.name, Firm.firm_id, Firm.legal_name, Firm.website, Firm.licence_number, Firm.contact_email)


def _organisations() -> sa.Select[Organisation]:
    return sa.select(Organisation).where(Organisation.kind != OrganisationKind.VISITOR)


def _holding(words: Sequence[str], *columns: Any) -> sa.ColumnElement[bool]:
    return sa.and_(*(sa.or_(*(column.icontains(word, autoescape=True) for column in columns)) for word in words))


def _first(session: Session, wanted: sa.Select[Any]) -> Sequence[Any]:
    return session.scalars(wanted.limit(AT_MOST)).all()
