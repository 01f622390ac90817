"""A questionnaire's whole life, from the buyer's file to the buyer's file."""

import io
import re

import openpyxl
import pytest
import sqlalchemy as sa

from foundation.audit.models import AuditEntry
from foundation.jobs.worker import run_waiting
from questionnaires.reviews.models import BuyerQuestionnaire, DraftAnswer, QuestionnaireExport
from tests.factories.questionnaire import (
    answer_ids,
    answered,
    buyer_workbook,
    correct,
    keep_two_controls,
    reopen,
    shown_version,
    upload,
    uploaded,
    version_of,
)


@pytest.fixture
def controls(acting_for):
    keep_two_controls(acting_for("Acme"))


def cells_of(content):
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Vendor review"]
    return [[sheet.cell(row, column).value for column in (4, 5)] for row in (2, 3, 4)]


def exported(browser, address):
    assert browser.post(f"{address}/exports").status_code == 303
    link = re.findall(rf'href="({address}/exports/[0-9a-f-]+)"', browser.get(address).text)[0]
    return browser.get(link)


def columns(**roles):
    """The fields of the columns page, all others not used."""
    return {f"sheet1-column-{letter}": roles.get(letter, "") for letter in "ABCDE"}


def approve(browser, address, answer_id, **more):
    page = browser.get(f"{address}/review").text
    return browser.post(f"{address}/answers/{answer_id}/approve", data={"version": version_of(page, answer_id), **more})


def test_a_file_goes_in_and_comes_back_with_the_approved_answers_alone(app, sign_in, controls):
    sam, bob = sign_in("sam"), sign_in("bob")
    address = answered(app, sam)
    first, _second, _third = answer_ids(bob.get(f"{address}/review").text)

    assert approve(bob, address, first).status_code == 303
    download = exported(sam, address)

    assert "filename=review-answered.xlsx" in download.headers["Content-Disposition"]
    assert cells_of(download.data) == [
        ["Compliant", "Yes. Every employee signs in with a second factor."],
        [None, None],
        [None, None],
    ]


def test_the_preview_names_what_each_column_is_for(sign_in, controls):
    sam = sign_in("sam")

    page = sam.get(f"{uploaded(sam)}/columns").text

    assert "3 questions in 2 sections" in page
    assert re.search(r'name="sheet1-column-C"[^>]*>.*?<option value="question" selected>Question</option>', page, re.S)
    assert re.search(r'name="sheet1-column-D"[^>]*>.*?<option value="answer" selected>', page, re.S)
    assert "Compliant / Non-compliant / N/A" in page


def test_corrected_columns_are_read_again(sign_in, controls, acting_for):
    sam = sign_in("sam")
    address = uploaded(sam)
    chosen = columns(A="ref", C="question", E="answer")

    sent = correct(sam, address, **{"sheet1-header": "1, 2", **chosen})

    assert sent.status_code == 303
    page = sam.get(f"{address}/columns").text
    assert "2 questions." in page
    assert acting_for("Acme").scalars(sa.select(BuyerQuestionnaire)).one().sheets[0]["columns"]["answer"] == "E"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"sheet1-column-A": "question", "sheet1-column-C": "question"}, "columns A and C both stand for"),
        ({"sheet1-column-A": "ref"}, "Say which column holds the questions"),
        ({"sheet1-column-C": "question", "sheet1-header": "one"}, "enter row numbers such as 1, 2"),
        ({"sheet1-column-C": "nonsense"}, "Say which column holds the questions"),
    ],
)
def test_columns_that_cannot_be_meant_are_refused_with_a_sentence(sign_in, controls, fields, said):
    sam = sign_in("sam")
    sent = sam.post(f"{uploaded(sam)}/columns", data={"version": "1", "sheet1-header": "1"} | columns() | fields)

    assert sent.status_code == 422
    assert said in sent.text


