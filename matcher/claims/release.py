"""Taking a claimed profile away from a firm's people again: an admin's deed, with a reason."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.access.scope import in_organisation
from foundation.accounts.members.service import addresses_of
from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.clock import now
from foundation.errors import Conflict
from matcher.claims import mails
from matcher.claims.handing_over import hand_over
from matcher.claims.models import FirmClaim
from matcher.firms.ledger import flush
from matcher.firms.models import Firm
from matcher.firms.service import check_version


@dataclass(frozen=True, slots=True)
class Release:
    """Why a claim ends, and the version of the firm that the admin had before them."""

    reason: str
    version: int


def release(session: Session, firm: Firm, verdict: Release, actor: Actor) -> None:
    """End a claim: the firm's people keep their accounts and lose the profile; raises Conflict when nobody has it."""
    check_version(firm, verdict.version)
    if (organisation_id := firm.organisation_id) is None:
        raise Conflict(f"Nobody has claimed {firm.name}.")
    firm.organisation_id = None
    still = (FirmClaim.firm_id == firm.firm_id, FirmClaim.used_at.is_(None), FirmClaim.withdrawn_at.is_(None))
    session.execute(sa.update(FirmClaim).where(*still).values(withdrawn_at=now()))
    flush(session)
    hand_over(session, firm.id, None)
    _note(session, firm, verdict, actor)
    with in_organisation(session, organisation_id):
        _note(session, firm, verdict, actor)
    _tell(session, organisation_id, firm, verdict)


def _note(session: Session, firm: Firm, verdict: Release, actor: Actor) -> None:
    summary = f"Released the claim of {firm.name}"
    record(session, actor, "firm.released", thing="firm", thing_id=firm.firm_id, summary=summary, reason=verdict.reason)


def _tell(session: Session, organisation_id: uuid.UUID, firm: Firm, verdict: Release) -> None:
    for address in addresses_of(session, organisation_id):
        mails.tell_released(session, address, firm, verdict.reason)
