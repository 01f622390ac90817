"""The page of sales' figures, and its CSV."""

import csv
import io
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from questionnaires.reviews.models import BuyerQuestionnaire
from tests.factories.questionnaire import answer_ids, answered, keep_two_controls, step, uploaded, version_of


@pytest.fixture
def address(app, sign_in, acting_for):
    keep_two_controls(acting_for("Acme"))
    return answered(app, sign_in("sam"), deal_value="50000")


def approve(browser, address, at, **edited):
    page = browser.get(f"{address}/review").text
    answer_id = answer_ids(page)[at]
    if edited:
        browser.post(f"{address}/answers/{answer_id}", data={"version": version_of(page, answer_id), **edited})
        page = browser.get(f"{address}/review").text
    browser.post(f"{address}/answers/{answer_id}/approve", data={"version": version_of(page, answer_id)})


def rows(browser, period="this_quarter"):
    text = browser.get(f"/figures/export.csv?period={period}").get_data(as_text=True)
    return {row["figure"]: row["value"] for row in csv.DictReader(io.StringIO(text))}


def test_without_questionnaires_nothing_is_made_up(sign_in):
    page = sign_in("sam").get("/figures/").text

    assert "Nothing came or went in this period" in page
    assert "none was sent in this period" in page


def test_the_figures_of_a_questionnaire_on_its_way(sign_in, address):
    bob = sign_in("bob")
    approve(bob, address, 0)
    approve(bob, address, 1, verdict="word:Compliant", answer_text="In our own words.")
    uploaded(sign_in("sam"), buyer="Initech")

    told = rows(bob)

    assert (told["questionnaires received"], told["questionnaires sent"]) == ("2", "0")
    assert (told["answers approved"], told["approved as drafted"], told["share approved as drafted"]) == (
        "2",
        "1",
        "0.5",
    )
    assert (told["deals waiting"], told["value of deals waiting"]) == ("2", "50000")
    assert told["deals waiting without a value"] == "1"
    assert told["median from received to sent"] == ""
    reason = "share of drafts: Nothing in your controls, answers or facts speaks of this"
    assert (told["drafts"], told[reason]) == ("3", "0.3333")


def test_a_reopened_questionnaire_counts_as_sent_once_and_waits_again(sign_in, address, acting_for):
    bob = sign_in("bob")
    approve(bob, address, 0)
    bob.post(f"{address}/exports")
    step(bob, address, "sent")
    assert (rows(bob)["questionnaires sent"], rows(bob)["deals waiting"]) == ("1", "0")

    step(bob, address, "reopen")

    assert (rows(bob)["questionnaires sent"], rows(bob)["deals waiting"]) == ("1", "1")
    assert rows(bob)["median from received to sent"] == "0"


def test_another_period_leaves_it_out_but_the_beginning_does_not(sign_in, address, acting_for):
    with acting_for("Acme") as session:
        session.execute(sa.update(BuyerQuestionnaire).values(created_at=datetime(2020, 2, 3, tzinfo=UTC)))
        session.commit()
    sam = sign_in("sam")

    assert rows(sam)["questionnaires received"] == "0"
    assert rows(sam, "all")["questionnaires received"] == "1"
    assert rows(sam, "nonsense") == rows(sam)
    assert rows(sam, "all")["first day"] == "2020-02-03"


def test_another_organisation_sees_nothing_of_it(sign_in, address):
    assert rows(sign_in("charlie"), "all")["questionnaires received"] == "0"
