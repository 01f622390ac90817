"""Domains whose people may join: asked of whoever keeps the domain's mail."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from foundation import clock
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.domains import finding, service
from foundation.accounts.domains.models import MailDomain
from foundation.mail.models import OutgoingMail


@pytest.fixture
def look(app):
    def read(selection):
        with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
            return session.scalars(selection).all()

    return read


@pytest.fixture
def link(look):
    """The path that was mailed last."""

    def read():
        mail = look(sa.select(OutgoingMail).order_by(OutgoingMail.created_at))[-1]
        return re.search(r"http://127\.0\.0\.1:8000(/domains/\S+)", mail.body)[1]

    return read


def ask(browser, domain="acme.example", mailbox="postmaster"):
    return browser.post("/organisation/domains/new", data={"domain": domain, "mailbox": mailbox})


def test_the_keeper_of_the_domain_is_asked_and_says_yes(sign_in, client, look, link):
    alice = sign_in("alice")

    assert ask(alice, " ACME.example. ").status_code == 303
    assert look(sa.select(OutgoingMail.recipient)) == ["postmaster@acme.example"]
    assert "Asked" in alice.get("/organisation/domains").text
    assert "May people of acme.example join Acme?" in client.get(link()).text
    assert look(sa.select(MailDomain.verified_at)) == [None]

    assert client.post(link()).status_code == 200

    assert "Yours" in alice.get("/organisation/domains").text
    assert client.get(link()).status_code == 404
    trail = alice.get("/trail").text
    assert "Asked postmaster@acme.example whether people of acme.example may join" in trail
    assert "postmaster@acme.example allowed people of acme.example to join" in trail


@pytest.mark.parametrize("wrong", ["", "acme", "alice@acme.example", "acme.example/x", "-a.example", "127.0.0.1"])
def test_what_is_no_domain_is_refused(sign_in, look, wrong):
    answer = ask(sign_in("alice"), wrong)

    assert answer.status_code == 422
    assert "Enter a domain such as example.com" in answer.text
    assert look(sa.select(OutgoingMail.id)) == []


def test_a_mailbox_of_ones_own_is_no_keeper(sign_in, look):
    assert ask(sign_in("alice"), mailbox="alice").status_code == 422
    assert look(sa.select(MailDomain.id)) == []


@pytest.mark.parametrize(("minutes", "status"), [(9, 409), (11, 303)])
def test_it_is_asked_again_after_ten_minutes_and_the_former_link_is_void(
    sign_in, client, link, monkeypatch, minutes, status
):
    alice = sign_in("alice")
    ask(alice)
    former, later = link(), clock.now() + timedelta(minutes=minutes)
    monkeypatch.setattr(service, "now", lambda: later)

    assert ask(alice).status_code == status
    assert client.get(former).status_code == (404 if status == 303 else 200)


@pytest.mark.parametrize(("days", "status"), [(6, 200), (8, 404)])
def test_the_link_holds_for_a_week(sign_in, client, link, monkeypatch, days, status):
    ask(sign_in("alice"))
    later = clock.now() + timedelta(days=days)
    monkeypatch.setattr(finding, "now", lambda: later)

    assert client.get(link()).status_code == status


def test_a_domain_is_one_organisations_alone(sign_in, client, link):
    ask(sign_in("alice"))
    first = link()
    ask(sign_in("charlie"))
    second = link()
    client.post(first)

    answer = client.post(second)

    assert answer.status_code == 409
    assert "another organisation&#39;s already" in answer.text


def test_a_domain_that_is_taken_back_may_be_shown_by_another(sign_in, client, link, look):
    alice = sign_in("alice")
    ask(alice)
    client.post(link())
    row = look(sa.select(MailDomain.id))[0]

    assert sign_in("charlie").post(f"/organisation/domains/{row}/remove").status_code == 404
    assert alice.post(f"/organisation/domains/{row}/remove").status_code == 303

    ask(sign_in("charlie"))
    assert client.post(link()).status_code == 200


def test_nobody_joins_the_platform_by_a_domain(sign_in):
    assert ask(sign_in("ada")).status_code == 409


@pytest.mark.parametrize("person", ["bob", "sam"])
def test_who_may_not_ask(sign_in, person):
    assert ask(sign_in(person)).status_code == 403
