"""What buyers were told, where it stands otherwise today, and who is told of it."""

import csv
import io
import re
import uuid

import pytest
import sqlalchemy as sa

from foundation.audit.models import AuditEntry
from foundation.clock import today
from foundation.mail.models import OutgoingMail
from questionnaires.answering.answer import Verdict
from questionnaires.commitments.models import SentStatement, StatementSource
from questionnaires.commitments.notices import notice
from questionnaires.controls.models import Control
from questionnaires.reviews.models import DraftAnswer
from tests.factories.library import keep_answer
from tests.factories.questionnaire import (
    answer_ids,
    answered,
    buyer_workbook,
    keep_two_controls,
    reopen,
    step,
    version_of,
)

PAGE = "/commitments/"
TWO = (
    ("A-1", "Access", "Do employees sign in with a second factor?"),
    ("A-2", "Access", "Are backups restored in a test every quarter?"),
)


@pytest.fixture
def sent(app, sign_in, acting_for):
    """Send a questionnaire to a buyer with all its answers approved; gives its address."""
    with acting_for("Acme") as session:
        keep_two_controls(session)

    def send(buyer="Globex", questions=TWO):
        bob = sign_in("bob")
        address = answered(app, bob, buyer_workbook(questions), buyer=buyer)
        page = bob.get(f"{address}/review").text
        for answer_id in answer_ids(page):
            bob.post(f"{address}/answers/{answer_id}/approve", data={"version": version_of(page, answer_id)})
        bob.post(f"{address}/exports")
        assert step(bob, address, "sent").status_code == 303
        return address

    return send


@pytest.fixture
def change(acting_for):
    def apply(**values):
        with acting_for("Acme") as session:
            control = session.scalars(sa.select(Control).where(Control.control_id == "AC-01")).one()
            for name, value in values.items():
                setattr(control, name, value)
            session.commit()

    return apply


@pytest.fixture
def tell(acting_for):
    def run(organisation="Acme"):
        with acting_for(organisation) as session:
            count = notice(session, today(), "http://service.example")
            session.commit()
            return count

    return run


def test_while_nothing_has_changed_no_buyer_was_told_otherwise(sign_in, sent):
    sent()
    sam = sign_in("sam")

    assert "No buyer was told otherwise" in sam.get(PAGE).text
    page = sam.get(f"{PAGE}?show=all").text
    assert "2 answers" in page
    assert "Do employees sign in with a second factor?" in page


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({"status": "planned"}, "Planned."),
        ({"statement": "Some employees sign in with a second factor."}, "Some employees sign in"),
        ({"test_result": "exception"}, "failed its last test"),
    ],
)
def test_a_change_of_what_an_answer_rested_on_is_shown_with_what_was_said(sign_in, sent, change, values, shown):
    sent()
    change(**values)

    page = sign_in("sam").get(PAGE).text

    assert "1 answer<" in page
    assert "Globex" in page
    assert shown in page
    assert "Implemented. Every employee signs in with a second factor." in page


def test_a_new_owner_or_title_changes_nothing_that_was_said(sign_in, sent, change):
    sent()
    change(owner="Somebody else", title="Another title")

    assert "No buyer was told otherwise" in sign_in("sam").get(PAGE).text


def test_a_removed_control_is_a_change(sign_in, sent, acting_for):
    sent()
    with acting_for("Acme") as session:
        session.delete(session.scalars(sa.select(Control).where(Control.control_id == "AC-01")).one())
        session.commit()

    assert "Removed." in sign_in("sam").get(PAGE).text


def test_the_register_is_searched_and_taken_out_as_csv(sign_in, sent, change):
    sent("=Globex")
    change(status="planned")
    sam = sign_in("sam")

    assert "1 answer<" in sam.get(f"{PAGE}?search=ac-01").text
    assert "Nothing matches" in sam.get(f"{PAGE}?search=initech").text
    rows = list(csv.DictReader(io.StringIO(sam.get(f"{PAGE}export.csv").text)))
    assert [(row["buyer"], row["rests_on"], row["verdict"]) for row in rows] == [("'=Globex", "control AC-01", "yes")]
    assert rows[0]["now"].startswith("planned. ")


def test_another_organisation_sees_nothing_of_it(sign_in, sent, acting_for):
    sent()
    with acting_for("Umbrella") as session:
        assert session.scalars(sa.select(SentStatement)).all() == []


def test_a_later_revision_takes_the_place_of_what_was_said_before(sign_in, sent, acting_for):
    address = sent()
    bob = sign_in("bob")
    reopen(bob, address)
    bob.post(f"{address}/exports")
    step(bob, address, "sent")

    assert "2 answers" in bob.get(f"{PAGE}?show=all").text
    with acting_for("Acme") as session:
        superseded = session.scalars(sa.select(SentStatement.superseded_at).order_by(SentStatement.revision)).all()
    assert [one is None for one in superseded] == [False, False, True, True]


