"""Questionnaires: `buyer_workbook` for bytes, `uploaded` through the page, `answered` by the worker too."""

import io
import re
from typing import Any

import openpyxl
from flask import Flask
from flask.testing import FlaskClient
from openpyxl.worksheet.datavalidation import DataValidation
from sqlalchemy.orm import Session

from foundation.jobs.worker import run_waiting
from tests.factories.control import keep_control

HEADER = ("ID", "Section", "Question", "Response", "Comments")
QUESTIONS = (
    ("A-1", "Access", "Do employees sign in with a second factor?"),
    ("A-2", "Access", "Are backups restored in a test every quarter?"),
    ("D-1", "Data", "Is a bug bounty programme run for submarines?"),
)


def buyer_workbook(questions: tuple[tuple[str, str, str], ...] = QUESTIONS) -> bytes:
    """Give a workbook with a list of Compliant, Non-compliant and N/A in its response column."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Vendor review"
    sheet.append(HEADER)
    for question in questions:
        sheet.append(question)
    offered = DataValidation(type="list", formula1='"Compliant,Non-compliant,N/A"')
    offered.add(f"D2:D{len(questions) + 1}")
    sheet.add_data_validation(offered)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def keep_two_controls(session: Session) -> None:
    """Keep a control in place and one that is partly there, for the session's organisation."""
    keep_control(session, "AC-01")
    keep_control(
        session,
        "BC-02",
        title="Restore tests of backups",
        statement="Backups are restored in a test every quarter.",
        criteria=("A1.3",),
    )


def upload(browser: FlaskClient, content: bytes | None = None, **fields: Any) -> Any:
    """Send the upload form with a file."""
    file = (io.BytesIO(buyer_workbook() if content is None else content), fields.pop("filename", "review.xlsx"))
    return browser.post("/questionnaires/new", data={"buyer": "Globex", "file": file, **fields})


def uploaded(browser: FlaskClient, content: bytes | None = None, **fields: Any) -> str:
    """Upload a file, have it read by the worker and give the address of its questionnaire."""
    sent = upload(browser, content, **fields)
    assert sent.status_code == 303, sent.text
    address = str(sent.location)
    run_waiting(browser.application.extensions["engine"], browser.application.extensions["deeds"])
    return address


def answered(app: Flask, browser: FlaskClient, content: bytes | None = None, **fields: Any) -> str:
    """Upload a file, have it answered by the worker and give its address."""
    address = uploaded(browser, content, **fields)
    assert browser.post(f"{address}/answer").status_code == 303
    run_waiting(app.extensions["engine"], app.extensions["deeds"])
    return address


def shown_version(browser: FlaskClient, address: str) -> str:
    """Read the version that the columns page would send."""
    page = browser.get(f"{address}/columns").text
    return re.findall(r'name="version"[^>]*value="(\d+)"', page)[0]


def correct(browser: FlaskClient, address: str, **fields: Any) -> Any:
    """Send the columns page with these fields and have the file read again."""
    version = fields.pop("version", None) or shown_version(browser, address)
    sent = browser.post(f"{address}/columns", data={"version": version, **fields})
    run_waiting(browser.application.extensions["engine"], browser.application.extensions["deeds"])
    return sent


def answer_ids(page: str) -> list[str]:
    """Read the ids of the answers out of a review page, in its order."""
    return re.findall(r'id="answer-([0-9a-f-]{36})"', page)


def version_of(page: str, answer_id: str) -> str:
    """Read the version that a review page would send with a decision on an answer."""
    article = page.split(f'id="answer-{answer_id}"', 1)[1]
    return re.findall(r'name="version"[^>]*value="(\d+)"', article)[0]


def step(browser: FlaskClient, address: str, name: str) -> Any:
    """Press the button of a step (`sent`, `reopen`) on a questionnaire's page, with the version that it shows."""
    form = browser.get(address).text.split(f'action="{address}/{name}"', 1)[1]
    version = re.findall(r'name="version" value="(\d+)"', form)[0]
    return browser.post(f"{address}/{name}", data={"version": version})


def reopen(browser: FlaskClient, address: str) -> None:
    """Begin a new revision."""
    assert step(browser, address, "reopen").status_code == 303
