"""One hostile text in every field into which people type: no page runs it, no table computes it, no letter obeys it."""

import csv
import io
import re
import zipfile

import openpyxl
import pytest
import sqlalchemy as sa

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.jobs.worker import run_waiting
from foundation.mail.models import OutgoingMail
from foundation.mail.smtp import message_of
from tests.support.posts import addresses_of, asked_fields, rules_of, who_may

HOSTILE = "=1+1<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\r\nBcc: b@evil.example"
RAW = ("<script>alert(1)", "<img src=x")
SHOWN = "&lt;script&gt;alert(1)"
PACKAGES = {"handoff.take_out", "privacy.download"}
FORMULA = ("=", "+", "-", "@", "\t", "\r")
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOWNLOADS = {
    "commitments.export": "text/csv",
    "controls.export": "text/csv",
    "exposure.export": "text/csv",
    "facts.export": "text/csv",
    "figures.export": "text/csv",
    "firms.export": "text/csv",
    "library.export": "text/csv",
    "questionnaires.download": "text/csv",
    "quotes.memo_workbook": SPREADSHEET,
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


def packages(house):
    """Give endpoint and bytes of every package that is handed out by POST, with all that was typed in it."""
    house.browser("alice").post("/organisation/data/exports", csrf=False).close()
    run_waiting(house.app.extensions["engine"], house.app.extensions["deeds"])
    page = house.browser("alice").get("/organisation/data").text
    packed = re.findall(r"/organisation/data/exports/([0-9a-f-]{36})/download", page)
    examples = house.examples | {"privacy.export_id": packed[0]}
    for rule, guard in rules_of(house.app, "POST"):
        for address in addresses_of(house.app, rule, examples) if rule.endpoint in PACKAGES else ():
            with house.browser(who_may(guard)).post(address, csrf=False) as answer:
                yield rule.endpoint, answer.data


@pytest.fixture(scope="module")
def packed(spoilt):
    """The members of every package, by endpoint and name."""
    found = {}
    for endpoint, content in packages(spoilt[0]):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            found |= {(endpoint, name): package.read(name) for name in package.namelist()}
    return found


def test_no_package_holds_a_formula_or_a_page_that_runs_what_somebody_typed(packed):
    books = {name: content for (_, name), content in packed.items() if name.endswith(".xlsx")}
    tables = {name: content for (_, name), content in packed.items() if name.endswith(".csv")}
    pages = {name: content.decode() for (_, name), content in packed.items() if name.endswith(".html")}

    found = {name: cells_of(SPREADSHEET, content) for name, content in books.items() if not name.startswith("files/")}
    found |= {name: cells_of("text/csv", tables[name]) for name in tables if name.startswith(("data/", "files/files"))}
    assert {name: wrong for name, cells in found.items() if (wrong := [one for one in cells if computed(one)])} == {}
    assert {name for name, text in pages.items() if any(raw in text for raw in RAW)} == set()
    assert {endpoint for endpoint, _ in packed} == PACKAGES
    assert sum(b"'=1+1" in content for content in tables.values()) > 10
    assert [SHOWN in text for text in pages.values()] == [True]
    assert any("=1+1<script" in text_of(content) for content in books.values())


def text_of(content):
    return "".join(
        str(cell.value) for sheet in openpyxl.load_workbook(io.BytesIO(content)) for row in sheet.rows for cell in row
    )


def test_no_calendar_has_a_line_that_somebody_typed(everything):
    calendars = [content.decode() for _, kind, content in everything if kind == "text/calendar"]

    assert len(calendars) >= 3
    assert [line for text in calendars for line in text.splitlines() if line.startswith("Bcc")] == []


def test_no_page_gives_back_as_markup_what_stands_in_its_address(open_house):
    """Each page is asked once to see which words of its address it reads, then with the text in all of them."""
    running, shown = {}, set()
    for rule, guard in rules_of(open_house.app, "GET"):
        for address in addresses_of(open_house.app, rule, open_house.examples):
            browser = open_house.browser(who_may(guard))
            with asked_fields() as names:
                browser.get(address).close()
            if names:
                with browser.get(address, query_string=dict.fromkeys(sorted(names), HOSTILE)) as answer:
                    text = answer.text if answer.mimetype == "text/html" else ""
                shown |= {rule.endpoint} if SHOWN in text else set()
                if answer.status_code >= 500 or any(raw in text for raw in RAW) or "evil" in str(answer.headers):
                    running[address] = answer.status_code

    assert running == {}
    assert len(shown) > 5


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


def computed(cell):
    """Tell whether a spreadsheet would compute a cell."""
    return cell.startswith(FORMULA) and not cell.lstrip("-+").replace(".", "").isdigit()


def test_no_table_that_leaves_holds_a_formula(everything):
    tables = {name: (kind, data) for name, kind, data in everything if "csv" in kind or "spreadsheet" in kind}

    assert {name: kind for name, (kind, _) in tables.items()} == DOWNLOADS
    found = {name: [cell for cell in cells_of(*table) if computed(cell)] for name, table in tables.items()}
    assert {name: cells for name, cells in found.items() if cells} == {}
    assert sum(b"'=1+1" in data for _, data in tables.values()) >= 4


def test_no_letter_has_a_header_that_somebody_typed(spoilt):
    with open_session(spoilt[0].app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
        mails = session.scalars(sa.select(OutgoingMail)).all()
        messages = [message_of(mail, "auditmatch <auditmatch@example.com>") for mail in mails]

    pages = [mail.html for mail in mails if mail.html]
    known = {"From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version"}
    known |= {"Content-Type", "Content-Transfer-Encoding"}
    assert {name for message in messages for name in message} <= known
    assert all("evil" not in (message["To"] or "") and "\n" not in str(message["Subject"]) for message in messages)
    assert any("evil.example" in mail.subject + mail.body for mail in mails)
    assert [page for page in pages if any(raw in page for raw in RAW)] == []
    assert any(SHOWN in page for page in pages)
