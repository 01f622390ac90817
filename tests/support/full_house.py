"""Acme with 500 controls and 5,000 approved answers, Umbrella with hardly any, in one installation."""

import io
import itertools
import re

from flask import Flask
from flask.testing import FlaskClient

from foundation.jobs.worker import run_waiting

CONTROLS, ANSWERS, QUESTIONS = 500, 5_000, 300
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
    file = {"buyer": "Globex", "file": (io.BytesIO(questionnaire_csv(questions)), "buyer.csv")}
    address = browser.post("/questionnaires/new", data=file).location
    run_waiting(app.extensions["engine"], app.extensions["deeds"])
    browser.post(f"{address}/answer")
    run_waiting(app.extensions["engine"], app.extensions["deeds"])
    answer = re.findall(r'id="answer-([0-9a-f-]{36})"', browser.get(f"{address}/review").text)[0]
    found = {"questionnaire": address, "answer": f"{address}/answers/{answer}"}
    for place in ("controls", "library"):
        found[place] = re.findall(rf'href="(/{place}/[0-9a-f-]{{36}})"', browser.get(f"/{place}/").text)[0]
    return found


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
