"""Ids of approved answers that were merged into others, which stand in what was drafted and sent before."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from foundation.access.scope import standing
from foundation.imports.collection import KEYS_AT_ONCE
from questionnaires.library.models import ApprovedAnswer, MergedAnswer


def merged_answers(session: Session) -> Sequence[MergedAnswer]:
    """List what was merged, but for ids that a file has brought back since as answers of their own."""
    return session.scalars(sa.select(MergedAnswer).where(_is_gone(MergedAnswer)).order_by(MergedAnswer.old_id)).all()


def merged_into(session: Session, ids: Sequence[str]) -> Mapping[str, str]:
    """Give for those of some ids that were merged the id that stands for them."""
    wanted = sorted(set(ids))
    found: dict[str, str] = {}
    for at in range(0, len(wanted), KEYS_AT_ONCE):
        found |= dict(iter(session.execute(_MERGED_OF_THEM, {"ids": wanted[at : at + KEYS_AT_ONCE]})))
    return found


def controls_behind(session: Session) -> Mapping[str, Sequence[str]]:
    """Give the controls that approved answers rest on, by the answer's id; merged ids have those of the kept one."""
    rows = session.execute(sa.select(ApprovedAnswer.answer_id, ApprovedAnswer.controls))
    found: dict[str, Sequence[str]] = dict(iter(rows))
    return found | {one.old_id: found.get(one.kept_id, ()) for one in merged_answers(session)}


def aliases() -> sa.Subquery:
    """Give old and kept ids, for joining."""
    merged = aliased(MergedAnswer)
    return sa.select(merged.old_id, merged.kept_id).where(_is_gone(merged)).subquery("alias")


def _is_gone(merged: type[MergedAnswer]) -> sa.ColumnElement[bool]:
    own = aliased(ApprovedAnswer)
    return ~sa.select(own.id).where(own.answer_id == merged.old_id).exists()


_MERGED_OF_THEM = standing(
    sa.select(MergedAnswer.old_id, MergedAnswer.kept_id).where(
        MergedAnswer.old_id.in_(sa.bindparam("ids", expanding=True)), _is_gone(MergedAnswer)
    )
)
"""Built once: aliases take longer to make than the few rows to find."""
