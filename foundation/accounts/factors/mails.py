"""What people are mailed about their second factor: whoever did not do it learns of it."""

from sqlalchemy.orm import Session

from foundation.accounts.models import User
from foundation.mail.service import post

_NOT_YOU = (
    'If it was not you, choose a new password at once ("I forgot my password" on the sign-in page), look through\n'
    '"Where you are signed in" on your account, and tell an owner of your organisation.\n'
)


def tell(session: Session, user: User, subject: str, what: str) -> None:
    """Mail a person what was done to how they sign in."""
    post(session, recipient=user.email, subject=subject, body=f"Hello {user.name},\n\n{what}\n\n{_NOT_YOU}")
    session.flush()
