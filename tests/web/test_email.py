"""Another e-mail address: a link to the new one, notices to the present one, and nobody told who has an account."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from foundation import clock
from foundation.accounts.domains.models import MailDomain
from foundation.accounts.models import Organisation, SignIn, User
from foundation.accounts.steps import service as steps
from foundation.accounts.steps.models import SignInStep
from foundation.accounts.tokens import hash_token
from foundation.mail.models import OutgoingMail
from tests.factories.people import PASSWORD

NEW = "alice@new.example"


@pytest.fixture
def mails(change):
    """Give recipient and text of each mail, the oldest first."""
    wanted = sa.select(OutgoingMail.recipient, OutgoingMail.body).order_by(OutgoingMail.created_at)
    return lambda: [tuple(row) for row in change(lambda session: session.execute(wanted).all())]


@pytest.fixture
def link(mails):
    """The path that was mailed last."""
    return lambda: re.findall(r"http://127\.0\.0\.1:8000(/account/email/\S+)", "".join(body for _, body in mails()))[-1]


def ask(browser, email=NEW):
    return browser.post("/account/email", data={"email": email})


def own(name, domain):
    """Let an organisation have shown a domain to be its own."""

    def deed(session):
        organisation_id = session.scalars(sa.select(Organisation.id).where(Organisation.name == name)).one()
        row = MailDomain(organisation_id=organisation_id, domain=domain, mailbox=f"admin@{domain}", asked_by="Alice")
        row.token_hash, row.expires_at, row.verified_at = domain, clock.now(), clock.now()
        session.add(row)

    return deed


def test_the_new_address_is_confirmed_and_signs_in_from_then_on(app, sign_in, mails, link):
    alice = sign_in("alice")
    asked = ask(alice, " Alice@NEW.example ")

    assert (asked.status_code, asked.location) == (303, "/account/email/asked")
    assert "alice@example.com stays as it is" in alice.get(asked.location).text
    assert [recipient for recipient, _ in mails()] == [NEW, "alice@example.com"]
    assert "under alice@new.example instead of this" in mails()[1][1]
    assert "<dd>alice@new.example</dd>" in alice.get(link()).text
    assert "alice@example.com" in alice.get("/account").text  # nothing has changed yet

    assert alice.post(link()).status_code == 303

    assert NEW in alice.get("/account").text
    assert mails()[-1][0] == "alice@example.com"
    assert "from now on you sign in to your account on auditmatch under alice@new.example" in mails()[-1][1]
    statuses = [
        app.test_client().post("/sign-in", data={"email": email, "password": PASSWORD}).status_code
        for email in ("alice@example.com", NEW)
    ]
    assert statuses == [422, 303]


def test_both_steps_stand_in_the_trail(sign_in, link):
    alice = sign_in("alice")
    ask(alice)
    alice.post(link())

    trail = sign_in("bob").get("/trail").text
    assert "Asked to change their e-mail address to alice@new.example" in trail
    assert "Changed their e-mail address from alice@example.com to alice@new.example; other sessions ended" in trail
    assert NEW not in sign_in("charlie").get("/trail").text


def test_the_other_sessions_end_and_this_one_stays(sign_in, link):
    other, alice, bob = sign_in("alice"), sign_in("alice"), sign_in("bob")
    ask(alice)
    assert other.get("/account").status_code == 200
    alice.post(link())

    assert [browser.get("/account").status_code for browser in (other, alice, bob)] == [302, 200, 200]


def test_the_link_works_once(sign_in, link):
    alice = sign_in("alice")
    ask(alice)
    alice.post(link())

    assert [alice.get(link()).status_code, alice.post(link()).status_code] == [404, 404]


@pytest.mark.parametrize(("minutes", "status"), [(59, 200), (60, 404)])
def test_the_link_to_a_new_address_holds_for_an_hour(sign_in, link, monkeypatch, minutes, status):
    alice = sign_in("alice")
    ask(alice)
    later = clock.now() + timedelta(minutes=minutes)
    monkeypatch.setattr(steps, "now", lambda: later)

    assert alice.get(link()).status_code == status


def test_only_the_hash_of_the_link_is_kept(sign_in, link, change):
    ask(sign_in("alice"))
    token = link().rsplit("/", 1)[1]

    kept = change(lambda session: session.scalars(sa.select(SignInStep.token_hash)).all())
    assert kept == [hash_token(token)]


def test_the_link_is_worth_nothing_to_anybody_else(client, sign_in, link, change):
    ask(sign_in("alice"))

    assert client.get(link()).location.startswith("/sign-in?next=/account/email/")
    assert [sign_in("bob").get(link()).status_code, sign_in("bob").post(link()).status_code] == [404, 404]
    assert NEW not in change(lambda session: session.scalars(sa.select(User.email)).all())


def test_asking_again_voids_the_link_before(sign_in, link):
    alice = sign_in("alice")
    ask(alice)
    first = link()
    ask(alice, "alice@newer.example")

    assert [alice.get(first).status_code, alice.get(link()).status_code] == [404, 200]


def test_a_new_password_voids_the_link(sign_in, link):
    alice = sign_in("alice")
    ask(alice)
    alice.post("/account/password", data={"old": PASSWORD, "new": "another long phrase"})

    assert alice.get(link()).status_code == 404


def test_a_link_for_a_new_password_that_went_to_the_former_address_is_void(client, sign_in, mails, link):
    client.post("/password-reset", data={"email": "alice@example.com"})
    reset = re.search(r"(/password-reset/\S+)", mails()[-1][1])[1]
    alice = sign_in("alice")
    ask(alice)
    assert client.get(reset).status_code == 200
    alice.post(link())

    assert client.get(reset).status_code == 404


def test_whoever_asks_is_not_told_whether_the_address_has_an_account(sign_in, mails):
    alice, answers = sign_in("alice"), []
    for email in ("nobody@example.com", "bob@example.com"):
        answer = ask(alice, email)
        answers.append((answer.status_code, answer.location, alice.told(answer.location)))

    assert answers[0] == answers[1]
    told = dict(mails()[::2])
    assert "/account/email/" in told["nobody@example.com"]
    assert "There is an account" not in told["nobody@example.com"]
    assert "It has an account already, so nothing was changed" in told["bob@example.com"]
    assert "/account/email/" not in told["bob@example.com"]
    assert "Alice" not in told["bob@example.com"] + told["nobody@example.com"]  # who writes is for nobody to choose


def test_an_address_that_was_taken_meanwhile_is_refused_and_changes_nothing(sign_in, link, change):
    alice = sign_in("alice")
    ask(alice)
    change(lambda session: session.execute(sa.update(User).where(User.name == "Bob").values(email=NEW)))

    answer = alice.post(link())

    assert answer.status_code == 409
    assert "There is an account under this address by now" in answer.text
    assert "alice@example.com" in alice.get("/account").text


@pytest.mark.parametrize(
    ("email", "told"),
    [
        ("", "Enter an e-mail address"),
        ("alice", "Enter an e-mail address such as"),
        ("ALICE@example.com", "That is your address already"),
    ],
)
def test_what_is_no_other_address_is_refused(sign_in, mails, email, told):
    answer = ask(sign_in("alice"), email)

    assert answer.status_code == 422
    assert told in answer.text
    assert mails() == []


def test_an_account_asks_for_three_links_an_hour(sign_in, mails):
    alice = sign_in("alice")
    statuses = [ask(alice, f"alice{number}@new.example").status_code for number in range(4)]

    assert statuses == [303, 303, 303, 429]
    assert len(mails()) == 6
    assert ask(sign_in("bob"), "bob@new.example").status_code == 303


def test_an_address_is_sent_three_links_an_hour_whoever_asks(sign_in):
    people = [sign_in(name) for name in ("alice", "bob", "sam", "charlie")]

    assert [ask(person, "stranger@new.example").status_code for person in people] == [303, 303, 303, 429]


@pytest.mark.parametrize("path", ["/account/email", "/account/email/any"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_each_step_needs_a_fresh_proof(sign_in, change, path, method):
    alice = sign_in("alice")
    change(lambda session: session.execute(sa.update(SignIn).values(confirmed_at=clock.now() - timedelta(minutes=11))))

    assert getattr(alice, method.lower())(path).location.startswith("/confirm")


def test_people_of_a_domain_that_is_their_organisations_keep_an_address_of_it(sign_in, change, mails, link):
    change(own("Acme", "example.com"))
    change(own("Umbrella", "umbrella.example"))
    alice = sign_in("alice")

    for elsewhere in (NEW, "alice@umbrella.example"):
        refused = ask(alice, elsewhere)
        assert refused.status_code == 422
        assert "Acme has shown example.com to be its own, and its people keep an address there" in refused.text
    assert mails() == []

    change(own("Acme", "new.example"))
    assert ask(alice).status_code == 303
    assert alice.post(link()).status_code == 303


def test_a_domain_shown_after_asking_counts_when_the_link_is_opened(sign_in, change, link):
    alice = sign_in("alice")
    ask(alice)
    change(own("Acme", "example.com"))

    assert alice.post(link()).status_code == 422


def test_a_domain_of_an_organisation_that_one_does_not_belong_to_binds_nobody(sign_in, change):
    change(own("Umbrella", "example.com"))

    assert ask(sign_in("alice")).status_code == 303


def test_taking_an_address_at_anothers_domain_makes_nobody_its_member(sign_in, change, link):
    change(own("Umbrella", "new.example"))
    alice = sign_in("alice")
    ask(alice)
    alice.post(link())

    assert "Umbrella" not in alice.get("/account").text


def test_nothing_is_kept_of_mails_to_an_address_that_is_nobodys(sign_in, change):
    ask(sign_in("alice"))

    kept = sa.select(OutgoingMail.recipient).where(~OutgoingMail.forget_when_sent)
    assert change(lambda session: session.scalars(kept).all()) == ["alice@example.com"]
