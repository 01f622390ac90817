"""Mails of the outbox go out once, the oldest first, and wait when the server does not take them."""

import ssl
import uuid
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.config import Settings
from foundation.errors import BadInput
from foundation.mail import sender, smtp
from foundation.mail.letters import Letter
from foundation.mail.models import OutgoingMail
from foundation.mail.sender import send_waiting
from foundation.mail.service import post_letter
from foundation.mail.smtp import message_of, transport_from

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


@pytest.fixture
def session(app):
    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        yield session


@pytest.fixture
def clock(monkeypatch):
    """Set the sender's clock: `clock(moment)`."""

    def set_to(moment):
        monkeypatch.setattr(sender, "now", lambda: moment)

    set_to(NOON)
    return set_to


@pytest.fixture
def two_mails(session):
    for hour, recipient in ((2, "second@example.com"), (1, "first@example.com")):
        post_letter(session, Letter("Hello", ("Good day",)), recipient=recipient)
        session.flush()
        newest = session.scalars(sa.select(OutgoingMail).where(OutgoingMail.recipient == recipient)).one()
        newest.created_at = datetime(2026, 3, 4, hour, tzinfo=UTC)
    session.commit()


def refuse(_mail):
    raise ConnectionRefusedError("the server is away")


def test_what_waits_goes_the_oldest_first_and_is_marked(session, clock, two_mails):
    taken = []

    sent = send_waiting(session, lambda mail: taken.append(mail.recipient))

    assert (sent, taken) == (2, ["first@example.com", "second@example.com"])
    assert session.scalars(sa.select(OutgoingMail.sent_at)).all() == [NOON, NOON]


def test_what_went_does_not_go_again(session, clock, two_mails):
    send_waiting(session, lambda _mail: None)

    assert send_waiting(session, refuse) == 0


def test_a_mail_that_the_server_refuses_waits_and_says_why(session, clock, two_mails):
    assert send_waiting(session, refuse) == 0

    waiting = session.scalars(sa.select(OutgoingMail)).first()
    assert (waiting.sent_at, waiting.attempts, waiting.problem) == (None, 1, "the server is away")


@pytest.mark.parametrize(("wait", "expected"), [(timedelta(minutes=9, seconds=59), 0), (timedelta(minutes=10), 2)])
def test_a_refused_mail_is_tried_again_after_ten_minutes(session, clock, two_mails, wait, expected):
    send_waiting(session, refuse)

    clock(NOON + wait)

    assert send_waiting(session, lambda _mail: None) == expected


def test_a_mail_that_another_sender_holds_is_left_to_it(app, session, clock, two_mails):
    sent_by_the_other = []

    def slow(mail):
        if mail.recipient == "first@example.com":
            with open_session(app.extensions["engine"], EVERY_ORGANISATION) as other:
                send_waiting(other, lambda mail: sent_by_the_other.append(mail.recipient))

    assert send_waiting(session, slow) == 1
    assert sent_by_the_other == ["second@example.com"]


def test_without_a_server_mails_stay_in_the_outbox():
    assert transport_from(Settings()) is None


@pytest.mark.parametrize("url", ["mail.example.com", "http://mail.example.com", "smtps://"])
def test_an_address_that_names_no_mail_server_is_refused(url):
    with pytest.raises(BadInput, match="AUDITMATCH_SMTP_URL"):
        transport_from(Settings(smtp_url=url))


def test_a_message_carries_the_mail_and_the_same_id_each_time(session, two_mails):
    mail = session.scalars(sa.select(OutgoingMail)).first()

    message = message_of(mail, "service@example.com")

    assert message["From"] == "service@example.com"
    assert message["To"] == mail.recipient
    assert message["Message-ID"] == message_of(mail, "service@example.com")["Message-ID"]
    assert message.get_body(("plain",)).get_content() == "Good day\n"
    assert "<p>Good day</p>" in message.get_body(("html",)).get_content()


def test_a_mail_that_has_no_page_goes_as_plain_text(session):
    mail = OutgoingMail(id=uuid.uuid4(), created_at=NOON, recipient="a@example.com", subject="Hello", body="Good day")

    assert message_of(mail, "service@example.com").get_content() == "Good day\n"


def test_a_last_word_is_forgotten_once_it_went_and_not_before(session, clock):
    post_letter(session, Letter("Deleted", ("Good bye",)), recipient="gone@example.com", forget_when_sent=True)
    session.commit()

    assert send_waiting(session, refuse) == 0
    waiting = session.scalars(sa.select(OutgoingMail)).one()
    assert (waiting.recipient, waiting.body) == ("gone@example.com", "Good bye\n")
    clock(NOON + timedelta(hours=1))
    taken = []
    assert send_waiting(session, lambda mail: taken.append(mail.recipient)) == 1

    session.expire_all()
    left = session.scalars(sa.select(OutgoingMail)).one()
    assert taken == ["gone@example.com"]
    assert (left.recipient, left.subject, left.body, left.problem) == ("(erased)", "(erased)", "(erased)", None)


def test_a_line_break_begins_no_header(session):
    post_letter(session, Letter("Hello\r\nBcc: evil@example.com", ("Good day",)), recipient="a@example.com")
    session.flush()
    mail = session.scalars(sa.select(OutgoingMail)).one()
    mail.created_at = NOON

    message = message_of(mail, "auditmatch@example.com")
    mail.recipient = "a@example.com\r\nBcc: evil@example.com"

    assert message["Subject"] == "Hello Bcc: evil@example.com"
    assert message["Bcc"] is None
    with pytest.raises(ValueError, match="linefeed"):
        message_of(mail, "auditmatch@example.com")


@pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])
def test_a_mail_server_must_show_a_certificate_for_its_name(monkeypatch, scheme):
    asked = []

    class Server:
        def __init__(self, *_args, context=None, **_more):
            asked.append(context)

        def starttls(self, *, context):
            asked.append(context)

    monkeypatch.setattr(smtp.smtplib, "SMTP", Server)
    monkeypatch.setattr(smtp.smtplib, "SMTP_SSL", Server)
    smtp._connect(scheme, "mail.example.com", 1)

    context = asked[-1]
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2
