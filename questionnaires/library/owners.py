"""Who looks after an approved answer."""

import uuid

from sqlalchemy.orm import Session

from foundation.accounts.members.service import list_members
from foundation.audit.actor import Actor
from foundation.audit.service import record as leave_trail
from foundation.errors import BadInput
from foundation.imports.deeds import flush_or_conflict
from foundation.imports.plan import FieldChange
from questionnaires.library.models import ApprovedAnswer
from questionnaires.library.service import ANSWERS, note_change

NOBODY = "nobody"


def possible_owners(session: Session, answer: ApprovedAnswer | None = None) -> list[tuple[str, str]]:
    """List (id, name) of the members, and of the owner who is none any more."""
    found = [(str(member.user_id), member.user.name) for member in list_members(session)]
    if answer is not None and answer.owner_id and str(answer.owner_id) not in dict(found):
        found.append((str(answer.owner_id), f"{answer.owner} (no member any more)"))
    return found


def assign(session: Session, answer: ApprovedAnswer, user_id: uuid.UUID | None, actor: Actor) -> bool:
    """Give an answer to a member, or to nobody; tells whether that is new. Raises BadInput for a stranger."""
    if user_id == answer.owner_id:
        return False
    names = {member.user_id: member.user.name for member in list_members(session)}
    if user_id is not None and user_id not in names:
        raise BadInput("Select one of the members of your organisation")
    before, answer.owner_id = answer.owner, user_id
    answer.owner = names[user_id] if user_id else None
    flush_or_conflict(session, ANSWERS)
    note_change(session, answer, FieldChange("owner", before or NOBODY, answer.owner or NOBODY), actor)
    leave_trail(
        session,
        actor,
        "answers.given_to",
        thing="answers",
        thing_id=answer.answer_id[:80],
        summary=f"Gave the approved answer {answer.answer_id} to {answer.owner or NOBODY}",
        changes={"owner": [before or "", answer.owner or ""]},
    )
    return True
