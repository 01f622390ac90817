"""What browsers are told to hold to, and what no address here does."""

import re
from dataclasses import replace

import pytest
import sqlalchemy as sa
from gunicorn.config import Config
from gunicorn.http.errors import ParseException
from gunicorn.http.parser import RequestParser

from auditmatch import create_app
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import User
from foundation.migrations.run import upgrade
from tests.conftest import Browser
from tests.factories.people import PASSWORD

PLACES = ("/", "/sign-in", "/nowhere", "/static/css/auditmatch.css", "/api/v1/openapi.json", "/healthz")
KINDS = {
    "/": "text/html; charset=utf-8",
    "/nowhere": "text/html; charset=utf-8",
    "/static/css/auditmatch.css": "text/css; charset=utf-8",
    "/static/js/auditmatch.js": "text/javascript; charset=utf-8",
    "/api/v1/openapi.json": "application/json",
    "/api/v1/controls": "application/problem+json",
    "/controls/export": "text/csv; charset=utf-8",
    "/healthz": "text/plain; charset=utf-8",
}


@pytest.fixture
def over_https(settings):
    app = create_app(replace(settings, base_url="https://auditmatch.example"))
    app.test_client_class = Browser
    yield app.test_client()
    app.extensions["engine"].dispose()


@pytest.mark.parametrize("path", PLACES)
def test_over_https_a_browser_never_comes_back_without(over_https, path):
    answer = over_https.get(path)

    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    answer.close()


def test_over_https_the_cookie_is_of_this_host_and_never_sent_without(over_https):
    cookie = over_https.get("/sign-in", base_url="https://auditmatch.example").headers["Set-Cookie"]

    assert cookie.startswith("__Host-auditmatch=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_the_session_is_the_only_cookie(sign_in, client):
    answer = client.post("/sign-in", data={"email": "alice@example.com", "password": PASSWORD})

    assert [cookie.split("=")[0] for cookie in answer.headers.getlist("Set-Cookie")] == ["auditmatch"]


@pytest.mark.parametrize("path", PLACES)
def test_no_other_site_may_read_or_embed_what_is_given(client, path):
    answer = client.get(path, headers={"Origin": "https://evil.example"})

    assert "Access-Control-Allow-Origin" not in answer.headers
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    answer.close()


@pytest.mark.parametrize(("path", "kind"), KINDS.items())
def test_an_answer_says_what_it_is_and_in_which_characters(sign_in, path, kind):
    answer = sign_in("alice").get(path)

    assert answer.headers["Content-Type"] == kind
    answer.close()


@pytest.mark.parametrize("path", [path for path in PLACES if path != "/nowhere"])
def test_nobody_is_given_back_what_they_sent(client, path):
    assert client.open(path, method="TRACE").status_code == 405


@pytest.mark.parametrize(
    "path", ["/static/", "/static/css/", "/static/vendor", "/.git/config", "/.git/HEAD", "/instance/"]
)
def test_no_folder_is_listed_and_nothing_beside_the_pages_is_there(client, path):
    assert client.get(path).status_code == 404


def test_error_pages_stay_closed_whatever_flask_debug_says(settings, monkeypatch):
    monkeypatch.setenv("FLASK_DEBUG", "1")
    app = create_app(settings)

    assert app.debug is False
    app.extensions["engine"].dispose()


@pytest.mark.parametrize(("base_url", "cleared"), [("https://a.example", '"cache"'), ("http://127.0.0.1", None)])
def test_signing_out_empties_what_the_browser_holds_where_browsers_allow_it(app, sign_in, base_url, cleared):
    alice = sign_in("alice")
    app.extensions["settings"] = replace(app.extensions["settings"], base_url=base_url)

    assert alice.post("/sign-out").headers.get("Clear-Site-Data") == cleared


@pytest.mark.parametrize("path", ["/", "/account", "/account/sessions", "/controls/", "/organisation/members"])
def test_every_page_of_a_person_offers_to_sign_out(sign_in, path):
    assert 'action="/sign-out"' in sign_in("alice").get(path).text


@pytest.mark.parametrize("path", ["/sign-in", "/sign-up", "/account/password", "/confirm"])
def test_passwords_are_masked_and_may_be_pasted_and_filled_in(sign_in, client, path):
    page = (client if path.startswith("/sign") else sign_in("alice")).get(path).text
    fields = re.findall(r'<input[^>]*name="(?:password|old|new)"[^>]*>', page)

    assert fields
    for field in fields:
        assert 'type="password"' in field
        assert re.search(r'autocomplete="(current|new)-password"', field)
        assert "onpaste" not in field
        assert 'maxlength="1000"' in field


def test_a_parameter_sent_twice_or_in_another_place_changes_no_deed(client):
    answer = client.post("/sign-in?email=alice@example.com&password=" + PASSWORD.replace(" ", "+"))

    assert answer.status_code == 422
    assert client.get("/account").status_code == 302


@pytest.mark.parametrize(
    "lengths",
    [
        ["Content-Length: 4", "Transfer-Encoding: chunked"],
        ["Content-Length: 4", "Content-Length: 9"],
        ["Transfer-Encoding: xchunked"],
        ["Content-Length: +4"],
    ],
    ids=str,
)
def test_a_message_of_two_lengths_is_refused(lengths):
    """Where one program in front takes it for one request and the next for two, the second is smuggled in."""
    sent = "\r\n".join(["POST /sign-in HTTP/1.1", "Host: localhost", *lengths, "", "0\r\n\r\nGET /admin HTTP/1.1\r\n"])

    with pytest.raises(ParseException):
        next(RequestParser(Config(), iter([sent.encode()]), ("127.0.0.1", 1)))


def test_a_new_installation_has_no_account(settings, tmp_path):
    app = create_app(replace(settings, instance=tmp_path / "new"))
    upgrade(app.extensions["engine"])
    with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
        assert session.scalars(sa.select(User)).all() == []
    app.extensions["engine"].dispose()
