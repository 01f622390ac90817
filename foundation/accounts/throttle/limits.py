"""Which limits hold for whom, by the settings."""

from ipaddress import ip_address

from foundation.accounts.throttle.service import Limit
from foundation.config import Settings


def password_subject(email: str) -> str:
    """Name the passwords that are tried for one address."""
    return f"password:{email.strip().lower()}"


def password_limits(settings: Settings, email: str, source: str | None) -> list[Limit]:
    """Give the limits of trying passwords for an address, from a source."""
    return [_of_account(settings, password_subject(email)), *_of_source(settings, source)]


def code_limits(settings: Settings, user_id: object, source: str | None) -> list[Limit]:
    """Give the limits of trying codes for a person, from a source."""
    return [_of_account(settings, f"code:{user_id}"), *_of_source(settings, source)]


def opening_limits(settings: Settings, source: str | None) -> list[Limit]:
    """Give the limits of beginning something that is kept without anybody having signed in."""
    if not source or not _is_public(source):
        return []
    return [
        Limit(f"opening:{source}", settings.openings_per_source, 60, forgiven=False, what="new accounts or intakes")
    ]


def address_limits(settings: Settings, user_id: object, email: str) -> list[Limit]:
    """Give the limits of mailing links for a new address: by one person, and to one address."""
    most, what = settings.reset_mails_per_hour, "links to confirm a new address"
    subjects = (f"address of:{user_id}", f"address:{email}")
    return [Limit(subject, most, 60, forgiven=False, what=what) for subject in subjects]


def _of_account(settings: Settings, subject: str) -> Limit:
    return Limit(subject, settings.attempts_per_account, settings.attempts_minutes)


def _of_source(settings: Settings, source: str | None) -> list[Limit]:
    """Count a source only where it can be one party: behind a proxy that is not trusted all share its address."""
    if not source or not _is_public(source):
        return []
    return [Limit(f"source:{source}", settings.attempts_per_source, settings.attempts_minutes, forgiven=False)]


def _is_public(source: str) -> bool:
    try:
        return ip_address(source).is_global
    except ValueError:
        return False
