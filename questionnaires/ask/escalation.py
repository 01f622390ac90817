"""An open question goes to those who may answer it."""

import uuid
from urllib.parse import urlencode

from sqlalchemy.orm import Session

from foundation.access.permissions import Permission, permits
from foundation.accounts.members.service import list_members
from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.mail.service import post


def send_to_security(session: Session, question: str, note: str, actor: Actor, base_url: str) -> int:
    """Mail a question to the members who may approve answers; gives how many they are, at least one (an owner)."""
    address = f"{base_url.rstrip('/')}/ask/?{urlencode({'question': question})}"
    body = (
        f"{actor.name} was asked something that your controls, facts and approved answers do not answer:\n\n"
        f"  {question}\n\n" + (f"{note}\n\n" if note else "") + f"{address}\n\n"
        "Once a control, fact or approved answer says it, everybody gets the answer there.\n"
    )
    reached = [one for one in list_members(session) if permits(one.role, Permission.QUESTIONNAIRE_REVIEW)]
    for member in reached:
        post(session, recipient=member.user.email, subject=f"Open question: {question}", body=body)
    record(
        session,
        actor,
        "question.sent_to_security",
        thing="question",
        thing_id=str(uuid.uuid4()),
        summary=f"Sent an open question to {len(reached)} people",
        question=question[:500],
    )
    return len(reached)
