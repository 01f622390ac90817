"""Telling people by mail which buyers were told otherwise, once for each change of what it rested on."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.access.permissions import Role
from foundation.accounts.members.service import list_members
from foundation.audit.actor import SERVICE
from foundation.audit.service import record
from foundation.mail.service import post_letter
from questionnaires.commitments.letters import Change, otherwise_letter
from questionnaires.commitments.models import SentStatement, StatementSource
from questionnaires.commitments.register import Register
from questionnaires.commitments.sources import Key, Standing

TOLD = (Role.OWNER, Role.SECURITY)


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
    told = [_change(session, key, standing, rows) for key, (standing, rows) in sorted(changes.items())]
    letter = otherwise_letter(told, base_url)
    for member in list_members(session):
        if member.role in TOLD:
            post_letter(session, letter, recipient=member.user.email)
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


def _change(session: Session, key: Key, standing: Standing, rows: Sequence[StatementSource]) -> Change:
    old = rows[0]
    ids = [row.statement_id for row in rows]
    of_them = sa.select(SentStatement.buyer, sa.func.count()).where(SentStatement.id.in_(ids[:500]))
    buyers = session.execute(of_them.group_by(SentStatement.buyer).order_by(SentStatement.buyer)).all()
    return Change(
        source=f"{key[0].capitalize()} {key[1]} {old.title}",
        was=f"{old.state}. {old.text}",
        now=f"{standing.state}. {standing.text}",
        buyers=[(buyer, count) for buyer, count in buyers],
    )
