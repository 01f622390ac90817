"""The demo's firm is claimed by the demo's partner."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.accounts.models import Organisation, OrganisationKind
from foundation.accounts.seed import DEMO_FIRM
from foundation.accounts.tokens import hash_token, new_token
from foundation.clock import now
from matcher.claims.models import FirmClaim
from matcher.firms.ledger import flush
from matcher.firms.models import Firm


def seed_claim(session: Session) -> None:
    """Let the demo's firm be claimed; not again once it was, also when somebody has released it."""
    demo_firm = sa.and_(Organisation.name == DEMO_FIRM, Organisation.is_demo)
    organisation = session.scalar(sa.select(Organisation).where(demo_firm, Organisation.kind == OrganisationKind.FIRM))
    firm = session.scalar(sa.select(Firm).where(Firm.name == DEMO_FIRM, Firm.is_sample))
    if organisation is None or firm is None:
        return
    if session.scalar(sa.select(FirmClaim.id).where(FirmClaim.firm_id == firm.firm_id).limit(1)):
        return
    at = now()
    address = f"partner@{(firm.website or '').removeprefix('https://')}"
    session.add(
        FirmClaim(
            firm_id=firm.firm_id,
            name="Demo Partner",
            email=address,
            token_hash=hash_token(new_token()),
            expires_at=at,
            used_at=at,
        )
    )
    firm.organisation_id = organisation.id
    flush(session)
