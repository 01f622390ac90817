"""Recovery codes: ten at a time, each lets its holder in once; only their hashes are kept."""

import secrets
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.accounts.factors.models import RecoveryCode
from foundation.accounts.tokens import hash_token
from foundation.clock import now

HOW_MANY = 10
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""32 signs, none of which is taken for another in print."""
LENGTH = 24
"""120 random bits: too many to guess, so that a fast hash is enough."""


def make_codes(session: Session, user_id: uuid.UUID) -> list[str]:
    """Make ten new codes in place of all former ones; gives them as people are shown them, this once."""
    void_codes(session, user_id)
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(LENGTH)) for _ in range(HOW_MANY)]
    session.add_all(RecoveryCode(user_id=user_id, code_hash=_hash(user_id, code)) for code in codes)
    session.flush()
    return ["-".join(code[start : start + 4] for start in range(0, LENGTH, 4)) for code in codes]


def void_codes(session: Session, user_id: uuid.UUID) -> None:
    """Take all codes of a person away."""
    session.execute(sa.delete(RecoveryCode).where(RecoveryCode.user_id == user_id))


def use_recovery_code(session: Session, user_id: uuid.UUID, given: str) -> bool:
    """Use a code up; tells whether it was one of the person's and not used before."""
    code = "".join(sign for sign in given.upper() if sign in ALPHABET)
    mine = (RecoveryCode.user_id == user_id, RecoveryCode.code_hash == _hash(user_id, code))
    used = sa.update(RecoveryCode).where(*mine, RecoveryCode.used_at.is_(None)).values(used_at=now())
    return session.scalar(used.returning(RecoveryCode.id)) is not None


def codes_left(session: Session, user_id: uuid.UUID) -> int:
    """Count the codes that were not used."""
    mine = (RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))
    return session.scalar(sa.select(sa.func.count()).where(*mine)) or 0


def _hash(user_id: uuid.UUID, code: str) -> str:
    return hash_token(f"{user_id}:{code}")
