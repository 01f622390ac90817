"""Where the service leads people, and what it reaches out to: only what the settings name."""

import ast
import re
import socket

import pytest
import sqlalchemy as sa

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.entering import safe_target
from foundation.jobs.worker import run_waiting
from foundation.mail.models import OutgoingMail
from matcher.firms.questions import QUESTIONS
from tests.factories.people import PASSWORD
from tests.support.api import program
from tests.support.bodies import free_texts, takers, with_value
from tests.test_architecture import module_name, modules

INSIDE = "http://169.254.169.254/latest/meta-data"
FORGED = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "Forwarded": "host=evil.example"}
ELSEWHERE = (
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "\t//evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "/\r\nLocation: https://evil.example",
)
MADE_HERE = {"url_for", "door.url", "page_of", "after", "safe_target"}
"""What makes an address of this service."""
NAMED = {
    "foundation.accounts.entering": {"target"},
    "foundation.accounts.oidc.client": {"callback"},
    "foundation.accounts.passkeys.views": {"target"},
    "foundation.accounts.secondstep.views": {"target"},
    "foundation.imports.history_views": {"back"},
    "questionnaires.evidence.views": {"back"},
    "matcher.complaints.views": {"back"},
}
"""Modules that keep an address made so in a name before they lead there."""
NETWORK = {"socket", "smtplib", "requests", "httpx", "urllib.request", "urllib3", "http.client", "aiohttp", "authlib"}
REACHES_OUT = {
    "foundation.mail.smtp": "the mail server of AUDITMATCH_SMTP_URL",
    "foundation.mail.sender": "the errors of that mail server",
    "foundation.accounts.oidc.client": "the provider of AUDITMATCH_OIDC_ISSUER",
    "questionnaires.endpoint.client": "the endpoint of AUDITMATCH_WORDING_URL",
}
"""The only modules that may open a connection, and to what; each address is a setting, none is in a request."""


@pytest.fixture
def mails(app):
    def read():
        with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
            return session.scalars(sa.select(OutgoingMail)).all()

    return read


def test_a_forged_host_stands_in_no_mail_and_leads_nowhere(client, mails):
    page = client.get("/sign-in", base_url="http://evil.example", headers=FORGED).text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]
    sent = {"email": "alice@example.com", "csrf_token": token}

    answer = client.post("/password-reset", data=sent, base_url="http://evil.example", headers=FORGED, csrf=False)

    assert answer.location == "/password-reset/asked"
    assert "http://127.0.0.1:8000/password-reset/" in mails()[0].body
    assert "evil.example" not in mails()[0].body


@pytest.mark.parametrize("path", ["/", "/sign-in", "/account", "/firms/", "/nowhere", "/api/v1/openapi.json"])
def test_no_answer_repeats_a_forged_host(client, path):
    answer = client.get(path, base_url="http://evil.example", headers=FORGED)

    assert "evil.example" not in answer.text + str(answer.headers)


def test_every_mail_of_a_furnished_house_leads_to_the_address_of_the_settings(house):
    with open_session(house.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
        texts = [mail.body + (mail.html or "") for mail in session.scalars(sa.select(OutgoingMail))]

    links = {link for text in texts for link in re.findall(r"https?://[^/\s\"<]*", text)}
    assert len(texts) > 5
    assert links == {"http://127.0.0.1:8000"}


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_an_address_elsewhere_is_not_followed(app, elsewhere):
    with app.test_request_context():
        assert safe_target(elsewhere) == "/" or not re.match(r"[\s/\\]{2}|[a-z]+:", safe_target(elsewhere))
        assert "evil.example" not in safe_target(elsewhere)


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
@pytest.mark.parametrize("page", ["/sign-up", "/confirm"])
def test_signing_up_and_confirming_lead_to_no_other_site(client, sign_in, page, elsewhere):
    person = {"organisation": "New", "name": "Nina", "email": "nina@example.com", "password": "a few unlikely words"}
    browser, sent = (client, person) if page == "/sign-up" else (sign_in("alice"), {"password": PASSWORD})

    answer = browser.post(page, data={**sent, "next": elsewhere})

    assert (answer.status_code, answer.location) == (303, "/")


def calls_of(tree, name):
    return [one for one in ast.walk(tree) if isinstance(one, ast.Call) and ast.unparse(one.func) == name]


def test_every_redirect_leads_to_an_address_made_here():
    strange = {}
    for path in modules():
        tree, module = ast.parse(path.read_text()), module_name(path)
        for call in calls_of(tree, "redirect"):
            target = call.args[0]
            while isinstance(target, ast.BinOp):
                target = target.left
            made = isinstance(target, ast.Call) and ast.unparse(target.func) in MADE_HERE
            if not made and ast.unparse(target) not in NAMED.get(module, set()):
                strange[f"{module}:{call.lineno}"] = ast.unparse(target)

    assert strange == {}


def test_only_named_modules_may_open_a_connection():
    found = set()
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                named = {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                named = {node.module or ""}
            else:
                continue
            if any(name == one or name.startswith(f"{one}.") for name in named for one in NETWORK):
                found.add(module_name(path))

    assert found == set(REACHES_OUT)


@pytest.fixture
def reached(monkeypatch):
    """Note whatever this process asks of the network, and let nothing through."""
    found = []
    monkeypatch.setattr(socket.socket, "connect", lambda _self, address: found.append(address))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **_: found.append(asked) or [])
    return found


def test_no_address_in_any_field_of_any_form_or_body_is_fetched(open_house, posts, reached):
    taken = []
    for post in (one for one in posts if one.texts):
        with open_house.post(post, post.values | {name: [INSIDE] for name in post.texts}) as answer:
            taken += [post.endpoint] if answer.status_code == 303 else []
    for taker in takers(open_house):
        body, plain = taker.body, free_texts(taker)
        for path in plain:
            body = with_value(body, path, INSIDE)
        answer = program(open_house.app, taker.person).open(taker.address, method=taker.method, json=body)
        taken += [taker.name] if plain and answer.status_code < 300 else []
    run_waiting(open_house.app.extensions["engine"], open_house.app.extensions["deeds"])
    open_house.put_back()

    assert reached == []
    assert len(taken) > 30


def test_an_address_that_a_person_writes_is_never_fetched(sign_in, acting_for, reached):
    bob, ada, alice = sign_in("bob"), sign_in("ada"), sign_in("alice")

    bob.post("/facts/new", data={"known": "", "own_key": "inside", "value": INSIDE})
    fact = re.findall(r"/facts/[0-9a-f-]{36}", bob.get("/facts/").text)[0]
    kept = bob.post(f"{fact}/evidence/new", data={"title": "Inside", "url": INSIDE})
    firm = {one.column: "" for one in QUESTIONS if one.column not in ("report_types", "categories")}
    firm |= {"firm_id": "F-9", "name": "Inside", "website": INSIDE, "source": "a test"}
    made = ada.post("/admin/firms/new", data=firm)
    began = alice.post("/intakes/new/company", data={"organisation": "Acme", "website": INSIDE})
    shown = [bob.get(fact).status_code, ada.get("/admin/firms").status_code]

    assert (kept.status_code, made.status_code, began.status_code, shown) == (303, 303, 303, [200, 200])
    assert reached == []
