"""Every route, for every role, on one's own things and on another organisation's; generated from the URL map.

A new route appears here by itself; a route whose address holds an argument that `furnished` does not know fails.
What a stranger is answered must tell nothing of Acme: none of its texts, which are marked, and no id of its rows.
"""

import re
import shutil
import tempfile
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.routing import Rule

from auditmatch import create_app
from foundation.access.permissions import Permission, Role, permits
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Organisation, OrganisationKind
from foundation.config import Settings
from foundation.db import open_engine
from matcher.firms.models import Firm
from tests.conftest import signing_in
from tests.factories.people import make_member, make_organisation
from tests.support.api import API_BODIES, program
from tests.support.furnished import Examples, address_of
from tests.support.marked import ids_of, mark, told_of

PEOPLE = {
    None: (None, None),
    "fiona": (Role.FIRM, "Invented Assurance"),
    "gina": (Role.FIRM, "Another Assurance"),
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


WHOLE = {"controls.export", "facts.export", "library.export", "handoff.take_out", "privacy.download"}
"""Endpoints that hand out all that an organisation has of something: the search finds there what is Alice's."""
FILES = WHOLE | {
    "api_questionnaires.download",
    "commitments.export",
    "controls.evidence_file",
    "engaged.calendar",
    "engagements.calendar",
    "exposure.export",
    "facts.evidence_file",
    "figures.export",
    "firms.export",
    "intakes.download",
    "intakes.download_by_link",
    "matches.calendar",
    "matches.calendar_by_link",
    "matches.report",
    "matches.report_by_link",
    "questionnaires.download",
    "quotes.memo_page",
    "quotes.memo_workbook",
    "ranker.download",
    "vetting.evidence",
}
"""Endpoints that hand a file out, on purpose."""


@pytest.fixture(scope="module")
def furnished(furnished, tmp_path_factory):
    """The furnished installation with all that is Acme's marked, and Gina, whose firm nobody has asked for anything."""
    folder = tmp_path_factory.mktemp("marked") / "house"
    shutil.copytree(furnished[0], folder)
    engine = open_engine(f"sqlite:///{folder / 'auditmatch.db'}")
    with open_session(engine, EVERY_ORGANISATION) as session:
        another = make_organisation(session, "Another Assurance", OrganisationKind.FIRM)
        make_member(session, another, "Gina", Role.FIRM)
        unclaimed = sa.select(Firm).where(Firm.organisation_id.is_(None)).order_by(Firm.firm_id.desc()).limit(1)
        session.scalars(unclaimed).one().organisation_id = another.id
        acme = session.scalars(sa.select(Organisation.id).where(Organisation.name == "Acme")).one()
        session.commit()
    mark(engine, acme)
    ids = ids_of(engine, acme)
    engine.dispose()
    return folder, furnished[1], ids


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
    folder, examples, acmes = furnished
    rule = rule_of(house, endpoint, method)
    guard = house.view_functions[endpoint].guard  # a page without a guard fails here
    address = address_of(house, rule, examples)

    outcome, wanted, told, gave = {}, {}, {}, set()
    for person, (role, _organisation) in PEOPLE.items():
        if person == "gina" and not (guard and permits(role, guard)):
            continue  # she would only be refused as Fiona was
        with asked(house, person, endpoint, method, address) as answer:
            outcome[person] = seen(answer)
            told[person] = told_of(answer.data, acmes, asked=address)
            gave |= {endpoint} if answer.headers.get("Content-Disposition", "").startswith("attachment") else set()
        wanted[person] = due(rule, guard, examples, person)
        if wanted[person] == "open" and method != "GET":
            _put_back(house, folder, tmp_path)

    assert outcome == wanted
    assert {person: found for person, found in told.items() if found and PEOPLE[person][1] != "Acme"} == {}
    assert gave == FILES & {endpoint}  # a file that is handed out stands in the list above
    assert told["alice"] or endpoint not in WHOLE


def rule_of(app: Flask, endpoint: str, method: str) -> Rule:
    return next(rule for rule in app.url_map.iter_rules(endpoint) if method in (rule.methods or ()))


def due(rule: Rule, guard: Permission | None, examples: Examples, person: str | None) -> str:
    """Say what a person is to be answered: a token in an example's address may be one that nobody was sent."""
    answer = expected(rule.endpoint, guard, bool(rule.arguments - NOT_AN_ID), person)
    token = examples.get(f"{rule.endpoint.partition('.')[0]}.token", "") if "token" in rule.arguments else ""
    return "unknown" if answer == "open" and token.startswith("a-token-that") else answer


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
