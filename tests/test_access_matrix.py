"""Every route, for every role, on one's own things and on another organisation's; generated from the URL map.

A new route appears here by itself; a route whose address holds an argument that `furnished` does not know fails.
"""

import re
import shutil
import tempfile
from pathlib import Path

import pytest
from flask import Flask

from auditmatch import create_app
from foundation.access.permissions import Permission, Role, permits
from foundation.config import Settings
from tests.conftest import signing_in
from tests.support.api import API_BODIES, program
from tests.support.furnished import address_of

PEOPLE = {
    None: (None, None),
    "fiona": (Role.FIRM, "Invented Assurance"),
    "ada": (Role.ADMIN, "The platform"),
    "charlie": (Role.OWNER, "Umbrella"),
    "sam": (Role.SALES, "Acme"),
    "bob": (Role.SECURITY, "Acme"),
    "alice": (Role.OWNER, "Acme"),
}
SHARED = {
    "firms",
    "firm_imports",
    "firm_changes",
    "firm_ratings",
    "claims",
    "vetting",
    "outbox",
    "overseen",
    "letters",
    "complaints",
    "ranker",
    "status",
    "drift",
}
"""Blueprints whose things belong to the platform, not to one organisation."""
THE_FIRMS = {"requests", "firm_quotes", "engaged"}
"""Blueprints whose things Acme shares with the firm, behind pages of the firm's own."""
NOT_AN_ID = {"token", "name", "rank", "number", "filename"}
PERSONAL = {"person.switch", "person.end_session", "tokens.revoke", "passkeys.edit", "passkeys.remove"}
"""Only the person themself: the examples are Alice's."""

VISITORS_OR_HOLDERS = {"intakes.upload": Permission.INTAKE_WRITE, "intakes.first_step": Permission.INTAKE_WRITE}
"""Open to visitors; who is signed in needs the permission, as what they begin is their organisation's."""

SWITCHED_OFF = {"probes.metrics"}
"""Not there for anybody, until a setting names the token that it asks for."""


def every_route() -> list[tuple[str, str]]:
    folder = Path(tempfile.mkdtemp(prefix="auditmatch-routes-"))
    app = create_app(Settings(instance=folder, database_url="sqlite://", secret_key="only to list routes"))
    shutil.rmtree(folder)
    return sorted(
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"}
        if rule.endpoint != "static"
    )


def expected(endpoint: str, guard: Permission | None, ids: bool, person: str | None) -> str:
    role, organisation = PEOPLE[person]
    if role and endpoint in VISITORS_OR_HOLDERS:
        return "open" if permits(role, VISITORS_OR_HOLDERS[endpoint]) else "forbidden"
    if endpoint in SWITCHED_OFF:
        return "unknown"
    if guard is None:
        return "open"
    if person is None:
        return "to sign-in"
    if not permits(role, guard):
        return "forbidden"
    if endpoint in PERSONAL:
        return "open" if person == "alice" else "unknown"
    blueprint = endpoint.partition(".")[0].removeprefix("api_")
    foreign = organisation != ("Invented Assurance" if blueprint in THE_FIRMS else "Acme") and blueprint not in SHARED
    return "unknown" if ids and foreign else "open"


def seen(answer) -> str:
    if answer.status_code == 302 and answer.location.startswith("/sign-in"):
        return "to sign-in"
    kinds = {401: "to sign-in", 403: "forbidden", 404: "unknown", 405: "wrong method", 500: "broken"}
    return kinds.get(answer.status_code, "open")


@pytest.mark.parametrize(("endpoint", "method"), every_route())
def test_a_route_opens_to_whom_it_should_and_to_nobody_else(house, furnished, tmp_path, endpoint, method):
    rule = next(rule for rule in house.url_map.iter_rules(endpoint) if method in (rule.methods or ()))
    guard = house.view_functions[endpoint].guard  # a page without a guard fails here
    address = address_of(house, rule, furnished[1])
    ids = bool(rule.arguments - NOT_AN_ID)
    wrong_token = furnished[1].get(f"{endpoint.partition('.')[0]}.token", "").startswith("a-token-that")

    outcome, wanted = {}, {}
    for person in PEOPLE:
        with asked(house, person, endpoint, method, address) as answer:
            outcome[person] = seen(answer)
        wanted[person] = expected(endpoint, guard, ids, person)
        if wrong_token and "token" in rule.arguments and wanted[person] == "open":
            wanted[person] = "unknown"
        if wanted[person] == "open" and method != "GET":
            _put_back(house, furnished[0], tmp_path)

    assert outcome == wanted


def asked(app: Flask, person: str | None, endpoint: str, method: str, address: str):
    """Ask as a browser does, and of the API as a program with a token for everything that has seen no version."""
    if address.startswith("/api/"):
        body, stale = API_BODIES.get((endpoint, method)), {"If-Match": '"0"'}
        return program(app, person).open(address, method=method, json=body, headers=stale)
    browser = signing_in(app)(person) if person else app.test_client()
    return browser.open(address, method=method) if method == "GET" else browser.post(address)


def _put_back(app: Flask, furnished: Path, tmp_path: Path) -> None:
    """Undo what a permitted person did, so that the next one finds everything in place."""
    app.extensions["engine"].dispose()
    for left in (tmp_path / "own").glob("auditmatch.db*"):
        left.unlink()
    shutil.copy(furnished / "auditmatch.db", tmp_path / "own" / "auditmatch.db")


def test_every_page_is_guarded_or_declared_public(app):
    open_to_all = [name for name, view in app.view_functions.items() if name != "static" and not hasattr(view, "guard")]

    assert open_to_all == []


def test_two_organisations_with_the_same_ids_in_their_files_never_see_each_other(house):
    alice, charlie = signing_in(house)("alice"), signing_in(house)("charlie")
    address = re.findall(r'href="(/controls/[0-9a-f-]{36})"', alice.get("/controls/").text)[0]

    assert alice.get(address).status_code == 200
    assert charlie.get(address).status_code == 404
    assert charlie.get("/controls/").status_code == 200
