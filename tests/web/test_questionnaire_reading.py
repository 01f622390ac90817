"""Reading a buyer's file in the background: what goes well, what the worst file costs, what is remembered."""

import io
import os
import zipfile
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.audit.models import AuditEntry
from foundation.jobs.models import Job, JobState
from foundation.jobs.worker import run_waiting
from foundation.orphans import remove_orphans
from foundation.storage import FolderStorage
from questionnaires.reviews.confined import Limits
from questionnaires.reviews.models import READ_JOB, BuyerQuestionnaire
from questionnaires.reviews.read_deed import ReadDeed
from questionnaires.reviews.reader import Reader
from questionnaires.reviews.remembered import RememberedMapping
from tests.factories.questionnaire import correct, keep_two_controls, shown_version, upload, uploaded

ODD = b"No.,What we ask,Note,Your reply\n1,Is data encrypted at rest?,,\n2,Are backups tested?,,\n"
NEXT = b"Dear supplier,,,\nNo.,What we ask,Note,Your reply\n1,Is access reviewed every quarter?,,\n"
CHOSEN = {
    "sheet1-header": "1",
    "sheet1-column-A": "ref",
    "sheet1-column-B": "question",
    "sheet1-column-C": "answer",
    "sheet1-column-D": "comment",
}


@pytest.fixture(autouse=True)
def controls(acting_for):
    with acting_for("Acme") as session:
        keep_two_controls(session)


@pytest.fixture
def work_off(app):
    def done():
        return run_waiting(app.extensions["engine"], app.extensions["deeds"])

    return done


PLENTY = Limits(600, 20, 40)


def put(app, module, limits=PLENTY):
    """Put a reader that misbehaves in the place of the real one."""
    app.extensions["deeds"][READ_JOB] = ReadDeed(
        FolderStorage(app.extensions["settings"].files), Reader(limits, module=f"tests.support.confined.{module}")
    )


def sent_to(browser, content, filename="review.csv", **fields):
    sent = upload(browser, content, filename=filename, **fields)
    assert sent.status_code == 303
    return sent.location


def container(part):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", part)
    return stream.getvalue()


ZIP_BOMB = container(b"<a>" * 20_000_000)
XML_BOMB = container(
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY b%d "&a;&a;">' % n for n in range(50))
    + b"]><x>&a;</x>"
)


def test_an_upload_answers_at_once_and_the_page_waits_for_the_reading(sign_in):
    sam = sign_in("sam")
    address = sent_to(sam, ODD)

    page = sam.get(address).text

    assert "The file is being read" in page
    assert f'hx-get="{address}/progress"' in page
    assert "Reload to see whether it was read" in page
    assert not {"HX-Refresh", "HX-Redirect"} & set(sam.get(f"{address}/progress").headers.keys())
    assert sam.post(f"{address}/answer").status_code == 409
    assert sam.post(f"{address}/remove").status_code == 409


def test_once_it_was_read_the_poll_leads_to_the_columns(sign_in, work_off):
    sam = sign_in("sam")
    address = sent_to(sam, ODD)

    assert work_off() == 1

    assert sam.get(f"{address}/progress").headers["HX-Redirect"] == f"{address}/columns"
    assert "Next: check what was found" in sam.get(address).text


@pytest.mark.parametrize(
    ("module", "limits", "said"),
    [
        ("greedy", Limits(300, 20, 40), "needed more than 300 MB of memory"),
        ("busy", Limits(600, 1, 40), "took longer than 1 seconds"),
        ("hanging", Limits(600, 20, 1), "took longer than 1 seconds"),
        ("killed", Limits(600, 20, 40), "was ended from outside"),
        ("crashing", Limits(600, 20, 40), "ended unexpectedly"),
    ],
)
def test_the_worst_file_costs_one_job_and_the_next_is_read(app, sign_in, work_off, module, limits, said):
    sam, good = sign_in("sam"), app.extensions["deeds"][READ_JOB]
    put(app, module, limits)
    bad = sent_to(sam, ODD)
    assert work_off() == 1
    app.extensions["deeds"][READ_JOB] = good
    address = sent_to(sam, ODD)
    assert work_off() == 1

    page = sam.get(bad).text

    assert "The file could not be read" in page
    assert f"review.csv: reading it {said}" in page
    assert "paste the questions as text" in page
    assert "2 questions were read" in sam.get(address).text


@pytest.mark.parametrize(
    ("content", "filename", "said"),
    [
        (b"a,b\n1,2\n", "review.csv", "no question was found"),
        (ZIP_BOMB, "review.xlsx", "which is refused"),
        (XML_BOMB, "review.xlsx", "review.xlsx"),
        (b"PK\x03\x04 and no more", "review.xlsx", "is damaged"),
    ],
)
def test_a_file_that_cannot_be_read_fails_its_job_with_a_sentence(sign_in, work_off, content, filename, said):
    sam = sign_in("sam")
    address = sent_to(sam, content, filename)

    assert work_off() == 1

    page = sam.get(address).text
    assert "The file could not be read" in page
    assert said in page
    assert sam.get(f"{address}/progress").headers["HX-Refresh"] == "true"
    assert sam.get(f"{address}/columns").location == address


def test_another_file_takes_the_place_of_one_that_cannot_be_read(app, sign_in, work_off):
    sam = sign_in("sam")
    address = sent_to(sam, b"a,b\n1,2\n")
    work_off()

    sent = sam.post(f"{address}/file", data={"file": (io.BytesIO(ODD), "better.csv")})
    work_off()

    assert sent.status_code == 303
    assert "2 questions were read" in sam.get(address).text
    assert len(list(app.extensions["settings"].files.iterdir())) == 1