def test_columns_corrected_by_somebody_else_meanwhile_are_not_overwritten(sign_in, controls):
    sam = sign_in("sam")
    address = uploaded(sam)
    chosen = {"sheet1-header": "1"} | columns(C="question", D="answer")
    seen = shown_version(sam, address)
    assert correct(sam, address, version=seen, **chosen).status_code == 303

    sent = correct(sam, address, version=seen, **chosen)

    assert sent.status_code == 409


def test_columns_stay_once_answers_were_asked_for(app, sign_in, controls):
    sam = sign_in("sam")
    address = answered(app, sam)
    chosen = {"sheet1-header": "1"} | columns(C="question", D="answer")

    sent = sam.post(f"{address}/columns", data={"version": "2", **chosen})

    assert sent.status_code == 409


def test_pasted_text_is_answered_below_its_questions(app, sign_in, controls):
    bob = sign_in("bob")
    text = "1. Do employees sign in with a second factor?\n2. Is there a bug bounty for submarines?"
    sent = bob.post("/questionnaires/new", data={"buyer": "Globex", "text": text})
    address = sent.location
    run_waiting(app.extensions["engine"], app.extensions["deeds"])
    bob.post(f"{address}/answer")
    run_waiting(app.extensions["engine"], app.extensions["deeds"])
    approve(bob, address, answer_ids(bob.get(f"{address}/review").text)[0])

    download = exported(bob, address)

    assert download.text == (
        "1. Do employees sign in with a second factor?\nYes. Every employee signs in with a second factor.\n"
        "2. Is there a bug bounty for submarines?"
    )


def test_while_answers_wait_the_page_polls_and_can_be_reloaded(sign_in, controls):
    sam = sign_in("sam")
    address = uploaded(sam)
    sam.post(f"{address}/answer")

    page = sam.get(address).text

    assert f'hx-get="{address}/progress"' in page
    assert "Reload to see how far it is" in page
    assert "HX-Refresh" not in sam.get(f"{address}/progress").headers


def test_when_answering_has_ended_the_poll_reloads_the_page(app, sign_in, controls):
    sam = sign_in("sam")
    address = answered(app, sam)

    assert sam.get(f"{address}/progress").headers["HX-Refresh"] == "true"
    assert "Review the answers" in sam.get(address).text


def test_a_questionnaire_is_not_answered_twice_at_once(sign_in, controls):
    sam = sign_in("sam")
    address = uploaded(sam)
    sam.post(f"{address}/answer")

    assert sam.post(f"{address}/answer").status_code == 409


def test_without_anything_to_answer_from_the_page_leads_to_the_import(sign_in):
    alice = sign_in("alice")
    address = uploaded(alice)

    assert 'href="/controls/import"' in alice.get(f"{address}/columns").text
    refused = alice.post(f"{address}/answer")
    assert refused.status_code == 422
    assert "Import your controls first" in refused.text


def test_a_stopped_job_says_why_and_can_be_started_again(app, sign_in, controls, acting_for):
    sam = sign_in("sam")
    address = uploaded(sam)
    sam.post(f"{address}/answer")
    session = acting_for("Acme")
    job = session.scalars(sa.select(BuyerQuestionnaire)).one().job
    job.state, job.problem = "failed", "The disk is full."
    session.commit()

    assert "The disk is full." in sam.get(address).text
    assert sam.post(f"{address}/answer").status_code == 303
    assert "Answers are being drafted" in sam.get(address).text


def test_drafting_again_leaves_what_people_did(app, sign_in, controls, acting_for):
    bob = sign_in("bob")
    address = answered(app, bob)
    first, _second, third = answer_ids(bob.get(f"{address}/review").text)
    approve(bob, address, first)
    bob.post(
        f"{address}/answers/{third}", data={"version": "1", "verdict": "word:N/A", "answer_text": "No submarines."}
    )

    bob.post(f"{address}/answer")
    kept = acting_for("Acme").scalars(sa.select(DraftAnswer.id)).all()

    assert {str(row) for row in kept} == {first, third}


