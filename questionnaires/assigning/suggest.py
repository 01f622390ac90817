"""Who knows of the topic: the owner of what the draft rests on, where that owner is a member."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.accounts.models import Membership
from questionnaires.controls.models import Control
from questionnaires.reviews.models import DraftAnswer

Owners = Mapping[str, str]
"""Control id -> its owner as the control set writes it."""


def control_owners(session: Session) -> Owners:
    """Give the owners of controls by the controls' ids; controls without an owner are missing."""
    rows = session.execute(sa.select(Control.control_id, Control.owner).where(Control.owner.is_not(None))).all()
    return {control_id: owner for control_id, owner in rows if owner}


def member_named(owner: str, members: Iterable[Membership]) -> Membership | None:
    """Find the member that an owner's text names, by address or whole name; None when it names none or several."""
    wanted = " ".join(owner.split()).casefold()
    found = [one for one in members if wanted in (one.user.email.casefold(), one.user.name.casefold())]
    return found[0] if len(found) == 1 else None


def owner_of(answer: DraftAnswer, owners: Owners) -> str | None:
    """Name the owner of the controls that an answer cites; the one of most of them, the first cited where level."""
    cited = [one["id"] for one in answer.citations if one["type"] == "control"]
    counts = Counter(owners[control_id] for control_id in cited if control_id in owners)
    return counts.most_common(1)[0][0] if counts else None


def by_topic(answers: Sequence[DraftAnswer], owners: Owners) -> dict[str | None, list[DraftAnswer]]:
    """Group answers by the owner of their topic, the largest group first; None: nobody is known.

    An answer that cites no owned control goes to the owner of most answers of its section.
    """
    of_section = _owners_by_section(answers, owners)
    groups: dict[str | None, list[DraftAnswer]] = {}
    for answer in answers:
        groups.setdefault(owner_of(answer, owners) or of_section.get(answer.question.section), []).append(answer)
    return dict(sorted(groups.items(), key=lambda one: (one[0] is None, -len(one[1]), one[0] or "")))


def _owners_by_section(answers: Iterable[DraftAnswer], owners: Owners) -> dict[str | None, str]:
    counts: dict[str | None, Counter[str]] = {}
    for answer in answers:
        if owner := owner_of(answer, owners):
            counts.setdefault(answer.question.section, Counter())[owner] += 1
    return {section: count.most_common(1)[0][0] for section, count in counts.items()}
