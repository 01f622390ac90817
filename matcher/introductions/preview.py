"""What consent would disclose, shown before it is given."""

import uuid

from sqlalchemy.orm import Session

from foundation.accounts.models import Organisation, User
from matcher.introductions.asking import identity_of
from matcher.introductions.models import Introduction
from matcher.matches.models import MatchRun


def to_disclose(session: Session, introduction: Introduction, person_id: uuid.UUID) -> dict[str, str]:
    """Give what the firm would learn if this person consented now, as pairs of title and text."""
    run = session.get_one(MatchRun, introduction.run_id)
    account = session.get_one(Organisation, introduction.organisation_id)
    return identity_of(run.intake, account, session.get_one(User, person_id))
