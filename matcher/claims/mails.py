"""The mails about claims. None repeats what a stranger typed: anyone may ask, and others read it."""

from sqlalchemy.orm import Session

from foundation.accounts.models import User
from foundation.mail.service import post
from matcher.claims.models import FirmClaim
from matcher.firms.models import Firm


def offer(session: Session, claim: FirmClaim, firm: Firm, link: str) -> None:
    """Send the link to whoever asked."""
    body = (
        f"Hello,\n\nsomebody, probably you, asked to take over the profile of {firm.name} on auditmatch. "
        f"Whoever does keeps its fees, offer and capacity. Go on here:\n\n{link}\n\n"
        f"The link works once, until {claim.expires_at:%Y-%m-%d %H:%M} UTC. "
        f"If it was not you, do nothing: the profile stays as it is.\n"
    )
    post(session, recipient=claim.email, subject=f"Take over the profile of {firm.name}", body=body)


def tell_contact(session: Session, firm: Firm, user: User) -> None:
    """Tell the contact that the platform knows, if it is somebody else."""
    if not firm.contact_email or firm.contact_email.lower() == user.email:
        return
    body = (
        f"Hello,\n\n{user.email} has taken over the profile of {firm.name} on auditmatch and keeps its fees, offer "
        f"and capacity from now on. Colleagues can be invited there.\n"
        f"If this should not be, answer this mail: the claim can be released.\n"
    )
    post(session, recipient=firm.contact_email, subject=f"{firm.name}: your profile was taken over", body=body)


def tell_released(session: Session, address: str, firm: Firm, reason: str) -> None:
    """Tell one of the firm's people that they no longer keep it."""
    body = (
        f"Hello,\n\nthe profile of {firm.name} on auditmatch was taken back from you and your colleagues. The reason:"
        f"\n\n{reason}\n\nYour account stays. If this should not be, answer this mail.\n"
    )
    post(session, recipient=address, subject=f"{firm.name}: you no longer keep its profile", body=body)
