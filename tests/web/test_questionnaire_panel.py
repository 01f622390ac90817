"""The panel beside an answer: whole controls, what else comes near, comments; and answers that do not apply."""

import re

import pytest
import sqlalchemy as sa

from foundation.mail.models import OutgoingMail
from questionnaires.controls.models import Control
from questionnaires.discussion.models import QuestionComment
from questionnaires.reviews.models import DraftAnswer
from tests.factories.control import keep_control
from tests.factories.questionnaire import answer_ids, answered, keep_two_controls, version_of

HTMX = {"HX-Request": "true"}


@pytest.fixture
def address(app, sign_in, acting_for):
    with acting_for("Acme") as session:
        keep_two_controls(session)
        keep_control(
            session,
            "AC-09",
            title="Sign-in of contractors",
            statement="Contractors sign in with a second factor.",
            status="planned",
        )
    return answered(app, sign_in("sam"))


@pytest.fixture
def answers(sign_in, address):
    return answer_ids(sign_in("bob").get(f"{address}/review").text)


def test_the_panel_shows_the_whole_control_without_asking_the_engine(app, sign_in, address, answers):
    app.extensions["desk"] = None
    panel = sign_in("sam").get(f"{address}/answers/{answers[0]}/panel?section=Access").text

    assert "Control AC-01: Sign-in with a second factor" in panel
    assert "Last test" in panel
    later = f"{address}/answers/{answers[0]}/near?section=Access"
    assert f'hx-get="{later}" hx-trigger="load"' in panel
    assert f'<a href="{later}">Look it up</a>' in panel


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_else_comes_near_is_looked_up_by_itself(sign_in, address, answers, headers):
    page = sign_in("sam").get(f"{address}/answers/{answers[0]}/near", headers=headers).text

    assert "Control AC-09: Sign-in of contractors" in page
    assert "Control AC-01" not in page
    assert ("<html" in page, "To the details" in page) == ((False, False) if headers else (True, True))


def test_where_nothing_is_kept_nothing_comes_near(sign_in, address, answers, acting_for):
    with acting_for("Acme") as session:
        for control in session.scalars(sa.select(Control)):
            session.delete(control)
        session.commit()

    page = sign_in("sam").get(f"{address}/answers/{answers[0]}/near").text

    assert "Nothing else in your controls, approved answers or facts." in page


def test_the_panel_links_the_evidence_of_its_controls(sign_in, acting_for, address, answers):
    bob = sign_in("bob")
    with acting_for("Acme") as session:
        control_id = session.scalars(sa.select(Control.id).where(Control.control_id == "AC-01")).one()
    shown = {"title": "Sign-in settings", "url": "https://wiki.example/mfa", "valid_until": "2001-02-03"}
    assert bob.post(f"/controls/{control_id}/evidence/new", data=shown).status_code == 303

    panel = bob.get(f"{address}/answers/{answers[0]}/panel").text

    link = '<a href="https://wiki.example/mfa" rel="noopener noreferrer" target="_blank">Sign-in settings'
    assert link in panel
    assert "(past its day)" in panel


def test_a_page_with_scripts_gets_the_panel_alone(sign_in, address, answers):
    panel = sign_in("sam").get(f"{address}/answers/{answers[0]}/panel", headers=HTMX).text

    assert "<html" not in panel
    assert 'hx-swap-oob="true"' in panel


def test_a_comment_mails_whom_it_mentions_once_and_not_its_author(sign_in, acting_for, address, answers):
    said = {"body": "@Bob is this so? @bob @Sam knows more. =HYPERLINK(1)<b>"}
    sent = sign_in("sam").post(f"{address}/answers/{answers[0]}/comments", data=said)

    assert sent.status_code == 303
    with acting_for("Acme") as session:
        mails = session.scalars(sa.select(OutgoingMail)).all()
        row = session.scalars(sa.select(QuestionComment)).one()
    assert [(mail.recipient, mail.subject) for mail in mails] == [
        ("bob@example.com", "Sam mentioned you in Globex's questionnaire")
    ]
    assert "@Bob is this so? @bob @Sam knows more. =HYPERLINK(1)<b>" in mails[0].body
    assert "@Bob is this so? @bob @Sam knows more. =HYPERLINK(1)&lt;b&gt;" in mails[0].html
    assert (row.author, row.mentioned) == ("Sam", ["Bob"])
    panel = sign_in("bob").get(f"{address}/answers/{answers[0]}/panel").text
    assert "@Bob is this so? @bob @Sam knows more. =HYPERLINK(1)&lt;b&gt;" in panel
    assert "1 comment" in sign_in("bob").get(f"{address}/review").text


@pytest.mark.parametrize(
    ("body", "problem"), [("", "Enter a comment"), (" \n", "Enter a comment"), ("x" * 4001, "Enter at most 4,000")]
)
def test_an_empty_or_endless_comment_is_refused_and_kept_in_the_form(
    sign_in, acting_for, address, answers, body, problem
):
    sent = sign_in("sam").post(f"{address}/answers/{answers[0]}/comments", data={"body": body})

    assert sent.status_code == 422
    assert problem in sent.text
    with acting_for("Acme") as session:
        assert session.scalars(sa.select(QuestionComment)).all() == []


def test_a_comment_never_leaves_with_the_file(sign_in, address, answers):
    bob = sign_in("bob")
    bob.post(f"{address}/answers/{answers[0]}/comments", data={"body": "between us ZEBRA"})
    version = version_of(bob.get(f"{address}/review").text, answers[0])
    bob.post(f"{address}/answers/{answers[0]}/approve", data={"version": version})
    bob.post(f"{address}/exports")
    export_id = re.findall(r"/exports/([0-9a-f-]{36})", bob.get(address).text)[0]

    assert b"ZEBRA" not in bob.get(f"{address}/exports/{export_id}").data


def test_an_answer_that_does_not_apply_takes_the_buyers_word(sign_in, acting_for, address, answers):
    sam = sign_in("sam")
    version = version_of(sam.get(f"{address}/review").text, answers[2])
    sent = sam.post(f"{address}/answers/{answers[2]}/not-applicable", data={"version": version})

    assert sent.status_code == 303
    with acting_for("Acme") as session:
        row = session.scalars(sa.select(DraftAnswer).where(DraftAnswer.verdict == "not_applicable")).one()
    assert (row.cell_value, row.answer_text, row.state, row.edited_by) == ("N/A", "", "drafted", "Sam")


def test_without_a_word_of_the_buyers_nothing_is_said_not_to_apply(app, sign_in, acting_for):
    keep_two_controls(acting_for("Acme"))
    file = b"Question,Answer (Yes/No),Allowed answers\nDo employees sign in with a second factor?,,Yes/No\n"
    address = answered(app, sign_in("sam"), file, filename="list.csv")
    page = sign_in("sam").get(f"{address}/review").text
    [answer_id] = answer_ids(page)
    sent = sign_in("sam").post(
        f"{address}/answers/{answer_id}/not-applicable", data={"version": version_of(page, answer_id)}
    )

    assert (sent.status_code, "has no word for “not applicable”" in sent.text) == (409, True)
