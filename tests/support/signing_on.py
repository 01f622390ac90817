"""Somebody goes out to the identity provider and comes back."""

from urllib.parse import urlsplit

import requests

from tests.factories.people import PASSWORD

ALICE = {"sub": "1001", "email": "Alice@example.com", "email_verified": True, "name": "Alice L."}
NEWCOMER = {"sub": "2002", "email": "nina@acme.example", "email_verified": True, "name": "Nina  New"}


def go(client, path="/sign-in/single-sign-on"):
    """Go out to the provider and come back, as a browser is led."""
    return client.get(brought_back(client, path))


def brought_back(client, path="/sign-in/single-sign-on"):
    out = client.get(path)
    assert out.status_code == 302, out.text
    back = urlsplit(requests.get(out.location, allow_redirects=False, timeout=5).headers["Location"])
    return f"{back.path}?{back.query}"


def link(client, provider, person=ALICE):
    provider.person = person
    go(client)
    return client.post("/sign-in", data={"email": person["email"], "password": PASSWORD})
