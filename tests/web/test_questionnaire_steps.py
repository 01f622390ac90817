"""The steps of a questionnaire from received to sent, who may take them, and what stands still afterwards."""

import re

import pytest
import sqlalchemy as sa

from foundation.audit.models import AuditEntry
from foundation.jobs.worker import run_waiting
from questionnaires.reviews.life import life_of
from questionnaires.reviews.models import AnswerState, AskedQuestion, BuyerQuestionnaire, DraftAnswer, Life
from tests.factories.questionnaire import (
    answer_ids,
    answered,
    buyer_workbook,
    keep_two_controls,
    reopen,
    step,
    uploaded,
    version_of,
)

TWO = (
    ("A-1", "Access", "Do employees sign in with a second factor?"),
    ("A-2", "Access", "Are backups restored in a test every quarter?"),
)


@pytest.fixture
def controls(acting_for):
    keep_two_controls(acting_for("Acme"))


@pytest.fixture
def life(acting_for):
    """Say how far the only questionnaire is."""

    def look():
        with acting_for("Acme") as session:
            return life_of(session, session.scalars(sa.select(BuyerQuestionnaire)).one())

    return look


@pytest.fixture
def address(app, sign_in, controls):
    return answered(app, sign_in("sam"), buyer_workbook(TWO))


def decide(browser, address, answer_id, deed="approve", **form):
    version = version_of(browser.get(f"{address}/review").text, answer_id)
    return browser.post(f"{address}/answers/{answer_id}{deed and '/' + deed}", data={"version": version, **form})


def edit(browser, address, answer_id, **form):
    version = re.findall(r'name="version"[^>]*value="(\d+)"', browser.get(f"{address}/answers/{answer_id}").text)[0]
    wording = {"verdict": "word:Compliant", "answer_text": "In our own words.", "version": version}
    return browser.post(f"{address}/answers/{answer_id}", data={**wording, **form})


def test_each_step_is_read_off_what_has_happened(app, sign_in, controls, life):
    sam, bob = sign_in("sam"), sign_in("bob")
    address = uploaded(sam, buyer_workbook(TWO))
    seen = [life()]
    sam.post(f"{address}/answer")
    seen.append(life())
    run_waiting(app.extensions["engine"], app.extensions["deeds"])
    seen.append(life())
    for answer_id in answer_ids(bob.get(f"{address}/review").text):
        decide(bob, address, answer_id)
        seen.append(life())
    sam.post(f"{address}/exports")
    seen.append(life())
    step(sam, address, "sent")
    seen.append(life())

    assert seen == list(Life)


def test_a_file_that_was_written_stands_still_until_it_is_reopened(sign_in, address, acting_for):
    bob = sign_in("bob")
    first, second = answer_ids(bob.get(f"{address}/review").text)
    decide(bob, address, first)
    version = version_of(bob.get(f"{address}/review").text, second)
    bob.post(f"{address}/exports")

    for deed in ("/approve", "/needs-input", ""):
        form = {"version": version, "verdict": "word:N/A", "answer_text": "Other words."}
        refused = bob.post(f"{address}/answers/{second}{deed}", data=form)
        assert (refused.status_code, "Reopen the questionnaire" in refused.text) == (409, True)
    assert bob.post(f"{address}/approve", data={"expected": "1"}).status_code == 409
    assert bob.post(f"{address}/answer").status_code == 409
    reopen(bob, address)
    assert decide(bob, address, second).status_code == 303
    assert "revision 2" in bob.get(address).text


def test_files_of_earlier_revisions_stay_downloadable(sign_in, address):
    bob = sign_in("bob")
    decide(bob, address, answer_ids(bob.get(f"{address}/review").text)[0])
    bob.post(f"{address}/exports")
    reopen(bob, address)
    bob.post(f"{address}/exports")

    page = bob.get(address).text
    links = re.findall(rf'href="({address}/exports/[0-9a-f-]+)"', page)

    assert len(links) == 2
    assert [bob.get(link).status_code for link in links] == [200, 200]
    assert "revision 1 ·" in page
    assert "revision 2 ·" in page


@pytest.mark.parametrize("name", ["sent", "reopen"])
def test_nothing_is_sent_or_reopened_before_a_file_was_written(sign_in, address, name, life):
    refused = sign_in("bob").post(f"{address}/{name}", data={"version": "4"})

    assert refused.status_code == 409
    assert life() is Life.DRAFTED


@pytest.mark.parametrize("name", ["sent", "reopen"])
def test_a_step_on_a_page_that_is_out_of_date_is_refused(sign_in, address, name, life):
    bob = sign_in("bob")
    decide(bob, address, answer_ids(bob.get(f"{address}/review").text)[0])
    bob.post(f"{address}/exports")

    assert bob.post(f"{address}/{name}", data={"version": "1"}).status_code == 409
    assert bob.post(f"{address}/{name}").status_code == 422
    assert life() is Life.EXPORTED


def test_sending_and_reopening_stand_in_the_trail_once_each(sign_in, address, acting_for):
    bob = sign_in("bob")
    decide(bob, address, answer_ids(bob.get(f"{address}/review").text)[0])
    bob.post(f"{address}/exports")
    step(bob, address, "sent")
    reopen(bob, address)

    with acting_for("Acme") as session:
        actions = session.scalars(sa.select(AuditEntry.action).where(AuditEntry.thing == "questionnaire")).all()
    assert [actions.count(f"questionnaire.{deed}") for deed in ("sent", "reopened")] == [1, 1]


def four_eyes(browser):
    rules = {"error_budget": "3", "four_eyes": "y", "answer_days": "365", "version": "0"}
    assert browser.post("/reliability/rules", data=rules).status_code == 303


