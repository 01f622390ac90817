"""Claiming a firm's profile: by a mailed one-use link to its domain, told to nobody else, released by an admin."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from foundation import clock
from foundation.access.permissions import Role
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Membership, Organisation, OrganisationKind, User
from foundation.audit.models import AuditEntry
from foundation.mail.models import OutgoingMail
from matcher.claims import service
from matcher.claims.models import FirmClaim
from matcher.firms.models import Firm
from tests.factories.firm import add_claimed_firm, add_firm
from tests.factories.people import PASSWORD

NOWHERE = "00000000-0000-0000-0000-000000000000"
JOIN = {"name": "Petra Plain", "password": "a long new password"}


@pytest.fixture
def look(app):
    """Give the rows of a selection, across organisations."""

    def read(selection):
        with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
            return session.execute(selection).all()

    return read


@pytest.fixture
def key(acting_for):
    session = acting_for("The platform")
    key = add_firm(session).id
    session.commit()
    return key


@pytest.fixture
def ask(client, key):
    def send(email, name="Petra", browser=client):
        return browser.post(f"/firms/{key}/claim", data={"name": name, "email": email})

    return send


def links(look):
    """Give the paths that were mailed, the oldest first."""
    bodies = look(sa.select(OutgoingMail.body).order_by(OutgoingMail.created_at))
    return [found[1] for (body,) in bodies if (found := re.search(r"http://127\.0\.0\.1:8000(/claims/\S+)", body))]


def recipients(look):
    return [row.recipient for row in look(sa.select(OutgoingMail.recipient).order_by(OutgoingMail.created_at))]


def trail_of(look, organisation):
    joined = sa.select(AuditEntry.action).join(Organisation, Organisation.id == AuditEntry.organisation_id)
    wanted = joined.where(Organisation.name == organisation, AuditEntry.thing == "firm").order_by(AuditEntry.at)
    return list(dict.fromkeys(action for (action,) in look(wanted)))


def keeper(look):
    joined = sa.select(Organisation.name, Organisation.kind).join(Firm, Firm.organisation_id == Organisation.id)
    return look(joined)


def test_the_firms_page_leads_to_the_claim(client, key):
    assert f'href="/firms/{key}/claim"' in client.get(f"/firms/{key}").text
    assert "At plainfield.example" in client.get(f"/firms/{key}/claim").text


def test_somebody_of_the_domain_takes_the_firm_over_with_a_new_account(client, ask, look):
    answer = ask("Petra@Mail.Plainfield.example")
    (link,) = links(look)

    assert answer.status_code == 303
    assert recipients(look) == ["petra@mail.plainfield.example"]
    assert 'value="Petra"' in client.get(link).text
    assert client.post(link, data=JOIN).location == "/portal/"

    assert keeper(look) == [("Plainfield Assurance", OrganisationKind.FIRM)]
    member = sa.select(User.email, User.name, Membership.role).join(User, User.id == Membership.user_id)
    assert look(member.where(User.name == "Petra Plain")) == [
        ("petra@mail.plainfield.example", "Petra Plain", Role.FIRM)
    ]
    assert "Plainfield Assurance" in client.get("/portal/").text


def test_the_trails_of_the_platform_and_of_the_firm_tell_what_happened(client, ask, look):
    ask("petra@plainfield.example")
    client.post(links(look)[0], data=JOIN)

    assert trail_of(look, "The platform") == ["firm.claim_asked", "firm.claimed"]
    assert trail_of(look, "Plainfield Assurance") == ["firm.claimed"]


def test_the_contact_that_the_platform_knows_is_told(client, ask, look):
    ask("petra@plainfield.example")
    client.post(links(look)[0], data=JOIN)

    assert recipients(look) == ["petra@plainfield.example", "contact@plainfield.example"]


@pytest.mark.parametrize(
    "email",
    ["ann@evil-plainfield.example", "ann@plainfield.example.evil.example", "ann@gmail.com", "alice@example.com"],
)
def test_whoever_asks_cannot_tell_whether_the_address_was_of_the_firm(client, ask, key, look, email):
    wrong = ask(email)
    right = ask("petra@plainfield.example")

    assert (wrong.status_code, wrong.location, wrong.data) == (right.status_code, right.location, right.data)
    assert recipients(look) == ["petra@plainfield.example"]
    assert trail_of(look, "The platform") == ["firm.claim_asked"]
    assert email not in client.get(wrong.location).text


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"name": "", "email": "a@plainfield.example"}, "Enter your name"),
        ({"name": "x" * 201, "email": "a@plainfield.example"}, "Use at most 200 characters"),
        ({"name": "Petra", "email": ""}, "Enter an e-mail address"),
        ({"name": "Petra", "email": "plainfield.example"}, "such as name@example.com"),
        ({"name": "Petra", "email": "a@evil.example\r\nBcc: b@plainfield.example"}, "such as name@example.com"),
        ({"name": "Petra", "email": f"{'a' * 250}@plainfield.example"}, "at most 254 characters"),
    ],
)
def test_a_wrong_form_is_told_and_mails_nothing(client, key, look, data, told):
    answer = client.post(f"/firms/{key}/claim", data=data)

    assert answer.status_code == 422
    assert told in answer.text
    assert recipients(look) == []


def test_the_mail_repeats_nothing_that_a_stranger_typed(ask, look):
    ask("petra@plainfield.example", name="You won! http://evil.example")

    assert "evil" not in look(sa.select(OutgoingMail.body))[0].body


def test_a_link_works_once(app, client, ask, look):
    ask("petra@plainfield.example")
    (link,) = links(look)
    client.post(link, data=JOIN)

    again = app.test_client().get(link)

    assert again.status_code == 404
    assert "used already" in again.text


def test_a_link_ends_after_its_days(client, ask, look, monkeypatch):
    ask("petra@plainfield.example")
    late = clock.now() + timedelta(days=7, seconds=1)
    monkeypatch.setattr(service, "now", lambda: late)

    answer = client.get(links(look)[0])

    assert answer.status_code == 404
    assert "too old" in answer.text


def test_a_newer_link_ends_the_older_one(client, ask, look):
    ask("petra@plainfield.example")
    ask("petra@plainfield.example")
    older, newer = links(look)

    assert client.get(older).status_code == 404
    assert client.get(newer).status_code == 200


def test_a_link_ends_when_the_firms_domain_becomes_another(client, ask, key, look, acting_for):
    ask("petra@plainfield.example")
    with acting_for("The platform") as session:
        session.get_one(Firm, key).website = "https://elsewhere.example"
        session.commit()

    assert client.get(links(look)[0]).status_code == 404


def test_three_mails_go_out_for_a_firm_in_a_day_and_then_none(ask, look, monkeypatch):
    for number in range(5):
        assert ask(f"petra{number}@plainfield.example").status_code == 303
    later = clock.now() + timedelta(hours=24, minutes=1)
    sent = recipients(look)
    monkeypatch.setattr(service, "now", lambda: later)
    ask("late@plainfield.example")

    assert sent == [f"petra{number}@plainfield.example" for number in range(3)]
    assert recipients(look)[3:] == ["late@plainfield.example"]


def test_somebody_with_an_account_signs_in_and_takes_the_firm_over(app, client, ask, key, look, acting_for):
    with acting_for("The platform") as session:
        session.get_one(Firm, key).website = "https://example.com"
        session.commit()
    ask("charlie@example.com")
    (link,) = links(look)

    assert "There is an account under this address already" in client.get(link).text
    assert client.post(link, data=JOIN).status_code == 200
    signed = client.post("/sign-in", data={"email": "charlie@example.com", "password": PASSWORD, "next": link})
    assert signed.location == link
    assert "You stay a member of Umbrella" in client.get(link).text
    assert client.post(link).location == "/portal/"

    assert keeper(look) == [("Plainfield Assurance", OrganisationKind.FIRM)]
    assert "Plainfield Assurance" in client.get("/portal/").text


def test_a_link_to_another_address_is_not_for_whoever_is_signed_in(sign_in, ask, look):
    ask("petra@plainfield.example")
    alice = sign_in("alice")
    (link,) = links(look)

    assert alice.get(link).status_code == 403
    assert alice.post(link).status_code == 403
    assert keeper(look) == []


@pytest.mark.parametrize(("password", "told"), [("short", "at least 12"), ("petra@plainfield.example", "not contain")])
def test_a_weak_password_takes_nothing_over_and_leaves_the_link(client, ask, look, password, told):
    ask("petra@plainfield.example")
    (link,) = links(look)

    answer = client.post(link, data={"name": "Petra", "password": password})

    assert (answer.status_code, keeper(look)) == (422, [])
    assert told in answer.text
    assert client.get(link).status_code == 200


def test_two_links_to_one_firm_take_it_over_once(app, ask, look):
    ask("petra@plainfield.example")
    ask("otto@plainfield.example")
    first, second = links(look)
    app.test_client().post(first, data=JOIN)

    late = app.test_client().post(second, data=JOIN)

    assert late.status_code == 409
    assert "Ask them to invite you" in late.text
    assert look(sa.select(User.id).where(User.email == "otto@plainfield.example")) == []
    assert len(keeper(look)) == 1


def test_a_claimed_firm_says_so_and_mails_nobody(client, ask, look):
    ask("petra@plainfield.example")
    client.post(links(look)[0], data=JOIN)
    before = recipients(look)

    refused = ask("otto@plainfield.example")

    assert refused.status_code == 409
    assert "is claimed already" in refused.text
    assert recipients(look) == before


@pytest.mark.parametrize("path", ["/firms/{0}/claim", "/firms/{0}/claim/asked"])
def test_no_firm_and_a_removed_one_cannot_be_claimed(client, acting_for, path):
    with acting_for("The platform") as session:
        gone = add_firm(session, firm_id="F-902", vetting_status="removed").id
        session.commit()

    assert client.get(path.format(NOWHERE)).status_code == 404
    assert client.get(path.format(gone)).status_code == 404


def test_a_firm_whose_domain_nobody_knows_cannot_be_claimed_by_mail(client, acting_for, look):
    with acting_for("The platform") as session:
        key = add_firm(session, firm_id="F-902", website="n/a", contact_email="firm@gmail.com").id
        session.commit()

    page = client.get(f"/firms/{key}/claim").text
    client.post(f"/firms/{key}/claim", data={"name": "x", "email": "firm@gmail.com"})

    assert "We do not know the firm's own mail domain" in page
    assert "gmail" not in page
    assert recipients(look) == []


def test_the_contacts_domain_is_told_to_nobody(client, acting_for):
    with acting_for("The platform") as session:
        key = add_firm(session, firm_id="F-902", website=None, contact_email="firm@hidden.example").id
        session.commit()

    assert "hidden.example" not in client.get(f"/firms/{key}/claim").text


def test_a_form_without_its_token_asks_for_nothing(client, key, look):
    data = {"name": "Petra", "email": "petra@plainfield.example"}

    assert client.post(f"/firms/{key}/claim", data=data, csrf=False).status_code == 400
    assert recipients(look) == []


@pytest.fixture
def claimed(acting_for):
    session = acting_for("The platform")
    key = add_claimed_firm(session, firm_id="F-903", name="Kept House").id
    session.commit()
    return key


def test_an_admin_releases_a_claim_with_a_reason_and_its_people_are_told(sign_in, claimed, look):
    fiona, ada = sign_in("fiona"), sign_in("ada")
    before = fiona.get("/portal/").text
    assert "Invented Assurance keeps its fees" in ada.get(f"/admin/firms/{claimed}").text

    answer = ada.post(f"/admin/firms/{claimed}/release", data={"reason": "Not of the firm", "version": "2"})

    assert answer.status_code == 303
    assert (keeper(look), recipients(look)) == ([], ["fiona@example.com"])
    assert "Not of the firm" in look(sa.select(OutgoingMail.body))[0].body
    assert "Kept House" in before
    assert "You keep no firm" in fiona.get("/portal/").text
    assert fiona.get("/portal/profile").status_code == 404
    assert trail_of(look, "The platform") == trail_of(look, "Invented Assurance") == ["firm.released"]
    assert "Not claimed" in ada.get(f"/admin/firms/{claimed}").text


def test_a_release_ends_links_that_were_mailed_before(client, sign_in, ask, key, look, acting_for):
    ask("petra@plainfield.example")
    with acting_for("The platform") as session:
        session.get_one(Firm, key).organisation_id = session.info["scope"]
        session.commit()

    sign_in("ada").post(f"/admin/firms/{key}/release", data={"reason": "x"})

    assert client.get(links(look)[0]).status_code == 404


def test_a_release_needs_a_reason_a_claim_and_the_version_that_was_shown(sign_in, claimed, key, look):
    ada = sign_in("ada")

    assert ada.post(f"/admin/firms/{claimed}/release", data={"reason": " ", "version": "2"}).status_code == 422
    assert ada.post(f"/admin/firms/{claimed}/release", data={"reason": "x", "version": "1"}).status_code == 409
    assert ada.post(f"/admin/firms/{key}/release", data={"reason": "x", "version": "1"}).status_code == 409
    assert len(keeper(look)) == 1


@pytest.mark.parametrize(("person", "expected"), [("alice", 403), ("fiona", 403), (None, 302)])
def test_who_may_not_release(client, sign_in, claimed, person, expected):
    browser = sign_in(person) if person else client

    assert browser.post(f"/admin/firms/{claimed}/release", data={"reason": "x"}).status_code == expected


def test_a_link_is_kept_as_a_hash_only(ask, look):
    ask("petra@plainfield.example")
    token = links(look)[0].rsplit("/", 1)[1]

    (stored,) = look(sa.select(FirmClaim.token_hash))

    assert len(stored.token_hash) == 64
    assert token not in stored.token_hash
