"""Values for what nobody asked: every column there is, sent along to see whether it is taken."""

import uuid
from collections import Counter
from typing import Any

import sqlalchemy as sa

from foundation.db import Base

Content = dict[str, list[dict[str, Any]]]
Counts = dict[str, Counter[tuple[str, ...]]]
MARK, NUMBER, DAY = "assigned-en-masse", "424242", "2001-02-03"
WORDS = {"role": "admin", "vetting_status": "verified", "state": "done", "kind": "platform"}
TOLD = ("organisation_id", "version", "role", "status", "vetting_status", "state", "kind")
NEVER_ASKED = {"organisation_id", "partner_id", "user_id", "role", "kind", "vetting_status", "state", "is_admin"}
"""What code may not even read from a form that does not show it."""
COLUMNS = {column.name: column for table in Base.metadata.sorted_tables for column in table.columns}


def strange_fields(strangers: str) -> dict[str, str]:
    """Give every column's name with a value that leads to a stranger's organisation, or would be known again."""
    found = {name: _foreign(column, strangers) for name, column in COLUMNS.items()}
    return found | {"is_admin": "y", "is_current": "y", "approved_by": MARK, "approved_by_id": strangers}


def _foreign(column: sa.Column[Any], strangers: str) -> str:
    if isinstance(column.type, sa.Uuid):
        return strangers
    if isinstance(column.type, sa.Integer | sa.Numeric):
        return NUMBER
    if isinstance(column.type, sa.Date | sa.DateTime):
        return DAY
    if isinstance(column.type, sa.Boolean):
        return "y"
    return WORDS.get(column.name, MARK)


class Standing:
    """What a stranger must not choose, counted: whose rows are, every word of a list, every yes and no."""

    def __init__(self, before: Content) -> None:
        self._before = before
        self._known = {row["id"] for row in before["organisation"]}
        self._counted = {name: self._count(name, rows) for name, rows in before.items()}
        self.umbrella = str(uuid.UUID(next(row["id"] for row in before["organisation"] if row["name"] == "Umbrella")))

    def of(self, content: Content) -> Counts:
        """Count the rows of each table by what they say of that."""
        return {
            name: self._counted[name] if rows == self._before[name] else self._count(name, rows)
            for name, rows in content.items()
        }

    def holds_sent(self, content: Content) -> bool:
        """Tell whether a row that is new or changed holds one of the values sent along."""
        changed = [row for name, rows in content.items() if rows != self._before[name] for row in rows]
        return any(sign in str(row) for row in changed for sign in (MARK, NUMBER))

    def _count(self, table: str, rows: list[dict[str, Any]]) -> Counter[tuple[str, ...]]:
        columns = Base.metadata.tables[table].columns
        names = [one.name for one in columns if one.name in TOLD or isinstance(one.type, sa.Boolean | sa.Enum)]
        return Counter(tuple(self._said(name, row[name]) for name in names) for row in rows)

    def _said(self, name: str, value: Any) -> str:
        return "a new one" if name == "organisation_id" and value and value not in self._known else str(value)
