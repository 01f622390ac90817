"""An installation in which Acme has one of everything, made through the pages; Umbrella has files with the same ids."""

import io
import json
import re
import uuid
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.domains.models import MailDomain
from foundation.accounts.factors.models import Passkey
from foundation.accounts.models import Invitation, Membership, Organisation, SignIn, User
from foundation.api.tokens.models import ApiToken
from foundation.assets import asset
from foundation.clock import now, today
from foundation.jobs.models import GIVEN_UP, Job, JobState
from foundation.jobs.worker import run_waiting
from foundation.mail.models import OutgoingMail
from matcher.complaints.models import Complaint
from matcher.firms.models import Firm, FirmTold
from matcher.firms.seed import seed_firms
from matcher.firms.words import VettingStatus
from matcher.matches.models import MatchRun
from questionnaires.controls.models import Control
from questionnaires.facts.models import StatedFact
from questionnaires.library.models import ApprovedAnswer
from questionnaires.remediation.models import RemediationTask
from questionnaires.seed.knowledge import seed_knowledge
from tests.factories.drift import add_check
from tests.factories.engagement import add_rated
from tests.factories.questionnaire import answer_ids, version_of
from tests.factories.ranking_model import add_model

Examples = dict[str, str]
"""`blueprint.argument` -> a value that leads to one of Acme's things (or to the directory's)."""

QUESTIONS = b"ID,Question,Answer,Comment\r\nQ1,Do employees sign in with multi-factor authentication?,,\r\n"
INTAKE = {
    "organisation": "Acme",
    "industry": "fintech",
    "headcount": 50,
    "report_type": "type_2",
    "minimum_tier": "national",
}


def furnish(app: Flask, sign_in: Callable[[str], FlaskClient]) -> Examples:
    """Make one of everything and say what leads to it."""
    _seed(app)
    alice, ada = sign_in("alice"), sign_in("ada")
    found = _collections(alice) | _intake(alice, app.test_client()) | _questionnaire(app, alice) | _directory(ada)
    found |= _introduction(app, alice, found)
    found |= _quote(alice, sign_in("fiona"), found)
    found |= _engagement(app) | _ranking_model(app)
    alice.post("/remediation/new?criterion=CC9.2", data={"own_step": "Ask each vendor for its report"})
    alice.post("/account/tokens/new", data={"name": "Nightly export", "scopes": "controls:read", "days": "30"})
    _passkey(app)
    told = _claim(app, sign_in("fiona"))
    alice.post("/organisation/domains/new", data={"domain": "acme.example", "mailbox": "postmaster"})
    alice.post("/organisation/invitations/new", data={"email": "new@example.com", "role": "sales"})
    rows = _rows(app)
    found |= {"status.job_id": _stopped_job(app)}
    return found | rows | told | _evidence(alice, rows) | _vetting(ada, rows["firms.key"]) | _packed(app, alice)


def address_of(app: Flask, rule: Rule, examples: Examples) -> str:
    """Write the address of a route that leads to the furnished things."""
    blueprint = rule.endpoint.partition(".")[0].removeprefix("api_")
    values = {}
    for argument in rule.arguments:
        linked = argument == "run_id" and "token" in rule.arguments
        values[argument] = examples[f"{'linked' if linked else blueprint}.{argument}"]
    with app.test_request_context():
        return app.url_map.bind("").build(rule.endpoint, values)


def _seed(app: Flask) -> None:
    engine = app.extensions["engine"]
    with open_session(engine, EVERY_ORGANISATION) as session:
        seed_firms(session, today=today())
        session.commit()
    for name in ("Acme", "Umbrella"):
        with open_session(engine, _organisation_id(app, name)) as session:
            seed_knowledge(session)
            session.commit()


def _organisation_id(app: Flask, name: str) -> Any:
    with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
        return session.scalars(sa.select(Organisation.id).where(Organisation.name == name)).one()


def _collections(alice: FlaskClient) -> Examples:
    drafts = {}
    for name, file in (("controls", "controls.csv"), ("library", "answers.csv"), ("facts", "facts.csv")):
        content = io.BytesIO(asset("seed_data", file).read_bytes())
        sent = alice.post(f"/{name}/import", data={"file": (content, file)})
        drafts[f"{name}.draft_id"] = sent.location.rsplit("/", 1)[1]
    return drafts


def _intake(alice: FlaskClient, visitor: FlaskClient) -> Examples:
    kept = alice.post("/intakes/new/upload", data={"pasted": json.dumps(INTAKE)}).location
    intake_id = re.findall(r"/intakes/([0-9a-f-]{36})", kept)[0]
    run_id = alice.post(f"/intakes/{intake_id}/match").location.rsplit("/", 1)[1]
    private = visitor.post("/intakes/new/upload", data={"pasted": json.dumps(INTAKE)}).location
    token = re.findall(r"/intakes/link/([^/]+)", private)[0]
    linked_run = visitor.post(f"/intakes/link/{token}/match").location.rsplit("/", 1)[1]
    return {
        "intakes.intake_id": intake_id,
        "matches.intake_id": intake_id,
        "matches.run_id": run_id,
        "intakes.token": token,
        "matches.token": token,
        "linked.run_id": linked_run,
        "intakes.name": "scope",
        "matches.rank": "1",
        "matches.number": "1",
    }