def test_a_file_that_was_read_is_not_replaced(sign_in):
    sam = sign_in("sam")
    address = uploaded(sam, ODD, filename="review.csv")

    assert sam.post(f"{address}/file", data={"file": (io.BytesIO(ODD), "better.csv")}).status_code == 409


def test_a_questionnaire_that_cannot_be_read_can_be_removed_with_its_file(app, sign_in, work_off):
    sam = sign_in("sam")
    address = sent_to(sam, b"a,b\n1,2\n")
    work_off()

    assert sam.post(f"{address}/remove").status_code == 303
    assert list(app.extensions["settings"].files.iterdir()) == []


def test_columns_that_cannot_be_read_leave_what_was_found(app, sign_in, acting_for):
    sam = sign_in("sam")
    address = uploaded(sam, ODD, filename="review.csv")
    put(app, "killed")

    correct(sam, address, **CHOSEN)

    page = sam.get(f"{address}/columns").text
    assert "was ended from outside" in page
    assert "What was found before still stands" in page
    assert "Is data encrypted at rest?" in page
    with acting_for("Acme") as session:
        assert session.scalars(sa.select(RememberedMapping)).all() == []


def test_columns_are_remembered_for_the_buyer_s_next_file_with_that_header(sign_in, acting_for):
    sam = sign_in("sam")
    correct(sam, uploaded(sam, ODD, filename="review.csv"), **CHOSEN)

    address = uploaded(sam, NEXT, filename="next.csv", buyer="  GLOBEX ")

    with acting_for("Acme") as session:
        newest = session.scalars(sa.select(BuyerQuestionnaire).where(BuyerQuestionnaire.filename == "next.csv")).one()
        assert newest.sheets[0]["columns"] == {"ref": "A", "question": "B", "answer": "C", "comment": "D"}
        assert newest.sheets[0]["header_rows"] == [2]
        assert [sheet["set_by"] for sheet in newest.remembered] == ["Sam"]
    assert "as Sam set them on" in sam.get(f"{address}/columns").text


def test_one_can_go_back_to_what_was_found(sign_in, work_off, acting_for):
    sam = sign_in("sam")
    correct(sam, uploaded(sam, ODD, filename="review.csv"), **CHOSEN)
    address = uploaded(sam, NEXT, filename="next.csv")

    sent = sam.post(f"{address}/as-found", data={"version": shown_version(sam, address)})
    work_off()

    assert sent.status_code == 303
    with acting_for("Acme") as session:
        newest = session.scalars(sa.select(BuyerQuestionnaire).where(BuyerQuestionnaire.filename == "next.csv")).one()
        assert newest.sheets[0]["columns"]["answer"] == "D"
        assert newest.remembered == []


@pytest.mark.parametrize(("person", "buyer"), [("sam", "Initech"), ("charlie", "Globex")])
def test_nothing_is_remembered_for_another_buyer_nor_another_organisation(sign_in, person, buyer):
    sam, other = sign_in("sam"), sign_in(person)
    correct(sam, uploaded(sam, ODD, filename="review.csv"), **CHOSEN)

    address = uploaded(other, NEXT, filename="next.csv", buyer=buyer)

    assert "set them on" not in other.get(f"{address}/columns").text


def test_setting_them_again_replaces_what_was_remembered(sign_in, acting_for):
    sam = sign_in("sam")
    address = uploaded(sam, ODD, filename="review.csv")
    correct(sam, address, **CHOSEN)
    correct(sam, address, **CHOSEN | {"sheet1-column-C": "", "sheet1-column-D": "answer"})

    with acting_for("Acme") as session:
        kept = session.scalars(sa.select(RememberedMapping)).one()
        assert (kept.columns["answer"], kept.updated_by) == ("D", "Sam")


def test_each_step_stands_in_the_trail(sign_in, acting_for):
    sam = sign_in("sam")
    correct(sam, uploaded(sam, ODD, filename="review.csv"), **CHOSEN)

    with acting_for("Acme") as session:
        lines = session.scalars(sa.select(AuditEntry.action).where(AuditEntry.thing == "questionnaire")).all()
    assert sorted(lines) == [
        "questionnaire.columns_corrected",
        "questionnaire.read",
        "questionnaire.read",
        "questionnaire.uploaded",
    ]


def test_a_worker_that_died_while_reading_leaves_the_job_to_another(app, sign_in, work_off, acting_for):
    sam = sign_in("sam")
    address = sent_to(sam, ODD)
    with acting_for("Acme") as session:
        job = session.scalars(sa.select(Job)).one()
        job.state, job.fence, job.leased_until = JobState.RUNNING, 1, datetime(2020, 1, 1, tzinfo=UTC)
        session.commit()

    assert work_off() == 1
    assert "2 questions were read" in sam.get(address).text


def test_files_that_no_row_names_go_after_a_day(app, sign_in):
    sam = sign_in("sam")
    uploaded(sam, ODD, filename="review.csv")
    storage = FolderStorage(app.extensions["settings"].files)
    (named,) = (path.name for path in storage.folder.iterdir())
    orphan, young = storage.store(b"left behind"), storage.store(b"just now")
    for name in (named, orphan):
        os.utime(storage.folder / name, (1_000_000, 1_000_000))

    with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
        removed = remove_orphans(session, storage)

    assert removed == 1
    assert {path.name for path in storage.folder.iterdir()} == {named, young}


def test_an_upload_whose_request_fails_leaves_no_file(app, sign_in, monkeypatch):
    def fail(*_arguments, **_named):
        raise RuntimeError("the database is gone")

    monkeypatch.setattr("questionnaires.reviews.service.record", fail)
    app.config["PROPAGATE_EXCEPTIONS"] = False

    upload(sign_in("sam"), ODD, filename="review.csv")

    assert list(app.extensions["settings"].files.iterdir()) == []
