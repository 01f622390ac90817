"""The bad input that people and strangers send: each is told plainly, and nothing is half-done."""

import gc
import io
import json
import re
import zipfile

import pytest
import sqlalchemy as sa

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.db import Base
from foundation.imports.models import ImportDraft
from foundation.storage import FolderStorage
from matcher.firms.imports.models import FirmImport
from tests.factories.control import keep_control
from tests.factories.questionnaire import buyer_workbook

MULTIPART = "multipart/form-data; boundary=x"
FILE_BEGINS = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
PERSON = {"/controls/import": "bob", "/facts/import": "bob", "/library/import": "bob"}
PERSON |= {"/admin/firms/imports/new": "ada", "/questionnaires/new": "sam", "/intakes/new/upload": "alice"}
UPLOADS = tuple(PERSON)
COLLECTIONS = UPLOADS[:3]
TABLES = UPLOADS[:4]
HEADERS = {
    "/controls/import": b"control_id,title,statement,status,last_tested_on\n",
    "/facts/import": b"key,value,as_of\n",
    "/library/import": b"answer_id,question,answer,expires_on\n",
    "/admin/firms/imports/new": b"firm_id,name,licence_checked_on\n",
}
ROW = {
    "/controls/import": b"AC-01,One,We do.,%s,%s\n",
    "/facts/import": b"employees,85,%s\n",
    "/library/import": b"L-1,Do you?,yes,%s\n",
    "/admin/firms/imports/new": b"F-1,One,%s\n",
}


def content_of(app):
    """Give table -> rows of the whole database, but for who signed in."""
    tables = {table.name: table for table in Base.metadata.sorted_tables}
    with app.extensions["engine"].connect() as connection:
        return {
            name: sorted(map(str, connection.execute(sa.select(table))))
            for name, table in tables.items()
            if name not in ("sign_in",)
        }


def files_of(app):
    folder = app.extensions["settings"].files
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


@pytest.fixture
def unchanged(app, acting_for):
    """Hold that a test leaves the database and the stored files as they were."""
    keep_control(acting_for("Acme"), "AC-99")
    before = content_of(app), files_of(app)
    yield
    assert (content_of(app), files_of(app)) == before


def send(browser, address, content, name, **more):
    data = {"file": (io.BytesIO(content), name), "buyer": "Globex", "source": "a test", **more}
    return browser.post(address, data=data)


def filled(address, day, status="implemented"):
    row = ROW[address]
    values = (status.encode(), day.encode()) if row.count(b"%s") == 2 else (day.encode(),)
    return HEADERS[address] + row % values


def zip_bomb():
    stream = io.BytesIO()
    book = zipfile.ZipFile(io.BytesIO(buyer_workbook()))
    with book, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in book.namelist():
            archive.writestr(part, b" " * 90_000_000 if part.endswith("sheet1.xml") else book.read(part))
    return stream.getvalue()


@pytest.mark.parametrize("address", UPLOADS)
def test_a_file_of_60_mb_is_refused_on_a_page(app, sign_in, unchanged, address):
    body = FILE_BEGINS + b"x" * 60 * 1024 * 1024 + b"\r\n--x--\r\n"

    answer = sign_in(PERSON[address]).open(address, method="POST", data=body, content_type=MULTIPART)

    assert answer.status_code == 413
    assert "That file is too large" in answer.text
    assert "Nothing was kept" in answer.text