def test_under_four_eyes_nobody_approves_their_own_words(sign_in, address, acting_for):
    alice, bob = sign_in("alice"), sign_in("bob")
    four_eyes(bob)
    first, second = answer_ids(bob.get(f"{address}/review").text)
    edit(bob, address, first, approve="yes")

    assert "Approve 1 answer" in bob.get(f"{address}/approve").text
    own = bob.post(f"{address}/answers/{first}/approve", data={"version": "2"})
    assert own.status_code == 403
    assert "worded this answer yourself" in own.text
    assert decide(alice, address, first).status_code == 303
    assert decide(bob, address, second).status_code == 303


def test_under_four_eyes_the_form_offers_to_propose_only(sign_in, address):
    bob = sign_in("bob")
    first, _ = answer_ids(bob.get(f"{address}/review").text)
    assert "Save and approve" in bob.get(f"{address}/answers/{first}").text

    four_eyes(bob)

    assert "Save and approve" not in bob.get(f"{address}/answers/{first}").text


def test_without_four_eyes_a_reviewer_may_approve_their_own_words(sign_in, address, acting_for):
    bob = sign_in("bob")
    first, _second = answer_ids(bob.get(f"{address}/review").text)

    edit(bob, address, first, approve="yes")

    with acting_for("Acme") as session:
        states = session.scalars(sa.select(DraftAnswer.state)).all()
    assert states.count(AnswerState.APPROVED) == 1


FOLLOW_UP = (
    ("1", "Access", "Do employees sign in with a second factor?"),
    ("1.1", "Access", "If yes, do employees sign in with a second factor?"),
    ("2", "Access", "Are backups restored in a test every quarter?"),
)


@pytest.fixture
def with_follow_up(app, sign_in, controls, acting_for):
    address = answered(app, sign_in("sam"), buyer_workbook(FOLLOW_UP))
    with acting_for("Acme") as session:
        child = session.scalars(sa.select(AskedQuestion).where(AskedQuestion.ref == "1.1")).one()
        assert "1" in (child.parent_ref, str(child.parent_row))
        child.answer.verdict, child.answer.state = "yes", AnswerState.DRAFTED
        session.commit()
    return address


def test_a_follow_up_waits_until_its_parent_is_approved(sign_in, with_follow_up):
    bob = sign_in("bob")
    parent, child, _ = answer_ids(bob.get(f"{with_follow_up}/review").text)

    refused = decide(bob, with_follow_up, child)
    assert (refused.status_code, "Approve that one first" in refused.text) == (409, True)
    assert decide(bob, with_follow_up, parent).status_code == 303
    assert decide(bob, with_follow_up, child).status_code == 303


def test_bulk_approval_takes_a_follow_up_only_with_its_parent(sign_in, with_follow_up):
    bob = sign_in("bob")
    parent, _child, _ = answer_ids(bob.get(f"{with_follow_up}/review").text)

    assert "Approve 3 answers" in bob.get(f"{with_follow_up}/approve").text
    decide(bob, with_follow_up, parent, "needs-input")
    assert "Approve 1 answer" in bob.get(f"{with_follow_up}/approve").text


@pytest.mark.parametrize("deed", ["edit", "needs-input"])
def test_changing_a_parent_takes_the_approval_of_its_follow_ups_back(sign_in, with_follow_up, acting_for, deed):
    bob = sign_in("bob")
    parent, child, other = answer_ids(bob.get(f"{with_follow_up}/review").text)
    for answer_id in (parent, child, other):
        assert decide(bob, with_follow_up, answer_id).status_code == 303

    edit(bob, with_follow_up, parent) if deed == "edit" else decide(bob, with_follow_up, parent, deed)

    with acting_for("Acme") as session:
        states = dict(session.execute(sa.select(AskedQuestion.ref, DraftAnswer.state).join(AskedQuestion.answer)).all())
    assert states["1.1"] is AnswerState.DRAFTED
    assert states["2"] is AnswerState.APPROVED


def test_the_list_is_narrowed_searched_and_sorted(app, sign_in, controls):
    sam = sign_in("sam")
    uploaded(sam, buyer="Zeta Bank", deal_value="500000", due_on="2026-12-24")
    answered(app, sam, buyer="Alpha Clinic", due_on="2026-12-01")

    def buyers(arguments):
        return re.findall(r'class="q-buyer"><a [^>]*>([^<]+)', sam.get(f"/questionnaires/?{arguments}").text)

    assert buyers("life=drafted") == ["Alpha Clinic"]
    assert buyers("life=received") == ["Zeta Bank"]
    assert buyers("search=ZETA") == ["Zeta Bank"]
    assert buyers("search=%25") == []
    assert buyers("order=buyer") == ["Alpha Clinic", "Zeta Bank"]
    assert buyers("order=due") == ["Alpha Clinic", "Zeta Bank"]
    assert buyers("order=deal") == ["Zeta Bank", "Alpha Clinic"]
    assert buyers("life=nonsense&order=nonsense") == ["Alpha Clinic", "Zeta Bank"]
    assert "No questionnaire matches" in sam.get("/questionnaires/?search=nobody").text
    assert "$500,000" in sam.get("/questionnaires/").text


@pytest.mark.parametrize("value", ["-1", "2000000001", "a lot"])
def test_a_deal_value_that_is_no_sum_is_refused(sign_in, controls, value):
    sent = sign_in("sam").post("/questionnaires/new", data={"buyer": "B", "text": "Do you?", "deal_value": value})

    assert sent.status_code == 422
