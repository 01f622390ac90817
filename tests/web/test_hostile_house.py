"""One hostile text in every field into which people type: no page runs it, no table computes it, no letter obeys it."""

import csv
import io

import openpyxl
import pytest
import sqlalchemy as sa

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.mail.models import OutgoingMail
from foundation.mail.smtp import message_of
from tests.support.posts import addresses_of, rules_of, who_may

HOSTILE = "=1+1<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\r\nBcc: b@evil.example"
RAW = ("<script>alert(1)", "<img src=x")
SHOWN = "&lt;script&gt;alert(1)"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
DOWNLOADS = {
    "commitments.export": "text/csv",
    "controls.export": "text/csv",
    "exposure.export": "text/csv",
    "facts.export": "text/csv",
    "figures.export": "text/csv",
    "firms.export": "text/csv",
    "library.export": "text/csv",
    "quotes.memo_workbook": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The tables that leave: a new one is to be named here, and so looked through."""


@pytest.fixture(scope="module")
def spoilt(open_house, posts):
    """The open house after every field of every form was given the hostile text, and the answers to that."""
    yield open_house, {post.address: sent(open_house, post) for post in posts if post.texts}
    open_house.put_back()


def sent(house, post):
    """Fill the form with the text, in as many of its fields as take it; a version may have moved on meanwhile."""
    areas = [name for name in post.texts if post.kinds[name] == "textarea"]
    for names in (post.texts, areas, areas[-1:]):
        for later in range(4):
            values = post.values | {name: [HOSTILE] for name in names}
            if post.values.get("version", [""])[0].isdigit():
                values["version"] = [str(int(post.values["version"][0]) + later)]
            with house.post(post, values) as answer:
                status, text = answer.status_code, answer.text
            if status != 409:
                break
        if status == 303:
            break
    return status, text


def got(house):
    """Give endpoint, media type and bytes of everything that may be asked for."""
    for rule, guard in rules_of(house.app, "GET"):
        for address in addresses_of(house.app, rule, house.examples):
            with house.browser(who_may(guard)).get(address) as answer:
                if answer.status_code == 200:
                    yield rule.endpoint, answer.mimetype, answer.data


@pytest.fixture(scope="module")
def everything(spoilt):
    return list(got(spoilt[0]))


def test_no_page_and_no_answer_runs_what_somebody_typed(spoilt, everything):
    answers = {address: text for address, (_, text) in spoilt[1].items()}
    pages = {name: content.decode() for name, kind, content in everything if kind == "text/html"}

    running = {name for name, text in (answers | pages).items() if any(raw in text for raw in RAW)}
    showing = {name for name, text in pages.items() if SHOWN in text}
    assert running == set()
    assert sum(status == 303 for status, _ in spoilt[1].values()) > 25
    assert len(showing) > 20


def cells_of(kind, content):
    if kind == "text/csv":
        return [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [f"={cell.value}" for sheet in book for row in sheet.rows for cell in row if cell.data_type == "f"]


def test_no_table_that_leaves_holds_a_formula(everything):
    tables = {name: (kind, data) for name, kind, data in everything if "csv" in kind or "spreadsheet" in kind}

    def computed(cell):
        return cell.startswith(FORMULA) and not cell.lstrip("-+").replace(".", "").isdigit()

    assert {name: kind for name, (kind, _) in tables.items()} == DOWNLOADS
    found = {name: [cell for cell in cells_of(*table) if computed(cell)] for name, table in tables.items()}
    assert {name: cells for name, cells in found.items() if cells} == {}
    assert sum(b"'=1+1" in data for _, data in tables.values()) >= 4


def test_no_letter_has_a_header_that_somebody_typed(spoilt):
    with open_session(spoilt[0].app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
        mails = session.scalars(sa.select(OutgoingMail)).all()
        messages = [message_of(mail, "auditmatch <auditmatch@example.com>") for mail in mails]

    known = {"From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version"}
    known |= {"Content-Type", "Content-Transfer-Encoding"}
    assert {name for message in messages for name in message} <= known
    assert all("evil" not in (message["To"] or "") and "\n" not in str(message["Subject"]) for message in messages)
    assert any("evil.example" in mail.subject + mail.body for mail in mails)
