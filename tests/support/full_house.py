"""Acme with 500 controls and 5,000 approved answers, Umbrella with hardly any, in one installation."""

import io
import itertools
import re
import uuid
from datetime import datetime, timedelta

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from foundation.access.permissions import Role
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Organisation
from foundation.clock import now
from foundation.jobs.worker import run_waiting
from questionnaires.answering.answer import SourceType, Verdict
from questionnaires.commitments.models import SentStatement, StatementSource
from tests.factories.kept_questionnaire import keep_draft, keep_questionnaire
from tests.factories.people import make_member

CONTROLS, ANSWERS, QUESTIONS, OTHERS = 500, 5_000, 300, 120
DEEDS = (
    "reviewed",
    "encrypted",
    "tested",
    "approved",
    "logged",
    "restored",
    "rotated",
    "scanned",
    "recorded",
    "removed",
)
THINGS = (
    "access rights", "backups", "laptops", "firewall rules", "source code changes", "vendor contracts",
    "incident reports", "encryption keys", "visitor badges", "database snapshots", "administrator accounts",
    "security policies", "training records", "audit logs", "network diagrams", "mobile devices", "secrets",
    "service accounts", "penetration test findings", "risk registers",
)  # fmt: skip
RHYTHMS = ("every week", "every month", "every quarter", "every year", "after each change")
PLACES = ("production", "the office", "the test system", "the data warehouse", "customer support")


def controls_csv(count: int) -> bytes:
    """Give a control set of invented sentences."""
    lines = ["control_id,title,statement,criteria,status,owner"]
    for number, (thing, deed, rhythm) in enumerate(itertools.islice(_sentences(), count), start=1):
        said = f"All {thing} are {deed} {rhythm}."
        lines.append(
            f"C-{number:04},{thing.capitalize()} {deed},{said},CC{6 + number % 2}.1,implemented,Owner {number % 9}"
        )
    return "\n".join(lines).encode()


def answers_csv(count: int) -> bytes:
    """Give a library of invented answers, no two questions alike."""
    lines = ["answer_id,question,answer,expires_on"]
    for number, (thing, deed, rhythm, place) in enumerate(itertools.islice(_placed(), count), start=1):
        asked = f"Are {thing} in {place} {deed} {rhythm} by team {number % 97}?"
        lines.append(f"L-{number:05},{asked},yes,2099-01-01")
    return "\n".join(lines).encode()


def questionnaire_csv(count: int) -> bytes:
    """Give a buyer's questions."""
    lines = ["ID,Section,Question,Answer,Comment"]
    for number, (thing, deed, rhythm) in enumerate(itertools.islice(itertools.cycle(_sentences()), count), start=1):
        lines.append(f"Q{number},Part {number // 40},Are {thing} {deed} {rhythm}?,,")
    return "\r\n".join(lines).encode()


def furnish(app: Flask, browser: FlaskClient, *, controls: int, answers: int, questions: int) -> dict[str, str]:
    """Import, upload and answer through the pages; gives the addresses of one of each thing."""
    for place, content in (("controls", controls_csv(controls)), ("library", answers_csv(answers))):
        take_in(browser, place, content)
    take_in(browser, "facts", b"key,value\nemployees,85\n")
    found = ask_and_answer(app, browser, questions)
    for place in ("controls", "library"):
        found[place] = re.findall(rf'href="(/{place}/[0-9a-f-]{{36}})"', browser.get(f"/{place}/").text)[0]
    return found


def ask_and_answer(app: Flask, browser: FlaskClient, questions: int) -> dict[str, str]:
    """Upload a questionnaire and have it answered; gives its address and that of its first answer."""
    file = {"buyer": "Globex", "file": (io.BytesIO(questionnaire_csv(questions)), "buyer.csv")}
    address = browser.post("/questionnaires/new", data=file).location
    run_waiting(app.extensions["engine"], app.extensions["deeds"])
    browser.post(f"{address}/answer")
    run_waiting(app.extensions["engine"], app.extensions["deeds"])
    answer = re.findall(r'id="answer-([0-9a-f-]{36})"', browser.get(f"{address}/review").text)[0]
    return {"questionnaire": address, "answer": f"{address}/answers/{answer}"}


def crowd(app: Flask, organisation: str, number: int) -> None:
    """Give an organisation more colleagues, questionnaires that came, went or wait, and statements to buyers."""
    engine = app.extensions["engine"]
    with open_session(engine, EVERY_ORGANISATION) as session:
        ours = session.scalars(sa.select(Organisation).where(Organisation.name == organisation)).one()
        for n in range(number):
            make_member(session, ours, f"{organisation}-{n}", Role.SALES)
        session.commit()
        organisation_id = ours.id
    with open_session(engine, organisation_id) as session:
        for n in range(number):
            came = now() - timedelta(days=n)
            other = keep_questionnaire(session, came, buyer=f"Buyer {n}", sent_at=came if n % 2 else None)
            keep_draft(session, other, 1, came, reasons=["nothing_found"], approved_at=came if n % 2 else None)
            session.add(_told(other.id, other.buyer, n, came))
        session.commit()


def _told(questionnaire_id: uuid.UUID, buyer: str, number: int, sent_at: datetime) -> SentStatement:
    """Make a statement that rests on a control as it does not stand today."""
    source = StatementSource(
        position=1,
        type=SourceType.CONTROL,
        source_id=f"C-{number % CONTROLS + 1:04}",
        title="As it was",
        state="planned",
        text="We will.",
        digest="0" * 64,
        noticed="0" * 64,
    )
    said = {"question": "Is it done?", "verdict": Verdict.YES, "answer_text": "Yes.", "sent_by": "Sam"}
    row = SentStatement(questionnaire_id=questionnaire_id, buyer=buyer, revision=1, position=1, sent_at=sent_at, **said)
    row.sources.append(source)
    return row


def take_in(browser: FlaskClient, place: str, content: bytes) -> None:
    """Import a file by way of its preview, as a person does."""
    preview = browser.post(f"/{place}/import", data={"file": (io.BytesIO(content), f"{place}.csv")})
    assert preview.status_code == 303, preview.text
    page = browser.get(preview.location).text
    seen = re.findall(r'name="seen"[^>]*value="([^"]+)"', page)[0]
    action = re.findall(r'id="decide" action="([^"]+)"', page)[0]
    done = browser.post(action, data={"seen": seen})
    assert done.status_code == 303, done.text


def _sentences() -> "itertools.product[tuple[str, str, str]]":
    return itertools.product(THINGS, DEEDS, RHYTHMS)


def _placed() -> "itertools.product[tuple[str, str, str, str]]":
    return itertools.product(THINGS, DEEDS, RHYTHMS, PLACES)
