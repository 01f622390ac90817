"""The mail server named by the settings."""

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from foundation.config import Settings
from foundation.errors import BadInput
from foundation.mail.models import OutgoingMail
from foundation.mail.sender import Transport

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
"""The ways to speak to a server and their usual ports; only plain `smtp` goes without encryption."""
PATIENCE_SECONDS = 30


def transport_from(settings: Settings) -> Transport | None:
    """Give the transport that the settings name, None when mails are to stay in the outbox; raises BadInput."""
    if not settings.smtp_url:
        return None
    parts = urlsplit(settings.smtp_url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise BadInput(
            "is not an address such as smtp+starttls://user:password@mail.example.com:587", where="AUDITMATCH_SMTP_URL"
        )

    def hand_over(mail: OutgoingMail) -> None:
        with _connect(parts.scheme, parts.hostname or "", parts.port or PORTS[parts.scheme]) as server:
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.send_message(message_of(mail, settings.mail_from))

    return hand_over


def _connect(scheme: str, host: str, port: int) -> smtplib.SMTP:
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=PATIENCE_SECONDS, context=ssl.create_default_context())
    server = smtplib.SMTP(host, port, timeout=PATIENCE_SECONDS)
    if scheme == "smtp+starttls":
        server.starttls(context=ssl.create_default_context())
    return server


def message_of(mail: OutgoingMail, sender: str) -> EmailMessage:
    """Write a mail as a message; its Message-ID stays the same when it has to be sent again."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, mail.recipient, mail.subject
    message["Date"] = mail.created_at
    message["Message-ID"] = f"<{mail.id}@auditmatch>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.body)
    if mail.html:
        message.add_alternative(mail.html, subtype="html")
    return message
