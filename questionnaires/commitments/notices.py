"""Telling people by mail which buyers were told otherwise, once for each change of what it rested on."""

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.access.permissions import Role
from foundation.accounts.members.service import list_members
from foundation.audit.actor import SERVICE
from foundation.audit.service import record
from foundation.mail.service import post
from questionnaires.commitments.models import SentStatement, StatementSource
from questionnaires.commitments.register import Register
from questionnaires.commitments.sources import Key, Standing

TOLD = (Role.OWNER, Role.SECURITY)
MOST_BUYERS = 20
"""Buyers named for one source; the page has them all."""


def notice(session: Session, today: date, base_url: str) -> int:
    """Mail the owners and the security team of the session's organisation; gives the number of changed sources."""
    register = Register(session, today)
    changes: dict[Key, tuple[Standing, list[StatementSource]]] = {}
    for row in register.changed_rows():
        key = (row.type, row.source_id)
        standing = register.standing(key)
        if row.noticed != standing.digest:
            changes.setdefault(key, (standing, []))[1].append(row)
    if not changes:
        return 0
    body = "\n\n".join(_paragraph(session, key, standing, rows) for key, (standing, rows) in sorted(changes.items()))
    for member in list_members(session):
        if member.role in TOLD:
            post(session, recipient=member.user.email, subject="Buyers were told otherwise", body=_mail(body, base_url))
    for standing, rows in changes.values():
        for row in rows:
            row.noticed = standing.digest
    record(
        session,
        SERVICE,
        "commitments.noticed",
        thing="commitments",
        thing_id="register",
        summary=f"Told the team that {len(changes)} things stand otherwise than buyers were told",
        sources=[f"{kind} {source_id}" for kind, source_id in sorted(changes)],
    )
    session.flush()
    return len(changes)


def _paragraph(session: Session, key: Key, standing: Standing, rows: Iterable[StatementSource]) -> str:
    old = next(iter(rows))
    ids = [row.statement_id for row in rows]
    of_them = sa.select(SentStatement.buyer, sa.func.count()).where(SentStatement.id.in_(ids[:500]))
    buyers = session.execute(of_them.group_by(SentStatement.buyer).order_by(SentStatement.buyer)).all()
    named = ", ".join(f"{buyer} ({count})" for buyer, count in buyers[:MOST_BUYERS])
    more = f" and {len(buyers) - MOST_BUYERS} more" if len(buyers) > MOST_BUYERS else ""
    return (
        f"{key[0].capitalize()} {key[1]} {old.title}\n"
        f"  was: {old.state}. {old.text}\n"
        f"  is:  {standing.state}. {standing.text}\n"
        f"  told otherwise (answers): {named}{more}"
    )


def _mail(body: str, base_url: str) -> str:
    return (
        "What answers to buyers rested on has changed. Decide whether the buyers should hear of it.\n\n"
        f"{body}\n\nThe register: {base_url.rstrip('/')}/commitments/\n"
    )
