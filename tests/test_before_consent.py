"""Nothing that a firm can open or is mailed names the company before it consents: every route, from the URL map.

Acme is known to Fiona's firm in the furnished house; Umbrella asks it twice, and has consented to nothing.
"""

import re
import uuid

import pytest
import sqlalchemy as sa

from foundation.access.permissions import Role, permits
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Organisation
from foundation.mail.models import OutgoingMail
from matcher.firms.models import Firm
from matcher.introductions.models import Introduction
from tests.conftest import signing_in
from tests.support.furnished import address_of

INTAKE = (
    '{"organisation": "Quillfeather Parasols, Inc.", "website": "https://www.quillfeather.example",'
    ' "industry": "fintech", "headcount": 85, "report_type": "type_2", "last_auditor": "Formerly & Sons"}'
)
SECRETS = re.compile("quillfeather|parasol|umbrella|charlie|formerly", re.IGNORECASE)
ENDS_THE_SESSION = {"static", "accounts.sign_out"}
NAMED_BY = {"key", "introduction_id"}
"""Arguments by which the firm's pages are asked for an introduction."""


@pytest.fixture
def asked(house):
    """Have Umbrella ask Fiona's firm for two intakes; the first request is accepted. Gives both ids."""
    charlie, fiona = signing_in(house)("charlie"), signing_in(house)("fiona")
    with open_session(house.extensions["engine"], EVERY_ORGANISATION) as session:
        theirs = sa.select(Organisation.id).where(Organisation.name == "Invented Assurance")
        listed = session.scalars(sa.select(Firm).where(Firm.organisation_id == session.scalars(theirs).one())).all()
        firm_ids = {firm.firm_id for firm in listed if firm.vetting_status == "verified"}
        session.commit()
    keys = [ask(charlie, sorted(firm_ids)) for _ in range(2)]
    assert fiona.post(f"/portal/introductions/{keys[0]}/accept", data={"version": "1"}).status_code == 303
    with open_session(house.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
        assert [session.get_one(Introduction, uuid.UUID(key)).stage for key in keys] == ["accepted", "offered"]
    return keys


def ask(charlie, firm_ids):
    known = set(re.findall(r"/introductions/([0-9a-f-]{36})", charlie.get("/introductions/").text))
    kept = charlie.post("/intakes/new/upload", data={"pasted": INTAKE}).location
    run = charlie.post(f"{kept}/match").location
    for firm_id in firm_ids:
        charlie.post(f"{run}/introductions", data={"firms": firm_id, "note": "We want a calm auditor."})
    (new,) = set(re.findall(r"/introductions/([0-9a-f-]{36})", charlie.get("/introductions/").text)) - known
    return new


def addresses(house, examples, keys):
    """Give every address that a firm may open, with an example for each argument and with each introduction."""
    for rule in house.url_map.iter_rules():
        guard = getattr(house.view_functions[rule.endpoint], "guard", None)
        if "GET" not in rule.methods or rule.endpoint in ENDS_THE_SESSION or not (guard is None or may(guard)):
            continue
        yield rule.endpoint, address_of(house, rule, examples)
        if rule.rule.startswith("/portal") and rule.arguments & NAMED_BY:
            for key in keys:
                given = {f"{rule.endpoint.partition('.')[0]}.{name}": key for name in NAMED_BY}
                yield rule.endpoint, address_of(house, rule, {**examples, **given})


def may(guard):
    return permits(Role.FIRM, guard)


def test_no_page_that_a_firm_may_open_names_a_company_that_has_not_consented(house, furnished, asked):
    fiona = signing_in(house)("fiona")
    opened, told = {}, []
    for endpoint, address in addresses(house, furnished[1], asked):
        answer = fiona.get(address)
        opened[address] = answer.status_code
        if found := SECRETS.search(f"{answer.headers} {answer.get_data(as_text=True)}"):
            told.append((endpoint, address, found[0]))

    assert told == []
    assert list(opened.values()).count(200) > 30
    assert {opened[f"/portal/introductions/{key}"] for key in asked} == {200}


def test_no_answer_to_what_a_firm_sends_names_a_company_that_has_not_consented(house, asked):
    fiona = signing_in(house)("fiona")
    deeds = ("accept", "decline", "quote", "complaint")
    sent = [fiona.post(f"/portal/introductions/{key}/{deed}") for key in asked for deed in deeds]
    sent.append(fiona.post(f"/portal/introductions/{asked[1]}/decline", data={"version": "1", "reason": "other"}))

    assert {answer.status_code for answer in sent} <= {303, 422, 409}
    assert [answer.text for answer in sent if SECRETS.search(answer.text)] == []


def test_no_mail_names_a_company_that_has_not_consented_but_to_itself(house, asked):
    with open_session(house.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
        mails = session.scalars(sa.select(OutgoingMail).where(OutgoingMail.recipient != "charlie@example.com")).all()

    assert len([mail for mail in mails if mail.occasion and mail.occasion.endswith("/offered")]) >= 3
    assert [mail.subject for mail in mails if SECRETS.search(f"{mail.subject} {mail.body} {mail.html}")] == []


def test_every_page_of_the_portal_marks_its_tab(house, furnished, asked):
    fiona = signing_in(house)("fiona")
    unmarked = []
    for endpoint, address in addresses(house, furnished[1], asked):
        answer = fiona.get(address)
        if address.startswith("/portal") and answer.status_code == 200 and answer.mimetype == "text/html":
            tabs = re.search(r'<nav class="portal-tabs".*?</nav>', answer.text, re.DOTALL)
            if tabs is None or tabs[0].count("aria-current") != 1:
                unmarked.append(endpoint)

    assert unmarked == []
