"""Finding intakes and private links."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.accounts.tokens import hash_token
from foundation.errors import NotFound
from foundation.web.pages import Page, paginate
from matcher.intakes.models import Intake, IntakeLink


def list_intakes(session: Session, *, page: int, size: int = 25) -> Page[Intake]:
    """Give one page of the organisation's intakes, the last changed first."""
    return paginate(session, sa.select(Intake).order_by(Intake.updated_at.desc(), Intake.id), number=page, size=size)


def count_intakes(session: Session) -> int:
    """Count the organisation's intakes."""
    return session.scalar(sa.select(sa.func.count()).select_from(Intake)) or 0


def find_link(session: Session, token: str) -> IntakeLink:
    """Give the link behind a token; raises NotFound for a token that leads nowhere."""
    link = session.scalar(sa.select(IntakeLink).where(IntakeLink.token_hash == hash_token(token)))
    if link is None:
        raise NotFound("This private link leads to no intake. Check that you copied the whole address.")
    return link