def _stopped_job(app: Flask) -> str:
    """Work of Acme's that stopped too often."""
    with open_session(app.extensions["engine"], _organisation_id(app, "Acme")) as session:
        job = Job(kind="invented", subject_id=uuid.uuid4(), fence=3, state=JobState.FAILED, problem=GIVEN_UP)
        session.add(job)
        session.commit()
        return str(job.id)


def _introduction(app: Flask, alice: FlaskClient, found: Examples) -> Examples:
    """Ask the firm that Fiona's people keep, which is the first of the match."""
    intake_id, run_id = found["intakes.intake_id"], found["matches.run_id"]
    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        first = session.get_one(MatchRun, uuid.UUID(run_id)).eligible[0]
        firm = session.scalars(sa.select(Firm).where(Firm.firm_id == first)).one()
        firm.organisation_id = _organisation_id(app, "Invented Assurance")
        session.commit()
    alice.post(f"/intakes/{intake_id}/matches/{run_id}/introductions", data={"firms": first})
    key = re.findall(r"/introductions/([0-9a-f-]{36})", alice.get("/introductions/").text)[0]
    return {
        "introductions.intake_id": intake_id,
        "introductions.run_id": run_id,
        "introductions.key": key,
        "requests.key": key,
        "overseen.key": key,
        "letters.number": "1",
        "complaints.key": _complaint(app, alice, key),
    }


def _complaint(app: Flask, alice: FlaskClient, introduction: str) -> str:
    alice.post(f"/introductions/{introduction}/complaint", data={"text": "The firm wrote to somebody else."})
    with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
        return str(session.scalars(sa.select(Complaint.id)).one())


def _quote(alice: FlaskClient, fiona: FlaskClient, found: Examples) -> Examples:
    """Accept, consent and quote, each through the pages of who does it."""
    key, intake_id = found["introductions.key"], found["introductions.intake_id"]
    fiona.post(f"/portal/introductions/{key}/accept", data={"version": "1"})
    alice.post(f"/introductions/{key}/consent", data={"version": "2"})
    fiona.post(f"/portal/introductions/{key}/quote", data={"seen": "0", "fixed_fee_usd": "24,000"})
    comparison = f"/introductions/quotes/{intake_id}"
    return {
        "quotes.intake_id": intake_id,
        "quotes.introduction_id": key,
        "quotes.quote_id": re.findall(rf"{comparison}/versions/([0-9a-f-]{{36}})", alice.get(comparison).text)[0],
        "firm_quotes.introduction_id": key,
    }


def _engagement(app: Flask) -> Examples:
    """Engage a firm that Fiona's people keep, up to the rating that it has not replied to."""
    acme, firm = (_organisation_id(app, name) for name in ("Acme", "Invented Assurance"))
    with open_session(app.extensions["engine"], acme) as session:
        engagement = add_rated(session, acme, firm)
        session.commit()
        key, introduction_id = str(engagement.id), str(engagement.introduction_id)
    return {
        "engagements.key": key,
        "engaged.key": key,
        "engagements.introduction_id": introduction_id,
        "engagements.name": "window",
        "engaged.name": "window",
    }


def _ranking_model(app: Flask) -> Examples:
    """Keep a candidate that was trained and tested, and a look at whether the ranking still holds."""
    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        key, looked = add_model(session, "candidate").id, add_check(session, now()).id
        session.commit()
    return {"ranker.key": str(key), "drift.key": str(looked)}


def _questionnaire(app: Flask, alice: FlaskClient) -> Examples:
    sent = alice.post("/questionnaires/new", data={"buyer": "Globex", "file": (io.BytesIO(QUESTIONS), "buyer.csv")})
    address = sent.location
    run_waiting(app.extensions["engine"], app.extensions["deeds"])
    alice.post(f"{address}/answer")
    run_waiting(app.extensions["engine"], app.extensions["deeds"])
    review = alice.get(f"{address}/review").text
    answer_id = answer_ids(review)[0]
    alice.post(f"{address}/answers/{answer_id}/approve", data={"version": version_of(review, answer_id)})
    alice.post(f"{address}/exports")
    export_id = re.findall(rf"{address}/exports/([0-9a-f-]+)", alice.get(address).text)[0]
    return {
        "questionnaires.questionnaire_id": address.rsplit("/", 1)[1],
        "questionnaires.answer_id": answer_id,
        "questionnaires.export_id": export_id,
    }


def _evidence(alice: FlaskClient, rows: Examples) -> Examples:
    """Give a control and a fact a file each, through the pages."""
    found = {}
    for name in ("controls", "facts"):
        address = f"/{name}/{rows[f'{name}.row_id']}"
        alice.post(f"{address}/evidence/new", data={"title": "Shown", "file": (io.BytesIO(b"bytes"), "shown.txt")})
        found[f"{name}.evidence_id"] = re.findall(rf"{address}/evidence/([0-9a-f-]{{36}})", alice.get(address).text)[0]
    return found


