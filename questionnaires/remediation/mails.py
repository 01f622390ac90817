"""Telling somebody that a step is theirs."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from foundation.accounts.models import User
from foundation.audit.actor import Actor
from foundation.mail.service import post
from questionnaires.remediation.models import RemediationTask


def tell_owner(session: Session, owner: User, tasks: Sequence[RemediationTask], actor: Actor, base_url: str) -> None:
    """Mail a person the steps that somebody gave them, all for one criterion."""
    first = tasks[0]
    by = f" by {first.due_on.day} {first.due_on:%B %Y}" if first.due_on else ""
    asked = "this step" if len(tasks) == 1 else f"these {len(tasks)} steps"
    listed = "\n\n".join(f"  {one.step}\n  {base_url.rstrip('/')}/remediation/{one.id}" for one in tasks)
    body = (
        f"{actor.name} asks you to do {asked}{by}, so that {first.criterion} can be covered:\n\n{listed}\n\n"
        "When a step is done, say on its page what was done and where it shows. The criterion itself counts as "
        "covered once a control that is in place names it.\n"
    )
    post(session, recipient=owner.email, subject=f"For you to do: {first.criterion}{by}", body=body)
