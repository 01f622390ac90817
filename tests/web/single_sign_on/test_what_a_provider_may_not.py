"""What an identity provider, or somebody who plays one, cannot do."""

from dataclasses import replace

import pytest

from auditmatch import create_app
from foundation.errors import BadInput
from tests.support.provider import CLIENT_ID
from tests.support.signing_on import NEWCOMER, go, link


def test_a_token_for_another_service_that_says_it_was_issued_to_us_lets_nobody_in(client, provider):
    link(client, provider)
    client.post("/sign-out")
    provider.spoilt = {"aud": ["another-service"], "azp": CLIENT_ID}

    assert go(client).location == "/sign-in"
    assert client.get("/account").status_code == 302


def test_metadata_of_another_issuer_are_refused_and_looked_up_anew(client, provider, monkeypatch):
    right = provider.issuer
    monkeypatch.setattr(provider, "issuer", "http://evil.example")
    assert client.get("/sign-in/single-sign-on").location == "/sign-in"

    provider.issuer = right

    assert client.get("/sign-in/single-sign-on").location.startswith(f"{right}/authorize?")


@pytest.mark.parametrize("header", [{"alg": "none"}, {"alg": "HS256", "kid": "one"}])
def test_a_token_that_is_signed_by_nobody_or_by_what_everybody_knows_lets_nobody_in(
    client, provider, monkeypatch, header
):
    link(client, provider)
    client.post("/sign-out")
    monkeypatch.setattr(provider, "header", header)

    assert go(client).location == "/sign-in"
    assert client.get("/account").status_code == 302


def test_the_provider_leads_to_no_other_address(client, provider, monkeypatch):
    monkeypatch.setattr(provider, "moved", True)

    assert client.get("/sign-in/single-sign-on").location == "/sign-in"


@pytest.mark.parametrize(("site", "leads_out"), [("cross-site", False), ("same-site", False), ("none", True)])
def test_another_site_signs_nobody_in(client, provider, site, leads_out):
    answer = client.get("/sign-in/single-sign-on?next=/trail", headers={"Sec-Fetch-Site": site})

    assert answer.location.startswith(provider.issuer) is leads_out
    assert leads_out or answer.location == "/sign-in?next=/trail"


def test_no_token_of_the_provider_reaches_the_browser(client, provider, own_domain):
    provider.person = NEWCOMER
    answer = go(client)

    kept = client.get_cookie("auditmatch").value
    told = client.application.session_interface.get_signing_serializer(client.application).loads(kept)
    assert answer.status_code == 303
    assert [key for key in told if key not in ("_user_id", "_fresh", "_id", "csrf_token", "_flashes")] == []


def test_a_provider_on_another_machine_is_asked_by_https_alone(settings):
    with pytest.raises(BadInput, match="AUDITMATCH_OIDC_ISSUER"):
        create_app(replace(settings, oidc_issuer="http://login.example.com"))


def test_a_provider_that_fails_leaves_a_line_in_the_log(client, provider, monkeypatch, caplog):
    monkeypatch.setattr(provider, "issuer", "http://evil.example")
    client.get("/sign-in/single-sign-on")

    assert "single sign-on failed" in caplog.text
