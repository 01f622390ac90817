"""Codes that an app counts from a shared secret and the time (RFC 6238): six digits, a new one every 30 seconds."""

import uuid
from datetime import datetime

import pyotp
import segno
import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.accounts.factors.models import TotpSecret
from foundation.sealing import Sealer

STEP_SECONDS = 30
DRIFT = 1
"""Steps by which the clock of a phone may be early or late."""

ISSUER = "auditmatch"


def new_secret() -> str:
    """Make a secret of 160 random bits, in base 32."""
    return pyotp.random_base32()


def qr_code(secret: str, email: str) -> str:
    """Draw what an app reads with its camera, as the address of an SVG image that holds it itself."""
    uri = pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)
    return segno.make(uri, error="m", micro=False).svg_data_uri(scale=5, border=3, light="#fff")


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """Give the time step whose code this is, among the present one and its neighbours; None when it is of none."""
    present, counted = int(now.timestamp()) // STEP_SECONDS, pyotp.TOTP(secret)
    steps = range(present - DRIFT, present + DRIFT + 1)
    return next((step for step in steps if pyotp.utils.strings_equal(counted.generate_otp(step), code)), None)


def keep_secret(session: Session, user_id: uuid.UUID, secret: str, step: int, sealer: Sealer) -> None:
    """Keep a secret in place of the one before; the code that confirmed it is used up."""
    session.execute(sa.delete(TotpSecret).where(TotpSecret.user_id == user_id))
    session.add(TotpSecret(user_id=user_id, sealed_secret=sealer.sealed(secret), last_step=step))
    session.flush()


def find_secret(session: Session, user_id: uuid.UUID) -> TotpSecret | None:
    """Find a person's secret."""
    return session.scalar(sa.select(TotpSecret).where(TotpSecret.user_id == user_id))


def use_code(session: Session, row: TotpSecret, code: str, now: datetime, sealer: Sealer) -> bool:
    """Use a code up; tells whether it was right and not used before. Raises BrokenSeal under another key."""
    step = step_of(sealer.unsealed(row.sealed_secret), code, now)
    if step is None:
        return False
    newer = sa.or_(TotpSecret.last_step.is_(None), TotpSecret.last_step < step)
    values = {"last_step": step, "sealed_secret": sealer.renewed(row.sealed_secret)}
    used = sa.update(TotpSecret).where(TotpSecret.id == row.id, newer).values(values)
    return session.scalar(used.returning(TotpSecret.id)) is not None
