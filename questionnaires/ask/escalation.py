"""An open question goes to those who may answer it."""

import uuid

from sqlalchemy.orm import Session

from foundation.access.permissions import Permission, permits
from foundation.accounts.members.service import list_members
from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.mail.service import post_letter
from questionnaires.ask.letters import open_question_letter


def send_to_security(session: Session, question: str, note: str, actor: Actor, base_url: str) -> int:
    """Mail a question to the members who may approve answers; gives how many they are, at least one (an owner)."""
    letter = open_question_letter(actor.name, question, note, base_url)
    reached = [one for one in list_members(session) if permits(one.role, Permission.QUESTIONNAIRE_REVIEW)]
    for member in reached:
        post_letter(session, letter, recipient=member.user.email)
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