def test_nothing_is_taken_out_before_anything_is_approved(app, sign_in, controls, acting_for):
    sam = sign_in("sam")
    address = answered(app, sam)

    refused = sam.post(f"{address}/exports")

    assert refused.status_code == 422
    assert "Nothing leaves unreviewed" in sam.get(address).text
    assert acting_for("Acme").scalars(sa.select(QuestionnaireExport)).all() == []


def test_each_export_is_kept_and_stands_in_the_trail(app, sign_in, controls, acting_for):
    bob = sign_in("bob")
    address = answered(app, bob)
    first, second, _third = answer_ids(bob.get(f"{address}/review").text)
    approve(bob, address, first)
    exported(bob, address)
    reopen(bob, address)
    approve(bob, address, second)
    exported(bob, address)

    links = re.findall(rf'href="({address}/exports/[0-9a-f-]+)"', bob.get(address).text)
    newer, older = (cells_of(bob.get(link).data) for link in links)

    assert (newer[1][0], older[1][0]) == ("Compliant", None)
    action = AuditEntry.action == "questionnaire.exported"
    assert len(acting_for("Acme").scalars(sa.select(AuditEntry).where(action)).all()) == 2


def test_removing_a_questionnaire_removes_its_files(app, sign_in, controls):
    sam = sign_in("sam")
    address = uploaded(sam)
    folder = app.extensions["settings"].files
    assert len(list(folder.iterdir())) == 1

    assert sam.post(f"{address}/remove").status_code == 303

    assert list(folder.iterdir()) == []
    assert sam.get(address).status_code == 404


@pytest.mark.parametrize(
    ("content", "filename", "said"),
    [
        (b"just some text", "review.xlsx", "is named .xlsx but is not an office file"),
        (b"", "review.csv", "the file is empty"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_and_not_kept(app, sign_in, controls, content, filename, said):
    sent = upload(sign_in("sam"), content, filename=filename)

    assert sent.status_code == 422
    assert said in sent.text
    assert not app.extensions["settings"].files.exists()


def test_a_file_above_the_limit_gets_the_page_that_says_so(app, sign_in, controls):
    app.config["MAX_CONTENT_LENGTH"] = 1000

    sent = upload(sign_in("sam"), b"Question\n" + b"Is it safe?\n" * 200, filename="review.csv")

    assert sent.status_code == 413
    assert "That file is too large" in sent.text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"buyer": "Globex"}, "Choose a file, or paste the questions as text"),
        ({"text": "Is data encrypted?"}, "Enter the buyer&#39;s name"),
        ({"buyer": "Globex", "text": "Is data encrypted?", "due_on": "tomorrow"}, "Not a valid date"),
    ],
)
def test_an_incomplete_upload_says_what_is_missing(sign_in, controls, fields, said):
    sent = sign_in("sam").post("/questionnaires/new", data=fields)

    assert sent.status_code == 422
    assert said in sent.text


def test_a_file_and_a_text_at_once_are_refused(sign_in, controls):
    sent = upload(sign_in("sam"), text="Is data encrypted?")

    assert sent.status_code == 422
    assert "not both" in sent.text


def test_the_list_says_how_far_each_questionnaire_is(app, sign_in, controls):
    bob = sign_in("bob")
    address = answered(app, bob, due_on="2020-01-01")
    approve(bob, address, answer_ids(bob.get(f"{address}/review").text)[0])

    page = bob.get("/questionnaires/").text

    assert "1 of 3" in page
    assert "In review" in page
    assert "Overdue" in page


def test_an_empty_list_says_what_to_do(sign_in, controls):
    assert "No questionnaires yet" in sign_in("sam").get("/questionnaires/").text


def test_a_workbook_of_three_hundred_questions_is_shown_page_by_page(app, sign_in, controls):
    many = tuple(
        (f"Q-{n}", f"Part {n // 60}", f"Do employees sign in with a second factor at site {n}?") for n in range(300)
    )
    bob = sign_in("bob")

    address = answered(app, bob, buyer_workbook(many))

    assert len(answer_ids(bob.get(f"{address}/review?page=12").text)) == 25
    assert "Page 12 of 12 · 300 in all" in bob.get(f"{address}/review?page=12").text
