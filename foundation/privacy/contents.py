"""What there is to take out of an organisation: its own tables, found by what is mapped, and who and what it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from foundation.accounts.models import Membership, Organisation, User
from foundation.mapped import columns_of, owned_classes
from foundation.privacy.models import DataExport

SECRET = frozenset(
    {
        "user_account.password_hash",
        "invitation.token_hash",
        "firm_claim.token_hash",
        "intake_link.token_hash",
        "sign_in.token_hash",
        "password_reset.token_hash",
        "api_token.token_hash",
        "sign_in_step.token_hash",
        "totp_secret.sealed_secret",
        "recovery_code.code_hash",
        "passkey.public_key",
        "mail_domain.token_hash",
    }
)
"""Columns, as table.column, that never leave: each lets somebody in, or helps to guess what does."""

AT_ONCE = 500
"""Rows that are held at the same time."""


@dataclass(frozen=True, slots=True)
class Contents:
    """One table as it leaves: its name, what a row of it is, and which rows are meant."""

    name: str
    meaning: str
    columns: dict[str, InstrumentedAttribute[Any]]
    rows: sa.Select[Any]

    def count(self, session: Session) -> int:
        """Count the rows that the session's organisation has."""
        return session.scalar(sa.select(sa.func.count()).select_from(self.rows.order_by(None).subquery())) or 0

    def each(self, session: Session) -> Iterator[dict[str, Any]]:
        """Give the rows one by one, few of them being held at the same time."""
        found = session.execute(self.rows.execution_options(yield_per=AT_ONCE))
        return (dict(zip(self.columns, row, strict=True)) for row in found)


def everything(organisation: Organisation) -> list[Contents]:
    """List what leaves: the organisation, its people, every table that holds its rows; but not former exports."""
    people = sa.select(User).join(Membership, Membership.user_id == User.id).distinct()
    only = sa.select(Organisation).where(Organisation.id == organisation.id)
    beside = [
        _contents(Organisation, "The organisation itself", only),
        _contents(User, "Its people", people),
    ]
    own = [_contents(one, _meaning(one), sa.select(one)) for one in owned_classes() if one is not DataExport]
    return beside + sorted(own, key=lambda one: one.name)


def _contents(mapped: type[Any], meaning: str, rows: sa.Select[Any]) -> Contents:
    columns = {
        name: column
        for name, column in columns_of(mapped).items()
        if f"{mapped.__tablename__}.{name}" not in SECRET and not isinstance(column.type, sa.LargeBinary)
    }
    chosen = rows.with_only_columns(*columns.values()).order_by(columns["id"])
    return Contents(mapped.__tablename__, meaning, columns, chosen)


def _meaning(mapped: type[Any]) -> str:
    """Say what a row is: the first clause of what the class says of itself."""
    return re.split(r"[.:;]", (mapped.__doc__ or "").strip(), maxsplit=1)[0]