class Endless(io.RawIOBase):
    """A body that never ends."""

    read_bytes = 0

    def readable(self):
        return True

    def readinto(self, buffer):
        chunk = (FILE_BEGINS if not self.read_bytes else b"y" * len(buffer))[: len(buffer)]
        buffer[: len(chunk)] = chunk
        self.read_bytes += len(chunk)
        assert self.read_bytes < 60 * 1024 * 1024, "far more was read than the limit"
        return len(chunk)


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("address", ["/controls/import", "/questionnaires/new"])
def test_a_stream_that_says_no_length_is_refused_after_the_limit(sign_in, unchanged, address):
    environ = {"wsgi.input": Endless(), "wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}
    answer = sign_in(PERSON[address]).open(address, method="POST", content_type=MULTIPART, environ_overrides=environ)
    gc.collect()  # the half of a file that the parser had spooled

    assert answer.status_code == 413


@pytest.mark.parametrize("address", [*TABLES, "/questionnaires/new"])
def test_a_text_that_is_named_a_workbook_is_told(sign_in, unchanged, address):
    answer = send(sign_in(PERSON[address]), address, b"just a few words\n", "words.xlsx")

    assert answer.status_code == 422
    assert "words.xlsx" in answer.text


@pytest.mark.parametrize("address", TABLES)  # a questionnaire is kept first, and read by its job
def test_a_workbook_that_unpacks_without_end_is_told(sign_in, unchanged, address):
    answer = send(sign_in(PERSON[address]), address, zip_bomb(), "bomb.xlsx")

    assert answer.status_code == 422
    assert "100 times its size" in answer.text


@pytest.mark.parametrize("address", [one for one in UPLOADS if one != "/questionnaires/new"])
@pytest.mark.parametrize(
    "content", [b"", b"\x00" * 1000, b"\xff\xfe\x00\xd8", b"PK\x03\x04", b"%PDF-1.7", b"[" * 100_000]
)
def test_bytes_that_are_nothing_are_told(sign_in, unchanged, address, content):
    name = "file.json" if content.startswith(b"[") else "file.csv"

    answer = send(sign_in(PERSON[address]), address, content, name)

    assert answer.status_code == 422


def previewed(browser, address, content):
    """Send a table and confirm its preview without a word on refused rows."""
    sent = send(browser, address, content, "given.csv")
    assert sent.status_code == 303, sent.text
    page = browser.get(sent.location).text
    name, confirm = ("fingerprint", "") if address.startswith("/admin") else ("seen", "/confirm")
    offered = re.search(rf'name="{name}"[^>]*value="(\w+)"', page)
    return page, browser.post(sent.location + confirm, data={name: offered[1] if offered else "guessed"})


GOOD = {
    "/controls/import": b"AC-50,Good,We do.,planned,\n",
    "/facts/import": b"hq_country,US,\n",
    "/library/import": b"L-50,Do you?,yes,\n",
    "/admin/firms/imports/new": b"F-50,Good,\n",
}
WRONG_TABLES = {
    "a wrong form of date": (["31.12.2026"], "31.12.2026"),
    "no such day": (["2026-02-30"], "2026-02-30"),
    "a duplicate id": (["2026-01-31", "2026-01-31"], "already"),
}


@pytest.mark.parametrize("address", TABLES)
def test_wrong_columns_are_told_in_the_preview_and_bring_nothing_in(app, sign_in, address):
    before = without_drafts(app)

    page, answer = previewed(sign_in(PERSON[address]), address, b"first,second\n1,2\n")

    assert "this required column is missing" in page
    assert answer.status_code == 409
    assert without_drafts(app) == before


@pytest.mark.parametrize("address", TABLES)
@pytest.mark.parametrize("wrong", WRONG_TABLES)
def test_a_wrong_row_is_told_in_the_preview_and_brings_nothing_in(app, sign_in, address, wrong):
    before, (days, told) = without_drafts(app), WRONG_TABLES[wrong]
    rows = b"".join(filled(address, day).splitlines(keepends=True)[1] for day in days)

    page, answer = previewed(sign_in(PERSON[address]), address, HEADERS[address] + GOOD[address] + rows)

    assert told in page
    assert answer.status_code == 422
    assert without_drafts(app) == before


def without_drafts(app):
    waiting = (ImportDraft.__tablename__, FirmImport.__tablename__)
    return {name: rows for name, rows in content_of(app).items() if name not in waiting}


def test_an_unknown_control_status_is_told_with_those_that_are_known(app, sign_in):
    before = without_drafts(app)

    content = filled("/controls/import", "2026-01-31", "finished") + GOOD["/controls/import"]
    page, answer = previewed(sign_in("bob"), "/controls/import", content)

    assert "expected one of implemented, partial, planned, not_implemented, not_applicable" in page
    assert "finished" in page
    assert answer.status_code == 422
    assert without_drafts(app) == before


INTAKES = [
    ({"report_needed_by": "2020-01-01"}, "is before today"),
    ({"report_needed_by": "2027-02-30"}, "expected a day that exists"),
    ({"budget_usd": {"min": 20, "max": 10}}, "min 20 is above max 10"),
    ({"headcount": 10**30}, "expected a whole number"),
    ({"headcount": -1}, "expected a whole number"),
    ({"categories": "security"}, "expected a list"),
]


@pytest.mark.parametrize(("given", "told"), INTAKES)
@pytest.mark.parametrize("person", [None, "alice"])
def test_a_wrong_intake_file_is_told_and_begins_nothing(client, sign_in, unchanged, given, told, person):
    browser = sign_in(person) if person else client

    answer = browser.post("/intakes/new/upload", data={"pasted": json.dumps(given)})

    assert answer.status_code == 422
    assert told in answer.text


@pytest.mark.parametrize(
    ("step", "values", "told"),
    [
        ("readiness", {"report_needed_by": "2020-01-01"}, "has passed"),
        ("readiness", {"report_needed_by": "soon"}, "Enter a day that exists"),
        ("budget", {"budget_usd__min": "20000", "budget_usd__max": "10000"}, "must not be below the least"),
        ("budget", {"budget_usd__max": "9" * 40}, "Enter a whole number"),
        ("budget", {"budget_usd__max": "-1"}, "Enter a whole number"),
        ("company", {"organisation": "Acme", "headcount": "4294967296"}, "Enter a number from 1"),
        ("company", {"organisation": " "}, "Enter the name of your company"),
        ("scope", {"report_type": "type_9"}, "Not a valid choice"),
    ],
)
def test_a_wrong_step_of_an_intake_is_told_and_saves_nothing(app, client, step, values, told):
    link = client.post("/intakes/new/company", data={"organisation": "Acme"}).location.removesuffix("/steps/scope")
    before = content_of(app)

    answer = client.post(f"{link}/steps/{step}", data=values)

    assert answer.status_code == 422
    assert told in answer.text
    assert content_of(app) == before


@pytest.mark.parametrize("address", UPLOADS)
def test_a_form_without_its_token_is_refused(sign_in, unchanged, address):
    data = {"file": (io.BytesIO(buyer_workbook()), "a.xlsx"), "buyer": "Globex", "source": "a test", "pasted": "{}"}

    answer = sign_in(PERSON[address]).post(address, data=data, csrf=False)

    assert answer.status_code == 400
    assert "This form was open for too long or was sent from elsewhere" in answer.text


def test_a_token_of_another_session_is_refused(app, sign_in, unchanged):
    strange = sign_in("charlie").csrf_token()

    data = {"csrf_token": strange, "name": "Taken over"}
    assert sign_in("alice").post("/organisation/name", data=data, csrf=False).status_code == 400


def test_storage_keeps_nothing_of_a_questionnaire_that_was_refused(app, sign_in):
    send(sign_in("sam"), "/questionnaires/new", b"just words", "words.xlsx")

    assert files_of(app) == []
    assert FolderStorage(app.extensions["settings"].files).folder.name


def test_another_organisations_preview_and_link_lead_nowhere(app, sign_in):
    sent = send(sign_in("bob"), "/controls/import", filled("/controls/import", "2026-01-31"), "given.csv")
    before = content_of(app)
    charlie = sign_in("charlie")

    assert charlie.get(sent.location).status_code == 404
    assert charlie.post(f"{sent.location}/confirm", data={"seen": "x"}).status_code == 404
    assert charlie.post(f"{sent.location}/give-up").status_code == 404
    assert content_of(app) == before


def count_all(app):
    with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
        return session.scalar(sa.select(sa.func.count()).select_from(ImportDraft))


def test_a_confirmation_that_is_sent_twice_imports_once(app, sign_in):
    bob = sign_in("bob")
    sent = send(bob, "/controls/import", filled("/controls/import", "2026-01-31"), "given.csv")
    seen = bob.get(sent.location).text.split('name="seen"', 1)[1].split('value="', 1)[1].split('"', 1)[0]

    assert bob.post(f"{sent.location}/confirm", data={"seen": seen}).status_code == 303
    assert bob.post(f"{sent.location}/confirm", data={"seen": seen}).status_code == 404
    assert count_all(app) == 0