def _packed(app: Flask, alice: FlaskClient) -> Examples:
    """Have everything packed; the evidence is in it."""
    alice.post("/organisation/data/exports")
    run_waiting(app.extensions["engine"], app.extensions["deeds"])
    page = alice.get("/organisation/data").text
    return {"privacy.export_id": re.findall(r"/organisation/data/exports/([0-9a-f-]{36})/download", page)[0]}


def _directory(ada: FlaskClient) -> Examples:
    content = io.BytesIO(asset("seed_data", "firms.csv").read_bytes())
    sent = ada.post("/admin/firms/imports/new", data={"file": (content, "firms.csv"), "source": "the sample file"})
    return {"firm_imports.key": sent.location.rsplit("/", 1)[1]}


def _claim(app: Flask, fiona: FlaskClient) -> Examples:
    """Let Fiona's organisation keep a firm, and tell its capacity; another firm may still be claimed."""
    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        theirs = Firm.organisation_id == _organisation_id(app, "Invented Assurance")
        firm = session.scalars(sa.select(Firm).where(theirs)).one()
        unclaimed = sa.and_(Firm.vetting_status == VettingStatus.VERIFIED, Firm.organisation_id.is_(None))
        free = session.scalars(sa.select(Firm).where(unclaimed).limit(1)).one()
        version, key = firm.version, free.id
    fiona.post("/portal/capacity", data={"open_slots": "2", "version": str(version)})
    with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
        told_id = session.scalars(sa.select(FirmTold.id)).one()
    return {
        "claims.key": str(key),
        "claims.token": "a-token-that-nobody-was-sent",
        "firm_changes.told_id": str(told_id),
    }


def _passkey(app: Flask) -> None:
    """Give Alice a passkey; no device has it, so that she signs in as before."""
    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        alice = session.scalars(sa.select(User.id).where(User.name == "Alice")).one()
        kept = {"credential_id": "bm9ib2R5", "public_key": "bm9ib2R5", "sign_count": 0, "transports": []}
        session.add(Passkey(user_id=alice, name="A phone", **kept))
        session.commit()


def _vetting(ada: FlaskClient, firm: str) -> Examples:
    """Record a check of a firm with a file, through the pages."""
    address = f"/admin/firms/{firm}/vetting"
    found = {"insured": "no", "checked_on": "2026-01-31", "source": "A test"}
    ada.post(f"{address}/new/insurance", data=found | {"file": (io.BytesIO(b"bytes"), "shown.txt")})
    check = re.findall(rf"{address}/checks/([0-9a-f-]{{36}})/evidence", ada.get(address).text)[0]
    return {"vetting.key": firm, "vetting.check_id": check, "vetting.name": "insurance"}


def _rows(app: Flask) -> Examples:
    acme = _organisation_id(app, "Acme")
    with open_session(app.extensions["engine"], acme, read_only=True) as session:
        alices = sa.select(Membership.id).join(User, Membership.user_id == User.id).where(User.name == "Alice")
        bobs = sa.select(Membership.id).join(User, Membership.user_id == User.id).where(User.name == "Bob")
        page = {
            "controls.control_id": session.scalars(sa.select(Control.id)).first(),
            "controls.row_id": session.scalars(sa.select(Control.id)).first(),
            "library.answer_id": session.scalars(sa.select(ApprovedAnswer.id)).first(),
            "library.row_id": session.scalars(sa.select(ApprovedAnswer.id)).first(),
            "facts.fact_id": session.scalars(sa.select(StatedFact.id)).first(),
            "facts.row_id": session.scalars(sa.select(StatedFact.id)).first(),
            "firms.key": session.scalars(
                sa.select(Firm.id).where(Firm.vetting_status == VettingStatus.VERIFIED)
            ).first(),
            "firm_ratings.key": session.scalars(
                sa.select(Firm.id).where(Firm.vetting_status == VettingStatus.VERIFIED)
            ).first(),
            "remediation.task_id": session.scalars(sa.select(RemediationTask.id)).one(),
            "outbox.mail_id": session.scalars(sa.select(OutgoingMail.id).order_by(OutgoingMail.created_at)).first(),
            "members.membership_id": session.scalars(bobs).one(),
            "tokens.token_id": session.scalars(sa.select(ApiToken.id)).one(),
            "person.membership_id": session.scalars(alices).one(),
            "domains.domain_id": session.scalars(sa.select(MailDomain.id)).one(),
            "domains.token": "a-token-that-nobody-was-sent",
            "passkeys.passkey_id": session.scalars(sa.select(Passkey.id)).one(),
            "person.sign_in_id": session.scalars(
                sa.select(SignIn.id).join(User, SignIn.user_id == User.id).where(User.name == "Alice")
            ).first(),
            "invitations.invitation_id": session.scalars(sa.select(Invitation.id)).one(),
            "email.token": "a-token-that-nobody-was-sent",
            "invitations.token": "a-token-that-nobody-was-sent",
            "resets.token": "a-token-that-nobody-was-sent",
        }
    return {name: str(value) for name, value in page.items()}