def test_what_was_said_stays_when_the_questionnaire_is_removed(sign_in, sent):
    address = sent()
    bob = sign_in("bob")
    bob.post(f"{address}/remove")

    assert "2 answers" in bob.get(f"{PAGE}?show=all").text


def test_owners_and_security_are_told_of_a_change_once(sent, change, tell, acting_for):
    sent()
    assert tell() == 0
    change(status="planned")

    assert (tell(), tell()) == (1, 0)

    with acting_for("Acme") as session:
        mails = session.scalars(
            sa.select(OutgoingMail).where(OutgoingMail.subject == "Buyers were told otherwise")
        ).all()
        entries = session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "commitments.noticed")).all()
    assert sorted(mail.recipient for mail in mails) == ["alice@example.com", "bob@example.com"]
    assert "Control AC-01" in mails[0].body
    assert "Globex (1)" in mails[0].body
    assert len(entries) == 1


def test_a_second_change_is_told_again(sent, change, tell):
    sent()
    change(status="planned")
    tell()
    change(status="not_implemented")

    assert tell() == 1


def test_an_answer_otherwise_than_another_buyer_was_told_is_flagged_before_approval(app, sign_in, sent, change):
    sent("Initech", TWO[:1])
    change(status="not_implemented")
    bob = sign_in("bob")

    address = answered(app, bob, buyer_workbook(TWO[:1]), buyer="Globex")

    page = bob.get(f"{address}/review").text
    assert "The same question is answered otherwise" in page
    assert "sent to Initech" in page
    assert "1 of them says otherwise" in bob.get(f"{address}/approve").text


@pytest.mark.parametrize(("words", "flagged"), [("Within 60 days.", True), ("within  30 days.", False)])
def test_answers_in_words_are_held_against_each_other_by_their_words(app, sign_in, sent, acting_for, words, flagged):
    sent("Initech", TWO[:1])
    bob = sign_in("bob")
    address = answered(app, bob, buyer_workbook(TWO[:1]), buyer="Globex")
    with acting_for("Acme") as session:
        statement = session.scalars(sa.select(SentStatement)).one()
        statement.verdict, statement.answer_text = Verdict.STATED, "Within 30 days."
        draft = session.get_one(DraftAnswer, uuid.UUID(answer_ids(bob.get(f"{address}/review").text)[0]))
        draft.verdict, draft.answer_text = Verdict.STATED, words
        session.commit()

    assert ("The same question is answered otherwise" in bob.get(f"{address}/review").text) is flagged


def test_the_same_question_answered_two_ways_in_one_file_is_flagged(app, sign_in, sent):
    asked = (*TWO[:1], ("B-1", "Other", "Do your employees sign in with a second factor?"))
    bob = sign_in("bob")
    address = answered(app, bob, buyer_workbook(asked))
    first, second = answer_ids(bob.get(f"{address}/review").text)
    for answer_id in (first, second):
        form = {"version": "1", "verdict": "word:Compliant", "answer_text": "All of them."}
        assert bob.post(f"{address}/answers/{answer_id}", data=form).status_code == 303
    assert "answered otherwise" not in bob.get(f"{address}/review").text

    form = {"version": "2", "verdict": "word:Non-compliant", "answer_text": "Not yet."}
    assert bob.post(f"{address}/answers/{first}", data=form).status_code == 303

    page = bob.get(f"{address}/review").text
    assert page.count("The same question is answered otherwise") == 2
    assert "row 3 of this file" in page


def test_what_was_said_more_than_a_year_ago_is_no_contradiction(app, sign_in, sent, change, acting_for):
    sent("Initech", TWO[:1])
    with acting_for("Acme") as session:
        statement = session.scalars(sa.select(SentStatement)).one()
        statement.sent_at = statement.sent_at.replace(year=statement.sent_at.year - 2)
        session.commit()
    change(status="not_implemented")
    bob = sign_in("bob")

    address = answered(app, bob, buyer_workbook(TWO[:1]), buyer="Globex")

    assert "answered otherwise" not in bob.get(f"{address}/review").text


def test_who_was_told_by_way_of_the_library_hears_of_a_lapsed_control_too(sign_in, sent, change):
    sent()
    sent(buyer="Initech")
    change(status="planned")

    page = sign_in("sam").get(PAGE).text

    assert "2 answers<" in page
    assert re.findall(r"<strong>(Globex|Initech)</strong>", page) == ["Initech", "Globex"]


def test_a_statement_rests_on_the_controls_behind_the_approved_answer_that_it_cites(sent, acting_for):
    with acting_for("Acme") as session:
        keep_answer(session, question="Do employees sign in with a second factor?", controls=("BC-02", "XX-99"))
    sent(questions=TWO[:1])

    with acting_for("Acme") as session:
        rests_on = session.execute(sa.select(StatementSource.type, StatementSource.source_id)).all()
    keys = [(str(kind), name) for kind, name in rests_on]
    assert ("answer", "L-001") in keys
    assert ("control", "BC-02") in keys
    assert ("control", "XX-99") not in keys
