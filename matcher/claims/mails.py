"""The mails about claims. None repeats what a stranger typed: anyone may ask, and others read it."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from foundation.accounts.models import User
from foundation.mail.letters import Letter, Sample
from foundation.mail.service import post_letter
from matcher.claims.models import FirmClaim
from matcher.firms.models import Firm


def offer(session: Session, claim: FirmClaim, firm: Firm, link: str) -> None:
    """Send the link to whoever asked."""
    post_letter(session, _offered(firm.name, claim.expires_at, link), recipient=claim.email)


def tell_contact(session: Session, firm: Firm, user: User) -> None:
    """Tell the contact that the platform knows, if it is somebody else."""
    if not firm.contact_email or firm.contact_email.lower() == user.email:
        return
    post_letter(session, _taken_over(firm.name, user.email), recipient=firm.contact_email)


def tell_released(session: Session, address: str, firm: Firm, reason: str) -> None:
    """Tell one of the firm's people that they no longer keep it."""
    post_letter(session, _released(firm.name, reason), recipient=address)


def _offered(firm: str, expires_at: datetime, link: str) -> Letter:
    return Letter(
        f"Take over the profile of {firm}",
        (
            f"Somebody, probably you, asked to take over the profile of {firm} on auditmatch. Whoever does keeps its "
            "fees, offer and capacity.",
            f"The link works once, until {expires_at:%Y-%m-%d %H:%M} UTC. If it was not you, do nothing: the profile "
            "stays as it is.",
        ),
        action="Go on here",
        link=link,
    )


def _taken_over(firm: str, email: str) -> Letter:
    return Letter(
        f"{firm}: your profile was taken over",
        (
            f"{email} has taken over the profile of {firm} on auditmatch and keeps its fees, offer and capacity from "
            "now on. Colleagues can be invited there.",
            "If this should not be, answer this mail: the claim can be released.",
        ),
    )


def _released(firm: str, reason: str) -> Letter:
    return Letter(
        f"{firm}: you no longer keep its profile",
        (
            f"The profile of {firm} on auditmatch was taken back from you and your colleagues. The reason:",
            reason,
            "Your account stays. If this should not be, answer this mail.",
        ),
    )


def samples(base_url: str) -> tuple[Sample, ...]:
    """Give each letter with invented contents."""
    firm = "Cedar Hollow Assurance"
    until = datetime(2027, 3, 5, 14, 30, tzinfo=UTC)
    return (
        Sample(
            "Profile asked for", "whoever asked, at the firm's domain", _offered(firm, until, f"{base_url}/claims/…")
        ),
        Sample("Profile taken over", "the firm's known contact", _taken_over(firm, "rae@cedarhollow.example")),
        Sample(
            "Profile taken back", "the firm's people", _released(firm, "The address belonged to somebody who left.")
        ),
    )
